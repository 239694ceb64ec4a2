/// Judges rules on one dossier.
struct RuleJudge {
  let program: Program
  let binding: Binding
  /// Facts that are supposed to be so, whatever the dossier says.
  var assumptions: [FactReference: Fact] = [:]
  /// Whether only verdicts and what is missing are wanted, and no trace of how they came about.
  var isQuick = false

  /// The findings of a rule: one, or one for each element of its list.
  func findings(of index: Int) -> [Finding] {
    let programRule = program.programRules[index]
    let rule = program.rules.rules[programRule.rule]
    let findings = judged(programRule, rule)
    let standing = standing(of: rule)
    guard standing != .inForce else { return findings }
    let isReplaced = program.rules.isReplaced(rule, on: binding.asOf)
    return findings.map { $0.outOfForce(standing, isReplaced: isReplaced) }
  }

  /// The findings of a rule that is in force, or as if it were.
  private func judged(_ programRule: ProgramRule, _ rule: CatalogueRule) -> [Finding] {
    if let check = rule.isCheck ? programRule.requirement : nil {
      return [finding(programRule, ofCheck: check)]
    }
    guard let loop = rule.loop else { return [finding(programRule, rule, bound: nil)] }
    let reference = FactReference(.list(loop.list))
    switch binding.list(loop.list) {
    case .elements(let elements):
      guard !elements.isEmpty else { return [nothingToJudge(programRule, in: loop.list)] }
      return elements.enumerated().map { position, element in
        finding(
          programRule, rule, bound: BoundElement(element: element, indices: [position]))
      }
    case .unavailable:
      return [unknownList(programRule, rule, cause: .unavailable(reference))]
    case nil:
      return [unknownList(programRule, rule, cause: .missing(reference))]
    }
  }

  /// One of the findings of a rule, without judging the other elements of its list; nil when the
  /// dossier has no such element, or the rule is not judged by elements.
  func finding(of index: Int, at position: Int) -> Finding? {
    let programRule = program.programRules[index]
    let rule = program.rules.rules[programRule.rule]
    guard let loop = rule.loop,
      case .elements(let elements)? = binding.list(loop.list), !elements.isEmpty
    else { return position == 0 ? findings(of: index).first : nil }
    guard elements.indices.contains(position) else { return nil }
    let finding = finding(
      programRule, rule, bound: BoundElement(element: elements[position], indices: [position]))
    let standing = standing(of: rule)
    guard standing != .inForce else { return finding }
    return finding.outOfForce(
      standing, isReplaced: program.rules.isReplaced(rule, on: binding.asOf))
  }

  private func standing(of rule: CatalogueRule) -> Standing {
    let ruleset = program.rules.rulesets[rule.ruleset].validity
    for validity in [rule.reviewPeriod, ruleset] {
      if let since = validity.since, binding.asOf < since { return .notYetInForce(since: since) }
      if let until = validity.until, binding.asOf > until { return .lapsed(on: until) }
    }
    return .inForce
  }

  private func nothingToJudge(_ rule: ProgramRule, in list: Int) -> Finding {
    var evaluator = evaluator(rule, at: nil)
    evaluator.citeScope(ofList: list)
    return Finding(
      rule: rule.rule, element: nil, verdict: .notApplicable, standing: .nothingToJudge,
      applies: .false, isSatisfied: .unknown, trace: evaluator.trace)
  }

  /// A rule over a list that was not given: judged on an element of which nothing is known.
  private func unknownList(
    _ programRule: ProgramRule, _ rule: CatalogueRule, cause: Cause
  ) -> Finding {
    let bound = BoundElement(element: nil, indices: [nil])
    let finding = finding(programRule, rule, bound: bound)
    guard finding.verdict == .undetermined || finding.verdict == .notMet else { return finding }
    // The elements are not known: asking for the list stands for asking for their facts.
    let own = finding.causes.filter { cause in
      cause.fact.map { !$0.indices.contains(nil) } ?? false
    }
    return Finding(
      rule: finding.rule, element: finding.element, verdict: .undetermined,
      consequence: finding.consequence, otherConsequences: finding.otherConsequences,
      causes: [cause].union(own), applicabilityCauses: cause.isQuestion ? [cause] : [],
      applies: .unknown, isSatisfied: finding.isSatisfied, exclusions: finding.exclusions,
      exceptions: finding.exceptions, justification: finding.justification,
      hasTimeLeft: finding.hasTimeLeft, marks: finding.marks.map { _ in Self.allMarks },
      unverified: finding.unverified, trace: finding.trace)
  }

