// What is said of all elements of a list.

extension Checker {
  mutating func checkAggregate(
    _ syntax: AggregateSyntax, _ scope: inout Scope
  ) -> CheckedExpression? {
    guard let (list, owner) = resolveList(syntax.list, scope),
      let function = AggregateFunction(syntax.function)
    else { return nil }
    let variable = scope.push(name: syntax.variable.word, list: list)
    aggregateDepth += 1
    defer {
      scope.pop()
      aggregateDepth -= 1
    }
    var filter: CheckedExpression?
    if let written = syntax.filter {
      guard let checked = checkCondition(written, &scope) else { return nil }
      filter = checked
    }
    var body: CheckedExpression?
    if let written = syntax.body {
      let isCondition = function == .all || function == .any
      let checked =
        isCondition
        ? checkCondition(written, &scope)
        : function == .distinct
          ? checkExpression(written, &scope) : checkNumeric(written, &scope)
      guard let checked else { return nil }
      body = checked
    }
    let type: ValueType
    switch function {
    case .count: type = .number(NumberType(dimensions: Dimensions.none))
    case .all, .any, .distinct: type = .truth
    case .sum, .largest, .smallest: type = body?.type ?? .truth
    }
    let aggregate = CheckedAggregate(
      function: function, list: list, owner: owner, variable: variable, body: body,
      filter: filter)
    return CheckedExpression(kind: .aggregate(aggregate), type: type, range: syntax.range)
  }
}

extension AggregateFunction {
  init?(_ keyword: Keyword) {
    switch keyword {
    case .sum: self = .sum
    case .maximum: self = .largest
    case .minimum: self = .smallest
    case .count: self = .count
    case .all: self = .all
    case .any: self = .any
    case .distinct: self = .distinct
    default: return nil
    }
  }
}
