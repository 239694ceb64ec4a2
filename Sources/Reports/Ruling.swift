import Rules

/// A decision of an authority against the result of the rules, as the audit log holds it.
public struct Ruling: Sendable {
  public let decision: Decision
  /// The id of the rule whose finding is set aside.
  public let rule: String
  /// The act, the order or the meeting it rests on.
  public let authority: String
  public let reason: String
  public let reviewer: String
  /// Its number in the log.
  public let sequence: Int

  public init(
    decision: Decision, rule: String, authority: String, reason: String, reviewer: String,
    sequence: Int
  ) {
    (self.decision, self.rule, self.authority) = (decision, rule, authority)
    (self.reason, self.reviewer, self.sequence) = (reason, reviewer, sequence)
  }
}

/// The rulings on a review that hold: one for each finding, the last one of which says the decision.
struct Rulings {
  /// From the first to the last.
  let all: [Ruling]
  private let byRule: [String: Ruling]

  /// - Parameter all: In the order of the log; a later one on the same finding takes the place of
  ///   an earlier one.
  init(_ all: [Ruling]) {
    var byRule: [String: Ruling] = [:]
    for ruling in all { byRule[ruling.rule] = ruling }
    self.byRule = byRule
    let holding = Set(byRule.values.map { $0.sequence })
    self.all = all.filter { holding.contains($0.sequence) }
  }

  /// nil: the review's own decision holds.
  var decision: Decision? { all.last?.decision }

  /// The ruling that sets the findings of a rule aside.
  subscript(rule: String) -> Ruling? { byRule[rule] }
}
