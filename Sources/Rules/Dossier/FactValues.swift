// JSON values as values of a field's type.

extension DossierReader {
  /// What a value says: nil when nothing is given, and after a reported problem.
  ///
  /// A blank text gives nothing; `无法提供：原因` and `不适用：原因` say why there is no value; `/`, `—` and 无
  /// say that the field does not apply, unless the field itself has such a value. A hyphen may be
  /// either, and is a question.
  mutating func state(
    _ node: JSONNode, of declared: Field, unit: JSONNode? = nil
  ) -> Fact.State? {
    switch node.kind {
    case .null: return nil
    case .string(let text):
      if AnswerWord.isEmpty(text) { return nil }
      if let (part, reason) = FactForm.stated(text) {
        if isPlace(declared) { return nil }
        guard isReason(reason, of: declared) else {
          reportNoReason(reason, in: text, at: node.range)
          return nil
        }
        return part == .unavailable ? .unavailable(reason) : notApplicable(reason, declared)
      }
      guard AnswerWord.isNone(text) || AnswerWord.isHyphen(text), !hasValue(text, declared) else {
        guard declared.type == .text, ReasonWord.isPlaceholder(text) else { break }
        reportPlaceholder(text, of: declared, at: node.range)
        return nil
      }
      // A place that is struck out is not given: what rules hold must not hang on it.
      if isPlace(declared) { return nil }
      if AnswerWord.isHyphen(text), declared.type != .text {
        reportHyphen(text, of: declared, at: node.range)
        return nil
      }
      return notApplicable(text.trimmed, declared)
    case .boolean, .number, .array, .object: break
    }
    return value(node, of: declared, unit: unit).map { .value($0) }
  }

  /// Whether a word that usually says “none” is a value of the field.
  private func hasValue(_ text: String, _ declared: Field) -> Bool {
    switch declared.type {
    case .truth: AnswerWord.truth(text) != nil
    case .choice(let list), .choices(let list):
      vocabulary.choiceLists[list].index(written: text.trimmed) != nil
    case .number, .text, .date: false
    }
  }

  private func isPlace(_ declared: Field) -> Bool {
    vocabulary.jurisdictionFields.contains {
      vocabulary.fields[$0].path.english == declared.path.english
    }
  }

  private mutating func reportNoReason(
    _ reason: String, in text: String, at range: SourceRange
  ) {
    let key = text.trimmed.prefix { $0 != ":" && $0 != "：" }
    report(
      .wrongValue, at: range, ReasonWord.problem(String(key), reason),
      hint: ReasonWord.hint(writing: Phrase("\(key)：尚未开工", "\(key): not built yet")))
  }

  private mutating func reportPlaceholder(
    _ text: String, of field: Field, at range: SourceRange
  ) {
    report(
      .wrongValue, at: range,
      Phrase(
        "`\(text)` 没有说出\(field.label)，按没有给出处理",
        "`\(text)` does not say what \(field.path.english) is and is read as not given"),
      hint: Phrase(
        "写出来；不知道就不写，给不出写 `无法提供：原因`，没有的写 `不适用：原因`",
        "say it; leave it out when it is not known, or write `unavailable: why`, `notApplicable: why`"
      ), severity: .warning)
  }

  private mutating func reportHyphen(_ text: String, of field: Field, at range: SourceRange) {
    if case .number = field.type {
      report(
        .wrongValue, at: range,
        Phrase(
          "`\(text)` 可能是零，也可能是不适用", "`\(text)` may be zero, or not applicable"),
        hint: Phrase("零写 `0`，不适用写 `/`", "write `0` for zero and `/` for not applicable"))
      return
    }
    report(
      .wrongValue, at: range,
      Phrase(
        "`\(text)` 可能是没有填，也可能是不适用", "`\(text)` may be not given, or not applicable"),
      hint: Phrase(
        "没有填的留空，不适用写 `/`", "leave it empty when it is not given; write `/` for not applicable"))
  }

  /// The value of a field; nil after a reported problem.
  mutating func value(
    _ node: JSONNode, of declared: Field, unit: JSONNode? = nil
  ) -> ScalarValue? {
    guard isMeasurable(declared, in: unit) else { return nil }
    switch declared.type {
    case .truth: return truth(node)
    case .text:
      if case .string(let text) = node.kind { return .text(text.trimmed) }
      if case .number(let digits) = node.kind { return .text(digits) }
      if case .array(let items) = node.kind, vocabulary.namesClauses(declared) {
        let names = items.compactMap { $0.written }
        if names.count == items.count { return .text(names.joined(separator: "、")) }
      }
    case .date: return days(node, of: declared).map { $0.single.map(ScalarValue.date) ?? .days($0) }
    case .choice(let list):
      if let text = node.written {
        return choice(text, in: list, at: node.range).map { .choice($0) }
      }
    case .choices(let list): return choices(node, in: list)
    case .number:
      return number(node, of: declared, unit: unit)
    }
    reportWrongType(node, expected: declared)
    return nil
  }

