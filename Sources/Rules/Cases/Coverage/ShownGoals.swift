/// What one finding shows of its rule.
struct ShownGoals {
  private(set) var goals: Set<CoverageGoal> = []
  private let rule: CoveredRule

  /// - Parameter wanted: What has not been shown before.
  init(
    _ finding: Finding, of rule: CoveredRule, on day: CalendarDate, wanted: Set<CoverageGoal>
  ) {
    self.rule = rule
    addTimes(finding, day)
    guard finding.standing != .nothingToJudge else {
      add(.elements(.none), rule.rule.range)
      return
    }
    guard finding.standing == .inForce else { return }
    add(.verdict(finding.verdict), rule.rule.range)
    if finding.verdict == .notMet, let consequence = finding.consequence,
      let position = rule.rule.consequences.firstIndex(of: consequence)
    {
      add(.consequence(position), rule.rule.range)
    }
    guard let logic = RuleLogic(finding, of: rule, on: day) else { return }
    for atom in rule.atoms {
      let place = rule.program.ranges[atom]
      let side = rule.isLimit(atom) ? logic.side(of: atom) : nil
      guard let truth = logic.truth(of: atom) else { continue }
      let goals =
        [CoverageGoal(kind: .condition(truth), place: place)]
        + (side.map { [CoverageGoal(kind: .limit($0), place: place)] } ?? [])
      guard !wanted.isDisjoint(with: goals), logic.matters(atom) else { continue }
      self.goals.formUnion(goals)
    }
    for branch in rule.parts.exclusions + rule.parts.exceptions where logic.frees(branch) {
      add(.branch, rule.program.ranges[branch])
    }
  }

  private mutating func addTimes(_ finding: Finding, _ day: CalendarDate) {
    let period = rule.rule.reviewPeriod
    if let since = period.since, day < since {
      add(.period(.before), rule.rule.range)
    } else if let until = period.until, until < day {
      add(.period(.after), rule.rule.range)
    } else {
      add(.period(.within), rule.rule.range)
    }
    if finding.verdict == .notYetDue { add(.due(.before), rule.rule.range) }
    if let due = rule.rule.due, due < day, finding.verdict == .notMet {
      add(.due(.after), rule.rule.range)
    }
  }

  private mutating func add(_ kind: CoverageGoal.Kind, _ place: SourceRange) {
    goals.insert(CoverageGoal(kind: kind, place: place))
  }
}
