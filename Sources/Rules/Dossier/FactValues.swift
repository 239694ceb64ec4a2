// JSON values as values of a field's type.

extension DossierReader {
  /// The value of a field; nil after a reported problem.
  mutating func value(
    _ node: JSONNode, of declared: Field, unit: JSONNode? = nil
  ) -> ScalarValue? {
    switch declared.type {
    case .truth: return truth(node)
    case .text:
      if case .string(let text) = node.kind { return .text(text) }
      if case .number(let digits) = node.kind { return .text(digits) }
      if case .array(let items) = node.kind, vocabulary.namesClauses(declared) {
        let names = items.compactMap { $0.written }
        if names.count == items.count { return .text(names.joined(separator: "、")) }
      }
    case .date: return date(node)
    case .choice(let list):
      if case .string(let text) = node.kind {
        return choice(text, in: list, at: node.range).map(ScalarValue.choice)
      }
    case .choices(let list): return choices(node, in: list)
    case .number:
      return number(node, of: declared, unit: unit)
    }
    reportWrongType(node, expected: declared)
    return nil
  }

  private mutating func truth(_ node: JSONNode) -> ScalarValue? {
    switch node.kind {
    case .boolean(let value): return .truth(value)
    case .string(let text):
      if let value = Bool(written: text) { return .truth(value) }
    default: break
    }
    report(
      .wrongValue, at: node.range,
      Phrase("这里应是 true 或 false", "this is true or false"),
      hint: Phrase("不知道就写 null", "write null when it is not known"))
    return nil
  }

  private mutating func date(_ node: JSONNode) -> ScalarValue? {
    guard case .string(let text) = node.kind else {
      report(
        .wrongValue, at: node.range,
        Phrase("这里应是日期", "this is a date"),
        hint: Phrase("写成 `\"2024-03-01\"`", "write `\"2024-03-01\"`"))
      return nil
    }
    guard let date = CalendarDate(parsing: text) else {
      report(.invalidDate(text, at: node.range))
      return nil
    }
    return .date(date)
  }

  private mutating func choice(_ text: String, in list: Int, at range: SourceRange) -> Int? {
    let choices = vocabulary.choiceLists[list]
    if let index = choices.index(of: text) ?? choices.index(of: Self.withoutNote(text)) {
      return index
    }
    let known = choices.choices.flatMap { [$0.chinese, $0.english] }
    let nearest = suggestion(for: text) { known }
    report(
      .unknownChoice, at: range,
      Phrase("`\(text)` 不是可选的值", "`\(text)` is none of the choices"),
      hint: nearest
        ?? Phrase(
          "可选：" + choices.choices.prefix(12).map { $0.chinese }.joined(separator: "、"),
          "one of: " + choices.choices.prefix(12).map { $0.english }.joined(separator: ", ")))
    return nil
  }

  /// A choice without the note in parentheses behind it: 存量（已投产） is 存量.
  private static func withoutNote(_ text: String) -> String {
    String(text.prefix { $0 != "（" && $0 != "(" })
  }

  private mutating func choices(_ node: JSONNode, in list: Int) -> ScalarValue? {
    var found: Set<Int> = []
    switch node.kind {
    case .array(let items):
      for item in items {
        guard case .string(let text) = item.kind else {
          report(
            .wrongValue, at: item.range,
            Phrase("这里应是选项的名称", "this is the name of a choice"))
          return nil
        }
        guard let index = choice(text, in: list, at: item.range) else { return nil }
        found.insert(index)
      }
    case .string(let text):
      guard let index = choice(text, in: list, at: node.range) else { return nil }
      found.insert(index)
    default:
      report(
        .wrongValue, at: node.range,
        Phrase("这里应是选项的列表 `[ … ]`", "this is a list of choices `[ … ]`"))
      return nil
    }
    return .choices(found)
  }

  // MARK: - Numbers

  private mutating func number(
    _ node: JSONNode, of field: Field, unit: JSONNode?
  ) -> ScalarValue? {
    guard let written = node.written else {
      reportWrongType(node, expected: field)
      return nil
    }
    let text = NumberText(written)
    if let problem = text.problem {
      report(problem, in: written, at: node.range)
      return nil
    }
    var spelling = text.unit
    if let unit {
      guard case .string(let text) = unit.kind else {
        report(.wrongValue, at: unit.range, Phrase("单位应是文字", "a unit is a text"))
        return nil
      }
      if let spelling, spelling != text {
        report(
          .dossierShape, at: unit.range,
          Phrase(
            "单位写了两次：`\(spelling)` 和 `\(text)`",
            "the unit is given twice: `\(spelling)` and `\(text)`"),
          hint: Phrase("只留一个", "keep one of them"))
        return nil
      }
      spelling = text
    }
    guard let number = ExactNumber(parsing: text.digits) else {
      report(
        .numberOutOfRange(text.digits, at: node.range)
          ?? Diagnostic(
            .wrongValue, at: node.range,
            Phrase("`\(written)` 不是可用的数", "`\(written)` is no usable number"),
            hint: Phrase(
              "写成 `1.25` 或 `\"108 kgce/t\"`", "write `1.25` or `\"108 kgce/t\"`")))
      return nil
    }
    let place = unit?.range ?? node.range
    guard let measure = measure(spelling, of: field, at: place) else { return nil }
    guard let quantity = Quantity(number, in: measure.unit), let base = quantity.interval.single
    else {
      let isSmall = number.magnitude < .one
      report(
        isSmall ? .numberTooSmall : .numberTooLarge, at: node.range,
        isSmall
          ? Phrase("数太小，换算后放不下", "the number is too small to convert")
          : Phrase("数太大，换算后放不下", "the number is too large to convert"))
      return nil
    }
    return checked(quantity, base, number, of: field, at: node.range)
  }

