import Reports
import Rules

/// The cases beside rules, as far as they can be run.
struct CaseFolder {
  let runner: CaseRunner
  /// Those without errors, of the folder itself.
  let cases: [CaseDeclaration]
  /// Whether all may fail, and not only those that speak of a rule that changed.
  let mayAllFail: Bool
}

extension ReviewTool {
  /// The cases beside the new rules, after those that cannot be run were named; nil: there is nothing to
  /// run them for.
  func caseFolder(
    _ operand: String, _ differences: [RuleDifference], _ ground: [GroundChange],
    _ language: Language?
  ) throws(CommandFailure) -> CaseFolder? {
    guard operand != "built-in", !operand.hasPrefix("git:") else { return nil }
    let mayAllFail = ground.contains { $0.bearing == .direct }
    guard mayAllFail || differences.contains(where: { $0.changesFindings }) else { return nil }
    let book = try ruleFiles(language).bookToCompare(operand, .rulesAndCases)
    // The rules alone have no errors: these are mistakes of cases.
    let errors = book.diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty {
      complain(errors, of: book.sources, language: language)
      let words = Phrase(
        "有错的案例没有运行，其余的都运行了", "the cases with errors were not run, all others were")
      terminal.complain("review compare: \(words[language ?? environment.language ?? .chinese])\n")
    }
    let runner = CaseRunner(
      book, today: environment.currentDate, dossiers: try baseDossiers(of: book))
    return CaseFolder(
      runner: runner,
      cases: runner.cases.filter { book.isOwn($0.range) && !book.isBroken($0) },
      mayAllFail: mayAllFail)
  }

  /// The cases that no longer hold: of those that speak of a rule that changed or of a decision, and of
  /// all where something changed besides the rules that may change a decision.
  func casesToRevise(
    _ folder: CaseFolder, _ old: JudgingRules, _ differences: [RuleDifference]
  ) -> [CaseToRevise] {
    let changed = Set(differences.filter { $0.changesFindings }.map { $0.rule })
    let (runner, book) = (folder.runner, folder.runner.book)
    let chosen = folder.cases.filter { declaration in
      folder.mayAllFail
        || declaration.allExpectations.contains { $0.rule.map(changed.contains) ?? true }
    }
    let results = inThreads(chosen.count) { runner.shortRun(chosen[$0]) }
    let failed = results.filter { !$0.passed }
    guard !failed.isEmpty else { return [] }
    let moves = CaseMoves(runner, by: old, today: environment.currentDate)
    return zip(failed, inThreads(failed.count) { moves.move(of: failed[$0]) }).map { result, move in
      let range = result.declaration.range
      let source = book.sources[Int(range.source)]
      return CaseToRevise(
        title: result.declaration.title,
        path: "\(source.path):\(source.position(of: Int(range.start)).line)", move: move)
    }
  }
}

/// What other rules decide on the facts of cases.
private struct CaseMoves: Sendable {
  private let runner: CaseRunner
  /// The cases by their titles, of which a folder has each once.
  private let cases: [Name: CaseDeclaration]

  private struct Name: Hashable {
    let folder: String
    let title: String

    init(_ declaration: CaseDeclaration) {
      (folder, title) = (declaration.folder, declaration.title)
    }
  }

  /// - Parameter other: Runs the cases, by other rules.
  init(_ other: CaseRunner, by rules: JudgingRules, today: CalendarDate) {
    let texts = other.book.sources.filter { TextKind(path: $0.path) == .cases }
    runner = CaseRunner(
      RuleBook(rules.sources + texts, lints: false), today: today, dossiers: other.dossiers)
    var cases: [Name: CaseDeclaration] = [:]
    for declaration in runner.cases { cases[Name(declaration)] = declaration }
    self.cases = cases
  }

  /// nil: the decision is the same, or these rules cannot read the case.
  func move(of result: CaseResult) -> RuleChangeReport.Move? {
    guard let after = result.review, let declaration = cases[Name(result.declaration)],
      let before = runner.run(declaration).review, before.decision != after.decision
    else { return nil }
    return .init(before, after)
  }
}

extension RuleBook {
  /// Whether an error stands in a case.
  fileprivate func isBroken(_ declaration: CaseDeclaration) -> Bool {
    let written = trees.first { $0.source == Int(declaration.range.source) }?.declarations
      .first { $0.range.start <= declaration.range.start && declaration.range.end <= $0.range.end }
    guard let range = written?.range else { return false }
    return diagnostics.contains {
      $0.severity == .error && $0.range.source == declaration.range.source
        && range.start <= $0.range.start && $0.range.start <= range.end
    }
  }
}
