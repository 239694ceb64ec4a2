import Rules

extension ReviewTool {
  /// `review schema`: the dossier's JSON Schema, from the vocabulary.
  mutating func schema(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.schema.form)
    let language =
      try arguments.choice("--language").flatMap(Language.init) ?? .english
    let book = try ruleFiles(language)
      .book(arguments.all("--rules") + arguments.operands, .rules)
    guard !book.diagnostics.hasErrors else {
      complain(book.diagnostics, of: book.sources, language: nil)
      return .rejected
    }
    try terminal.write(DossierSchema(book.program.vocabulary, language: language).text)
    return .success
  }
}