  // MARK: - One finding

  private func finding(
    _ programRule: ProgramRule, _ rule: CatalogueRule, bound: BoundElement?
  ) -> Finding {
    var evaluator = evaluator(programRule, at: bound)
    if let loop = rule.loop { evaluator.citeScope(ofList: loop.list) }
    let conditions = conditions(of: programRule, rule, &evaluator)
    var verdict = verdict(conditions, rule)
    if isQuick, verdict == .notApplicable {
      let list = rule.loop.map { FactReference(.list($0.list), indices: bound?.indices ?? []) }
      return Finding(
        rule: programRule.rule, element: list, verdict: verdict, applies: conditions.applies.truth,
        isSatisfied: conditions.satisfied.truth, trace: Trace())
    }
    var consequences = consequences(of: programRule, rule, &evaluator)
    var causes: [Cause] = []
    var indifferent: [FactReference] = []
    switch verdict {
    case .undetermined:
      causes = openCauses(conditions, rule).union(consequences.causes)
      let completion = Completion(program: program, rule: programRule, evaluator: evaluator)
      let result = completion.result(causes) { outcome(programRule, rule, bound, assuming: $0) }
      if let result {
        indifferent = result.indifferent
        causes.removeAll { cause in cause.fact.map(indifferent.contains) ?? false }
        if let outcome = result.outcome {
          verdict = outcome.verdict
          consequences = (outcome.consequences.map { rule.consequences[$0] }, [])
        }
      }
    case .notMet:
      causes = consequences.causes.union(
        conditions.unverified(.notMet).map { Cause.unverified($0) })
    case .met, .notApplicable, .notYetDue: break
    }
    let needsConsequence = verdict == .notMet || verdict == .undetermined || rule.isEffect
    let list = rule.loop.map { FactReference(.list($0.list), indices: bound?.indices ?? []) }
    return Finding(
      rule: programRule.rule, element: list, verdict: verdict,
      consequence: needsConsequence && verdict != .notApplicable
        ? consequences.possible.first : nil,
      otherConsequences: needsConsequence ? Array(consequences.possible.dropFirst()) : [],
      causes: causes, applicabilityCauses: applicabilityCauses(conditions, among: causes),
      applies: conditions.applies.truth,
      isSatisfied: conditions.satisfied.truth, exclusions: conditions.exclusions.map { $0.truth },
      exceptions: conditions.exceptions.map { $0.truth },
      justification: conditions.justification?.truth,
      hasTimeLeft: timeLeft(conditions, rule) == .true,
      margin: verdict == .notMet && !isQuick ? margin(programRule, evaluator) : nil,
      marks: marks(verdict, programRule, rule, &evaluator),
      cautions: isQuick ? [] : cautions(programRule, rule, &evaluator),
      unverified: conditions.unverified(verdict), indifferent: indifferent,
      trace: evaluator.trace)
  }

  /// Of a cross-check that stands as a rule: as it is found in a review.
  private func finding(_ programRule: ProgramRule, ofCheck step: Int) -> Finding {
    var evaluator = evaluator(programRule, at: nil)
    let result = evaluator.evaluate(step)
    return Finding(
      rule: programRule.rule, element: nil, verdict: result.verdictOfCheck, causes: result.causes,
      applies: .true, isSatisfied: result.truth, trace: evaluator.trace)
  }

  private func evaluator(_ programRule: ProgramRule, at bound: BoundElement?) -> Evaluator {
    let steps = programRule.steps
    var evaluator = Evaluator(
      program: program, binding: binding,
      results: isQuick ? StepResults(ofFew: steps) : StepResults(of: steps),
      assumptions: assumptions)
    evaluator.ownJustification = binding.justifications[programRule.rule]
    evaluator.isQuick = isQuick && !binding.parameters.hasNotApplicable
    evaluator.trace.isKept = !isQuick
    if let bound { evaluator.environment = [bound] }
    return evaluator
  }

