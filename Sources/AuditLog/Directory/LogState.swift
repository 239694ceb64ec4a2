/// What a writer knows of the log at its last look.
struct LogState: Sendable {
  /// The tree over all lines.
  var frontier = TreeFrontier()
  /// Where the next line goes. After a full segment, the start of the next.
  var end = SegmentPosition()
  /// The time of the last line, `nil` for an empty log.
  var lastTime: Timestamp?
  /// What was signed for the tree, `nil` for an empty log.
  var checkpoint: Checkpoint?

  /// The state at `checkpoint`, from a state the log had before.
  ///
  /// Each new line is hashed and the root compared, so that every writer audits the others. On the
  /// way the tree must have been that of `remembered`, unless that lies before this state.
  func advanced(
    to checkpoint: Checkpoint, in directory: LogDirectory, through remembered: HeldHead? = nil
  ) throws(AuditLogError) -> LogState {
    if let remembered, remembered.size > checkpoint.size {
      throw .rolledBack(held: remembered.proof, found: checkpoint.text)
    }
    if let seen = self.checkpoint {
      guard checkpoint.size >= seen.size,
        checkpoint.size > seen.size || checkpoint.root == seen.root
      else { throw .rolledBack(held: seen.text, found: checkpoint.text) }
    }
    do throws(AuditLogError) {
      return try hashingLines(to: checkpoint, in: directory, through: remembered)
    } catch {
      throw error.contradicting(checkpoint)
    }
  }

  private func hashingLines(
    to checkpoint: Checkpoint, in directory: LogDirectory, through remembered: HeldHead?
  ) throws(AuditLogError) -> LogState {
    var state = self
    var stream = LineStream(directory, from: frontier.size, at: end)
    var lastLine: [UInt8] = []
    try stream.forEachLine(before: checkpoint.size) { sequence, line throws(AuditLogError) in
      state.frontier.append(MerkleTree.leafHash(of: line))
      if let remembered, sequence == remembered.size - 1,
        state.frontier.root != remembered.root
      {
        throw .rolledBack(held: remembered.proof, found: checkpoint.text)
      }
      if sequence == checkpoint.size - 1 { lastLine = Array(line) }
    }
    let root = state.frontier.root
    guard root == checkpoint.root else {
      throw .corrupt(
        DamageProof(
          place: directory.entries.path, problem: "the lines are not those that were signed for",
          checkpoint: checkpoint, foundRoot: root))
    }
    if !lastLine.isEmpty {
      let place = "\(directory.entries.path), line \(checkpoint.size)"
      state.lastTime = try LogEntry(line: lastLine, place: place).time
    }
    state.end = directory.layout.normalized(stream.position, size: checkpoint.size)
    state.checkpoint = checkpoint
    return state
  }
}

extension SegmentLayout {
  /// The place after the last line of a log: in a full segment nothing more can stand.
  func normalized(_ position: SegmentPosition, size: Int) -> SegmentPosition {
    let segment = segment(of: size)
    return segment == position.segment ? position : SegmentPosition(segment: segment, offset: 0)
  }
}
