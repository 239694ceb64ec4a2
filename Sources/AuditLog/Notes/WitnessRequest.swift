/// What a log hands to a witness, on a stick or by mail: its checkpoint, and the proof that this
/// continues what the witness signed last.
///
/// ```
/// old 1000
/// gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
/// …
///
/// two-high.local/lz01
/// 1200
/// …
/// ```
/// The body of `add-checkpoint`, <https://c2sp.org/tlog-witness>.
public struct WitnessRequest: Sendable, Equatable {
  /// The size that the witness signed last, 0 for never.
  public let oldSize: Int
  /// RFC 6962 section 2.1.2.
  public let path: [Digest]
  public let checkpoint: Checkpoint
  /// Where it was read, for messages.
  private let place: String

  init(oldSize: Int, path: [Digest], checkpoint: Checkpoint, place: String = "the request") {
    (self.oldSize, self.path, self.checkpoint) = (oldSize, path, checkpoint)
    self.place = place
  }

  public init(_ bytes: [UInt8], place: String) throws(AuditLogError) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
    guard let first = lines.popFirst(), first.starts(with: "old ".utf8),
      let digits = String(validating: first.dropFirst(4), as: UTF8.self), let size = Int(digits),
      size >= 0, String(size) == digits
    else {
      throw .unfitFile(
        place: place, problem: "its first line is not `old` and a size / 第一行应为 old 和条数：不是见证请求")
    }
    var path: [Digest] = []
    while let line = lines.popFirst(), !line.isEmpty {
      guard let hash = Base64.decode(line).flatMap({ Digest($0) }), path.count < 63 else {
        throw .unfitFile(
          place: place, problem: "a line of the proof is no hash / 证明中有一行不是哈希")
      }
      path.append(hash)
    }
    let rest = Array(lines.joined(separator: [0x0A]))
    self.init(
      oldSize: size, path: path, checkpoint: try Checkpoint(rest, place: place), place: place)
  }

  public var text: String {
    "old \(oldSize)\n" + path.map { $0.base64 + "\n" }.joined() + "\n" + checkpoint.text
  }

  /// Whether the checkpoint is signed by `log` and continues `last`, the one signed last.
  ///
  /// Throws what is wrong; a log that does not continue is ``AuditLogError/rolledBack(held:found:)``.
  public func check(log: VerifierKey, last: HeldHead?) throws(AuditLogError) {
    guard checkpoint.isSigned(by: [log]) else { throw .untrusted(place: "the checkpoint") }
    guard oldSize == last?.size ?? 0 else {
      let size = last?.size ?? 0
      throw .unfitFile(
        place: place,
        problem:
          "it begins at \(oldSize), but \(size) entries were signed last: ask for one with `--old \(size)` / 它从 \(oldSize) 条起，而上次已签到 \(size) 条：请对方用 `--old \(size)` 重做"
      )
    }
    guard
      MerkleTree.checkConsistency(
        from: oldSize, oldRoot: last?.root ?? MerkleTree.emptyRoot, to: checkpoint.size,
        newRoot: checkpoint.root, proof: path)
    else { throw .rolledBack(held: last?.proof ?? "", found: checkpoint.text) }
  }
}
