import AuditLog
import Rules

extension ReviewTool {
  /// `review audit verify DIR`: reads every line and all that the lines commit to, and says what
  /// was proved and what was not.
  ///
  /// Exit status 1 when anything contradicts what was signed, also when a body or a rule text is
  /// gone without a `redact` entry.
  func verifyLog(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let isJSON = try arguments.choice("--format") == "json"
    let held = try heldHeads(arguments)
    // A misspelt path, or another file, must not pass for a log without tokens.
    if let authorities = arguments["--tsa"] {
      _ = try files.bytes(of: authorities)
      try withLog(keyPath: authorities) { () throws(AuditLogError) in
        try TimestampToken.requireAuthorities(in: authorities)
      }
    }
    let log = try openLog(arguments, isQuiet: true)
    let verified = try verify(log, held: held)
    var rules = try releaseTally(arguments)
    var signatures = SignatureTally(known: try reviewerKeys(arguments))
    var (lines, noted) = (LineTally(), NotedReleases())
    var demands = DemandTally(log, engine: try files.runningEngine())
    var evidence: VerifiedEvidence?
    if !arguments.has("--lines-only") {
      let trust = AnchorTrust(
        authorities: arguments["--tsa"], policy: try witnessPolicy(arguments), held: held)
      evidence = try verifyEvidence(of: log, trust, authorities: arguments["--tsa"]) {
        entry, bodies in
        rules?.take(entry, of: log)
        signatures.take(entry)
        lines.take(entry, bodies)
        noted.take(entry)
        demands.take(entry)
      }
    }
    let verification = LogVerification(
      log: verified, evidence: evidence, rules: rules, signatures: signatures,
      rulings: RulingAudit(signatures.rulings, in: log), lines: lines, demands: demands,
      noted: noted, note: try verifiedNote(arguments, of: log))
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

  /// The keys of `--reviewers`; nil when none were given.
  private func reviewerKeys(
    _ arguments: AuditArguments
  ) throws(CommandFailure) -> [VerifierKey]? {
    try arguments["--reviewers"].map { path throws(CommandFailure) in
      try reviewerKeys(in: path)
    }
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

  /// - Parameter authorities: The caller's file, which is the caller's to put right.
  private func verifyEvidence(
    of log: AuditLog, _ trust: AnchorTrust, authorities: String?,
    visit: (LogEntry, [[UInt8]?]) -> Void
  ) throws(CommandFailure) -> VerifiedEvidence {
    defer { terminal.progress("") }
    return try withLog(keyPath: authorities) { () throws(AuditLogError) in
      try log.verifyEvidence(
        trusting: trust,
        objects: { entry in LoggedDecision(entry)?.reading.map { [$0] } ?? [] }, visit: visit,
        progress: { done, total in terminal.progress("\(done)/\(total)") })
    }
  }
}
