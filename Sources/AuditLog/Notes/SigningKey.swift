/// The private key of a log.
///
/// ```
/// PRIVATE+KEY+two-high.local/lz01+a98eadb7+AQ4c…
/// ```
/// The text form of Go's `sumdb/note`. It stands in a file of mode 0400 outside the log, because
/// a log that holds its own key can be rewritten by whoever copies it.
public struct SigningKey: Sendable {
  private static let prefix = "PRIVATE+KEY+"

  private let seed: [UInt8]
  /// The public half.
  public let verifier: VerifierKey

  /// A new key from libcrypto's random generator.
  public static func generate(
    name: String, for purpose: VerifierKey.Purpose = .note
  ) throws(AuditLogError) -> SigningKey {
    try SigningKey(name: name, seed: try RandomBytes.make(32), purpose: purpose)
  }

  init(
    name: String, seed: [UInt8], purpose: VerifierKey.Purpose = .note
  ) throws(AuditLogError) {
    let publicKey = try Ed25519.publicKey(of: seed)
    guard let verifier = VerifierKey(name: name, publicKey: publicKey, purpose: purpose) else {
      throw .malformed(
        place: "origin `\(name)`", problem: "a name has no spaces, no `+` and no control characters"
      )
    }
    (self.seed, self.verifier) = (seed, verifier)
  }

  /// The key that `text` is the text form of; `place` names the text in what is thrown.
  init(_ text: String, place: String) throws(AuditLogError) {
    guard text.utf8.starts(with: SigningKey.prefix.utf8),
      case let parts = text.utf8.dropFirst(SigningKey.prefix.utf8.count).split(
        separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false),
      parts.count == 3, let name = String(validating: parts[0], as: UTF8.self),
      let key = Base64.decode(parts[2]), key.count == 33,
      let purpose = key.first.flatMap({ VerifierKey.Purpose(rawValue: $0) })
    else { throw .malformed(place: place, problem: "no signing key") }
    try self.init(name: name, seed: Array(key.dropFirst()), purpose: purpose)
    guard self.text.utf8.elementsEqual(text.utf8) else {
      throw .malformed(place: place, problem: "the key does not fit its identifier")
    }
  }

  var text: String {
    let id = String(decoding: Hexadecimal.encode(verifier.identifier), as: UTF8.self)
    let key = Base64.encode([verifier.purpose.rawValue] + seed)
    return "\(SigningKey.prefix)\(verifier.name)+\(id)+\(key)"
  }

  func sign(_ message: [UInt8]) throws(AuditLogError) -> [UInt8] {
    try Ed25519.sign(message, seed: seed)
  }
}
