/// What a verification found.
public struct VerifiedLog: Sendable, Equatable {
  /// The signed tree that all lines fit.
  public let checkpoint: Checkpoint
  /// The keys that the log names, the newest last.
  public let keys: [VerifierKey]
  /// The time of the first entry.
  public let firstTime: Timestamp
  /// The time of the last entry.
  public let lastTime: Timestamp
  /// How many entries there are of each operation.
  public let counts: [LogOperation: Int]
  /// Bytes past the checkpoint: of a writer at work, or of one that died.
  public let unacknowledgedByteCount: Int
}

/// Reads the whole log and checks it against its checkpoint, and against one that was kept.
struct LogVerifier {
  /// How often ``verify(held:progress:)`` reports, in lines.
  private static let progressStride = 16_384

  let directory: LogDirectory
  /// The keys that the auditor brought, empty for those that the log itself names.
  let pinned: [VerifierKey]

  /// Verifies every line, and that the log continues `held`.
  func verify(
    held: Checkpoint?, progress: (_ done: Int, _ total: Int) -> Void
  ) throws(AuditLogError) -> VerifiedLog {
    let keys = try directory.keys()
    let trusted = pinned.isEmpty ? keys : pinned
    let checkpoint = try directory.checkpoint(trusting: trusted)
    if let held {
      guard held.isSigned(by: trusted + keys) else {
        throw .untrusted(place: "the held checkpoint")
      }
      guard held.size <= checkpoint.size else {
        throw .rolledBack(held: held.text, found: checkpoint.text)
      }
    }
    do throws(AuditLogError) {
      return try readLines(keys, checkpoint, held, progress)
    } catch {
      throw error.contradicting(checkpoint)
    }
  }

  private func readLines(
    _ keys: [VerifierKey], _ checkpoint: Checkpoint, _ held: Checkpoint?,
    _ progress: (Int, Int) -> Void
  ) throws(AuditLogError) -> VerifiedLog {
    var audit = LineAudit(origin: checkpoint.origin, place: directory.entries.path)
    var frontier = TreeFrontier()
    var stream = LineStream(directory, from: 0, at: SegmentPosition())
    var heldRoot = MerkleTree.emptyRoot
    try stream.forEachLine(before: checkpoint.size) { sequence, line throws(AuditLogError) in
      frontier.append(MerkleTree.leafHash(of: line))
      try audit.take(line, sequence: sequence)
      if frontier.size == held?.size { heldRoot = frontier.root }
      if frontier.size.isMultiple(of: LogVerifier.progressStride) {
        progress(frontier.size, checkpoint.size)
      }
    }
    guard frontier.root == checkpoint.root else {
      throw .corrupt(
        DamageProof(
          place: directory.entries.path, problem: "the lines are not those that were signed for",
          checkpoint: checkpoint, foundRoot: frontier.root))
    }
    if let held, heldRoot != held.root {
      throw .rolledBack(held: held.text, found: checkpoint.text)
    }
    guard audit.keys == keys else {
      throw .malformed(
        place: "\(directory.root.path)/\(LogDirectory.keysName)",
        problem: "the keys are not those that the entries name")
    }
    guard let firstTime = audit.firstTime, let lastTime = audit.lastTime else {
      throw .noLog(path: directory.root.path)
    }
    return VerifiedLog(
      checkpoint: checkpoint, keys: keys, firstTime: firstTime, lastTime: lastTime,
      counts: audit.counts,
      unacknowledgedByteCount: try bytes(past: stream.position, size: checkpoint.size))
  }

  private func bytes(past end: SegmentPosition, size: Int) throws(AuditLogError) -> Int {
    let end = directory.layout.normalized(end, size: size)
    var count = 0
    for name in try directory.entries.names() {
      guard let segment = SegmentLayout.segment(named: name), segment >= end.segment else {
        continue
      }
      let size = try directory.entries.withFile(name, .readOnly) { file throws(AuditLogError) in
        try file.status().byteCount
      }
      count += segment == end.segment ? size - end.offset : size
    }
    return count
  }
}
