/// A step in plain data. Steps that are the same are one node, whatever rules they are in, so that
/// each is computed once a record.
struct BulkNode {
  enum Operation: UInt8 {
    case constant, field, parameter
    /// The second: whether the operand is a field itself.
    case not
    case and, or
    /// The third: the comparison, which sides are facts, and which are figures of tables.
    case compare
    case oneOf, memberOfSet, includes, includesOnly
    case arithmetic, negative, extremum, choose, shifted, daysBetween
    case hasValue, keys, aggregate, applicable, asOf
    /// Whatever rests on it is left to the reference.
    case unsupported
  }

  let operation: Operation
  /// Nodes, fields, constants and so on, as in ``Step``; a list of nodes is its start and count in
  /// ``BulkNodes/operands``.
  var first: Int32 = 0
  var second: Int32 = 0
  var third: Int32 = 0
  /// The highest variable whose element it depends on; -1: it is of the project.
  var level: Int8 = -1
  /// The first of the steps that it stands for.
  var step: Int32 = 0
}

struct BulkAggregate {
  let function: AggregateFunction
  let list: Int
  /// -1: the project.
  let owner: Int
  let variable: Int
  /// Nodes; -1 for none.
  let body: Int
  let filter: Int
}

/// The nodes of a program.
struct BulkNodes {
  var nodes: [BulkNode] = []
  var operands: [Int32] = []
  var constants: [BulkValue] = []
  var aggregates: [BulkAggregate] = []
  /// Whether a choice belongs to a set, by the place in it.
  var members: [[Bool]] = []

  static let comparisons: [Comparison] = [.atMost, .below, .atLeast, .above, .equal, .notEqual]
  static let operators: [ArithmeticOperator] = [.plus, .minus, .times, .dividedBy]
}

/// Makes nodes of steps.
struct BulkNodeCompiler {
  private let program: Program
  private(set) var result = BulkNodes()
  private var known: [Key: Int] = [:]
  /// The node of each step of this part of the program.
  private(set) var nodeOfStep: [Int: Int] = [:]
  private var ofTable: [Int: Bool] = [:]
  var texts: BulkTexts
  var units: BulkUnits

  private struct Key: Hashable {
    let operation: BulkNode.Operation
    let numbers: [Int32]
    let values: [ScalarValue]
  }

  init(_ program: Program, texts: BulkTexts, units: BulkUnits) {
    self.program = program
    (self.texts, self.units) = (texts, units)
  }

  /// Steps that are compiled from now on see other facts than those before: nothing is shared with
  /// them.
  mutating func beginPart() {
    known = [:]
    nodeOfStep = [:]
  }

  mutating func node(of step: Int?) -> Int { step.map { node(of: $0) } ?? -1 }

  mutating func node(of step: Int) -> Int {
    if let known = nodeOfStep[step] { return known }
    let node = make(step)
    nodeOfStep[step] = node
    return node
  }

  private mutating func make(_ step: Int) -> Int {
    switch program.steps[step] {
    case .constant(let index): return constant(program.constants[index], step)
    case .field(let field, let variable):
      return add(.field, [field, variable ?? -1], level: variable ?? -1, step)
    case .applicable(let field, let variable):
      return add(.applicable, [field, variable ?? -1], level: variable ?? -1, step)
    case .parameter(let parameter, let key): return self.parameter(parameter, key, step)
    case .definition(_, let body): return node(of: body)
    case .not(let operand):
      let isField = if case .field = program.steps[operand] { 1 } else { 0 }
      let node = node(of: operand)
      return add(.not, [node, isField], level: level(node), step)
    case .and(let slice): return list(.and, 0, program.list(slice), step)
    case .or(let slice): return list(.or, 0, program.list(slice), step)
    case .compare(let comparison, let left, let right):
      let which = BulkNodes.comparisons.firstIndex(of: comparison) ?? 0
      return pair(
        .compare, left, right, (which << 2 | fields(left, right)) << 2 | tables(left, right), step)
    case .oneOf(let operand, let slice):
      return test(.oneOf, operand, program.constants(slice), step)
    case .includes(let operand, let slice):
      return test(.includes, operand, program.constants(slice), step)
    case .includesOnly(let operand, let slice):
      return test(.includesOnly, operand, program.constants(slice), step)
    case .memberOfSet(let operand, let set): return membership(operand, set, step)
    case .arithmetic(let operation, let left, let right):
      let which = BulkNodes.operators.firstIndex(of: operation) ?? 0
      return pair(.arithmetic, left, right, which << 2 | tables(left, right), step)
    case .negative(let operand):
      let node = node(of: operand)
      return add(.negative, [node], level: level(node), step)
    case .extremum(let extremum, let slice):
      return list(.extremum, extremum == .least ? 0 : 1, program.list(slice), step)
    case .choose(let slice): return list(.choose, 0, program.list(slice), step)
    case .shifted(let date, let months, let days):
      let node = node(of: date)
      return add(.shifted, [node, months, days], level: level(node), step)
    case .daysBetween(let left, let right, let day):
      return pair(.daysBetween, left, right, constant(program.constants[day], step), step)
    case .rounded: return add(.unsupported, [], level: -1, step)
    case .hasValue(let parameter):
      let node = node(of: parameter)
      return add(.hasValue, [node], level: level(node), step)
    case .keys(let slice): return list(.keys, 0, program.list(slice), step)
    case .aggregate(let index): return aggregate(program.aggregates[index], step)
    case .asOf: return add(.asOf, [], level: -1, step)
    }
  }

