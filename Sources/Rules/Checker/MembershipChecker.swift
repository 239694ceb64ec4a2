// What is one of several: choices, texts, yes and no.

extension Checker {
  mutating func checkMembership(
    _ left: ExpressionSyntax, _ membership: Keyword, _ items: [ExpressionSyntax],
    _ operatorRange: SourceRange, whole: SourceRange, _ scope: inout Scope
  ) -> CheckedExpression? {
    guard let checked = checkExpression(left, &scope) else { return nil }
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
        record(name, as: rules.sets[set].name)
        return wrap(.set(checked, set))
      }
      let indices = items.compactMap { choice($0, in: list) }
      guard indices.count == items.count else { return nil }
      return wrap(.oneOf(checked, indices.map(ScalarValue.choice)))
    case (.text, .isChoice), (.text, .isNotChoice), (.text, .memberOf), (.text, .notMemberOf):
      let texts = items.compactMap { item -> ScalarValue? in
        switch item {
        case .text(let text): self.text(text.text, comparedWith: checked, at: text.range)
        case .name(let name): self.text(name.text, comparedWith: checked, at: name.range)
        default: nil
        }
      }
      return wrap(.oneOf(checked, texts))
    case (.truth, .isChoice), (.truth, .isNotChoice):
      guard case .name(let name)? = items.first, let value = Self.truth(named: name) else {
        break
      }
      record(name, as: value ? Keyword.yes.spelling : Keyword.no.spelling)
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
        Phrase("这里应是选项的名称", "this is the name of a choice"))
      return nil
    }
    let declared = rules.vocabulary.choiceLists[list]
    guard let index = declared.index(of: name.word) else {
      let known = declared.choices.flatMap { [$0.chinese, $0.english] }
      report(
        .unknownChoice, at: name.range,
        Phrase("`\(name.text)` 不是可选的值", "`\(name.text)` is none of the choices"),
        hint: choiceHint(name, known, declared))
      return nil
    }
    if case .name = item { record(name, as: declared.choices[index]) }
    return index
  }

  private func choiceHint(_ name: NameSyntax, _ known: [String], _ list: ChoiceList) -> Phrase {
    if let nearest = nearest(to: name, among: { known }) {
      return Phrase("是否想写 `\(nearest)`？", "did you mean `\(nearest)`?")
    }
    let shown = list.choices.prefix(8)
    return Phrase(
      "可选：" + shown.map { $0.chinese }.joined(separator: "、"),
      "one of: " + shown.map { $0.english }.joined(separator: ", "))
  }
}
