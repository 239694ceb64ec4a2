// How steps and the parts of rules stand in a program file.

extension ProgramParts: ProgramCodable {
  func write(to file: ProgramWriter) {
    rules.write(to: file)
    file.section("constants", constants)
    file.section("steps", steps)
    file.line { $0.word("places").deferred(places.value) }
    file.line { $0.word("operands").put(operands) }
    file.section("aggregates", aggregates)
    file.section("clauses", programRules)
    file.line { $0.word("derivations").put(derivations) }
    file.line { $0.word("preconditions").put(preconditions) }
    file.line { $0.word("derivation-steps").put(derivationSteps) }
    file.line { $0.word("container-scopes").put(containerScopes) }
    file.line { $0.word("field-scopes").put(fieldScopes) }
    file.line { $0.word("container-scope-reads").put(containerScopeReads) }
    file.line { $0.word("field-scope-reads").put(fieldScopeReads) }
    file.line { $0.word("scope-steps").put(scopeSteps) }
    file.line { $0.word("checks").put(crossChecks) }
    file.line { $0.word("check-steps").put(crossCheckSteps) }
    file.line { $0.word("justified").put(justificationReaders) }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(rules: try file())
    constants = try file.section("constants")
    steps = try file.section("steps")
    try file.expect("places")
    places = try file.deferred()
    operands = try file.section("operands")
    aggregates = try file.section("aggregates")
    programRules = try file.section("clauses")
    try file.expect("derivations")
    derivations = try file()
    try file.expect("preconditions")
    preconditions = try file()
    try file.expect("derivation-steps")
    derivationSteps = try file()
    try file.expect("container-scopes")
    containerScopes = try file()
    try file.expect("field-scopes")
    fieldScopes = try file()
    try file.expect("container-scope-reads")
    containerScopeReads = try file()
    try file.expect("field-scope-reads")
    fieldScopeReads = try file()
    try file.expect("scope-steps")
    scopeSteps = try file()
    try file.expect("checks")
    crossChecks = try file()
    try file.expect("check-steps")
    crossCheckSteps = try file()
    try file.expect("justified")
    justificationReaders = try file()
  }
}

/// The length, then keys and values in the order of the keys.
extension Dictionary: ProgramCodable where Key == Int, Value: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.number(count)
    for (key, value) in sorted(by: { $0.key < $1.key }) { file.number(key).put(value) }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    let count = try file.count()
    self.init(minimumCapacity: count)
    for _ in 0..<count { self[try file.number()] = try file() as Value }
  }
}

extension OperandSlice: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(start).put(count) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(start: try file(), count: try file())
  }
}

extension Step: ProgramCodable {
  /// The word of each kind, comparisons and calculations by their own; the frequent ones first.
  private enum Kind: Int, ProgramWord {
    case field, constant, and, compareAtMost, compareBelow, compareAtLeast, compareAbove
    case compareEqual, compareNotEqual, or, not, oneOf, memberOfSet, parameter, definition
    case includes, includesOnly, plus, minus, times, dividedBy, negative, least, greatest
    case aggregate, applicable, asOf, choose, shifted, daysBetween, roundHalf, roundUp, roundDown
    case hasValue, keys

    static let words = PackedWord.all(Kind.self)

    var word: StaticString {
      switch self {
      case .constant: "constant"
      case .field: "field"
      case .parameter: "parameter"
      case .definition: "definition"
      case .not: "not"
      case .and: "and"
      case .or: "or"
      case .compareAtMost: "at-most"
      case .compareBelow: "below"
      case .compareAtLeast: "at-least"
      case .compareAbove: "above"
      case .compareEqual: "equal"
      case .compareNotEqual: "not-equal"
      case .oneOf: "one-of"
      case .memberOfSet: "member-of"
      case .includes: "includes"
      case .includesOnly: "includes-only"
      case .plus: "plus"
      case .minus: "minus"
      case .times: "times"
      case .dividedBy: "divided-by"
      case .negative: "negative"
      case .least: "least"
      case .greatest: "greatest"
      case .aggregate: "aggregate"
      case .applicable: "applicable"
      case .asOf: "as-of"
      case .choose: "choose"
      case .shifted: "shifted"
      case .daysBetween: "days-between"
      case .roundHalf: "round-half"
      case .roundUp: "round-up"
      case .roundDown: "round-down"
      case .hasValue: "has-value"
      case .keys: "keys"
      }
    }
  }

