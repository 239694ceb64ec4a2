extension Checker {
  /// `逐条 认定.例外说明 ： 条款、事项、结论`: the list of justifications and its fields.
  mutating func justificationList(of declaration: DeclarationSyntax) -> JustificationList? {
    guard let clause = declaration.clause(.perRule), clause.operands.count == 2,
      let listName = clause.operands[0].name, let names = clause.operands[1].names,
      let (list, _) = resolveList(listName, Scope())
    else { return nil }
    guard case .oneOf(let value, _)? = rules.justification?.kind,
      case .field(let field, nil) = value.kind,
      case .choice(let choices) = rules.vocabulary.fields[field].type
    else {
      report(
        .wrongType, at: declaration.range,
        Phrase(
          "逐条的书面说明要以一个选项字段为结论", "a justification per rule concludes by one field of choices"),
        hint: Phrase(
          "写成 `书面说明 认定.例外理由 是 符合`", "write `justification FIELD is CHOICE`"))
      return nil
    }
    let types: [ValueType] = [.text, .text, .choice(choices)]
    let fields = names.compactMap { member($0, of: list) }
    guard fields.count == names.count else { return nil }
    guard fields.map({ rules.vocabulary.fields[$0].type }) == types else {
      report(
        .wrongType, at: clause.range,
        Phrase(
          "依次写条款（文字）、事项（文字）、结论（与书面说明同一选项表）三个字段",
          "name three fields: the rules (text), the topic (text) and the conclusion (of the same "
            + "choices as the justification)"),
        hint: Phrase(
          "写成 `逐条 …：…、…、…`，三个都是这个列表的字段",
          "write `per-rule …: …, …, …` with three fields of the list"))
      return nil
    }
    return JustificationList(
      field: field, list: list, rules: fields[0], topic: fields[1], conclusion: fields[2],
      none: rules.vocabulary.choiceLists[choices].index(of: "none"))
  }

  /// A field of a list's elements by the last segment of its path.
  mutating func member(_ name: NameSyntax, of list: Int) -> Int? {
    guard case .field(let field)? = rules.vocabulary.containers[list].members[name.word] else {
      let fields = rules.vocabulary.containers[list].fields
      reportUnknown(
        Phrase("字段", "field"), name,
        among: fields.map { rules.vocabulary.fields[$0].name.chinese })
      return nil
    }
    record(name, as: rules.vocabulary.fields[field].name, .field(field))
    return field
  }
}
