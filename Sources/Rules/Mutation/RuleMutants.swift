/// The mutants of what one rule says, its conditions among them.
struct RuleMutants {
  let program: Program
  /// The index of the rule.
  let index: Int
  /// The text that a number is written in, for the place of its last digit.
  let text: (SourceRange) -> String

  var rule: ProgramRule { program.programRules[index] }
  var declared: CatalogueRule { program.rules.rules[rule.rule] }

  func all() -> [Mutant] {
    let deciding = program.uses(under: rule.decidingSteps)
    let ends = rule.grading.map { [$0.graded, $0.worst, $0.best] } ?? []
    let grading = program.uses(under: ends).keys.filter { deciding[$0] == nil }
    return deciding.keys.sorted().flatMap { mutants(of: $0) }
      + grading.sorted().flatMap { mutants(of: $0).map { $0.ofScore } } + clauses() + scores()
  }

  private func mutants(of step: Int) -> [Mutant] {
    switch program.steps[step] {
    case .compare(let comparison, let left, let right):
      comparisons(comparison, left, right, at: step)
    case .constant(let index): constants(program.constants[index], at: step)
    case .and(let operands):
      [turned(step, .or(operands), Phrase("且→或", "and → or"))] + dropped(operands, at: step)
    case .or(let operands):
      [turned(step, .and(operands), Phrase("或→且", "or → and"))] + dropped(operands, at: step)
    case .not(let operand):
      [turned(step, Phrase("去掉“非”", "without “not”")) { .and($0.slice(of: [operand])) }]
    case .oneOf(let operand, let constants):
      items(constants, at: step) { .oneOf(operand, $0) } + others(operand, constants, at: step)
    case .includes(let operand, let constants):
      items(constants, at: step) { .includes(operand, $0) }
    case .includesOnly(let operand, let constants):
      items(constants, at: step) { .includesOnly(operand, $0) }
    case .arithmetic(let operation, let left, let right): sums(operation, left, right, at: step)
    case .extremum(let extremum, let operands): [extremes(extremum, operands, at: step)]
    case .aggregate(let index): aggregates(index, at: step)
    case .shifted(let date, let months, let days): shifts(date, months, days, at: step)
    case .rounded(let rounding, let left, let right): [roundings(rounding, left, right, at: step)]
    case .field, .parameter, .definition, .memberOfSet, .negative, .choose, .daysBetween, .hasValue,
      .keys, .applicable, .asOf:
      []
    }
  }

  // MARK: - One step

  func turned(_ step: Int, _ new: Step, _ words: Phrase) -> Mutant {
    turned(step, words) { _ in new }
  }

  /// - Parameter make: The new step; it may add operands and constants.
  func turned(
    _ step: Int, at place: SourceRange? = nil, _ words: Phrase,
    _ make: @escaping @Sendable (inout ProgramParts) -> Step
  ) -> Mutant {
    Mutant([index], .text(place ?? program.ranges[step]), words, steps: [step]) { parts in
      parts.steps[step] = make(&parts)
    }
  }

  private func comparisons(
    _ comparison: Comparison, _ left: Int, _ right: Int, at step: Int
  ) -> [Mutant] {
    let others: [(Comparison, Phrase)] =
      switch comparison {
      case .atMost: [(.below, Phrase("≤→<", "≤ → <")), (.atLeast, Phrase("≤→≥", "≤ → ≥"))]
      case .below: [(.atMost, Phrase("<→≤", "< → ≤")), (.above, Phrase("<→>", "< → >"))]
      case .atLeast: [(.above, Phrase("≥→>", "≥ → >")), (.atMost, Phrase("≥→≤", "≥ → ≤"))]
      case .above: [(.atLeast, Phrase(">→≥", "> → ≥")), (.below, Phrase(">→<", "> → <"))]
      case .equal: [(.notEqual, Phrase("=→≠", "= → ≠"))]
      case .notEqual: [(.equal, Phrase("≠→=", "≠ → ="))]
      }
    return others.map { turned(step, .compare($0, left, right), $1) }
  }

  /// Without one of the parts that are all, or of which one, is to hold.
  private func dropped(_ slice: OperandSlice, at step: Int) -> [Mutant] {
    let operands = Array(program.list(slice))
    guard operands.count > 1 else { return [] }
    let isAnd = if case .and = program.steps[step] { true } else { false }
    return operands.indices.map { dropped in
      turned(
        step, at: program.ranges[operands[dropped]],
        Phrase("去掉这一项", "without this part")
      ) { parts in
        var kept = operands
        kept.remove(at: dropped)
        let rest = parts.slice(of: kept)
        return isAnd ? .and(rest) : .or(rest)
      }
    }
  }