  func write(to file: ProgramWriter) {
    switch self {
    case .constant(let constant): file.kind(Kind.constant).put(constant)
    case .field(let field, let variable): file.kind(Kind.field).put(field).put(variable)
    case .parameter(let parameter, let key):
      file.kind(Kind.parameter).put(parameter).put(key)
    case .definition(let definition, let body):
      file.kind(Kind.definition).put(definition).put(body)
    case .not(let operand): file.kind(Kind.not).put(operand)
    case .and(let operands): file.kind(Kind.and).put(operands)
    case .or(let operands): file.kind(Kind.or).put(operands)
    case .compare(let comparison, let left, let right):
      file.kind(kind(comparison)).put(left).put(right)
    case .oneOf(let operand, let constants):
      file.kind(Kind.oneOf).put(operand).put(constants)
    case .memberOfSet(let operand, let set):
      file.kind(Kind.memberOfSet).put(operand).put(set)
    case .includes(let operand, let constants):
      file.kind(Kind.includes).put(operand).put(constants)
    case .includesOnly(let operand, let constants):
      file.kind(Kind.includesOnly).put(operand).put(constants)
    case .arithmetic(let sign, let left, let right):
      file.kind(kind(sign)).put(left).put(right)
    case .negative(let operand): file.kind(Kind.negative).put(operand)
    case .extremum(let extremum, let operands):
      file.kind(extremum == .least ? Kind.least : .greatest).put(operands)
    case .aggregate(let aggregate): file.kind(Kind.aggregate).put(aggregate)
    case .applicable(let field, let variable):
      file.kind(Kind.applicable).put(field).put(variable)
    case .asOf: file.kind(Kind.asOf)
    case .choose(let operands): file.kind(Kind.choose).put(operands)
    case .shifted(let date, let months, let days):
      file.kind(Kind.shifted).put(date).put(months).put(days)
    case .daysBetween(let left, let right, let day):
      file.kind(Kind.daysBetween).put(left).put(right).put(day)
    case .rounded(let rounding, let value, let grain):
      file.kind(kind(rounding)).put(value).put(grain)
    case .hasValue(let parameter): file.kind(Kind.hasValue).put(parameter)
    case .keys(let operands): file.kind(Kind.keys).put(operands)
    }
  }

  private func kind(_ comparison: Comparison) -> Kind {
    switch comparison {
    case .atMost: .compareAtMost
    case .below: .compareBelow
    case .atLeast: .compareAtLeast
    case .above: .compareAbove
    case .equal: .compareEqual
    case .notEqual: .compareNotEqual
    }
  }

  private func kind(_ rounding: Rounding) -> Kind {
    switch rounding {
    case .half: .roundHalf
    case .up: .roundUp
    case .down: .roundDown
    }
  }

  private func kind(_ sign: ArithmeticOperator) -> Kind {
    switch sign {
    case .plus: .plus
    case .minus: .minus
    case .times: .times
    case .dividedBy: .dividedBy
    }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    switch try file.kind() as Kind {
    case .constant: self = .constant(try file())
    case .field: self = .field(try file(), variable: try file())
    case .parameter: self = .parameter(try file(), key: try file())
    case .definition: self = .definition(try file(), body: try file())
    case .not: self = .not(try file())
    case .and: self = .and(try file())
    case .or: self = .or(try file())
    case .compareAtMost: self = .compare(.atMost, try file(), try file())
    case .compareBelow: self = .compare(.below, try file(), try file())
    case .compareAtLeast: self = .compare(.atLeast, try file(), try file())
    case .compareAbove: self = .compare(.above, try file(), try file())
    case .compareEqual: self = .compare(.equal, try file(), try file())
    case .compareNotEqual: self = .compare(.notEqual, try file(), try file())
    case .oneOf: self = .oneOf(try file(), try file())
    case .memberOfSet: self = .memberOfSet(try file(), set: try file())
    case .includes: self = .includes(try file(), try file())
    case .includesOnly: self = .includesOnly(try file(), try file())
    case .plus: self = .arithmetic(.plus, try file(), try file())
    case .minus: self = .arithmetic(.minus, try file(), try file())
    case .times: self = .arithmetic(.times, try file(), try file())
    case .dividedBy: self = .arithmetic(.dividedBy, try file(), try file())
    case .negative: self = .negative(try file())
    case .least: self = .extremum(.least, try file())
    case .greatest: self = .extremum(.greatest, try file())
    case .aggregate: self = .aggregate(try file())
    case .applicable: self = .applicable(try file(), variable: try file())
    case .asOf: self = .asOf
    case .choose: self = .choose(try file())
    case .shifted: self = .shifted(try file(), months: try file(), days: try file())
    case .daysBetween: self = .daysBetween(try file(), try file(), day: try file())
    case .roundHalf: self = .rounded(.half, try file(), try file())
    case .roundUp: self = .rounded(.up, try file(), try file())
    case .roundDown: self = .rounded(.down, try file(), try file())
    case .hasValue: self = .hasValue(try file())
    case .keys: self = .keys(try file())
    }
  }
}

extension AggregateFunction: ProgramCodable {
  private static let order: [AggregateFunction] = [
    .sum, .largest, .smallest, .count, .all, .any, .distinct,
  ]

  func write(to file: ProgramWriter) { file.number(Self.order.firstIndex(of: self) ?? 0) }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    let place = try file.number()
    guard Self.order.indices.contains(place) else { throw file.failure("this is no aggregate") }
    self = Self.order[place]
  }
}

extension ProgramAggregate: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(function).put(list).put(owner).put(variable).put(body).put(filter)
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      function: try file(), list: try file(), owner: try file(), variable: try file(),
      body: try file(), filter: try file())
  }
}

extension ProgramGrading: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(graded).put(worst).put(best) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(graded: try file(), worst: try file(), best: try file())
  }
}

extension ProgramFurtherDemand: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(demand).put(ground) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(demand: try file(), ground: try file())
  }
}

extension ProgramRule: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(rule).put(steps).put(filter).put(when).put(exclusions).put(requirement)
    file.put(furtherDemands)
    file.put(exceptions).put(justification).put(dueApplies).put(consequences).put(grading)
    file.put(cautions)
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      rule: try file(), steps: try file(), filter: try file(), when: try file(),
      exclusions: try file(), requirement: try file(), furtherDemands: try file(),
      exceptions: try file(), justification: try file(), dueApplies: try file(),
      consequences: try file(),
      grading: try file(), cautions: try file())
  }
}
