import Rules

extension ReviewTool {
  /// `review check [PATH...]`: everything that is wrong with rule files.
  mutating func check(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(
      words, options: ["--language", "--policies", "--format"], flags: [])
    let language = try arguments.choice("--language", ["zh", "en"]).flatMap(Language.init)
    let book = try RuleFiles(files: files, environment: environment)
      .book(arguments.operands, .rulesAndCases)
    let diagnostics = book.diagnostics
    complain(diagnostics, of: book.sources, language: language)
    guard !diagnostics.hasErrors else { return .rejected }
    let counts = book.program.rules
    terminal.write(
      "\(counts.rulesets.count) 个规则集、\(counts.rules.count) 条规则、\(counts.omissions.count) 条不编码登记、"
        + "\(counts.cases.count) 个案例：没有错误 / no errors\n")
    return .success
  }

  /// Prints diagnostics, in the language asked for or else that of each file.
  func complain(_ diagnostics: [Diagnostic], of sources: [SourceText], language: Language?) {
    for diagnostic in diagnostics {
      let own = language ?? sources[Int(diagnostic.range.source)].mainLanguage
      let renderer = DiagnosticRenderer(
        sources: sources, language: own, colour: terminal.errorColour)
      terminal.complain(renderer.render(diagnostic) + "\n")
    }
  }
}
