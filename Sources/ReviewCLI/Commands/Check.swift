import Reports
import Rules

extension ReviewTool {
  /// `review check [PATH...] [--policies DIR] [--as-of DATE]`: everything that is wrong with rule files, and
  /// whether their quotations still stand in the policy texts.
  mutating func check(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.check.form)
    let language = try arguments.choice("--language").flatMap(Language.init)
    let book = try ruleFiles(language).bookInTree(arguments.operands, .rulesAndCases)
    let diagnostics = book.diagnostics
    complain(diagnostics, of: book.sources, language: language)
    guard !diagnostics.hasErrors else {
      if arguments.has("--deep") {
        let words = Phrase(
          "规则有错误，没有做 --deep 的分析；改正后再运行",
          "the rules have errors and the analysis of --deep was left out: correct them and run again"
        )
        terminal.complain("review check: \(words[language ?? environment.language ?? .chinese])\n")
      }
      return .rejected
    }
    guard book.trees.contains(where: { $0.source < book.ownCount && !$0.declarations.isEmpty })
    else {
      throw CommandFailure(
        status: .rejected, message: "没有规则可检查：文件里没有声明 / nothing to check: no declarations")
    }
    let analysis = RuleAnalysis(book)
    complain(analysis.singleRules(), of: book.sources, language: language)
    if arguments.has("--deep") {
      complain(analysis.pairs(), of: book.sources, language: language)
    }
    let asOf = try arguments.date("--as-of")
    let quotes = try quotes(of: book, arguments["--policies"], language)
    guard quotes?.diagnostics.hasErrors != true else { return .rejected }
    let rules = book.checked
    let rulesets = rules.rulesets.count { book.isOwn($0.range) }
    let own = rules.rules.count { book.isOwn($0.range) }
    let omissions = rules.omissions.count { book.isOwn($0.range) }
    try terminal.write(
      "\(rulesets) 个规则集、\(own) 条规则、\(omissions) 条不编码登记、\(book.ownCases.count) 个案例："
        + "没有错误 / no errors\n")
    if let quotes { try terminal.write(quotes.summary + "\n") }
    if let asOf { try writeEndingValues(of: rules, on: asOf, language) }
    return .success
  }

  /// How many days ahead a period that ends is worth a word.
  private static var daysAhead: Int { 90 }

  /// Says which values end soon, so that the next ones are looked for in time.
  private func writeEndingValues(
    of rules: CheckedRules, on day: CalendarDate, _ language: Language?
  ) throws(CommandFailure) {
    let ending = rules.endingValues(on: day, within: Self.daysAhead)
    guard !ending.isEmpty else {
      return try terminal.write(
        "\(day) 起 \(Self.daysAhead) 天内没有到期的值 / no value ends within \(Self.daysAhead) days\n")
    }
    for value in ending { try terminal.write(value.line(language ?? .chinese) + "\n") }
  }

  /// Looks the quotations of rule files up in the texts of a folder, and reports what is wrong.
  private func quotes(
    of book: RuleBook, _ folder: String?, _ language: Language?
  ) throws(CommandFailure) -> QuoteCheck? {
    guard let folder else { return nil }
    let sources = try PolicyFiles(files: files).read(folder)
    let texts = PolicyTexts(sources, startingAt: book.sources.count)
    let check = QuoteCheck(book.checked, trees: book.trees, in: texts)
    let coverage = measureCoverage(of: book.checked, trees: book.trees, in: texts)
    complain(
      check.diagnostics + coverage.diagnostics, of: book.sources + sources, language: language)
    return check
  }
}

extension QuoteCheck {
  fileprivate var summary: String {
    "引文 \(found) 条在所写条款、\(moved) 条移位、\(gone) 条不在原文、\(unchecked) 条没有原文可核对 / "
      + "quotes: \(found) found, \(moved) moved, \(gone) gone, \(unchecked) without a text"
  }
}
