import AuditLog
import Rules

/// Which entries `review audit list` shows. Whatever is not asked for does not filter.
struct EntryFilter {
  /// In the project's name. Entries about an evaluation pass when the evaluation does.
  private let project: String?
  /// Beginnings of the entries' times as the office's clock has them, `2026-09` or `2026-09-30T08`.
  private let since: String?
  private let until: String?
  private let decision: String?
  private let rule: String?
  private let reviewer: String?
  private let operation: LogOperation?
  /// The evaluations of ``project`` so far.
  private var evaluations: Set<Int> = []

  init(_ arguments: AuditArguments) throws(CommandFailure) {
    project = arguments["--project"]
    since = try Self.time("--since", arguments)
    until = try Self.time("--until", arguments)
    decision = arguments["--decision"].map { word in
      Decision.allCases.first { $0.name.chinese == word }?.name.english ?? word
    }
    rule = arguments["--rule"]
    reviewer = arguments["--reviewer"]
    operation = try arguments.choice("--op")
      .flatMap(LogOperation.init)
  }

  /// Entries must be shown in their order.
  mutating func shows(_ entry: LogEntry) -> Bool {
    let isOfProject = isOfProject(entry)
    let time = OfficeTime(entry.time).full
    if let since, time < since { return false }
    if let until, time.prefix(until.count) > until { return false }
    if let reviewer, entry.author != reviewer { return false }
    if let operation, entry.record.operation != operation { return false }
    if let decision, entry.record.decision != decision { return false }
    if let rule, !entry.record.rules.contains(rule) { return false }
    return isOfProject
  }

  private mutating func isOfProject(_ entry: LogEntry) -> Bool {
    guard let project else { return true }
    if case .evaluate(let record) = entry.record {
      guard record.project.contains(project) else { return false }
      evaluations.insert(entry.sequence)
      return true
    }
    return entry.record.subject.map { evaluations.contains($0) } ?? false
  }

  /// A beginning of `2026-09-30T08:15:02.123Z`.
  private static func time(
    _ option: String, _ arguments: AuditArguments
  ) throws(CommandFailure) -> String? {
    guard let given = arguments[option] else { return nil }
    let text = given.replacing(" ", with: "T")
    let rest = "0000-01-01T00:00:00.000Z".dropFirst(text.count)
    guard text.count >= 4, Timestamp(text + rest) != nil else {
      throw .usage(
        "`\(option)` 要写成 2026-09-30 或 2026-09-30T08:15（北京时间） / "
          + "write `\(option)` as 2026-09-30 or 2026-09-30T08:15, in UTC+8")
    }
    return text
  }
}

extension LogRecord {
  /// The entry that this one is about; nil when it stands for itself.
  var subject: Int? {
    switch self {
    case .override(let record): record.evaluation
    case .replay(let record): record.evaluation
    case .redact(let record): record.entry
    case .hold(let record): record.entry
    case .initialize, .evaluate, .anchor, .key, .recover, .clock, .setting: nil
    }
  }

  /// The decision in one English word; nil for entries that decide nothing.
  var decision: String? {
    switch self {
    case .evaluate(let record): record.decision
    case .override(let record): record.decision
    case .initialize, .replay, .redact, .anchor, .key, .recover, .clock, .hold, .setting: nil
    }
  }

  /// The rules that were not met, or that an authority set aside.
  var rules: [String] {
    switch self {
    case .evaluate(let record): record.hits
    case .override(let record): [record.finding]
    case .initialize, .replay, .redact, .anchor, .key, .recover, .clock, .hold, .setting: []
    }
  }
}