  /// The verdict and its consequences when further facts are supposed to be so.
  private func outcome(
    _ programRule: ProgramRule, _ rule: CatalogueRule, _ bound: BoundElement?,
    assuming facts: [FactReference: Fact]
  ) -> Completion.Outcome {
    var evaluator = evaluator(programRule, at: bound).assuming(facts)
    let conditions = conditions(of: programRule, rule, &evaluator)
    let verdict = verdict(conditions, rule)
    switch verdict {
    case .met where !rule.isEffect, .notApplicable, .notYetDue:
      return Completion.Outcome(verdict: verdict, consequences: [])
    case .met, .notMet, .undetermined:
      let possible = consequencePositions(of: programRule, rule, &evaluator).positions
      return Completion.Outcome(verdict: verdict, consequences: possible)
    }
  }

  private struct Conditions {
    /// The list's filter and the rule's own condition, without the exclusions.
    let concerns: StepResult
    let applies: StepResult
    let satisfied: StepResult
    let exclusions: [StepResult]
    let exceptions: [StepResult]
    let justification: StepResult?
    let dueApplies: StepResult?

    func unverified(_ verdict: Verdict) -> [Figure] {
      switch verdict {
      case .notApplicable: applies.unverified
      case .met: satisfied.unverified
      case .notMet, .notYetDue, .undetermined:
        satisfied.unverified.union(applies.unverified)
      }
    }
  }

  private func conditions(
    of programRule: ProgramRule, _ rule: CatalogueRule, _ evaluator: inout Evaluator
  ) -> Conditions {
    let filter = programRule.filter.map { evaluator.evaluateAsGround($0) }
    let when = programRule.when.map { evaluator.evaluateAsGround($0) }
    let exclusions = programRule.exclusions.map { evaluator.evaluateAsGround($0) }
    let scope =
      [filter, when].compactMap { $0 }
      + exclusions.filter { !$0.isAbsent }.map { Evaluator.negation($0) }
    // A rule that speaks of what the project cannot have does not apply, and one that demands
    // something of it has nothing to judge.
    let isElsewhere = [filter, when].contains { $0?.isAbsent ?? false }
    let applies: StepResult =
      isElsewhere ? .truth(false) : scope.isEmpty ? .truth(true) : Evaluator.all(scope)
    if isQuick, applies.truth == .false {
      return Conditions(
        concerns: applies, applies: applies, satisfied: StepResult(.truth(.unknown)),
        exclusions: [], exceptions: [], justification: nil, dueApplies: nil)
    }
    let requirement = programRule.requirement.map { evaluator.evaluate($0) }
    let exceptions = programRule.exceptions.map { evaluator.evaluateAsGround($0) }
    let justification = programRule.justification.map { evaluator.evaluate($0) }
    let dueApplies = programRule.dueApplies.map { evaluator.evaluate($0) }
    let further = programRule.furtherDemands.compactMap { further in
      evaluator.evaluateAsGround(further.ground).truth == .true
        ? evaluator.evaluate(further.demand).withoutAbsent : nil
    }
    let own = requirement.map { $0.withoutAbsent } ?? .truth(rule.isEffect)
    let demand = further.isEmpty ? own : Evaluator.all([own] + further).withoutAbsent
    let ways = [demand] + exceptions + (justification.map { [$0] } ?? [])
    let concerns = [filter, when].compactMap { $0 }
    return Conditions(
      concerns: concerns.isEmpty ? .truth(true) : Evaluator.all(concerns),
      applies: applies,
      satisfied: demand.isAbsent ? demand : Evaluator.any(ways), exclusions: exclusions,
      exceptions: exceptions, justification: justification, dueApplies: dueApplies)
  }

