/// When one rule of a program is violated, as a formula over facts.
///
/// This is what ``RuleJudge`` says of a dossier that answers every fact; every example that is made
/// from it is judged by that before it is shown.
extension StepFormulas {
  /// - Parameter versions: The rules of one id, of which one speaks on the day, or several whose
  ///   conditions say when each does; none: nothing violates it.
  mutating func violation(of versions: [Int]) throws(ExactnessLimit) -> Formula {
    var ways: [Formula] = []
    for index in versions where program.rules.speaks(index, on: asOf) {
      ways.append(try violation(of: index))
    }
    return ways.count == 1 ? ways[0] : .any(ways)
  }

  /// One thing that can be said of a rule on a dossier.
  struct Aspect: Equatable {
    let formula: Formula
    /// The consequences that follow where it holds; empty: it is no violation.
    let consequences: Set<Int>
  }

  /// When the rules of one id apply, when they are violated, and when each of their consequences
  /// follows.
  mutating func aspects(of versions: [Int]) throws(ExactnessLimit) -> [Aspect] {
    var applies: [Formula] = []
    var follows: [Aspect] = []
    for index in versions where program.rules.speaks(index, on: asOf) {
      let parts = program.programRules[index]
      let rule = program.rules.rules[parts.rule]
      guard program.unfolds(parts) else { throw .unfolding }
      let isInForce = isInForce(rule)
      if isInForce { applies.append(try application(of: parts).holds) }
      let violated = isInForce && !rule.isEffect ? try violation(of: index) : .never
      let ways = try consequenceConditions(of: parts).holding
      for (consequence, way) in zip(rule.consequences, ways) {
        follows.append(
          Aspect(
            formula: .all([violated] + way),
            consequences: Set(consequence.all.map { $0.consequence })))
      }
    }
    let violated = try violation(of: versions)
    return [
      Aspect(formula: .any(applies), consequences: []), Aspect(formula: violated, consequences: []),
    ] + follows
  }

  /// What follows of a rule, and when: where it is violated, or where it demands nothing, where it
  /// applies.
  struct Outcome: Equatable {
    let consequence: RuleConsequence
    let formula: Formula
  }

  /// - Parameter versions: The rules of one id.
  mutating func outcomes(of versions: [Int]) throws(ExactnessLimit) -> [Outcome] {
    var outcomes: [Outcome] = []
    for index in versions where program.rules.speaks(index, on: asOf) {
      let parts = program.programRules[index]
      let consequences = program.rules.rules[parts.rule].consequences
      let violated = try violation(of: index)
      let (holding, none) = try consequenceConditions(of: parts)
      for (consequence, way) in zip(consequences, holding) {
        outcomes.append(Outcome(consequence: consequence, formula: .all([violated] + way)))
      }
      // The last one follows where the condition of none holds.
      if let last = consequences.last, !none.contains(.never) {
        outcomes.append(Outcome(consequence: last, formula: .all([violated] + none)))
      }
    }
    return outcomes
  }

  /// What must hold besides that each consequence of a rule follows, in their order, and that the
  /// condition of none holds.
  private mutating func consequenceConditions(
    of parts: ProgramRule
  ) throws(ExactnessLimit) -> (holding: [[Formula]], none: [Formula]) {
    var holding: [[Formula]] = []
    var others: [Formula] = []
    for step in parts.consequences {
      let condition = try step.map { (step) throws(ExactnessLimit) in try self.condition(step) }
      holding.append(
        [try condition.map { (it) throws(ExactnessLimit) in try held(it) } ?? .always] + others)
      others.append(try condition.map { (it) throws(ExactnessLimit) in try failed(it) } ?? .never)
    }
    return (holding, others)
  }

  mutating func violation(of index: Int) throws(ExactnessLimit) -> Formula {
    let parts = program.programRules[index]
    let rule = program.rules.rules[parts.rule]
    guard program.unfolds(parts) else { throw .unfolding }
    guard isInForce(rule) else { return .never }
    let applies = try application(of: parts)
    // A rule that demands nothing has its effect where it applies.
    guard !rule.isEffect else { return try held(applies) }
    var ways: [ConditionFormula] = []
    if let demand = try demand(of: parts) { ways.append(demand) }
    for exception in parts.exceptions { ways.append(try condition(exception)) }
    if parts.justification != nil { ways.append(acceptedJustification(of: rule)) }
    let isDemanded = ways.isEmpty ? Formula.always : try failed(.any(ways))
    var all = [try held(applies), isDemanded]
    if let due = rule.due, asOf <= due, let existing = parts.dueApplies {
      all.append(try failed(try condition(existing)))
    }
    return .all(all)
  }

  /// When a condition holds, or where ``countsOpen``, does not surely fail.
  private func held(_ condition: ConditionFormula) throws(ExactnessLimit) -> Formula {
    guard countsOpen else { return condition.holds }
    guard let open = condition.fails.negated else { throw .overflow }
    return open
  }

  /// When a condition fails, or where ``countsOpen``, does not surely hold.
  private func failed(_ condition: ConditionFormula) throws(ExactnessLimit) -> Formula {
    guard countsOpen else { return condition.fails }
    guard let open = condition.holds.negated else { throw .overflow }
    return open
  }

  /// The requirement, and what is demanded besides where its ground holds.
  mutating func demand(
    of parts: ProgramRule
  ) throws(ExactnessLimit) -> ConditionFormula? {
    var demands: [ConditionFormula] = []
    if let requirement = parts.requirement { demands.append(try condition(requirement)) }
    for further in parts.furtherDemands {
      let ground = try condition(further.ground)
      demands.append(.any([ground.negated, try condition(further.demand)]))
    }
    return demands.isEmpty ? nil : .all(demands)
  }

  mutating func application(
    of parts: ProgramRule
  ) throws(ExactnessLimit) -> ConditionFormula {
    var scope: [ConditionFormula] = []
    if let loop = program.rules.rules[parts.rule].loop {
      scope += hasElement(loop.list)
      scope += try hasElementCounted(loop.list, in: parts)
    }
    for step in [parts.filter, parts.when] {
      if let step { scope.append(try condition(step)) }
    }
    for exclusion in parts.exclusions { scope.append(try condition(exclusion).negated) }
    return .all(scope)
  }

  /// Each rule has a justification of its own, which is no single fact of a dossier.
  mutating func acceptedJustification(of rule: CatalogueRule) -> ConditionFormula {
    let words = Phrase("“\(rule.id)”的例外理由被采纳", "the justification for \(rule.id) is accepted")
    return Self.flag(variables.flag("j:" + rule.id, .other(words), supposedly: false))
  }

  func isInForce(_ rule: CatalogueRule) -> Bool {
    rule.reviewPeriod.contains(asOf) && program.rules.rulesets[rule.ruleset].validity.contains(asOf)
  }
}
