/// A fact that a rule rests on.
struct BulkGround {
  let field: Int32
  /// Its place in the row of its home.
  let place: Int32
  /// Of a number: what it is compared with, from the least on.
  let limits: UnsafePointer<BulkNumber>?
  let limitCount: Int
  /// Whether it is compared with figures of no unit, which are read in its own.
  let needsDeclaredUnit: Bool
  /// Whether it is part of a condition that counts by its truth, which it must not keep open.
  let isPart: Bool
  /// Whether it is a number that counts by such a truth alone.
  let isMeasured: Bool
}

/// A list that a rule looks through, and what of its elements the rule rests on.
struct BulkListGrounds {
  let list: Int
  /// The place of the list in the row of the project.
  let place: Int
  let fields: UnsafePointer<BulkGround>
  let count: Int
  /// Whether a condition that counts by its truth looks through it.
  let isPart: Bool
}

/// All that a rule, or a check, rests on: records that agree in it come to the same.
///
/// A number counts by where it lies among the limits that it is compared with, so that few records
/// are of a kind of their own.
struct BulkGrounds {
  /// Of the project, and of the element at hand.
  let project: UnsafePointer<BulkGround>
  let projectCount: Int
  let element: UnsafePointer<BulkGround>
  let elementCount: Int
  let lists: UnsafePointer<BulkListGrounds>
  let listCount: Int
  /// Conditions that count by their truth, as numbers that are compared with one another.
  let truths: UnsafePointer<Int32>
  let truthCount: Int
  /// Whether it rests on the very day of the review, and not only on what is in force on it.
  let readsDay: Bool
}

/// Finds what rules rest on, and keeps it in plain memory.
final class BulkGroundsReader {
  private let evaluator: BulkEvaluator
  private let parameters: ParameterValues
  private let schema: BulkSchema
  /// What was given away, to be freed.
  private var memory: [UnsafeMutableRawPointer] = []

  /// More limits than any figure has rows.
  private static let limitCount = 4_096

  init(_ evaluator: BulkEvaluator, _ parameters: ParameterValues) {
    (self.evaluator, self.parameters, schema) = (evaluator, parameters, evaluator.schema)
  }

  deinit { for block in memory { block.deallocate() } }

  /// What the verdict of a rule rests on; nil: on more than can be told, as on lists in lists.
  func grounds(of rule: BulkRule) -> BulkGrounds? {
    var walk = BulkGroundsWalk(evaluator, parameters, element: rule.variable)
    let parts = [rule.exclusions, rule.furtherDemands, rule.exceptions, rule.consequences]
      .flatMap { $0.range.map { evaluator.part($0) } }
    let single = [rule.filter, rule.when, rule.requirement, rule.justification, rule.dueApplies]
    guard (single + parts).allSatisfy({ $0 < 0 || walk.visit($0) }) else { return nil }
    if rule.due > 0 { walk.readsDay = true }
    return laidDown(walk)
  }

  /// What conditions of the project rest on.
  func grounds(of nodes: [Int]) -> BulkGrounds? {
    var walk = BulkGroundsWalk(evaluator, parameters, element: -1)
    return nodes.allSatisfy { walk.visit($0) } ? laidDown(walk) : nil
  }

  private func laidDown(_ walk: BulkGroundsWalk) -> BulkGrounds? {
    var lists: [BulkListGrounds] = []
    for (list, reads) in walk.lists.sorted(by: { $0.key < $1.key }) {
      guard schema.homeOfList[list] == 0, let fields = laidDown(reads) else { return nil }
      lists.append(
        BulkListGrounds(
          list: list, place: schema.placeOfList[list], fields: fields, count: reads.fields.count,
          isPart: reads.isPart))
    }
    guard let project = laidDown(walk.project), let element = laidDown(walk.element) else {
      return nil
    }
    return BulkGrounds(
      project: project, projectCount: walk.project.fields.count, element: element,
      elementCount: walk.element.fields.count, lists: copy(lists), listCount: lists.count,
      truths: copy(walk.truths), truthCount: walk.truths.count, readsDay: walk.readsDay)
  }

