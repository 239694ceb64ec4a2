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
    guard
      let parameters = try parameters(
        options.parameters, rules.program, options.language)
    else {
      return .rejected
    }
    let setting = ReviewSetting(
      parameters: parameters.values, asOf: options.asOf, today: environment.currentDate,
      surroundings: parameters.warnings)
    var office: Office? = Office()
    if options.printsOpinion {
      office = try self.office(
        options.office, options.rules, rules.program.vocabulary, options.language)
    }
    guard let office else { return .rejected }
    let digests = rules.digests
    let drawing = ReviewDrawing(
      options: options, colour: options.output == nil && terminal.outputColour, digests: digests,
      release: ReviewDrawing.tellsRelease(options) ? rules.release : nil, office: office,
      names: DossierNames(of: options.dossiers, in: files))
    var output = try ReviewOutput(
      drawing: drawing, terminal: terminal, files: files, place: place,
      vocabulary: rules.program.vocabulary)
    for path in options.earlierParts {
      output.hold(besideUsesOf: try stockSummary(path, rules.program.vocabulary))
    }
    output.audit = try options.audit.map { request throws(CommandFailure) in
      try AuditedEvaluation(
        request, rules: rules, session: ReviewSession(program: rules.program, setting: setting),
        parameters: parameters.source, given: parameters.values, digests: digests, files: files,
        memory: checkpointMemory(keyPath: request.keyPath))
    }
    let status = judge(options, rules.program, setting, &output)
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
    if options.output == nil { try place.checkStandardOutput() }
    guard options.output != nil || options.summary != nil else { return place }
    try place.protect(options.rules, of: ruleFiles(options.language))
    place.protect([options.parameters, options.office, options.audit?.keyPath].compactMap { $0 })
    place.protect(options.earlierParts)
    if let audit = options.audit { place.protect(log: audit.directory) }
    if let path = options.summary { try place.check(path, named: "--summary") }
    guard let path = options.output else { return place }
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
  func parameters(
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
    _ options: EvaluateOptions, _ program: Program, _ setting: ReviewSetting,
    _ output: inout ReviewOutput
  ) -> ExitStatus {
    let (drawing, isLogged) = (output.drawing, output.audit != nil)
    let isBulk = options.format == .jsonl && !isLogged
    let plan = isBulk ? BulkPlan(program) : nil
    let conveyor = Conveyor<Batch, Judged>(jobs: options.jobs ?? Processors.count) {
      let judge = DossierJudge(program, setting, drawing, isLogged: isLogged)
      guard
        let bulk = BulkDossierJudge(
          plan, program, setting, judge, drawing)
      else {
        return { batch in
          Judged(outcomes: batch.incoming.compactMap { judge.outcome(of: $0) }, lines: batch.lines)
        }
      }
      return { batch in
        Judged(
          outcomes: bulk.outcomes(of: batch.incoming, lines: batch.lines), lines: batch.lines)
      }
    }
    // Only what was judged in bulk may have to be judged again.
    lazy var again = DossierJudge(program, setting, drawing, isLogged: isLogged)
    let batchSize = plan != nil && options.isBrief ? Self.bulkBatchSize : Self.batchSize
    let input = DossierInput(
      files: files, vocabulary: program.vocabulary, streamsLines: options.format.isStream,
      streamsTables: options.tellsNoDigest && !isLogged, firstLine: options.firstLine,
      names: drawing.names)
    var progress = progress(of: options)
    var status = ExitStatus.success
    var incoming: [Incoming] = []
    /// Memory of lines that were written, for others: pages that the system gives are costly.
    var spare: [ByteRun] = []
    func takeBatch() -> Batch {
      defer { incoming = [] }
      return Batch(incoming: incoming, lines: spare.popLast() ?? ByteRun())
    }
    func finish(_ judged: Judged) {
      for outcome in judged.outcomes where output.failure == nil {
        status = max(status, tell(outcome, options, again, &progress, &output))
      }
      guard judged.lines.capacity <= Self.spareLimit else { return }
      judged.lines.cut(at: 0)
      spare.append(judged.lines)
    }
    func finishBatch() {
      if incoming.isEmpty {
        conveyor.drain(finish)
      } else {
        conveyor.finish(with: takeBatch(), finish)
      }
    }
    func take(_ item: Incoming) -> Bool {
      if case .pause = item {
        finishBatch()
        output.flush()
      } else {
        incoming.append(item)
        if incoming.count == batchSize { conveyor.put(takeBatch(), finish) }
      }
      return output.failure == nil
    }
    for operand in options.dossiers where output.failure == nil { read(operand, input, take) }
    finishBatch()
    terminal.progress("")
    return status
  }

  /// How many dossiers a thread takes at a time; lines with all findings are long.
  private static let batchSize = 4
  private static let bulkBatchSize = 64

  /// What comes in, for one thread, and memory for the lines of its results.
  private struct Batch: Sendable {
    let incoming: [Incoming]
    let lines: ByteRun
  }

  /// What became of it.
  private struct Judged: Sendable {
    let outcomes: [Outcome]
    let lines: ByteRun
  }

  /// How much memory of lines is kept for others, in bytes.
  private static let spareLimit = 1 << 23

  private func read(_ operand: String, _ input: DossierInput, _ take: (Incoming) -> Bool) {
    do throws(CommandFailure) {
      let found = try DossierFiles(of: operand, in: files)
      for warning in found.warnings where !take(.problems(warning)) { return }
      var goesOn = true
      for entry in found.entries where goesOn {
        do throws(CommandFailure) {
          try input.read(entry) { incoming in
            goesOn = take(incoming)
            return goesOn
          }
        } catch {
          goesOn = take(.failure(error, path: entry.path))
        }
      }
    } catch {
      _ = take(.failure(error, path: operand))
    }
  }

  /// Says and prints what became of something that came in.
  private func tell(
    _ outcome: Outcome, _ options: EvaluateOptions, _ again: @autoclosure () -> DossierJudge,
    _ progress: inout Progress?, _ output: inout ReviewOutput
  ) -> ExitStatus {
    switch outcome {
    case .bulk(let batch):
      let highest = output.add(batch, again())
      let size = batch.records.reduce(0) { $0 + $1.size }
      tellProgress(size, batch.records.count, options, &progress)
      return highest
    case .problems(let problems):
      if !problems.diagnostics.isEmpty { output.flush() }
      complain(problems, options.language)
      return problems.diagnostics.hasErrors ? .rejected : .success
    case .failure(let failure, let path):
      output.flush()
      terminal.complain("review evaluate: \(failure.message)\n")
      output.add(
        RejectedDossier(
          id: output.drawing.names.mark(line: 1, in: path), line: 1,
          [.fileUnavailable(failure.message)],
          in: SourceText(path: path, bytes: [])))
      return failure.status
    case .rejected(let dossier, let diagnostics, let source):
      if !diagnostics.isEmpty { output.flush() }
      complain(diagnostics, of: [source], language: options.language)
      output.add(dossier)
      return .rejected
    case .judged(let judged):
      if !judged.diagnostics.isEmpty { output.flush() }
      complain(
        judged.diagnostics, of: [judged.unit.source], language: options.language)
      let decision = output.add(judged)
      tellProgress(judged.unit.size, 1, options, &progress)
      return ExitStatus(decision ?? judged.reported.review.decision)
    }
  }

  private func tellProgress(
    _ size: Int, _ count: Int, _ options: EvaluateOptions, _ progress: inout Progress?
  ) {
    if let line = progress?.count(size, of: count, at: environment.nanoseconds()) {
      terminal.progress(options.language == .english ? line.english : line.chinese)
    }
  }

  /// nil unless somebody watches, and does not watch the results at the same place.
  private func progress(of options: EvaluateOptions) -> Progress? {
    guard terminal.errorIsTerminal, !terminal.outputIsTerminal || options.output != nil else {
      return nil
    }
    var total: Int? = 0
    for operand in options.dossiers {
      guard operand != "-", let found = try? DossierFiles(of: operand, in: files) else {
        return nil
      }
      for entry in found.entries {
        let size = (try? files.state(of: entry.path))?.flatMap { $0.kind == .plain ? $0.size : nil }
        total = total.flatMap { sum in size.map { sum + $0 } }
      }
    }
    return Progress(total: total, at: environment.nanoseconds())
  }
}

