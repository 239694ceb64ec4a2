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
      guard arguments["--against"] == nil else {
        throw .usage("`--against` 要与 `--policies` 同用 / `--against` needs `--policies`")
      }
      guard limit == nil else {
        throw .usage(
          "`--fail-under` 要与 `--policies DIR` 同用 / `--fail-under` needs `--policies DIR`")
      }
      try write(book.register, asJSON: isJSON, language ?? .chinese)
      return .success
    }
    if let newer = arguments["--against"] {
      guard limit == nil else {
        throw .usage(
          "`--fail-under` 不与 `--against` 同用 / `--fail-under` does not go with `--against`")
      }
      try writeEditions(of: book, folder, newer, asJSON: isJSON, language ?? .chinese)
      return .success
    }
    let texts = try PolicyFiles(files: files).read(folder)
    let coverage = book.coverage(in: PolicyTexts(texts, startingAt: book.sources.count))
    let isBelow = limit.map { coverage.isBelow($0) } ?? false
    return try write(
      coverage, asJSON: isJSON, language ?? .chinese, then: isBelow ? .refused : .success)
  }

  /// What a new edition of policy texts changes. Each is a folder or one text.
  private func writeEditions(
    of book: RuleBook, _ older: String, _ newer: String, asJSON: Bool, _ language: Language
  ) throws(CommandFailure) {
    let found = PolicyFiles(files: files)
    let (old, new) = (try found.readAll(older), try found.readAll(newer))
    let coverage = book.coverage(in: PolicyTexts(old, startingAt: book.sources.count))
    let texts = new.enumerated().map {
      PolicyText($0.element, index: book.sources.count + old.count + $0.offset)
    }
    // Of two single texts one is the new edition of the other, whatever it is called.
    let isOne = old.count == 1 && new.count == 1
    var editions: [EditionComparison] = []
    var missing: [PolicyDocument] = []
    for document in coverage.documents {
      if let text = isOne ? texts.first : texts.first(where: { $0.name == document.text.name }) {
        editions.append(EditionComparison(document, text))
      } else {
        missing.append(document.document)
      }
    }
    guard !editions.isEmpty || !missing.isEmpty else {
      throw CommandFailure(
        status: .rejected,
        message: "`\(older)` 里没有规则所引文件的原文 / no document of the rules has its text in `\(older)`")
    }
    let report = EditionReport(editions, missing: missing, language)
    guard asJSON else { return try terminal.write(report.text) }
    var json = JSONWriter(style: .pretty)
    report.write(to: &json)
    json.endLine()
    try terminal.write(json.text)
  }

  func percentage(_ text: String?) throws(CommandFailure) -> ExactNumber? {
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
