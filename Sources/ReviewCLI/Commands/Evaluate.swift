import Reports
import Rules

extension ReviewTool {
  /// `review evaluate DOSSIER...`: judges dossiers and prints what the rules say.
  mutating func evaluate(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let options = try EvaluateOptions(words, environment)
    let start = environment.nanoseconds()
    let place = try outputGuard(options)
    let rules = try ruleFiles(options.language).judgingRules(options.rules)
    self.rules = rules
    let loaded = environment.nanoseconds()
    complain(rules.diagnostics, of: rules.sources, language: options.language)
    guard !rules.diagnostics.hasErrors else { return .rejected }
    guard !rules.program.rules.rules.isEmpty else {
      throw CommandFailure(
        status: .rejected, message: "没有规则，就没有结论 / there are no rules, so there is no verdict")
    }
    guard let parameters = try parameters(options.parameters, rules.program, options.language)
    else {
      return .rejected
    }
    let session = ReviewSession(
      program: rules.program,
      setting: ReviewSetting(
        parameters: parameters.values, asOf: options.asOf, today: environment.currentDate,
        surroundings: parameters.warnings))
    var office: Office? = Office()
    if options.printsOpinion {
      office = try self.office(
        options.office, options.rules, rules.program.vocabulary, options.language)
    }
    guard let office else { return .rejected }
    let digests = rules.digests
    var output = try ReviewOutput(
      options: options, terminal: terminal, files: files, digests: digests,
      release: rules.release, place: place, office: office,
      vocabulary: rules.program.vocabulary)
    output.audit = try options.audit.map { request throws(CommandFailure) in
      try AuditedEvaluation(
        request, rules: rules, session: session, parameters: parameters.source, digests: digests,
        files: files, memory: checkpointMemory(keyPath: request.keyPath))
    }
    let input = DossierInput(
      files: files, vocabulary: rules.program.vocabulary, streamsLines: options.format == .jsonl)
    let status = judge(options, input, session, &output)
    let evaluated = environment.nanoseconds()
    do throws(CommandFailure) {
      try output.finish()
    } catch  where error.isReaderGone {
      // What was found before the reader left counts; of several, approvals of some are none of all.
      if status == .success, output.hasSeveral { return .unavailable }
    }
    if options.printsTiming {
      terminal.complain(
        "rules \(milliseconds(loaded - start)) ms, evaluation \(milliseconds(evaluated - loaded)) ms, "
          + "report \(milliseconds(environment.nanoseconds() - evaluated)) ms\n")
    }
    return status
  }

  /// What `--output` must leave alone; throws when it would not.
  private func outputGuard(_ options: EvaluateOptions) throws(CommandFailure) -> OutputGuard {
    var place = OutputGuard(files)
    for operand in options.dossiers {
      // An operand that cannot be read is reported when it is its turn.
      if let found = try? DossierFiles(of: operand, in: files) {
        place.protect(found.entries.map(\.path))
      }
    }
    guard let path = options.output else {
      try place.checkStandardOutput()
      return place
    }
    let rules = ruleFiles(options.language)
    place.protect(try rules.paths(options.rules))
    place.protect(rules: try rules.folders(options.rules))
    place.protect([options.parameters, options.office, options.audit?.keyPath].compactMap { $0 })
    if let audit = options.audit { place.protect(log: audit.directory) }
    let kind = options.format.folder
    try place.check(path, acceptsFolder: kind != nil)
    if case .pages? = kind, try files.state(of: path)?.kind == .folder {
      try place.check(page: "\(path)/\(ReportFolder.index)", ReportFolder.Kind.pages.isReport)
    }
    return place
  }

