import Reports
import Rules

extension ReviewTool {
  /// `review explain CODE|RULE`, or one finding in depth with `--dossier`.
  mutating func explain(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.explain.form)
    guard let subject = arguments.operands.first else {
      throw .usage("请给出诊断代码或规则编号 / name a diagnostic code or a rule: review explain NX-3.1-05")
    }
    let language =
      try arguments.choice("--language").flatMap(Language.init) ?? .chinese
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
    guard let rule = RuleExplanation(subject, in: book, language: language) else {
      return try explainOmission(subject, book, language)
    }
    guard let dossier = arguments["--dossier"] else {
      try terminal.write(rule.text)
      return .success
    }
    return try explain(subject, on: dossier, arguments, book, language)
  }

  /// A clause that no rule encodes, and why; an unknown name gets the nearest one.
  private func explainOmission(
    _ subject: String, _ book: RuleBook, _ language: Language
  ) throws(CommandFailure) -> ExitStatus {
    let rules = book.checked
    if let omission = rules.omissions.first(where: { $0.id == subject }) {
      let category = omission.category.name[language]
      let clause = "\(subject) \(omission.section)「\(omission.quote ?? "")」"
      let reason =
        (language == .chinese ? "不编码：" : "Not encoded: ")
        + "\(category)  \(omission.reason ?? "")"
      try terminal.write("\(clause.withVisibleControls)\n\(reason.withVisibleControls)\n")
      return .success
    }
    let known = rules.rules.map(\.id) + Diagnostic.Code.all.map(\.name)
    let nearest = Suggestion.nearest(to: subject, among: known)
    let hint = nearest.map { "  `\($0)`?" } ?? ""
    throw CommandFailure(
      status: .rejected,
      message: "没有编号为 `\(subject)` 的规则或诊断 / no rule or diagnostic `\(subject)`\(hint)")
  }

  // MARK: - One finding

  private func explain(
    _ rule: String, on path: String, _ arguments: Arguments, _ book: RuleBook,
    _ language: Language
  ) throws(CommandFailure) -> ExitStatus {
    let source = try files.text(of: path)
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
}
