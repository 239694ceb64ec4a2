/// What was found out about texts that have not changed since, for who checks them after every edit.
///
/// Ranges name texts by their places in the list that is read together, so that a memory is of one
/// list, in one order.
struct CheckMemory: Sendable {
  /// Data files as tables, with what is wrong with their form, by their places.
  var tables: [Int: ReadTable] = [:]
  var divisions: ReadDivisions?
  /// Declared tables with their rows, by their places.
  var checkedTables: [SourceRange: CheckedTable] = [:]
  /// What their cells were read with.
  var cellWords: CellWords?
  /// What rules and cases speak of; nil: it is to be read again.
  var ground: CheckedGround?
  /// What the rules of a text came to on that ground, by the place of the text.
  var ruleTexts: [Int32: CheckedRuleText] = [:]
  /// What the cases of a text came to, by the place of the text.
  var cases: [Int32: CheckedCases] = [:]
  /// What the cases were checked against.
  var surroundings: CaseSurroundings?

  /// Forgets what depends on a text that changed.
  mutating func forget(_ source: Int) {
    tables[source] = nil
    checkedTables = checkedTables.filter { !$0.value.rests(on: source) }
    ground?.forget(source)
    ruleTexts[Int32(source)] = nil
    cases[Int32(source)] = nil
    if divisions?.sources.contains(source) == true { divisions = nil }
  }
}

/// A data file, read.
struct ReadTable: Sendable {
  let table: CSVTable?
  let problems: [Diagnostic]
}

/// The divisions of data files in which nothing was wrong.
struct ReadDivisions: Sendable {
  let sources: [Int]
  let divisions: Divisions
}

/// The cases of one text, and all that the checker noted of them.
struct CheckedCases: Sendable {
  let cases: [CaseDeclaration]
  /// The consequences of the rules of which one is expected; nil of a rule that is not there.
  let consequences: [Word: [Int]?]
  let diagnostics: [Diagnostic]
  let relatedNames: [NameSyntax]
  let mentions: [Mention]
}

/// Everything besides its own text that a case is checked against.
struct CaseSurroundings: Sendable, Equatable {
  private let vocabulary: Vocabulary
  private let parameters: [ParameterForm]
  private let crossChecks: [Phrase]
  private let brokenNames: Set<Word>

  private struct ParameterForm: Sendable, Equatable {
    let name: Phrase
    let type: ValueType
    let unit: UnitOfMeasure?
    let keyTypes: [ValueType]
    let keyLevels: [Int: Division.Level]
  }

  init(_ checker: Checker) {
    vocabulary = checker.rules.vocabulary
    parameters = checker.rules.parameters.map {
      ParameterForm(
        name: $0.name, type: $0.type, unit: $0.unit, keyTypes: $0.keyTypes,
        keyLevels: $0.keyLevels)
    }
    crossChecks = checker.rules.crossChecks.map { $0.text }
    brokenNames = checker.brokenNames
  }
}

extension Checker {
  /// Checks the cases, text by text; those of a text that was checked against the same before are
  /// taken from memory.
  mutating func checkCases() {
    consequencesOfRules = consequencesByRule
    guard memory != nil else {
      forEach(.caseOf) { $0.checkCase($1) }
      return
    }
    let surroundings = CaseSurroundings(self)
    if memory?.surroundings != surroundings {
      memory?.cases = [:]
      memory?.surroundings = surroundings
    }
    var rest = (declarations[.caseOf] ?? [])[...]
    while let source = rest.first?.range.source {
      let own = rest.prefix { $0.range.source == source }
      rest = rest.dropFirst(own.count)
      if let known = memory?.cases[source], isFresh(known, source) {
        take(known)
      } else {
        let found = checkCases(own, of: source)
        memory?.cases[source] = found
      }
    }
  }

  /// The consequences that the rules have of which cases expect one.
  private func consequences(
    expectedIn own: ArraySlice<DeclarationSyntax>
  ) -> [Word: [Int]?] {
    var found: [Word: [Int]?] = [:]
    for clause in own.flatMap({ $0.clauses(.expect) }) {
      for expectation in clause.operands.first?.expectations ?? []
      where expectation.consequence != nil {
        guard let rule = expectation.rule?.word else { continue }
        found[rule] = .some(consequencesOfRules[rule])
      }
    }
    for column in own.flatMap({ $0.clause(.column)?.operands.first?.columns ?? [] }) {
      guard let rule = column.name?.word else { continue }
      found[rule] = .some(consequencesOfRules[rule])
    }
    return found
  }

  /// The consequences of each rule, by its id; of several versions those of the first.
  private var consequencesByRule: [Word: [Int]] {
    var found: [Word: [Int]] = [:]
    for rule in rules.rules {
      let id = Word(rule.id)
      guard found[id] == nil else { continue }
      var own: [Int] = []
      for one in rule.consequences {
        for index in [one.consequence] + one.besides.map({ $0.consequence })
        where !own.contains(index) {
          own.append(index)
        }
      }
      found[id] = own
    }
    return found
  }

  /// Whether the rules that they speak of have the same consequences, no case before has the title of
  /// one of these in their folder, and nothing was said of their text yet.
  private func isFresh(_ known: CheckedCases, _ source: Int32) -> Bool {
    guard problemCount(of: source) == 0,
      known.consequences.allSatisfy({ consequencesOfRules[$0.key] == $0.value })
    else { return false }
    return known.cases.allSatisfy { one in
      (names.cases[Word(one.title)] ?? []).allSatisfy { rules.cases[$0].folder != one.folder }
    }
  }

  private mutating func take(_ known: CheckedCases) {
    for one in known.cases {
      rules.cases.append(one)
      names.cases[Word(one.title), default: []].append(rules.cases.count - 1)
    }
    for problem in known.diagnostics { report(problem) }
    relatedNames += known.relatedNames
    rules.mentions += known.mentions
  }

  /// What the cases of a text come to; nil where it depends on the texts before.
  private mutating func checkCases(
    _ own: ArraySlice<DeclarationSyntax>, of source: Int32
  ) -> CheckedCases? {
    let isUntouched = problemCount(of: source) == 0
    let (cases, problems) = (rules.cases.count, diagnostics.count)
    let (related, mentions) = (relatedNames.count, rules.mentions.count)
    for declaration in own {
      reportRepeatedClauses(of: declaration)
      checkCase(declaration)
    }
    let found = Array(diagnostics[problems...])
    guard isUntouched, !found.contains(where: { $0.code == .duplicateName }) else { return nil }
    return CheckedCases(
      cases: Array(rules.cases[cases...]), consequences: consequences(expectedIn: own),
      diagnostics: found,
      relatedNames: Array(relatedNames[related...]),
      mentions: Array(rules.mentions[mentions...]))
  }
}
