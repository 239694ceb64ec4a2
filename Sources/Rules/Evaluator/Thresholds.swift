/// The values of one number at which a condition may change, all other facts staying as they are.
struct Thresholds {
  private var found: Set<ExactNumber> = []
  /// Whether the condition surely changes at no other value.
  private(set) var isComplete = true

  /// In base units, in ascending order, each once.
  var values: [ExactNumber] { found.sorted() }

  fileprivate mutating func add(_ value: ExactNumber) { found.insert(value) }

  fileprivate mutating func giveUp() { isComplete = false }

  /// The values of several searches together.
  mutating func merge(_ other: Thresholds) {
    found.formUnion(other.found)
    if !other.isComplete { giveUp() }
  }
}

/// Solves the comparisons of a condition for one of the numbers in them.
///
/// A comparison is solved exactly through + − × ÷, 较小者/较大者 and sums over lists, as long as
/// every other number in it is known.
struct ThresholdFinder {
  private let program: Program
  private let reference: FactReference
  /// The steps that read the field, of this element or of another one.
  private var readers: Set<Int> = []
  /// The curves of definitions, which may be used many times.
  private var definitions: [Int: [NumberCurve]?] = [:]
  private var thresholds = Thresholds()

  /// The thresholds of all comparisons that steps rest on.
  ///
  /// - Parameter evaluator: Stands in the dossier and at the element the condition is judged on.
  static func thresholds(
    of reference: FactReference, in steps: [Int], _ evaluator: Evaluator
  ) -> Thresholds {
    var finder = ThresholdFinder(of: reference, in: steps, evaluator.program)
    finder.visit(steps, evaluator.scratch())
    return finder.thresholds
  }

  private init(of reference: FactReference, in steps: [Int], _ program: Program) {
    self.program = program
    self.reference = reference
    for step in program.uses(under: steps).keys.sorted() where reads(step) {
      readers.insert(step)
    }
  }

  /// Whether a step reads the field, given that this is known of the steps before it.
  private func reads(_ step: Int) -> Bool {
    switch program.steps[step] {
    case .field(let field, _): reference.target == .field(field)
    case .aggregate(let index): program.parts(of: index).contains(where: readers.contains)
    case .constant, .parameter, .definition, .not, .and, .or, .compare, .oneOf, .memberOfSet,
      .includes, .includesOnly, .arithmetic, .negative, .extremum, .choose, .shifted, .daysBetween,
      .rounded, .hasValue, .keys, .applicable, .asOf:
      program.operands(of: step).contains(where: readers.contains)
    }
  }

  private mutating func visit(_ roots: [Int], _ evaluator: Evaluator) {
    var seen: Set<Int> = []
    var open = roots.filter(readers.contains)
    while let step = open.popLast() {
      guard seen.insert(step).inserted else { continue }
      if case .compare(_, let left, let right) = program.steps[step] {
        solve(left, right, evaluator)
      }
      if case .aggregate(let index) = program.steps[step] {
        for inner in evaluator.bindings(of: program.aggregates[index]) {
          visit(program.parts(of: index), inner)
        }
      }
      open += program.operands(of: step).filter(readers.contains)
    }
  }

  private mutating func solve(_ left: Int, _ right: Int, _ evaluator: Evaluator) {
    var scratch = evaluator
    if scratch.evaluate(left).isNotApplicable || scratch.evaluate(right).isNotApplicable {
      return
    }
    guard let first = curves(left, evaluator), let second = curves(right, evaluator) else {
      thresholds.giveUp()
      return
    }
    for curve in first + second { if let pole = curve.pole { thresholds.add(pole) } }
    for one in first {
      for other in second where !(one.isConstant && other.isConstant) {
        switch one.crossing(other) {
        case .some(let root): if let root { thresholds.add(root) }
        case .none: thresholds.giveUp()
        }
      }
    }
  }

  // MARK: - Curves

