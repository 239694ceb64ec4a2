import AuditLog

extension ReviewTool {
  /// `review audit clock DIR --reason TEXT`: an operator vouches for a clock that jumped.
  func vouchForClock(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let reason = try arguments.required("--reason")
    let author = try entryAuthor(arguments)
    let log = try openLogForWriting(arguments)
    let done = try withLog { () throws(AuditLogError) in
      try log.vouchForClock(reason: reason, by: author)
    }
    try terminal.write(Receipt(acknowledgement: done).text(arguments))
    return .success
  }
}
