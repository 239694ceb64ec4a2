import Rules

/// What one thing of the rules is, for `review explain` and for an editor that shows it beside the
/// text.
public struct ReferentExplanation {
  private let book: RuleBook
  private let language: Language

  public init(_ book: RuleBook, _ language: Language) {
    (self.book, self.language) = (book, language)
  }

  private var rules: CheckedRules { book.checked }
  private var program: Program { book.program }
  private var vocabulary: Vocabulary { program.vocabulary }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  private var comma: String { say("、", ", ") }

  /// The first line names it; the others say what is known of it. None: there is nothing to say.
  public func lines(_ referent: Referent) -> [String] {
    switch referent {
    case .field(let field): lines(field: field)
    case .container(let container): lines(container: vocabulary.containers[container])
    case .parameter(let parameter): lines(parameter: parameter)
    case .definition(let name): lines(definition: name)
    case .set(let set): lines(set: set)
    case .table(let table): lines(table: rules.tables[table])
    case .column(let table, let column):
      [
        say("列 ", "Column ") + rules.tables[table].columns[column].name.both
          + type(of: rules.tables[table].columns[column])
      ] + lines(table: rules.tables[table])
    case .choice(let list, let choice): lines(choice: choice, of: list)
    case .choiceList(let list):
      [say("选项表 ", "Choice list ") + vocabulary.choiceLists[list].name.both]
        + ["  " + vocabulary.choiceLists[list].choices.map { $0.both }.joined(separator: comma)]
    case .unit(let name): lines(unit: name)
    case .consequence(let consequence): lines(consequence: vocabulary.consequences[consequence])
    case .dimension(let dimension): lines(dimension: vocabulary.dimensions[dimension])
    case .ruleset(let ruleset): lines(ruleset: rules.rulesets[ruleset])
    case .document(let document): lines(document: rules.documents[document])
    case .rule(let id): lines(rule: id)
    case .caseTitle(let title, _): [say("案例 ", "Case ") + title]
    case .word(let word): [word.both]
    }
  }

  // MARK: - Fields

  private func lines(field index: Int) -> [String] {
    let field = vocabulary.fields[index]
    var lines = [say("字段 ", "Field ") + field.path.both + "  \(field.label)"]
    lines.append(say("  类型：", "  Type: ") + type(field.type, field.unit))
    if field.interval != .everything, case .number = field.type {
      lines.append(
        say("  范围：", "  Range: ")
          + Quantity(interval: field.interval, unit: field.unit).text(language))
    }
    if let unit = field.unitField { lines.append(say("  单位见：", "  Unit in: ") + name(of: unit)) }
    let numbers = vocabulary.numbers(inUnitOf: index)
    if !numbers.isEmpty {
      let names = numbers.map { name(of: $0) }.joined(separator: comma)
      lines.append(say("  写的是单位：", "  Unit of: ") + names)
    }
    if let question = field.question { lines.append(say("  填报：", "  Asked: ") + question) }
    if let evidence = field.evidence { lines.append(say("  证据：", "  Evidence: ") + evidence) }
    if field.isFoundByAuthority {
      lines.append(say("  由主管部门认定", "  Found by the authority"))
    }
    if field.isChangeable {
      lines.append(say("  申报单位可以改变", "  An applicant can change it"))
    }
    return lines
      + users(of: { step in
        switch step {
        case .field(index, _), .applicable(index, _): true
        default: false
        }
      })
  }

  private func name(of field: Int) -> String {
    "\(vocabulary.fields[field].path.both)  \(vocabulary.fields[field].label)"
  }

  private func type(_ type: ValueType, _ unit: UnitOfMeasure?) -> String {
    switch type {
    case .truth: return say("是或否", "yes or no")
    case .text: return say("文字", "text")
    case .date: return say("日期", "date")
    case .number:
      let name = unit.map { $0.name[language] } ?? say("随附单位", "with its own unit")
      return say("数", "number") + (name.isEmpty ? "" : say("，", ", ") + name)
    case .choice(let list), .choices(let list):
      let names = vocabulary.choiceLists[list].choices.map { $0.both }
      return say("选项：", "one of: ") + names.joined(separator: comma)
    }
  }

  private func type(of column: TableColumn) -> String {
    say("：", ": ") + type(column.type, column.unit)
  }

  private func lines(container: FieldContainer) -> [String] {
    guard container.parent != nil else { return [] }
    let kind = container.isList ? say("列表 ", "List ") : say("组 ", "Group ")
    return [kind + container.path.both + "  \(container.label)"]
      + container.fields.map { index in
        let field = vocabulary.fields[index]
        return "  \(field.path.both)  \(field.label)"
      }
  }

  // MARK: - Values that come from elsewhere

  private func lines(parameter index: Int) -> [String] {
    let parameter = rules.parameters[index]
    var lines = [say("参数 ", "Parameter ") + parameter.name.both + "  \(parameter.label)"]
    lines.append(say("  类型：", "  Type: ") + type(parameter.type, parameter.unit))
    if let source = parameter.source { lines.append(say("  来源：", "  Source: ") + source) }
    if let column = parameter.column {
      let table = rules.tables[column.table]
      lines.append(
        say("  取自表 ", "  From the table ")
          + "\(table.name[language]).\(table.columns[column.column].name[language])")
    }
    lines += ParameterHistory(parameter, in: book, language).lines.map { "  " + $0 }
    if parameter.values.isEmpty, parameter.column == nil {
      lines.append(say("  规则里没有值：由主管部门给出", "  The rules give no value: the authority does"))
    }
    return lines
      + users(of: { step in
        if case .parameter(index, _) = step { true } else { false }
      })
  }

