/// Where each thing that rule texts declare has its names.
struct DeclarationIndex: Sendable {
  /// A declaration of one thing; a rule that has several periods has several.
  struct Place: Sendable {
    /// What gives the thing its name, the Chinese one first.
    let names: [NameSyntax]
    /// The whole declaration, or the clause, that the names stand in.
    let range: SourceRange
  }

  private(set) var places: [Referent: [Place]] = [:]

  init(_ analysis: Analysis) {
    for tree in analysis.trees {
      for declaration in tree.declarations { add(declaration, analysis) }
    }
  }

  private mutating func add(_ declaration: DeclarationSyntax, _ analysis: Analysis) {
    let rules = analysis.checked
    let names = declaration.names
    if let first = names.first,
      let referent = Self.referent(of: declaration.keyword, first, rules)
    {
      places[referent, default: []].append(Place(names: names, range: declaration.range))
      addParts(of: declaration, referent, rules)
    }
    if declaration.keyword == .caseOf, let title = declaration.operands.first?.text {
      let folder = Checker.folder(of: analysis.sources[Int(title.range.source)].path)
      let name = NameSyntax(word: Word(title.text), range: title.range)
      places[.caseTitle(title.text, folder: folder), default: []]
        .append(Place(names: [name], range: declaration.range))
    }
    if declaration.keyword == .addedChoices, let name = names.first,
      let list = Self.choiceList(named: name, rules)
    {
      addChoices(of: declaration.operands, list, rules)
    }
  }

  /// What stands inside a declaration and has a name of its own: choices, columns.
  private mutating func addParts(
    of declaration: DeclarationSyntax, _ referent: Referent, _ rules: CheckedRules
  ) {
    switch referent {
    case .field(let field):
      if let list = rules.vocabulary.fields[field].type.choiceList {
        addChoices(of: declaration.operands, list, rules)
      }
    case .choiceList(let list): addChoices(of: declaration.operands, list, rules)
    case .table(let table):
      for clause in declaration.clauses(.column) {
        let names = clause.operands.compactMap { $0.name }
        guard let first = names.first,
          let column = rules.tables[table].columns.firstIndex(where: {
            $0.name.chinese == first.text
          })
        else { continue }
        places[.column(table: table, column: column), default: []]
          .append(Place(names: names, range: clause.range))
      }
    default: break
    }
  }

  private mutating func addChoices(
    of operands: [OperandSyntax], _ list: Int, _ rules: CheckedRules
  ) {
    for type in operands.compactMap({ $0.type }) {
      let choices: [ChoiceSyntax]
      switch type.kind {
      case .choice(let written, _), .choices(let written): choices = written
      default: continue
      }
      for choice in choices {
        guard let index = rules.vocabulary.choiceLists[list].index(of: choice.chinese.word) else {
          continue
        }
        places[.choice(list: list, choice: index), default: []]
          .append(
            Place(names: [choice.chinese] + (choice.english.map { [$0] } ?? []), range: type.range))
      }
    }
  }

  private static func choiceList(named name: NameSyntax, _ rules: CheckedRules) -> Int? {
    if let field = rules.vocabulary.field(at: name.text) {
      return rules.vocabulary.fields[field].type.choiceList
    }
    return rules.vocabulary.choiceLists.firstIndex { $0.name.isCalled(name.text) }
  }

  /// What a declaration declares by its first name; nil where the checker did not take it.
  private static func referent(
    of keyword: Keyword, _ name: NameSyntax, _ rules: CheckedRules
  ) -> Referent? {
    let (text, words) = (name.text, rules.vocabulary)
    switch keyword {
    case .field, .group, .list:
      switch words.member(at: text) {
      case .field(let field): return .field(field)
      case .container(let container): return .container(container)
      case nil: return nil
      }
    case .parameter:
      return rules.parameters.firstIndex { $0.name.isCalled(text) }.map { .parameter($0) }
    case .table: return rules.tables.firstIndex { $0.name.isCalled(text) }.map { .table($0) }
    case .set: return rules.sets.firstIndex { $0.name.isCalled(text) }.map { .set($0) }
    case .definition: return .definition(text)
    case .choiceList:
      return words.choiceLists.firstIndex { $0.name.isCalled(text) }.map { .choiceList($0) }
    case .unit: return words.units.unit(spelled: text).map { .unit($0.name.chinese) }
    case .consequence:
      return words.consequences.firstIndex { $0.name.isCalled(text) }.map { .consequence($0) }
    case .scoreDimension:
      return words.dimensions.firstIndex { $0.name.isCalled(text) }.map { .dimension($0) }
    case .ruleset: return rules.rulesets.firstIndex { $0.name.isCalled(text) }.map { .ruleset($0) }
    case .document: return rules.documents.firstIndex { $0.number == text }.map { .document($0) }
    case .rule, .omission: return .rule(text)
    default: return nil
    }
  }
}

extension Phrase {
  /// Whether it is the Chinese or the English name.
  func isCalled(_ name: String) -> Bool { chinese == name || english == name }
}

extension DeclarationSyntax {
  /// The names that a declaration gives what it declares, the Chinese one first.
  var names: [NameSyntax] {
    switch keyword {
    case .field, .group, .list, .parameter, .table, .set, .choiceList, .unit, .consequence,
      .scoreDimension:
      operands.prefix(2).compactMap { $0.name }
    case .ruleset:
      [operands.first?.name, operands.dropFirst().first?.part?.first?.name].compactMap { $0 }
    case .omission: operands.prefix(1).compactMap { $0.part?.first?.name }
    case .rule, .document, .definition, .relation, .addedRows, .addedChoices:
      operands.prefix(1).compactMap { $0.name }
    default: []
    }
  }
}
