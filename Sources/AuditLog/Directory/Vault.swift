/// The bodies behind the commitments: dossiers, results, evidence.
///
/// One commit writes one file, a pack: salt (32 bytes), body, salt, body, … A line says where its
/// salt begins, so that an auditor cuts a body out with `tail` and `head`. A body is destroyed by
/// writing zeros over it and its salt; no other body and no proof is touched.
struct Vault {
  private static let saltByteCount = 32

  let folder: Folder

  /// Makes the bodies durable, each with its own salt, and returns where they are.
  func store(_ bodies: [[UInt8]]) throws(AuditLogError) -> [VaultReference] {
    guard !bodies.isEmpty else { return [] }
    let name = String(decoding: Hexadecimal.encode(try RandomBytes.make(16)), as: UTF8.self)
    let hmac = try HMAC()
    let salts = try RandomBytes.make(bodies.count * Vault.saltByteCount)
    let references = try folder.withFile(name, .createNew(mode: 0o600)) {
      file throws(AuditLogError) in
      var pack = PackWriter(file: file)
      var references: [VaultReference] = []
      references.reserveCapacity(bodies.count)
      for (index, body) in bodies.enumerated() {
        let salt = salts[index * Vault.saltByteCount..<(index + 1) * Vault.saltByteCount]
        references.append(
          VaultReference(
            commitment: try hmac.commitment(to: body[...], salt: salt), byteCount: body.count,
            pack: name, offset: pack.byteCount))
        try pack.append(salt)
        try pack.append(body[...])
      }
      try pack.finish()
      return references
    }
    try folder.synchronize()
    return references
  }

  /// What the vault holds for a reference.
  func body(of reference: VaultReference) throws(AuditLogError) -> VaultBody {
    let count = Vault.saltByteCount + reference.byteCount
    let bytes = try folder.withFileIfPresent(reference.pack, .readOnly) {
      file throws(AuditLogError) in
      // The size comes from a line; the file must bear it out before memory is set aside.
      guard try file.status().byteCount - reference.offset >= count else {
        throw .alteredObject(place: place(of: reference))
      }
      return try file.read(count, at: reference.offset)
    }
    guard let bytes else { return .missing }
    let salt = bytes.prefix(Vault.saltByteCount)
    let body = bytes.dropFirst(Vault.saltByteCount)
    if salt.allSatisfy({ $0 == 0 }) { return .destroyed }
    guard try HMAC().commitment(to: body, salt: salt) == reference.commitment else {
      throw .alteredObject(place: place(of: reference))
    }
    return .present(Array(body))
  }

  /// The salt of a body that is there.
  func salt(of reference: VaultReference) throws(AuditLogError) -> Digest {
    try folder.withFile(reference.pack, .readOnly) { file throws(AuditLogError) in
      guard let salt = Digest(try file.read(Vault.saltByteCount, at: reference.offset)) else {
        throw .alteredObject(place: place(of: reference))
      }
      return salt
    }
  }

  /// Writes zeros over a body and its salt, durably. Does nothing where they are gone already.
  func destroy(_ reference: VaultReference) throws(AuditLogError) {
    guard case .present = try body(of: reference) else { return }
    try folder.withFile(reference.pack, .readWrite) { file throws(AuditLogError) in
      let zeros = [UInt8](repeating: 0, count: Vault.saltByteCount + reference.byteCount)
      try file.write(zeros, at: reference.offset)
      try file.synchronizeData()
    }
  }

  private func place(of reference: VaultReference) -> String {
    "\(folder.path)/\(reference.pack), byte \(reference.offset)"
  }
}

extension HMAC {
  /// The commitment to a body, under its salt.
  fileprivate func commitment(
    to body: ArraySlice<UInt8>, salt: ArraySlice<UInt8>
  ) throws(AuditLogError) -> Digest {
    try body.withUnsafeBufferPointer { body throws(AuditLogError) in
      try salt.withUnsafeBufferPointer { salt throws(AuditLogError) in
        try authenticate(UnsafeRawBufferPointer(body), key: UnsafeRawBufferPointer(salt))
      }
    }
  }
}

/// What the vault holds for a commitment.
public enum VaultBody: Sendable, Equatable {
  /// The exact bytes, checked against the commitment.
  case present([UInt8])
  /// Salt and body were overwritten; a `redact` entry says why.
  case destroyed
  /// The pack is not there, as in a copy of the log without its vault.
  case missing
}
