import Rules

/// The command line: finds the command and hands it its arguments.
struct ReviewTool {
  let files: FileStore
  var terminal: Terminal
  let environment: Environment
  let diagnosticPrinter = DiagnosticPrinter()

  mutating func run(_ arguments: [String]) -> ExitStatus {
    do throws(CommandFailure) {
      return try obey(arguments)
    } catch {
      let verb = arguments.first.map { " \($0)" } ?? ""
      if !error.isReaderGone { terminal.complain("review\(verb): \(error.message)\n") }
      return error.status
    }
  }

  private mutating func obey(_ arguments: [String]) throws(CommandFailure) -> ExitStatus {
    guard let verb = arguments.first else {
      return try terminal.write(Help.overview, then: .usage)
    }
    if ["-h", "--help", "help"].contains(verb) {
      try terminal.write(Help.text(for: arguments.dropFirst().first))
      return .success
    }
    guard let command = Command(rawValue: verb) else {
      let word = verb.withVisibleControls
      terminal.complain("review: 没有命令 `\(word)` / there is no command `\(word)`\n")
      terminal.complain(Help.usage)
      return .usage
    }
    let rest = Array(arguments.dropFirst())
    if rest.contains("--help") || rest.contains("-h") {
      try terminal.write(Help.text(for: verb))
      return .success
    }
    defer { diagnosticPrinter.finish(on: terminal) }
    return try run(command, rest)
  }

  private mutating func run(
    _ command: Command, _ arguments: [String]
  ) throws(CommandFailure) -> ExitStatus {
    switch command {
    case .evaluate: try evaluate(arguments)
    case .check: try check(arguments)
    case .format: try format(arguments)
    case .test: try test(arguments)
    case .explain: try explain(arguments)
    case .coverage: try coverage(arguments)
    case .schema: try schema(arguments)
    case .audit: try audit(arguments)
    }
  }
}

extension ReviewTool {
  /// Finds rule files; what is left out is said on standard error.
  func ruleFiles(_ language: Language?) -> RuleFiles {
    RuleFiles(files: files, environment: environment) { complain($0, language) }
  }

  func complain(_ problems: Problems, _ language: Language?) {
    complain(problems.diagnostics, of: [problems.source], language: language)
  }
}

/// The verbs of the command line.
enum Command: String, CaseIterable {
  case evaluate, check, format, test, explain, coverage, schema, audit
}

/// Why a command could not do its work.
struct CommandFailure: Error {
  let status: ExitStatus
  /// Lines for standard error, with the invisible characters of foreign words shown.
  let message: String

  /// The reader of the results left, as `head` does: the work stops, and nothing is said.
  static let readerGone = Self(status: .success, message: "")

  var isReaderGone: Bool { message.isEmpty }

  init(status: ExitStatus, message: String) { self.init(status: status, lines: [message]) }

  init(status: ExitStatus, lines: [String]) {
    self.status = status
    message = lines.map { $0.withVisibleControls }.joined(separator: "\n")
  }

  static func usage(_ lines: String...) -> Self { Self(status: .usage, lines: lines) }
  static func unavailable(_ message: String) -> Self {
    Self(status: .unavailable, message: message)
  }
}
