import AuditLog
import Rules

extension ReviewTool {
  /// `review audit verify DIR`: reads every line and all that the lines commit to, and says what
  /// was proved and what was not.
  ///
  /// Exit status 1 when anything contradicts what was signed, also when a body or a rule text is
  /// gone without a `redact` entry.
  func verifyLog(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let isJSON = try arguments.choice("--format", ["text", "json"]) == "json"
    let held = try heldHeads(arguments)
    let log = try openLog(arguments, isQuiet: true)
    let verified = try verify(log, held: held)
    let evidence = arguments.has("--lines-only") ? nil : try verifyEvidence(of: log)
    let trust = AnchorTrust(
      authorities: arguments["--tsa"], policy: try witnessPolicy(arguments), held: held)
    let (anchors, anchored) = try withLog(keyPath: arguments["--tsa"]) {
      () throws(AuditLogError) in try log.verifyAnchors(trusting: trust)
    }
    let verification = LogVerification(
      log: verified, evidence: evidence, anchors: anchors, anchoredCount: anchored)
    if isJSON {
      var json = JSONWriter(style: .pretty)
      VerificationJSON(verification: verification).write(to: &json)
      json.endLine()
      try terminal.write(json.text)
    } else {
      let text = VerificationText(verification: verification, language: arguments.language)
      try terminal.write(text.lines.joined(separator: "\n") + "\n" + verified.checkpoint.text)
    }
    return verification.isSound ? .success : .refused
  }

  /// Verifies the lines of a log, and shows on a terminal how far it is.
  @discardableResult
  func verify(
    _ log: AuditLog, held: [HeldHead] = []
  ) throws(CommandFailure) -> VerifiedLog {
    defer { terminal.progress("") }
    return try withLog { () throws(AuditLogError) in
      try log.verify(held: held) { done, total in terminal.progress("\(done)/\(total)") }
    }
  }

  private func verifyEvidence(of log: AuditLog) throws(CommandFailure) -> VerifiedEvidence {
    defer { terminal.progress("") }
    return try withLog { () throws(AuditLogError) in
      try log.verifyEvidence(
        objects: { entry in LoggedDecision(entry)?.reading.map { [$0] } ?? [] },
        progress: { done, total in terminal.progress("\(done)/\(total)") })
    }
  }
}
