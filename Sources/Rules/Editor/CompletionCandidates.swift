/// Everything that a place can want, as items in the language of the file.
struct CompletionCandidates {
  let analysis: Analysis
  let place: CompletionPlace
  let source: Int

  init(_ analysis: Analysis, _ place: CompletionPlace, source: Int) {
    (self.analysis, self.place, self.source) = (analysis, place, source)
  }

  var rules: CheckedRules { analysis.checked }
  var vocabulary: Vocabulary { rules.vocabulary }
  var language: Language { place.language }

  func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  func items(for wanted: Wanted) -> [CompletionItem] {
    switch wanted {
    case .keywords(let keywords): return keywords.map { item($0, .operation) }
    case .clauses: return clauses
    case .declarations: return Self.declarations.map { item($0, .keyword) }
    case .operand(let type): return variables + operands(of: type)
    case .choices(let list): return choices(of: list) + sets(of: list)
    case .units(let dimensions): return units(of: dimensions)
    case .keys(let parameter): return keys(of: parameter)
    case .lists: return lists
    case .documents:
      return rules.documents.map { CompletionItem($0.number, .document, "《\($0.title)》") }
    case .sections: return sections
    case .quotation: return [CompletionItem("「」", .value, say("引文", "a quotation"))]
    case .consequences:
      return vocabulary.consequences.map { named($0.name, .consequence, $0.label) }
    case .dimensions: return vocabulary.dimensions.map { named($0.name, .consequence, $0.label) }
    case .columns: return columns
    case .tables: return rules.tables.map { named($0.name, .table, $0.label) }
    case .rulesets: return rules.rulesets.map { named($0.name, .table, $0.title) }
    case .rules: return ruleIDs
    case .newRule: return newRuleIDs
    case .caseTitles: return caseTitles
    case .parameters: return rules.parameters.map { named($0.name, .parameter, $0.label) }
    case .types: return types
    case .verdicts: return Verdict.allCases.map { named($0.name, .value) }
    case .decisions: return Decision.allCases.map { named($0.name, .value) }
    case .categories: return OmissionCategory.allCases.map { named($0.name, .value) }
    case .places: return places
    case .confidences:
      return [
        item(.unverified, .keyword), item(.confidence, .keyword), item(.verifiedBy, .keyword),
      ]
    case .facts: return facts
    case .factValue(let name): return values(of: name)
    case .fields: return vocabulary.fields.map { item(of: $0, as: $0.path) }
    }
  }

  func named(_ name: Phrase, _ kind: CompletionItem.Kind, _ detail: String = "") -> CompletionItem {
    CompletionItem(
      name[language], kind, detail, aliases: [name.chinese, name.english, detail])
  }

  private func item(_ keyword: Keyword, _ kind: CompletionItem.Kind) -> CompletionItem {
    let form =
      Grammar.declarations[keyword]
      ?? place.declaration.flatMap { Grammar.declarations[$0]?.clauses[keyword] }
    let shown = kind == .keyword ? form?.text(behind: keyword)?[language] ?? "" : ""
    return CompletionItem(
      keyword.spelling[language], kind, shown,
      aliases: [keyword.spelling.chinese, keyword.spelling.english])
  }

  // MARK: - Clauses and declarations

  /// The clauses of the declaration in the order in which they are usually written.
  private var clauses: [CompletionItem] {
    guard let declaration = place.declaration, let form = Grammar.declarations[declaration] else {
      return []
    }
    return form.clauses.keys.sorted { $0.rawValue < $1.rawValue }.map { item($0, .keyword) }
  }

  private static let declarations = Grammar.declarations.keys.sorted { $0.rawValue < $1.rawValue }

  // MARK: - Names of other declarations

  private var columns: [CompletionItem] {
    rules.tables.flatMap { table in
      table.columns.map { column in
        let name = Phrase(
          "\(table.name.chinese).\(column.name.chinese)",
          "\(table.name.english).\(column.name.english)")
        return named(name, .table, table.label)
      }
    }
  }

  private var ruleIDs: [CompletionItem] {
    let own = analysis.tree(of: source)?.declarations.compactMap { declaration in
      declaration.keyword == .rule ? declaration.operands.first?.name?.text : nil
    }
    let ids = rules.rules.map { ($0.id, $0.title) }
    let near = Set(own ?? [])
    let sorted = ids.filter { near.contains($0.0) } + ids.filter { !near.contains($0.0) }
    return sorted.map { CompletionItem($0.0, .rule, $0.1, aliases: [$0.1]) }
      + rules.omissions.compactMap { omission in
        omission.id.map { CompletionItem($0, .rule, omission.category.name[language]) }
      }
  }

  /// The number behind that of the rule before the cursor, or of the last one of the folder.
  private var newRuleIDs: [CompletionItem] {
    let taken = Set(rules.rules.map { $0.id } + rules.omissions.compactMap { $0.id })
    let folder = Checker.folder(of: analysis.sources[source].path)
    let near = rules.rules.filter {
      Checker.folder(of: analysis.sources[Int($0.range.source)].path) == folder
    }
    let above = near.last { Int($0.range.source) == source && Int($0.range.start) < place.start }
    guard let last = (above ?? near.last)?.id else { return [] }
    var id = last.nextNumber
    while let next = id, taken.contains(next) { id = next.nextNumber }
    return id.map { [CompletionItem($0, .rule, say("下一个编号", "the next number"))] } ?? []
  }

  private var caseTitles: [CompletionItem] {
    let folder = Checker.folder(of: analysis.sources[source].path)
    return rules.cases.filter { $0.folder == folder }.map {
      CompletionItem($0.title, .caseTitle)
    }
  }

  /// The sections of the document before the cursor that other rules or the register name.
  private var sections: [CompletionItem] {
    let number = place.operands.first { $0.text.holds("〔") || isDocument($0.text) }?.text
    var found: [String] = []
    func add(_ section: String) { if !found.contains(section) { found.append(section) } }
    for rule in rules.rules {
      for cited in rule.citations where number == nil || cited.citation.document == number {
        add(cited.citation.section)
      }
    }
    for omission in rules.omissions { add(omission.section) }
    return found.map { CompletionItem($0, .section) }
  }

  private func isDocument(_ number: String) -> Bool {
    rules.documents.contains { $0.number == number }
  }

  private var places: [CompletionItem] {
    rules.rulesets.flatMap { $0.regions }.map { CompletionItem($0, .value) }
  }

  private var types: [CompletionItem] {
    let keywords: [Keyword] = [.number, .integer, .boolean, .text, .date, .choice, .choices]
    return keywords.map { item($0, .operation) }
      + vocabulary.choiceLists.filter { !$0.name.chinese.isEmpty }.map { named($0.name, .list) }
  }
}

extension String {
  /// NX-3.1-06 behind NX-3.1-05; nil for an id that does not end in a number.
  fileprivate var nextNumber: String? {
    let digits = utf8.reversed().prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    guard digits > 0, digits < 10, let number = Int(String(suffix(digits))) else { return nil }
    let next = String(number + 1)
    return String(dropLast(digits))
      + String(repeating: "0", count: max(0, digits - next.utf8.count)) + next
  }
}
