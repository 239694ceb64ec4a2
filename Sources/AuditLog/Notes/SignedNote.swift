/// A text and the signature of whoever vouches for it.
///
/// ```
/// two-high-review/rules
/// 正式版 2026-11
///
/// — policy.nx.local/rules qY6mtyCwkQ0MT3+f…vbm5rw0=
/// ```
/// <https://c2sp.org/signed-note> with one signature.
public struct SignedNote: Sendable, Equatable {
  /// The lines that are signed, each with its line feed.
  public let text: String
  /// In whose name it is signed.
  public let signer: String
  private let keyIdentifier: [UInt8]
  private let signature: [UInt8]

  /// Signs a text, which must end with a line feed and hold no empty line.
  public init(_ text: String, signedWith key: SigningKey) throws(AuditLogError) {
    guard key.verifier.purpose == .note else {
      throw .unfitFile(
        place: "the key",
        problem: "it is a witness's key, which signs checkpoints / 这是见证人的密钥，只用于共签检查点")
    }
    (self.text, signer) = (text, key.verifier.name)
    keyIdentifier = key.verifier.identifier
    signature = try key.sign(Array(text.utf8))
  }

  /// The note that `bytes` are the exact text of; its signature is not checked yet.
  public init(_ bytes: [UInt8], place: String) throws(AuditLogError) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count >= 4, lines[lines.count - 1].isEmpty, lines[lines.count - 3].isEmpty,
      let text = String(
        validating: lines.dropLast(3).joined(separator: [0x0A]) + [0x0A], as: UTF8.self)
    else {
      throw .malformed(
        place: place, problem: "a note is a text, an empty line and one line of signature")
    }
    let words = lines[lines.count - 2].split(separator: 0x20, omittingEmptySubsequences: false)
    guard words.count == 3, words[0].elementsEqual("—".utf8),
      let signer = String(validating: words[1], as: UTF8.self),
      let mark = Base64.decode(words[2]), mark.count == 4 + Ed25519.signatureByteCount
    else { throw .malformed(place: place, problem: "the last line is no signature") }
    (self.text, self.signer) = (text, signer)
    (keyIdentifier, signature) = (Array(mark.prefix(4)), Array(mark.dropFirst(4)))
  }

  /// The text and the signature line.
  public var fullText: String {
    "\(text)\n— \(signer) \(Base64.encode(keyIdentifier + signature))\n"
  }

  public func isSigned(by key: VerifierKey) -> Bool {
    key.purpose == .note && key.identifier == keyIdentifier
      && key.name.utf8.elementsEqual(signer.utf8)
      && Ed25519.verify(signature, of: Array(text.utf8), publicKey: key.publicKey)
  }
}
