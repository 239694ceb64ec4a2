/// The lines of one commit, as they will stand in the segments.
struct StampedBatch {
  /// A run of lines in one segment.
  struct Piece {
    let segment: Int
    let offset: Int
    let bytes: Range<Int>
  }

  /// The sequence number of the first line.
  let first: Int
  let time: Timestamp
  private(set) var bytes: [UInt8] = []
  private(set) var leafHashes: [Digest] = []
  private(set) var pieces: [Piece] = []

  /// Stamps the submissions with the numbers that follow `state`, and one time for all.
  init(
    _ submissions: [LogSubmission], at time: Timestamp, after state: LogState,
    layout: SegmentLayout
  ) throws(AuditLogError) {
    (first, self.time) = (state.frontier.size, time)
    leafHashes.reserveCapacity(submissions.count)
    var pieceStart = 0
    var position = state.end
    for (index, submission) in submissions.enumerated() {
      try append(submission, position: index)
      let isLast = index == submissions.count - 1
      if isLast || layout.segment(of: first + index + 1) != position.segment {
        pieces.append(
          Piece(
            segment: position.segment, offset: position.offset, bytes: pieceStart..<bytes.count))
        pieceStart = bytes.count
        position = SegmentPosition(segment: position.segment + 1, offset: 0)
      }
    }
  }

  private mutating func append(
    _ submission: LogSubmission, position: Int
  ) throws(AuditLogError) {
    let entry = LogEntry(sequence: first + position, time: time, content: submission.content)
    let start = bytes.count
    entry.write(to: &bytes)
    try check(from: start, of: submission, position: position)
    leafHashes.append(
      bytes.withUnsafeBytes { bytes in
        MerkleTree.leafHash(of: UnsafeRawBufferPointer(rebasing: bytes[start...]))
      })
    bytes.append(0x0A)
  }

  /// Refuses what a reader would refuse: a line too long, and keys of the caller's that are none.
  private func check(
    from start: Int, of submission: LogSubmission, position: Int
  ) throws(AuditLogError) {
    guard bytes.count - start >= LineScanner.byteLimit || submission.notes != nil else { return }
    do throws(JSONProblem) {
      _ = try LineScanner(bytes.span.extracting(start..<bytes.count))
    } catch {
      throw .unfitEntry(position: position, problem: error.message)
    }
  }
}
