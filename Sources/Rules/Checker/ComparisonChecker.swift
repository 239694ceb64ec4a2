// What may be compared or added: two numbers of one dimension and basis, or two dates.

extension Checker {
  mutating func checkComparison(
    _ left: ExpressionSyntax, _ keyword: Keyword, _ right: ExpressionSyntax,
    _ operatorRange: SourceRange, whole: SourceRange, _ scope: inout Scope
  ) -> CheckedExpression? {
    let first = checkExpression(left, &scope)
    if let first, let ordered = checkOrderOfChoices(first, keyword, right, whole) { return ordered }
    if let first, reportOrderOfChoices(first, keyword, right, operatorRange) { return nil }
    let second = checkExpression(right, &scope)
    guard let first, let second, let comparison = Comparison(keyword) else { return nil }
    switch (first.type, second.type) {
    case (.number(let leftType), .number(let rightType)):
      guard sameKind(first, leftType, second, rightType, operatorRange) else { return nil }
    case (.date, .date): break
    case (.text, .text) where comparison.isOfEquality: break
    case (.choice(let list), .choice(let other))
    where comparison.isOfEquality && sameChoices(list, other):
      break
    default:
      report(
        .wrongType, at: operatorRange,
        Phrase(
          "`\(keyword.spelling.chinese)` 比较的是\(describe(first.type).chinese)与\(describe(second.type).chinese)",
          "`\(keyword.spelling.english)` compares \(describe(first.type).english) with \(describe(second.type).english)"
        ),
        related: [label(first), label(second)], hint: comparisonHint(first.type, second.type))
      return nil
    }
    return CheckedExpression(
      kind: .compare(comparison, first, second), type: .truth, range: whole)
  }

  /// `绩效 不低于 B级`, where the choices are declared in their order: one of those that hold.
  private mutating func checkOrderOfChoices(
    _ left: CheckedExpression, _ keyword: Keyword, _ right: ExpressionSyntax, _ whole: SourceRange
  ) -> CheckedExpression? {
    guard case .choice(let list) = left.type, case .name(let name) = right,
      let limit = rules.vocabulary.choiceLists[list].index(of: name.word),
      let comparison = Comparison(keyword),
      comparison.isOfEquality || names.choiceOrders[list] != nil
    else { return nil }
    let declared = rules.vocabulary.choiceLists[list]
    record(name, as: declared.choices[limit], .choice(list: list, choice: limit))
    func rank(_ choice: Int) -> NumberInterval {
      NumberInterval(ExactNumber(names.choiceOrders[list] == .descending ? -choice : choice))
    }
    let holding = declared.choices.indices.filter {
      comparison.holds(rank($0), rank(limit)) == .true
    }
    return CheckedExpression(
      kind: .oneOf(left, holding.map { .choice($0) }), type: .truth, range: whole)
  }

  /// Reports `性质 不低于 新建`: choices have no order.
  private mutating func reportOrderOfChoices(
    _ left: CheckedExpression, _ keyword: Keyword, _ right: ExpressionSyntax,
    _ operatorRange: SourceRange
  ) -> Bool {
    guard case .choice(let list) = left.type, case .name(let name) = right,
      rules.vocabulary.choiceLists[list].index(of: name.word) != nil
    else { return false }
    report(
      .wrongType, at: operatorRange,
      Phrase(
        "选项没有大小，不能用 `\(keyword.spelling.chinese)` 比较",
        "choices have no order for `\(keyword.spelling.english)`"),
      related: [label(left)], hint: membershipHint(left.type))
    return true
  }

  private func sameChoices(_ list: Int, _ other: Int) -> Bool {
    list == other
      || rules.vocabulary.choiceLists[list].choices == rules.vocabulary.choiceLists[other].choices
  }

  private func comparisonHint(_ left: ValueType, _ right: ValueType) -> Phrase? {
    if aggregateDepth > 0, left == .truth {
      return Phrase(
        "比较汇总的结果要把汇总放进括号：`（合计 … 其中 …） 不低于 …`",
        "put the aggregate in parentheses to compare it: `(sum … where …) >= …`")
    }
    switch (left, right) {
    case (.date, _), (_, .date):
      return Phrase("日期写成 2025-12-31 的形式", "write a date as 2025-12-31")
    default: return membershipHint(left)
    }
  }

  /// Whether two numbers may be compared or added: of one dimension and not of two bases, and none
  /// without a unit where the other one brings its own.
  mutating func sameKind(
    _ left: CheckedExpression, _ leftType: NumberType,
    _ right: CheckedExpression, _ rightType: NumberType, _ operatorRange: SourceRange
  ) -> Bool {
    sameMeasure(left, leftType, right, rightType, operatorRange)
      && !reportsBareNumber(left, right)
  }

