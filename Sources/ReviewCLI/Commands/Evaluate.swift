import Rules

extension ReviewTool {
  /// `review evaluate DOSSIER...`: judges dossiers and prints what the rules say.
  mutating func evaluate(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(
      words,
      options: [
        "--rules", "--as-of", "--parameters", "--format", "--language", "--output", "--audit",
        "--reviewer",
      ], flags: ["--timing"])
    guard !arguments.operands.isEmpty else {
      throw .usage("请给出卷宗 / name a dossier: review evaluate DOSSIER...")
    }
    let format = try arguments.choice("--format", ["text", "json", "jsonl", "html"]) ?? "text"
    let language = try arguments.choice("--language", ["zh", "en"]).flatMap(Language.init)
    let start = environment.nanoseconds()
    let book = try RuleFiles(files: files, environment: environment)
      .book(arguments.all("--rules"), .rules)
    let loaded = environment.nanoseconds()
    guard !book.diagnostics.hasErrors else {
      complain(book.diagnostics, of: book.sources, language: language)
      return .rejected
    }
    let parameters = try parameters(arguments["--parameters"], book, language)
    guard let parameters else { return .rejected }
    var evaluation = Evaluation(
      book: book, parameters: parameters, asOf: try asOf(arguments["--as-of"]),
      today: environment.currentDate, language: language ?? .chinese)
    var status = ExitStatus.success
    for path in arguments.operands {
      status = max(status, try evaluation.add(path, tool: self, language: language))
    }
    let evaluated = environment.nanoseconds()
    let text = evaluation.output(format: format, colour: terminal.outputColour)
    if let output = arguments["--output"] {
      try files.save(text, to: output)
    } else {
      terminal.write(text)
    }
    if arguments.has("--timing") {
      terminal.complain(
        "rules \(Self.milliseconds(loaded - start)) ms, evaluation \(Self.milliseconds(evaluated - loaded)) ms, report \(Self.milliseconds(environment.nanoseconds() - evaluated)) ms\n"
      )
    }
    return status
  }

  private static func milliseconds(_ nanoseconds: UInt64) -> String {
    let hundredths = nanoseconds / 10_000
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  private func asOf(_ text: String?) throws(CommandFailure) -> CalendarDate? {
    guard let text else { return nil }
    guard let date = CalendarDate(parsing: text) else {
      throw .usage("`--as-of` 要写成 2025-12-31 / write `--as-of` as 2025-12-31")
    }
    return date
  }

  /// The parameters of a file; nil when it was rejected.
  private func parameters(
    _ path: String?, _ book: RuleBook, _ language: Language?
  ) throws(CommandFailure) -> ParameterValues? {
    guard let path else { return ParameterValues() }
    let source = SourceText(path: path, bytes: try files.bytes(of: path))
    let (values, problems) = ParameterReader.read(source, rules: book.program.rules)
    complain(problems, of: [source], language: language)
    return problems.hasErrors ? nil : values
  }
}

extension Environment {
  var currentDate: CalendarDate {
    let parts = today()
    return CalendarDate(year: parts.year, month: parts.month, day: parts.day)
      ?? CalendarDate.earliest
  }
}

extension FileStore {
  func save(_ text: String, to path: String) throws(CommandFailure) {
    do throws(FileFailure) {
      try write(path, Array(text.utf8))
    } catch {
      throw .unavailable(error.message)
    }
  }
}

/// The reviews of one invocation.
struct Evaluation {
  let book: RuleBook
  let parameters: ParameterValues
  let asOf: CalendarDate?
  let today: CalendarDate
  let language: Language
  private(set) var reviews: [Review] = []

  init(
    book: RuleBook, parameters: ParameterValues, asOf: CalendarDate?, today: CalendarDate,
    language: Language
  ) {
    self.book = book
    self.parameters = parameters
    self.asOf = asOf
    self.today = today
    self.language = language
  }

  /// Reads and judges one dossier.
  mutating func add(
    _ path: String, tool: ReviewTool, language: Language?
  ) throws(CommandFailure) -> ExitStatus {
    let source = SourceText(path: path, bytes: try tool.files.bytes(of: path))
    let (dossier, problems) = DossierReader.read(
      source, vocabulary: book.program.vocabulary)
    guard let dossier, !problems.hasErrors else {
      tool.complain(problems, of: [source], language: language)
      return .rejected
    }
    let (binding, more) = bind(
      dossier, to: book.program, parameters: parameters, asOf: asOf, today: today)
    tool.complain(problems + more, of: [source], language: language)
    guard !more.hasErrors else { return .rejected }
    let review = Rules.evaluate(book.program, with: binding)
    reviews.append(review)
    return ExitStatus(review.decision)
  }

  func output(format: String, colour: Bool) -> String {
    switch format {
    case "json":
      var json = JSONWriter(style: .pretty)
      if reviews.count == 1 {
        JSONReport(reviews[0], language: language).write(to: &json)
      } else {
        json.array { json in
          for review in reviews { JSONReport(review, language: language).write(to: &json) }
        }
      }
      json.endLine()
      return json.text
    case "jsonl":
      var json = JSONWriter(style: .compact)
      for review in reviews {
        JSONReport(review, language: language).write(to: &json)
        json.endLine()
      }
      return json.text
    default:
      return reviews.map { TextReport($0, language: language, colour: colour).text }
        .joined(separator: "\n")
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
