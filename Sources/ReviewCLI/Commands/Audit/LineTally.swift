import AuditLog

/// The decisions whose line says something else than the result that it commits to.
struct LineTally {
  struct Contradiction {
    let entry: Int
    let members: [LineMember]
  }

  private(set) var contradictions: [Contradiction] = []

  /// Compares an entry, if it is a decision, with its result.
  ///
  /// - Parameter bodies: Its dossier and its result; nil for one that is not there and right.
  mutating func take(_ entry: LogEntry, _ bodies: [[UInt8]?]) {
    guard let decision = LoggedDecision(entry), let result = bodies.last.flatMap({ $0 })
    else { return }
    let members = decision.contradictions(with: result)
    if !members.isEmpty {
      contradictions.append(Contradiction(entry: entry.sequence, members: members))
    }
  }
}