  /// Surely not applicable, surely satisfied, surely violated, or open.
  private func verdict(_ conditions: Conditions, _ rule: CatalogueRule) -> Verdict {
    let applies = conditions.applies.truth
    if applies == .false { return .notApplicable }
    if rule.isEffect { return applies == .true ? .met : .undetermined }
    // The authority says that there is nothing to compare with.
    if conditions.satisfied.isNotApplicable { return .notApplicable }
    let satisfied = conditions.satisfied.truth
    if satisfied == .true { return .met }
    guard applies == .true, satisfied == .false else { return .undetermined }
    switch timeLeft(conditions, rule) {
    case .true: return .notYetDue
    case .unknown: return .undetermined
    case .false: return .notMet
    }
  }

  /// Whether a due date still gives the plant time.
  private func timeLeft(_ conditions: Conditions, _ rule: CatalogueRule) -> Truth {
    guard let due = rule.due, binding.asOf <= due, let existing = conditions.dueApplies else {
      return .false
    }
    return existing.truth
  }

  private func openCauses(_ conditions: Conditions, _ rule: CatalogueRule) -> [Cause] {
    var causes: [Cause] = []
    if conditions.applies.truth == .unknown { causes = causes.union(conditions.applies.causes) }
    if conditions.satisfied.truth == .unknown {
      causes = causes.union(conditions.satisfied.causes)
    }
    if timeLeft(conditions, rule) == .unknown {
      causes = causes.union(conditions.dueApplies?.causes ?? [])
    }
    return causes
  }

  /// What is asked to know whether a rule applies, before its exclusions; none when that is known,
  /// or cannot be answered.
  private func applicabilityCauses(_ conditions: Conditions, among causes: [Cause]) -> [Cause] {
    guard conditions.applies.truth == .unknown else { return [] }
    let open = conditions.concerns.truth == .unknown ? conditions.concerns : conditions.applies
    let asked = Set(causes)
    let own = open.causes.filter { asked.contains($0) }
    return own.allSatisfy { $0.isQuestion } ? own : []
  }

  /// The consequences the facts leave possible, in the order of the rule.
  private func consequences(
    of programRule: ProgramRule, _ rule: CatalogueRule, _ evaluator: inout Evaluator
  ) -> (possible: [RuleConsequence], causes: [Cause]) {
    let (positions, causes) = consequencePositions(of: programRule, rule, &evaluator)
    return (positions.map { rule.consequences[$0] }, causes)
  }

  private func consequencePositions(
    of programRule: ProgramRule, _ rule: CatalogueRule, _ evaluator: inout Evaluator
  ) -> (positions: [Int], causes: [Cause]) {
    var positions: [Int] = []
    var causes: [Cause] = []
    for (position, step) in programRule.consequences.enumerated() {
      let result = step.map { evaluator.evaluate($0) } ?? .truth(true)
      if result.isAbsent { continue }
      causes = causes.union(result.unverified.map { Cause.unverified($0) })
      // What follows is not decided by a figure that nobody verified.
      switch result.unverified.isEmpty ? result.truth : .unknown {
      case .true:
        positions.append(position)
        return (positions, causes)
      case .unknown:
        positions.append(position)
        causes = causes.union(result.causes)
      case .false: break
      }
    }
    // The checker warns of a rule whose last consequence has a condition.
    if positions.isEmpty, !rule.consequences.isEmpty {
      positions = [rule.consequences.count - 1]
    }
    return (positions, causes)
  }

  private func cautions(
    _ programRule: ProgramRule, _ rule: CatalogueRule, _ evaluator: inout Evaluator
  ) -> [String] {
    var texts: [String] = []
    for (caution, step) in zip(rule.cautions, programRule.cautions)
    where (step.map { evaluator.evaluate($0).truth } ?? .true) == .true {
      texts.append(caution)
    }
    return texts
  }

  // MARK: - Margin and marks

  /// The distance of the first comparison that failed.
  private func margin(_ programRule: ProgramRule, _ evaluator: Evaluator) -> Margin? {
    var seen: Set<Int> = []
    return programRule.requirement.flatMap { margin(of: $0, wanted: .true, evaluator, &seen) }
  }

