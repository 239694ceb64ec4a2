/// Looks up every name, type, unit, date and citation of rule texts that were read together.
///
/// Declarations may stand in any order and in any file: vocabulary is collected first, then what
/// is described with it.
///
/// - Parameters:
///   - trees: The trees of `sources`, in the same order.
///   - sources: The rule texts, and the CSV files that tables name.
///   - lent: Trees whose rules are not checked, but may be followed (`沿用`).
///   - keepsSpellings: Whether the formatter will ask what each name was resolved to.
///   - lints: Whether warnings of what is allowed but suspicious are wanted.
/// - Returns: The checked rules; what could not be checked is left out and reported.
public func check(
  _ trees: [SyntaxTree], of sources: [SourceText], lending lent: [SyntaxTree] = [],
  keepsSpellings: Bool = true, lints: Bool = true
) -> (rules: CheckedRules, diagnostics: [Diagnostic]) {
  var checker = Checker(
    trees: trees, sources: sources, keepsSpellings: keepsSpellings, lints: lints)
  checker.followed.add(lent + trees)
  return checker.result()
}

/// The same, with what each name stands for, and with a memory of the same texts before an edit.
func check(
  _ trees: [SyntaxTree], of sources: [SourceText], remembering memory: inout CheckMemory
) -> (rules: CheckedRules, diagnostics: [Diagnostic]) {
  var checker = Checker(trees: trees, sources: sources, keepsSpellings: false, lints: true)
  checker.followed.add(trees)
  // Held once, it is changed in its place.
  checker.memory = memory
  memory = CheckMemory()
  let result = checker.result()
  memory = checker.memory ?? memory
  return result
}

extension Checker {
  fileprivate mutating func result() -> (rules: CheckedRules, diagnostics: [Diagnostic]) {
    run()
    let sorted = diagnostics.sorted {
      ($0.range.source, $0.range.start) < ($1.range.source, $1.range.start)
    }
    let isShared = hasFollowers || !names.ruleResults.isEmpty
    return (rules, withoutAllowed(isShared ? sorted.withoutRepetitions : sorted))
  }
}

struct Checker {
  let sources: [SourceText]
  let keepsSpellings: Bool
  /// Whether to look for what is allowed but suspicious, too.
  let lints: Bool
  let declarations: [Keyword: [DeclarationSyntax]]
  var rules = CheckedRules()
  private(set) var diagnostics: [Diagnostic] = []
  /// How many problems each text has so far.
  private var problemCounts: [Int32: Int] = [:]

  var names = NameIndex()
  /// How many aggregates stand around what is being checked.
  var aggregateDepth = 0
  /// The ruleset each text belongs to, once it was looked up.
  var rulesetOfSource: [Int32: Int?] = [:]
  /// Parents named before their ruleset was read.
  /// The text that the last consequence stands in: each file has an order of its own.
  var lastConsequenceSource: Int32?
  var rulesetParents: [(child: Int, parent: NameSyntax)] = []
  /// The data files that a declaration names, and where.
  var dataNames: [Int: SourceRange] = [:]
  /// The warnings that comments allow.
  let allowances: [Allowance]
  /// By which keys parameters are looked up that are names of places.
  var placeKeys: [PlaceKey] = []
  /// The tables whose keys were taken as names of places.
  var placedTables: Set<Int> = []
  /// The folders whose lack of a ruleset was reported.
  var foldersWithoutRuleset: Set<String> = []
  /// The rules that others may follow.
  var followed = FollowedRules()
  /// What declarations that could not be read would have declared: names that are known after all.
  var brokenNames: Set<Word> = []
  /// Rules named by other rules and by relations.
  var relatedNames: [NameSyntax] = []
  /// The consequences of the rules that cases speak of.
  var consequencesOfRules: [Word: [Int]] = [:]
  /// What was found out before the last edit; nil: nobody edits.
  var memory: CheckMemory?

