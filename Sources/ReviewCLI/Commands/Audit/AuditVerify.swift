import AuditLog

extension ReviewTool {
  /// `review audit verify DIR`: reads every line, and compares it with what was signed.
  func verifyLog(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let held = try heldCheckpoint(arguments)
    let log = try openLog(arguments)
    let verified = try verify(log, held: held)
    try terminal.write(summary(of: verified, held: held, arguments))
    return .success
  }

  /// Verifies a log, and shows on a terminal how far it is.
  @discardableResult
  func verify(
    _ log: AuditLog, held: Checkpoint? = nil
  ) throws(CommandFailure) -> VerifiedLog {
    defer { terminal.progress("") }
    return try withLog { () throws(AuditLogError) in
      try log.verify(held: held) { done, total in terminal.progress("\(done)/\(total)") }
    }
  }

  private func summary(
    of verified: VerifiedLog, held: Checkpoint?, _ arguments: AuditArguments
  ) -> String {
    let counts = LogOperation.allCases.compactMap { operation in
      verified.counts[operation].map { "\(operation.rawValue) \($0)" }
    }.joined(separator: " · ")
    var text = arguments.say(
      "日志完好：\(verified.checkpoint.size) 条，\(verified.firstTime) 至 \(verified.lastTime)\n",
      "The log is whole: \(verified.checkpoint.size) entries, \(verified.firstTime) to \(verified.lastTime)\n"
    )
    text += "  \(counts)\n"
    if let held {
      text += arguments.say(
        "  延续所持检查点（\(held.size) 条）\n", "  continues the held checkpoint (\(held.size) entries)\n")
    }
    if verified.unacknowledgedByteCount > 0 {
      text += arguments.say(
        "  检查点之后另有 \(verified.unacknowledgedByteCount) 字节未确认：正在写入，或写入中断后尚未移走\n",
        "  \(verified.unacknowledgedByteCount) bytes past the checkpoint are not acknowledged: of a writer at work or one that died\n"
      )
    }
    for key in verified.keys { text += arguments.say("公钥：", "Key: ") + "\(key.text)\n" }
    return text + arguments.say("检查点：\n", "Checkpoint:\n") + verified.checkpoint.text
  }
}
