/// Why a finding came out so.
///
/// The tree follows from the evaluation alone and is the same on every machine. It holds every
/// fact and parameter that the evaluation read.
///
/// - Parameter memory: That of the findings that were explained before.
public func explain(
  _ finding: Finding, in review: Review, memory: ConditionMemory = ConditionMemory()
) -> [Reason] {
  switch finding.standing {
  case .inForce:
    var explainer = Explainer(finding, in: review, memory)
    return explainer.reasons()
  case .notYetInForce(let since):
    return [.note(.notYetInForce(since: since))] + supposed(finding, in: review, memory)
  case .lapsed(let until):
    return [.note(.lapsed(on: until))] + supposed(finding, in: review, memory)
  case .nothingToJudge:
    let list = review.program.rules.rules[finding.rule].loop?.list
    return [.note(.nothingToJudge(list: list))]
  }
}

/// Why a rule that is in force applies or not, without the rest of ``explain(_:in:)``.
package func explainScope(of finding: Finding, in review: Review) -> [Reason] {
  var explainer = Explainer(finding, in: review, ConditionMemory())
  return explainer.scope()
}

/// What a rule that is in force demands and why it applies, without the rest of ``explain(_:in:)``:
/// what a finding fails on is among it.
package func explainDemand(of finding: Finding, in review: Review) -> [Reason] {
  guard finding.standing == .inForce else { return explain(finding, in: review) }
  var explainer = Explainer(finding, in: review, ConditionMemory())
  return explainer.demand()
}

/// What a rule that is not in force would say, and why, where the facts violate it.
private func supposed(
  _ finding: Finding, in review: Review, _ memory: ConditionMemory
) -> [Reason] {
  guard finding.wouldFail, let supposed = finding.supposed else { return [] }
  return [.note(.supposed(supposed))] + explain(finding.asIfInForce, in: review, memory: memory)
}

/// Explains the clauses of a rule in the order in which a reader asks for them.
private struct Explainer {
  private let program: Program
  private let binding: Binding
  private let finding: Finding
  private let rule: CatalogueRule
  private let programRule: ProgramRule
  private var conditions: ConditionExplainer

  init(_ finding: Finding, in review: Review, _ memory: ConditionMemory) {
    program = review.program
    binding = review.binding
    self.finding = finding
    rule = review.program.rules.rules[finding.rule]
    programRule = review.program.programRules[finding.rule]
    conditions = ConditionExplainer(
      program: review.program, evaluator: Evaluator(at: finding, in: review), memory: memory)
  }

  mutating func reasons() -> [Reason] {
    var reasons = demand() + timing()
    reasons += consequences()
    if finding.verdict == .undetermined || !finding.causes.isEmpty, !finding.causes.isEmpty {
      reasons.append(.note(.open(finding.causes)))
    }
    reasons += notes
    return reasons + unused(reasons)
  }

  /// Why the rule applies, and what it requires.
  mutating func demand() -> [Reason] {
    scope() + (finding.applies == .false ? [] : requirement())
  }

  // MARK: - Scope

  mutating func scope() -> [Reason] {
    let steps = [programRule.filter, programRule.when].compactMap { $0 }
    let parts = steps.flatMap { conditions.conjuncts(of: $0) }
    var reasons: [Reason] = parts.isEmpty ? [] : [.about(.scope, finding.applies, parts)]
    for (position, exclusion) in rule.exclusions.enumerated() {
      reasons.append(
        .about(
          .exclusion(exclusion), finding.exclusions[position],
          conditions.conjuncts(of: programRule.exclusions[position])))
    }
    return reasons
  }

  // MARK: - Requirement

  private mutating func requirement() -> [Reason] {
    var reasons: [Reason] = []
    switch rule.requirement {
    case .effect(let text): if let text { reasons.append(.note(.effect(text))) }
    case .forbidden: reasons.append(.note(.forbidden(finding.applies)))
    case .must, .mustNot:
      if let step = programRule.requirement {
        conditions.isDemand = true
        reasons.append(
          .about(.requirement, conditions.truth(of: step), conditions.conjuncts(of: step)))
        conditions.isDemand = false
      }
      reasons += furtherDemands()
    }
    for (position, exception) in rule.exceptions.enumerated() {
      reasons.append(
        .about(
          .exception(exception), finding.exceptions[position],
          conditions.conjuncts(of: programRule.exceptions[position])))
    }
    if let truth = finding.justification, let step = programRule.justification {
      reasons.append(.about(.justification, truth, conditions.conjuncts(of: step)))
    }
    if let margin = finding.margin { reasons.append(.note(.margin(margin))) }
    return reasons + marks()
  }