  init(trees: [SyntaxTree], sources: [SourceText], keepsSpellings: Bool, lints: Bool) {
    self.sources = sources
    self.keepsSpellings = keepsSpellings
    self.lints = lints
    allowances = lints ? trees.flatMap { Allowance.all(in: $0) } : []
    var declarations: [Keyword: [DeclarationSyntax]] = [:]
    for declaration in trees.flatMap({ $0.declarations }) {
      declarations[declaration.keyword, default: []].append(declaration)
      if let name = declaration.brokenName { brokenNames.insert(name) }
    }
    self.declarations = declarations
  }

  mutating func run() {
    reportRulesAmongCases(declarations)
    checkGround()
    collectRuleIDs(declarations[.rule] ?? [])
    checkRules()
    reportOverlappingVersions()
    reportForeignDocuments()
    nameKeysOfPlaces()
    arrangeTables()
    forEach(.omission) { $0.checkOmission($1) }
    forEach(.relation) { $0.checkRelation($1) }
    checkCases()
    checkCaseBases()
    reportUnusedData()
    if lints {
      checkRelatedNames()
      lintUsage()
    }
  }

  /// Checks everything that rules and cases speak of, and that speaks of none of them.
  mutating func readGround() {
    forEach(.unit) { $0.checkUnit($1) }
    forEach(.materials) { $0.checkMaterials($1) }
    forEach(.choiceList) { $0.checkChoiceList($1) }
    forEach(.consequence) { $0.checkConsequence($1) }
    forEach(.scoreDimension) { $0.checkDimension($1) }
    forEach(.group) { $0.checkContainer($1, isList: false) }
    forEach(.list) { $0.checkContainer($1, isList: true) }
    forEach(.field) { $0.checkField($1) }
    forEach(.addedChoices) { $0.checkAddedChoices($1) }
    forEach(.ledger) { $0.checkLedger($1) }
    forEach(.choiceNames) { $0.checkChoiceNames($1) }
    if let fields = only(.jurisdictionFields) {
      reportRepeatedClauses(of: fields)
      checkJurisdictionFields(fields)
    }
    forEach(.ruleset) { $0.checkRuleset($1) }
    resolveRulesetParents()
    forEach(.document) { $0.checkDocument($1) }
    checkReplacedDocuments(declarations[.document] ?? [])
    forEach(.set) { $0.checkSet($1) }
    forgetTablesReadOtherwise()
    forEach(.table) { $0.checkTable($1) }
    forEach(.addedRows) { $0.checkAddedRows($1) }
    forEach(.parameter) { $0.checkParameter($1) }
    collectDefinitions(declarations[.definition] ?? [])
    forEach(.field) { $0.checkFieldClauses($1) }
    for keyword in [Keyword.group, .list, .field] { forEach(keyword) { $0.checkExistence($1) } }
    checkRouting()
    arrangeTables()
  }

  mutating func forEach(
    _ keyword: Keyword, _ step: (inout Checker, DeclarationSyntax) -> Void
  ) {
    for declaration in declarations[keyword] ?? [] {
      reportRepeatedClauses(of: declaration)
      step(&self, declaration)
    }
  }

  /// Reports a clause that stands twice where only one can count.
  mutating func reportRepeatedClauses(of declaration: DeclarationSyntax) {
    var seen: [Keyword: SourceRange] = [:]
    for clause in declaration.clauses where Self.standsOnce(clause.keyword) {
      guard let first = seen[clause.keyword] else {
        seen[clause.keyword] = clause.keywordRange
        continue
      }
      reportRepeated(clause.keyword, at: clause.keywordRange, first: first)
    }
  }

  private mutating func reportRepeated(
    _ keyword: Keyword, at range: SourceRange, first: SourceRange
  ) {
    let name = keyword.spelling
    report(
      .repeatedClause, at: range,
      Phrase("`\(name.chinese)` 只能写一次", "`\(name.english)` is written once"),
      related: [.init(first, Phrase("第一次在这里", "first here"))],
      hint: keyword == .when
        ? Phrase("用 `且` 或 `或` 合成一个条件", "join the conditions with `and` or `or`")
        : Phrase("留下要算数的一个，删去另一个", "keep the one that is to count, and leave the other out"))
  }

