/// The subtree root of each full segment, one line of 64 hexadecimal digits each.
///
/// A new process would otherwise hash the whole log before its first commit. Nobody needs to trust
/// the file: with a wrong root in it the tree's root does not come out as it was signed, and then
/// the lines are hashed after all. So it is not synced, and may be deleted at any time.
struct SegmentRoots {
  let directory: LogDirectory

  /// The state of the log at `checkpoint`, for a process that has not seen it before.
  ///
  /// All from the segment of `remembered` on is read, to see that the log was in that state.
  func state(
    at checkpoint: Checkpoint, through remembered: HeldHead?
  ) throws(AuditLogError) -> LogState {
    do throws(AuditLogError) {
      let size = min(checkpoint.size, remembered?.size ?? checkpoint.size)
      return try start(before: size).advanced(
        to: checkpoint, in: directory, through: remembered)
    } catch {
      // A root that is wrong, or a segment that cannot be read: the full look tells which.
      return try LogState().advanced(to: checkpoint, in: directory, through: remembered)
    }
  }

  /// The state before the segment of the line that makes the tree as large as `size`.
  private func start(before size: Int) throws(AuditLogError) -> LogState {
    var state = LogState()
    for root in try roots(of: directory.layout.segment(of: max(0, size - 1))) {
      state.frontier.append(subtree: root, size: directory.layout.linesPerSegment)
      state.end.segment += 1
    }
    return state
  }

  /// The roots of the first segments, all full. Those that are not kept yet are found and kept.
  func roots(of count: Int) throws(AuditLogError) -> [Digest] {
    var roots = Array(try read().prefix(count))
    guard roots.count < count else { return roots }
    for segment in roots.count..<count { roots.append(try root(of: segment)) }
    let text = roots.map { "\($0.hexadecimal)\n" }.joined()
    // Two processes may do this at once; then one of them fails, or both keep the same.
    try? directory.root.replaceUnsynced(LogDirectory.segmentRootsName, with: Array(text.utf8))
    return roots
  }

  private func root(of segment: Int) throws(AuditLogError) -> Digest {
    var frontier = TreeFrontier()
    let first = directory.layout.firstLine(of: segment)
    var stream = LineStream(
      directory, from: first, at: SegmentPosition(segment: segment, offset: 0))
    try stream.forEachLine(before: directory.layout.firstLine(of: segment + 1)) { _, line in
      frontier.append(MerkleTree.leafHash(of: line))
    }
    return frontier.root
  }

  /// The roots in the file; none when it is missing or garbled.
  private func read() throws(AuditLogError) -> [Digest] {
    let bytes = try directory.root.contents(of: LogDirectory.segmentRootsName) ?? []
    let lines = bytes.split(separator: 0x0A)
    let roots = lines.compactMap { Digest(hexadecimal: String(decoding: $0, as: UTF8.self)) }
    return roots.count == lines.count ? roots : []
  }
}
