/// The size and root of a log at one moment, signed.
///
/// ```
/// two-high.local/lz01
/// 1000
/// gJZP+1WHiF9AgKPmkMP98VJnCncOtTNiwLvIEVMuMmE=
///
/// — two-high.local/lz01 qY6mtyCwkQ0MT3+f…vbm5rw0=
/// ```
/// The origin, the size, the root, an empty line, one signature: <https://c2sp.org/tlog-checkpoint>
/// in a <https://c2sp.org/signed-note>. Under 200 bytes, so it fits a letter or a QR code.
/// C2SP allows extension lines and further signatures; this log has neither, and refuses them, so
/// that no byte of the file can change unseen.
public struct Checkpoint: Sendable, Equatable {
  /// The log's name.
  public let origin: String
  /// How many lines the log has.
  public let size: Int
  /// The root of the Merkle tree over them.
  public let root: Digest
  private let keyIdentifier: [UInt8]
  private let signature: [UInt8]

  /// A checkpoint, signed with `key` in the name of its log.
  init(size: Int, root: Digest, signedWith key: SigningKey) throws(AuditLogError) {
    (origin, self.size, self.root) = (key.verifier.name, size, root)
    keyIdentifier = key.verifier.identifier
    let body = Checkpoint.body(origin: key.verifier.name, size: size, root: root)
    signature = try key.sign(Array(body.utf8))
  }

  /// The checkpoint that `bytes` are the exact text of; its signature is not checked yet.
  ///
  /// `place` names the text in what is thrown.
  public init(_ bytes: [UInt8], place: String) throws(AuditLogError) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count == 6, lines[3].isEmpty, lines[5].isEmpty,
      let origin = String(validating: lines[0], as: UTF8.self), VerifierKey.isName(origin)
    else {
      throw .malformed(place: place, problem: "a checkpoint has five lines, the fourth empty")
    }
    guard let digits = String(validating: lines[1], as: UTF8.self), let size = Int(digits),
      size >= 0, String(size) == digits
    else { throw .malformed(place: place, problem: "the second line is no size") }
    guard let root = Base64.decode(lines[2]).flatMap({ Digest($0) }) else {
      throw .malformed(place: place, problem: "the third line is no root")
    }
    let prefix = Array("— \(origin) ".utf8)
    guard lines[4].starts(with: prefix),
      let signature = Base64.decode(lines[4].dropFirst(prefix.count)),
      signature.count == 4 + Ed25519.signatureByteCount
    else { throw .malformed(place: place, problem: "the fifth line is no signature of the origin") }
    (self.origin, self.size, self.root) = (origin, size, root)
    keyIdentifier = Array(signature.prefix(4))
    self.signature = Array(signature.dropFirst(4))
  }

  /// The text of the file, five lines with their line feeds.
  public var text: String {
    let signature = Base64.encode(keyIdentifier + signature)
    return Checkpoint.body(origin: origin, size: size, root: root) + "\n— \(origin) \(signature)\n"
  }

  /// Whether one of `keys` signed this checkpoint.
  public func isSigned(by keys: [VerifierKey]) -> Bool {
    let body = Array(Checkpoint.body(origin: origin, size: size, root: root).utf8)
    return keys.contains { key in
      key.name.utf8.elementsEqual(origin.utf8) && key.identifier == keyIdentifier
        && Ed25519.verify(signature, of: body, publicKey: key.publicKey)
    }
  }

  /// What the signature covers: the first three lines with their line feeds.
  static func body(origin: String, size: Int, root: Digest) -> String {
    "\(origin)\n\(size)\n\(root.base64)\n"
  }
}
