/// Which of all that the rules say some case has shown.
public struct ConditionCoverage: Sendable {
  /// What one rule says, at its own place or at that of a definition that it is the first to use.
  public struct OfRule: Sendable {
    /// The index in ``RuleCatalogue/rules``.
    public let rule: Int
    /// In the order of the texts.
    public let goals: [CoverageGoal]
  }

  public let rules: [OfRule]
  public let reached: Set<CoverageGoal>
  /// What is proved to be shown by no dossier, and does not count.
  public let unreachable: Set<CoverageGoal>
  public let tables: [TableCoverage]

  /// - Parameter isCounted: Whether what a rule says counts, by its index.
  public init(_ results: [CaseResult], of book: RuleBook, counting isCounted: (Int) -> Bool) {
    let program = book.program
    var parts: [Int: CoveredRule] = [:]
    var open: [Int: Set<CoverageGoal>] = [:]
    var seen: Set<CoverageGoal> = []
    var rules: [OfRule] = []
    for (index, programRule) in program.programRules.enumerated()
    where isCounted(programRule.rule) {
      guard let rule = CoveredRule(program, rule: index) else { continue }
      parts[programRule.rule] = rule
      open[programRule.rule] = Set(rule.goals)
      let own = rule.goals.filter { seen.insert($0).inserted }
        .sorted { ($0.place.source, $0.place.start) < ($1.place.source, $1.place.start) }
      rules.append(OfRule(rule: programRule.rule, goals: own))
    }
    var tables = TableCounts(program, rules: rules.map { $0.rule })
    for review in results.flatMap({ $0.reviews }) {
      var elements: [Int: Int] = [:]
      for finding in review.findings {
        tables.add(finding, of: parts[finding.rule], on: review.binding.asOf)
        guard let rule = parts[finding.rule], let wanted = open[finding.rule], !wanted.isEmpty
        else { continue }
        if rule.rule.loop != nil, finding.standing != .nothingToJudge {
          elements[finding.rule, default: 0] += 1
        }
        let shown = ShownGoals(finding, of: rule, on: review.binding.asOf, wanted: wanted).goals
        open[finding.rule]?.subtract(shown)
      }
      for (rule, count) in elements where review.isGiven(listOf: rule) {
        guard let range = parts[rule]?.rule.range else { continue }
        open[rule]?.remove(
          CoverageGoal(kind: .elements(count > 1 ? .several : .one), place: range))
      }
    }
    self.rules = rules
    unreachable = []
    self.tables = tables.all
    // What stands at one place and is shown by one rule is shown.
    reached = parts.reduce(into: []) { reached, item in
      reached.formUnion(Set(item.value.goals).subtracting(open[item.key] ?? []))
    }
  }

  private init(_ other: ConditionCoverage, without goals: Set<CoverageGoal>) {
    (reached, tables) = (other.reached, other.tables)
    unreachable = other.unreachable.union(goals)
    rules = other.rules.map { rule in
      OfRule(rule: rule.rule, goals: rule.goals.filter { !goals.contains($0) })
    }
  }

  /// The same where some things do not count, as no dossier shows them.
  public func without(_ unreachable: Set<CoverageGoal>) -> ConditionCoverage {
    ConditionCoverage(self, without: unreachable)
  }

  public func count(_ goals: [CoverageGoal]) -> CoverageCount {
    CoverageCount(reached: goals.count { reached.contains($0) }, total: goals.count)
  }

  /// Everything: goals and rows of tables.
  public var total: CoverageCount {
    tables.reduce(count(rules.flatMap { $0.goals })) { $0.adding($1.count) }
  }
}

/// How many of how many.
public struct CoverageCount: Sendable, Equatable {
  public let reached: Int
  public let total: Int

  public static let none = CoverageCount(reached: 0, total: 0)

  package func adding(_ other: CoverageCount) -> CoverageCount {
    CoverageCount(reached: reached + other.reached, total: total + other.total)
  }

  /// In percent, rounded down to a tenth: 100 only when nothing is left.
  public var percent: String {
    guard total > 0 else { return "100" }
    let tenths = reached * 1000 / total
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  public func isBelow(_ limit: ExactNumber) -> Bool {
    guard total > 0, let wanted = limit.multiplied(by: ExactNumber(total)) else { return false }
    return ExactNumber(reached * 100) < wanted
  }
}

extension Review {
  /// Whether a rule that judges elements has been given its list.
  fileprivate func isGiven(listOf rule: Int) -> Bool {
    guard let loop = program.rules.rules[rule].loop,
      case .elements(let elements)? = binding.list(loop.list)
    else { return false }
    return !elements.isEmpty
  }
}
