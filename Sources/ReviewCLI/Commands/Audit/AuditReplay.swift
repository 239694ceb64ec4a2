import AuditLog

extension ReviewTool {
  /// `review audit replay DIR SEQ|--all`: judges logged dossiers again and compares the bytes.
  ///
  /// Exit status 1 when a result differs or what the log keeps was altered; 4 when something could
  /// not be replayed; a dossier that was destroyed with a `redact` entry counts as neither.
  func replayEntries(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    guard (arguments.sequence == nil) == arguments.has("--all") else {
      throw .usage("请给出一个序号，或 --all / give one number, or --all")
    }
    let isRecorded = arguments.has("--record")
    guard !(isRecorded && arguments.has("--what-if")) else {
      throw .usage(
        "推演不是回放，不写入日志；`--record` 不能与 `--what-if` 同用 / a what-if is no replay and is not recorded")
    }
    let log = isRecorded ? try openLogForWriting(arguments) : try openLog(arguments)
    try verify(log, held: try heldHeads(arguments))
    let redactions = try redactedEntries(log)
    var replayer = DecisionReplayer(
      log: log, engine: try files.runningEngine(), allowsOtherEngine: arguments.has("--what-if"))
    var tally = ReplayTally(
      arguments: arguments, engine: replayer.engine, redactions: redactions)
    var recorder = ReplayRecorder(
      log: log, author: try entryAuthor(arguments), engine: replayer.engine, isActive: isRecorded)
    do throws(CommandFailure) {
      try replay(log, arguments, &replayer, &tally, &recorder)
    } catch  where error.isReaderGone {
      // What was found so far stands.
    }
    return tally.status
  }

  private func replay(
    _ log: AuditLog, _ arguments: AuditArguments, _ replayer: inout DecisionReplayer,
    _ tally: inout ReplayTally, _ recorder: inout ReplayRecorder
  ) throws(CommandFailure) {
    if let sequence = arguments.sequence {
      let entry = try withLog { () throws(AuditLogError) in try log.entry(at: sequence).entry }
      guard let decision = LoggedDecision(entry) else {
        throw CommandFailure(
          status: .rejected, message: "条目 \(sequence) 不是评审 / entry \(sequence) is no evaluation")
      }
      let outcome = try withLog { () throws(AuditLogError) in try replayer.replay(decision) }
      try terminal.write(tally.add(outcome, decision))
      try recorder.add(outcome, of: sequence)
    } else {
      try replayAll(log, &replayer, &tally, &recorder)
      try terminal.write(tally.summary)
    }
    if let done = try recorder.commit() {
      try terminal.write(Receipt(acknowledgement: done).text(arguments))
    }
  }

  private func replayAll(
    _ log: AuditLog, _ replayer: inout DecisionReplayer, _ tally: inout ReplayTally,
    _ recorder: inout ReplayRecorder
  ) throws(CommandFailure) {
    var entries = try withLog { () throws(AuditLogError) in try log.entries() }
    defer { terminal.progress("") }
    while let logged = try withLog({ () throws(AuditLogError) in try entries.next() }) {
      guard let decision = LoggedDecision(logged.entry) else { continue }
      let outcome = try withLog { () throws(AuditLogError) in try replayer.replay(decision) }
      let text = tally.add(outcome, decision)
      if case .equal = outcome {
        if tally.count.isMultiple(of: 50) { terminal.progress("\(decision.sequence)") }
      } else {
        terminal.progress("")
        try terminal.write(text)
      }
      try recorder.add(outcome, of: decision.sequence)
    }
  }

  /// The entries whose documents a `redact` entry says were destroyed.
  private func redactedEntries(_ log: AuditLog) throws(CommandFailure) -> Set<Int> {
    try withLog { () throws(AuditLogError) in
      var redacted: Set<Int> = []
      var entries = try log.entries()
      while let logged = try entries.next() {
        if case .redact(let record) = logged.entry.record { redacted.insert(record.entry) }
      }
      return redacted
    }
  }
}

/// Writes `replay` entries for those who ask for them, in groups that are one commit each.
private struct ReplayRecorder {
  private static let groupLimit = 10_000

  let log: AuditLog
  let author: EntryAuthor
  let engine: Engine
  let isActive: Bool
  private var waiting: [LogSubmission] = []

  init(log: AuditLog, author: EntryAuthor, engine: Engine, isActive: Bool) {
    (self.log, self.author, self.engine, self.isActive) = (log, author, engine, isActive)
  }

  /// Takes an outcome in; what could not be compared is not recorded.
  mutating func add(_ outcome: ReplayOutcome, of sequence: Int) throws(CommandFailure) {
    guard isActive else { return }
    let difference: String?
    switch outcome {
    case .equal: difference = nil
    case .different(let found): difference = found.place
    case .contradicted(let members):
      difference = "the line: \(members.map { $0.rawValue }.joined(separator: ", "))"
    case .rejected: difference = "the dossier is rejected"
    case .altered(let place): difference = "altered: \(place)"
    case .otherEngine, .destroyed, .missing, .notReplayable: return
    }
    let record = Replay(evaluation: sequence, difference: difference, engine: engine)
    waiting.append(LogSubmission(by: author, record: .replay(record)))
    if waiting.count == Self.groupLimit { try commit() }
  }

  /// Commits what is waiting; nil when nothing is.
  @discardableResult
  mutating func commit() throws(CommandFailure) -> Acknowledgement? {
    guard !waiting.isEmpty else { return nil }
    let group = waiting
    waiting = []
    return try withLog { () throws(AuditLogError) in try log.append(group) }
  }
}