  private func level(_ node: Int) -> Int { Int(result.nodes[node].level) }

  private mutating func add(
    _ operation: BulkNode.Operation, _ numbers: [Int], values: [ScalarValue] = [], level: Int,
    _ step: Int
  ) -> Int {
    let key = Key(
      operation: operation, numbers: numbers.map { Int32(truncatingIfNeeded: $0) }, values: values)
    // A figure is looked up by the step that asks for it.
    if let known = known[key], operation != .unsupported { return known }
    var node = BulkNode(operation: operation, level: Int8(level), step: Int32(step))
    if key.numbers.count > 0 { node.first = key.numbers[0] }
    if key.numbers.count > 1 { node.second = key.numbers[1] }
    if key.numbers.count > 2 { node.third = key.numbers[2] }
    result.nodes.append(node)
    known[key] = result.nodes.count - 1
    return result.nodes.count - 1
  }

  // MARK: - Values

  private mutating func constant(_ value: ScalarValue, _ step: Int) -> Int {
    guard let plain = self.value(value) else { return add(.unsupported, [], level: -1, step) }
    let node = add(.constant, [], values: [value], level: -1, step)
    if node == result.nodes.count - 1, result.nodes[node].first == 0 {
      result.constants.append(plain)
      result.nodes[node].first = Int32(result.constants.count)
    }
    return node
  }

  /// nil: it does not fit.
  private mutating func value(_ value: ScalarValue) -> BulkValue? {
    var plain: BulkValue
    switch value {
    case .truth(let truth): return BulkValue(Truth(truth))
    case .number(let quantity):
      guard let interval = BulkInterval(quantity.interval),
        let unit = units.number(of: quantity.unit)
      else { return nil }
      return BulkValue(interval, unit: unit)
    case .text(let text):
      plain = BulkValue(kind: .text)
      plain.first = texts.number(of: text)
    case .date(let date):
      plain = BulkValue(kind: .days)
      (plain.first, plain.last) = (BulkDay.number(date), BulkDay.number(date))
    case .days(let days):
      plain = BulkValue(kind: .days)
      (plain.first, plain.last) = (BulkDay.number(days.first), BulkDay.number(days.last))
    case .choice(let choice):
      plain = BulkValue(kind: .choice)
      plain.first = choice
    case .choices(let choices):
      guard choices.allSatisfy({ $0 < BulkChoices.limit }) else { return nil }
      plain = BulkValue(kind: .choices)
      plain.wide = BulkChoices.bits(choices)
    }
    return plain
  }

  private mutating func parameter(_ index: Int, _ key: Int?, _ step: Int) -> Int {
    guard let key else { return add(.parameter, [index, -1], level: -1, step) }
    guard isKey(key) else { return add(.unsupported, [], level: -1, step) }
    let node = node(of: key)
    return add(.parameter, [index, node], level: level(node), step)
  }

  /// Whether a step is a key that ``BulkFigureTable`` can give to the reference: facts, constants, and
  /// figures that are looked up by them.
  private func isKey(_ step: Int) -> Bool {
    switch program.steps[step] {
    case .field, .constant: true
    case .parameter(_, let key): key.map { isKey($0) } ?? true
    case .keys(let slice): program.list(slice).allSatisfy { isKey($0) }
    default: false
    }
  }

  // MARK: - Several operands

  private mutating func list(
    _ operation: BulkNode.Operation, _ kind: Int, _ steps: ArraySlice<Int>, _ step: Int
  ) -> Int {
    let nodes = steps.map { node(of: $0) }
    let level = nodes.map { self.level($0) }.max() ?? -1
    let numbers = [Int32(kind)] + nodes.map { Int32($0) }
    let key = Key(operation: operation, numbers: numbers, values: [])
    if let known = known[key] { return known }
    var made = BulkNode(operation: operation, level: Int8(level), step: Int32(step))
    made.first = Int32(result.operands.count)
    made.second = Int32(nodes.count)
    made.third = Int32(kind)
    result.operands += nodes.map { Int32($0) }
    result.nodes.append(made)
    known[key] = result.nodes.count - 1
    return result.nodes.count - 1
  }

  private mutating func pair(
    _ operation: BulkNode.Operation, _ left: Int, _ right: Int, _ third: Int, _ step: Int
  ) -> Int {
    let (one, other) = (node(of: left), node(of: right))
    return add(operation, [one, other, third], level: max(level(one), level(other)), step)
  }