  /// Whether a field can have the unit that is written beside its value: only a number can.
  private mutating func isMeasurable(_ field: Field, in unit: JSONNode?) -> Bool {
    guard let unit else { return true }
    if case .number = field.type { return true }
    if case .null = unit.kind { return true }
    report(
      .wrongValue, at: unit.range,
      Phrase(
        "\(field.label)不是数，没有单位", "\(field.path.english) is no number and has no unit"),
      hint: Phrase("删去单位", "leave the unit out"))
    return false
  }

  private mutating func truth(_ node: JSONNode) -> ScalarValue? {
    if case .boolean(let value) = node.kind { return .truth(value) }
    if let text = node.written {
      if let value = AnswerWord.truth(text) { return .truth(value) }
      let (short, remark) = text.remarkApart
      if let value = AnswerWord.truth(short), let remark {
        guard contradicts(remark, value) else { return .truth(value) }
        reportTwoThings(text, at: node.range)
        return nil
      }
    }
    report(
      .wrongValue, at: node.range,
      Phrase("这里应是“是”或“否”", "this is true or false"),
      hint: Phrase(
        "写 `是`、`否`（`√`、`×`，true、false 也可）；不知道就写 null 或留空",
        "write `yes` or `no`, `true` or `false`; null or nothing when it is not known"))
    return nil
  }

  // MARK: - Dates

  /// The days that a date may be: one, or those of a month.
  private mutating func days(_ node: JSONNode, of field: Field) -> DayRange? {
    guard let written = node.written else {
      reportDate(
        Phrase("这里应是日期", "this is a date"), meant: ["2024-03-01"], at: node.range)
      return nil
    }
    switch DateText(written).reading {
    case .days(let days):
      guard Self.plausibleYears.contains(days.first.year),
        Self.plausibleYears.contains(days.last.year)
      else {
        reportYear(written, at: node.range)
        return nil
      }
      if let remark = written.plain.remarkApart.remark, contradicts(remark, days) {
        reportTwoThings(written, at: node.range)
        return nil
      }
      guard days.single == nil, isReviewDate(field) else { return days }
      reportDate(
        Phrase("\(field.label)要写到哪一天", "\(field.path.english) is one day"),
        meant: ["\(days.first)"], at: node.range)
      return nil
    case .noSuchDay:
      report(.invalidDate(Self.withHyphens(written), at: node.range))
      return nil
    case .wrong(let meant):
      reportDate(
        Phrase("`\(written)` 不是日期", "`\(written)` is no date"), meant: meant, at: node.range)
      return nil
    }
  }

  /// Dates of plants and papers; 0024 is a slip for 2024.
  private static let plausibleYears = 1900...2200

  private mutating func reportYear(_ written: String, at range: SourceRange) {
    let (first, last) = (Self.plausibleYears.lowerBound, Self.plausibleYears.upperBound)
    report(
      .invalidDate, at: range,
      Phrase("`\(written)` 的年份不可能", "`\(written)` is in no year that can be meant"),
      hint: Phrase("年份应在 \(first) 与 \(last) 之间", "write a year from \(first) to \(last)"))
  }

  private func isReviewDate(_ field: Field) -> Bool {
    vocabulary.asOfField.map { vocabulary.fields[$0].path.english == field.path.english } ?? false
  }

  /// The numbers of a date with hyphens between them.
  private static func withHyphens(_ text: String) -> String {
    text.plain.split { !("0"..."9").contains($0) }.joined(separator: "-")
  }

  private mutating func reportDate(_ message: Phrase, meant: [String], at range: SourceRange) {
    let chinese = meant.map { "`\($0)`" }.joined(separator: " 或 ")
    let english = meant.map { "`\($0)`" }.joined(separator: " or ")
    report(
      .invalidDate, at: range, message,
      hint: meant.isEmpty
        ? Phrase(
          "按年、月、日写，如 `2025-10-01`、`2025年10月1日`；只知道月份写 `2025年10月`",
          "write year, month and day, as `2025-10-01`; `2025-10` when only the month is known")
        : Phrase("写成 \(chinese)", "write \(english)"))
  }

  /// The days between two dates, as `{"from": …, "to": …}` gives them.
  mutating func dateSpan(
    _ from: JSONNode, _ to: JSONNode, of field: Field, at range: SourceRange
  ) -> ScalarValue? {
    guard let first = days(from, of: field), let last = days(to, of: field) else { return nil }
    guard let span = DayRange(first: first.first, last: last.last) else {
      report(
        .outOfRange, at: range,
        Phrase("区间的起日晚于止日", "the range begins after its end"),
        hint: Phrase("早的写在 `from`", "write the earlier day as `from`"))
      return nil
    }
    return span.single.map { .date($0) } ?? .days(span)
  }

