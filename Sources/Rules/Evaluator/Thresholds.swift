/// The values of one number at which a condition may change, all other facts staying as they are.
struct Thresholds {
  /// In base units, in ascending order, each once.
  private(set) var values: [ExactNumber] = []
  /// Whether the condition surely changes at no other value.
  private(set) var isComplete = true

  fileprivate mutating func add(_ value: ExactNumber) {
    guard let place = values.firstIndex(where: { $0 >= value }) else {
      values.append(value)
      return
    }
    if values[place] != value { values.insert(value, at: place) }
  }

  fileprivate mutating func giveUp() { isComplete = false }

  /// The values of several searches together.
  mutating func merge(_ other: Thresholds) {
    for value in other.values { add(value) }
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
  private(set) var thresholds = Thresholds()

  private init(of reference: FactReference, _ program: Program) {
    self.program = program
    self.reference = reference
  }

  /// The thresholds of all comparisons that steps rest on.
  ///
  /// - Parameter evaluator: Stands in the dossier and at the element the condition is judged on.
  static func thresholds(
    of reference: FactReference, in steps: [Int], _ evaluator: Evaluator
  ) -> Thresholds {
    let scratch = evaluator.assuming([:])
    var finder = ThresholdFinder(of: reference, evaluator.program)
    for step in steps { finder.visit(step, scratch) }
    return finder.thresholds
  }

  private mutating func visit(_ step: Int, _ evaluator: Evaluator) {
    if case .compare(_, let left, let right) = program.steps[step] {
      solve(left, right, evaluator)
    }
    if case .aggregate(let index) = program.steps[step] {
      let aggregate = program.aggregates[index]
      for inner in evaluator.bindings(of: aggregate) {
        for part in [aggregate.filter, aggregate.body].compactMap({ $0 }) { visit(part, inner) }
      }
    }
    for operand in program.operands(of: step) { visit(operand, evaluator) }
  }

  private mutating func solve(_ left: Int, _ right: Int, _ evaluator: Evaluator) {
    guard mentions(left, evaluator) || mentions(right, evaluator) else { return }
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

  /// Whether a value depends on the fact.
  private func mentions(_ step: Int, _ evaluator: Evaluator) -> Bool {
    switch program.steps[step] {
    case .field(let field, let variable):
      return evaluator.fact(field, variable).1 == reference
    case .aggregate(let index):
      let aggregate = program.aggregates[index]
      let parts = [aggregate.filter, aggregate.body].compactMap { $0 }
      return evaluator.bindings(of: aggregate).contains { inner in
        parts.contains { mentions($0, inner) }
      }
    default:
      return program.operands(of: step).contains { mentions($0, evaluator) }
    }
  }

  // MARK: - Curves

  /// The curves a number may lie on: one, or several for the least or greatest of some.
  private func curves(_ step: Int, _ evaluator: Evaluator) -> [NumberCurve]? {
    guard mentions(step, evaluator) else { return constant(step, evaluator) }
    switch program.steps[step] {
    case .field(let field, let variable):
      let (fact, _) = evaluator.fact(field, variable)
      if case .value(.number(let quantity))? = fact?.state { return [.variable(quantity.unit)] }
      return [.variable(program.vocabulary.fields[field].unit)]
    case .definition(_, let body): return curves(body, evaluator)
    case .negative(let operand): return curves(operand, evaluator)?.map(\.negated)
    case .extremum(_, let operands):
      var all: [NumberCurve] = []
      for operand in program.list(operands) {
        var scratch = evaluator
        if scratch.evaluate(operand).isNotApplicable { continue }
        guard let found = curves(operand, evaluator) else { return nil }
        all += found
      }
      return all
    case .arithmetic(let operation, let left, let right):
      guard let first = curves(left, evaluator), let second = curves(right, evaluator) else {
        return nil
      }
      return combined(operation, first, second)
    case .aggregate(let index): return sum(program.aggregates[index], evaluator)
    default: return nil
    }
  }

  private func constant(_ step: Int, _ evaluator: Evaluator) -> [NumberCurve]? {
    var scratch = evaluator
    guard let (quantity, _) = scratch.evaluate(step).quantity,
      let value = quantity.interval.single
    else { return nil }
    return [.constant(value, quantity.unit)]
  }

  private func combined(
    _ operation: ArithmeticOperator, _ first: [NumberCurve], _ second: [NumberCurve]
  ) -> [NumberCurve]? {
    var all: [NumberCurve] = []
    for left in first {
      for right in second {
        let result: NumberCurve?
        switch operation {
        case .plus: result = left.adding(right)
        case .minus: result = left.adding(right.negated)
        case .times:
          let unit = Evaluator.product(left.unit, right.unit) { $0.multiplied(by: $1) }
          result = left.multiplied(by: right, unit: unit)
        case .dividedBy:
          let unit = Evaluator.product(left.unit, right.unit) { $0.divided(by: $1) }
          result = left.divided(by: right, unit: unit)
        }
        guard let result else { return nil }
        all.append(result)
      }
    }
    return all
  }

  /// A sum over a list whose filter does not depend on the fact.
  private func sum(_ aggregate: ProgramAggregate, _ evaluator: Evaluator) -> [NumberCurve]? {
    guard aggregate.function == .sum, let body = aggregate.body else { return nil }
    var total: NumberCurve?
    for var inner in evaluator.bindings(of: aggregate) {
      if let filter = aggregate.filter {
        guard !mentions(filter, inner) else { return nil }
        switch inner.evaluate(filter).truth {
        case .true: break
        case .false: continue
        case .unknown: return nil
        }
      }
      guard let parts = curves(body, inner), parts.count == 1 else { return nil }
      guard let sum = total.map({ $0.adding(parts[0]) }) ?? parts[0] else { return nil }
      total = sum
    }
    return total.map { [$0] }
  }
}
