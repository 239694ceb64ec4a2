/// One entry of the log: an envelope that the writer stamps, and what happened.
///
/// ```
/// {"op":"replay","engine":…,"of":7,"outcome":"equal","seq":9,"t":"2026-09-30T08:15:02.123Z","v":1,"who":"李工"}
/// ```
/// `v` is the version of the format that has such a line: 1; 2 for `hold` and `setting`; 3 for any but
/// an `evaluate` that has `more`, an object of the caller's: who was logged in where, on which document
/// it rests, and the author's signature. An `evaluate` has `more` since version 1. Readers of an older
/// version refuse a line of a newer one rather than misread it, and read all others.
public struct LogEntry: Sendable, Equatable {
  /// The number of the line in the whole log, from 0.
  public let sequence: Int
  /// When the entry was stamped, inside the lock.
  public let time: Timestamp
  /// The person or the program in whose name it was written.
  public let author: String
  /// What happened.
  public let record: LogRecord
  /// What the caller noted beside what happened, an object; `nil` for nothing.
  public let notes: CanonicalJSON?

  init(sequence: Int, time: Timestamp, content: EntryContent) {
    (self.sequence, self.time) = (sequence, time)
    (author, record, notes) = (content.author, content.record, content.notes)
  }

  /// What the author wrote.
  var content: EntryContent { EntryContent(author: author, record: record, notes: notes) }

  /// The canonical line without its line feed.
  package var line: [UInt8] {
    var line: [UInt8] = []
    write(to: &line)
    return line
  }

  func write(to output: inout [UInt8]) {
    var object = ObjectWriter(expecting: 1024)
    object.put("seq", sequence)
    object.put("t", time.description)
    content.write(to: &object)
    object.finish(into: &output)
  }

  /// The entry that a canonical line holds.
  ///
  /// `place` names the line in what is thrown.
  package init(line: [UInt8], place: String) throws(AuditLogError) {
    do throws(JSONProblem) {
      _ = try LineScanner(line.span)
      var members = MemberReader(try CanonicalJSONReader.read(line))
      sequence = try members.integer("seq")
      time = try members.time("t")
      let content = try EntryContent(from: &members)
      (author, record, notes) = (content.author, content.record, content.notes)
      try members.finish()
    } catch {
      throw .malformed(place: place, problem: error.message)
    }
  }
}
