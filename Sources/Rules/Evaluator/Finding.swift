/// The outcome of one rule on a project, or on one element of a list.
public struct Finding: Sendable {
  /// The index in ``RuleCatalogue/rules``.
  public let rule: Int
  /// The element it judges, as heatUnits[0]; nil for the project itself.
  public let element: FactReference?
  public internal(set) var verdict: Verdict
  /// What follows if the rule is not met; nil when it is met or does not apply.
  public internal(set) var consequence: RuleConsequence?
  /// Further consequences that the missing facts leave possible.
  public internal(set) var otherConsequences: [RuleConsequence]
  /// What would settle it; empty when nothing is open.
  public internal(set) var causes: [Cause]
  /// Those of the causes that would settle whether it applies at all, while that is open and can
  /// be answered.
  public internal(set) var applicabilityCauses: [Cause]
  /// Why it does not apply, or not yet.
  public internal(set) var standing: Standing
  /// What it would come to if the rule were in force; nil: it is.
  public internal(set) var supposed: Supposed?
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
  public internal(set) var marks: NumberInterval?
  public internal(set) var cautions: [String]
  /// The figures that the verdict rests on and nobody verified.
  public internal(set) var unverified: [Figure]
  /// Facts that are not given and make no difference, whatever their values; the conditions they
  /// stand in may still be open.
  public let indifferent: [FactReference]
  public internal(set) var trace: Trace
}

/// What a rule that is not in force on the as-of date would say.
///
/// It is told in every report and has no weight in the decision.
public struct Supposed: Sendable {
  public let verdict: Verdict
  /// What would follow; nil when the rule would be met or not apply.
  public let consequence: RuleConsequence?
}

extension Finding {
  /// The finding of a rule that is not in force, which was judged as if it were.
  ///
  /// A rule that lapsed keeps the marks that the facts decide, so that a score does not rise
  /// because rules stop to apply. Where they are open nothing is asked for it, and it does not
  /// count; nor does a rule that has not begun.
  func outOfForce(_ standing: Standing) -> Finding {
    var finding = self
    finding.standing = standing
    finding.supposed = Supposed(verdict: verdict, consequence: consequence)
    finding.verdict = .notApplicable
    finding.consequence = nil
    finding.otherConsequences = []
    finding.causes = []
    finding.cautions = []
    finding.unverified = []
    // What it would not be violated by is no reason for anything.
    if verdict != .notMet { finding.trace = Trace() }
    if case .lapsed = standing, verdict != .undetermined { return finding }
    finding.marks = nil
    return finding
  }

  /// The finding as it would be if its rule were in force.
  var asIfInForce: Finding {
    guard let supposed else { return self }
    var finding = self
    finding.standing = .inForce
    finding.supposed = nil
    finding.verdict = supposed.verdict
    finding.consequence = supposed.consequence
    return finding
  }

  /// Whether its rule is not in force and would be violated if it were.
  package var wouldFail: Bool { supposed?.verdict == .notMet }
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
