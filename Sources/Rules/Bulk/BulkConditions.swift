/// What the conditions of a rule came to, as ``RuleJudge`` joins them.
struct BulkConditions {
  var applies = BulkTruth(BulkValue(.true))
  var satisfied = BulkTruth(.unknown)
  var demand = BulkTruth(.unknown)
  var existing = Truth.unknown
}

extension BulkEvaluator {
  func part(_ place: Int) -> Int { Int(code.parts[place]) }

  func conditions(of rule: UnsafeMutablePointer<BulkRule>) -> BulkConditions {
    var conditions = BulkConditions()
    conditions.applies = scope(of: rule)
    guard conditions.applies.truth != .false else { return conditions }
    var ways = BulkJoin(of: .true)
    conditions.demand = demand(of: rule)
    ways.add(conditions.demand, self)
    for place in rule.pointee.exceptions.range {
      ways.add(BulkTruth(value(part(place)).pointee), self)
    }
    if rule.pointee.justification >= 0 {
      ways.add(BulkTruth(value(rule.pointee.justification).pointee), self)
    }
    if rule.pointee.dueApplies >= 0 {
      conditions.existing = value(rule.pointee.dueApplies).pointee.truth
    }
    conditions.satisfied =
      conditions.demand.isAbsent ? conditions.demand : BulkTruth(ways.value)
    return conditions
  }

  /// Whether a rule applies: one that speaks of what the project cannot have does not.
  private func scope(of rule: UnsafeMutablePointer<BulkRule>) -> BulkTruth {
    var join = BulkJoin(of: .false)
    var (isElsewhere, hasScope) = (false, false)
    func add(_ node: Int) {
      guard node >= 0 else { return }
      let value = value(node)
      if value.pointee.isAbsent { isElsewhere = true }
      join.add(BulkTruth(value.pointee), self)
      hasScope = true
    }
    add(rule.pointee.filter)
    add(rule.pointee.when)
    for place in rule.pointee.exclusions.range {
      let value = value(part(place)).pointee
      if value.isAbsent { continue }
      join.add(BulkTruth(negation(value)), self)
      hasScope = true
    }
    if isElsewhere { return BulkTruth(BulkValue(.false)) }
    return BulkTruth(hasScope ? join.value : BulkValue(.true))
  }

  /// What a rule demands, with the further demands whose grounds hold.
  private func demand(of rule: UnsafeMutablePointer<BulkRule>) -> BulkTruth {
    let own =
      rule.pointee.requirement < 0
      ? BulkValue(Truth(rule.pointee.isEffect))
      : value(rule.pointee.requirement).pointee.withoutAbsent
    guard rule.pointee.furtherDemands.count > 0 else { return BulkTruth(own) }
    var demands = BulkJoin(of: .false)
    demands.add(BulkTruth(own), self)
    var hasFurther = false
    forEachFurtherDemand(of: rule) { demand in
      hasFurther = true
      demands.add(BulkTruth(value(demand).pointee.withoutAbsent), self)
    }
    return BulkTruth(hasFurther ? demands.value : own)
  }

  private func forEachFurtherDemand(
    of rule: UnsafeMutablePointer<BulkRule>, _ body: (Int) -> Void
  ) {
    let range = rule.pointee.furtherDemands.range
    for place in stride(from: range.lowerBound, to: range.upperBound, by: 2)
    where value(part(place + 1)).pointee.truth == .true {
      body(part(place))
    }
  }

  /// What plain truths alone tell of a rule: that it does not apply, or is met; nil: neither.
  func plainVerdict(_ rule: UnsafeMutablePointer<BulkRule>) -> Verdict? {
    var isPlain = true
    if rule.pointee.filter >= 0 {
      let filter = truth(rule.pointee.filter)
      if filter.isFalse { return .notApplicable }
      isPlain = !filter.isMixed
    }
    if rule.pointee.when >= 0 {
      let condition = truth(rule.pointee.when)
      if condition.isFalse { return .notApplicable }
      isPlain = isPlain && !condition.isMixed
    }
    for place in rule.pointee.exclusions.range {
      let exclusion = truth(part(place))
      if exclusion.isTrue { return .notApplicable }
      isPlain = isPlain && !exclusion.isMixed
    }
    guard isPlain, !rule.pointee.isEffect, rule.pointee.requirement >= 0,
      rule.pointee.furtherDemands.count == 0
    else { return nil }
    return truth(rule.pointee.requirement).isTrue ? .met : nil
  }