  private func milliseconds(_ nanoseconds: UInt64) -> String {
    let hundredths = nanoseconds / 10_000
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  /// The parameters of a file, the file where one was given, and what was said of it; nil when it
  /// was rejected.
  private func parameters(
    _ path: String?, _ program: Program, _ language: Language?
  ) throws(CommandFailure) -> (
    values: ParameterValues, source: SourceText?, warnings: [ReadingWarning]
  )? {
    guard let path else { return (ParameterValues(), nil, []) }
    let source = try parameterText(of: path, language)
    guard let source else { return nil }
    let (values, problems) = ParameterReader.read(source, rules: program.rules)
    complain(problems, of: [source], language: language)
    return problems.hasErrors
      ? nil : (values, source, Problems(source: source, diagnostics: problems).warnings)
  }

  /// Judges all dossiers; one that cannot be read does not stop the others.
  private func judge(
    _ options: EvaluateOptions, _ input: DossierInput, _ session: ReviewSession,
    _ output: inout ReviewOutput
  ) -> ExitStatus {
    var status = ExitStatus.success
    for operand in options.dossiers where output.failure == nil {
      do throws(CommandFailure) {
        let found = try DossierFiles(of: operand, in: files)
        for warning in found.warnings { complain(warning, options.language) }
        for entry in found.entries where output.failure == nil {
          status = max(status, judge(entry, input, options, session, &output))
        }
      } catch {
        terminal.complain("review evaluate: \(error.message)\n")
        status = max(status, error.status)
      }
    }
    terminal.progress("")
    return status
  }

  private func judge(
    _ entry: DossierFiles.Entry, _ input: DossierInput, _ options: EvaluateOptions,
    _ session: ReviewSession, _ output: inout ReviewOutput
  ) -> ExitStatus {
    do throws(CommandFailure) {
      try entry.inFolder?.requirePlain()
      return input.isLineStream(entry.path)
        ? try judgeLines(of: entry.path, options, session, &output)
        : try judgeFile(entry.path, input, options, session, &output)
    } catch {
      terminal.complain("review evaluate: \(error.message)\n")
      return error.status
    }
  }

  private func judgeLines(
    of path: String, _ options: EvaluateOptions, _ session: ReviewSession,
    _ output: inout ReviewOutput
  ) throws(CommandFailure) -> ExitStatus {
    var status = ExitStatus.success
    let reading = try forEachDossierLine(of: path, options.language) { source in
      status = max(status, judge(.text(source), options, session, &output))
      return output.failure == nil
    }
    return max(status, reading)
  }

  /// Hands over the dossiers of a stream, one a line; false ends the reading.
  ///
  /// - Returns: Rejected for a stream without dossiers, or one that is no text.
  func forEachDossierLine(
    of path: String, _ language: Language?, _ handle: (SourceText) -> Bool
  ) throws(CommandFailure) -> ExitStatus {
    var (number, dossierCount) = (0, 0)
    var problem: Diagnostic?
    try files.forEachLine(of: path) { line in
      number += 1
      var line = line
      if number == 1 {
        problem = ForeignFile.problem(in: Array(line.prefix(8)))
        if line.starts(with: Self.byteOrderMark) { line = line.dropFirst(3) }
      }
      guard problem == nil else { return false }
      guard line.contains(where: { !Self.blanks.contains($0) }) else { return true }
      dossierCount += 1
      return handle(SourceText(path: path, bytes: Array(line), firstLine: number))
    }
    if dossierCount == 0 { problem = problem ?? .noDossier }
    guard let problem else { return .success }
    complain(Problems(only: problem, path: path), language)
    return .rejected
  }

  /// That of UTF-8, with which some programs begin a file.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// White space of JSON, RFC 8259 section 2, of which an empty line may consist.
  private static let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]

  private func judgeFile(
    _ path: String, _ input: DossierInput, _ options: EvaluateOptions, _ session: ReviewSession,
    _ output: inout ReviewOutput
  ) throws(CommandFailure) -> ExitStatus {
    let (units, problems) = try input.units(of: path)
    for problems in problems { complain(problems, options.language) }
    let isRejected = problems.contains { $0.diagnostics.hasErrors }
    var status = isRejected ? ExitStatus.rejected : .success
    var rejected = RejectedRows(units.isEmpty ? [] : problems)
    let warnings = problems.flatMap { $0.warnings }
    for unit in units where output.failure == nil {
      for row in rejected.next(before: unit) { output.add(row) }
      status = max(status, judge(unit, in: warnings, options, session, &output))
    }
    for row in rejected.rest() { output.add(row) }
    return status
  }

