import Rules

/// Any word of the rules for a reader who wants to know what it means: a rule or clause, a field, a
/// parameter, a table, a set, a definition, a unit, a choice, a consequence, a keyword; else what
/// its letters are found in.
public struct WordExplanation {
  private let word: String
  private let book: RuleBook
  private let language: Language

  public init(_ word: String, in book: RuleBook, language: Language) {
    (self.word, self.book, self.language) = (word, book, language)
  }

  /// nil: it means nothing, and is part of no name.
  public var text: String? {
    let meanings = self.meanings
    if !meanings.isEmpty {
      return meanings.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }
    let found = search
    guard !found.isEmpty else { return nil }
    let shown = found.prefix(Self.searchLimit)
    let more =
      found.count > shown.count
      ? [say("……共 \(found.count) 个", "… \(found.count) in all")] : []
    let head = say("没有叫“\(word)”的；名称里有它的：", "Nothing is called “\(word)”; it is part of:")
    return ([head] + shown.map { "  " + $0 } + more).joined(separator: "\n") + "\n"
  }

  private static let searchLimit = 30

  private var rules: CheckedRules { book.checked }
  private var program: Program { book.program }
  private var vocabulary: Vocabulary { program.vocabulary }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  private func isMeant(_ name: Phrase) -> Bool { name.chinese == word || name.english == word }

  private func both(_ name: Phrase) -> String {
    name.chinese == name.english ? name.chinese : "\(name.chinese) \(name.english)"
  }

  // MARK: - What a word means

