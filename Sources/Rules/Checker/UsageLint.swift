// What is declared and used by nobody, and table rows that no choice can reach.

extension Checker {
  /// Warns of definitions, sets, parameters and tables that nothing uses, of fields that a ruleset
  /// adds and none of its rules reads, and of keys that are no choice of the field they are
  /// looked up by.
  mutating func lintUsage() {
    var usage = Usage(rules)
    for expression in expressions { usage.add(expression) }
    for declaration in names.definitionSyntax {
      guard let name = declaration.operands.first?.name,
        let index = rules.definitions.firstIndex(where: { $0.name == name.text }),
        !usage.definitions.contains(index)
      else { continue }
      reportUnused(name.range, Phrase("定义", "definition"), name.text)
    }
    for (index, set) in rules.sets.enumerated() where !usage.sets.contains(index) {
      reportUnused(set.name, Phrase("集合", "set"))
    }
    for (index, parameter) in rules.parameters.enumerated()
    where !usage.parameters.contains(index) {
      reportUnused(parameter.name, Phrase("参数", "parameter"))
    }
    let tables = Set(rules.parameters.compactMap { $0.column?.table })
    for (index, table) in rules.tables.enumerated() where !tables.contains(index) {
      reportUnused(table.name, Phrase("表", "table"))
    }
    lintOwnFields(usage)
    lintKeys(usage)
  }

  /// Everything that is computed when a project is judged.
  private var expressions: [CheckedExpression] {
    var all = rules.rules.flatMap { $0.expressions } + rules.definitions.map { $0.expression }
    all += rules.crossChecks.map { $0.condition }
    all += [rules.dueApplies, rules.justification].compactMap { $0 }
    for some in [
      rules.derivations, rules.preconditions, rules.containerScopes, rules.fieldScopes,
    ] {
      all += some.values
    }
    return all
  }

  private mutating func reportUnused(_ name: Phrase, _ kind: Phrase) {
    guard let place = names.places[Word(name.chinese)] else { return }
    reportUnused(place, kind, name.chinese)
  }

  /// What belongs to no ruleset is shared: other rules may use it.
  private mutating func reportUnused(_ place: SourceRange, _ kind: Phrase, _ name: String) {
    guard ruleset(of: place) != nil else { return }
    report(
      .unusedName, at: place,
      Phrase("没有规则用到\(kind.chinese) `\(name)`", "no rule uses the \(kind.english) `\(name)`"),
      hint: Phrase(
        "删去，或在规则里用上；留作他用的写 `# 允许 unused-name 理由`",
        "delete it or use it; kept for a reason, write `# allow unused-name REASON`"),
      severity: .warning)
  }

  /// A shared vocabulary describes dossiers, whatever rules read of them; a field that a ruleset
  /// adds is there for its rules.
  private mutating func lintOwnFields(_ usage: Usage) {
    var places: [(field: Int, place: SourceRange, ruleset: Int?)] = []
    for (index, field) in rules.vocabulary.fields.enumerated() {
      guard let place = names.places[Word(field.path.chinese)] else { continue }
      places.append((index, place, ruleset(of: place)))
    }
    guard places.contains(where: { $0.ruleset == nil }) else { return }
    for (index, place, owner) in places where owner != nil && !usage.fields.contains(index) {
      let field = rules.vocabulary.fields[index]
      reportUnused(place, Phrase("字段", "field"), field.path.chinese)
    }
  }

  // MARK: - Keys

  private mutating func lintKeys(_ usage: Usage) {
    var seen: Set<Int> = []
    for (index, parameter) in rules.parameters.enumerated() {
      guard let lists = usage.keyLists[index], let table = parameter.column?.table,
        rules.tables[table].keys.count == 1, seen.insert(table).inserted
      else { continue }
      let separator = rules.tables[table].parentSeparator
      for row in rules.tables[table].rows {
        guard case .text(let key)? = row.keys.first else { continue }
        let names = [key] + (separator.map { key.parents(before: $0) } ?? [])
        let isChoice = lists.contains { list in
          names.contains { rules.vocabulary.choiceLists[list].index(of: $0) != nil }
        }
        if !isChoice { reportUnreachable(row, key, lists) }
      }
    }
  }

  private mutating func reportUnreachable(_ row: TableRow, _ key: String, _ lists: Set<Int>) {
    let known = lists.sorted().flatMap { list in
      rules.vocabulary.choiceLists[list].choices.flatMap { [$0.chinese, $0.english] }
    }
    report(
      .unreachableRow, at: row.range,
      Phrase(
        "没有选项 `\(key)`，这一行查不到", "no choice is called `\(key)`, so this row is never found"),
      hint: Suggestion.nearest(to: key, among: known).map(Phrase.didYouMean)
        ?? Phrase("改成字段的一个选项，或删去这一行", "write a choice of the field, or delete the row"),
      severity: .warning)
  }
}

/// What expressions read.
private struct Usage {
  private let rules: CheckedRules
  private(set) var fields: Set<Int> = []
  private(set) var definitions: Set<Int> = []
  private(set) var sets: Set<Int> = []
  private(set) var parameters: Set<Int> = []
  /// The choice lists of the fields that a parameter is looked up by; none for one that is looked
  /// up by anything else, too.
  private(set) var keyLists: [Int: Set<Int>] = [:]
  private var otherKeys: Set<Int> = []

  init(_ rules: CheckedRules) { self.rules = rules }

  mutating func add(_ expression: CheckedExpression) {
    switch expression.kind {
    case .field(let field, _), .applicable(let field, _): fields.insert(field)
    case .definition(let definition): definitions.insert(definition)
    case .set(_, let set): sets.insert(set)
    case .parameter(let parameter, let keys):
      parameters.insert(parameter)
      if let key = keys.first { addKey(key, of: parameter) }
    default: break
    }
    for operand in expression.operands { add(operand) }
  }

  private mutating func addKey(_ key: CheckedExpression, of parameter: Int) {
    if case .choice(let list) = key.type, case .field = key.kind, !otherKeys.contains(parameter) {
      keyLists[parameter, default: []].insert(list)
    } else {
      otherKeys.insert(parameter)
      keyLists[parameter] = nil
    }
  }
}

extension Diagnostic.Code {
  static let unusedName = Self(
    name: "unused-name",
    explanation: Phrase(
      "声明了却没有规则用到的定义、集合、参数、表，和一个规则集自己增加的字段。多半是规则里写了另一个名称。留作他用的，用 `# 允许 unused-name 理由` 说明。",
      "A definition, set, parameter or table that no rule uses, or a field that a ruleset adds and "
        + "none reads. Usually a rule names something else. Kept on purpose, it is allowed by "
        + "`# allow unused-name REASON`."))

  static let unreachableRow = Self(
    name: "unreachable-row",
    explanation: Phrase(
      "规则用选项字段查这张表，而这一行的键不是任何一个选项，永远查不到：多半写错了一个字。",
      "Rules look the table up by a field of choices, and the key of this row is none of them, so it "
        + "is never found: usually one letter is wrong."))
}
