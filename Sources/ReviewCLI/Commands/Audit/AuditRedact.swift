import AuditLog

extension ReviewTool {
  /// `review audit redact DIR SEQ --reason TEXT`: destroys the documents behind an entry.
  ///
  /// The entry and all proofs remain; what was decided can then no longer be replayed.
  func redactEntry(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let (sequence, reason) = (
      try arguments.requiredSequence(), try arguments.required("--reason")
    )
    let author = author(arguments)
    let log = try openLogForWriting(arguments)
    try SecondPerson(author).check(sequence, in: log)
    let done = try withLog { () throws(AuditLogError) in
      let done = try log.redact(sequence, reason: reason, author: author)
      try LedgerIndex.forget(sequence, of: log)
      return done
    }
    try terminal.write(Receipt(acknowledgement: done).text(arguments))
    return .success
  }
}
