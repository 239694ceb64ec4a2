/// The proof that one line stands at its place in the log, without showing any other line.
///
/// ```
/// c2sp.org/tlog-proof@v1
/// index 41233
/// gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
/// …
///
/// two-high.local/lz01
/// 41234
/// …
/// ```
/// The header, the index, the audit path from the leaf upwards, an empty line, the checkpoint:
/// <https://c2sp.org/tlog-proof>. The optional `extra` line is never written, and skipped when
/// read, because nothing vouches for it.
public struct TlogProof: Sendable, Equatable {
  private static let header = "c2sp.org/tlog-proof@v1"

  /// The sequence number of the line.
  public let index: Int
  /// The audit path, RFC 6962 section 2.1.1.
  public let path: [Digest]
  /// The signed tree that the path leads to.
  public let checkpoint: Checkpoint

  init(index: Int, path: [Digest], checkpoint: Checkpoint) {
    (self.index, self.path, self.checkpoint) = (index, path, checkpoint)
  }

  /// The proof that `text` holds; `place` names the text in what is thrown.
  public init(_ text: String, place: String) throws(AuditLogError) {
    var lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)[...]
    guard let first = lines.popFirst(), first.elementsEqual(TlogProof.header.utf8) else {
      throw .malformed(place: place, problem: "the first line must be `\(TlogProof.header)`")
    }
    if lines.first?.starts(with: "extra ".utf8) == true { lines.removeFirst() }
    guard let second = lines.popFirst(), second.starts(with: "index ".utf8),
      let digits = String(validating: second.dropFirst(6), as: UTF8.self),
      let index = Int(digits), index >= 0, String(index) == digits
    else { throw .malformed(place: place, problem: "no `index` line") }
    var path: [Digest] = []
    while let line = lines.popFirst(), !line.isEmpty {
      guard let hash = Base64.decode(line).flatMap({ Digest($0) }), path.count < 63 else {
        throw .malformed(place: place, problem: "a line of the path is no hash")
      }
      path.append(hash)
    }
    let rest = Array(lines.joined(separator: [0x0A]))
    self.init(index: index, path: path, checkpoint: try Checkpoint(rest, place: place))
  }

  /// The text form, which ends with the checkpoint as it stands in its file.
  public var text: String {
    let path = path.map { $0.base64 + "\n" }.joined()
    return "\(TlogProof.header)\nindex \(index)\n\(path)\n\(checkpoint.text)"
  }

  /// Whether `line`, without its line feed, stands at ``index`` in a log of one of `keys`.
  public func proves(_ line: [UInt8], keys: [VerifierKey]) -> Bool {
    checkpoint.isSigned(by: keys)
      && MerkleTree.checkInclusion(
        of: MerkleTree.leafHash(of: line), at: index, size: checkpoint.size, proof: path,
        root: checkpoint.root)
  }
}
