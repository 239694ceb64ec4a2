/// An entry without what the writer stamps: all but `seq` and `t`.
struct EntryContent: Sendable, Equatable {
  let author: String
  let record: LogRecord
  /// What is noted beside the record, `nil` for nothing; of an evaluation, its own `more`.
  let notes: CanonicalJSON?

  /// - Parameter notes: Of any record but an evaluation, which has its own.
  init(author: String, record: LogRecord, notes: CanonicalJSON?) {
    (self.author, self.record) = (author, record)
    if case .evaluate(let evaluation) = record {
      self.notes = evaluation.more
    } else {
      self.notes = notes
    }
  }

  /// The version that the line is of: 3 for notes beside any record but an evaluation.
  var version: Int {
    if case .evaluate = record { return record.operation.version }
    return notes == nil ? record.operation.version : LogOperation.versionWithNotes
  }

  func with(notes: CanonicalJSON?) -> EntryContent {
    guard case .evaluate(var evaluation) = record else {
      return EntryContent(author: author, record: record, notes: notes)
    }
    evaluation.more = notes
    return EntryContent(author: author, record: .evaluate(evaluation), notes: notes)
  }

  func write(to object: inout ObjectWriter) {
    object.put("op", record.operation.rawValue)
    object.put("v", version)
    object.put("who", author)
    record.write(to: &object)
    if case .evaluate = record { return }
    if let notes { object.put("more", notes) }
  }

  /// Takes the members that ``write(to:)`` puts.
  init(from members: inout MemberReader) throws(JSONProblem) {
    let word = try members.string("op")
    guard let operation = LogOperation(rawValue: word) else {
      throw members.problem("the operation `\(word)` is unknown")
    }
    let version = try members.integer("v")
    guard operation.versions.contains(version) else {
      throw members.problem("the line is of a version that this program does not know")
    }
    let author = try members.string("who")
    let record = try LogRecord(operation, from: &members)
    self.init(author: author, record: record, notes: members.take("more"))
    if case .object? = notes {
    } else if notes != nil {
      throw members.problem("`more` must be an object")
    }
    guard version == self.version else {
      throw members.problem("a line with `more` is of version \(LogOperation.versionWithNotes)")
    }
  }
}
