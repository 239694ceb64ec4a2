// What is one of several: choices, texts, yes and no.

extension Checker {
  mutating func checkMembership(
    _ left: ExpressionSyntax, _ membership: Keyword, _ items: [ExpressionSyntax],
    _ operatorRange: SourceRange, whole: SourceRange, _ scope: inout Scope
  ) -> CheckedExpression? {
    guard let checked = checkExpression(left, &scope) else { return nil }
    if let other = valueBeside(checked, membership, items, scope) {
      let comparison: Keyword = membership == .isChoice ? .sameAs : .differentFrom
      return checkComparison(left, comparison, other, operatorRange, whole: whole, &scope)
    }
    let negated = membership == .isNotChoice || membership == .notMemberOf
    func wrap(_ kind: CheckedExpression.Kind) -> CheckedExpression {
      let positive = CheckedExpression(kind: kind, type: .truth, range: whole)
      guard negated else { return positive }
      return CheckedExpression(kind: .not(positive), type: .truth, range: whole)
    }
    switch (checked.type, membership) {
    case (.choices(let list), .includes), (.choices(let list), .includesOnly):
      let indices = items.compactMap { choice($0, in: list) }
      guard indices.count == items.count else { return nil }
      return wrap(
        membership == .includes
          ? .includes(checked, indices) : .includesOnly(checked, indices))
    case (.choice(let list), .isChoice), (.choice(let list), .isNotChoice),
      (.choice(let list), .memberOf), (.choice(let list), .notMemberOf):
      if items.count == 1, case .name(let name)? = items.first, let set = names.sets[name.word],
        rules.sets[set].choiceList == list
      {
        record(name, as: rules.sets[set].name, .set(set))
        return wrap(.set(checked, set))
      }
      let indices = items.compactMap { choice($0, in: list) }
      guard indices.count == items.count else { return nil }
      return wrap(.oneOf(checked, indices.map(ScalarValue.choice)))
    case (.text, .isChoice), (.text, .isNotChoice), (.text, .memberOf), (.text, .notMemberOf):
      let texts = items.compactMap { text(of: $0, comparedWith: checked, scope) }
      return texts.count == items.count ? wrap(.oneOf(checked, texts)) : nil
    case (.truth, .isChoice), (.truth, .isNotChoice):
      guard case .name(let name)? = items.first, let value = Self.truth(named: name) else {
        break
      }
      let spelling = value ? Keyword.yes.spelling : Keyword.no.spelling
      record(name, as: spelling, .word(spelling))
      return wrap(.oneOf(checked, [.truth(value)]))
    default: break
    }
    report(
      .wrongType, at: operatorRange,
      Phrase(
        "`\(membership.spelling.chinese)` 不能用于\(describe(checked.type).chinese)",
        "`\(membership.spelling.english)` does not go with \(describe(checked.type).english)"),
      related: [label(checked)], hint: membershipHint(checked.type))
    return nil
  }

  /// The other field, parameter or definition of `源.城市 是 项目.城市`; nil where a choice or a text
  /// is meant.
  private func valueBeside(
    _ left: CheckedExpression, _ membership: Keyword, _ items: [ExpressionSyntax], _ scope: Scope
  ) -> ExpressionSyntax? {
    guard membership == .isChoice || membership == .isNotChoice, items.count == 1,
      case .name(let name)? = items.first
    else { return nil }
    switch left.type {
    case .text: break
    case .choice(let list):
      if rules.vocabulary.choiceLists[list].index(of: name.word) != nil { return nil }
      if let set = names.sets[name.word], rules.sets[set].choiceList == list { return nil }
    case .truth, .number, .date, .choices: return nil
    }
    return meaning(of: name, scope) == .value ? items.first : nil
  }

  /// A text that is written in a condition; nil after a reported problem.
  private mutating func text(
    of item: ExpressionSyntax, comparedWith expression: CheckedExpression, _ scope: Scope
  ) -> ScalarValue? {
    switch item {
    case .text(let text): return self.text(text.text, comparedWith: expression, at: text.range)
    case .name(let name):
      if let meaning = meaning(of: name, scope) {
        reportNameAsText(name, meaning)
        return nil
      }
      if lints { lintLabel(name) }
      return self.text(name.text, comparedWith: expression, at: name.range)
    default: return nil
    }
  }

