/// Which rows of a table some case has looked up.
public struct TableCoverage: Sendable {
  /// The index in ``RuleCatalogue/parameters``.
  public let parameter: Int
  public let count: CoverageCount
  /// The keys that no case has looked up, as the table has them.
  public let missing: [String]
}

/// Counts the rows that findings rest on.
struct TableCounts {
  private let program: Program
  /// The tables that rules look something up in, and the keys found there.
  private var found: [Int: Set<String>] = [:]

  init(_ program: Program, rules: [Int]) {
    self.program = program
    let wanted = Set(rules)
    for parts in program.programRules where wanted.contains(parts.rule) {
      for parameter in program.parameters(of: parts)
      where program.rules.parameters[parameter].isOfTable {
        found[parameter] = found[parameter] ?? []
      }
    }
  }

  /// - Parameters:
  ///   - rule: What the finding is of; nil: it is not known which of its conditions matter.
  ///   - day: The day of the review.
  mutating func add(_ finding: Finding, of rule: CoveredRule?, on day: CalendarDate) {
    let uses = finding.trace.parameters.filter { isNew($0) }
    guard !uses.isEmpty else { return }
    let deciding =
      finding.verdict == .notApplicable ? Self.deciding(finding, of: rule, on: day) : nil
    for use in uses where deciding?.contains(use.parameter) ?? true { add(use) }
  }

  /// What a rule that does not apply rests on: the tables by which it does not.
  private static func deciding(
    _ finding: Finding, of rule: CoveredRule?, on day: CalendarDate
  ) -> Set<Int> {
    guard let rule, let logic = RuleLogic(finding, of: rule, on: day) else { return [] }
    return Set(rule.atoms.filter { logic.matters($0) }.flatMap { rule.parameters(of: $0) })
  }

  private func isNew(_ use: ParameterUse) -> Bool {
    guard let keys = found[use.parameter] else { return false }
    guard case .row = use.origin, let key = use.key else { return true }
    return !keys.contains(TextKey.folded(key))
  }

  private mutating func add(_ use: ParameterUse) {
    switch use.origin {
    case .row: if let key = use.key { found[use.parameter]?.insert(TextKey.folded(key)) }
    case .parts(let parts): for part in parts { add(part) }
    case .given: break
    }
  }

  var all: [TableCoverage] {
    found.keys.sorted().map { index in
      let parameter = program.rules.parameters[index]
      let keys = parameter.rows.texts.filter { $0.value.contains { $0.value != nil } }
        .map { $0.key }
      let missing = keys.filter { found[index]?.contains(TextKey.folded($0)) != true }
      return TableCoverage(
        parameter: index,
        count: CoverageCount(reached: keys.count - missing.count, total: keys.count),
        missing: missing)
    }.filter { $0.count.total > 0 }
  }
}
