import AuditLog

extension ReviewTool {
  /// `review audit hold DIR SEQ --reason TEXT`: the documents of an entry may not be destroyed, until
  /// `--release` ends the hold.
  func holdEntry(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let (sequence, reason) = (
      try arguments.requiredSequence(), try arguments.required("--reason")
    )
    let author = try entryAuthor(arguments)
    let log = try openLogForWriting(arguments)
    let record = Hold(entry: sequence, begins: !arguments.has("--release"), reason: reason)
    let done = try withLog { () throws(AuditLogError) in
      _ = try log.entry(at: sequence)
      return try log.append([LogSubmission(by: author, record: .hold(record))])
    }
    try terminal.write(Receipt(acknowledgement: done).text(arguments))
    return .success
  }
}
