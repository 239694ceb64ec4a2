/// Nudges each threshold and comparison of the rules and asks whether a case notices.
///
/// A change that no case notices is a missing case: nobody would see it if the rule were wrong
/// in that way.
public struct MutationTest {
  private let program: Program
  /// What the cases expect of each rule, by its index.
  private let expectations: [Int: [Expectation]]

  private struct Expectation {
    let binding: Binding
    let verdict: Verdict
    let consequence: Int?
  }

  /// One changed place: a step of a rule, or of a definition that several rules use.
  public struct Mutant: Sendable {
    /// The rules with cases that it changes, in their order.
    public fileprivate(set) var rules: [Int]
    public let range: SourceRange
    public let change: Phrase

    fileprivate var place: Place { Place(range: range, change: change.chinese) }
  }

  fileprivate struct Place: Hashable {
    let range: SourceRange
    let change: String
  }

  public init(_ runner: CaseRunner, cases: [CaseDeclaration]) {
    program = runner.book.program
    var indices: [String: Int] = [:]
    for (index, rule) in program.rules.rules.enumerated() { indices[rule.id] = index }
    var expectations: [Int: [Expectation]] = [:]
    for declaration in cases {
      guard case .success(let binding) = runner.binding(of: declaration) else { continue }
      for expectation in declaration.expectations {
        guard case .verdict(let id, let verdict, let consequence) = expectation.outcome,
          let rule = indices[id]
        else { continue }
        expectations[rule, default: []].append(
          Expectation(binding: binding, verdict: verdict, consequence: consequence))
      }
    }
    self.expectations = expectations
  }

  /// Runs all mutants of the rules that have cases; what several rules share is noticed when a case
  /// of one of them notices.
  ///
  /// - Parameter progress: Told after each rule how many of how many are done.
  public func run(progress: (Int, Int) -> Void = { _, _ in }) -> MutationResult {
    var mutants: [Mutant] = []
    var places: [Place: Int] = [:]
    var noticed: Set<Int> = []
    let rules = expectations.keys.sorted()
    for (done, rule) in rules.enumerated() {
      for (mutant, changed) in self.mutants(of: rule) {
        let index = places[mutant.place] ?? mutants.count
        if index == mutants.count {
          places[mutant.place] = index
          mutants.append(mutant)
        } else if mutants[index].rules.last != rule {
          mutants[index].rules.append(rule)
        }
        if !noticed.contains(index), isNoticed(changed, rule) { noticed.insert(index) }
      }
      progress(done + 1, rules.count)
    }
    return MutationResult(
      count: mutants.count,
      survivors: mutants.indices.filter { !noticed.contains($0) }.map { mutants[$0] })
  }

  private func isNoticed(_ changed: Program, _ rule: Int) -> Bool {
    (expectations[rule] ?? []).contains { expectation in
      let judge = RuleJudge(program: changed, binding: expectation.binding)
      let worst = judge.findings(of: rule).max { $0.verdict < $1.verdict }
      guard let worst, worst.verdict == expectation.verdict else { return true }
      let follows = worst.consequence?.all.map { $0.consequence } ?? []
      return expectation.consequence.map { !follows.contains($0) } ?? false
    }
  }

  // MARK: - Mutants

  private func mutants(of rule: Int) -> [(Mutant, Program)] {
    program.programRules[rule].steps.flatMap { step -> [(Mutant, Program)] in
      switch program.steps[step] {
      case .compare(let comparison, let left, let right):
        return comparisons(comparison, left, right, at: step, of: rule)
          + thresholds(left, right, at: step, of: rule)
      case .and(let operands):
        return [change(step, to: .or(operands), Phrase("且→或", "and → or"), rule)]
      case .or(let operands):
        return [change(step, to: .and(operands), Phrase("或→且", "or → and"), rule)]
      case .oneOf(let operand, let constants) where constants.count > 1:
        return (0..<constants.count).map { dropped in
          without(dropped, of: constants, operand, at: step, of: rule)
        }
      case .constant, .field, .parameter, .definition, .not, .oneOf, .memberOfSet, .includes,
        .includesOnly, .arithmetic, .negative, .extremum, .choose, .shifted, .daysBetween, .rounded,
        .hasValue, .keys, .aggregate, .applicable, .asOf:
        return []
      }
    }
  }

