import AuditLog

extension ReviewTool {
  /// `review audit checkpoint DIR`: the signed state to keep elsewhere, for `--held`.
  func printCheckpoint(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let log = try openLog(arguments)
    try terminal.write(try withLog { () throws(AuditLogError) in try log.checkpoint().text })
    return .success
  }
}
