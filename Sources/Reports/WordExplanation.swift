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

  private func both(_ name: Phrase) -> String { name.both }

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
    let words = omissions + named.map { ReferentExplanation(book, language).lines($0) }
    return words + choices + decisions + keywords
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

  /// What is called so, by its names or its label.
  private var named: [Referent] {
    func all<Thing>(_ things: [Thing], _ isMeant: (Thing) -> Bool) -> [Int] {
      things.indices.filter { isMeant(things[$0]) }
    }
    var found: [Referent] = []
    found += all(vocabulary.fields) { isMeant($0.path) || $0.label == word }.map { .field($0) }
    found += all(vocabulary.containers) {
      $0.parent != nil && (isMeant($0.path) || $0.label == word)
    }.map { .container($0) }
    found += all(rules.parameters) { isMeant($0.name) || $0.label == word }.map { .parameter($0) }
    found += all(rules.tables) { isMeant($0.name) || $0.label == word }.map { .table($0) }
    found += all(rules.sets) { isMeant($0.name) || $0.label == word }.map { .set($0) }
    found += all(rules.definitions) { $0.name == word }.map {
      .definition(rules.definitions[$0].name)
    }
    if let unit = vocabulary.units.unit(spelled: word) { found.append(.unit(unit.name.chinese)) }
    found += all(vocabulary.consequences) { isMeant($0.name) || $0.label == word }
      .map { .consequence($0) }
    found += all(vocabulary.dimensions) { isMeant($0.name) || $0.label == word }
      .map { .dimension($0) }
    return found
  }

  private var choices: [[String]] {
    vocabulary.choiceLists.indices.compactMap { list in
      guard let choice = vocabulary.choiceLists[list].index(of: word) else { return nil }
      let lines = ReferentExplanation(book, language).lines(.choice(list: list, choice: choice))
      return lines.isEmpty ? nil : lines
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

  // MARK: - Search

  /// What has the word in its name, label or title.
  private var search: [String] {
    func has(_ texts: String...) -> Bool { texts.contains { $0.holds(word) } }
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