  private mutating func checked(
    _ quantity: Quantity, _ base: ExactNumber, _ number: ExactNumber, of field: Field,
    at range: SourceRange
  ) -> ScalarValue? {
    if field.isInteger, !number.isInteger {
      report(
        .wrongValue, at: range,
        Phrase("\(field.label)应是整数", "\(field.path.english) is a whole number"))
      return nil
    }
    guard quantity.unit == nil && field.unit != nil || field.interval.contains(base) else {
      report(
        .outOfRange, at: range,
        Phrase("\(field.label)不可能是 `\(number)`", "\(field.path.english) cannot be `\(number)`"),
        hint: rangeHint(of: field))
      return nil
    }
    return .number(quantity)
  }

  private func rangeHint(of field: Field) -> Phrase? {
    func text(_ bound: NumberInterval.Bound?) -> String? {
      bound.flatMap { $0.value.divided(by: field.unit?.scale ?? .one) }.map { $0.description }
    }
    let unit = field.unit?.name ?? Phrase("", "")
    switch (text(field.interval.lower), text(field.interval.upper)) {
    case (let low?, let high?):
      return Phrase(
        "应在 \(low) 与 \(high) \(unit.chinese) 之间", "between \(low) and \(high) \(unit.english)")
    case (let low?, nil):
      return Phrase("不小于 \(low) \(unit.chinese)", "at least \(low) \(unit.english)")
    default: return nil
    }
  }

  /// The unit a number is in: as written, else as declared, else none.
  private mutating func measure(
    _ spelling: String?, of field: Field, at range: SourceRange
  ) -> (unit: UnitOfMeasure?, Void)? {
    guard let spelling, !spelling.isEmpty else { return (field.unit, ()) }
    guard let unit = vocabulary.units.unit(spelled: spelling) else {
      report(.unknownUnit(spelling, among: vocabulary.units, at: range))
      return nil
    }
    guard case .number(let type) = field.type, let wanted = type.dimensions else {
      return (unit, ())
    }
    guard unit.dimensions == wanted else {
      let declared = field.unit?.name ?? Phrase("", "")
      report(
        .unitMismatch, at: range,
        Phrase(
          "\(field.label)的单位是`\(declared.chinese)`，不能用`\(spelling)`",
          "\(field.path.english) is in `\(declared.english)`, not in `\(spelling)`"))
      return nil
    }
    return (unit, ())
  }

  private mutating func report(
    _ problem: NumberText.Problem, in written: String, at range: SourceRange
  ) {
    switch problem {
    case .blankInside:
      report(
        .wrongValue, at: range,
        Phrase("`\(written)` 中间有空格，看不出是哪个数", "`\(written)` has a blank inside its number"),
        hint: Phrase(
          "数字连写，如 `1250`；千位可隔一个空格，每组三位，如 `146 000`",
          "write its digits together, as `1250`; one blank may stand before groups of three, as `146 000`"
        ))
    case .barePoint(let meant):
      report(
        .wrongValue, at: range,
        Phrase("`\(written)` 的小数点旁少数字", "`\(written)` has a point without a digit beside it"),
        hint: Phrase("写成 `\(meant)`", "write `\(meant)`"))
    }
  }

  private mutating func reportWrongType(_ node: JSONNode, expected field: Field) {
    let expected: Phrase
    switch field.type {
    case .truth: expected = Phrase("true 或 false", "true or false")
    case .number: expected = Phrase("数", "a number")
    case .text: expected = Phrase("文字", "a text")
    case .date: expected = Phrase("日期", "a date")
    case .choice: expected = Phrase("选项的名称", "the name of a choice")
    case .choices: expected = Phrase("选项的列表", "a list of choices")
    }
    report(
      .wrongValue, at: node.range,
      Phrase("\(field.label)应是\(expected.chinese)", "\(field.path.english) is \(expected.english)"))
  }
}