  /// The same, where a number without a unit takes that of the other one.
  mutating func sameMeasure(
    _ left: CheckedExpression, _ leftType: NumberType,
    _ right: CheckedExpression, _ rightType: NumberType, _ operatorRange: SourceRange
  ) -> Bool {
    if let first = leftType.basis, let second = rightType.basis, first != second {
      report(
        .basisMismatch, at: operatorRange,
        Phrase("\(first)与\(second)不能相比", "`\(first)` and `\(second)` cannot meet"),
        related: [
          .init(left.range, Phrase(first, first)), .init(right.range, Phrase(second, second)),
        ],
        hint: Phrase("换用同一口径的字段", "use fields of one basis"))
      return false
    }
    guard let first = leftType.dimensions, let second = rightType.dimensions, first != second else {
      return true
    }
    if isZero(left) || isZero(right) { return true }
    report(
      .unitMismatch, at: operatorRange,
      Phrase("两边的量纲不同，不能比较或相加", "the two sides measure different things"),
      related: [unitLabel(left), unitLabel(right)], hint: unitHint(left, right))
    return false
  }

  /// An operand with the unit it is in, where one is known.
  private func unitLabel(_ expression: CheckedExpression) -> Diagnostic.Label {
    let unit: UnitOfMeasure?
    switch expression.kind {
    case .field(let field, _): unit = rules.vocabulary.fields[field].unit
    case .parameter(let parameter, _): unit = rules.parameters[parameter].unit
    case .constant(.number(let quantity)): unit = quantity.unit
    default: unit = nil
    }
    guard let unit, !unit.isOne else { return label(expression) }
    return Diagnostic.Label(
      expression.range,
      Phrase("单位是 `\(unit.name.chinese)`", "in `\(unit.name.english)`"))
  }

  /// What two numbers that are put together are: zero is what the other one is.
  func joined(
    _ left: CheckedExpression, _ leftType: NumberType,
    _ right: CheckedExpression, _ rightType: NumberType
  ) -> NumberType {
    let dimensions =
      isZero(left)
      ? rightType.dimensions
      : isZero(right) ? leftType.dimensions : leftType.dimensions ?? rightType.dimensions
    return NumberType(dimensions: dimensions, basis: leftType.basis ?? rightType.basis)
  }

  /// Zero is zero in every unit.
  private func isZero(_ expression: CheckedExpression) -> Bool {
    guard case .constant(.number(let quantity)) = expression.kind else { return false }
    return quantity.interval.single?.isZero ?? false
  }

  /// Suggests the field's own unit behind a bare number, and one that converts for another.
  private func unitHint(_ left: CheckedExpression, _ right: CheckedExpression) -> Phrase? {
    for (field, literal) in [(left, right), (right, left)] {
      guard case .field(let index, _) = field.kind,
        let unit = rules.vocabulary.fields[index].unit,
        case .constant(.number(let quantity)) = literal.kind, let number = quantity.number
      else { continue }
      guard quantity.unit?.isOne ?? true else {
        return Phrase(
          "单位要能换算成 `\(unit.name.chinese)`", "use a unit that converts to `\(unit.name.english)`")
      }
      return Phrase("写成 `\(number) \(unit.name.chinese)`", "write `\(number) \(unit.name.english)`")
    }
    return nil
  }
}

extension Comparison {
  var isOfEquality: Bool { self == .equal || self == .notEqual }

  init?(_ keyword: Keyword) {
    switch keyword {
    case .atLeast, .notBefore: self = .atLeast
    case .atMost, .notOver, .notAfter: self = .atMost
    case .above, .over, .after: self = .above
    case .below, .short, .before: self = .below
    case .sameAs: self = .equal
    case .differentFrom: self = .notEqual
    default: return nil
    }
  }
}

extension Diagnostic.Code {
  static let unitMismatch = Self(
    name: "unit-mismatch",
    explanation: Phrase(
      "比较和加减需要同一量纲的两个量。\n\n    应 锅炉.容量 低于 35              少了单位\n    应 锅炉.容量 低于 35 蒸吨/小时    同一量纲",
      "A comparison or a sum needs two quantities of one dimension.\n\n"
        + "    must boiler.capacity < 35        the unit is missing\n"
        + "    must boiler.capacity < 35 t/h    one dimension"))

  static let basisMismatch = Self(
    name: "basis-mismatch",
    explanation: Phrase(
      "等价值与当量值是两种不同的量，不能比较或相加；换算须用有出处的系数。",
      "等价值 (equivalent) and 当量值 (calorific) are different quantities: they are neither compared "
        + "nor added; a conversion needs a factor with a source."))
}
