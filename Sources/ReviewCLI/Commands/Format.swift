import Rules

extension ReviewTool {
  /// `review format [--check] [--language zh|en] PATH...`: the canonical layout, in either language.
  mutating func format(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(
      words, options: ["--language", "--rules"], flags: ["--check"])
    guard !arguments.operands.isEmpty else {
      throw .usage("请给出规则文件 / name rule files: review format PATH...")
    }
    let language = try arguments.choice("--language", ["zh", "en"]).flatMap(Language.init)
    let loader = RuleFiles(files: files, environment: environment)
    let wanted = try loader.sources(arguments.operands, .rulesAndCases).filter(\.isRuleText)
    let book = try loader.bookAround(wanted, arguments.all("--rules"))
    var status = ExitStatus.success
    for source in wanted {
      status = max(status, try format(source, in: book, language, arguments.has("--check")))
    }
    return status
  }

  private mutating func format(
    _ source: SourceText, in book: RuleBook, _ language: Language?, _ onlyChecks: Bool
  ) throws(CommandFailure) -> ExitStatus {
    guard let index = book.sources.firstIndex(where: { $0.path == source.path }),
      let tree = book.trees.first(where: { $0.source == index })
    else { return .rejected }
    let (_, problems) = Parser.parse(source, index: index)
    guard problems.isEmpty else {
      // What cannot be read cannot be laid out without losing it.
      complain(
        book.diagnostics.filter { Int($0.range.source) == index }, of: book.sources, language: nil)
      return .rejected
    }
    let printer = SyntaxPrinter(
      language: language ?? source.mainLanguage,
      spellings: book.program.rules.spellings, source: source)
    let text = printer.print(tree)
    let bytes = Array(text.utf8)
    guard keepsMeaning(text, of: tree, book) else {
      terminal.complain(
        "\(source.path): 排版后的文字与原文不一致，文件未改动 / the formatted text differs in meaning; the file is unchanged\n"
      )
      return .rejected
    }
    if source.path == "-" {
      terminal.write(text)
    } else if bytes != source.bytes {
      if onlyChecks {
        terminal.complain("\(source.path): 需要排版 / needs formatting\n")
        return .refused
      }
      try files.save(text, to: source.path)
      terminal.write("\(source.path)\n")
    }
    return .success
  }

  /// Whether what was written reads as the same declarations and comments.
  private func keepsMeaning(_ text: String, of tree: SyntaxTree, _ book: RuleBook) -> Bool {
    let written = SourceText(path: book.sources[tree.source].path, text: text)
    let (again, problems) = Parser.parse(written, index: tree.source)
    return problems.isEmpty && again.declarations.count == tree.declarations.count
      && again.comments.map(\.text) == tree.comments.map(\.text)
  }
}
