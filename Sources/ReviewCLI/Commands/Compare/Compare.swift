import AuditLog
import Reports
import Rules

extension ReviewTool {
  /// `review compare OLD NEW`: what a change of rules does before it is issued.
  mutating func compare(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.compare.form)
    if arguments.operands.count > 2 {
      throw .usage(
        "多出 `\(arguments.operands[2])`；几处卷宗各写一个 --dossiers / `\(arguments.operands[2])` is one too many; name each place of dossiers by a --dossiers of its own"
      )
    }
    guard arguments.operands.count == 2 else {
      throw .usage("请给出旧规则和新规则 / name the old and the new rules: review compare OLD NEW")
    }
    let language = try arguments.choice("--language").flatMap(Language.init)
    let asOf = try arguments.date("--as-of")
    guard let old = try version(arguments.operands[0], language),
      let new = try version(arguments.operands[1], language)
    else { return .rejected }
    let today = environment.currentDate
    let comparison = RuleComparison(old.program, new.program, today: asOf ?? today)
    let reporter = terminal
    let found = comparison.differences { reporter.progress("\($0)/\($1)") }
    let ground = GroundChanges(from: old, to: new).all
    let cases = try caseFolder(arguments.operands[1], found, ground, language)
    let examples = WrittenExamples(comparison) { cases?.runner.examples(of: found) ?? [] }
    let differences = found.map { examples.completing($0) }
    var changes = DecisionChanges(
      VersionPair(
        old: old.program, new: new.program, setting: ReviewSetting(asOf: asOf, today: today)))
    changes.judge(differences)
    var status = ExitStatus.success
    for operand in arguments.all("--dossiers") {
      status = max(status, try judge(operand, new.program, language, &changes))
    }
    if let folder = arguments["--audit"] {
      status = max(status, try judge(logIn: folder, new.program, language, &changes))
    }
    changes.finish()
    if !changes.rejected.isEmpty {
      complain(ofRejected: changes.rejected, language)
      status = max(status, .rejected)
    }
    let flips = RuleChangeReport.Flips(
      DecisionFlips(comparison, differences), examples, besides: ground
    ) { reporter.progress("\($0)/\($1)") }
    reporter.progress("")
    let report = RuleChangeReport(
      differences: differences, ground: ground,
      flips: flips,
      witnesses: changes.witnesses, stock: changes.stock, count: changes.count,
      cases: cases.map { casesToRevise($0, old, differences) } ?? [],
      texts: StaleText.texts(old, new, differences))
    try terminal.write(drawn(report, try arguments.choice("--format"), language ?? .chinese))
    return max(status, report.changesDecisions ? .refused : .success)
  }

  /// Names the dossiers that were not compared; `review evaluate` says what is wrong with each.
  private func complain(ofRejected paths: [String], _ language: Language?) {
    let named = paths.prefix(Self.namedDossiers)
    let rest = paths.count - named.count
    let words = Phrase(
      "\(paths.count) 份卷宗读不了，没有比较：" + named.joined(separator: "、")
        + (rest > 0 ? " 等" : "") + "。原因见 `review evaluate`",
      "\(paths.count) dossiers cannot be read and were not compared: "
        + named.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
        + "; `review evaluate` says why")
    terminal.complain("review compare: \(words[language ?? environment.language ?? .chinese])\n")
  }

  private static let namedDossiers = 20

  private func drawn(
    _ report: RuleChangeReport, _ format: String?, _ language: Language
  ) -> String {
    switch format {
    case "json": report.json(language)
    case "html": HTMLRuleChange(report, language: language).text
    default: report.text(language)
    }
  }

  /// Judges the dossiers of an audit log by both versions.
  private func judge(
    logIn folder: String, _ program: Program, _ language: Language?,
    _ changes: inout DecisionChanges
  ) throws(CommandFailure) -> ExitStatus {
    let log = try withLog { () throws(AuditLogError) in try AuditLog.open(directory: folder) }
    var entries = try withLog { () throws(AuditLogError) in try log.entries() }
    var missing = 0
    while let logged = try withLog({ () throws(AuditLogError) in try entries.next() }) {
      guard let decision = LoggedDecision(logged.entry) else { continue }
      let body = try withLog { () throws(AuditLogError) in try log.body(of: decision.dossier) }
      guard case .present(let bytes) = body, let more = decision.more,
        let excerpt = DossierExcerpt(more, bytes: bytes),
        let unit = excerpt.unit(program.vocabulary)
      else {
        missing += 1
        continue
      }
      changes.judge(unit, at: "\(folder)#\(decision.sequence)")
    }
    guard missing > 0 else { return .success }
    let words = Phrase(
      "日志里有 \(missing) 条决定的卷宗已不在，没有比较", "the dossiers of \(missing) decisions are gone from the log"
    )
    terminal.complain("review compare: \(words[language ?? .chinese])\n")
    return .unavailable
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
      rules = JudgingRules(try ruleFiles(language).bookToCompare(operand, .rules))
    }
    // What is suspicious is what `review check` tells.
    complain(
      rules.diagnostics.filter { $0.severity == .error }, of: rules.sources, language: language)
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
        case .rejected(let dossier): stock.reject(at: "\(entry.path):\(dossier.line)")
        case .failure(let failure, _):
          terminal.complain("review compare: \(failure.message)\n")
          status = max(status, failure.status)
        case .pause: break
        }
        return true
      }
    }
    changes = stock
    return status
  }
}
