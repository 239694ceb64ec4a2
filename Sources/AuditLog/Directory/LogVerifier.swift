/// What a verification found.
public struct VerifiedLog: Sendable, Equatable {
  /// The signed tree that all lines fit.
  public let checkpoint: Checkpoint
  /// The key that signed it.
  public let signer: VerifierKey
  /// Whether that key came from outside the log.
  public let isPinned: Bool
  /// What was kept outside and is continued by the log, in the order it was given.
  public let held: [HeldHead]
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

  /// How many of the first entries stand as they did when a head was kept; 0 when none was.
  public var coveredCount: Int { held.map { $0.size }.max() ?? 0 }
}

/// Reads the whole log and checks it against its checkpoint, and against one that was kept.
struct LogVerifier {
  /// How often ``verify(held:progress:)`` reports, in lines.
  private static let progressStride = 16_384

  let directory: LogDirectory
  /// The keys that the auditor brought, empty for those that the log itself names.
  let pinned: [VerifierKey]

  /// Verifies every line, and that the log continues all of `held`.
  func verify(
    held: [HeldHead], progress: (_ done: Int, _ total: Int) -> Void
  ) throws(AuditLogError) -> VerifiedLog {
    let keys = try directory.keys()
    let trusted = pinned.isEmpty ? keys : pinned
    let checkpoint = try directory.checkpoint(trusting: trusted)
    guard let signer = trusted.last(where: { checkpoint.isSigned(by: [$0]) }) else {
      throw .untrusted(place: "the checkpoint")
    }
    for head in held {
      if let kept = head.checkpoint, !kept.isSigned(by: trusted + keys) {
        throw .untrusted(place: "the held checkpoint, \(head.place),")
      }
      guard head.size <= checkpoint.size else {
        throw head.contradicts(checkpoint)
      }
    }
    do throws(AuditLogError) {
      return try readLines(keys, checkpoint, signer, held, progress)
    } catch {
      throw error.contradicting(checkpoint)
    }
  }

  private func readLines(
    _ keys: [VerifierKey], _ checkpoint: Checkpoint, _ signer: VerifierKey, _ held: [HeldHead],
    _ progress: (Int, Int) -> Void
  ) throws(AuditLogError) -> VerifiedLog {
    var audit = LineAudit(origin: checkpoint.origin, place: directory.entries.path)
    var frontier = TreeFrontier()
    var stream = LineStream(directory, from: 0, at: SegmentPosition())
    let sizes = Set(held.map { $0.size })
    var roots = [0: MerkleTree.emptyRoot]
    try stream.forEachLine(before: checkpoint.size) { sequence, line throws(AuditLogError) in
      frontier.append(MerkleTree.leafHash(of: line))
      try audit.take(line, sequence: sequence)
      if sizes.contains(frontier.size) { roots[frontier.size] = frontier.root }
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
    if let head = held.first(where: { roots[$0.size] != $0.root }) {
      throw head.contradicts(checkpoint)
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
      checkpoint: checkpoint, signer: signer, isPinned: !pinned.isEmpty, held: held, keys: keys,
      firstTime: firstTime, lastTime: lastTime,
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
