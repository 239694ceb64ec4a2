import Reports
import Rules

extension ReviewTool {
  /// `review interview [DOSSIER]`: asks for what can change the decision, until nothing can.
  ///
  /// Questions and the decision go to standard error; the dossier goes into a file after each
  /// answer, or to standard output at the end.
  mutating func interview(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let options = try InterviewOptions(words)
    let rules = try ruleFiles(options.language).judgingRules(options.rules)
    complain(rules.diagnostics, of: rules.sources, language: options.language)
    guard !rules.diagnostics.hasErrors else { return .rejected }
    if let path = options.output {
      var place = OutputGuard(files)
      try place.protect(options.rules, of: ruleFiles(options.language))
      place.protect([options.dossier, options.parameters].compactMap { $0 })
      try place.check(path)
    }
    guard
      let parameters = try parameters(options.parameters, rules.program, options.language),
      let start = try beginning(options, rules.program)
    else { return .rejected }
    let setting = ReviewSetting(
      parameters: parameters.values, asOf: options.asOf, today: environment.currentDate,
      surroundings: parameters.warnings)
    let language = options.language ?? .chinese
    guard var session = InterviewSession(start, by: rules.program, in: setting, language) else {
      let judgement = judgeDossier(start, by: rules.program, in: setting)
      complain(judgement.diagnostics, of: [start.source], language: options.language)
      return .rejected
    }
    let text = InterviewText(program: rules.program, language: language)
    terminal.complain(text.opening)
    let isAnswered = try ask(&session, text, options)
    terminal.complain(
      text.closing(
        session.review, session.decision, question: session.question,
        hasSkipped: session.hasSkipped,
        parameters: session.parameters))
    if options.output == nil { try terminal.write(session.text) }
    return isAnswered ? ExitStatus(session.decision) : .rejected
  }

  /// How many lines in a row may answer nothing: a program at the other end need never end.
  private static let idleLimit = 100

  /// Asks until nothing is left, or until the input ends; false: what comes answers nothing.
  private mutating func ask(
    _ session: inout InterviewSession, _ text: InterviewText, _ options: InterviewOptions
  ) throws(CommandFailure) -> Bool {
    var (idle, furthest) = (0, 0)
    while idle < Self.idleLimit {
      guard let fact = session.question, let reference = fact.reference else {
        terminal.complain(text.last(session.decision))
        guard let line = try terminal.line(), case .back = InterviewReply(line), session.goBack()
        else {
          return true
        }
        continue
      }
      terminal.complain(text.question(fact, session.reason(for: fact), number: session.number))
      guard let line = try terminal.line() else { return true }
      // Going back and forth answers nothing new.
      idle = session.number > furthest ? 1 : idle + 1
      furthest = max(furthest, session.number)
      switch InterviewReply(line) {
      case .end: return true
      case .help: terminal.complain(text.details(fact))
      case .skip: session.skip(reference)
      case .back: if !session.goBack() { terminal.complain(text.noneBefore) }
      case .answer(let written):
        let former = session.decision
        if let (source, problems) = session.answer(written, to: reference) {
          complain(problems, of: [source], language: text.language)
        }
        if session.decision != former { terminal.complain(text.decision(session.decision)) }
      }
      if let path = options.output { try files.save(session.text, to: path) }
    }
    terminal.complain(text.stopped(after: Self.idleLimit))
    return false
  }

  /// The dossier that the interview goes on with: an empty one where none is named; nil, after what
  /// is wrong was said, where it cannot be read.
  private func beginning(
    _ options: InterviewOptions, _ program: Program
  ) throws(CommandFailure) -> Dossier? {
    guard let operand = options.dossier else {
      let source = SourceText(path: options.output ?? "-", text: "{}")
      return Dossier(source: source, root: DossierElement())
    }
    guard operand != "-" else {
      throw .usage("标准输入用来回答 / standard input holds the answers: review interview FILE")
    }
    let session = ReviewSession(
      program: program, setting: ReviewSetting(today: environment.currentDate))
    var found: [Dossier] = []
    var isRejected = false
    let input = DossierInput(files: files, vocabulary: program.vocabulary, streamsLines: false)
    for entry in try DossierFiles(of: operand, in: files).entries {
      try input.read(entry) { incoming in
        switch incoming {
        case .problems(let problems): complain(problems, options.language)
        case .dossier(let unit, _):
          let (dossier, diagnostics) = session.read(unit)
          complain(diagnostics, of: [unit.source], language: options.language)
          if let dossier, !diagnostics.hasErrors {
            found.append(dossier)
          } else {
            isRejected = true
          }
        case .rejected, .failure: isRejected = true
        case .pause: break
        }
        return found.count < 2
      }
    }
    guard found.count < 2 else {
      throw .usage("一次访谈一个项目 / an interview is about one project: review interview FILE")
    }
    return isRejected ? nil : found.first
  }
}

/// What a line of the terminal says.
enum InterviewReply {
  case answer(String)
  case skip, back, help, end

  init(_ line: String) {
    switch line.filter({ !$0.isWhitespace }) {
    case "": self = .skip
    case "<", "＜": self = .back
    case "?", "？": self = .help
    case ".", "。": self = .end
    default: self = .answer(line)
    }
  }
}

/// What `review interview` was asked for.
struct InterviewOptions {
  let dossier: String?
  let rules: [String]
  let asOf: CalendarDate?
  let parameters: String?
  let output: String?
  let language: Language?

  init(_ words: [String]) throws(CommandFailure) {
    let arguments = try Arguments(words, Command.interview.form)
    guard arguments.operands.count < 2 else {
      throw .usage("一次访谈一个项目 / an interview is about one project: review interview [DOSSIER]")
    }
    dossier = arguments.operands.first
    rules = arguments.all("--rules")
    asOf = try arguments.date("--as-of")
    parameters = arguments["--parameters"]
    output = arguments["--output"]
    language = try arguments.choice("--language").flatMap { Language(rawValue: $0) }
  }
}