/// What `review evaluate` was asked for.
struct EvaluateOptions: Sendable {
  enum Format: String, CaseIterable {
    case text, json, jsonl, html, csv, docx

    /// Whether each dossier is one line, a rejected one too.
    var isStream: Bool { self == .jsonl || self == .csv }

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
  /// nil: Chinese, but for what is wrong with a rule file, which is said in the words of its author.
  let language: Language?
  let output: String?
  /// A file that takes the summary of all dossiers.
  let summary: String?
  /// The number of the first line, where the operand is a part of a longer stream.
  let firstLine: Int
  /// Summaries of the parts that stand before this one.
  let earlierParts: [String]
  /// How many dossiers are judged at once; nil: as many as the machine has processors.
  let jobs: Int?
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
    summary = arguments["--summary"]
    let firstLine = try arguments.count("--first-line", to: Self.lineLimit)
    self.firstLine = firstLine ?? 1
    earlierParts = arguments.all("--beside")
    jobs = try arguments.count("--jobs")
    printsTiming = arguments.has("--timing")
    audit = try AuditRequest(arguments, environment)
    asOf = try arguments.date("--as-of")
    try checkReport()
    if firstLine != nil, dossiers.count > 1 {
      throw .usage(
        "`--first-line` 只用于一个文件或标准输入 / `--first-line` goes with one file or standard input")
    }
    if audit != nil, !earlierParts.isEmpty {
      throw .usage(
        "`--beside` 不与 `--audit` 同用：日志已知道各来源的用途 / `--beside` does not go with `--audit`, which knows what uses the sources"
      )
    }
  }