  /// The demands whose grounds surely hold.
  private mutating func furtherDemands() -> [Reason] {
    var reasons: [Reason] = []
    for further in programRule.furtherDemands
    where conditions.truth(of: further.ground) == .true {
      reasons.append(
        .about(
          .furtherGround, .true, conditions.conjuncts(of: further.ground)))
      reasons.append(
        .about(
          .requirement, conditions.truth(of: further.demand),
          conditions.conjuncts(of: further.demand)))
    }
    return reasons
  }

  private mutating func marks() -> [Reason] {
    guard finding.marks != nil, let grading = programRule.grading else { return [] }
    let graded = conditions.value(of: grading.graded)
    let worst = conditions.value(of: grading.worst)
    let best = conditions.value(of: grading.best)
    return [
      .about(
        .marks, nil,
        [graded, .about(.noMarks, nil, [worst]), .about(.fullMarks, nil, [best])])
    ]
  }

  // MARK: - What follows

  private mutating func timing() -> [Reason] {
    guard let due = rule.due else { return [] }
    var reasons: [Reason] = []
    let isForExisting = programRule.dueApplies.map { conditions.truth(of: $0) } ?? .true
    if binding.asOf <= due, finding.applies != .false, let step = programRule.dueApplies {
      reasons.append(
        .about(.existing, conditions.truth(of: step), conditions.conjuncts(of: step)))
    }
    if finding.hasTimeLeft, finding.verdict != .met {
      reasons.append(.note(.timeLeft(until: due)))
    } else if finding.verdict == .notMet, binding.asOf > due, isForExisting == .true {
      reasons.append(.note(.overdue(since: due)))
    }
    return reasons
  }

  /// The conditions of the consequences, up to the first one that holds.
  private mutating func consequences() -> [Reason] {
    guard finding.consequence != nil else { return [] }
    var reasons: [Reason] = []
    for (position, step) in programRule.consequences.enumerated() {
      guard let step else { break }
      let truth = conditions.truth(of: step)
      reasons.append(
        .about(
          .consequence(rule.consequences[position]), truth, conditions.conjuncts(of: step)))
      if truth == .true { break }
    }
    return reasons
  }

  private var notes: [Reason] {
    var notes: [Note] = []
    if finding.verdict != .undetermined, !finding.indifferent.isEmpty {
      notes.append(.indifferent(finding.indifferent))
    }
    notes += memberships.map { .membership(set: $0) }
    notes += finding.cautions.map { .caution($0) }
    if !finding.unverified.isEmpty { notes.append(.unverified(finding.unverified)) }
    if finding.verdict == .notMet, let remedy = rule.remedy { notes.append(.remedy(remedy)) }
    return notes.map { .note($0) }
  }

  /// The umbrella terms that the project counts among and that bear on the finding.
  private var memberships: [Int] {
    guard finding.verdict != .notApplicable else { return [] }
    var sets: [Int] = []
    for step in programRule.steps {
      guard case .memberOfSet(_, let set) = program.steps[step],
        finding.trace.results[step]?.truth == .true, !sets.contains(set)
      else { continue }
      sets.append(set)
    }
    return sets
  }

  // MARK: - What is left

  /// The requirement of a rule that does not apply, the conditions of cautions and so on.
  private func unused(_ reasons: [Reason]) -> [Reason] {
    var facts: Set<FactReference> = []
    var parameters: Set<Int> = []
    for reading in reasons.flatMap({ $0.readings }) {
      switch reading {
      case .fact(let reference, _): facts.insert(reference)
      case .parameter(let index, _, _): parameters.insert(index)
      case .result, .reviewDate: break
      }
    }
    var pieces = finding.trace.facts.filter { !facts.contains($0.reference) }.map { use in
      Piece(
        words: Phrase(
          use.reference.label(in: program.vocabulary), use.reference.path(in: program.vocabulary)),
        reading: .fact(use.reference, use.fact))
    }
    pieces += finding.trace.parameters.filter { !parameters.contains($0.parameter) }.map { use in
      let declared = program.rules.parameters[use.parameter]
      return Piece(
        words: Phrase(declared.label, declared.name.english),
        reading: .parameter(use.parameter, key: use.key, use))
    }
    return pieces.isEmpty
      ? [] : [.about(.unused, nil, pieces.map { .part(nil, [$0], []) })]
  }
}

extension Evaluator {
  /// Stands where a finding was made, with all that was computed for it.
  fileprivate init(at finding: Finding, in review: Review) {
    self.init(program: review.program, binding: review.binding, trace: finding.trace)
    ownJustification = review.binding.justifications[finding.rule]
    guard let element = finding.element, case .list(let list) = element.target else { return }
    var bound: DossierElement?
    if case .elements(let elements)? = review.binding.dossier.root.lists[list],
      let index = element.indices.last ?? nil, elements.indices.contains(index)
    {
      bound = elements[index]
    }
    environment = [BoundElement(element: bound, indices: element.indices)]
  }
}
