/// The public key of a log with its name, as an outsider pins it.
///
/// ```
/// two-high.local/lz01+a98eadb7+AZ3L0nZ…
/// name               +key id  +base64(0x01 || public key)
/// ```
/// The text form of Go's `sumdb/note`, used by all C2SP tools.
public struct VerifierKey: Sendable, Hashable, CustomStringConvertible {
  /// What the key signs; the byte before the key in the text form.
  public enum Purpose: UInt8, Sendable {
    /// Notes as they are, with plain Ed25519: <https://c2sp.org/signed-note>.
    case note = 0x01
    /// Checkpoints of others, with the time: <https://c2sp.org/tlog-cosignature>.
    case cosignature = 0x04
  }

  public let purpose: Purpose
  /// The name in the signature line, the log's origin.
  public let name: String
  /// The 32 bytes of RFC 8032.
  public let publicKey: [UInt8]
  /// The first four bytes of SHA-256(name || 0x0A || purpose || public key).
  public let identifier: [UInt8]

  /// `nil` for a name that no signature line could hold.
  init?(name: String, publicKey: [UInt8], purpose: Purpose = .note) {
    guard VerifierKey.isName(name), publicKey.count == 32 else { return nil }
    (self.name, self.publicKey, self.purpose) = (name, publicKey, purpose)
    let named = Array(name.utf8) + [0x0A, purpose.rawValue] + publicKey
    identifier = Array(SHA256.hash(named).bytes.prefix(4))
  }

  /// The key that `text` is the text form of, `nil` for any other text and purpose.
  public init?(_ text: String, for purpose: Purpose = .note) {
    let parts = Array(text.utf8).split(
      separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let name = String(validating: parts[0], as: UTF8.self),
      let identifier = Hexadecimal.decode(parts[1]),
      let key = Base64.decode(parts[2]), key.first == purpose.rawValue
    else { return nil }
    self.init(name: name, publicKey: Array(key.dropFirst()), purpose: purpose)
    guard self.identifier == identifier else { return nil }
  }

  /// The text form.
  public var text: String {
    let id = String(decoding: Hexadecimal.encode(identifier), as: UTF8.self)
    return "\(name)+\(id)+\(Base64.encode([purpose.rawValue] + publicKey))"
  }

  public var description: String { text }

  public static func == (left: VerifierKey, right: VerifierKey) -> Bool {
    left.name.utf8.elementsEqual(right.name.utf8) && left.publicKey == right.publicKey
      && left.purpose == right.purpose
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(publicKey)
  }

  /// Whether signed notes allow the name: no space of Unicode, no `+`, no control character.
  public static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy { scalar in
        !scalar.properties.isWhitespace && scalar != "+" && scalar.value > 0x20
          && scalar.value != 0x7F
      }
  }

  init(from members: inout MemberReader) throws(JSONProblem) {
    guard let key = VerifierKey(try members.string("vkey")) else {
      throw members.problem("`vkey` is no verifier key")
    }
    self = key
  }
}