  /// As many lines as a stock may have.
  private static let lineLimit = 1_000_000_000_000

  /// Whether an opinion is drawn, alone or beside the full report.
  var printsOpinion: Bool {
    switch format {
    case .text: report == .opinion
    case .html, .docx: report != .full
    case .json, .jsonl, .csv: false
    }
  }

  /// How much of the findings is shown.
  var depth: ReviewDepth {
    switch explanation {
    case .none: .verdicts
    case .failed: .failures
    case .all: .complete
    }
  }

  /// Whether all dossiers are summed up.
  var isSummedUp: Bool { format.isStream || summary != nil }

  /// Whether no more is told of a row than what stands in it, not what its whole file is.
  var tellsNoDigest: Bool { format == .csv || format == .jsonl && isBrief }

  /// Whether a dossier is told of on one short line.
  var isBrief: Bool { explanation != .all }

  /// An option that would do nothing is a mistake.
  private func checkReport() throws(CommandFailure) {
    if let summary, SummaryFormat(path: summary) == nil {
      throw .usage(
        "`--summary` 写入 .json 或 .html 文件 / `--summary` writes a file that ends in .json or .html")
    }
    if let summary, summary == output {
      throw .usage(
        "`--summary` 和 `--output` 不能是同一个文件 / `--summary` and `--output` cannot be one file")
    }
    if isBrief, format != .jsonl {
      throw .usage(
        "`--explain none` 和 `failed` 与 `--format jsonl` 同用 / `--explain none` and `failed` go with `--format jsonl`"
      )
    }
    if report != nil, [.json, .jsonl, .csv].contains(format) {
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
