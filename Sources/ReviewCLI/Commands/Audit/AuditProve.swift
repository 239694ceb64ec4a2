import AuditLog

extension ReviewTool {
  /// `review audit prove DIR SEQ`: the proof that one entry stands in the log, and the entry.
  ///
  /// A C2SP tlog-proof, an empty line, and the entry as the last line, which is what was hashed.
  func proveEntry(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let sequence = try arguments.requiredSequence()
    let log = try openLog(arguments)
    let (proof, logged) = try withLog { () throws(AuditLogError) in try log.prove(sequence) }
    try terminal.write("\(proof.text)\n\(String(decoding: logged.line, as: UTF8.self))\n")
    return .success
  }
}