  private mutating func reportNameAsText(_ name: NameSyntax, _ meaning: NameMeaning) {
    report(
      .nameAsText, at: name.range,
      Phrase(
        "`\(name.text)` 是\(meaning.kind.chinese)，不是文字",
        "`\(name.text)` is \(meaning.kind.english), not a text"),
      hint: meaning == .table
        ? Phrase(
          "查表写 `\(name.text)[键]`，文字加引号：`「\(name.text)」`",
          "look it up by `\(name.text)[KEY]`; a text has quotation marks: `「\(name.text)」`")
        : Phrase(
          "两个字段相比用 `是`，文字加引号：`「\(name.text)」`",
          "two fields are compared with `is`; a text has quotation marks: `「\(name.text)」`"))
  }

  /// Warns of a bare word that is the label of a field.
  private mutating func lintLabel(_ name: NameSyntax) {
    guard let field = rules.vocabulary.fields.first(where: { $0.label == name.text }) else {
      return
    }
    report(
      .nameAsText, at: name.range,
      Phrase(
        "`\(name.text)` 是字段 `\(field.path.chinese)` 的标签，在这里只是文字",
        "`\(name.text)` is the label of `\(field.path.english)`, and only a text here"),
      hint: Phrase(
        "指字段写 `\(field.path.chinese)`，确是文字加引号：`「\(name.text)」`",
        "write `\(field.path.english)` for the field, or `「\(name.text)」` for the text"),
      severity: .warning)
  }

  /// A text that a field is compared with: of a place its full name.
  private mutating func text(
    _ text: String, comparedWith expression: CheckedExpression, at range: SourceRange
  ) -> ScalarValue {
    guard let level = placeLevel(of: expression) else { return .text(text) }
    return .text(placeName(text, level, at: range))
  }

  func membershipHint(_ type: ValueType) -> Phrase? {
    switch type {
    case .number: Phrase("数用 `等于`、`不高于` 等比较", "numbers take `==`, `<=` and so on")
    case .choices:
      Phrase("多选字段用 `包含` 或 `仅含`", "a field of several choices takes `includes` or `only`")
    case .date: Phrase("日期用 `早于`、`不晚于` 等比较", "dates take `before`, `not after` and so on")
    case .truth: Phrase("是否字段直接写，或在前面加 `非`", "write a yes-or-no field alone, or `not` before it")
    case .choice: Phrase("单选字段用 `是` 或 `属于`", "a field of one choice takes `is` or `in`")
    case .text: nil
    }
  }

  static func truth(named name: NameSyntax) -> Bool? {
    switch name.text {
    case "是", "yes", "true": true
    case "否", "no", "false": false
    default: nil
    }
  }

  /// The index of a choice in its list; an unknown one is reported.
  mutating func choice(_ item: ExpressionSyntax, in list: Int) -> Int? {
    let name: NameSyntax
    switch item {
    case .name(let written): name = written
    case .text(let text): name = NameSyntax(word: Word(text.text), range: text.range)
    default:
      report(
        .wrongType, at: item.range,
        Phrase("这里应是选项的名称", "this is the name of a choice"),
        hint: ValueType.choice(list).plainExample(rules.vocabulary))
      return nil
    }
    let declared = rules.vocabulary.choiceLists[list]
    guard let index = declared.index(of: name.word) else {
      guard !brokenNames.contains(name.word) else { return nil }
      let known = declared.choices.flatMap { [$0.chinese, $0.english] }
      report(
        .unknownChoice, at: name.range,
        Phrase("`\(name.text)` 不是可选的值", "`\(name.text)` is none of the choices"),
        hint: choiceHint(name, known, declared))
      return nil
    }
    if case .name = item {
      record(name, as: declared.choices[index], .choice(list: list, choice: index))
    }
    return index
  }

  private func choiceHint(_ name: NameSyntax, _ known: [String], _ list: ChoiceList) -> Phrase {
    let nearest = nearest(to: name, among: { known })
    if let nearest, nearest.isOneSlip(from: name.text) {
      return .didYouMean(nearest)
    }
    let all = ListedWords(list.choices, first: nearest)
    return Phrase("可选：\(all.chinese)", "one of: \(all.english)")
  }
}

extension Diagnostic.Code {
  static let nameAsText = Self(
    name: "name-as-text",
    explanation: Phrase(
      """
      文字字段与写明的文字比较时，文字加引号；不加引号而又是字段、参数、列表、集合的名称，多半是想比较两个字段或查表。

          当 源.城市 是 项目.城市               两个文字字段相比
          当 项目.城市 属于 「济南市」、「青岛市」
          当 重点区域[项目.城市]                 查表
      """,
      """
      A text that a field is compared with stands in quotation marks. Without them a word that names a
      field, a parameter, a list or a set was most likely meant as that.

          when source.city is project.city                 two text fields
          when project.city in 「济南市」, 「青岛市」
          when keyRegions[project.city]                    a table
      """))
}