  /// The curves a number may lie on: one, or several for the least or greatest of some.
  private mutating func curves(_ step: Int, _ evaluator: Evaluator) -> [NumberCurve]? {
    guard readers.contains(step) else { return constant(step, evaluator) }
    switch program.steps[step] {
    case .field(let field, let variable):
      let (fact, own) = evaluator.fact(field, variable)
      guard own == reference else { return constant(step, evaluator) }
      if case .value(.number(let quantity))? = fact?.state { return [.variable(quantity.unit)] }
      return [.variable(program.vocabulary.fields[field].unit)]
    case .definition(_, let body):
      if let known = definitions[body] { return known }
      let found = curves(body, evaluator)
      definitions[body] = .some(found)
      return found
    case .negative(let operand): return curves(operand, evaluator)?.map { $0.negated }
    case .extremum(_, let operands): return all(of: program.list(operands), evaluator)
    case .arithmetic(let operation, let left, let right):
      guard let first = curves(left, evaluator), let second = curves(right, evaluator) else {
        return nil
      }
      return combined(operation, first, second)
    case .aggregate(let index): return sum(program.aggregates[index], evaluator)
    case .constant, .parameter, .not, .and, .or, .compare, .oneOf, .memberOfSet, .includes,
      .includesOnly, .applicable, .asOf, .choose, .shifted, .daysBetween, .rounded, .hasValue,
      .keys:
      return nil
    }
  }

  private func constant(_ step: Int, _ evaluator: Evaluator) -> [NumberCurve]? {
    var scratch = evaluator
    guard let (quantity, _) = scratch.evaluate(step).quantity,
      let value = quantity.interval.single
    else { return nil }
    return [.constant(value, quantity.unit)]
  }

  private mutating func all(
    of operands: ArraySlice<Int>, _ evaluator: Evaluator
  ) -> [NumberCurve]? {
    var all: [NumberCurve] = []
    for operand in operands {
      var scratch = evaluator
      if scratch.evaluate(operand).isNotApplicable { continue }
      guard let found = curves(operand, evaluator) else { return nil }
      all += found
    }
    return all.count <= Self.curveLimit ? all : nil
  }

  /// The most curves a number may lie on.
  private static let curveLimit = 16

  private func combined(
    _ operation: ArithmeticOperator, _ first: [NumberCurve], _ second: [NumberCurve]
  ) -> [NumberCurve]? {
    guard first.count * second.count <= Self.curveLimit else { return nil }
    var all: [NumberCurve] = []
    for left in first {
      for right in second {
        guard let curve = Self.combined(operation, left, right) else { return nil }
        all.append(curve)
      }
    }
    return all
  }

  private static func combined(
    _ operation: ArithmeticOperator, _ left: NumberCurve, _ right: NumberCurve
  ) -> NumberCurve? {
    switch operation {
    case .plus: return left.adding(right)
    case .minus: return left.adding(right.negated)
    case .times:
      let unit = Evaluator.product(left.unit, right.unit) { $0.multiplied(by: $1) }
      return left.multiplied(by: right, unit: unit)
    case .dividedBy:
      let unit = Evaluator.product(left.unit, right.unit) { $0.divided(by: $1) }
      return left.divided(by: right, unit: unit)
    }
  }

  /// A sum over a list whose filter does not depend on the fact.
  private mutating func sum(
    _ aggregate: ProgramAggregate, _ evaluator: Evaluator
  ) -> [NumberCurve]? {
    guard aggregate.function == .sum, let body = aggregate.body else { return nil }
    if let filter = aggregate.filter, readers.contains(filter) { return nil }
    var total: NumberCurve?
    for var inner in evaluator.bindings(of: aggregate) {
      switch aggregate.filter.map({ inner.evaluate($0).truth }) ?? .true {
      case .true: break
      case .false: continue
      case .unknown: return nil
      }
      guard let parts = curves(body, inner), parts.count == 1 else { return nil }
      guard let sum = total.map({ $0.adding(parts[0]) }) ?? parts[0] else { return nil }
      total = sum
    }
    return total.map { [$0] }
  }
}
