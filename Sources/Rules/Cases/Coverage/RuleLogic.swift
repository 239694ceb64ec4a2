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
    let concerns = [parts.filter, parts.when].compactMap { $0 }.map { result(of: $0, change) }
    let excluded = parts.exclusions.map { result(of: $0, change) }.filter { !$0.isAbsent }
    let scope = concerns + excluded.map { Evaluator.negation($0) }
    let isElsewhere = concerns.contains { $0.isAbsent }
    let applies = isElsewhere ? .false : scope.isEmpty ? .true : Evaluator.all(scope).truth
    if applies == .false { return Outcome(verdict: .notApplicable, consequence: nil) }
    if rule.rule.isEffect {
      return Outcome(
        verdict: applies == .true ? .met : .undetermined, consequence: consequence(change))
    }
    let satisfied = satisfied(change)
    if satisfied.isNotApplicable { return Outcome(verdict: .notApplicable, consequence: nil) }
    if satisfied.truth == .true { return Outcome(verdict: .met, consequence: nil) }
    guard applies == .true, satisfied.truth == .false else {
      return Outcome(verdict: .undetermined, consequence: consequence(change))
    }
    var timeLeft = Truth.false
    if let due = rule.rule.due, asOf <= due, let existing = parts.dueApplies {
      timeLeft = result(of: existing, change).truth
    }
    switch timeLeft {
    case .true: return Outcome(verdict: .notYetDue, consequence: nil)
    case .unknown: return Outcome(verdict: .undetermined, consequence: consequence(change))
    case .false: return Outcome(verdict: .notMet, consequence: consequence(change))
    }
  }

  private func satisfied(_ change: Change?) -> StepResult {
    let parts = rule.parts
    let own = parts.requirement.map { result(of: $0, change).withoutAbsent } ?? .truth(false)
    let further = parts.furtherDemands.compactMap { further in
      result(of: further.ground, change).truth == .true
        ? result(of: further.demand, change).withoutAbsent : nil
    }
    let demand = further.isEmpty ? own : Evaluator.all([own] + further).withoutAbsent
    guard !demand.isAbsent else { return demand }
    let others = parts.exceptions + [parts.justification].compactMap { $0 }
    return Evaluator.any([demand] + others.map { result(of: $0, change) })
  }

  private func consequence(_ change: Change?) -> Int? {
    for (position, step) in rule.parts.consequences.enumerated() {
      guard let step else { return position }
      let result = result(of: step, change)
      if !result.isAbsent, result.truth != .false { return position }
    }
    return rule.parts.consequences.isEmpty ? nil : rule.parts.consequences.count - 1
  }

  private func result(of step: Int, _ change: Change?) -> StepResult {
    if let change, change.step == step { return StepResult(.truth(change.truth)) }
    switch rule.program.steps[step] {
    case .and(let operands): return Evaluator.all(results(of: operands, change))
    case .or(let operands): return Evaluator.any(results(of: operands, change))
    case .not(let operand):
      return Evaluator.denial(result(of: operand, change), of: rule.program.steps[operand])
    case .definition(_, let body): return result(of: body, change)
    default: return results[step] ?? StepResult(.truth(.unknown))
    }
  }

  private func results(of operands: OperandSlice, _ change: Change?) -> [StepResult] {
    rule.program.list(operands).map { result(of: $0, change) }
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
