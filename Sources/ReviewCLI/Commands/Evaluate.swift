import Rules

extension ReviewTool {
  /// `review evaluate DOSSIER...`: judges dossiers and prints what the rules say.
  mutating func evaluate(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let options = try EvaluateOptions(words, environment)
    let start = environment.nanoseconds()
    let book = try RuleFiles(files: files, environment: environment)
      .book(options.rules, .rules, judges: true)
    kept.append(book)
    let loaded = environment.nanoseconds()
    guard !book.diagnostics.hasErrors else {
      complain(book.diagnostics, of: book.sources, language: options.language)
      return .rejected
    }
    guard let parameters = try parameters(options.parameters, book, options.language) else {
      return .rejected
    }
    let session = ReviewSession(
      book: book, parameters: parameters.values, asOf: options.asOf,
      today: environment.currentDate)
    let digests = options.needsDigests ? RulesetDigests(book).texts : [:]
    let audit = try options.audit.map { request throws(CommandFailure) in
      try AuditedEvaluation(
        request, session: session, parameters: parameters.source, digests: digests, files: files)
    }
    var output = ReviewOutput(
      options: options, terminal: terminal, files: files, digests: digests, audit: audit)
    let status = try judge(options, session, &output)
    let evaluated = environment.nanoseconds()
    try output.finish()
    if options.printsTiming {
      terminal.complain(
        "rules \(milliseconds(loaded - start)) ms, evaluation \(milliseconds(evaluated - loaded)) ms, "
          + "report \(milliseconds(environment.nanoseconds() - evaluated)) ms\n")
    }
    return status
  }

  private func milliseconds(_ nanoseconds: UInt64) -> String {
    let hundredths = nanoseconds / 10_000
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  /// The parameters of a file, and the file where one was given; nil when it was rejected.
  private func parameters(
    _ path: String?, _ book: RuleBook, _ language: Language?
  ) throws(CommandFailure) -> (values: ParameterValues, source: SourceText?)? {
    guard let path else { return (ParameterValues(), nil) }
    let source = SourceText(path: path, bytes: try files.bytes(of: path))
    let (values, problems) = ParameterReader.read(source, rules: book.program.rules)
    complain(problems, of: [source], language: language)
    return problems.hasErrors ? nil : (values, source)
  }

  /// Judges all dossiers; one that cannot be read does not stop the others.
  private func judge(
    _ options: EvaluateOptions, _ session: ReviewSession, _ output: inout ReviewOutput
  ) throws(CommandFailure) -> ExitStatus {
    let input = DossierInput(
      files: files, vocabulary: session.book.program.vocabulary,
      streamsLines: options.format == .jsonl)
    var status = ExitStatus.success
    for operand in options.dossiers {
      do throws(CommandFailure) {
        for path in try input.paths(of: operand) where output.failure == nil {
          let result = try judge(path, input, options, session, &output)
          status = max(status, result)
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
    _ path: String, _ input: DossierInput, _ options: EvaluateOptions,
    _ session: ReviewSession, _ output: inout ReviewOutput
  ) throws(CommandFailure) -> ExitStatus {
    var status = ExitStatus.success
    guard !input.isLineStream(path) else {
      var number = 0
      try files.forEachLine(of: path) { line in
        number += 1
        guard line.contains(where: { $0 > 0x20 }) else { return true }
        let source = SourceText(path: path, bytes: Array(line), firstLine: number)
        status = max(status, judge(.text(source), options, session, &output))
        return output.failure == nil
      }
      return status
    }
    let (units, problems) = try input.units(of: path)
    complain(problems.diagnostics, of: [problems.source], language: options.language)
    if problems.diagnostics.hasErrors { status = .rejected }
    for unit in units { status = max(status, judge(unit, options, session, &output)) }
    return status
  }

  private func judge(
    _ unit: DossierUnit, _ options: EvaluateOptions, _ session: ReviewSession,
    _ output: inout ReviewOutput
  ) -> ExitStatus {
    let (review, diagnostics) = session.review(unit)
    complain(diagnostics, of: [unit.source], language: options.language)
    guard let review else { return .rejected }
    output.add(review, of: unit)
    if output.count % 50 == 0 { terminal.progress("\(output.count)") }
    return ExitStatus(review.decision)
  }
}

/// What `review evaluate` was asked for.
struct EvaluateOptions {
  enum Format: String, CaseIterable {
    case text, json, jsonl, html
  }

  let dossiers: [String]
  let rules: [String]
  let asOf: CalendarDate?
  let parameters: String?
  let format: Format
  /// nil: Chinese reports, and diagnostics in the language of each file.
  let language: Language?
  let output: String?
  let printsTiming: Bool
  /// nil: the reviews go into no log.
  let audit: AuditRequest?

  /// Whether anything names the rules by their digests.
  var needsDigests: Bool { audit != nil || format != .text }

  init(_ words: [String], _ environment: Environment) throws(CommandFailure) {
    let arguments = try Arguments(
      words,
      options: [
        "--rules", "--as-of", "--parameters", "--format", "--language", "--output", "--audit",
        "--audit-key", "--reviewer",
      ], flags: ["--timing"])
    guard !arguments.operands.isEmpty else {
      throw .usage("请给出卷宗 / name a dossier: review evaluate DOSSIER...")
    }
    dossiers = arguments.operands
    rules = arguments.all("--rules")
    parameters = arguments["--parameters"]
    let format = try arguments.choice("--format", Format.allCases.map(\.rawValue))
    self.format = format.flatMap(Format.init) ?? .text
    language = try arguments.choice("--language", ["zh", "en"]).flatMap(Language.init)
    output = arguments["--output"]
    printsTiming = arguments.has("--timing")
    audit = try AuditRequest(arguments, environment)
    guard let text = arguments["--as-of"] else {
      asOf = nil
      return
    }
    guard let date = CalendarDate(parsing: text) else {
      throw .usage("`--as-of` 要写成 2025-12-31 / write `--as-of` as 2025-12-31")
    }
    asOf = date
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