  private static func standsOnce(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .parent, .jurisdiction, .alias, .issuer, .policyText, .since, .until, .datedBy, .each,
      .when,
      .inPrinciple, .due, .score, .remedy, .curedBy, .source, .takenFrom, .bareUnit, .data,
      .parentNames,
      .decides,
      .basedOn, .asOf, .divisions, .formerNames, .perRule, .range, .changeable, .foundByAuthority,
      .basis, .equals, .onlyIf, .per, .about, .measuredIn, .unitIn, .evidence, .question, .follows,
      .englishTitle,
      .exists, .sourceNumber, .sourceNames, .sourceDate, .sourceAmount, .sourceWhole,
      .accountedBy, .nameEndings, .excess, .onNotMet, .onUndetermined:
      true
    default: false
    }
  }

  private mutating func checkRouting() {
    rules.vocabulary.asOfField = field(of: only(.asOfField))
    rules.vocabulary.numberField = field(of: only(.numberField))
    rules.vocabulary.nameField = field(of: only(.nameField))
    rules.dueApplies = only(.dueApplies)?.operands.first?.expression.flatMap { condition($0) }
    forEach(.crossCheck) { $0.checkCrossCheck($1) }
    if let declaration = only(.justification) {
      reportRepeatedClauses(of: declaration)
      rules.justification = declaration.operands.first?.expression.flatMap { condition($0) }
      rules.vocabulary.justifications = justificationList(of: declaration)
    }
  }

  /// The declaration of something that the vocabulary says once; others are reported.
  mutating func only(_ keyword: Keyword) -> DeclarationSyntax? {
    let all = declarations[keyword] ?? []
    for other in all.dropFirst() {
      reportRepeated(keyword, at: other.keywordRange, first: all[0].keywordRange)
    }
    return all.first
  }

  private mutating func field(of declaration: DeclarationSyntax?) -> Int? {
    declaration?.operands.first?.name.flatMap { plainField($0) }
  }

  /// `核对 「审查日不应早于受理日期」 : 审查日 不早于 项目.受理日期`
  private mutating func checkCrossCheck(_ declaration: DeclarationSyntax) {
    let operands = declaration.operands
    guard let text = operands.first?.text?.text,
      let condition = operands.last?.expression.flatMap({ condition($0) })
    else { return }
    let english = operands.dropFirst().first?.part?.first?.text?.text
    rules.crossChecks.append(CrossCheck(text: Phrase(text, english ?? text), condition: condition))
  }

  private mutating func condition(_ syntax: ExpressionSyntax) -> CheckedExpression? {
    var scope = Scope()
    return checkCondition(syntax, &scope)
  }

  // MARK: - Reporting

  mutating func report(
    _ code: Diagnostic.Code, at range: SourceRange, _ message: Phrase,
    related: [Diagnostic.Label] = [], hint: Phrase? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    problemCounts[range.source, default: 0] += 1
    diagnostics.append(
      Diagnostic(code, at: range, message, related: related, hint: hint, severity: severity))
  }

  /// The known name nearest to a misspelt one; nil beyond the problems of a text that are shown,
  /// as the search costs more than all else that is said of a name.
  func nearest(to name: NameSyntax, among known: () -> [String]) -> String? {
    wantsNearest(at: name.range) ? Suggestion.nearest(to: name.text, among: known()) : nil
  }

  /// How many problems of a text were reported.
  func problemCount(of source: Int32) -> Int { problemCounts[source, default: 0] }

  /// Whether the problem to come is one of those of its text that are shown.
  func wantsNearest(at range: SourceRange) -> Bool {
    problemCounts[range.source, default: 0] < Suggestion.searchLimit
  }

  /// Reports a name that means nothing here, with the nearest one that does.
  mutating func reportUnknown(
    _ kind: Phrase, _ name: NameSyntax, among known: [String], hint: Phrase? = nil
  ) {
    reportUnknown(kind, name, meant: nearest(to: name) { known }, hint: hint)
  }

  /// Reports a name that is none of a few, with all of them.
  mutating func reportUnknown(_ kind: Phrase, _ name: NameSyntax, amongAll words: [Phrase]) {
    let meant = nearest(to: name) { words.flatMap { [$0.chinese, $0.english] } }
    let all = ListedWords(words, first: meant)
    reportUnknown(
      kind, name, meant: meant,
      hint: all.hint(Phrase("可写：", "one of: ")))
  }

  /// Reports a name that means nothing here.
  ///
  /// - Parameter meant: The nearest name that does, which a caller with many names looks for by
  ///   ``nearest(to:among:)``.
  mutating func reportUnknown(
    _ kind: Phrase, _ name: NameSyntax, meant: String?, hint: Phrase? = nil
  ) {
    guard !brokenNames.contains(name.word) else { return }
    report(
      .unknownName, at: name.range,
      Phrase("没有名为 `\(name.text)` 的\(kind.chinese)", "no \(kind.english) is called `\(name.text)`"),
      hint: hint
        ?? meant.map(Phrase.didYouMean))
  }

  /// Whether neither spelling of a declaration is taken; a taken one is reported.
  mutating func isNew(
    _ chinese: NameSyntax, _ english: NameSyntax, _ kind: Phrase, in taken: [Word: Int]
  ) -> Bool {
    for name in [chinese, english] where taken[name.word] != nil {
      reportDuplicate(kind, name, first: names.places[name.word] ?? name.range)
      return false
    }
    for name in [chinese, english] { names.places[name.word] = name.range }
    return true
  }

  mutating func reportDuplicate(_ kind: Phrase, _ name: NameSyntax, first: SourceRange) {
    report(
      .duplicateName, at: name.range,
      Phrase(
        "\(kind.chinese) `\(name.text)` 重复", "the \(kind.english) `\(name.text)` is declared twice"),
      related: [.init(first, Phrase("第一次在这里", "first here"))],
      hint: Phrase("给其中一个改名，或删去一个", "rename one of them, or delete it"))
  }

  /// Keeps what a name was resolved to, when somebody wants to print it or to know what it means.
  mutating func record(
    _ name: NameSyntax, as phrase: Phrase, _ referent: Referent, isOfVariable: Bool = false
  ) {
    if keepsSpellings { rules.spellings[name.range] = phrase }
    mention(name.range, referent, isOfVariable: isOfVariable)
  }

  /// Keeps what a name stands for that is the same in both languages.
  mutating func mention(_ range: SourceRange, _ referent: Referent, isOfVariable: Bool = false) {
    guard memory != nil else { return }
    rules.mentions.append(
      Mention(range: range, referent: referent, isOfVariable: isOfVariable))
  }

  /// A date that exists; a wrong one is reported.
  mutating func date(_ syntax: DateSyntax) -> CalendarDate? {
    if let date = CalendarDate(parsing: syntax.text) { return date }
    report(.invalidDate(syntax.text, at: syntax.range))
    return nil
  }

  /// A number in base units; one that does not fit is reported.
  mutating func sized(
    _ number: ExactNumber, in unit: UnitOfMeasure?, at range: SourceRange
  ) -> Quantity? {
    if let quantity = Quantity(number, in: unit) { return quantity }
    report(
      .numberTooLarge, at: range,
      Phrase(
        "换算成基本单位后放不下", "the number does not fit once it is converted to base units"),
      hint: Phrase("核对数和单位", "look at the number and its unit"))
    return nil
  }

  mutating func number(_ text: String, at range: SourceRange) -> ExactNumber? {
    if let number = ExactNumber(parsing: text) { return number }
    report(
      .numberTooLarge, at: range,
      Phrase(
        "数超过 \(ExactNumber.digitLimit) 位有效数字",
        "the number has more than \(ExactNumber.digitLimit) digits"),
      hint: Phrase("四舍五入，或换更大的单位", "round it, or use a larger unit"))
    return nil
  }

  /// The folder of the file that holds a range.
  func folder(of range: SourceRange) -> String {
    Self.folder(of: sources[Int(range.source)].path)
  }

  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[..<slash])
  }
}