  /// Without one of the items of a list.
  private func items(
    _ slice: OperandSlice, at step: Int, _ make: @escaping @Sendable (OperandSlice) -> Step
  ) -> [Mutant] {
    let constants = Array(program.list(slice))
    guard constants.count > 1 else { return [] }
    return constants.indices.map { dropped in
      turned(step, Phrase("去掉第 \(dropped + 1) 项", "without item \(dropped + 1)")) { parts in
        var kept = constants
        kept.remove(at: dropped)
        return make(parts.slice(of: kept))
      }
    }
  }

  /// A single choice turned round: all but it.
  private func others(_ operand: Int, _ slice: OperandSlice, at step: Int) -> [Mutant] {
    guard slice.count == 1, case .field(let field, _) = program.steps[operand],
      case .choice(let list) = program.vocabulary.fields[field].type,
      case .choice(let only) = program.constants(slice)[0]
    else { return [] }
    let others = program.vocabulary.choiceLists[list].choices.indices.filter { $0 != only }
    guard !others.isEmpty else { return [] }
    return [
      turned(step, Phrase("是→不是", "is → is not")) { parts in
        .oneOf(operand, parts.slice(of: others.map { parts.constant(.choice($0)) }))
      }
    ]
  }

  private func sums(
    _ operation: ArithmeticOperator, _ left: Int, _ right: Int, at step: Int
  ) -> [Mutant] {
    switch operation {
    case .plus: [turned(step, .arithmetic(.minus, left, right), Phrase("+→-", "+ → -"))]
    case .minus: [turned(step, .arithmetic(.plus, left, right), Phrase("-→+", "- → +"))]
    // Another dimension is no number that the other side can be compared with.
    case .times, .dividedBy: []
    }
  }

  private func extremes(_ extremum: Extremum, _ operands: OperandSlice, at step: Int) -> Mutant {
    extremum == .least
      ? turned(step, .extremum(.greatest, operands), Phrase("较小者→较大者", "least → greatest"))
      : turned(step, .extremum(.least, operands), Phrase("较大者→较小者", "greatest → least"))
  }

  private func shifts(_ date: Int, _ months: Int, _ days: Int, at step: Int) -> [Mutant] {
    months == 0
      ? [-1, 1].map { by in
        turned(step, .shifted(date, months: 0, days: days + by), Self.days(by))
      }
      : [-1, 1].map { by in
        turned(
          step, .shifted(date, months: months + by, days: days),
          by > 0 ? Phrase("加一个月", "a month more") : Phrase("减一个月", "a month less"))
      }
  }

  static func days(_ by: Int) -> Phrase {
    by > 0 ? Phrase("晚一天", "a day later") : Phrase("早一天", "a day earlier")
  }

  private func roundings(
    _ rounding: Rounding, _ left: Int, _ right: Int, at step: Int
  ) -> Mutant {
    switch rounding {
    case .up: turned(step, .rounded(.down, left, right), Phrase("进→舍", "up → down"))
    case .down, .half: turned(step, .rounded(.up, left, right), Phrase("→进", "→ up"))
    }
  }

  // MARK: - Lists

  private func aggregates(_ index: Int, at step: Int) -> [Mutant] {
    let aggregate = program.aggregates[index]
    let others: [(AggregateFunction, Phrase)] =
      switch aggregate.function {
      case .all: [(.any, Phrase("都→有", "all → any"))]
      case .any: [(.all, Phrase("有→都", "any → all"))]
      case .largest: [(.smallest, Phrase("最大→最小", "largest → smallest"))]
      case .smallest: [(.largest, Phrase("最小→最大", "smallest → largest"))]
      case .sum, .count, .distinct: []
      }
    var mutants = others.map { function, words in
      turned(step, words) { .aggregate($0.add(aggregate.turned(to: function))) }
    }
    if let filter = aggregate.filter {
      mutants.append(
        turned(
          step, at: program.ranges[filter], Phrase("去掉列表的条件", "without the condition of the list")
        ) { .aggregate($0.add(aggregate.withoutFilter)) })
    }
    return mutants
  }
}

extension ProgramParts {
  fileprivate mutating func add(_ aggregate: ProgramAggregate) -> Int {
    aggregates.append(aggregate)
    return aggregates.count - 1
  }
}

extension ProgramAggregate {
  fileprivate func turned(to function: AggregateFunction) -> ProgramAggregate {
    ProgramAggregate(
      function: function, list: list, owner: owner, variable: variable, body: body, filter: filter)
  }

  fileprivate var withoutFilter: ProgramAggregate {
    ProgramAggregate(
      function: function, list: list, owner: owner, variable: variable, body: body, filter: nil)
  }
}
