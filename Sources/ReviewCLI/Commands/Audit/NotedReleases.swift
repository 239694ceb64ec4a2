import AuditLog

/// What the lines themselves say of the rules of their decisions. Nothing of it is checked: that needs
/// the authority's manifest, see ``ReleaseTally``.
struct NotedReleases {
  /// How many decisions were by the rules built into the program that decided.
  private(set) var sameCount = 0
  /// Decisions by other rules.
  private(set) var others: [Int] = []
  /// Decisions of earlier programs, which noted nothing.
  private(set) var silentCount = 0

  var isEmpty: Bool { sameCount + others.count + silentCount == 0 }

  mutating func take(_ entry: LogEntry) {
    guard let decision = LoggedDecision(entry) else { return }
    let notes = EvaluationNotes(decision.more)
    if notes.ruleChanges == nil {
      silentCount += 1
    } else if notes.ruleChangeCount > 0 {
      others.append(entry.sequence)
    } else {
      sameCount += 1
    }
  }
}
