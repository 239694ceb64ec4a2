import AuditLog
import Reports
import Rules

extension ReviewTool {
  /// `review audit serve DIR --key KEY --socket PATH`: the writer. It alone has the log's key; reviewers
  /// give the socket where they would give the key.
  ///
  /// It runs until it is ended, by whatever signal: nothing is lost.
  func serveLog(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let keyPath = try SigningKeyPath(arguments["--key"], option: "--key", environment).path
    let socket = try arguments.required("--socket")
    let rules = try ruleFiles(arguments.language).judgingRules(arguments.all("--rules"))
    guard !rules.diagnostics.hasErrors else {
      throw CommandFailure(status: .rejected, message: "规则有错误 / the rules have errors")
    }
    let log = try openLogForWriting(arguments)
    let desk = WritersDesk(
      log: log, rules: rules, engine: try files.runningEngine(), replays: arguments.has("--replay"))
    let terminal = self.terminal
    let service = try withLog(keyPath: keyPath) { () throws(AuditLogError) in
      try WriterService(
        log, at: socket,
        WriterService.Duties(
          admit: { batch, peer throws(ServiceRefusal) in try desk.admit(batch, peer) },
          prepare: { () throws(AuditLogError) in try desk.prepareIndex() },
          describe: { ServiceRefusal(CommandFailure($0)) },
          tell: { terminal.complain($0.withVisibleControls + "\n") }))
    }
    terminal.complain(
      arguments.say(
        "写入进程已就绪：\(socket.withVisibleControls)（审查人员：--audit-key \(socket.withVisibleControls)）\n",
        "the writer is ready: \(socket.withVisibleControls) (reviewers: --audit-key \(socket.withVisibleControls))\n"
      ))
    try withLog { () throws(AuditLogError) in try service.run() }
    return .success
  }
}

/// What the writer checks of what it is asked to write. It believes no program but its own.
private final class WritersDesk {
  private let log: AuditLog
  private let index: JudgingRules
  private let replays: Bool
  private var replayer: DecisionReplayer
  /// How rules differ from the released ones, by their manifest.
  private var changes: [Digest: RuleChanges] = [:]

  init(log: AuditLog, rules: JudgingRules, engine: Engine, replays: Bool) {
    (self.log, self.replays) = (log, replays)
    index = rules
    replayer = DecisionReplayer(log: log, engine: engine, allowsOtherEngine: false)
  }

  /// The accounts that may decide on the log itself: the writer's own, and the system's.
  private static func isAdministrator(_ user: UInt32) -> Bool { user == 0 || user == Login.user }

  func admit(_ batch: [LogSubmission], _ peer: ServicePeer) throws(ServiceRefusal) {
    do throws(CommandFailure) {
      let admission = try withLog { () throws(AuditLogError) in try Admission(to: log) }
      for submission in batch { try check(submission, peer, admission) }
    } catch {
      throw ServiceRefusal(error)
    }
  }

  private func check(
    _ submission: LogSubmission, _ peer: ServicePeer, _ admission: Admission
  ) throws(CommandFailure) {
    try checkLogin(submission, peer)
    try admission.check(submission)
    switch submission.record {
    case .evaluate(let record): try check(record, admission)
    case .setting, .clock:
      guard Self.isAdministrator(peer.user) else {
        throw CommandFailure(
          status: .rejected,
          message: "这由日志管理员写入 / this is for the log's administrator to write")
      }
    case .override(let record): try checkAccount(peer, of: record.evaluation, admission)
    case .redact(let record): try checkAccount(peer, of: record.entry, admission)
    case .hold(let record) where !record.begins:
      try checkAccount(peer, of: record.entry, admission)
    case .initialize, .replay, .anchor, .key, .recover, .hold: break
    }
  }

  func prepareIndex() throws(AuditLogError) -> Bool {
    guard !index.program.vocabulary.ledgers.isEmpty else { return true }
    let session = ReviewSession(
      program: index.program, setting: ReviewSetting(today: .earliest))
    return try LedgerIndex(of: log, for: session, isShared: true).update()
  }

