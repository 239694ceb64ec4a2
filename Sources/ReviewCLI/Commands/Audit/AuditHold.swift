import AuditLog

extension ReviewTool {
  /// `review audit hold DIR SEQ --reason TEXT`: the documents of an entry may not be destroyed, until
  /// `--release` ends the hold, by a second person and a document.
  func holdEntry(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let (sequence, reason) = (
      try arguments.requiredSequence(), try arguments.required("--reason")
    )
    let ends = arguments.has("--release")
    if ends {
      _ = try arguments.required("--authority")
      _ = try arguments.required("--reviewer")
    }
    let author = try entryAuthor(arguments, document: arguments["--authority"])
    let log = try openLogForWriting(arguments)
    let entry = LogSubmission(
      by: author, record: .hold(Hold(entry: sequence, begins: !ends, reason: reason)))
    try admit(entry, to: log)
    let done = try withLog { () throws(AuditLogError) in try log.append([entry]) }
    try terminal.write(Receipt(acknowledgement: done).text(arguments))
    return .success
  }
}