  private func change(
    _ step: Int, to new: Step, _ words: Phrase, _ rule: Int
  ) -> (Mutant, Program) {
    var changed = program.parts
    changed.steps[step] = new
    return (Mutant(rules: [rule], range: program.ranges[step], change: words), Program(changed))
  }

  private func comparisons(
    _ comparison: Comparison, _ left: Int, _ right: Int, at step: Int, of rule: Int
  ) -> [(Mutant, Program)] {
    let others: [(Comparison, Phrase)]
    switch comparison {
    case .atMost: others = [(.below, Phrase("≤→<", "≤ → <")), (.atLeast, Phrase("≤→≥", "≤ → ≥"))]
    case .below: others = [(.atMost, Phrase("<→≤", "< → ≤")), (.above, Phrase("<→>", "< → >"))]
    case .atLeast: others = [(.above, Phrase("≥→>", "≥ → >")), (.atMost, Phrase("≥→≤", "≥ → ≤"))]
    case .above: others = [(.atLeast, Phrase(">→≥", "> → ≥")), (.below, Phrase(">→<", "> → <"))]
    case .equal: others = [(.notEqual, Phrase("=→≠", "= → ≠"))]
    case .notEqual: others = [(.equal, Phrase("≠→=", "≠ → ="))]
    }
    return others.map { other, words in
      change(step, to: .compare(other, left, right), words, rule)
    }
  }

  /// A literal limit, one unit of its last decimal place higher and lower.
  private func thresholds(
    _ left: Int, _ right: Int, at step: Int, of rule: Int
  ) -> [(Mutant, Program)] {
    for literal in [right, left] {
      guard case .constant(let index) = program.steps[literal],
        case .number(let quantity) = program.constants[index], let number = quantity.number,
        let places = number.decimalPlaces
      else { continue }
      let unit = ExactNumber(parsing: "1e-\(places)") ?? .one
      return [(unit, "+"), (unit.negated, "-")].compactMap { nudge, sign in
        guard let moved = number.adding(nudge), let new = Quantity(moved, in: quantity.unit) else {
          return nil
        }
        var changed = program.parts
        changed.constants[index] = .number(new)
        let words = "\(number) → \(moved)"
        return (
          Mutant(rules: [rule], range: program.ranges[step], change: Phrase(words, words)),
          Program(changed)
        )
      }
    }
    return []
  }

  private func without(
    _ dropped: Int, of constants: OperandSlice, _ operand: Int, at step: Int, of rule: Int
  ) -> (Mutant, Program) {
    var changed = program.parts
    var kept = Array(program.list(constants))
    kept.remove(at: dropped)
    let start = changed.operands.count
    changed.operands += kept
    changed.steps[step] = .oneOf(operand, OperandSlice(start: start, count: kept.count))
    let words = Phrase("去掉第 \(dropped + 1) 项", "without item \(dropped + 1)")
    return (Mutant(rules: [rule], range: program.ranges[step], change: words), Program(changed))
  }
}

/// How many mutants there were, and those that no case noticed.
public struct MutationResult: Sendable {
  public let count: Int
  public let survivors: [MutationTest.Mutant]

  public func report(of book: RuleBook, _ language: Language) -> String {
    let isChinese = language == .chinese
    var lines = survivors.map { mutant in
      let source = book.sources[Int(mutant.range.source)]
      let line = source.position(of: Int(mutant.range.start)).line
      let text = source.slice(Int(mutant.range.start), Int(mutant.range.end))
      return
        "\(names(of: mutant, book, language))  \(source.path):\(line)  \(text)  \(mutant.change[language])"
    }
    lines.append(
      isChinese
        ? "\(count) 处改动，\(count - survivors.count) 处被案例发现，\(survivors.count) 处没有"
        : "\(count) mutants: \(count - survivors.count) noticed by a case, \(survivors.count) not")
    return lines.visibleText
  }

  /// The rules that it changes; of many the first three.
  private func names(
    of mutant: MutationTest.Mutant, _ book: RuleBook, _ language: Language
  ) -> String {
    let ids = mutant.rules.map { book.program.rules.rules[$0].id }
    let isChinese = language == .chinese
    let shown = ids.prefix(3).joined(separator: isChinese ? "、" : ", ")
    guard ids.count > 3 else { return shown }
    return isChinese ? "\(shown) 等 \(ids.count) 条" : "\(shown) and \(ids.count - 3) more"
  }
}
