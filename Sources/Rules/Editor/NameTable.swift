/// What words stand for, wherever they are written.
struct NameTable {
  private let rules: CheckedRules

  init(_ rules: CheckedRules) { self.rules = rules }

  /// What is called so; nil when nothing is. Of several the one that a condition would read.
  func referent(of text: String) -> Referent? {
    let words = rules.vocabulary
    if rules.definitions.contains(where: { $0.name == text }) { return .definition(text) }
    if let index = rules.parameters.firstIndex(where: { $0.name.isCalled(text) }) {
      return .parameter(index)
    }
    switch words.member(at: text) {
    case .field(let field)?: return .field(field)
    case .container(let container)? where container > 0: return .container(container)
    case .container?, nil: break
    }
    if let index = rules.sets.firstIndex(where: { $0.name.isCalled(text) }) { return .set(index) }
    if let index = rules.tables.firstIndex(where: { $0.name.isCalled(text) }) {
      return .table(index)
    }
    if let index = rules.documents.firstIndex(where: { $0.number == text }) {
      return .document(index)
    }
    if rules.rule(text) != nil || rules.omissions.contains(where: { $0.id == text }) {
      return .rule(text)
    }
    if let index = words.consequences.firstIndex(where: { $0.name.isCalled(text) }) {
      return .consequence(index)
    }
    if let index = words.dimensions.firstIndex(where: { $0.name.isCalled(text) }) {
      return .dimension(index)
    }
    if let unit = words.units.unit(spelled: text) { return .unit(unit.name.chinese) }
    for (list, declared) in words.choiceLists.enumerated() {
      if let choice = declared.index(of: Word(text)) { return .choice(list: list, choice: choice) }
    }
    return nil
  }

  /// What a referent is called; nil for one that has no name of its own.
  func name(of referent: Referent) -> Phrase? {
    let words = rules.vocabulary
    switch referent {
    case .field(let field): return words.fields[field].path
    case .container(let container): return words.containers[container].path
    case .parameter(let parameter): return rules.parameters[parameter].name
    case .definition(let name): return Phrase(name, name)
    case .set(let set): return rules.sets[set].name
    case .table(let table): return rules.tables[table].name
    case .column(let table, let column): return rules.tables[table].columns[column].name
    case .choice(let list, let choice): return words.choiceLists[list].choices[choice]
    case .choiceList(let list): return words.choiceLists[list].name
    case .unit(let name): return words.units.unit(spelled: name)?.name
    case .consequence(let consequence): return words.consequences[consequence].name
    case .dimension(let dimension): return words.dimensions[dimension].name
    case .ruleset(let ruleset): return rules.rulesets[ruleset].name
    case .document(let document):
      return Phrase(rules.documents[document].number, rules.documents[document].number)
    case .rule(let id): return Phrase(id, id)
    case .caseTitle(let title, _): return Phrase(title, title)
    case .word(let word): return word
    }
  }
}
