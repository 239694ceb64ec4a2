import Glibc

/// Reads the lines of a log in order, across its segments, a megabyte at a time.
struct LineStream {
  private static let chunkByteCount = 1 << 20

  private let directory: LogDirectory
  /// The sequence number of the next line.
  private(set) var sequence: Int
  /// Where the next line begins.
  private(set) var position: SegmentPosition

  /// A stream whose first line has the number `sequence` and begins at `position`.
  init(_ directory: LogDirectory, from sequence: Int, at position: SegmentPosition) {
    (self.directory, self.sequence, self.position) = (directory, sequence, position)
  }

  /// Gives the lines up to, but not including, number `end` to `body`, without their line feeds.
  ///
  /// Throws ``AuditLogError/malformed(place:problem:)`` when a line is missing or too long.
  mutating func forEachLine(
    before end: Int,
    _ body: (Int, UnsafeRawBufferPointer) throws(AuditLogError) -> Void
  ) throws(AuditLogError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: LineStream.chunkByteCount, alignment: 16)
    defer { buffer.deallocate() }
    while sequence < end {
      let segment = directory.layout.segment(of: sequence)
      if segment != position.segment { position = SegmentPosition(segment: segment, offset: 0) }
      let segmentEnd = min(end, directory.layout.firstLine(of: segment + 1))
      try readSegment(before: segmentEnd, buffer, body)
    }
  }

  private mutating func readSegment(
    before end: Int, _ buffer: UnsafeMutableRawBufferPointer,
    _ body: (Int, UnsafeRawBufferPointer) throws(AuditLogError) -> Void
  ) throws(AuditLogError) {
    let name = SegmentLayout.name(of: position.segment)
    let start = self
    let stopped = try directory.entries.withFileIfPresent(name, .readOnly) {
      file throws(AuditLogError) in
      var stream = start
      while stream.sequence < end {
        let count = try file.read(into: buffer, at: stream.position.offset)
        let used = try stream.takeLines(UnsafeRawBufferPointer(buffer)[..<count], end, body)
        guard used > 0 else { throw stream.damage(count) }
      }
      try stream.checkEnd(of: file)
      return stream
    }
    guard let stopped else {
      throw .malformed(
        place: "\(directory.entries.path)/\(name)", problem: "the file is missing")
    }
    self = stopped
  }

  /// Takes the whole lines of a chunk and returns how many bytes they had.
  private mutating func takeLines(
    _ chunk: Slice<UnsafeRawBufferPointer>, _ end: Int,
    _ body: (Int, UnsafeRawBufferPointer) throws(AuditLogError) -> Void
  ) throws(AuditLogError) -> Int {
    let bytes = UnsafeRawBufferPointer(rebasing: chunk)
    var used = 0
    while sequence < end, let start = bytes.baseAddress?.advanced(by: used),
      let feed = memchr(start, 0x0A, bytes.count - used)
    {
      let length = UnsafeRawPointer(feed) - start
      guard length < LineScanner.byteLimit else { return used }
      try body(sequence, UnsafeRawBufferPointer(start: start, count: length))
      used += length + 1
      sequence += 1
      position.offset += length + 1
    }
    return used
  }

  private func damage(_ byteCount: Int) -> AuditLogError {
    let isShort = byteCount < LineScanner.byteLimit
    return .malformed(
      place: place, problem: isShort ? "the line is missing or cut" : "the line is too long")
  }

  /// After the last line of a full segment nothing may stand; it would be part of no tree.
  private func checkEnd(of file: OpenFile) throws(AuditLogError) {
    guard sequence == directory.layout.firstLine(of: position.segment + 1) else { return }
    guard try file.status().byteCount == position.offset else {
      throw .malformed(place: file.path, problem: "bytes after the last line of a full segment")
    }
  }

  /// The next line, as a message names it; `:12` is the twelfth line of the file.
  var place: String {
    let name = SegmentLayout.name(of: position.segment)
    let line = sequence - directory.layout.firstLine(of: position.segment) + 1
    return "\(directory.entries.path)/\(name):\(line)"
  }
}