  // MARK: - Choices

  private mutating func choice(_ text: String, in list: Int, at range: SourceRange) -> Int? {
    let choices = vocabulary.choiceLists[list]
    if let found = Self.choice(written: text, in: choices) {
      guard let remark = found.remark, contradicts(remark, found.index, of: choices) else {
        return found.index
      }
      reportTwoThings(text.trimmed, at: range)
      return nil
    }
    report(
      .unknownChoice, at: range,
      Phrase("`\(text)` 不是可选的值", "`\(text)` is none of the choices"),
      hint: choiceHint(text.plain, choices))
    return nil
  }

  /// The choice that a slip was meant to be; else all that there are.
  private func choiceHint(_ text: String, _ list: ChoiceList) -> Phrase {
    let nearest = nearest(to: text) {
      list.choices.flatMap { [$0.chinese, $0.english] } + list.aliases.keys.map { $0.text }.sorted()
    }
    if let nearest, nearest.isOneSlip(from: text) { return .didYouMean(nearest) }
    return Self.possible(list, first: nearest)
  }

  private static func possible(_ list: ChoiceList, first: String? = nil) -> Phrase {
    let all = ListedWords(list.choices, first: first)
    return Phrase("可选：\(all.chinese)", "one of: \(all.english)")
  }

  /// The choice of a text: by one of its names, without the remark behind it (存量（已投产）), or by
  /// several of its names, as a code and a name (`C3011 水泥制造`); and the remark.
  private static func choice(
    written text: String, in choices: ChoiceList
  ) -> (index: Int, remark: String?)? {
    let name = text.trimmed
    if let index = choices.index(written: name) ?? choices.index(written: name.plain) {
      return (index, nil)
    }
    let short = String(name.prefix { $0 != "（" && $0 != "(" }).trimmed
    let behind = name.drop { $0 != "（" && $0 != "(" }.filter { !"（()）".contains($0) }
    let remark = behind.isEmpty ? nil : behind
    if let index = choices.index(written: short) ?? choices.index(written: short.plain) {
      return (index, remark)
    }
    let found = Set(short.plain.split(separator: " ").map { choices.index(written: String($0)) })
    guard found.count == 1, let index = found.first ?? nil else { return nil }
    return (index, remark)
  }

  private mutating func choices(_ node: JSONNode, in list: Int) -> ScalarValue? {
    var found: Set<Int> = []
    switch node.kind {
    case .array(let items):
      for item in items {
        guard case .string(let text) = item.kind else {
          report(
            .wrongValue, at: item.range,
            Phrase("这里应是选项的名称", "this is the name of a choice"),
            hint: Self.possible(vocabulary.choiceLists[list]))
          return nil
        }
        guard let index = choice(text, in: list, at: item.range) else { return nil }
        found.insert(index)
      }
    case .string(let text):
      let names = vocabulary.choiceLists[list]
      if let found = Self.choice(written: text, in: names),
        found.remark.map({ !contradicts($0, found.index, of: names) }) ?? true
      {
        return .choices([found.index])
      }
      for name in text.split(whereSeparator: { "、,，;；|\n".contains($0) }) {
        guard let index = choice(String(name), in: list, at: node.range) else { return nil }
        found.insert(index)
      }
    default:
      report(
        .wrongValue, at: node.range,
        Phrase("这里应是选项的列表 `[ … ]`", "this is a list of choices `[ … ]`"),
        hint: Self.possible(vocabulary.choiceLists[list]))
      return nil
    }
    return .choices(found)
  }

  mutating func reportWrongType(_ node: JSONNode, expected field: Field) {
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
      Phrase("\(field.label)应是\(expected.chinese)", "\(field.path.english) is \(expected.english)"),
      hint: form(of: field))
  }

  /// How a value of a field is written.
  private func form(of field: Field) -> Phrase {
    switch field.type {
    case .truth: return Phrase("写 `true` 或 `false`", "write `true` or `false`")
    case .number:
      let unit = (field.unit ?? field.units.first)?.name ?? Phrase("", "")
      let all =
        unit.chinese.isEmpty
        ? Phrase("`1.25`", "`1.25`")
        : Phrase("`35`、`\"35 \(unit.chinese)\"`", "`35` or `\"35 \(unit.english)\"`")
      return Phrase(
        "只写一个数，如 \(all.chinese)；区间写 `{\"from\": 95, \"to\": 105}`",
        "write one number, as \(all.english), or a range, `{\"from\": 95, \"to\": 105}`")
    case .text: return Phrase("写在引号里，如 `\"…\"`", "write it in quotation marks, as `\"…\"`")
    case .date: return Phrase("写成 `\"2025-10-01\"`", "write it as `\"2025-10-01\"`")
    case .choice(let list), .choices(let list): return Self.possible(vocabulary.choiceLists[list])
    }
  }
}
