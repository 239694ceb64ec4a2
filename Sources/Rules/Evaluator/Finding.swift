/// The outcome of one rule on a project, or on one element of a list.
///
/// It never changes, and is shared by all that tell of it: a long list has tens of thousands.
public final class Finding: Sendable {
  /// The index in ``RuleCatalogue/rules``.
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
  /// What it would come to if the rule were in force; nil: it is.
  public let supposed: Supposed?
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
  /// The figures that the verdict rests on and nobody verified.
  public let unverified: [Figure]
  /// Facts that are not given and make no difference, whatever their values; the conditions they
  /// stand in may still be open.
  public let indifferent: [FactReference]
  public let trace: Trace

  init(
    rule: Int, element: FactReference?, verdict: Verdict, consequence: RuleConsequence? = nil,
    otherConsequences: [RuleConsequence] = [], causes: [Cause] = [],
    applicabilityCauses: [Cause] = [], standing: Standing = .inForce, supposed: Supposed? = nil,
    applies: Truth, isSatisfied: Truth, exclusions: [Truth] = [], exceptions: [Truth] = [],
    justification: Truth? = nil, hasTimeLeft: Bool = false, margin: Margin? = nil,
    marks: NumberInterval? = nil, cautions: [String] = [], unverified: [Figure] = [],
    indifferent: [FactReference] = [], trace: Trace
  ) {
    (self.rule, self.element, self.verdict) = (rule, element, verdict)
    (self.consequence, self.otherConsequences) = (consequence, otherConsequences)
    (self.causes, self.applicabilityCauses) = (causes, applicabilityCauses)
    (self.standing, self.supposed) = (standing, supposed)
    (self.applies, self.isSatisfied) = (applies, isSatisfied)
    (self.exclusions, self.exceptions) = (exclusions, exceptions)
    (self.justification, self.hasTimeLeft) = (justification, hasTimeLeft)
    (self.margin, self.marks) = (margin, marks)
    (self.cautions, self.unverified) = (cautions, unverified)
    (self.indifferent, self.trace) = (indifferent, trace)
  }
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
  /// A rule that lapsed keeps its marks, so that a score does not rise because rules stop to apply;
  /// nothing is asked for it. A rule that has not begun does not count, nor one whose document gave
  /// way to another that is in force and is judged instead.
  ///
  /// - Parameter isReplaced: Whether its document did.
  func outOfForce(_ standing: Standing, isReplaced: Bool) -> Finding {
    let keepsMarks = if case .lapsed = standing { !isReplaced } else { false }
    return Finding(
      rule: rule, element: element, verdict: .notApplicable,
      applicabilityCauses: applicabilityCauses, standing: standing,
      supposed: Supposed(verdict: verdict, consequence: consequence), applies: applies,
      isSatisfied: isSatisfied, exclusions: exclusions, exceptions: exceptions,
      justification: justification, hasTimeLeft: hasTimeLeft, margin: margin,
      marks: keepsMarks ? marks : nil, indifferent: indifferent,
      // What it would not be violated by is no reason for anything.
      trace: verdict == .notMet ? trace : Trace())
  }

  /// The finding as it would be if its rule were in force.
  var asIfInForce: Finding {
    guard let supposed else { return self }
    return Finding(
      rule: rule, element: element, verdict: supposed.verdict, consequence: supposed.consequence,
      otherConsequences: otherConsequences, causes: causes,
      applicabilityCauses: applicabilityCauses, applies: applies, isSatisfied: isSatisfied,
      exclusions: exclusions, exceptions: exceptions, justification: justification,
      hasTimeLeft: hasTimeLeft, margin: margin, marks: marks, cautions: cautions,
      unverified: unverified, indifferent: indifferent, trace: trace)
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
  /// The distance, in base units unless the numbers carry no unit. Its unit is the one in which both
  /// numbers are told, too.
  public let distance: Quantity
  /// In per cent of the limit; nil for a limit of zero, and for one that is a range.
  public let percent: ExactNumber?
  /// Whether the distance may be larger: one of the numbers is known as a range.
  public let isLeast: Bool
}
