/// Looks for cases that show what no case has shown of the rules.
public struct CoverageSearch: Sendable {
  /// The rules of which something is not shown, by their index.
  public let rules: [Int]
  private let program: Program
  private let cases: [CaseDeclaration]
  private let expected: ExpectedOutcomes
  private let today: CalendarDate
  private let open: [Int: Set<CoverageGoal>]

  /// - Parameters:
  ///   - cases: Those that were run.
  ///   - records: What ``CaseRunner/mutationCases`` makes of each.
  public init(
    _ runner: CaseRunner, cases: [CaseDeclaration], records: [MutationCase],
    lacking coverage: ConditionCoverage
  ) {
    program = runner.book.program
    today = runner.today
    self.cases = cases
    expected = ExpectedOutcomes(program, records)
    var open: [Int: Set<CoverageGoal>] = [:]
    for rule in coverage.rules {
      let goals = Set(rule.goals).subtracting(coverage.reached)
      if !goals.isEmpty { open[rule.rule] = goals }
    }
    self.open = open
    rules = open.keys.sorted()
  }

  /// Few cases that show what is lacking of a rule, as far as cases of it with one or two things said
  /// otherwise do.
  public func suggestions(ofRule index: Int) -> [SuggestedCase] {
    guard let wanted = open[index] else { return [] }
    let id = program.rules.rules[index].id
    let versions = expected.versions[id] ?? []
    guard
      var search = RuleCoverageSearch(
        program: program, rule: index, versions: versions, wanted: wanted,
        rebinder: Rebinder(program, today: today))
    else { return [] }
    var seen: Set<Int> = []
    let bases = expected.of(id).filter { !$0.isOfRow && seen.insert($0.declaration).inserted }
    return search.found(among: bases).map { base, variation, binding in
      let outcome = RuleJudge(program: program, binding: binding).outcome(of: versions)
      return SuggestedCase(
        on: cases[base.declaration], base: base, variation, binding, id, versions, outcome.claim,
        program)
    }
  }
}
