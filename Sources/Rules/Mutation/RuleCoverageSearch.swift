/// The search among the cases of one rule for what none of them shows of it.
struct RuleCoverageSearch {
  private let program: Program
  private let rule: Int
  private let covered: CoveredRule
  private let variations: CaseVariations
  private let rebinder: Rebinder
  private var wanted: Set<CoverageGoal>
  private var judged = 0

  /// The most dossiers that are judged.
  private static let limit = 1_500

  typealias Found = (base: CaseExpectationRecord, variation: Variation, binding: Binding)

  /// nil: nothing is to be shown of the rule.
  init?(
    program: Program, rule: Int, versions: [Int], wanted: Set<CoverageGoal>, rebinder: Rebinder
  ) {
    guard let covered = CoveredRule(program, rule: rule) else { return nil }
    (self.program, self.rule, self.covered, self.wanted) = (program, rule, covered, wanted)
    self.rebinder = rebinder
    variations = CaseVariations(programs: [program], versions: versions, rebinder: rebinder)
  }

  /// Of one thing said otherwise what shows the most, each time; then what two things show.
  mutating func found(among bases: [CaseExpectationRecord]) -> [Found] {
    var found: [Found] = []
    var candidates: [(base: CaseExpectationRecord, variation: Variation)] = []
    var goals: [Set<CoverageGoal>] = []
    for base in bases {
      for variation in single(base, Variation()) {
        let shown = self.shown(variation, base)
        guard !shown.isEmpty else { continue }
        candidates.append((base, variation))
        goals.append(shown)
      }
    }
    while let best = goals.indices.max(by: { (goals[$0].count, $1) < (goals[$1].count, $0) }),
      !goals[best].isEmpty
    {
      take(candidates[best].base, candidates[best].variation, &found)
      let left = wanted
      goals[best] = []
      for index in goals.indices { goals[index].formIntersection(left) }
    }
    for base in bases where !wanted.isEmpty { addPairs(base, &found) }
    return found
  }

  /// Enters it in the dossier and judges it again.
  private mutating func take(
    _ base: CaseExpectationRecord, _ variation: Variation, _ found: inout [Found]
  ) {
    guard let binding = rebinder.binding(of: base.binding, saying: variation) else { return }
    let shown = self.shown(RuleJudge(program: program, binding: binding))
    guard !shown.isEmpty else { return }
    wanted.subtract(shown)
    found.append((base, variation, binding))
  }

  private mutating func addPairs(_ base: CaseExpectationRecord, _ found: inout [Found]) {
    for first in single(base, Variation()) {
      for second in single(base, first) where !wanted.isEmpty {
        guard judged < Self.limit else { return }
        if !shown(second, base).isEmpty { take(base, second, &found) }
      }
    }
  }

  // MARK: - What is said otherwise

  /// One more thing said otherwise.
  private func single(_ base: CaseExpectationRecord, _ variation: Variation) -> [Variation] {
    let evaluators = variations.evaluators(base, variation)
    var all: [Variation] = []
    for subject in variations.subjects(of: base, variation) where !variation.says(subject) {
      for value in variations.values(of: subject, base, evaluators) {
        all.append(variation.with(subject, value))
      }
    }
    guard variation.count == 0 else { return all }
    return all + days.map { Variation(asOf: $0) } + [another(base), emptied].compactMap { $0 }
  }

  /// The first and the last day of the rule and of its term, and those beside them.
  private var days: [CalendarDate] {
    let period = covered.rule.reviewPeriod
    let ends = [period.since, period.until, covered.rule.due].compactMap { $0 }
    return ends.flatMap { day in [-1, 0, 1].compactMap { day.adding(days: $0) } }
  }

  /// No element of the list that the rule judges one by one; nil: it judges none.
  private var emptied: Variation? {
    covered.rule.loop.map { Variation().with(.fact(FactReference(.list($0.list))), .empty) }
  }

  /// A second element like the first; nil: there is no first one.
  private func another(_ base: CaseExpectationRecord) -> Variation? {
    guard let list = covered.rule.loop?.list,
      case .elements(let elements)? = base.binding.list(list), let first = elements.first
    else { return nil }
    let read = Set(covered.parts.steps.compactMap { program.steps[$0].readField?.field })
    var variation = Variation()
    for (field, fact) in first.facts where read.contains(field) {
      guard let said = fact.said else { continue }
      let reference = FactReference(.field(field), indices: [elements.count])
      variation = variation.with(.fact(reference), said)
    }
    return variation.count == 0 ? nil : variation
  }

  // MARK: - What it shows

  private mutating func shown(
    _ variation: Variation, _ base: CaseExpectationRecord
  ) -> Set<CoverageGoal> {
    judged += 1
    return variations.judge(program, base, variation).map { shown($0) } ?? []
  }

  /// What is wanted and is shown.
  private func shown(_ judge: RuleJudge) -> Set<CoverageGoal> {
    guard judge.speaks(rule) else { return [] }
    var goals: Set<CoverageGoal> = []
    var elements = 0
    for finding in judge.findings(of: rule) {
      if finding.standing != .nothingToJudge { elements += 1 }
      let shown = ShownGoals(finding, of: covered, on: judge.binding.asOf, wanted: wanted)
      goals.formUnion(shown.goals)
    }
    if let list = covered.rule.loop?.list, case .elements? = judge.binding.list(list), elements > 0
    {
      let count = elements > 1 ? CoverageGoal.ElementCount.several : .one
      goals.insert(CoverageGoal(kind: .elements(count), place: covered.rule.range))
    }
    return goals.intersection(wanted)
  }
}