  /// A definition without a margin has none the second time either.
  private func margin(
    of step: Int, wanted: Truth, _ evaluator: Evaluator, _ seen: inout Set<Int>
  ) -> Margin? {
    guard let result = evaluator.trace.results[step], result.truth == !wanted else { return nil }
    switch program.steps[step] {
    case .not(let operand): return margin(of: operand, wanted: !wanted, evaluator, &seen)
    case .and(let operands), .or(let operands):
      for operand in program.list(operands) {
        if let margin = margin(of: operand, wanted: wanted, evaluator, &seen) { return margin }
      }
      return nil
    case .definition(_, let body):
      return seen.insert(body).inserted ? margin(of: body, wanted: wanted, evaluator, &seen) : nil
    case .compare(_, let left, let right):
      guard let (first, _) = evaluator.trace.results[left]?.quantity,
        let (second, _) = evaluator.trace.results[right]?.quantity
      else { return nil }
      return program.margin(of: step, comparing: left, first, right, second)
    case .constant, .field, .parameter, .oneOf, .memberOfSet, .includes, .includesOnly, .arithmetic,
      .negative, .extremum, .choose, .shifted, .daysBetween, .rounded, .hasValue, .keys, .aggregate,
      .applicable, .asOf:
      return nil
    }
  }

  /// From the nearest end of the value to the nearest end of the limit.
  ///
  /// - Parameter unit: The one it is told in.
  static func margin(
    _ step: Int, _ value: Quantity, _ limit: Quantity, in unit: UnitOfMeasure?
  ) -> Margin? {
    let above = value.interval.lower.flatMap { low in
      limit.interval.upper.flatMap { low.value.subtracting($0.value) }
    }
    let below = limit.interval.lower.flatMap { low in
      value.interval.upper.flatMap { low.value.subtracting($0.value) }
    }
    guard let distance = [above, below].compactMap({ $0 }).max(), !distance.isNegative else {
      return nil
    }
    let reference = limit.interval.single?.magnitude
    let percent = reference.flatMap { reference in
      reference.isZero ? nil : distance.divided(by: reference)?.multiplied(by: ExactNumber(100))
    }
    return Margin(
      step: step,
      distance: Quantity(interval: NumberInterval(distance), unit: unit), percent: percent,
      isLeast: value.interval.single == nil || limit.interval.single == nil)
  }

  static let allMarks = NumberInterval(
    lower: NumberInterval.Bound(.zero), upper: NumberInterval.Bound(.one))

  /// The marks of a scored rule; nil when it does not count.
  private func marks(
    _ verdict: Verdict, _ programRule: ProgramRule, _ rule: CatalogueRule,
    _ evaluator: inout Evaluator
  ) -> NumberInterval? {
    guard rule.score != nil else { return nil }
    switch verdict {
    case .notApplicable, .notYetDue: return nil
    case .met, .notMet, .undetermined: break
    }
    if let grading = programRule.grading,
      let graded = graded(grading, &evaluator)
    {
      return graded
    }
    switch verdict {
    case .met: return NumberInterval(.one)
    case .notMet: return NumberInterval(.zero)
    case .undetermined, .notApplicable, .notYetDue: return Self.allMarks
    }
  }

  /// Full marks at the best level, none at the worst, linear between; nil when a level is open.
  private func graded(
    _ grading: ProgramGrading, _ evaluator: inout Evaluator
  ) -> NumberInterval? {
    let results = [grading.graded, grading.worst, grading.best].map { evaluator.evaluate($0) }
    guard let (value, basis) = results[0].quantity, let (worst, worstBasis) = results[1].quantity,
      let (best, bestBasis) = results[2].quantity,
      basis.agrees(with: worstBasis) == true, basis.agrees(with: bestBasis) == true,
      let (valueAligned, bestAligned) = Evaluator.aligned(value, best),
      let (worstAligned, _) = Evaluator.aligned(worst, best),
      let number = valueAligned.interval.single, let low = worstAligned.interval.single,
      let high = bestAligned.interval.single, low != high,
      let share = number.subtracting(low).flatMap({ part in
        high.subtracting(low).flatMap { part.divided(by: $0) }
      })
    else { return nil }
    return NumberInterval(min(max(share, .zero), .one))
  }
}
