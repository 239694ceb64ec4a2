extension Checker {
  /// `台账 产能置换.来源 「产能置换来源」`: what its sources are known by, and how much they have.
  mutating func checkLedger(_ declaration: DeclarationSyntax) {
    guard declaration.operands.count == 3, let name = declaration.operands[0].name,
      let title = declaration.operands[1].text?.text, let list = ledgerList(name)
    else { return }
    if rules.vocabulary.ledgers.contains(where: { $0.list == list }) {
      reportDuplicate(Phrase("台账", "ledger"), name, first: names.ledgers[list] ?? name.range)
      return
    }
    names.ledgers[list] = name.range
    let number = field(.sourceNumber, of: declaration, in: list, .text)
    let sourceNames = (declaration.clause(.sourceNames)?.operands.first?.names ?? [])
      .compactMap { field($0, in: list, .text) }
    let amount = field(.sourceAmount, of: declaration, in: list, .number)
    guard let amount, number != nil || !sourceNames.isEmpty else {
      if declaration.clause(.sourceAmount) == nil
        || (declaration.clause(.sourceNumber) == nil && declaration.clause(.sourceNames) == nil)
      {
        reportIncomplete(declaration)
      }
      return
    }
    let english = declaration.operands[2].part?.first?.text?.text
    var ledger = SourceLedger(list: list, title: Phrase(title, english ?? title), amount: amount)
    ledger.number = number
    ledger.names = sourceNames
    ledger.date = field(.sourceDate, of: declaration, in: list, .date)
    ledger.whole = field(.sourceWhole, of: declaration, in: list, .number)
    ledger.excess = field(.excess, of: declaration, in: list, .number)
    if let outer = enclosingList(of: list) {
      ledger.part = field(.accountedBy, of: declaration, in: outer, .label)
    } else if let clause = declaration.clause(.accountedBy) {
      report(
        .wrongType, at: clause.range,
        Phrase(
          "`分别记账` 写外层列表的字段，这个列表不在别的列表里",
          "`accounted-by` names a field of the list around this one, and there is none"),
        hint: Phrase("删去这一行", "leave the line out"))
    }
    ledger.endings = (declaration.clause(.nameEndings)?.operands.first?.names ?? [])
      .map { TextKey.folded($0.text) }.sorted { ($0.utf8.count, $1) > ($1.utf8.count, $0) }
    rules.vocabulary.ledgers.append(ledger)
  }

  private mutating func reportIncomplete(_ declaration: DeclarationSyntax) {
    report(
      .ledgerIncomplete, at: declaration.keywordRange,
      Phrase(
        "台账没有说明来源凭什么识别、使用多少",
        "the ledger does not say what a source is known by and how much of it is used"),
      hint: Phrase(
        "写 `使用数量 字段`，以及 `来源编号 字段` 或 `来源名称 字段、字段`",
        "write `amount-used FIELD`, and `source-number FIELD` or `source-names FIELD, FIELD`"))
  }

  /// The list of a path outside any element; one that is no list is reported.
  private mutating func ledgerList(_ name: NameSyntax) -> Int? {
    var container = 0
    for segment in name.text.pathSegments {
      let member = rules.vocabulary.containers[container].members[Word(segment)]
      guard case .container(let inner)? = member else {
        container = 0
        break
      }
      container = inner
    }
    let found = rules.vocabulary.containers[container]
    guard found.isList else {
      let lists = rules.vocabulary.containers.filter { $0.isList }
      reportUnknown(
        Phrase("列表", "list"), name, among: lists.flatMap { [$0.path.chinese, $0.path.english] })
      return nil
    }
    record(name, as: found.path, .container(container))
    return container
  }

  /// The list that a list stands in; nil for a list of the project itself.
  private func enclosingList(of list: Int) -> Int? {
    var container = rules.vocabulary.containers[list].parent
    while let index = container, !rules.vocabulary.containers[index].isList {
      container = rules.vocabulary.containers[index].parent
    }
    return container
  }

  /// What a field of a ledger must be.
  private enum LedgerFieldKind {
    case text, number, date
    /// What names something: a text or one choice.
    case label

    var name: Phrase {
      switch self {
      case .text: Keyword.text.spelling
      case .number: Keyword.number.spelling
      case .date: Keyword.date.spelling
      case .label: Phrase("文字或选项", "text or choice")
      }
    }

    func accepts(_ type: ValueType) -> Bool {
      switch (self, type) {
      case (.text, .text), (.number, .number), (.date, .date), (.label, .text), (.label, .choice):
        true
      default: false
      }
    }
  }

  private mutating func field(
    _ keyword: Keyword, of declaration: DeclarationSyntax, in list: Int, _ kind: LedgerFieldKind
  ) -> Int? {
    declaration.clause(keyword)?.operands.first?.name.flatMap { field($0, in: list, kind) }
  }

  private mutating func field(
    _ name: NameSyntax, in list: Int, _ kind: LedgerFieldKind
  ) -> Int? {
    guard let index = member(name, of: list) else { return nil }
    guard kind.accepts(rules.vocabulary.fields[index].type) else {
      report(
        .wrongType, at: name.range,
        Phrase(
          "`\(name.text)` 在台账里应是\(kind.name.chinese)字段",
          "`\(name.text)` of a ledger is a field of type \(kind.name.english)"),
        hint: Phrase("写这个列表里这种类型的字段", "name a field of this list of that type"))
      return nil
    }
    return index
  }
}

extension Diagnostic.Code {
  static let ledgerIncomplete = Self(
    name: "ledger-incomplete",
    explanation: Phrase(
      """
      台账要说明来源凭什么识别（来源编号，或来源名称），和每个项目使用多少（使用数量）。

          台账 产能置换.来源 「产能置换来源」
            来源编号 编号
            来源名称 企业、设备
            使用数量 产能
      """,
      """
      A ledger says what a source is known by (its number, or its names) and how much of it a project
      uses.

          ledger capacityReplacement.sources "capacity sources"
            source-number sourceId
            source-names enterprise, equipment
            amount-used capacity
      """))
}
