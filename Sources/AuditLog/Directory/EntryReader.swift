/// An entry together with the exact bytes that the tree was built from.
public struct LoggedEntry: Sendable, Equatable {
  public let entry: LogEntry
  /// The line without its line feed.
  public let line: [UInt8]

  /// The hash that stands for the line in the Merkle tree.
  public var leafHash: Digest { MerkleTree.leafHash(of: line) }
}

/// Reads entries in order, in bounded memory.
///
/// ```swift
/// var entries = try log.entries()
/// while let logged = try entries.next() { … }
/// ```
public struct EntryReader {
  /// How many lines are read ahead.
  private static let batchCount = 1024

  private let directory: LogDirectory
  private let end: Int
  private var stream: LineStream
  private var ahead: ArraySlice<[UInt8]> = []
  private var sequence: Int

  init(_ directory: LogDirectory, _ range: Range<Int>) throws(AuditLogError) {
    self.directory = directory
    (sequence, end) = (range.lowerBound, range.upperBound)
    let segment = directory.layout.segment(of: sequence)
    stream = LineStream(
      directory, from: directory.layout.firstLine(of: segment),
      at: SegmentPosition(segment: segment, offset: 0))
    try stream.forEachLine(before: range.lowerBound) { _, _ in }
  }

  /// The next entry, `nil` after the last.
  public mutating func next() throws(AuditLogError) -> LoggedEntry? {
    guard sequence < end else { return nil }
    if ahead.isEmpty { try readAhead() }
    guard let line = ahead.popFirst() else { return nil }
    let place = "\(directory.entries.path), entry \(sequence)"
    let entry = try LogEntry(line: line, place: place)
    guard entry.sequence == sequence else {
      throw .malformed(place: place, problem: "the line has another sequence number")
    }
    sequence += 1
    return LoggedEntry(entry: entry, line: line)
  }

  private mutating func readAhead() throws(AuditLogError) {
    var lines: [[UInt8]] = []
    let batchEnd = min(end, sequence + EntryReader.batchCount)
    try stream.forEachLine(before: batchEnd) { _, line in lines.append(Array(line)) }
    ahead = lines[...]
  }
}
