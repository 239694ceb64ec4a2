/// An outsider's word on a checkpoint: from then on not even the key's owner can rewrite what
/// came before.
public struct Anchor: Sendable, Equatable {
  /// What kind of word it is.
  public enum Kind: String, CaseIterable, Sendable {
    /// A time-stamp token, RFC 3161, over the three signed lines of a checkpoint, or over its whole
    /// text, which then stands behind the token.
    case timestamp = "rfc3161"
    /// A witness's signature line, <https://c2sp.org/tlog-cosignature>.
    case cosignature
    /// A printed or mailed copy; the evidence says in words where it is.
    case copy
  }

  public var kind: Kind
  /// The size of the anchored tree.
  public var size: Int
  /// The root of the anchored tree.
  public var root: Digest
  /// The token, the signature line or the receipt.
  public var evidence: VaultDocument

  init(kind: Kind, size: Int, root: Digest, evidence: [UInt8]) {
    (self.kind, self.size, self.root) = (kind, size, root)
    self.evidence = .open(evidence)
  }

  func write(to object: inout ObjectWriter) {
    object.put("evidence", object: evidence.write)
    object.put("kind", kind.rawValue)
    object.put("root", root)
    object.put("size", size)
  }

  init(from members: inout MemberReader) throws(JSONProblem) {
    guard let kind = Kind(rawValue: try members.string("kind")) else {
      throw members.problem("`kind` is unknown")
    }
    self.kind = kind
    size = try members.integer("size")
    root = try members.digest("root")
    evidence = try VaultDocument(from: &members, key: "evidence")
  }
}
