import Reports
import Rules

extension ReviewTool {
  /// `review summary PART.json...`: adds up what runs over parts of a stock left by `--summary`.
  mutating func summary(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let options = try SummaryOptions(words)
    let rules = try ruleFiles(options.language).judgingRules(options.rules)
    complain(rules.diagnostics, of: rules.sources, language: options.language)
    guard !rules.diagnostics.hasErrors else { return .rejected }
    let vocabulary = rules.program.vocabulary
    var place = OutputGuard(files)
    place.protect(options.parts)
    if let path = options.output { try place.check(path) }
    var whole = StockSummary(vocabulary)
    for path in options.parts { whole.add(try stockSummary(path, vocabulary)) }
    let bytes = whole.bytes(options.format, options.language ?? .chinese, vocabulary)
    if let path = options.output {
      try files.save(bytes, to: path)
    } else {
      try terminal.write(bytes)
    }
    return .success
  }

  /// The summary that `review evaluate --summary` left of a part of a stock.
  func stockSummary(
    _ path: String, _ vocabulary: Vocabulary
  ) throws(CommandFailure) -> StockSummary {
    let (node, problems) = JSONReader.read(try files.text(of: path), index: 0)
    guard problems.isEmpty, let node,
      let summary = StockSummary(node, vocabulary: vocabulary)
    else {
      throw CommandFailure(
        status: .rejected,
        message:
          "`\(path)` 不是 `review evaluate --summary 文件.json` 写的汇总 / `\(path)` is no summary that `review evaluate --summary FILE.json` wrote"
      )
    }
    return summary
  }
}

/// The form a summary is written in.
enum SummaryFormat: String, CaseIterable {
  case text, json, html

  /// By the end of a file's name; nil: it is none that a summary is written into.
  init?(path: String) {
    guard let ending = path.split(separator: ".").last.map({ $0.lowercased() }) else { return nil }
    switch ending {
    case "json": self = .json
    case "html", "htm": self = .html
    default: return nil
    }
  }
}

extension StockSummary {
  func bytes(
    _ format: SummaryFormat, _ language: Language, _ vocabulary: Vocabulary
  ) -> [UInt8] {
    switch format {
    case .text:
      let notes = notes(vocabulary).map { "  " + $0[language].withVisibleControls + "\n" }
      return Array((text(language) + notes.joined()).utf8)
    case .html:
      let notes = notes(vocabulary).map { $0[language] }
      return Array(HTMLStock(self, notes: notes, language: language).text.utf8)
    case .json:
      var json = JSONWriter(style: .pretty)
      write(notes: notes(vocabulary).map { $0[language] }, to: &json)
      json.endLine()
      return json.bytes
    }
  }

  /// What is wrong with the sources that several dossiers use.
  private func notes(_ vocabulary: Vocabulary) -> [Phrase] {
    var book = LedgerBook(vocabulary)
    for use in uses { book.load(use) }
    return book.balances.compactMap { $0.note }
  }
}

/// What `review summary` was asked for.
struct SummaryOptions {
  let parts: [String]
  let rules: [String]
  let format: SummaryFormat
  let language: Language?
  let output: String?

  init(_ words: [String]) throws(CommandFailure) {
    let arguments = try Arguments(words, Command.summary.form)
    parts = arguments.operands
    guard !parts.isEmpty else {
      throw .usage("请给出汇总文件 / name the summaries: review summary PART.json...")
    }
    rules = arguments.all("--rules")
    language = try arguments.choice("--language").flatMap { Language(rawValue: $0) }
    output = arguments["--output"]
    let format = try arguments.choice("--format").flatMap { SummaryFormat(rawValue: $0) }
    self.format = format ?? output.flatMap { SummaryFormat(path: $0) } ?? .text
  }
}
