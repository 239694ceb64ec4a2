/// What a rule comes to by the truth of its conditions, and what it would if one of them were another.
///
/// A condition matters on a project when another value of it alone would change the verdict or what
/// follows; conditions of the same fact do not hide one another, as each is replaced by itself.
struct RuleLogic {
  private let rule: CoveredRule
  private let results: StepResults
  private let asOf: CalendarDate
  /// What it comes to.
  private var outcome: Outcome?

  private struct Outcome: Equatable {
    let verdict: Verdict
    /// The first of the consequences that may follow.
    let consequence: Int?
  }

  /// nil: the finding does not rest on these conditions alone.
  init?(_ finding: Finding, of rule: CoveredRule, on day: CalendarDate) {
    guard finding.standing == .inForce else { return nil }
    self.rule = rule
    results = finding.trace.results
    asOf = day
    outcome = computed(nil)
    guard outcome?.verdict == finding.verdict else { return nil }
  }

  /// The value of a condition; nil: nothing was asked of it.
  func truth(of atom: Int) -> Truth? {
    guard let result = results[atom], !result.isAbsent else { return nil }
    return result.truth
  }

  /// Whether another value of a condition would come to something else.
  func matters(_ atom: Int) -> Bool {
    guard let own = truth(of: atom) else { return false }
    return Truth.allCases.contains { $0 != own && computed((atom, $0)) != outcome }
  }

  /// Whether an exception or exclusion lets go what the rule would hold without it.
  func frees(_ branch: Int) -> Bool {
    results[branch]?.truth == .true && computed((branch, .false)) != outcome
  }

  /// Where the number of a comparison stands to the other one; nil: not near.
  func side(of atom: Int) -> CoverageGoal.LimitSide? {
    guard case .compare(_, let left, let right) = rule.program.steps[atom],
      let (first, _) = results[left]?.quantity, let (second, _) = results[right]?.quantity,
      let (low, high) = Evaluator.aligned(first, second), let value = low.interval.single,
      let limit = high.interval.single, let distance = value.subtracting(limit)
    else { return nil }
    guard !distance.isZero else { return .at }
    // The written place of the limit; of two facts that of the second one.
    let isTurned = rule.isTurned(atom)
    guard var step = (isTurned ? first : second).writtenStep else { return nil }
    // A share of a whole number falls between two: the nearest of them are those beside it.
    if let whole = rule.wholeStep(of: isTurned ? right : left), step < whole { step = whole }
    guard !(step < distance.magnitude) else { return nil }
    return distance.isNegative != isTurned ? .below : .above
  }

  // MARK: - The logic of a rule

  private typealias Change = (step: Int, truth: Truth)

  private func computed(_ change: Change?) -> Outcome {
    let parts = rule.parts
    var applies = Truth.true
    for step in [parts.filter, parts.when].compactMap({ $0 }) {
      applies = applies && (isAbsent(step) ? .false : truth(of: step, change))
    }
    for step in parts.exclusions where !isAbsent(step) {
      applies = applies && !truth(of: step, change)
    }
    if applies == .false { return Outcome(verdict: .notApplicable, consequence: nil) }
    if rule.rule.isEffect {
      return Outcome(
        verdict: applies == .true ? .met : .undetermined, consequence: consequence(change))
    }
    let satisfied = satisfied(change)
    if satisfied == .true { return Outcome(verdict: .met, consequence: nil) }
    guard applies == .true, satisfied == .false else {
      return Outcome(verdict: .undetermined, consequence: consequence(change))
    }
    var timeLeft = Truth.false
    if let due = rule.rule.due, asOf <= due, let existing = parts.dueApplies {
      timeLeft = truth(of: existing, change)
    }
    switch timeLeft {
    case .true: return Outcome(verdict: .notYetDue, consequence: nil)
    case .unknown: return Outcome(verdict: .undetermined, consequence: consequence(change))
    case .false: return Outcome(verdict: .notMet, consequence: consequence(change))
    }
  }

  private func satisfied(_ change: Change?) -> Truth {
    let parts = rule.parts
    var demand = parts.requirement.map { demanded($0, change) } ?? .false
    for further in parts.furtherDemands where truth(of: further.ground, change) == .true {
      demand = demand && demanded(further.demand, change)
    }
    var satisfied = demand
    for step in parts.exceptions { satisfied = satisfied || truth(of: step, change) }
    if let step = parts.justification { satisfied = satisfied || truth(of: step, change) }
    return satisfied
  }

  private func consequence(_ change: Change?) -> Int? {
    for (position, step) in rule.parts.consequences.enumerated() {
      guard let step else { return position }
      if truth(of: step, change) != .false { return position }
    }
    return rule.parts.consequences.isEmpty ? nil : rule.parts.consequences.count - 1
  }

  /// What is asked of things that cannot be there is left out.
  private func demanded(_ step: Int, _ change: Change?) -> Truth {
    guard let result = results[step], result.isDemandedOtherwise else {
      return truth(of: step, change)
    }
    return result.withoutAbsent.truth
  }

  private func isAbsent(_ step: Int) -> Bool { results[step]?.isAbsent ?? false }

  private func truth(of step: Int, _ change: Change?) -> Truth {
    if let change, change.step == step { return change.truth }
    switch rule.program.steps[step] {
    case .and(let operands) where !isAbsent(step):
      return rule.program.list(operands).reduce(Truth.true) { $0 && truth(of: $1, change) }
    case .or(let operands) where !isAbsent(step):
      return rule.program.list(operands).reduce(Truth.false) { $0 || truth(of: $1, change) }
    case .not(let operand) where !isAbsent(operand): return !truth(of: operand, change)
    case .definition(_, let body) where !isAbsent(step): return truth(of: body, change)
    default: return results[step]?.truth ?? .unknown
    }
  }
}

extension Quantity {
  /// One in the last place that its number is written with, in base units.
  fileprivate var writtenStep: ExactNumber? {
    guard let places = number?.decimalPlaces else { return nil }
    var step = unit?.scale ?? .one
    for _ in 0..<places { step = step.divided(by: ExactNumber(10)) ?? step }
    return step
  }
}
