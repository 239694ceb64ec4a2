import AuditLog
import Rules

/// Counts what came of replays, and says each in words.
struct ReplayTally {
  let arguments: AuditArguments
  let engine: Engine
  /// The entries whose documents may be gone, for a `redact` entry says so.
  let redactions: Set<Int>
  private(set) var count = 0
  private var equalCount = 0
  private var contradictionCount = 0
  private var unavailableCount = 0
  private var redactedCount = 0

  init(arguments: AuditArguments, engine: Engine, redactions: Set<Int>) {
    (self.arguments, self.engine, self.redactions) = (arguments, engine, redactions)
  }

  /// A contradiction outweighs whatever could not be looked at.
  var status: ExitStatus {
    if contradictionCount > 0 { return .refused }
    if unavailableCount > 0 || (arguments.sequence != nil && redactedCount > 0) {
      return .unavailable
    }
    return .success
  }

  /// Counts an outcome and returns its line.
  mutating func add(_ outcome: ReplayOutcome, _ decision: LoggedDecision) -> String {
    count += 1
    let isRedacted = redactions.contains(decision.sequence)
    switch outcome {
    case .equal: equalCount += 1
    case .destroyed where isRedacted: redactedCount += 1
    case .different, .contradicted, .rejected, .altered, .destroyed: contradictionCount += 1
    case .otherEngine, .missing, .notReplayable: unavailableCount += 1
    }
    return "\(decision.sequence)  \(words(for: outcome, of: decision, isRedacted: isRedacted))\n"
  }

  /// The counts of all replays.
  var summary: String {
    arguments.say(
      "\(count) 条评审：\(equalCount) 条逐字节一致，\(contradictionCount) 条不一致，"
        + "\(redactedCount) 条已依 redact 条目销毁，\(unavailableCount) 条不能回放\n",
      "\(count) evaluations: \(equalCount) equal to the byte, \(contradictionCount) different, "
        + "\(redactedCount) redacted, \(unavailableCount) not replayable\n")
  }

  private func words(
    for outcome: ReplayOutcome, of decision: LoggedDecision, isRedacted: Bool
  ) -> String {
    let isSameEngine = decision.engine == engine
    switch outcome {
    case .equal:
      return isSameEngine
        ? say("复核一致：逐字节相同", "replayed: equal to the byte")
        : say("推演一致（程序不同，不是回放）：逐字节相同", "what-if by another program: equal to the byte")
    case .different(let difference):
      let kind = isSameEngine ? say("回放不一致", "replay differs") : say("推演不一致", "what-if differs")
      return "\(kind): \(difference.place.withVisibleControls)\n"
        + say("    日志：…", "    logged:   …") + "\(difference.logged.withVisibleControls)…\n"
        + say("    重算：…", "    computed: …") + "\(difference.computed.withVisibleControls)…"
    case .contradicted(let members):
      let names = members.map { $0.name[arguments.language] }
        .joined(separator: say("、", ", "))
      return say(
        "记录行与结果不符：\(names)；重算与保存的结果相同",
        "the line says otherwise than its result: \(names); the result itself replays to the byte")
    case .rejected:
      return say("不一致：卷宗现在不能读取", "differs: the dossier is rejected now")
    case .altered(let place):
      return say("保存的原文已被改动：\(place)", "what the log keeps was altered: \(place)")
    case .otherEngine(let other):
      return say(
        "不能回放：由另一程序 \(other.shortText) 作出，本程序是 \(engine.shortText)；请用原程序，或用 --what-if 推演",
        "not replayed: decided by \(other.shortText), this is \(engine.shortText); run that program, or ask --what-if"
      )
    case .destroyed:
      return isRedacted
        ? say("原文已依 redact 条目销毁", "the documents were destroyed, as a redact entry says")
        : say("原文已被销毁，而没有 redact 条目", "the documents were destroyed, and no redact entry says so")
    case .missing:
      return say("不能回放：vault 中没有原文", "not replayed: the vault does not hold the documents")
    case .notReplayable:
      return say(
        "不能回放：条目缺少回放所需的记载，或其规则不再被接受",
        "not replayed: the entry lacks what replay needs, or its rules are not accepted")
    }
  }

  private func say(_ chinese: String, _ english: String) -> String {
    arguments.say(chinese, english)
  }
}