  private func laidDown(_ reads: BulkGroundsWalk.Reads) -> UnsafePointer<BulkGround>? {
    var grounds: [BulkGround] = []
    for (field, limits) in reads.fields.sorted(by: { $0.key < $1.key }) {
      let isNumber = evaluator.code.fields[field].kind == .number
      var sorted: [BulkNumber] = []
      for value in limits.values.sorted(by: { $0 < $1 }) {
        if let last = sorted.last, last == value { continue }
        sorted.append(value)
      }
      guard sorted.count <= Self.limitCount else { return nil }
      grounds.append(
        BulkGround(
          field: Int32(field), place: Int32(evaluator.code.fields[field].place),
          limits: isNumber ? copy(sorted) : nil, limitCount: sorted.count,
          needsDeclaredUnit: limits.isBare, isPart: limits.isPart,
          isMeasured: limits.isMeasured))
    }
    return copy(grounds)
  }

  private func copy<Element>(_ array: [Element]) -> UnsafePointer<Element> {
    let block = UnsafeMutablePointer<Element>.allocate(capacity: array.count + 1)
    for (index, element) in array.enumerated() { (block + index).initialize(to: element) }
    memory.append(UnsafeMutableRawPointer(block))
    return UnsafePointer(block)
  }
}

/// Goes through the nodes of a rule for the facts that they read.
struct BulkGroundsWalk {
  struct Limits {
    var values: [BulkNumber] = [.zero]
    /// Whether one of them has no unit, and is read in that of the fact.
    var isBare = false
    /// Whether one is added that has no unit.
    var isBareSum = false
    /// See ``BulkGround``.
    var isPart = false
    var isMeasured = false

    mutating func add(_ others: Limits) {
      values += others.values
      (isBare, isBareSum) = (isBare || others.isBare, isBareSum || others.isBareSum)
      (isPart, isMeasured) = (isPart || others.isPart, isMeasured || others.isMeasured)
    }
  }

  struct Reads {
    /// By field, what it is compared with.
    var fields: [Int: Limits] = [:]
    var isPart = false
  }

  private(set) var project = Reads()
  private(set) var element = Reads()
  private(set) var lists: [Int: Reads] = [:]
  private(set) var truths: [Int32] = []
  var readsDay = false

  private let evaluator: BulkEvaluator
  private let parameters: ParameterValues
  /// The variable of the rule; -1 for none.
  private let own: Int
  /// The lists that the variables of aggregates go through.
  private var listOfVariable: [Int: Int] = [:]
  /// Those that were gone through, as they are and as parts.
  private var seen: Set<Int> = []
  private var seenParts: Set<Int> = []
  /// Whether what is gone through is part of a condition that counts by its truth.
  private var isPart = false

  init(_ evaluator: BulkEvaluator, _ parameters: ParameterValues, element: Int) {
    (self.evaluator, self.parameters, own) = (evaluator, parameters, element)
  }

  private var code: BulkCode { evaluator.code }

  /// False: what the node comes to is not told by states and limits.
  mutating func visit(_ index: Int) -> Bool {
    let isNew = isPart ? seenParts.insert(index).inserted : seen.insert(index).inserted
    guard isNew else { return true }
    let node = code.nodes[index]
    let (first, second) = (Int(node.first), Int(node.second))
    switch node.operation {
    case .constant: return true
    case .asOf:
      readsDay = true
      return true
    case .field:
      return code.fields[first].kind != .number ? add(first, second) : isPart && measure(node)
    case .applicable: return add(first, second)
    case .hasValue:
      let operand = code.nodes[first]
      return operand.operation == .field
        ? add(Int(operand.first), Int(operand.second)) : visit(first)
    case .parameter: return second < 0 || visit(second)
    case .not, .oneOf, .memberOfSet, .includes, .includesOnly, .negative, .shifted:
      return visit(first)
    case .and, .or, .choose, .extremum, .keys:
      return (0..<second).allSatisfy { visit(evaluator.operand(node, $0)) }
    case .compare: return visitTruth(index) { $0.visitComparison(first, second) }
    case .arithmetic, .daysBetween: return visit(first) && visit(second)
    case .aggregate:
      let aggregate = code.aggregates[first]
      return visitTruth(index) { $0.visit(aggregate) }
    case .unsupported: return false
    }
  }

