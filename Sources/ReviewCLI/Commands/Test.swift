import Reports
import Rules

extension ReviewTool {
  /// `review test [PATH...]`: runs the cases of the rule writers.
  mutating func test(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.test.form)
    let format = try arguments.choice("--format") ?? "text"
    let language =
      try arguments.choice("--language").flatMap(Language.init) ?? .chinese
    let wantsCoverage = arguments.has("--coverage") || format == "html"
    let limit = try percentage(arguments["--fail-under"])
    guard limit == nil || wantsCoverage else {
      throw .usage("`--fail-under` 要与 `--coverage` 同用 / `--fail-under` needs `--coverage`")
    }
    let rules = arguments.all("--rules")
    if let path = arguments["--import"] {
      return try importCases(path, arguments.operands + rules, language)
    }
    if let path = arguments["--export"] {
      return try exportCases(path, arguments.operands + rules, language)
    }
    let book =
      rules.isEmpty
      ? try ruleFiles(language).bookInTree(arguments.operands, .rulesAndCases)
      : try ruleFiles(language).book(arguments.operands + rules, .rulesAndCases)
    guard !book.diagnostics.hasErrors else {
      complain(book.diagnostics, of: book.sources, language: nil)
      return .rejected
    }
    let runner = CaseRunner(
      book, today: environment.currentDate, dossiers: try baseDossiers(of: book))
    let own = runner.cases.filter { book.isOwn($0.range) }
    let filter = arguments["--filter"].map { CaseFilter(text: $0) }
    let chosen = filter.map { filter in own.filter { filter.matches($0) } } ?? own
    guard !chosen.isEmpty else {
      terminal.complain("review test: 没有案例可运行 / there are no cases to run\n")
      return .rejected
    }
    // Thousands of reviews with all their reasons take a gigabyte; only coverage looks at them.
    let isCovering = wantsCoverage && filter == nil
    let results = inThreads(chosen.count) {
      isCovering ? runner.run(chosen[$0]) : runner.shortRun(chosen[$0])
    }
    let examined = ExaminedRules(book, own: own, chosen: filter == nil ? nil : chosen)
    let mutation = arguments.has("--mutate") ? mutate(runner, examined) : nil
    let covering =
      isCovering || !wantsCoverage
      ? results : inThreads(examined.cases.count) { runner.run(examined.cases[$0]) }
    let coverage =
      wantsCoverage ? coverage(of: covering, of: book, examined) : nil
    do throws(CommandFailure) {
      let report = CaseReport(
        results, mutation, coverage: coverage, book: book, language: language)
      switch format {
      case "html":
        if let coverage {
          try terminal.write(
            ConditionCoverageReport(coverage, of: book, language: language).html)
        }
      case "json": try terminal.write(report.json)
      case "junit": try terminal.write(report.junit)
      default:
        if let coverage {
          let kinds = CaseCoverage(covering, of: book) { examined.has(rule: $0) }
          try terminal.write(kinds.report(language))
          try terminal.write(
            ConditionCoverageReport(coverage, of: book, language: language).text)
          let lacking = lacking(runner, examined, coverage).lines(language)
          if !lacking.isEmpty { try terminal.write(lacking.visibleText) }
        }
        try terminal.write(report.text)
        if let mutation { try terminal.write(mutation.text(language)) }
      }
    } catch  where error.isReaderGone {
      // The cases were run, whoever looks at the report.
    }
    let isClean =
      (mutation?.isClean ?? true)
      && !(limit.flatMap { coverage?.total.isBelow($0) } ?? false)
    return isClean && results.allSatisfy(\.passed) ? .success : .refused
  }

  /// What the cases show of the examined rules, without what no dossier can show.
  private func coverage(
    of results: [CaseResult], of book: RuleBook, _ examined: ExaminedRules
  ) -> ConditionCoverage {
    let coverage = ConditionCoverage(results, of: book) { examined.has(rule: $0) }
    let goals = UnreachableGoals(coverage, of: book.program)
    let proved = inThreads(goals.open.count) { goals.isProved($0) }
    return coverage.without(Set(goals.open.indices.filter { proved[$0] }.map { goals.open[$0] }))
  }

  /// Cases that would show what none shows, as far as they are near one that is there.
  private func lacking(
    _ runner: CaseRunner, _ examined: ExaminedRules, _ coverage: ConditionCoverage
  ) -> MissingCases {
    let (cases, record) = (examined.cases, runner.mutationCases)
    let records = inThreads(cases.count) { record(cases[$0], $0) }
    let search = CoverageSearch(runner, cases: cases, records: records, lacking: coverage)
    let found = inThreads(search.rules.count) { search.suggestions(ofRule: search.rules[$0]) }
    return MissingCases(found.flatMap { $0 }, in: runner.book)
  }

  /// What becomes of all mutants of the examined rules, by all cases: what rules share is noticed by
  /// those of any of them.
  private func mutate(_ runner: CaseRunner, _ examined: ExaminedRules) -> MutationReport {
    let (cases, record) = (examined.all, runner.mutationCases)
    let records = inThreads(cases.count) { record(cases[$0], $0) }
    let test = MutationTest(
      runner, cases: cases, records: records, isOwn: { runner.book.isOwn($0.range) },
      isExamined: examined.has)
    let results = inThreads(test.jobs.count) { test.results(ofJob: $0) }
    return MutationReport(results, of: test, in: runner.book)
  }

  /// Works on so many things by all processors, and tells how far it is.
  func inThreads<Product: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Int) -> Product
  ) -> [Product] {
    var products: [Product] = []
    func take(_ product: Product) {
      products.append(product)
      if products.count % 50 == 0 { terminal.progress("\(products.count)/\(count)") }
    }
    let conveyor = Conveyor<Int, Product>(jobs: Processors.count) { work }
    for index in 0..<count { conveyor.put(index, take) }
    conveyor.drain(take)
    terminal.progress("")
    return products
  }

  /// The dossier files that cases name as their base.
  func baseDossiers(of book: RuleBook) throws(CommandFailure) -> [String: SourceText] {
    var dossiers: [String: SourceText] = [:]
    for declaration in book.cases {
      guard let base = declaration.base, TextKind(path: base.text) == .json else { continue }
      let path = declaration.folder.isEmpty ? base.text : "\(declaration.folder)/\(base.text)"
      if dossiers[path] == nil {
        dossiers[path] = SourceText(path: path, bytes: try files.bytes(of: path))
      }
    }
    return dossiers
  }
}