  private var meanings: [[String]] {
    let ids = program.rules.ruleIDs(meantBy: word)
    if let id = ids.first, ids.count == 1,
      let rule = RuleExplanation(id, in: book, language: language)
    {
      return [
        rule.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
          String($0)
        }
      ]
    }
    if ids.count > 1 {
      return [
        [say("几条规则的编号以它结尾：", "The ids of several rules end so:")] + ids.map { line(ofRule: $0) }
      ]
    }
    return omissions + fields + containers + parameters + tables + sets + definitions + units
      + choices + consequences + dimensions + decisions + keywords
  }

  private func line(ofRule id: String) -> String {
    let title = program.rules.rule(id).map { program.rules.rules[$0].title(language) } ?? ""
    return "  \(id) \(title)"
  }

  private var omissions: [[String]] {
    rules.omissions.filter { $0.id == word }.map { omission in
      [
        "\(word) \(omission.section)「\(omission.quote ?? "")」",
        say("不编码：", "Not encoded: ")
          + "\(omission.category.name[language])  \(omission.reason ?? "")",
      ]
    }
  }

  private var fields: [[String]] {
    vocabulary.fields.indices.filter { index in
      let field = vocabulary.fields[index]
      return isMeant(field.path) || field.label == word
    }.map { describe(field: $0) }
  }

  private func describe(field index: Int) -> [String] {
    let field = vocabulary.fields[index]
    var lines = [say("字段 ", "Field ") + both(field.path) + "  \(field.label)"]
    lines.append(say("  类型：", "  Type: ") + type(field.type, field.unit))
    if let question = field.question { lines.append(say("  填报：", "  Asked: ") + question) }
    if let evidence = field.evidence { lines.append(say("  证据：", "  Evidence: ") + evidence) }
    if field.isFoundByAuthority {
      lines.append(say("  由主管部门认定", "  Found by the authority"))
    }
    return lines
      + users(of: { step in
        switch step {
        case .field(index, _), .applicable(index, _): true
        default: false
        }
      })
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
      let names = vocabulary.choiceLists[list].choices.map { both($0) }
      return say("选项：", "one of: ") + names.joined(separator: say("、", ", "))
    }
  }

  private var containers: [[String]] {
    vocabulary.containers.filter { isMeant($0.path) || $0.label == word }.compactMap { container in
      guard container.parent != nil else { return nil }
      let kind = container.isList ? say("列表 ", "List ") : say("组 ", "Group ")
      return [kind + both(container.path) + "  \(container.label)"]
        + container.fields.map { index in
          let field = vocabulary.fields[index]
          return "  \(both(field.path))  \(field.label)"
        }
    }
  }

  private var parameters: [[String]] {
    rules.parameters.indices.filter { index in
      let parameter = rules.parameters[index]
      return isMeant(parameter.name) || parameter.label == word
    }.map { index in
      let parameter = rules.parameters[index]
      var lines = [say("参数 ", "Parameter ") + both(parameter.name) + "  \(parameter.label)"]
      lines.append(say("  类型：", "  Type: ") + type(parameter.type, parameter.unit))
      if let source = parameter.source { lines.append(say("  来源：", "  Source: ") + source) }
      if let column = parameter.column {
        let table = rules.tables[column.table]
        lines.append(
          say("  取自表 ", "  From the table ")
            + "\(table.name[language]).\(table.columns[column.column].name[language])")
      }
      let writer = ConditionWriter(program: program, language: language)
      for value in parameter.values {
        lines.append(
          "  " + writer.value(value.value, type: parameter.type) + period(value.validity))
      }
      if parameter.values.isEmpty, parameter.column == nil {
        lines.append(say("  规则里没有值：由主管部门给出", "  The rules give no value: the authority does"))
      }
      return lines
        + users(of: { step in
          if case .parameter(index, _) = step { true } else { false }
        })
    }
  }

  private func period(_ validity: Validity) -> String {
    let since = validity.since.map { say("，自 \($0)", ", from \($0)") } ?? ""
    return since + (validity.until.map { say("，至 \($0)", ", until \($0)") } ?? "")
  }

  private var tables: [[String]] {
    rules.tables.filter { isMeant($0.name) || $0.label == word }.map { table in
      var lines = [say("表 ", "Table ") + both(table.name) + "  \(table.label)"]
      if let source = table.source { lines.append(say("  来源：", "  Source: ") + source) }
      let names = { (columns: [TableColumn]) in
        columns.map { both($0.name) }.joined(separator: say("、", ", "))
      }
      lines.append(say("  键：", "  Keys: ") + names(table.keys))
      lines.append(say("  列：", "  Columns: ") + names(table.columns))
      lines.append(say("  \(table.rows.count) 行", "  \(table.rows.count) rows"))
      return lines
    }
  }

  private var sets: [[String]] {
    rules.sets.indices.filter { isMeant(rules.sets[$0].name) || rules.sets[$0].label == word }
      .map { index in
        let set = rules.sets[index]
        let choices = vocabulary.choiceLists[set.choiceList].choices
        var lines = [say("集合 ", "Set ") + both(set.name) + "  \(set.label)"]
        lines.append(
          say("  有：", "  Holds: ")
            + set.members.sorted().map { both(choices[$0]) }.joined(separator: say("、", ", ")))
        if let source = set.source { lines.append(say("  来源：", "  Source: ") + source) }
        return lines
          + users(of: { step in
            if case .memberOfSet(_, index) = step { true } else { false }
          })
      }
  }

  private var definitions: [[String]] {
    rules.definitions.indices.filter { rules.definitions[$0].name == word }.map { index in
      var lines = [say("定义 ", "Definition ") + word]
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
  }

  private var units: [[String]] {
    guard let unit = vocabulary.units.unit(spelled: word) else { return [] }
    var lines = [say("单位 ", "Unit ") + both(unit.name)]
    let fields = vocabulary.fields.filter { $0.unit?.name == unit.name }
    if !fields.isEmpty {
      lines.append(
        say("  用于：", "  Of: ")
          + fields.prefix(12).map { $0.path[language] }.joined(separator: say("、", ", ")))
    }
    return [lines]
  }

  private var choices: [[String]] {
    vocabulary.choiceLists.indices.compactMap { list in
      guard vocabulary.choiceLists[list].index(of: word) != nil else { return nil }
      let fields = vocabulary.fields.filter {
        switch $0.type {
        case .choice(list), .choices(list): true
        default: false
        }
      }
      guard !fields.isEmpty else { return nil }
      return [
        say("选项 ", "Choice ") + word
          + say("，属于字段 ", " of the field ")
          + fields.map { $0.path[language] }.joined(separator: say("、", ", "))
      ]
    }
  }

  private var consequences: [[String]] {
    vocabulary.consequences.filter { isMeant($0.name) || $0.label == word }.map { consequence in
      func decision(_ decision: Decision?) -> String {
        decision?.name[language] ?? say("不影响决定", "no effect on the decision")
      }
      return [
        say("后果 ", "Consequence ") + both(consequence.name) + "  \(consequence.label)",
        say("  不符合时的决定：", "  Decision when not met: ") + decision(consequence.onNotMet),
        say("  待定时的决定：", "  Decision when undetermined: ") + decision(consequence.onUndetermined),
      ]
    }
  }

  private var dimensions: [[String]] {
    vocabulary.dimensions.filter { isMeant($0.name) || $0.label == word }.map { dimension in
      [
        say("计分维度 ", "Score dimension ") + both(dimension.name) + "  \(dimension.label)",
        say("  权重：", "  Weight: ") + "\(dimension.weight)",
      ]
    }
  }

  private var decisions: [[String]] {
    let decision = Decision.allCases.filter { isMeant($0.name) }.map {
      [say("对项目的决定 ", "Decision on the project ") + both($0.name)]
    }
    let verdict = Verdict.allCases.filter { isMeant($0.name) }.map {
      [say("一条规则的结论 ", "Verdict of one rule ") + both($0.name)]
    }
    return decision + verdict
  }

  private var keywords: [[String]] {
    Keyword.allCases.filter { isMeant($0.spelling) }.prefix(1).map {
      [
        say("关键词 ", "Keyword ") + both($0.spelling),
        say("  语言手册：Tests/Specification", "  The manual of the language: Tests/Specification"),
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
        + ids.joined(separator: say("、", ", "))
    ]
  }

  // MARK: - Search

  /// What has the word in its name, label or title.
  private var search: [String] {
    let wanted = Array(word.utf8)
    func has(_ texts: String...) -> Bool { texts.contains { $0.holds(wanted) } }
    var found: [String] = []
    for field in vocabulary.fields
    where has(field.path.chinese, field.path.english, field.label) {
      found.append(say("字段 ", "field ") + "\(both(field.path))  \(field.label)")
    }
    for parameter in rules.parameters
    where has(parameter.name.chinese, parameter.name.english, parameter.label) {
      found.append(say("参数 ", "parameter ") + "\(both(parameter.name))  \(parameter.label)")
    }
    for table in rules.tables where has(table.name.chinese, table.name.english, table.label) {
      found.append(say("表 ", "table ") + "\(both(table.name))  \(table.label)")
    }
    for definition in rules.definitions where has(definition.name) {
      found.append(say("定义 ", "definition ") + definition.name)
    }
    for set in rules.sets where has(set.name.chinese, set.name.english, set.label) {
      found.append(say("集合 ", "set ") + "\(both(set.name))  \(set.label)")
    }
    for list in vocabulary.choiceLists {
      for choice in list.choices where has(choice.chinese, choice.english) {
        let line = say("选项 ", "choice ") + both(choice)
        if !found.contains(line) { found.append(line) }
      }
    }
    for rule in program.rules.rules where has(rule.id, rule.title) {
      found.append(say("规则 ", "rule ") + "\(rule.id) \(rule.title(language))")
    }
    return found
  }
}

extension RuleCatalogue {
  /// The rules that a word means: that of the id, else those whose ids end in it, as 3.1-05.
  public func ruleIDs(meantBy word: String) -> [String] {
    if rule(word) != nil { return [word] }
    var ids: [String] = []
    for rule in rules where rule.id.hasSuffix("-" + word) && !ids.contains(rule.id) {
      ids.append(rule.id)
    }
    return ids
  }
}

extension String {
  /// Whether bytes stand somewhere in the text.
  fileprivate func holds(_ wanted: [UInt8]) -> Bool {
    let own = Array(utf8)
    guard !wanted.isEmpty, own.count >= wanted.count else { return false }
    return (0...(own.count - wanted.count)).contains { start in
      own[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }
}