  /// Goes through a condition; what states and limits do not tell of it, its truth does.
  private mutating func visitTruth(_ index: Int, _ body: (inout Self) -> Bool) -> Bool {
    let before = self
    if body(&self) { return true }
    guard !isPart, listOfVariable.isEmpty, isCondition(index) else { return false }
    self = before
    isPart = true
    defer { isPart = false }
    guard body(&self) else { return false }
    truths.append(Int32(index))
    return true
  }

  private func isCondition(_ index: Int) -> Bool {
    let node = code.nodes[index]
    guard node.operation == .aggregate else { return true }
    switch code.aggregates[Int(node.first)].function {
    case .all, .any, .distinct: return true
    case .count, .sum, .largest, .smallest: return false
    }
  }

  /// A number that is computed with.
  private mutating func measure(_ node: BulkNode) -> Bool {
    add(Int(node.first), Int(node.second), Limits(isMeasured: true))
  }

  private mutating func visit(_ aggregate: BulkAggregate) -> Bool {
    guard aggregate.owner < 0 else { return false }
    let outer = listOfVariable[aggregate.variable]
    listOfVariable[aggregate.variable] = aggregate.list
    defer { listOfVariable[aggregate.variable] = outer }
    let wasPart = lists[aggregate.list]?.isPart ?? false
    lists[aggregate.list, default: Reads()].isPart = isPart || wasPart
    return [aggregate.filter, aggregate.body].allSatisfy { $0 < 0 || visit($0) }
  }

  /// - Parameter limits: What a number is compared with.
  private mutating func add(_ field: Int, _ variable: Int, _ limits: Limits = Limits()) -> Bool {
    var limits = limits
    limits.isPart = isPart
    let declared = code.fields[field]
    if declared.kind == .number, declared.basisField >= 0,
      !add(declared.basisField, variable)
    {
      return false
    }
    guard variable >= 0 else {
      // What no element holds is never given.
      if declared.home == 0 { project.fields[field, default: Limits()].add(limits) }
      return true
    }
    if let list = listOfVariable[variable] {
      guard declared.home == list else { return false }
      lists[list, default: Reads()].fields[field, default: Limits()].add(limits)
      return true
    }
    guard variable == own else { return false }
    element.fields[field, default: Limits()].add(limits)
    return true
  }

  // MARK: - Limits

  private mutating func visitComparison(_ left: Int, _ right: Int) -> Bool {
    if isPart { return visit(left) && visit(right) }
    for (side, other) in [(left, right), (right, left)] {
      guard let field = measured(side) else { continue }
      guard var limits = values(of: other), solve(side, &limits), visit(other) else {
        return false
      }
      return add(Int(field.first), Int(field.second), limits)
    }
    return visit(left) && visit(right)
  }

  /// The one number of a dossier that an expression is of; nil: it is of none, or of more.
  private func measured(_ index: Int) -> BulkNode? {
    let node = code.nodes[index]
    switch node.operation {
    case .field: return code.fields[Int(node.first)].kind == .number ? node : nil
    case .negative: return measured(Int(node.first))
    case .arithmetic:
      let (left, right) = (Int(node.first), Int(node.second))
      if constant(right) != nil { return measured(left) }
      return constant(left) != nil ? measured(right) : nil
    default: return nil
    }
  }

  /// A constant that is one number.
  private func constant(_ index: Int) -> BulkNumber? {
    let node = code.nodes[index]
    guard node.operation == .constant else { return nil }
    let value = code.constants[Int(node.first) - 1]
    return value.kind == .quantity && value.number.isSingle ? value.number.low : nil
  }