/// What the names of the declarations stand for.
struct NameIndex {
  var choiceLists: [Word: Int] = [:]
  /// The lists whose choices can be compared.
  var choiceOrders: [Int: ChoiceOrder] = [:]
  var consequences: [Word: Int] = [:]
  var dimensions: [Word: Int] = [:]
  var rulesets: [Word: Int] = [:]
  var rulesetOfFolder: [String: Int] = [:]
  var rulesetsOfRegions: [[String]: [Int]] = [:]
  var documents: [Word: Int] = [:]
  var sets: [Word: Int] = [:]
  var parameters: [Word: Int] = [:]
  var tables: [Word: Int] = [:]
  var definitions: [Word: Int] = [:]
  var definitionSyntax: [DeclarationSyntax] = []
  var definitionStates: [DefinitionState] = []
  /// How many definitions and results of rules are being read, each for the one before.
  var definitionDepth = 0
  /// How many definitions stand on one another in each checked one, itself included.
  var definitionHeights: [Int] = []
  /// How deep each checked definition nests when those that it uses are written out.
  var definitionLevels: [Int] = []
  /// The highest of the definitions that what is being checked uses.
  var highestUsed = 0
  var rules: [Word: SourceRange] = [:]
  /// The ids of all rules that are checked; of one id several, with periods of their own.
  var checkedRules: Set<SourceRange> = []
  /// The definitions that stand for results of rules, by the rule and the result; nil for one that
  /// a problem was reported of.
  var ruleResults: [RuleResult: Int?] = [:]
  /// How often a result of a rule was asked for, whether there is one or not.
  var resultQuestions = 0
  /// The rules whose results are being looked up, each for the one before.
  var ruleResultChain: [Word] = []
  /// The cases of a title, in the order they were read.
  var cases: [Word: [Int]] = [:]
  /// Paths that were resolved before, outside any element.
  var fieldPaths: [Word: (field: Int, spelling: Phrase)] = [:]
  var omissions: [Word: SourceRange] = [:]
  /// Where the ledger of each list was declared.
  var ledgers: [Int: SourceRange] = [:]
  /// Where each of the names above was declared.
  var places: [Word: SourceRange] = [:]

