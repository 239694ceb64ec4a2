/// Checks that lines follow one another as the writer stamps them.
struct LineAudit {
  private let origin: String
  private let place: String
  /// The keys that the lines announce, in their order.
  private(set) var keys: [VerifierKey] = []
  private(set) var firstTime: Timestamp?
  private(set) var lastTime: Timestamp?
  private(set) var counts: [LogOperation: Int] = [:]

  /// An audit of a log of this name; `place` names its lines in what is thrown.
  init(origin: String, place: String) {
    (self.origin, self.place) = (origin, place)
  }

  /// Checks one line, which has no line feed.
  mutating func take(
    _ line: UnsafeRawBufferPointer, sequence: Int
  ) throws(AuditLogError) {
    let facts: LineScanner
    do throws(JSONProblem) {
      facts = try LineScanner(line.bindMemory(to: UInt8.self).span)
    } catch {
      throw problem(sequence, error.message)
    }
    guard let operation = facts.operation else { throw problem(sequence, "unknown operation") }
    guard let version = facts.version, operation.versions.contains(version) else {
      throw problem(sequence, "unknown version")
    }
    guard facts.sequence == sequence else {
      throw problem(sequence, "the line has another sequence number")
    }
    guard let time = facts.time, lastTime.map({ $0 <= time }) ?? true else {
      throw problem(sequence, "the line is dated before the one above it")
    }
    guard (operation == .initialize) == (sequence == 0) else {
      throw problem(sequence, "only the first entry is `init`")
    }
    firstTime = firstTime ?? time
    lastTime = time
    counts[operation, default: 0] += 1
    if operation == .initialize || operation == .key { try noteKey(Array(line), sequence) }
  }

  private mutating func noteKey(_ line: [UInt8], _ sequence: Int) throws(AuditLogError) {
    let entry = try LogEntry(line: line, place: "\(place), entry \(sequence)")
    switch entry.record {
    case .initialize(let record):
      guard record.origin.utf8.elementsEqual(origin.utf8) else {
        throw problem(sequence, "the log has another name than its checkpoint")
      }
      keys.append(record.key)
    case .key(let record):
      if !keys.contains(record.key) { keys.append(record.key) }
    case .evaluate, .override, .replay, .redact, .anchor, .recover, .clock, .hold, .setting: break
    }
  }

  private func problem(_ sequence: Int, _ message: String) -> AuditLogError {
    .malformed(place: "\(place), entry \(sequence)", problem: message)
  }
}