  /// All that an expression without facts but those of its keys can come to; nil: that is not known.
  private func values(of index: Int) -> Limits? {
    let node = code.nodes[index]
    switch node.operation {
    case .constant:
      let value = code.constants[Int(node.first) - 1]
      guard let number = constant(index) else { return nil }
      return Limits(values: [number], isBare: value.unit == 0)
    case .parameter: return figures(of: Int(node.first))
    case .choose, .extremum:
      // Of a choice, each condition stands before its value, and what is left at the end.
      let count = Int(node.second)
      var all = Limits(values: [])
      for place in 0..<count
      where node.operation == .extremum || place % 2 == 1 || place == count - 1 {
        guard let some = values(of: evaluator.operand(node, place)) else { return nil }
        all.add(some)
      }
      return all
    case .negative:
      return values(of: Int(node.first)).flatMap { map($0) { $0.negated } }
    case .arithmetic:
      let (left, right) = (Int(node.first), Int(node.second))
      let operation = code.operators[Int(node.third) >> 2]
      if let number = constant(right), let all = values(of: left) {
        return map(all) { operation.result($0, number) }
      }
      if let number = constant(left), let all = values(of: right) {
        return map(all) { operation.result(number, $0) }
      }
      return nil
    default: return nil
    }
  }

  /// All figures of a table; nil: one is no single number, or the authority gave some.
  private func figures(of parameter: Int) -> Limits? {
    guard parameters.values[parameter] == nil else { return nil }
    var limits = Limits()
    for row in evaluator.program.rules.parameters[parameter].rowsByKey.joined() {
      guard let value = row.value else { continue }
      guard case .number(let quantity) = value, let interval = BulkInterval(quantity.interval),
        interval.isSingle
      else { return nil }
      limits.values.append(interval.low)
      if quantity.unit == nil { limits.isBare = true }
    }
    return limits
  }

  private func map(_ limits: Limits, _ body: (BulkNumber) -> BulkNumber?) -> Limits? {
    var mapped = Limits(values: [], isBare: limits.isBare)
    for value in limits.values {
      guard let next = body(value) else { return nil }
      mapped.values.append(next)
    }
    return mapped
  }

  /// Turns what an expression is compared with into what its one number is compared with.
  private func solve(_ index: Int, _ limits: inout Limits) -> Bool {
    let node = code.nodes[index]
    switch node.operation {
    case .field: return addBare(Int(node.first), &limits)
    case .negative:
      guard let turned = map(limits, { $0.negated }) else { return false }
      limits = turned
      return solve(Int(node.first), &limits)
    case .arithmetic:
      let (left, right) = (Int(node.first), Int(node.second))
      let operation = code.operators[Int(node.third) >> 2]
      let (isRight, number) =
        constant(right).map { (true, $0) } ?? constant(left).map { (false, $0) } ?? (true, .zero)
      let turned: Limits? =
        switch operation {
        case .plus: map(limits) { $0.subtracting(number) }
        case .minus: map(limits) { isRight ? $0.adding(number) : number.subtracting($0) }
        case .times: map(limits) { value in number.inverted.flatMap { value.multiplied(by: $0) } }
        case .dividedBy: isRight ? map(limits) { $0.multiplied(by: number) } : nil
        }
      guard let turned else { return false }
      limits = turned
      limits.isBareSum = limits.isBareSum || isBareSum(operation, isRight ? right : left)
      return solve(isRight ? left : right, &limits)
    default: return false
    }
  }

  private func isBareSum(_ operation: ArithmeticOperator, _ constant: Int) -> Bool {
    guard operation == .plus || operation == .minus else { return false }
    return code.constants[Int(code.nodes[constant].first) - 1].unit == 0
  }

  /// A figure of no unit may be read in that of the fact.
  private func addBare(_ field: Int, _ limits: inout Limits) -> Bool {
    let unit = Int(code.fields[field].unit)
    guard !evaluator.units.isOne[unit] else {
      limits.isBare = false
      return true
    }
    guard !limits.isBareSum, let scale = evaluator.units.scales[unit] else { return false }
    if limits.isBare { limits.values += limits.values.compactMap { $0.multiplied(by: scale) } }
    return true
  }
}

extension ArithmeticOperator {
  fileprivate func result(_ left: BulkNumber, _ right: BulkNumber) -> BulkNumber? {
    switch self {
    case .plus: left.adding(right)
    case .minus: left.subtracting(right)
    case .times: left.multiplied(by: right)
    case .dividedBy: right.inverted.flatMap { left.multiplied(by: $0) }
    }
  }
}
