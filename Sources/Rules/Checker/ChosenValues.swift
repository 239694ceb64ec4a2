// Values that conditions choose, and rounded numbers.

extension Checker {
  /// `（若 甲 则 1.2 否则 1.5）`
  mutating func checkConditional(
    _ parts: [ExpressionSyntax], _ range: SourceRange, _ scope: inout Scope
  ) -> CheckedExpression? {
    var checked: [CheckedExpression] = []
    var values: [CheckedExpression] = []
    for (position, part) in parts.enumerated() {
      let isCondition = position % 2 == 0 && position < parts.count - 1
      guard
        let expression = isCondition ? checkCondition(part, &scope) : checkExpression(part, &scope)
      else { continue }
      checked.append(expression)
      if !isCondition { values.append(expression) }
    }
    guard checked.count == parts.count, let first = values.first else { return nil }
    for value in values.dropFirst() where !isSameKind(first, value) { return nil }
    let type = values.map { $0.type }.first { !Self.isOpen($0) } ?? first.type
    return CheckedExpression(kind: .choose(checked), type: type, range: range)
  }

  private static func isOpen(_ type: ValueType) -> Bool {
    if case .number(let number) = type { number.dimensions == nil } else { false }
  }

  /// Whether two values can stand for one another; if not, it is reported.
  private mutating func isSameKind(_ first: CheckedExpression, _ other: CheckedExpression) -> Bool {
    if case .number(let one) = first.type, case .number(let two) = other.type {
      return sameKind(first, one, other, two, other.range)
    }
    if first.type == other.type { return true }
    report(
      .wrongType, at: other.range,
      Phrase(
        "各种情形的值应是同一种：前面是\(describe(first.type).chinese)，这里是\(describe(other.type).chinese)",
        "the values are of one kind: the first is \(describe(first.type).english), this is "
          + "\(describe(other.type).english)"),
      related: [label(first)], hint: first.type.example(rules.vocabulary))
    return false
  }

  /// `四舍五入（能源.煤耗、0.1 万吨）`
  mutating func checkRounding(
    _ rounding: Rounding, _ arguments: [ExpressionSyntax], _ range: SourceRange,
    _ scope: inout Scope
  ) -> CheckedExpression? {
    let keyword = Keyword(rounding).spelling
    guard arguments.count == 2 else {
      report(
        .wrongType, at: range,
        Phrase(
          "`\(keyword.chinese)` 后面是数和进位的单位两项",
          "`\(keyword.english)` takes a number and what it is rounded to"),
        hint: Phrase(
          "写成 `\(keyword.chinese)（数、1 个）`、`\(keyword.chinese)（数、0.01 吨）`",
          "write `\(keyword.english)(NUMBER, 0.01 t)`"))
      return nil
    }
    let checked = arguments.map { checkNumeric($0, &scope) }
    guard let value = checked[0], let grain = checked[1], case .number(let own) = value.type,
      case .number(let other) = grain.type, sameMeasure(value, own, grain, other, grain.range)
    else { return nil }
    if case .constant(.number(let quantity)) = grain.kind,
      let size = quantity.interval.single, size.isZero || size.isNegative
    {
      report(
        .wrongValue, at: grain.range,
        Phrase("进位的单位要大于 0", "what a number is rounded to is above 0"),
        hint: Phrase("写成 `1`、`0.1` 之类", "write `1` or `0.1`"))
      return nil
    }
    return CheckedExpression(
      kind: .rounded(rounding, value, grain), type: value.type, range: range)
  }
}

extension Rounding {
  /// nil for a call that does not round.
  init?(_ keyword: Keyword) {
    switch keyword {
    case .roundHalf: self = .half
    case .roundUp: self = .up
    case .roundDown: self = .down
    default: return nil
    }
  }
}
