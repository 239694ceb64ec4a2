// Numbers of a condition: sums of facts, each with when it is the one.

extension StepFormulas {
  mutating func number(_ step: Int) throws(ExactnessLimit) -> [Case<Ratio>] {
    switch program.steps[step] {
    case .constant(let index):
      guard case .number(let quantity) = program.constants[index],
        let value = quantity.interval.single
      else { throw ExactnessLimit("不是数", "no number") }
      return [
        Case(.always, Ratio(LinearForm(value), unit: quantity.unit, isBare: quantity.unit == nil))
      ]
    case .field(let field, _): return [Case(.always, number(ofField: field))]
    case .definition(_, let body): return try number(body)
    case .parameter(let parameter, let key): return try number(ofParameter: parameter, key: key)
    case .negative(let operand):
      var cases: [Case<Ratio>] = []
      for item in try number(operand) {
        cases.append(Case(item.guard, try item.value.scaled(by: ExactNumber(-1))))
      }
      return cases
    case .arithmetic(let operation, let left, let right):
      let (first, second) = (try number(left), try number(right))
      var cases: [Case<Ratio>] = []
      for one in first {
        for other in second {
          guard let guards = Formula.together(one.guard, other.guard) else { continue }
          let (own, others) =
            operation == .plus || operation == .minus
            ? try aligned(one.value, other.value, where: guards) : (one.value, other.value)
          do throws(ExactnessLimit) {
            cases.append(
              Case(
                guards.count == 1 ? guards[0] : .all(guards),
                try own.combined(operation, with: others)))
          } catch {
            guard error.isProduct else { throw error }
            // Whatever the product is, it is the same number in both.
            return [Case(.always, try product(step, operation, first, second))]
          }
        }
      }
      return cases
    case .extremum(let extremum, let operands):
      return try self.extremum(extremum, Array(program.list(operands)))
    case .choose(let operands):
      var cases: [Case<Ratio>] = []
      for item in try chosen(operands) {
        for value in try number(item.value) {
          cases.append(Case(.all([item.guard, value.guard]), value.value))
        }
      }
      return cases
    // Whole days and roundings are no sums of facts: the same one is the same number in both.
    case .daysBetween, .rounded: return [Case(.always, opaqueNumber(step))]
    case .aggregate(let index): return try number(ofAggregate: index, at: step)
    case .not, .and, .or, .compare, .oneOf, .memberOfSet, .includes, .includesOnly,
      .applicable, .asOf, .shifted, .hasValue, .keys:
      throw ExactnessLimit("不是数", "no number")
    }
  }

  mutating func number(ofField field: Int) -> Ratio {
    let declared = program.vocabulary.fields[field]
    let path = path(field)
    let scale = declared.unit?.scale ?? .one
    let step = declared.isInteger ? scale : scale.divided(by: ExactNumber(100)) ?? scale
    let variable = variables.variable(
      "f:" + path, .field(path: path), .number(declared.interval, step: step))
    return Ratio(
      LinearForm(variable: variable), unit: declared.unit, bringsUnit: declared.unit == nil)
  }

  /// A product of two facts as a number of its own, of which the sign is known where its factors are
  /// single numbers.
  private mutating func product(
    _ step: Int, _ operation: ArithmeticOperator, _ first: [Case<Ratio>], _ second: [Case<Ratio>]
  ) throws(ExactnessLimit) -> Ratio {
    let known = variables.variables.count
    let product = opaqueNumber(step)
    guard operation == .times, variables.variables.count > known, first.count == 1,
      second.count == 1, first[0].value.isWhole, second[0].value.isWhole
    else { return product }
    let (left, right) = (first[0].value, second[0].value)
    let zero = Ratio(LinearForm(.zero))
    func sign(_ comparison: Comparison, _ number: Ratio) throws(ExactnessLimit) -> Formula {
      try number.compared(comparison, with: zero).holds
    }
    var ways: [Formula] = [
      .all([try sign(.equal, product), try sign(.equal, left)]),
      .all([try sign(.equal, product), try sign(.equal, right)]),
    ]
    let signs: [(Comparison, Comparison, Comparison)] = [
      (.above, .above, .above), (.above, .below, .below), (.below, .above, .below),
      (.below, .below, .above),
    ]
    for (one, other, both) in signs {
      ways.append(.all([try sign(one, left), try sign(other, right), try sign(both, product)]))
    }
    variables.note(
      FactVariables.Product(variable: known, left: left.top, right: right.top), law: .any(ways))
    return product
  }

  mutating func opaqueNumber(_ step: Int) -> Ratio {
    let variable = variables.variable(
      opaqueKey(step), .other(shownText(of: step)),
      .number(.everything, step: .one))
    return Ratio(LinearForm(variable: variable))
  }

  /// The values that conditions choose from, each with when it is the one.
  mutating func chosen(
    _ operands: OperandSlice
  ) throws(ExactnessLimit) -> [Case<Int>] {
    let steps = Array(program.list(operands))
    var cases: [Case<Int>] = []
    var others: [Formula] = []
    for place in stride(from: 0, to: steps.count - 1, by: 2) {
      let condition = try condition(steps[place])
      cases.append(Case(.all(others + [condition.holds]), steps[place + 1]))
      others.append(condition.fails)
    }
    if let last = steps.last { cases.append(Case(.all(others), last)) }
    return cases
  }

  /// Of several the least (greatest): each where it is not above (below) any other.
  mutating func extremum(
    _ extremum: Extremum, _ operands: [Int]
  ) throws(ExactnessLimit) -> [Case<Ratio>] {
    var all: [[Case<Ratio>]] = []
    for operand in operands { all.append(try number(operand)) }
    var cases: [Case<Ratio>] = []
    for (position, own) in all.enumerated() {
      for item in own {
        var guards = [item.guard]
        for (place, others) in all.enumerated() where place != position {
          let comparison: Comparison =
            extremum == .least
            ? (place < position ? .below : .atMost) : (place < position ? .above : .atLeast)
          guards.append(try compare(comparison, [item], others).holds)
        }
        cases.append(Case(.all(guards), item.value))
      }
    }
    return cases
  }
}
