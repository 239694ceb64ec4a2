import AuditLog
import Reports
import Rules

extension ReviewTool {
  /// `review audit show DIR SEQ --format html|docx`: the opinion on a decision of the log, with the
  /// ruling that changed it.
  ///
  /// The dossier is judged again by the rules, parameters and date that the log keeps; nothing is
  /// printed unless that gives the logged result to the byte.
  func showOpinion(
    _ sequence: Int, _ kind: ReportFolder.Kind, _ log: AuditLog, _ arguments: AuditArguments
  ) throws(CommandFailure) -> ExitStatus {
    let path = arguments["--output"]
    try checkPlace(path, kind, arguments)
    let (proof, logged) = try withLog { () throws(AuditLogError) in try log.prove(sequence) }
    let judged = try judged(logged.entry, log)
    let vocabulary = judged.rules.program.vocabulary
    guard
      let office = try office(arguments["--office"], [], vocabulary, arguments.language)
    else { return .rejected }
    let source = judged.review.binding.dossier.source
    let opinion = Opinion(
      judged.review, advice: judged.advice, language: arguments.language,
      origin: ReportOrigin(
        dossierDigest: "sha256:" + SHA256.hash(source.bytes).hexadecimal,
        engineVersion: LoggedDecision(logged.entry)?.engine.version, rulesetDigests: judged.digests,
        release: judged.rules.release,
        proof: AuditProofText(
          sequence: sequence, leafHash: logged.leafHash.hexadecimal,
          checkpoint: proof.checkpoint.text)),
      office: office, rulings: try rulings(on: sequence, in: log))
    let bytes =
      switch kind {
      case .pages: Array(opinion.html().utf8)
      case .documents: opinion.docx()
      }
    guard let path else {
      try terminal.write(bytes)
      return .success
    }
    try files.save(bytes, to: path)
    return .success
  }

  private func checkPlace(
    _ path: String?, _ kind: ReportFolder.Kind, _ arguments: AuditArguments
  ) throws(CommandFailure) {
    guard let path else {
      if case .documents = kind { try terminal.refuseDocument() }
      return
    }
    var place = OutputGuard(files)
    place.protect(log: arguments.directory)
    place.protect([arguments["--office"]].compactMap { $0 })
    try place.check(path)
  }

  /// The review behind an entry; throws what keeps it from being printed.
  private func judged(
    _ entry: LogEntry, _ log: AuditLog
  ) throws(CommandFailure) -> DecisionReplayer.Judged {
    let sequence = entry.sequence
    guard let decision = LoggedDecision(entry) else {
      throw CommandFailure(
        status: .rejected, message: "条目 \(sequence) 不是评审 / entry \(sequence) is no evaluation")
    }
    // Another program may print a decision when it comes to the same bytes.
    var replayer = DecisionReplayer(
      log: log, engine: try files.runningEngine(), allowsOtherEngine: true)
    let replayed = try withLog { () throws(AuditLogError) in try replayer.replayed(decision) }
    if case .destroyed = replayed.outcome {
      throw .unavailable(
        "条目 \(sequence) 的原文已销毁，不出文书 / the documents of entry \(sequence) were destroyed: no opinion"
      )
    }
    guard case .equal = replayed.outcome, let judged = replayed.judged else {
      throw .unavailable(
        "条目 \(sequence) 不能逐字节重放，不出文书；见 review audit replay / entry \(sequence) does not replay to the byte: no opinion; see review audit replay"
      )
    }
    return judged
  }

  /// The overrides of a decision, from the first to the last.
  private func rulings(on sequence: Int, in log: AuditLog) throws(CommandFailure) -> [Ruling] {
    var rulings: [Ruling] = []
    for change in try LaterEntries(of: log).overrides[sequence] ?? [] {
      rulings.append(try ruling(by: change, in: log))
    }
    return rulings
  }

  private func ruling(
    by change: LaterEntries.Change, in log: AuditLog
  ) throws(CommandFailure) -> Ruling {
    let entry = try withLog { () throws(AuditLogError) in try log.entry(at: change.sequence).entry }
    let word = change.override.decision
    guard let decision = Decision.allCases.first(where: { $0.name.english == word }) else {
      throw CommandFailure(
        status: .rejected,
        message:
          "条目 \(change.sequence) 的改判 `\(word)` 不是一种决定 / the override of entry \(change.sequence), `\(word)`, is no decision"
      )
    }
    return Ruling(
      decision: decision, rule: change.override.finding, authority: change.override.authority,
      reason: change.override.reason, reviewer: entry.author, sequence: change.sequence)
  }
}