/// Chooses cases by words of their title or by a rule they speak of.
private struct CaseFilter {
  private let word: [UInt8]

  init(text: String) { word = Array(text.utf8) }

  func matches(_ declaration: CaseDeclaration) -> Bool {
    ([declaration.title, declaration.folder] + declaration.rules).contains {
      Array($0.utf8).holdsBytes(word)
    }
  }
}

/// The rules that coverage and mutation look at.
///
/// A filter chooses cases, and with them the rules that they speak of. What is lacking of a rule is
/// what none of its cases shows, whichever of them were chosen.
private struct ExaminedRules {
  let all: [CaseDeclaration]
  /// Those that speak of the rules.
  let cases: [CaseDeclaration]
  private let book: RuleBook
  /// nil: all.
  private let ids: Set<String>?

  /// - Parameter chosen: nil: there was no filter.
  init(_ book: RuleBook, own: [CaseDeclaration], chosen: [CaseDeclaration]?) {
    self.book = book
    let ids = chosen.map { Set($0.flatMap { $0.rules }) }
    self.ids = ids
    all = own
    cases = ids.map { ids in own.filter { !ids.isDisjoint(with: $0.rules) } } ?? own
  }

  func has(_ rule: CatalogueRule) -> Bool {
    book.isOwn(rule.range) && ids?.contains(rule.id) ?? true
  }

  func has(rule index: Int) -> Bool { has(book.program.rules.rules[index]) }
}
