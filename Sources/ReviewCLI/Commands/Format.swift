import Rules

extension ReviewTool {
  /// `review format [--check] [--language zh|en] PATH...`: the canonical layout, in either language.
  mutating func format(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.format.form)
    guard !arguments.operands.isEmpty else {
      throw .usage("请给出规则文件 / name rule files: review format PATH...")
    }
    let language = try arguments.choice("--language").flatMap(Language.init)
    let loader = ruleFiles(language)
    let wanted = try loader.textsToFormat(arguments.operands)
    guard !wanted.isEmpty else {
      throw CommandFailure(
        status: .rejected,
        message: "没有规则文件（*.rules、*.cases）可排版 / no rule files (*.rules, *.cases) to format")
    }
    let book = try loader.bookAround(wanted, arguments.operands, arguments.all("--rules"))
    let formatted = book.formatted(language)
    var status = ExitStatus.success
    for index in wanted.indices {
      let text = formatted.first { $0.source == index }
      do throws(CommandFailure) {
        status = max(status, try save(text, of: index, in: book, arguments.has("--check")))
      } catch  where error.isReaderGone {
        return status
      }
    }
    return status
  }

  /// Saves a formatted text; nil is one that has errors, and stays as it is.
  private mutating func save(
    _ formatted: FormattedText?, of index: Int, in book: RuleBook, _ onlyChecks: Bool
  ) throws(CommandFailure) -> ExitStatus {
    let source = book.sources[index]
    guard let formatted, formatted.difference == nil else {
      let own = book.diagnostics.filter { Int($0.range.source) == index }
      complain(own + [formatted?.difference].compactMap { $0 }, of: book.sources, language: nil)
      return .rejected
    }
    if source.path == "-" {
      try terminal.write(formatted.text)
    } else if Array(formatted.text.utf8) != (try files.bytes(of: source.path)) {
      if onlyChecks {
        terminal.complain("\(source.path.withVisibleControls): 需要排版 / needs formatting\n")
        return .refused
      }
      try files.save(formatted.text, to: source.path)
      try terminal.write("\(source.path.withVisibleControls)\n")
    }
    return .success
  }
}
