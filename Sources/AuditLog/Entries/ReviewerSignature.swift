/// A reviewer's own signature of a decision, in the entry's `more`:
///
/// ```
/// "signature":{"by":"李工+1f2e3d4c+AZ3L…","sig":"<base64>"}
/// ```
/// It covers the line as canonical JSON without `seq`, `t` and the signature itself: all that the
/// reviewer decided, and nothing that the writer stamps. So the line alone is enough to check it.
public struct ReviewerSignature: Sendable, Equatable {
  static let member = "signature"

  /// Whose signature it is; the key's name is the reviewer's.
  public let key: VerifierKey
  /// Whether it is the signature of the line by that key, in the reviewer's name.
  public let isValid: Bool

  /// The signature of an entry; `nil` for one that has none.
  public init?(of entry: LogEntry) {
    guard case .evaluate(let record) = entry.record,
      let signature = record.more?[ReviewerSignature.member]
    else { return nil }
    guard case .string(let text)? = signature["by"], let key = VerifierKey(text),
      case .string(let mark)? = signature["sig"], let bytes = Base64.decode(Array(mark.utf8))
    else { return nil }
    self.key = key
    let message = ReviewerSignature.message(entry.author, record.unsigned)
    isValid =
      key.name.utf8.elementsEqual(entry.author.utf8)
      && Ed25519.verify(bytes, of: message, publicKey: key.publicKey)
  }

  /// The evaluation with the signature of its author; its documents must be sealed.
  static func sign(
    _ record: Evaluation, author: String, with key: SigningKey
  ) throws(AuditLogError) -> Evaluation {
    guard key.verifier.purpose == .note, key.verifier.name.utf8.elementsEqual(author.utf8) else {
      throw .unfitEntry(
        position: 0, problem: "the reviewer's key is in the name of \(key.verifier.name)")
    }
    var signed = record.unsigned
    let signature = CanonicalJSON.object([
      .init("by", .string(key.verifier.text)),
      .init("sig", .string(Base64.encode(try key.sign(message(author, signed))))),
    ])
    var members: [CanonicalJSON.Member] = []
    if case .object(let others)? = signed.more { members = others }
    signed.more = .object(members + [.init(member, signature)])
    return signed
  }

  private static func message(_ author: String, _ record: Evaluation) -> [UInt8] {
    var object = ObjectWriter(expecting: 1024)
    object.put("op", LogOperation.evaluate.rawValue)
    object.put("v", LogOperation.evaluate.version)
    object.put("who", author)
    record.write(to: &object)
    var bytes: [UInt8] = []
    object.finish(into: &bytes)
    return bytes
  }
}

extension Evaluation {
  /// Without a reviewer's signature.
  fileprivate var unsigned: Evaluation {
    guard case .object(let members)? = more else { return self }
    var record = self
    record.more = .object(
      members.filter { !$0.key.utf8.elementsEqual(ReviewerSignature.member.utf8) })
    return record
  }
}