  private func lines(table: RuleTable) -> [String] {
    var lines = [say("表 ", "Table ") + table.name.both + "  \(table.label)"]
    if let source = table.source { lines.append(say("  来源：", "  Source: ") + source) }
    let names = { (columns: [TableColumn]) in
      columns.map { $0.name.both }.joined(separator: comma)
    }
    lines.append(say("  键：", "  Keys: ") + names(table.keys))
    lines.append(say("  列：", "  Columns: ") + names(table.columns))
    lines.append(say("  \(table.rows.count) 行", "  \(table.rows.count) rows"))
    return lines
  }

  // MARK: - Words of the vocabulary

  private func lines(set index: Int) -> [String] {
    let set = rules.sets[index]
    let choices = vocabulary.choiceLists[set.choiceList].choices
    var lines = [say("集合 ", "Set ") + set.name.both + "  \(set.label)"]
    lines.append(
      say("  有：", "  Holds: ")
        + set.members.sorted().map { choices[$0].both }.joined(separator: comma))
    if let source = set.source { lines.append(say("  来源：", "  Source: ") + source) }
    return lines
      + users(of: { step in
        if case .memberOfSet(_, index) = step { true } else { false }
      })
  }

  private func lines(definition name: String) -> [String] {
    guard let index = rules.definitions.firstIndex(where: { $0.name == name }) else { return [] }
    var lines = [say("定义 ", "Definition ") + name]
    let body = program.steps.lazy.compactMap { step -> Int? in
      if case .definition(index, let body) = step { body } else { nil }
    }.first
    if let body {
      let writer = ConditionWriter(program: program, language: language)
      lines.append("  = " + writer.text(of: body).text)
    }
    return lines
      + users(of: { step in
        if case .definition(index, _) = step { true } else { false }
      })
  }

  private func lines(unit name: String) -> [String] {
    guard let unit = vocabulary.units.unit(spelled: name) else { return [] }
    var lines = [say("单位 ", "Unit ") + unit.name.both]
    let fields = vocabulary.fields.filter { $0.unit?.name == unit.name }
    if !fields.isEmpty {
      lines.append(
        say("  用于：", "  Of: ")
          + fields.prefix(12).map { $0.path[language] }.joined(separator: comma))
    }
    return lines
  }

  private func lines(choice: Int, of list: Int) -> [String] {
    let fields = vocabulary.fields.filter { $0.type == .choice(list) || $0.type == .choices(list) }
    guard !fields.isEmpty else { return [] }
    return [
      say("选项 ", "Choice ") + vocabulary.choiceLists[list].choices[choice].both
        + say("，属于字段 ", " of the field ")
        + fields.map { $0.path[language] }.joined(separator: comma)
    ]
  }

  private func lines(consequence: Consequence) -> [String] {
    func decision(_ decision: Decision?) -> String {
      decision?.name[language] ?? say("不影响决定", "no effect on the decision")
    }
    return [
      say("后果 ", "Consequence ") + consequence.name.both + "  \(consequence.label)",
      say("  不符合时的决定：", "  Decision when not met: ") + decision(consequence.onNotMet),
      say("  待定时的决定：", "  Decision when undetermined: ") + decision(consequence.onUndetermined),
    ]
  }

  private func lines(dimension: ScoreDimension) -> [String] {
    [
      say("计分维度 ", "Score dimension ") + dimension.name.both + "  \(dimension.label)",
      say("  权重：", "  Weight: ") + "\(dimension.weight)",
    ]
  }

  // MARK: - Rules and where they come from

  private func lines(ruleset: Ruleset) -> [String] {
    let parent = ruleset.parent.map { rules.rulesets[$0].name[language] }
    return [say("规则集 ", "Ruleset ") + ruleset.name.both + "  \(ruleset.title)"]
      + (parent.map { [say("  上级：", "  Under: ") + $0] } ?? [])
      + (ruleset.regions.isEmpty
        ? [] : [say("  辖区：", "  Jurisdiction: ") + ruleset.regions.joined(separator: comma)])
  }

  private func lines(document: PolicyDocument) -> [String] {
    let since = document.validity.since.map { $0.description } ?? say("未载", "not stated")
    let until = document.validity.until.map { $0.description } ?? say("未定", "open")
    return [say("文件 ", "Document ") + "\(document.number)《\(document.title)》"]
      + (document.issuer.map { [say("  机关：", "  Issued by: ") + $0] } ?? [])
      + [say("  施行：自 \(since) 至 \(until)", "  In force: from \(since) until \(until)")]
      + (document.remark.map { ["  " + $0] } ?? [])
  }

  private func lines(rule id: String) -> [String] {
    if let rule = RuleExplanation(id, in: book, language: language) {
      return rule.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .map { String($0) }
    }
    return rules.omissions.filter { $0.id == id }.flatMap { omission in
      [
        "\(id) \(omission.section)「\(omission.quote ?? "")」",
        say("不编码：", "Not encoded: ")
          + "\(omission.category.name[language])  \(omission.reason ?? "")",
      ]
    }
  }

  /// The rules that have a step that speaks of it.
  private func users(of isUse: (Step) -> Bool) -> [String] {
    let ids = program.programRules.filter { rule in
      rule.steps.contains { isUse(program.steps[$0]) }
    }.map { program.rules.rules[$0.rule].id }
    guard !ids.isEmpty else { return [] }
    return [
      say("  用到它的规则（\(ids.count)）：", "  Rules that use it (\(ids.count)): ")
        + ids.joined(separator: comma)
    ]
  }
}

extension Phrase {
  /// The Chinese name and the English one behind it, where they differ.
  var both: String { chinese == english ? chinese : "\(chinese) \(english)" }
}
