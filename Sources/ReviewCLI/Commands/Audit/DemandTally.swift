import AuditLog
import Rules

/// Which decisions are not what the log demanded when they were written: by other rules than the
/// released ones, or with parameters of no source.
///
/// Whoever writes checks this before; whoever has the log's key could leave it out.
struct DemandTally {
  struct Breach {
    let entry: Int
    let demand: LogDemand
  }

  private(set) var breaches: [Breach] = []
  /// Decisions that were not looked at: their rules or parameters are not here, or are not accepted.
  private(set) var uncheckedCount = 0
  /// Decisions that a demand was in force for.
  private(set) var demandedCount = 0

  private let log: AuditLog
  private var replayer: DecisionReplayer
  /// The settings as the log's administrator decided them last.
  private var settings: [String: String] = [:]

  init(_ log: AuditLog, engine: Engine) {
    self.log = log
    replayer = DecisionReplayer(log: log, engine: engine, allowsOtherEngine: true)
  }

  /// Takes an entry in: a setting, or a decision, which is held against the settings before it.
  mutating func take(_ entry: LogEntry) {
    if case .setting(let record) = entry.record { settings[record.name] = record.value }
    guard let decision = LoggedDecision(entry) else { return }
    let asksRules = settings[LogDemand.rules.rawValue] == LogDemand.released
    let asksSources = settings[LogDemand.parameters.rawValue] == LogDemand.sourced
    guard asksRules || asksSources else { return }
    demandedCount += 1
    let notes = EvaluationNotes(decision.more)
    if asksRules, notes.ruleChanges == nil || notes.ruleChangeCount > 0 {
      breaches.append(Breach(entry: entry.sequence, demand: .rules))
    }
    if asksSources, decision.parameters != nil { checkSources(of: decision) }
  }

  private mutating func checkSources(of decision: LoggedDecision) {
    guard let given = try? replayer.parameters(of: decision) else {
      uncheckedCount += 1
      return
    }
    if !given.values.unsourced(in: given.rules).isEmpty {
      breaches.append(Breach(entry: decision.sequence, demand: .parameters))
    }
  }
}
