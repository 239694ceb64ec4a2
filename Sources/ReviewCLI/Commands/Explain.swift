import Reports
import Rules

extension ReviewTool {
  /// `review explain WORD`: a diagnostic, a rule, or any word of the rules; or one finding in depth
  /// with `--dossier`.
  mutating func explain(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.explain.form)
    guard let subject = arguments.operands.first else {
      throw .usage("请给出要解释的词 / name what to explain: review explain NX-3.1-05")
    }
    let language =
      try arguments.choice("--language").flatMap(Language.init) ?? .chinese
    guard !arguments.has("--as-case") || arguments["--dossier"] != nil else {
      throw .usage("`--as-case` 要与 `--dossier` 同用 / `--as-case` needs `--dossier`")
    }
    if let code = Diagnostic.Code.named(subject) {
      try terminal.write("\(code.name)\n\n\(code.explanation[language])\n")
      return .success
    }
    let book = try ruleFiles(language)
      .book(arguments.all("--rules"), .rulesAndCases)
    guard !book.diagnostics.hasErrors else {
      complain(book.diagnostics, of: book.sources, language: nil)
      return .rejected
    }
    if let dossier = arguments["--dossier"] {
      let meant = book.program.rules.ruleIDs(meantBy: subject)
      guard let id = meant.first, meant.count == 1 else { return try refuse(subject, meant, book) }
      return try explain(id, on: dossier, arguments, book, language)
    }
    let explanation = WordExplanation(subject, in: book, language: language)
    guard let text = explanation.text else { return try refuse(subject, [], book) }
    try terminal.write(text)
    return .success
  }

  /// Refuses a word that means nothing, with the nearest one, or that several rules go by.
  private func refuse(
    _ subject: String, _ meant: [String], _ book: RuleBook
  ) throws(CommandFailure) -> ExitStatus {
    guard meant.isEmpty else {
      let all = meant.joined(separator: "、")
      throw CommandFailure(
        status: .rejected, message: "`\(subject)` 有几条规则 / several rules are meant: \(all)")
    }
    let known = book.checked.rules.map(\.id) + Diagnostic.Code.all.map(\.name)
    let nearest = Suggestion.nearest(to: subject, among: known)
    let hint = nearest.map { "  `\($0)`?" } ?? ""
    throw CommandFailure(
      status: .rejected,
      message: "规则里没有 `\(subject)` / nothing in the rules is called `\(subject)`\(hint)")
  }

  // MARK: - One finding

  private func explain(
    _ rule: String, on path: String, _ arguments: Arguments, _ book: RuleBook,
    _ language: Language
  ) throws(CommandFailure) -> ExitStatus {
    let (source, warning) = SourceText(path: path, bytes: try files.bytes(of: path)).recoded
    if let warning { complain(Problems(only: warning, path: path), language) }
    var parameters = ParameterValues()
    if let file = arguments["--parameters"] {
      guard let text = try parameterText(of: file, language) else { return .rejected }
      let (values, problems) = ParameterReader.read(text, rules: book.program.rules)
      complain(problems, of: [text], language: language)
      guard !problems.hasErrors else { return .rejected }
      parameters = values
    }
    let setting = ReviewSetting(
      parameters: parameters, asOf: arguments["--as-of"].flatMap { CalendarDate(parsing: $0) },
      today: environment.currentDate)
    let judged = judgeDossier(source, by: book.program, in: setting)
    complain(judged.diagnostics, of: [source], language: language)
    guard let review = judged.review else { return .rejected }
    if arguments.has("--as-case") { return try writeCase(rule, of: review, book, path) }
    var text = RuleFindings(rule, in: review, language: language).text
    let changes = arguments.all("--set")
    if !changes.isEmpty {
      let (whatIf, troubles) = WhatIf(changes, of: review).review()
      guard let whatIf else {
        throw CommandFailure(
          status: .rejected, message: troubles.map { $0[language] }.joined(separator: "; "))
      }
      text += WhatIfReport(rule, before: review, after: whatIf, changes, language).text
    }
    return try terminal.write(text, then: ExitStatus(review.decision))
  }

  /// Writes the finding as a case that comes out the same; with the facts that the rule read where
  /// those suffice, else with all.
  private func writeCase(
    _ rule: String, of review: Review, _ book: RuleBook, _ path: String
  ) throws(CommandFailure) -> ExitStatus {
    let file = path.split(separator: "/").last.map { String($0) } ?? path
    let name = review.binding.dossier.text(of: review.program.vocabulary.nameField) ?? file
    let title = "\(rule)：\(name)"
    for wholeDossier in [false, true] {
      guard
        let text = CaseText(rule, in: review).text(title: title, wholeDossier: wholeDossier)
      else { break }
      let written = RuleBook(
        [SourceText(path: "case.cases", text: text)], around: book.sources)
      let runner = CaseRunner(written, today: environment.currentDate)
      guard !written.diagnostics.hasErrors, let own = written.ownCases.first,
        runner.shortRun(own).passed
      else { continue }
      try terminal.write(text)
      return .success
    }
    throw CommandFailure(
      status: .rejected,
      message:
        "这个结论写不成案例（卷宗里有案例写不出的值） / no case says this: the dossier has values that a case cannot give"
    )
  }
}
