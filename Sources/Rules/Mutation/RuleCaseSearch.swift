/// The search among the cases of one rule.
struct RuleCaseSearch {
  let program: Program
  let changed: Program
  let versions: [Int]
  let mutant: Mutant
  let today: CalendarDate
  /// The most dossiers that are judged.
  let limit: Int
  /// What is under the change.
  private let touched: Set<Int>
  private var judged = 0

  init(
    program: Program, changed: Program, versions: [Int], mutant: Mutant, today: CalendarDate,
    limit: Int
  ) {
    self.program = program
    self.changed = changed
    self.versions = versions
    self.mutant = mutant
    self.today = today
    self.limit = limit
    touched = program.fields(touchedBy: mutant, versions)
  }

  typealias Outcomes = (verdict: Verdict, consequence: Int?)
  typealias Found = (Variation, Binding, Outcomes)

  /// The first difference with so many things said otherwise.
  mutating func difference(from base: CaseExpectationRecord, _ depth: Int) -> Found? {
    switch depth {
    case 0: return differs(Variation(), base) ? confirmed(Variation(), base) : nil
    case 1: return ofDays(base) ?? ofSubjects(base, Variation())
    default: return ofPairs(base)
    }
  }

  private mutating func ofDays(_ base: CaseExpectationRecord) -> Found? {
    let comparison = RuleComparison(program, changed, today: base.binding.asOf)
    let scope = FigureScope(mutant.figure, program, versions)
    let days = comparison.days(versions, versions, within: scope).flatMap {
      [$0, $0.adding(days: -1)]
    }
    for day in days.compactMap({ $0 }) where judged < limit {
      judged += 1
      if let found = confirmed(Variation(asOf: day), base) { return found }
    }
    return nil
  }

  private mutating func ofSubjects(
    _ base: CaseExpectationRecord, _ variation: Variation
  ) -> Found? {
    let evaluators = self.evaluators(base, variation)
    for subject in subjects(of: base, variation) where !variation.says(subject) {
      for value in values(of: subject, base, evaluators) {
        let varied = variation.with(subject, value)
        guard judged < limit else { return nil }
        if differs(varied, base), let found = confirmed(varied, base) { return found }
      }
    }
    return nil
  }

  private mutating func ofPairs(_ base: CaseExpectationRecord) -> Found? {
    let subjects = subjects(of: base, Variation())
    let evaluators = self.evaluators(base, Variation())
    let first = subjects.filter(isTouched)
    for subject in first.isEmpty ? subjects : first {
      for value in values(of: subject, base, evaluators) {
        if let found = ofSubjects(base, Variation().with(subject, value)) { return found }
        guard judged < limit else { return nil }
      }
    }
    return nil
  }

  // MARK: - What may be said otherwise

  private func isTouched(_ subject: Variation.Subject) -> Bool {
    subject.field.map { touched.contains($0) } ?? false
  }

  /// What either of both reads, that which the change touches first, and figures last.
  private func subjects(
    of base: CaseExpectationRecord, _ variation: Variation
  ) -> [Variation.Subject] {
    let places = Set(program.vocabulary.jurisdictionFields)
    var facts: [Variation.Subject] = []
    var figures: [Variation.Subject] = []
    for program in [program, changed] {
      guard let judge = judge(program, base, variation) else { continue }
      for finding in judge.findings(ofVersions: versions) {
        for reference in finding.trace.facts.map({ $0.reference }) + finding.trace.lists
        where !places.contains(reference.field) && !facts.contains(.fact(reference)) {
          facts.append(.fact(reference))
        }
        for figure in finding.figures where !figures.contains(.figure(figure)) {
          figures.append(.figure(figure))
        }
      }
    }
    return facts.filter { isTouched($0) } + facts.filter { !isTouched($0) } + figures
  }

  /// Those of each program for each rule, in the dossier as it is varied.
  private func evaluators(
    _ base: CaseExpectationRecord, _ variation: Variation
  ) -> VariationEvaluators {
    VariationEvaluators(
      judges: [program, changed].compactMap { judge($0, base, variation) }, versions: versions)
  }

  private func values(
    of subject: Variation.Subject, _ base: CaseExpectationRecord,
    _ evaluators: VariationEvaluators
  ) -> [CaseFact.Value] {
    var values: [CaseFact.Value] = []
    for version in versions {
      let candidates = VariationValues(programs: [program, changed], rule: version)
      switch subject {
      case .fact(let reference):
        let position = reference.indices.first.flatMap { $0 } ?? 0
        let given = subject.field.flatMap { _ in
          base.binding.dossier.fact(reference, in: program.vocabulary)
        }
        values += candidates.values(
          of: reference, given: given, evaluators.of(version, at: position),
          keys: mutant.figure?.key.map { [$0] } ?? [])
      case .figure(let figure):
        values += candidates.values(of: figure, evaluators.of(version, at: 0))
      }
    }
    return values
  }

  // MARK: - Judging

  /// - Returns: nil where it is no dossier.
  private func judge(
    _ program: Program, _ base: CaseExpectationRecord, _ variation: Variation
  ) -> RuleJudge? {
    if let suppositions = variation.suppositions {
      return RuleJudge(program: program, binding: base.binding, assumptions: suppositions)
    }
    return variation.binding(of: base.binding, by: self.program, today: today)
      .map { RuleJudge(program: program, binding: $0) }
  }

  /// Whether both come to something else when facts are supposed to be so.
  private mutating func differs(_ variation: Variation, _ base: CaseExpectationRecord) -> Bool {
    judged += 1
    // What is no supposition is bound at once.
    guard variation.suppositions != nil else { return true }
    guard var before = judge(program, base, variation), var after = judge(changed, base, variation)
    else { return false }
    before.isQuick = true
    after.isQuick = true
    return before.outcome(of: versions).expectation(against: after.outcome(of: versions)) != nil
  }

  /// The same when they are entered in the dossier.
  private func confirmed(_ variation: Variation, _ base: CaseExpectationRecord) -> Found? {
    guard let binding = variation.binding(of: base.binding, by: program, today: today) else {
      return nil
    }
    let own = RuleJudge(program: program, binding: binding).outcome(of: versions)
    let other = RuleJudge(program: changed, binding: binding).outcome(of: versions)
    return own.expectation(against: other).map { (variation, binding, $0) }
  }
}

/// Evaluators that stand in a varied dossier, made where they are wanted.
struct VariationEvaluators {
  /// One for each program.
  let judges: [RuleJudge]
  let versions: [Int]

  func of(_ rule: Int, at position: Int) -> [Evaluator] {
    judges.map { $0.evaluator(of: rule, at: position) }
  }
}

extension Finding {
  /// The figures that were read or are asked for.
  fileprivate var figures: [Figure] {
    let asked = causes.compactMap { cause -> Figure? in
      if case .parameter(let parameter, let key) = cause {
        Figure(parameter: parameter, key: key)
      } else {
        nil
      }
    }
    return trace.parameters.map { $0.figure } + asked
  }
}

extension Program {
  /// The fields under what a mutant changes.
  fileprivate func fields(touchedBy mutant: Mutant, _ versions: [Int]) -> Set<Int> {
    var roots = Array(mutant.steps)
    if let figure = mutant.figure {
      for version in versions {
        for step in programRules[version].steps {
          if case .parameter(figure.parameter, let key?) = steps[step] { roots.append(key) }
        }
      }
    }
    return Set(uses(under: roots).keys.compactMap { steps[$0].readField?.field })
  }
}
