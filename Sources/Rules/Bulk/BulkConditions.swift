/// What the conditions of a rule came to, as ``RuleJudge`` joins them.
struct BulkConditions {
  private let rule: BulkRule
  private let evaluator: BulkEvaluator
  private let applies: BulkValue
  private let satisfied: BulkValue
  private let demand: BulkValue
  private let existing: Truth
  /// The further demands whose grounds hold.
  private let further: [Int]

  init(_ rule: BulkRule, _ evaluator: BulkEvaluator) {
    (self.rule, self.evaluator) = (rule, evaluator)
    var join = BulkJoin(of: .false)
    var (isElsewhere, hasScope) = (false, false)
    for node in [rule.filter, rule.when] where node >= 0 {
      let value = evaluator.value(node).pointee
      if value.isAbsent { isElsewhere = true }
      join.add(BulkTruth(value), evaluator)
      hasScope = true
    }
    for node in rule.exclusions {
      let value = evaluator.value(node).pointee
      if value.isAbsent { continue }
      join.add(BulkTruth(evaluator.negation(value)), evaluator)
      hasScope = true
    }
    applies = isElsewhere ? BulkValue(.false) : hasScope ? join.value : BulkValue(.true)
    guard applies.truth != .false else {
      (satisfied, demand, existing, further) = (.unknown, .unknown, .unknown, [])
      return
    }
    var own =
      rule.requirement < 0
      ? BulkValue(Truth(rule.isEffect)) : evaluator.value(rule.requirement).pointee.withoutAbsent
    var ways = BulkJoin(of: .true)
    let exceptions = rule.exceptions.map { BulkTruth(evaluator.value($0).pointee) }
    let justification =
      rule.justification < 0 ? nil : BulkTruth(evaluator.value(rule.justification).pointee)
    existing = rule.dueApplies < 0 ? .unknown : evaluator.value(rule.dueApplies).pointee.truth
    var further: [Int] = []
    var demands = BulkJoin(of: .false)
    demands.add(BulkTruth(own), evaluator)
    for (demand, ground) in rule.furtherDemands
    where evaluator.value(ground).pointee.truth == .true {
      further.append(demand)
      demands.add(BulkTruth(evaluator.value(demand).pointee.withoutAbsent), evaluator)
    }
    if !further.isEmpty { own = demands.value }
    (demand, self.further) = (own, further)
    ways.add(BulkTruth(own), evaluator)
    for exception in exceptions { ways.add(exception, evaluator) }
    if let justification { ways.add(justification, evaluator) }
    satisfied = own.isAbsent ? own : ways.value
  }

  /// Surely not applicable, surely satisfied, surely violated, or open.
  func verdict(_ day: Int) -> Verdict {
    if applies.truth == .false { return .notApplicable }
    if rule.isEffect { return applies.truth == .true ? .met : .undetermined }
    if satisfied.isNotApplicable { return .notApplicable }
    if satisfied.truth == .true { return .met }
    guard applies.truth == .true, satisfied.truth == .false else { return .undetermined }
    switch timeLeft(day) {
    case .true: return .notYetDue
    case .unknown: return .undetermined
    case .false: return .notMet
    }
  }

  /// Whether a due date still gives the plant time.
  func timeLeft(_ day: Int) -> Truth {
    guard rule.due > 0, day <= rule.due, rule.dueApplies >= 0 else { return .false }
    return existing
  }

  func figures(_ verdict: Verdict) -> BulkFigures {
    switch verdict {
    case .notApplicable: applies.figures
    case .met: satisfied.figures
    case .notMet, .notYetDue, .undetermined: evaluator.joined(satisfied.figures, applies.figures)
    }
  }

  // MARK: - Causes

  func addOpenCauses(_ day: Int, _ causes: inout BulkCauses) {
    if applies.truth == .unknown { addCausesOfScope(&causes) }
    if satisfied.truth == .unknown { addCausesOfWays(&causes) }
    if timeLeft(day) == .unknown { evaluator.addCauses(of: rule.dueApplies, to: &causes) }
  }

  private func addCausesOfScope(_ causes: inout BulkCauses) {
    guard !applies.isNotApplicable else { return }
    for node in [rule.filter, rule.when] + rule.exclusions where node >= 0 {
      let value = evaluator.value(node).pointee
      if !value.isNotApplicable, value.truth == .unknown {
        evaluator.addCauses(of: node, to: &causes)
      }
    }
  }

  private func addCausesOfWays(_ causes: inout BulkCauses) {
    guard !satisfied.isNotApplicable else { return }
    if !demand.isNotApplicable, demand.truth == .unknown { addCausesOfDemand(&causes) }
    for node in rule.exceptions + [rule.justification] where node >= 0 {
      let value = evaluator.value(node).pointee
      if !value.isNotApplicable, value.truth == .unknown {
        evaluator.addCauses(of: node, to: &causes)
      }
    }
  }

  private func addCausesOfDemand(_ causes: inout BulkCauses) {
    for node in [rule.requirement] + further where node >= 0 {
      let value = evaluator.value(node).pointee.withoutAbsent
      if !value.isNotApplicable, value.truth == .unknown {
        evaluator.addCauses(ofDemand: node, to: &causes)
      }
    }
  }

  /// What is asked to know whether the rule applies, before its exclusions.
  func applicabilityCauses(among causes: BulkCauses) -> [BulkCause] {
    guard applies.truth == .unknown else { return [] }
    var concerns = BulkJoin(of: .false)
    for node in [rule.filter, rule.when] where node >= 0 {
      concerns.add(BulkTruth(evaluator.value(node).pointee), evaluator)
    }
    var asked = BulkCauses()
    if concerns.count > 0, concerns.value.truth == .unknown {
      for node in [rule.filter, rule.when] where node >= 0 {
        let value = evaluator.value(node).pointee
        if !value.isNotApplicable, value.truth == .unknown {
          evaluator.addCauses(of: node, to: &asked)
        }
      }
    } else {
      addCausesOfScope(&asked)
    }
    let own = asked.all.filter { causes.contains($0) }
    return own.allSatisfy { $0.isQuestion } ? own : []
  }
}
