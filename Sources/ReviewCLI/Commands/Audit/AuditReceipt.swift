import AuditLog
import Rules

extension ReviewTool {
  /// `review audit receipt DIR SEQ`: what the applicant needs to check one decision without us.
  ///
  /// One JSON file: the line of the log, the proof that it stands there, the result to the byte, the
  /// salts behind the line's commitments, and by which rules. `check-receipt.py` checks it (`review audit tools`).
  func writeReceipt(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let sequence = try arguments.requiredSequence()
    let log = try openLog(arguments)
    let (proof, logged) = try withLog { () throws(AuditLogError) in try log.prove(sequence) }
    guard let decision = LoggedDecision(logged.entry) else {
      throw CommandFailure(
        status: .rejected, message: "条目 \(sequence) 不是评审 / entry \(sequence) is no evaluation")
    }
    let result = try body(of: decision.result, sequence, in: log)
    let dossier = try? body(of: decision.dossier, sequence, in: log)
    let key = try withLog { () throws(AuditLogError) in try log.verify().signer }
    var json = JSONWriter(style: .pretty)
    json.object { json in
      json.member("receipt", 1)
      json.member("log", proof.checkpoint.origin)
      json.member("vkey", key.text)
      let notes = EvaluationNotes(decision.more)
      json.member("release") { json in
        json.object { json in
          json.member("name", notes.release)
          json.member("signer", notes.releaseSigner)
          json.member("differs") { json in
            guard let changes = notes.ruleChanges else { return json.null() }
            json.array { json in for change in changes { json.string(change) } }
          }
        }
      }
      json.member("rules", decision.rules.hexadecimal)
      json.member("line", String(decoding: logged.line, as: UTF8.self))
      json.member("proof", proof.text)
      json.member("salts") { json in
        json.object { json in
          json.member("result", result.salt.hexadecimal)
          if let dossier { json.member("dossier", dossier.salt.hexadecimal) }
        }
      }
      json.member("result", String(decoding: result.bytes, as: UTF8.self))
    }
    json.endLine()
    guard let path = arguments["--output"] else {
      try terminal.write(json.text)
      return .success
    }
    try files.save(json.text, to: path)
    terminal.complain(
      arguments.say(
        "已写出回执 \(path.withVisibleControls)；核对：python3 check-receipt.py 回执 验证公钥 [卷宗]"
          + "（`review audit tools DIR` 写出 check-receipt.py）\n",
        "wrote the receipt \(path.withVisibleControls); to check it: python3 check-receipt.py RECEIPT VKEY [DOSSIER] "
          + "(`review audit tools DIR` writes check-receipt.py)\n"))
    return .success
  }

  private func body(
    of reference: VaultReference, _ sequence: Int, in log: AuditLog
  ) throws(CommandFailure) -> OpenedBody {
    guard let body = try withLog({ () throws(AuditLogError) in try log.opened(reference) }) else {
      throw .unavailable(
        "条目 \(sequence) 的原文不在这里，或已依 redact 条目销毁，不能出具回执 / the result of entry \(sequence) is not here or was destroyed: no receipt"
      )
    }
    return body
  }
}
