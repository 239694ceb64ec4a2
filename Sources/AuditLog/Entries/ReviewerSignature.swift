/// A person's own signature of an entry, in its `more`:
///
/// ```
/// "signature":{"by":"李工+1f2e3d4c+AZ3L…","sig":"<base64>"}
/// ```
/// It covers the line as canonical JSON without `seq`, `t` and the signature itself: all that the
/// author decided, and nothing that the writer stamps. So the line alone is enough to check it.
public struct ReviewerSignature: Sendable, Equatable {
  static let member = "signature"

  /// Whose signature it is; the key's name is the author's.
  public let key: VerifierKey
  /// Whether it is the signature of the line by that key, in the author's name.
  public let isValid: Bool

  /// The signature of an entry; `nil` for one that has none, or none that can be read.
  public init?(of entry: LogEntry) {
    self.init(entry.content)
  }

  init?(_ content: EntryContent) {
    guard let signature = content.notes?[ReviewerSignature.member],
      case .string(let text)? = signature["by"], let key = VerifierKey(text),
      case .string(let mark)? = signature["sig"], let bytes = Base64.decode(Array(mark.utf8))
    else { return nil }
    self.key = key
    isValid =
      key.name.utf8.elementsEqual(content.author.utf8)
      && Ed25519.verify(bytes, of: content.unsigned.signedBytes, publicKey: key.publicKey)
  }

  /// The content with the signature of its author; its documents must be sealed.
  static func sign(
    _ content: EntryContent, with key: SigningKey
  ) throws(AuditLogError) -> EntryContent {
    guard key.verifier.purpose == .note, key.verifier.name.utf8.elementsEqual(content.author.utf8)
    else {
      throw .unfitEntry(
        position: 0,
        problem:
          "the reviewer's key is in the name of \(key.verifier.name) / 审查人员的密钥是\(key.verifier.name)的"
      )
    }
    let unsigned = content.unsigned
    // A line with a signature has notes, and so the version of lines with notes.
    let signature = CanonicalJSON.object([
      .init("by", .string(key.verifier.text)),
      .init("sig", .string(Base64.encode(try key.sign(unsigned.signedBytes)))),
    ])
    var members: [CanonicalJSON.Member] = []
    if case .object(let others)? = unsigned.notes { members = others }
    return unsigned.with(notes: .object(members + [.init(member, signature)]))
  }
}

extension EntryContent {
  /// Without a signature.
  fileprivate var unsigned: EntryContent {
    guard case .object(let members)? = notes else { return self }
    return with(
      notes: .object(
        members.filter { !$0.key.utf8.elementsEqual(ReviewerSignature.member.utf8) }))
  }

  /// What a signature covers.
  fileprivate var signedBytes: [UInt8] {
    var object = ObjectWriter(expecting: 1024)
    // With the signature in it the line has notes, be they empty without it.
    (notes == nil ? with(notes: .object([])) : self).write(to: &object)
    var bytes: [UInt8] = []
    object.finish(into: &bytes)
    return bytes
  }
}
