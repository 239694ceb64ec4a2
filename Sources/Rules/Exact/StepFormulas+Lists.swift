// What is said of all elements of a list together.

extension StepFormulas {
  /// A condition over a list: of all, of any, or that all are distinct.
  mutating func condition(
    ofAggregate index: Int, at step: Int
  ) throws(ExactnessLimit) -> ConditionFormula {
    let aggregate = program.aggregates[index]
    guard lists == .single else {
      let known = variables.variables.count
      let flag = opaqueFlag(step)
      if variables.variables.count > known { relate(aggregate, flag) }
      return Self.flag(flag)
    }
    let counts = try counted(aggregate)
    switch aggregate.function {
    case .all:
      return .any([counts.negated, try body(of: aggregate)])
    case .any: return .all([counts, try body(of: aggregate)])
    // One element is like no other.
    case .distinct: return .always
    case .sum, .largest, .smallest, .count:
      throw ExactnessLimit("条件是一个值", "a condition is a value")
    }
  }

  /// A number over a list.
  mutating func number(
    ofAggregate index: Int, at step: Int
  ) throws(ExactnessLimit) -> [Case<Ratio>] {
    let aggregate = program.aggregates[index]
    guard lists == .single else { return [Case(.always, opaqueTotal(aggregate, at: step))] }
    let counts = try counted(aggregate)
    switch aggregate.function {
    case .count:
      return [
        Case(counts.holds, Ratio(LinearForm(.one), isBare: true)),
        Case(counts.fails, Ratio(LinearForm(.zero), isBare: true)),
      ]
    case .sum:
      guard let body = aggregate.body else { throw ExactnessLimit("不是数", "no number") }
      var cases: [Case<Ratio>] = []
      for item in try number(body) {
        cases.append(Case(.all([counts.holds, item.guard]), item.value))
        cases.append(
          Case(
            .all([counts.fails, item.guard]), Ratio(LinearForm(.zero), unit: item.value.unit)))
      }
      return cases
    // Of an empty list there is no greatest and no least.
    case .largest, .smallest:
      guard let body = aggregate.body else { throw ExactnessLimit("不是数", "no number") }
      var cases: [Case<Ratio>] = []
      for item in try number(body) {
        cases.append(Case(.all([counts.holds, item.guard]), item.value))
      }
      return cases
    case .all, .any, .distinct: throw ExactnessLimit("不是数", "no number")
    }
  }

  private mutating func opaqueTotal(_ aggregate: ProgramAggregate, at step: Int) -> Ratio {
    let isCount = aggregate.function == .count
    let interval =
      isCount ? NumberInterval(lower: NumberInterval.Bound(.zero), upper: nil) : .everything
    variables.hasLists = true
    let variable = variables.variable(
      opaqueKey(step), .other(shownText(of: step)), .number(interval, step: .one))
    return Ratio(LinearForm(variable: variable), unit: nil, isBare: isCount)
  }

  /// Whether the one element is there and counts.
  private mutating func counted(
    _ aggregate: ProgramAggregate
  ) throws(ExactnessLimit) -> ConditionFormula {
    var parts = hasElement(aggregate.list)
    if let filter = aggregate.filter { parts.append(try condition(filter)) }
    return .all(parts)
  }

  private mutating func body(
    of aggregate: ProgramAggregate
  ) throws(ExactnessLimit) -> ConditionFormula {
    guard let body = aggregate.body else { return .always }
    return try condition(body)
  }

  /// That a list has an element, as far as the rule that is asked about its elements counts them.
  mutating func hasElementCounted(
    _ list: Int, in parts: ProgramRule
  ) throws(ExactnessLimit) -> [ConditionFormula] {
    guard lists == .opaque else { return [] }
    var conditions: [ConditionFormula] = []
    for step in program.uses(under: parts.decidingSteps).keys.sorted() {
      guard case .aggregate(let index) = program.steps[step] else { continue }
      let aggregate = program.aggregates[index]
      guard aggregate.function == .count, aggregate.list == list, aggregate.filter == nil else {
        continue
      }
      let one = Case(.always, Ratio(LinearForm(.one), isBare: true))
      conditions.append(try compare(.atLeast, try number(step), [one]))
    }
    return conditions
  }

  /// Whether a list, and each that it stands in, has an element.
  mutating func hasElement(_ list: Int) -> [ConditionFormula] {
    guard lists == .single else { return [] }
    var parts: [ConditionFormula] = []
    var container: Int? = list
    while let index = container {
      let own = program.vocabulary.containers[index]
      if own.isList {
        let path = own.path.english
        parts.append(Self.flag(variables.variable("e:" + path, .list(path: path), .flag)))
      }
      container = own.parent
    }
    return parts
  }
}
