import Rules

extension ReviewTool {
  /// `review compile`: the program that rule files come to, as text.
  mutating func compile(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.compile.form)
    let language = try arguments.choice("--language").flatMap(Language.init)
    let rules = try ruleFiles(language)
      .book(arguments.all("--rules") + arguments.operands, .rules, judges: true)
    guard !rules.diagnostics.hasErrors else {
      complain(rules.diagnostics, of: rules.sources, language: language)
      return .rejected
    }
    let file = ProgramFile(rules.program, from: JudgingRules(rules).origin)
    try terminal.write(String(decoding: file.bytes, as: UTF8.self))
    return .success
  }
}
