/// Bytes that a line commits to without showing them.
public enum VaultDocument: Sendable, Equatable {
  /// The bytes themselves, before the commit.
  case open([UInt8])
  /// Where the vault holds them, and their commitment; what every line of the log has.
  case sealed(VaultReference)

  /// An open document has no line yet; the writer seals it first.
  func write(to object: inout ObjectWriter) {
    switch self {
    case .open: break
    case .sealed(let reference): reference.write(to: &object)
    }
  }

  init(from members: inout MemberReader, key: String) throws(JSONProblem) {
    guard var object = try members.object(key) else {
      throw members.problem("`\(key)` is missing")
    }
    self = .sealed(try VaultReference(from: &object))
    try object.finish()
  }
}

/// The commitment to a body, and the place of the body in the vault.
///
/// ```
/// {"at":0,"bytes":18233,"c":"<64 hex>","pack":"<32 hex>"}
/// ```
public struct VaultReference: Sendable, Hashable {
  /// HMAC-SHA256(salt, body). The salt keeps a body that could be guessed from being confirmed.
  public let commitment: Digest
  /// How many bytes the body has.
  public let byteCount: Int
  /// The file in `vault/`, 32 hexadecimal digits.
  public let pack: String
  /// Where the salt begins in that file; the body follows it.
  public let offset: Int

  init(commitment: Digest, byteCount: Int, pack: String, offset: Int) {
    (self.commitment, self.byteCount) = (commitment, byteCount)
    (self.pack, self.offset) = (pack, offset)
  }

  func write(to object: inout ObjectWriter) {
    object.put("at", offset)
    object.put("bytes", byteCount)
    object.put("c", commitment)
    object.put("pack", pack)
  }

  init(from object: inout MemberReader) throws(JSONProblem) {
    commitment = try object.digest("c")
    byteCount = try object.integer("bytes")
    offset = try object.integer("at")
    pack = try object.string("pack")
    // The name becomes part of a path, so nothing but digits may pass.
    guard Hexadecimal.decode(pack.utf8)?.count == 16 else {
      throw object.problem("`pack` must be 32 hexadecimal digits")
    }
  }
}