  enum DefinitionState {
    case unread, reading
    case done(Int?)
  }
}

// MARK: - Operands by their kind

extension OperandSyntax {
  var name: NameSyntax? { if case .name(let name) = self { name } else { nil } }
  var names: [NameSyntax]? { if case .names(let names) = self { names } else { nil } }
  var text: TextSyntax? { if case .text(let text) = self { text } else { nil } }
  var date: DateSyntax? { if case .date(let date) = self { date } else { nil } }
  var type: TypeSyntax? { if case .type(let type) = self { type } else { nil } }
  var expression: ExpressionSyntax? {
    if case .expression(let expression) = self { expression } else { nil }
  }
  var expressions: [ExpressionSyntax]? {
    if case .expressions(let expressions) = self { expressions } else { nil }
  }
  var part: [OperandSyntax]? { if case .part(let operands, _) = self { operands } else { nil } }
}

extension DeclarationSyntax {
  func clauses(_ keyword: Keyword) -> [ClauseSyntax] { clauses.filter { $0.keyword == keyword } }
  func clause(_ keyword: Keyword) -> ClauseSyntax? { clauses.first { $0.keyword == keyword } }
  /// The text of a clause that is one quotation.
  func text(_ keyword: Keyword) -> String? { clause(keyword)?.operands.first?.text?.text }
}

extension Diagnostic.Code {
  static let repeatedClause = Self(
    name: "repeated-clause",
    explanation: Phrase(
      "这个子句在一条声明里、这种声明在词汇里只能有一个；第二个不会生效，所以是错误。两个条件用 `且` 或 `或` 合成一个。",
      "A declaration has one such clause, a vocabulary one such declaration; a second one would not "
        + "count, so it is an error. Two conditions are joined with `and` or `or`."))

  static let unknownName = Self(
    name: "unknown-name",
    explanation: Phrase(
      "规则里的字段、选项、单位、参数、后果、维度都必须先声明。多半是写错了一个字；提示给出最接近的名称。",
      "Fields, choices, units, parameters, consequences and dimensions are declared before they are "
        + "used. Usually one letter is wrong; the hint gives the nearest name."))

  static let duplicateName = Self(
    name: "duplicate-name",
    explanation: Phrase(
      "同一种声明不能有两个相同的名称；规则编号在所有规则集中唯一。",
      "Two declarations of one kind cannot share a name; rule ids are unique over all rulesets."))
}
