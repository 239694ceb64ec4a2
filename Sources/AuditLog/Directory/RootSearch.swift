/// Finds the states that a log went through.
struct RootSearch {
  private let directory: LogDirectory
  private let size: Int

  init(_ directory: LogDirectory, size: Int) {
    (self.directory, self.size) = (directory, size)
  }

  /// The roots of the trees of these sizes; none for sizes that the log never had.
  func roots(
    of sizes: Set<Int>, by algorithm: TreeAlgorithm = .sha256
  ) throws(AuditLogError) -> [Int: Digest] {
    var roots: [Int: Digest] = [:]
    let end = min(size, sizes.max() ?? 0)
    try forEachSize(upTo: end, algorithm) { frontier in
      if sizes.contains(frontier.size) { roots[frontier.size] = frontier.root }
    }
    return roots
  }

  /// The newest state of which `isWanted` is true; `nil` when there is none.
  func newest(
    where isWanted: (_ size: Int, _ root: Digest) -> Bool
  ) throws(AuditLogError) -> (size: Int, root: Digest)? {
    var found: (size: Int, root: Digest)?
    try forEachSize(upTo: size, .sha256) { frontier in
      let root = frontier.root
      if isWanted(frontier.size, root) { found = (frontier.size, root) }
    }
    return found
  }

  private func forEachSize(
    upTo end: Int, _ algorithm: TreeAlgorithm, _ body: (TreeFrontier) -> Void
  ) throws(AuditLogError) {
    var frontier = TreeFrontier(algorithm)
    var stream = LineStream(directory, from: 0, at: SegmentPosition())
    try stream.forEachLine(before: end) { _, line in
      frontier.append(algorithm.leafHash(of: line))
      body(frontier)
    }
  }
}
