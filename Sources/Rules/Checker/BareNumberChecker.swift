// A number that is written without a unit beside one that brings its own.
//
// Which unit it is in would not be known, and the rule would stay open whatever the project says.

extension Checker {
  /// Whether one of two numbers is written without a unit and the other one brings its own; then it is
  /// reported.
  mutating func reportsBareNumber(_ left: CheckedExpression, _ right: CheckedExpression) -> Bool {
    for (written, measured) in [(left, right), (right, left)] {
      guard let number = written.bareNumber, let source = measure(of: measured) else { continue }
      report(
        .unitMismatch, at: written.range,
        Phrase(
          "`\(number)` 没有单位，旁边的数各带自己的单位",
          "`\(number)` has no unit, and the number beside it brings its own"),
        related: [.init(measured.range, Phrase("自带单位", "brings its own unit"))],
        hint: hint(for: number, beside: source))
      return true
    }
    return false
  }

  private func hint(for number: ExactNumber, beside measured: CheckedExpression) -> Phrase {
    var unit: UnitOfMeasure?
    if case .parameter(let index, _) = measured.kind { unit = rules.parameters[index].bareUnit }
    guard let unit else {
      return Phrase("在 `\(number)` 后面写上单位", "write a unit behind `\(number)`")
    }
    return Phrase(
      "写上单位，如 `\(number) \(unit.name.chinese)`",
      "write its unit, as `\(number) \(unit.name.english)`"
    )
  }

  /// The field or parameter from which an expression has a unit that only its value says; nil: it has
  /// none, or it is no matter of one value.
  private func measure(of expression: CheckedExpression) -> CheckedExpression? {
    guard case .number(let type) = expression.type, type.dimensions == nil else { return nil }
    switch expression.kind {
    case .field(let field, _):
      return rules.vocabulary.fields[field].unit == nil ? expression : nil
    // The row of a named key may be known to hold a plain number.
    case .parameter(let parameter, let keys):
      let isKnown = rules.parameters[parameter].unit != nil || keys.allSatisfy { $0.isConstant }
      return isKnown ? nil : expression
    case .definition(let index): return measure(of: rules.definitions[index].expression)
    case .negative(let operand), .rounded(_, let operand, _): return measure(of: operand)
    case .arithmetic(.plus, let left, let right), .arithmetic(.minus, let left, let right):
      return measure(of: left) ?? measure(of: right)
    case .arithmetic(.times, let left, let right):
      if left.isPlainNumber { return measure(of: right) }
      return right.isPlainNumber ? measure(of: left) : nil
    case .arithmetic(.dividedBy, let left, let right):
      return right.isPlainNumber ? measure(of: left) : nil
    case .extremum(_, let operands): return operands.lazy.compactMap { measure(of: $0) }.first
    case .choose(let parts): return parts.last.flatMap { measure(of: $0) }
    case .aggregate(let aggregate): return aggregate.body.flatMap { measure(of: $0) }
    case .constant, .set, .not, .and, .or, .compare, .oneOf, .includes, .includesOnly, .shifted,
      .daysBetween, .hasValue, .applicable, .asOf:
      return nil
    }
  }
}

extension CheckedExpression {
  /// A number that is written without a unit and is not zero, which is zero in every unit.
  fileprivate var bareNumber: ExactNumber? {
    switch kind {
    case .constant(.number(let quantity)):
      guard quantity.unit?.isOne ?? true, let number = quantity.number, !number.isZero else {
        return nil
      }
      return number
    case .negative(let operand): return operand.bareNumber.map { $0.negated }
    default: return nil
    }
  }

  fileprivate var isConstant: Bool { if case .constant = kind { true } else { false } }

  fileprivate var isPlainNumber: Bool {
    if case .number(let type) = type { type.dimensions == Dimensions.none } else { false }
  }
}