  /// Surely not applicable, surely satisfied, surely violated, or open.
  func verdict(
    _ conditions: BulkConditions, _ rule: UnsafeMutablePointer<BulkRule>
  ) -> Verdict {
    let applies = conditions.applies.truth
    if applies == .false { return .notApplicable }
    if rule.pointee.isEffect { return applies == .true ? .met : .undetermined }
    if conditions.satisfied.isNotApplicable { return .notApplicable }
    if conditions.satisfied.truth == .true { return .met }
    guard applies == .true, conditions.satisfied.truth == .false else { return .undetermined }
    switch timeLeft(conditions, rule) {
    case .true: return .notYetDue
    case .unknown: return .undetermined
    case .false: return .notMet
    }
  }

  /// Whether a due date still gives the plant time.
  func timeLeft(
    _ conditions: BulkConditions, _ rule: UnsafeMutablePointer<BulkRule>
  ) -> Truth {
    guard rule.pointee.due > 0, asOf <= rule.pointee.due, rule.pointee.dueApplies >= 0 else {
      return .false
    }
    return conditions.existing
  }

  func figures(_ conditions: BulkConditions, _ verdict: Verdict) -> BulkFigures {
    switch verdict {
    case .notApplicable: conditions.applies.figures
    case .met: conditions.satisfied.figures
    case .notMet, .notYetDue, .undetermined:
      joined(conditions.satisfied.figures, conditions.applies.figures)
    }
  }

  // MARK: - Causes

  func addOpenCauses(
    _ conditions: BulkConditions, _ rule: UnsafeMutablePointer<BulkRule>,
    _ causes: inout BulkCauses
  ) {
    if conditions.applies.truth == .unknown { addCausesOfScope(conditions, rule, &causes) }
    if conditions.satisfied.truth == .unknown { addCausesOfWays(conditions, rule, &causes) }
    if timeLeft(conditions, rule) == .unknown {
      addCauses(of: rule.pointee.dueApplies, to: &causes)
    }
  }

  /// Those of a node whose truth is open.
  private func addOpenCauses(of node: Int, to causes: inout BulkCauses) {
    guard node >= 0 else { return }
    let value = value(node)
    if !value.pointee.isNotApplicable, value.pointee.truth == .unknown {
      addCauses(of: node, to: &causes)
    }
  }

  private func addCausesOfScope(
    _ conditions: BulkConditions, _ rule: UnsafeMutablePointer<BulkRule>,
    _ causes: inout BulkCauses
  ) {
    guard !conditions.applies.isNotApplicable else { return }
    addOpenCauses(of: rule.pointee.filter, to: &causes)
    addOpenCauses(of: rule.pointee.when, to: &causes)
    for place in rule.pointee.exclusions.range { addOpenCauses(of: part(place), to: &causes) }
  }

  private func addCausesOfWays(
    _ conditions: BulkConditions, _ rule: UnsafeMutablePointer<BulkRule>,
    _ causes: inout BulkCauses
  ) {
    guard !conditions.satisfied.isNotApplicable else { return }
    if !conditions.demand.isNotApplicable, conditions.demand.truth == .unknown {
      addCauses(ofOwnDemand: rule.pointee.requirement, to: &causes)
      forEachFurtherDemand(of: rule) { addCauses(ofOwnDemand: $0, to: &causes) }
    }
    for place in rule.pointee.exceptions.range { addOpenCauses(of: part(place), to: &causes) }
    addOpenCauses(of: rule.pointee.justification, to: &causes)
  }

  private func addCauses(ofOwnDemand node: Int, to causes: inout BulkCauses) {
    guard node >= 0 else { return }
    let value = value(node).pointee.withoutAbsent
    if !value.isNotApplicable, value.truth == .unknown { addCauses(ofDemand: node, to: &causes) }
  }

  /// What is asked to know whether the rule applies, before its exclusions.
  func applicabilityCauses(
    _ conditions: BulkConditions, _ rule: UnsafeMutablePointer<BulkRule>, among causes: BulkCauses
  ) -> [BulkCause] {
    guard conditions.applies.truth == .unknown else { return [] }
    var concerns = BulkJoin(of: .false)
    let (filter, when) = (rule.pointee.filter, rule.pointee.when)
    if filter >= 0 { concerns.add(BulkTruth(value(filter).pointee), self) }
    if when >= 0 { concerns.add(BulkTruth(value(when).pointee), self) }
    var asked = BulkCauses()
    if concerns.count > 0, concerns.value.truth == .unknown {
      addOpenCauses(of: rule.pointee.filter, to: &asked)
      addOpenCauses(of: rule.pointee.when, to: &asked)
    } else {
      addCausesOfScope(conditions, rule, &asked)
    }
    let own = asked.all.filter { causes.contains($0) }
    return own.allSatisfy { $0.isQuestion } ? own : []
  }
}
