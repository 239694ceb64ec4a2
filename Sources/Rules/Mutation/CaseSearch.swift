/// Looks for a dossier near those of the cases on which a rule and its mutant come to something else.
///
/// First the cases as they are, then with one fact said otherwise, then with two. What is found is
/// entered in the dossier, bound and judged by both before it is suggested.
struct CaseSearch: Sendable {
  /// The most dossiers that are judged for one mutant.
  static let limit = 6_000
  /// The most cases of a rule that are varied.
  static let caseLimit = 24

  let program: Program
  let cases: [CaseDeclaration]
  let expected: ExpectedOutcomes
  let today: CalendarDate

  func suggestion(for mutant: Mutant, _ changed: Program) -> SuggestedCase? {
    for id in expected.ids(of: mutant.rules) {
      var search = RuleCaseSearch(
        program: program, changed: changed, versions: expected.versions[id] ?? [], mutant: mutant,
        today: today)
      var seen: Set<Int> = []
      let bases = expected.of(id).filter { seen.insert($0.declaration).inserted }
        .prefix(Self.caseLimit)
      for depth in 0...2 {
        for base in bases {
          guard let (variation, binding, outcomes) = search.difference(from: base, depth) else {
            continue
          }
          return SuggestedCase(
            on: cases[base.declaration], base: base, variation, binding, id, outcomes, program)
        }
      }
    }
    return nil
  }
}

/// The search among the cases of one rule.
private struct RuleCaseSearch {
  let program: Program
  let changed: Program
  let versions: [Int]
  let mutant: Mutant
  let today: CalendarDate
  private var judged = 0

  init(
    program: Program, changed: Program, versions: [Int], mutant: Mutant, today: CalendarDate
  ) {
    self.program = program
    self.changed = changed
    self.versions = versions
    self.mutant = mutant
    self.today = today
  }

  typealias Outcomes = (verdict: Verdict, consequence: Int?)
  typealias Found = (Variation, Binding, Outcomes)

  /// The first difference with so many facts said otherwise.
  mutating func difference(from base: ExpectedOutcomes.Expectation, _ depth: Int) -> Found? {
    switch depth {
    case 0: return confirmed(Variation(), base)
    case 1: return ofDays(base) ?? ofFacts(base, Variation(), others: false)
    default: return ofPairs(base)
    }
  }

  private mutating func ofDays(_ base: ExpectedOutcomes.Expectation) -> Found? {
    let comparison = RuleComparison(program, changed, today: base.binding.asOf)
    let days = comparison.days(versions, versions).flatMap { [$0, $0.adding(days: -1)] }
    for day in days.compactMap({ $0 }) {
      if let found = confirmed(Variation(asOf: day), base) { return found }
    }
    return nil
  }

  /// - Parameter others: Whether facts that the change does not touch are varied, too.
  private mutating func ofFacts(
    _ base: ExpectedOutcomes.Expectation, _ variation: Variation, others: Bool
  ) -> Found? {
    for reference in facts(of: base, variation) where variation.facts[reference] == nil {
      for value in values(of: reference, base, variation) {
        let varied = variation.with(reference, value)
        if differs(varied, base), let found = confirmed(varied, base) { return found }
        guard judged < CaseSearch.limit else { return nil }
      }
    }
    return nil
  }

  private mutating func ofPairs(_ base: ExpectedOutcomes.Expectation) -> Found? {
    let touched = touchedFields
    let facts = facts(of: base, Variation())
    let first = facts.filter { touched.contains($0.field) }
    for reference in first.isEmpty ? facts : first {
      for value in values(of: reference, base, Variation()) {
        let varied = Variation().with(reference, value)
        if let found = ofFacts(base, varied, others: true) { return found }
        guard judged < CaseSearch.limit else { return nil }
      }
    }
    return nil
  }

  // MARK: - Facts and values

  /// The fields under what is changed.
  private var touchedFields: Set<Int> {
    var fields: Set<Int> = []
    for step in program.uses(under: Array(mutant.steps)).keys {
      if let (field, _) = program.steps[step].readField { fields.insert(field) }
    }
    if let figure = mutant.figure {
      for version in versions {
        for step in program.programRules[version].steps {
          guard case .parameter(figure.parameter, let key?) = program.steps[step] else { continue }
          for under in program.uses(under: [key]).keys {
            if let (field, _) = program.steps[under].readField { fields.insert(field) }
          }
        }
      }
    }
    return fields
  }

  /// The facts that either of both reads, those that the change touches first.
  private func facts(
    of base: ExpectedOutcomes.Expectation, _ variation: Variation
  ) -> [FactReference] {
    let places = Set(program.vocabulary.jurisdictionFields)
    var facts: [FactReference] = []
    for program in [program, changed] {
      let judge = judge(program, base, variation)
      for finding in judge.findings(ofVersions: versions) {
        for (reference, _) in finding.trace.facts
        where !places.contains(reference.field) && !facts.contains(reference) {
          facts.append(reference)
        }
      }
    }
    let touched = touchedFields
    return facts.filter { touched.contains($0.field) }
      + facts.filter { !touched.contains($0.field) }
  }

  private func values(
    of reference: FactReference, _ base: ExpectedOutcomes.Expectation, _ variation: Variation
  ) -> [ScalarValue] {
    let position = reference.indices.first.flatMap { $0 } ?? 0
    return versions.flatMap { version in
      let evaluators = [program, changed].map {
        judge($0, base, variation).evaluator(of: version, at: position)
      }
      let given = base.binding.dossier.fact(reference, in: program.vocabulary)
      return VariationValues(programs: [program, changed], rule: version)
        .values(
          of: reference, given: given, evaluators, keys: mutant.figure?.key.map { [$0] } ?? [])
    }
  }

  // MARK: - Judging

  private func judge(
    _ program: Program, _ base: ExpectedOutcomes.Expectation, _ variation: Variation
  ) -> RuleJudge {
    RuleJudge(
      program: program, binding: base.binding,
      assumptions: variation.facts.mapValues { Fact(.value($0), range: nil) })
  }

  /// Whether both come to something else when facts are supposed to be so.
  private mutating func differs(
    _ variation: Variation, _ base: ExpectedOutcomes.Expectation
  ) -> Bool {
    judged += 1
    var (before, after) = (judge(program, base, variation), judge(changed, base, variation))
    before.isQuick = true
    after.isQuick = true
    return before.outcome(of: versions).expectation(against: after.outcome(of: versions)) != nil
  }

  /// The same when they are entered in the dossier.
  private func confirmed(_ variation: Variation, _ base: ExpectedOutcomes.Expectation) -> Found? {
    guard let binding = variation.binding(of: base.binding, by: program, today: today) else {
      return nil
    }
    let own = RuleJudge(program: program, binding: binding).outcome(of: versions)
    let other = RuleJudge(program: changed, binding: binding).outcome(of: versions)
    return own.expectation(against: other).map { (variation, binding, $0) }
  }
}