  /// Which of two numbers are figures of tables, whose bare numbers are in the unit of the others.
  private mutating func tables(_ left: Int, _ right: Int) -> Int {
    (isOfTable(left) ? 1 : 0) | (isOfTable(right) ? 2 : 0)
  }

  /// Which of two values are facts themselves.
  private func fields(_ left: Int, _ right: Int) -> Int {
    func isField(_ step: Int) -> Bool {
      if case .field = program.steps[step] { true } else { false }
    }
    return (isField(left) ? 1 : 0) | (isField(right) ? 2 : 0)
  }

  private mutating func isOfTable(_ step: Int) -> Bool {
    if let known = ofTable[step] { return known }
    let found = program.isOfTable(step)
    ofTable[step] = found
    return found
  }

  // MARK: - Tests

  private mutating func test(
    _ operation: BulkNode.Operation, _ operand: Int, _ constants: [ScalarValue], _ step: Int
  ) -> Int {
    let node = node(of: operand)
    var values: [BulkValue] = []
    for constant in constants {
      guard let value = value(constant) else { return add(.unsupported, [], level: -1, step) }
      values.append(value)
    }
    let made = add(operation, [node], values: constants, level: level(node), step)
    if made == result.nodes.count - 1, result.nodes[made].second == 0 {
      result.nodes[made].second = Int32(result.constants.count)
      result.nodes[made].third = Int32(values.count)
      result.constants += values
    }
    return made
  }

  private mutating func membership(_ operand: Int, _ set: Int, _ step: Int) -> Int {
    let node = node(of: operand)
    let made = add(.memberOfSet, [node, set], level: level(node), step)
    while result.members.count <= set {
      let members = program.rules.sets[result.members.count].members
      result.members.append(
        (0...(members.max() ?? 0)).map { members.contains($0) })
    }
    return made
  }

  private mutating func aggregate(_ aggregate: ProgramAggregate, _ step: Int) -> Int {
    let (filter, body) = (node(of: aggregate.filter), node(of: aggregate.body))
    let inside = [filter, body].filter { $0 >= 0 }.map { freeLevel($0, below: aggregate.variable) }
    let level = max(inside.max() ?? -1, aggregate.owner ?? -1)
    guard isNested(filter, aggregate.variable), isNested(body, aggregate.variable),
      level < aggregate.variable, aggregate.variable < BulkState.variableLimit
    else { return add(.unsupported, [], level: -1, step) }
    let which: Int32 =
      switch aggregate.function {
      case .sum: 0
      case .largest: 1
      case .smallest: 2
      case .count: 3
      case .all: 4
      case .any: 5
      case .distinct: 6
      }
    let key = Key(
      operation: .aggregate,
      numbers: [
        which, Int32(aggregate.list), Int32(aggregate.owner ?? -1), Int32(aggregate.variable),
        Int32(filter), Int32(body),
      ], values: [])
    if let known = known[key] { return known }
    result.aggregates.append(
      BulkAggregate(
        function: aggregate.function, list: aggregate.list, owner: aggregate.owner ?? -1,
        variable: aggregate.variable, body: body, filter: filter))
    var made = BulkNode(operation: .aggregate, level: Int8(level), step: Int32(step))
    made.first = Int32(result.aggregates.count - 1)
    result.nodes.append(made)
    known[key] = result.nodes.count - 1
    return result.nodes.count - 1
  }
}

extension BulkNodeCompiler {
  /// The highest variable below a limit that a node depends on.
  private func freeLevel(_ node: Int, below limit: Int) -> Int {
    var highest = -1
    var open = [node]
    var seen: Set<Int> = []
    while let next = open.popLast() {
      let node = result.nodes[next]
      guard seen.insert(next).inserted, node.level >= 0 else { continue }
      switch node.operation {
      case .field, .applicable:
        if Int(node.level) < limit { highest = max(highest, Int(node.level)) }
      case .aggregate:
        let aggregate = result.aggregates[Int(node.first)]
        if aggregate.owner < limit { highest = max(highest, aggregate.owner) }
        open += [aggregate.filter, aggregate.body].filter { $0 >= 0 }
      case .constant, .asOf, .unsupported: break
      case .parameter: open.append(Int(node.second))
      case .not, .oneOf, .memberOfSet, .includes, .includesOnly, .negative, .shifted, .hasValue:
        open.append(Int(node.first))
      case .compare, .arithmetic, .daysBetween: open += [Int(node.first), Int(node.second)]
      case .and, .or, .extremum, .choose, .keys:
        open += result.operands[Int(node.first)..<Int(node.first + node.second)].map { Int($0) }
      }
    }
    return highest
  }

  /// Whether no variable above the one of an aggregate is free in a part of it.
  private func isNested(_ node: Int, _ variable: Int) -> Bool {
    node < 0 || Int(result.nodes[node].level) <= variable
  }
}
