// Names, types and units of conditions and values.

extension Checker {
  /// A checked condition; nil after a reported problem.
  mutating func checkCondition(
    _ syntax: ExpressionSyntax, _ scope: inout Scope
  ) -> CheckedExpression? {
    guard let checked = checkExpression(syntax, &scope) else { return nil }
    guard checked.type == .truth else {
      report(
        .wrongType, at: syntax.range,
        Phrase(
          "这里应是条件，却是\(describe(checked.type).chinese)",
          "a condition is needed here, this is \(describe(checked.type).english)"),
        hint: Phrase("加上比较，如 `不高于 …` 或 `是 …`", "add a comparison such as `<= …` or `is …`"))
      return nil
    }
    return checked
  }

  mutating func checkExpression(
    _ syntax: ExpressionSyntax, _ scope: inout Scope
  ) -> CheckedExpression? {
    switch syntax {
    case .number(let digits, let unit, let range): return checkNumber(digits, unit, range)
    case .text(let text):
      return CheckedExpression(kind: .constant(.text(text.text)), type: .text, range: text.range)
    case .date(let syntax):
      guard let date = date(syntax) else { return nil }
      return CheckedExpression(kind: .constant(.date(date)), type: .date, range: syntax.range)
    case .keyword(let keyword, let range): return checkKeyword(keyword, range)
    case .name(let name): return checkName(name, scope)
    case .lookup(let name, let keys, let range): return checkLookup(name, keys, range, &scope)
    case .not(let operand, let range):
      guard let operand = checkCondition(operand, &scope) else { return nil }
      return CheckedExpression(kind: .not(operand), type: .truth, range: range)
    case .logical(let joiner, let operands, let range):
      let checked = operands.map { checkCondition($0, &scope) }
      let conditions = checked.compactMap { $0 }
      guard conditions.count == checked.count else { return nil }
      let kind: CheckedExpression.Kind = joiner == .and ? .and(conditions) : .or(conditions)
      return CheckedExpression(kind: kind, type: .truth, range: range)
    case .comparison(let left, let comparison, let right, let range):
      return checkComparison(left, comparison, right, range, whole: syntax.range, &scope)
    case .membership(let left, let membership, let items, let range):
      return checkMembership(left, membership, items, range, whole: syntax.range, &scope)
    case .arithmetic(let left, let sign, let right, let range):
      return checkArithmetic(left, sign, right, range, whole: syntax.range, &scope)
    case .negative(let operand, let range):
      guard let operand = checkNumeric(operand, &scope) else { return nil }
      if case .constant(.number(let quantity)) = operand.kind {
        let negated = Quantity(interval: quantity.interval.negated, unit: quantity.unit)
        return CheckedExpression(
          kind: .constant(.number(negated)), type: operand.type, range: range)
      }
      return CheckedExpression(kind: .negative(operand), type: operand.type, range: range)
    case .call(let function, let arguments, let range):
      if let rounding = Rounding(function) {
        return checkRounding(rounding, arguments, range, &scope)
      }
      return checkExtremum(function, arguments, range, &scope)
    case .conditional(let parts, let range): return checkConditional(parts, range, &scope)
    case .ruleResult(let rule, let result, let range): return checkRuleResult(rule, result, range)
    case .hasValue(let operand, let range):
      guard let value = checkExpression(operand, &scope) else { return nil }
      guard case .parameter = value.kind else {
        report(
          .wrongType, at: operand.range,
          Phrase("`有值` 后面是一个参数", "`has-value` is asked of a parameter"),
          hint: Phrase(
            "写成 `有值 参数[键]`；字段写 `适用 字段`", "write `has-value PARAMETER[KEY]`, and `applicable FIELD`")
        )
        return nil
      }
      return CheckedExpression(kind: .hasValue(value), type: .truth, range: range)
    case .aggregate(let aggregate): return checkAggregate(aggregate, &scope)
    case .applicable(let name, let range):
      guard let (field, variable) = resolveField(name, scope) else { return nil }
      return CheckedExpression(
        kind: .applicable(field, variable: variable), type: .truth, range: range)
    }
  }

  // MARK: - Leaves

  private mutating func checkNumber(
    _ digits: String, _ unit: NameSyntax?, _ range: SourceRange
  ) -> CheckedExpression? {
    guard let number = number(digits, at: range) else { return nil }
    var measure = UnitOfMeasure.one
    if let unit {
      guard let found = self.unit(unit) else { return nil }
      measure = found
    }
    guard let quantity = sized(number, in: measure, at: range) else { return nil }
    return CheckedExpression(
      kind: .constant(.number(quantity)),
      type: .number(NumberType(dimensions: measure.dimensions)), range: range)
  }

  private mutating func checkKeyword(_ keyword: Keyword, _ range: SourceRange) -> CheckedExpression?
  {
    switch keyword {
    case .reviewDate: return CheckedExpression(kind: .asOf, type: .date, range: range)
    case .yes: return CheckedExpression(kind: .constant(.truth(true)), type: .truth, range: range)
    case .no: return CheckedExpression(kind: .constant(.truth(false)), type: .truth, range: range)
    default:
      report(
        .wrongType, at: range,
        Phrase(
          "`\(keyword.spelling.chinese)` 在这里没有意义",
          "`\(keyword.spelling.english)` means nothing here"),
        hint: Phrase("这里写字段、参数、数或条件", "write a field, a parameter, a number or a condition here"))
      return nil
    }
  }