  /// The account that is noted must be the one that the kernel names.
  private func checkLogin(
    _ submission: LogSubmission, _ peer: ServicePeer
  ) throws(CommandFailure) {
    let login = EntryNotes(submission.notes).login ?? ""
    guard Login.isAccount(login, of: peer.user) else {
      throw CommandFailure(
        status: .rejected,
        message:
          "所记登录名 `\(login)` 不是来者的 / the login noted is not the caller's: uid \(peer.user)")
    }
  }

  /// Another name on the same account is not another person.
  private func checkAccount(
    _ peer: ServicePeer, of sequence: Int, _ admission: Admission
  ) throws(CommandFailure) {
    let login = EntryNotes(try admission.entry(at: sequence).notes).login ?? ""
    guard Login.isAccount(login, of: peer.user) else { return }
    throw CommandFailure(
      status: .rejected,
      message:
        "条目 \(sequence) 出自同一登录名 \(login)，须由另一人在自己的登录名下经手 / entry \(sequence) came from the same login: another person does this from their own"
    )
  }

  private func check(_ record: Evaluation, _ admission: Admission) throws(CommandFailure) {
    let changes = try changes(of: record.rules)
    try admission.check(changes)
    let notes = EvaluationNotes(record.more)
    guard notes.ruleChangeCount == changes.texts.count, notes.ruleChanges != nil else {
      throw CommandFailure(
        status: .rejected,
        message: "所记规则差异与规则原文不符 / what is noted of the rules is not what they are")
    }
    guard let decision = LoggedDecision(record, at: 0) else {
      throw CommandFailure(status: .rejected, message: "原文没有封存 / a document is not sealed")
    }
    try checkLine(of: decision)
    let parameters = try withLog { () throws(AuditLogError) in
      try replayer.parameters(of: decision)
    }
    if record.parameters != nil, let parameters {
      try admission.check(parameters.values, of: parameters.rules)
    }
    if replays { try checkResult(of: decision) }
  }

  /// The line must say what the result says that it commits to.
  private func checkLine(of decision: LoggedDecision) throws(CommandFailure) {
    let body = try withLog { () throws(AuditLogError) in try log.body(of: decision.result) }
    guard case .present(let bytes) = body else { return }
    let members = decision.contradictions(with: bytes)
    guard members.isEmpty else {
      let (chinese, english) = (
        members.map { $0.name.chinese }.joined(separator: "、"),
        members.map { $0.name.english }.joined(separator: ", ")
      )
      throw CommandFailure(
        status: .rejected,
        message: "记录行与结果不符：\(chinese) / the line says otherwise than its result: \(english)")
    }
  }

  /// The result must be what the writer's own program makes of the dossier.
  private func checkResult(of decision: LoggedDecision) throws(CommandFailure) {
    let outcome = try withLog { () throws(AuditLogError) in try replayer.replay(decision) }
    guard case .equal = outcome else {
      throw CommandFailure(
        status: .rejected,
        message:
          "写入进程重放这份卷宗，得不到同样的结果 / the writer judges this dossier again and comes to another result")
    }
  }

  private func changes(of rules: Digest) throws(CommandFailure) -> RuleChanges {
    if let known = changes[rules] { return known }
    let files = try withLog { () throws(AuditLogError) in try log.rules(rules) }
    let found = RuleChanges(of: files.map { SourceText(path: $0.path, bytes: $0.bytes) })
    changes[rules] = found
    return found
  }
}

extension ServiceRefusal {
  /// A failure for the program that asked.
  init(_ failure: CommandFailure) {
    let kind: Kind =
      switch failure.status {
      case .refused: .refused
      case .unavailable: .unavailable
      case .success, .open, .rejected, .usage: .rejected
      }
    self.init(kind, failure.message.split(separator: "\n").map { String($0) })
  }
}
