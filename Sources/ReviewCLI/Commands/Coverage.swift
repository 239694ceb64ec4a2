import Reports
import Rules

extension ReviewTool {
  /// `review coverage [PATH...] [--policies DIR]`: which sentences of the policy texts are encoded,
  /// left to judgement, out of scope or forgotten.
  mutating func coverage(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.coverage.form)
    let language = try arguments.choice("--language").flatMap(Language.init)
    let isJSON = try arguments.choice("--format") == "json"
    let limit = try percentage(arguments["--fail-under"])
    let (paths, trees) = (arguments.operands, arguments.all("--rules"))
    let book =
      trees.isEmpty
      ? try ruleFiles(language).bookInTree(paths, .rules)
      : try ruleFiles(language).book(paths + trees, .rules)
    guard !book.diagnostics.hasErrors else {
      complain(book.diagnostics, of: book.sources, language: language)
      return .rejected
    }
    guard let folder = arguments["--policies"] else {
      guard limit == nil else {
        throw .usage(
          "`--fail-under` 要与 `--policies DIR` 同用 / `--fail-under` needs `--policies DIR`")
      }
      try write(book.register, asJSON: isJSON, language ?? .chinese)
      return .success
    }
    let texts = try PolicyFiles(files: files).read(folder)
    let coverage = book.coverage(in: PolicyTexts(texts, startingAt: book.sources.count))
    let isBelow = limit.map { coverage.isBelow($0) } ?? false
    return try write(
      coverage, asJSON: isJSON, language ?? .chinese, then: isBelow ? .refused : .success)
  }

  private func percentage(_ text: String?) throws(CommandFailure) -> ExactNumber? {
    guard let text else { return nil }
    guard let number = ExactNumber(parsing: text), !number.isNegative,
      !(ExactNumber(100) < number)
    else {
      throw .usage("`--fail-under` 是 0 到 100 的数 / `--fail-under` is a number from 0 to 100")
    }
    return number
  }

  private func write(
    _ register: RegisterSummary, asJSON: Bool, _ language: Language
  ) throws(CommandFailure) {
    let report = RegisterReport(register)
    guard asJSON else {
      try terminal.write(report.text(in: language))
      return
    }
    var json = JSONWriter(style: .pretty)
    report.write(to: &json)
    json.endLine()
    try terminal.write(json.text)
  }

  private func write(
    _ coverage: Coverage, asJSON: Bool, _ language: Language, then status: ExitStatus
  ) throws(CommandFailure) -> ExitStatus {
    guard asJSON else {
      return try terminal.write(
        CoverageTextReport(coverage, language: language).text, then: status)
    }
    var json = JSONWriter(style: .pretty)
    CoverageJSONReport(coverage).write(to: &json)
    json.endLine()
    return try terminal.write(json.text, then: status)
  }
}

extension Coverage {
  /// Whether less than a share of the sentences, in percent, is accounted for.
  ///
  /// Texts that are not at hand, or without a sentence, count as below any share.
  fileprivate func isBelow(_ limit: ExactNumber) -> Bool {
    guard unmeasured.isEmpty, let share = counts.share else { return true }
    return share < limit
  }
}