  private mutating func checkName(_ name: NameSyntax, _ scope: Scope) -> CheckedExpression? {
    if let definition = names.definitions[name.word] {
      mention(name.range, .definition(name.text))
      return checkDefinition(definition, used: name)
    }
    if let parameter = names.parameters[name.word] {
      let declared = rules.parameters[parameter]
      record(name, as: declared.name, .parameter(parameter))
      guard declared.keyTypes.isEmpty else {
        report(
          .wrongType, at: name.range,
          Phrase("参数 `\(name.text)` 要给出键", "the parameter `\(name.text)` needs a key"),
          hint: Phrase("写成 `\(name.text)[…]`", "write `\(name.text)[…]`"))
        return nil
      }
      return CheckedExpression(
        kind: .parameter(parameter, keys: []), type: declared.type, range: name.range)
    }
    guard let (field, variable) = resolveField(name, scope) else { return nil }
    return CheckedExpression(
      kind: .field(field, variable: variable), type: rules.vocabulary.fields[field].type,
      range: name.range)
  }

  private mutating func checkLookup(
    _ name: NameSyntax, _ keys: [ExpressionSyntax], _ range: SourceRange, _ scope: inout Scope
  ) -> CheckedExpression? {
    let checked = keys.map { checkExpression($0, &scope) }
    let known = checked.compactMap { $0 }
    guard known.count == checked.count else { return nil }
    guard let parameter = names.parameters[name.word] else {
      let meant = nearest(to: name) { names.parameters.keys.map { $0.text } }
      reportUnknown(
        Phrase("参数", "parameter"), name, meant: meant,
        hint: names.tables[name.word] == nil
          ? nil
          : Phrase(
            "`\(name.text)` 是表：声明一个参数，写 `取自 \(name.text).列`，再查这个参数",
            "`\(name.text)` is a table: declare a parameter `taken-from \(name.text).COLUMN` and look that up"
          ))
      return nil
    }
    let declared = rules.parameters[parameter]
    record(name, as: declared.name, .parameter(parameter))
    guard known.count == declared.keyTypes.count, !known.isEmpty else {
      let count = declared.keyTypes.count
      report(
        .wrongType, at: range,
        Phrase(
          "参数 `\(name.text)` 按 \(count) 个键取值，这里写了 \(known.count) 个",
          "the parameter `\(name.text)` has \(count) keys, \(known.count) are given"),
        hint: count == 0
          ? Phrase("写成 `\(name.text)`，不带方括号", "write `\(name.text)` without brackets")
          : Phrase("方括号里依次写各个键，用 `、` 隔开", "write the keys in brackets, with a comma between two"))
      return nil
    }
    for (position, (key, keyType)) in zip(known, declared.keyTypes).enumerated() {
      guard accepts(keyType, key.type) else {
        reportMismatch(key, expected: keyType)
        return nil
      }
      if let level = placeLevel(of: key) {
        placeKeys.append(PlaceKey(parameter: parameter, position: position, level: level))
      }
    }
    return CheckedExpression(
      kind: .parameter(parameter, keys: known), type: declared.type, range: range)
  }

  /// A text key takes a choice too: its row is found by either name of the choice.
  private func accepts(_ keyType: ValueType, _ type: ValueType) -> Bool {
    if keyType == type { return true }
    if keyType == .text, case .choice = type { return true }
    return false
  }

  mutating func reportMismatch(_ expression: CheckedExpression, expected: ValueType) {
    report(
      .wrongType, at: expression.range,
      Phrase(
        "这里应是\(describe(expected).chinese)，却是\(describe(expression.type).chinese)",
        "\(describe(expected).english) is needed here, this is \(describe(expression.type).english)"
      ), hint: expected.example(rules.vocabulary))
  }

  /// An operand with its type.
  func label(_ expression: CheckedExpression) -> Diagnostic.Label {
    Diagnostic.Label(expression.range, describe(expression.type))
  }

  /// A type in the reader's words.
  func describe(_ type: ValueType) -> Phrase {
    switch type {
    case .truth: Phrase("“是否”", "yes or no")
    case .text: Phrase("文字", "text")
    case .date: Phrase("日期", "a date")
    case .choice: Phrase("选项", "a choice")
    case .choices: Phrase("“多选”", "several choices")
    case .number(let number):
      number.dimensions == nil
        ? Phrase("随附单位的数", "a number with its own unit")
        : number.dimensions == Dimensions.none
          ? Phrase("没有单位的数", "a number without unit") : Phrase("带单位的数", "a number with a unit")
    }
  }
}

extension Diagnostic.Code {
  static let wrongType = Self(
    name: "wrong-type",
    explanation: Phrase(
      "数与数比较，日期与日期比较，选项用 `是`、`属于`，多选用 `包含`、`仅含`，是否字段直接作条件。",
      "Numbers compare with numbers and dates with dates; choices take `is` and `in`, several "
        + "choices `includes` and `only`; a yes-or-no field is a condition by itself."))
}
