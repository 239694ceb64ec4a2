/// The outcome of one rule on a project, or on one element of a list.
public struct Finding: Sendable {
  /// The index in ``CheckedRules/rules``.
  public let rule: Int
  /// The element it judges, as heatUnits[0]; nil for the project itself.
  public let element: FactReference?
  public let verdict: Verdict
  /// What follows if the rule is not met; nil when it is met or does not apply.
  public let consequence: RuleConsequence?
  /// Further consequences that the missing facts leave possible.
  public let otherConsequences: [RuleConsequence]
  /// What would settle it; empty when nothing is open.
  public let causes: [Cause]
  /// Those of the causes that would settle whether it applies at all, while that is open and can
  /// be answered.
  public let applicabilityCauses: [Cause]
  /// Why it does not apply, or not yet.
  public let standing: Standing
  /// What the conditions came to; nil for a condition the rule does not have.
  public let applies: Truth
  public let isSatisfied: Truth
  public let exclusions: [Truth]
  public let exceptions: [Truth]
  public let justification: Truth?
  /// The due date has not passed for an existing plant: whatever is missing, nothing is violated.
  public let hasTimeLeft: Bool
  public let margin: Margin?
  /// The marks it earns, from 0 to 1; nil when it is not scored.
  public let marks: NumberInterval?
  public let cautions: [String]
  /// The verdict rests on a value that nobody verified.
  public let restsOnUnverified: Bool
  /// Facts that are not given and make no difference, whatever their values; the conditions they
  /// stand in may still be open.
  public let indifferent: [FactReference]
  public let trace: Trace
}

/// How a rule stands on the as-of date and to the dossier's lists.
public enum Standing: Sendable, Hashable {
  case inForce
  case notYetInForce(since: CalendarDate)
  case lapsed(on: CalendarDate)
  /// Its list has no element.
  case nothingToJudge
}

/// How far a value is from what was demanded of it.
public struct Margin: Sendable {
  /// The step of the comparison.
  public let step: Int
  /// The distance, in base units unless the numbers carry no unit.
  public let distance: Quantity
  /// In per cent of the limit; nil for a limit of zero.
  public let percent: ExactNumber?
}
