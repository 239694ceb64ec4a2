/// Finds the clock reading that an operator vouched for.
///
/// After a clock was set back, new entries carry the time of the last one until the clock has
/// caught up. In that run of equal times stands the `clock` entry, whose reading counts instead.
struct ClockReference {
  let directory: LogDirectory

  /// The reading, `nil` when the entries of the last time include no `clock` entry.
  ///
  /// It looks no further back than the last segment.
  func reading(at state: LogState) throws(AuditLogError) -> Timestamp? {
    let size = state.frontier.size
    let segment = directory.layout.segment(of: max(0, size - 1))
    let start = SegmentPosition(segment: segment, offset: 0)
    var stream = LineStream(directory, from: directory.layout.firstLine(of: segment), at: start)
    var reading: Timestamp?
    try stream.forEachLine(before: size) { sequence, line throws(AuditLogError) in
      guard let facts = try? LineScanner(line.bindMemory(to: UInt8.self).span),
        facts.operation == .clock, facts.time == state.lastTime
      else { return }
      let entry = try LogEntry(line: Array(line), place: "entry \(sequence)")
      if case .clock(let note) = entry.record { reading = note.reading }
    }
    return reading
  }
}