  private func judge(
    _ unit: DossierUnit, in surroundings: [ReadingWarning] = [], _ options: EvaluateOptions,
    _ session: ReviewSession, _ output: inout ReviewOutput
  ) -> ExitStatus {
    let judged = session.judge(unit, in: surroundings)
    complain(judged.diagnostics, of: [unit.source], language: options.language)
    guard let review = judged.review else {
      let number = judged.dossier?.text(of: session.program.vocabulary.numberField)
      output.add(
        RejectedDossier(id: number, line: unit.line, judged.diagnostics, in: unit.source))
      return .rejected
    }
    let decision = output.add(review, of: unit)
    if output.count % 50 == 0 { terminal.progress("\(output.count)") }
    return ExitStatus(decision ?? review.decision)
  }
}

/// What `review evaluate` was asked for.
struct EvaluateOptions {
  enum Format: String, CaseIterable {
    case text, json, jsonl, html, docx

    /// What several of them are in a folder; nil: they stand behind one another in one file.
    var folder: ReportFolder.Kind? { ReportFolder.Kind(rawValue) }
  }

  /// The paper an office signs, or everything that is known.
  enum ReportForm: String, CaseIterable {
    case opinion, full
  }

  /// How much of its findings a line of a stream tells.
  enum Explanation: String, CaseIterable {
    /// The decision and the ids of the rules that were not met or are open.
    case none
    /// The findings that are not met besides, with their reasons.
    case failed
    case all
  }

  let dossiers: [String]
  let rules: [String]
  let asOf: CalendarDate?
  let parameters: String?
  let format: Format
  let explanation: Explanation
  /// nil: the full text, both forms as HTML, the opinion as a document.
  let report: ReportForm?
  /// The settings of the office; nil: those beside the rules.
  let office: String?
  /// nil: Chinese reports, and diagnostics in the language of each file.
  let language: Language?
  let output: String?
  let printsTiming: Bool
  /// nil: the reviews go into no log.
  let audit: AuditRequest?

  init(_ words: [String], _ environment: Environment) throws(CommandFailure) {
    let arguments = try Arguments(words, Command.evaluate.form)
    guard !arguments.operands.isEmpty else {
      throw .usage("请给出卷宗 / name a dossier: review evaluate DOSSIER...")
    }
    dossiers = arguments.operands
    rules = arguments.all("--rules")
    parameters = arguments["--parameters"]
    let format = try arguments.choice("--format")
    self.format = format.flatMap(Format.init) ?? .text
    explanation = try arguments.choice("--explain").flatMap(Explanation.init) ?? .all
    report = try arguments.choice("--report")
      .flatMap(ReportForm.init)
    office = arguments["--office"]
    language = try arguments.choice("--language").flatMap(Language.init)
    output = arguments["--output"]
    printsTiming = arguments.has("--timing")
    audit = try AuditRequest(arguments, environment)
    asOf = try arguments.date("--as-of")
    try checkReport()
  }

  /// Whether an opinion is drawn, alone or beside the full report.
  var printsOpinion: Bool {
    switch format {
    case .text: report == .opinion
    case .html, .docx: report != .full
    case .json, .jsonl: false
    }
  }

  /// Whether a dossier is told of on one short line.
  var isBrief: Bool { explanation != .all }

  /// An option that would do nothing is a mistake.
  private func checkReport() throws(CommandFailure) {
    if isBrief, format != .jsonl {
      throw .usage(
        "`--explain none` 和 `failed` 与 `--format jsonl` 同用 / `--explain none` and `failed` go with `--format jsonl`"
      )
    }
    if report != nil, [.json, .jsonl].contains(format) {
      throw .usage(
        "`--report` 用于 text、html、docx / `--report` is for text, html and docx")
    }
    if office != nil, !printsOpinion {
      throw .usage(
        "`--office` 只用于意见书（docx、html，或 --report opinion）/ `--office` is for opinions: docx, html or --report opinion"
      )
    }
  }
}

extension ExitStatus {
  init(_ decision: Decision) {
    switch decision {
    case .approve, .conditional: self = .success
    case .supplement, .suspend: self = .open
    case .refuse: self = .refused
    }
  }
}
