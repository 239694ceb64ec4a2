/// The search among the cases of one rule.
struct RuleCaseSearch {
  let program: Program
  let changed: Program
  let versions: [Int]
  let mutant: Mutant
  let rebinder: Rebinder
  /// The most dossiers that are judged.
  let limit: Int
  private let variations: CaseVariations
  private var judged = 0

  init(
    program: Program, changed: Program, versions: [Int], mutant: Mutant, rebinder: Rebinder,
    limit: Int
  ) {
    self.program = program
    self.changed = changed
    self.versions = versions
    self.mutant = mutant
    self.rebinder = rebinder
    self.limit = limit
    let touched = program.reads(touchedBy: mutant, versions)
    variations = CaseVariations(
      programs: [program, changed], versions: versions, rebinder: rebinder,
      touched: touched.fields, touchedParameters: touched.parameters,
      keys: mutant.figure?.key.map { [$0] } ?? [])
  }

  typealias Found = (Variation, Binding, CaseClaim)

  /// The first difference with so many things said otherwise.
  mutating func difference(from base: CaseExpectationRecord, _ depth: Int) -> Found? {
    guard judged < limit else { return nil }
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
    let evaluators = variations.evaluators(base, variation)
    for subject in variations.subjects(of: base, variation) where !variation.says(subject) {
      for value in variations.values(of: subject, base, evaluators) {
        let varied = variation.with(subject, value)
        guard judged < limit else { return nil }
        if differs(varied, base), let found = confirmed(varied, base) { return found }
      }
    }
    return nil
  }

  private mutating func ofPairs(_ base: CaseExpectationRecord) -> Found? {
    let subjects = variations.subjects(of: base, Variation())
    let evaluators = variations.evaluators(base, Variation())
    let first = subjects.filter { variations.isTouched($0) }
    for subject in first.isEmpty ? subjects : first {
      for value in variations.values(of: subject, base, evaluators) {
        if let found = ofSubjects(base, Variation().with(subject, value)) { return found }
        guard judged < limit else { return nil }
      }
    }
    return nil
  }

  // MARK: - Judging

  /// Whether both come to something else when facts are supposed to be so.
  mutating func differs(_ variation: Variation, _ base: CaseExpectationRecord) -> Bool {
    judged += 1
    // What is no supposition is bound at once.
    guard variation.suppositions != nil else { return true }
    guard var before = variations.judge(program, base, variation),
      var after = variations.judge(changed, base, variation)
    else { return false }
    before.isQuick = true
    after.isQuick = true
    return before.outcome(of: versions).claim(against: after.outcome(of: versions)) != nil
  }

  /// The same when they are entered in the dossier.
  func confirmed(_ variation: Variation, _ base: CaseExpectationRecord) -> Found? {
    guard let binding = rebinder.binding(of: base.binding, saying: variation) else { return nil }
    let own = RuleJudge(program: program, binding: binding).outcome(of: versions)
    let other = RuleJudge(program: changed, binding: binding).outcome(of: versions)
    return own.claim(against: other).map { (variation, binding, $0) }
  }
}

extension Program {
  /// The fields and the parameters under what a mutant changes.
  fileprivate func reads(
    touchedBy mutant: Mutant, _ versions: [Int]
  ) -> (fields: Set<Int>, parameters: Set<Int>) {
    var roots = Array(mutant.steps)
    if let figure = mutant.figure {
      for version in versions {
        for step in programRules[version].steps {
          if case .parameter(figure.parameter, let key?) = steps[step] { roots.append(key) }
        }
      }
    }
    var fields: Set<Int> = []
    var parameters: Set<Int> = []
    for step in uses(under: roots).keys {
      if let (field, _) = steps[step].readField { fields.insert(field) }
      if case .parameter(let parameter, _) = steps[step] { parameters.insert(parameter) }
    }
    return (fields, parameters)
  }
}
