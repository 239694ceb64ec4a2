import AuditLog

extension ReviewTool {
  /// `review audit redact DIR SEQ --authority TEXT --reason TEXT`: destroys the documents behind an
  /// entry.
  ///
  /// The entry and all proofs remain; what was decided can then no longer be replayed.
  func redactEntry(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let (sequence, reason) = (
      try arguments.requiredSequence(), try arguments.required("--reason")
    )
    _ = try arguments.required("--reviewer")
    let author = try entryAuthor(arguments, document: try arguments.required("--authority"))
    let log = try openLogForWriting(arguments)
    let entry = try withLog { () throws(AuditLogError) in
      try log.redaction(of: sequence, reason: reason, by: author)
    }
    try admit(entry, to: log)
    let done = try withLog { () throws(AuditLogError) in
      let done = try log.redact(by: entry)
      try LedgerIndex.forget(sequence, of: log)
      return done
    }
    try terminal.write(Receipt(acknowledgement: done).text(arguments))
    return .success
  }

  /// Throws what the log's settings and roles have against an entry.
  func admit(_ entry: LogSubmission, to log: AuditLog) throws(CommandFailure) {
    try withLog { () throws(AuditLogError) in try Admission(to: log) }.check(entry)
  }
}
