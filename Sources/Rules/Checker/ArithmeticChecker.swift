// Sums, products, least and greatest: what dimension and basis they have.

extension Checker {
  mutating func checkNumeric(
    _ syntax: ExpressionSyntax, _ scope: inout Scope
  ) -> CheckedExpression? {
    checkExpression(syntax, &scope).flatMap { checkNumeric($0) }
  }

  private mutating func checkNumeric(_ checked: CheckedExpression) -> CheckedExpression? {
    guard case .number = checked.type else {
      report(
        .wrongType, at: checked.range,
        Phrase(
          "这里应是数，却是\(describe(checked.type).chinese)",
          "a number is needed here, this is \(describe(checked.type).english)"),
        hint: Phrase(
          "写一个数和它的单位，或一个数的字段、参数、定义",
          "write a number with its unit, or a field, parameter or definition that is a number"))
      return nil
    }
    return checked
  }

  mutating func checkArithmetic(
    _ left: ExpressionSyntax, _ sign: Token.Sign, _ right: ExpressionSyntax,
    _ operatorRange: SourceRange, whole: SourceRange, _ scope: inout Scope
  ) -> CheckedExpression? {
    guard let start = checkExpression(left, &scope) else {
      _ = checkExpression(right, &scope)
      return nil
    }
    if start.type == .date, sign == .plus || sign == .minus {
      return checkDateArithmetic(start, sign, right, operatorRange, whole: whole, &scope)
    }
    let first = checkNumeric(start)
    let second = checkNumeric(right, &scope)
    guard let first, let second, case .number(let leftType) = first.type,
      case .number(let rightType) = second.type
    else { return nil }
    guard let operation = ArithmeticOperator(sign) else { return nil }
    let type: NumberType
    switch operation {
    case .plus, .minus:
      guard sameKind(first, leftType, second, rightType, operatorRange) else { return nil }
      type = joined(first, leftType, second, rightType)
    case .times: type = NumberType(dimensions: Self.both(leftType, rightType)?.multiplied)
    case .dividedBy: type = NumberType(dimensions: Self.both(leftType, rightType)?.divided)
    }
    return CheckedExpression(
      kind: .arithmetic(operation, first, second), type: .number(type), range: whole)
  }

  /// Product and quotient of two dimensions; nil when one is known only with its value.
  private static func both(
    _ left: NumberType, _ right: NumberType
  ) -> (multiplied: Dimensions, divided: Dimensions)? {
    guard let left = left.dimensions, let right = right.dimensions else { return nil }
    return (left.multiplied(by: right), left.divided(by: right))
  }

  mutating func checkExtremum(
    _ function: Keyword, _ arguments: [ExpressionSyntax], _ range: SourceRange,
    _ scope: inout Scope
  ) -> CheckedExpression? {
    let checked = arguments.map { checkNumeric($0, &scope) }
    let operands = checked.compactMap { $0 }
    guard operands.count == checked.count, let first = operands.first,
      case .number(let firstType) = first.type
    else { return nil }
    var whole = firstType
    for operand in operands.dropFirst() {
      guard case .number(let type) = operand.type,
        sameKind(first, firstType, operand, type, operand.range)
      else { return nil }
      whole = joined(first, whole, operand, type)
    }
    return CheckedExpression(
      kind: .extremum(function == .least ? .least : .greatest, operands), type: .number(whole),
      range: range)
  }
}

extension ArithmeticOperator {
  init?(_ sign: Token.Sign) {
    switch sign {
    case .plus: self = .plus
    case .minus: self = .minus
    case .times: self = .times
    case .dividedBy: self = .dividedBy
    default: return nil
    }
  }
}
