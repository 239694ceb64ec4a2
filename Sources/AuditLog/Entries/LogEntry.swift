/// One entry of the log: an envelope that the writer stamps, and what happened.
///
/// ```
/// {"op":"replay","engine":…,"of":7,"outcome":"equal","seq":9,"t":"2026-09-30T08:15:02.123Z","v":1,"who":"李工"}
/// ```
/// `v` is the version of the format that has the operation: 1, and 2 for `hold` and `setting`.
/// Readers of version 1 refuse a line of version 2 rather than misread it, and read all others.
public struct LogEntry: Sendable, Equatable {
  /// The number of the line in the whole log, from 0.
  public let sequence: Int
  /// When the entry was stamped, inside the lock.
  public let time: Timestamp
  /// The person or the program in whose name it was written.
  public let author: String
  /// What happened.
  public let record: LogRecord

  init(sequence: Int, time: Timestamp, author: String, record: LogRecord) {
    (self.sequence, self.time, self.author, self.record) = (sequence, time, author, record)
  }

  /// The canonical line without its line feed.
  var line: [UInt8] {
    var line: [UInt8] = []
    write(to: &line)
    return line
  }

  func write(to output: inout [UInt8]) {
    var object = ObjectWriter(expecting: 1024)
    object.put("op", record.operation.rawValue)
    object.put("seq", sequence)
    object.put("t", time.description)
    object.put("v", record.operation.version)
    object.put("who", author)
    record.write(to: &object)
    object.finish(into: &output)
  }

  /// The entry that a canonical line holds.
  ///
  /// `place` names the line in what is thrown.
  init(line: [UInt8], place: String) throws(AuditLogError) {
    do throws(JSONProblem) {
      _ = try LineScanner(line.span)
      var members = MemberReader(try CanonicalJSONReader.read(line))
      let word = try members.string("op")
      guard let operation = LogOperation(rawValue: word) else {
        throw members.problem("the operation `\(word)` is unknown")
      }
      guard try members.integer("v") == operation.version else {
        throw members.problem("the line is of a version that this program does not know")
      }
      sequence = try members.integer("seq")
      time = try members.time("t")
      author = try members.string("who")
      record = try LogRecord(operation, from: &members)
      try members.finish()
    } catch {
      throw .malformed(place: place, problem: error.message)
    }
  }
}
