/// Which kinds of case each rule has: met, not met, undetermined, and its boundary.
public struct CaseCoverage: Sendable {
  public struct Gap: Sendable {
    public let rule: Int
    public let lacksMet: Bool
    public let lacksNotMet: Bool
    public let lacksUndetermined: Bool
    /// A number is compared and no case stands exactly on the limit.
    public let lacksBoundary: Bool
  }

  public let gaps: [Gap]
  private let program: Program
  /// How many rules are looked at.
  private let count: Int

  /// - Parameter isExamined: Whether a rule is looked at, by its place in the catalogue.
  public init(
    _ results: [CaseResult], of book: RuleBook, isExamined: (Int) -> Bool = { _ in true }
  ) {
    program = book.program
    let examined = book.program.rules.rules.indices.filter { isExamined($0) }
    count = examined.count
    var verdicts: [String: Set<Verdict>] = [:]
    var bounded: Set<Int> = []
    for result in results {
      for expectation in result.declaration.allExpectations {
        guard case .verdict(let rule, let verdict, _) = expectation.outcome else { continue }
        verdicts[rule, default: []].insert(verdict)
      }
      for finding in result.reviews.flatMap({ $0.findings }) where !bounded.contains(finding.rule) {
        if Self.standsOnLimit(finding, book.program) { bounded.insert(finding.rule) }
      }
    }
    gaps = examined.compactMap { index in
      let rule = book.program.rules.rules[index]
      let seen = verdicts[rule.id] ?? []
      let comparesNumbers = Self.comparesNumbers(index, book.program)
      let gap = Gap(
        rule: index, lacksMet: !seen.contains(.met) && rule.canBeMet,
        lacksNotMet: !seen.contains(.notMet) && !rule.isEffect,
        lacksUndetermined: !seen.contains(.undetermined) && book.program.canBeOpen(index),
        lacksBoundary: comparesNumbers && !bounded.contains(index))
      let lacks = gap.lacksMet || gap.lacksNotMet || gap.lacksUndetermined || gap.lacksBoundary
      return lacks ? gap : nil
    }
  }

  /// Whether a comparison of the finding had equal sides.
  private static func standsOnLimit(_ finding: Finding, _ program: Program) -> Bool {
    program.programRules[finding.rule].steps.contains { step in
      guard case .compare(_, let left, let right) = program.steps[step],
        let (first, _) = finding.trace.results[left]?.quantity,
        let (second, _) = finding.trace.results[right]?.quantity,
        let (low, high) = Evaluator.aligned(first, second), let value = low.interval.single
      else { return false }
      return value == high.interval.single
    }
  }

  private static func comparesNumbers(_ rule: Int, _ program: Program) -> Bool {
    guard let requirement = program.programRules[rule].requirement else { return false }
    return program.programRules[rule].steps.contains { step in
      guard step <= requirement, case .compare(_, let left, let right) = program.steps[step] else {
        return false
      }
      return program.isNumeric(left) && program.isNumeric(right)
    }
  }

  public func report(_ language: Language) -> String {
    let isChinese = language == .chinese
    var lines = gaps.map { gap in
      let kinds: [(Bool, Phrase)] = [
        (gap.lacksMet, Verdict.met.name), (gap.lacksNotMet, Verdict.notMet.name),
        (gap.lacksUndetermined, Verdict.undetermined.name),
        (gap.lacksBoundary, Phrase("恰在界限", "boundary")),
      ]
      let missing = kinds.filter { $0.0 }.map { $0.1[language] }
        .joined(separator: isChinese ? "、" : ", ")
      return "\(program.rules.rules[gap.rule].id)  " + (isChinese ? "缺 " : "lacks ") + missing
    }
    lines.append(
      isChinese
        ? "\(count) 条规则，\(count - gaps.count) 条四类案例齐全"
        : "\(count) rules, \(count - gaps.count) with every kind of case")
    return lines.visibleText
  }
}

extension CatalogueRule {
  /// Whether any project can meet it: what is forbidden without exception is only avoided.
  var canBeMet: Bool {
    if case .forbidden = requirement { return !exceptions.isEmpty || isInPrinciple }
    return true
  }
}

extension Program {
  /// Whether a missing fact can leave a rule open.
  func canBeOpen(_ rule: Int) -> Bool {
    let declared = rules.rules[rule]
    return !(declared.isEffect && programRules[rule].when == nil && declared.loop == nil)
  }

  /// Whether a step is a number rather than a date.
  func isNumeric(_ step: Int) -> Bool {
    switch steps[step] {
    case .constant(let index):
      if case .number = constants[index] { return true }
      return false
    case .field(let field, _):
      if case .number = vocabulary.fields[field].type { return true }
      return false
    case .parameter(let parameter, _):
      if case .number = rules.parameters[parameter].type { return true }
      return false
    case .definition(_, let body): return isNumeric(body)
    case .arithmetic, .negative, .extremum, .aggregate, .rounded, .daysBetween: return true
    case .choose(let operands): return list(operands).last.map { isNumeric($0) } ?? false
    case .asOf, .not, .and, .or, .compare, .oneOf, .memberOfSet, .includes, .includesOnly,
      .applicable, .shifted, .hasValue, .keys:
      return false
    }
  }
}
