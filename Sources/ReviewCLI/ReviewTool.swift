import Rules

/// What every command works with; each command is a method of its own file.
struct ReviewTool {
  let files: FileStore
  var terminal: Terminal
  let environment: Environment
  let diagnosticPrinter = DiagnosticPrinter()
  /// What dossiers were judged by; kept until the process ends, since to give its memory back piece
  /// by piece takes longer than to judge a dossier.
  var rules: JudgingRules?
}

extension ReviewTool {
  /// Finds rule files; what is left out is said on standard error.
  func ruleFiles(_ language: Language?) -> RuleFiles {
    RuleFiles(files: files, variables: environment.variables) { complain($0, language) }
  }

  func complain(_ problems: Problems, _ language: Language?) {
    complain(problems.diagnostics, of: [problems.source], language: language)
  }

  /// Prints diagnostics, in the language asked for, else in Chinese where that is the user's
  /// language, else in that of each file.
  ///
  /// - Parameter sources: Looked at only where something is said of them.
  func complain(
    _ diagnostics: [Diagnostic], of sources: @autoclosure () -> [SourceText], language: Language?
  ) {
    guard !diagnostics.isEmpty else { return }
    diagnosticPrinter.print(
      diagnostics, of: sources(), language: language ?? environment.language, on: terminal)
  }
}
