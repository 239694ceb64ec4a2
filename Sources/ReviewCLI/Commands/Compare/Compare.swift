import Rules

extension ReviewTool {
  /// `review compare OLD NEW`: what a change of rules does before it is issued.
  mutating func compare(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.compare.form)
    guard arguments.operands.count == 2 else {
      throw .usage("请给出旧规则和新规则 / name the old and the new rules: review compare OLD NEW")
    }
    let language = try arguments.choice("--language").flatMap(Language.init)
    let asOf = try arguments.date("--as-of")
    guard let old = try version(arguments.operands[0], language),
      let new = try version(arguments.operands[1], language)
    else { return .rejected }
    let today = environment.currentDate
    let differences = RuleComparison(old.program, new.program, today: asOf ?? today).differences()
    var changes = DecisionChanges(
      old: ReviewSession(program: old.program, setting: ReviewSetting(asOf: asOf, today: today)),
      new: ReviewSession(program: new.program, setting: ReviewSetting(asOf: asOf, today: today)))
    changes.judge(differences)
    var status = ExitStatus.success
    for operand in arguments.all("--dossiers") {
      status = max(status, try judge(operand, new.program, language, &changes))
    }
    let report = ComparisonReport(
      differences: differences, changes: changes, texts: StaleText.texts(old, new, differences))
    let text =
      try arguments.choice("--format") == "json"
      ? report.json(language ?? .chinese) : report.text(language ?? .chinese)
    try terminal.write(text)
    return max(status, changes.isNone ? .success : .refused)
  }

  /// The rules that an operand names; nil, after what is wrong was said, when they have errors.
  private mutating func version(
    _ operand: String, _ language: Language?
  ) throws(CommandFailure) -> JudgingRules? {
    let rules: JudgingRules
    if operand == "built-in" {
      rules = try .builtIn()
    } else if operand.hasPrefix("git:") {
      rules = JudgingRules(try book(ofRevision: String(operand.dropFirst(4))))
    } else {
      rules = JudgingRules(try ruleFiles(language).book([operand], .rules, judges: true))
    }
    complain(rules.diagnostics, of: rules.sources, language: language)
    return rules.diagnostics.hasErrors ? nil : rules
  }

  private func book(ofRevision word: String) throws(CommandFailure) -> RuleBook {
    let parts = word.split(separator: ":", maxSplits: 1).map { String($0) }
    let archive = try GitArchive(
      revision: parts.first ?? "", path: parts.count > 1 ? parts[1] : "")
    let wanted = archive.files.filter { RuleFiles.Selection.rules.wants($0.path) }
    guard !wanted.isEmpty else {
      throw CommandFailure(
        status: .rejected,
        message: "`git:\(word)` 里没有规则文件（*.rules） / no rule files (*.rules) in `git:\(word)`")
    }
    let texts = wanted.sorted { $0.path < $1.path }.map {
      SourceText(path: $0.path, bytes: $0.bytes)
    }
    return RuleBook(texts, lints: false)
  }

  /// Judges the dossiers of an operand by both versions.
  private func judge(
    _ operand: String, _ program: Program, _ language: Language?,
    _ changes: inout DecisionChanges
  ) throws(CommandFailure) -> ExitStatus {
    let input = DossierInput(files: files, vocabulary: program.vocabulary, streamsLines: true)
    var status = ExitStatus.success
    var stock = changes
    for entry in try DossierFiles(of: operand, in: files).entries {
      try input.read(entry) { incoming in
        switch incoming {
        case .problems(let problems):
          complain(problems, language)
          if problems.diagnostics.hasErrors { status = max(status, .rejected) }
        case .dossier(let unit, _): stock.judge(unit, at: "\(entry.path):\(unit.line)")
        case .rejected: status = max(status, .rejected)
        case .failure(let failure, _):
          terminal.complain("review compare: \(failure.message)\n")
          status = max(status, failure.status)
        case .pause: break
        }
        return true
      }
    }
    changes = stock
    return changes.rejected.isEmpty ? status : max(status, .rejected)
  }
}
