/// Of what no case shows of rules, that which no dossier can show.
///
/// It is proved of each rule that says it, on all days on which the rule may say something else. Whether
/// it is a fault of the rule is another question: ``RuleAnalysis`` says what can make no difference.
public struct UnreachableGoals: Sendable {
  /// What no case shows, each once.
  public let open: [CoverageGoal]
  private let program: Program
  private let choices: SharedNames
  /// The rules that say it, by their index in ``Program/programRules``.
  private let rules: [CoverageGoal: [Int]]

  public init(_ coverage: ConditionCoverage, of program: Program) {
    let open = coverage.rules.flatMap { $0.goals }.filter { !coverage.reached.contains($0) }
    let wanted = Set(open)
    var rules: [CoverageGoal: [Int]] = [:]
    for index in program.programRules.indices {
      for goal in Set(CoveredRule(program, rule: index)?.goals ?? []).intersection(wanted) {
        rules[goal, default: []].append(index)
      }
    }
    (self.open, self.rules, self.program) = (open, rules, program)
    choices = SharedNames((program, []), (program, []))
  }

  /// Whether it is proved that no dossier shows one of ``open``.
  public func isProved(_ index: Int) -> Bool {
    let goal = open[index]
    guard let rules = rules[goal], !rules.isEmpty else { return false }
    return rules.allSatisfy { excludes(goal, rule: $0) }
  }

  private func excludes(_ goal: CoverageGoal, rule index: Int) -> Bool {
    guard let rule = CoveredRule(program, rule: index), !program.mixesUnits(rule.parts) else {
      return false
    }
    let names = SharedNames(program, [index], choicesOf: choices)
    let days = program.analysisDays(of: [index])
    return !days.isEmpty
      && days.allSatisfy { day in
        guard var open = try? OpenRule(rule, on: day, names) else { return false }
        return (try? open.excludes(goal)) ?? false
      }
  }
}
