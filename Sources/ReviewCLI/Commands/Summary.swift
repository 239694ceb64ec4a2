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
    var parts = SummaryParts(vocabulary)
    for path in options.parts {
      let text = try files.text(of: path)
      parts.add(try stockSummary(text, vocabulary), text, try files.state(of: path)?.identity)
    }
    let language = options.language ?? .chinese
    let warnings = parts.warnings.map { $0[language] }
    let bytes = parts.whole.bytes(options.format, language, vocabulary, warnings: warnings)
    if let path = options.output {
      try files.save(bytes, to: path)
    } else {
      try terminal.write(bytes)
    }
    for warning in warnings {
      let line = language == .chinese ? "警告：\(warning)" : "warning: \(warning)"
      terminal.complain(line.withVisibleControls + "\n")
    }
    return parts.isWrong ? .refused : .success
  }

  /// The summary that `review evaluate --summary` left of a part of a stock.
  func stockSummary(
    _ path: String, _ vocabulary: Vocabulary
  ) throws(CommandFailure) -> StockSummary {
    try stockSummary(try files.text(of: path), vocabulary)
  }

  private func stockSummary(
    _ text: SourceText, _ vocabulary: Vocabulary
  ) throws(CommandFailure) -> StockSummary {
    let (node, problems) = JSONReader.read(text, index: 0)
    guard problems.isEmpty, let node,
      let summary = StockSummary(node, vocabulary: vocabulary)
    else {
      throw CommandFailure(
        status: .rejected,
        message:
          "`\(text.path)` 不是 `review evaluate --summary 文件.json` 写的汇总 / `\(text.path)` is no summary that `review evaluate --summary FILE.json` wrote"
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
  /// - Parameter warnings: Why it may not be that of the whole stock.
  func bytes(
    _ format: SummaryFormat, _ language: Language, _ vocabulary: Vocabulary,
    warnings: [String] = []
  ) -> [UInt8] {
    switch format {
    case .text:
      let notes = notes(vocabulary).map { "  " + $0[language].withVisibleControls + "\n" }
      return Array((text(language) + notes.joined()).utf8)
    case .html:
      let notes = notes(vocabulary).map { $0[language] }
      return Array(
        HTMLStock(self, warnings: warnings, notes: notes, language: language).text.utf8)
    case .json:
      var json = JSONWriter(style: .pretty)
      write(notes: notes(vocabulary).map { $0[language] }, warnings: warnings, to: &json)
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
