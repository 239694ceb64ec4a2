import Rules

/// The command line: finds the command and hands it its arguments.
struct ReviewTool {
  let files: FileStore
  var terminal: Terminal
  let environment: Environment
  /// What was read is kept until the process ends: taking it apart would cost time for nothing.
  var kept: [Any] = []
  let diagnosticPrinter = DiagnosticPrinter()

  mutating func run(_ arguments: [String]) -> ExitStatus {
    guard let verb = arguments.first else {
      terminal.write(Help.overview)
      return .usage
    }
    if ["-h", "--help", "help"].contains(verb) {
      terminal.write(Help.text(for: arguments.dropFirst().first))
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
      terminal.write(Help.text(for: verb))
      return .success
    }
    defer { diagnosticPrinter.finish(on: terminal) }
    do throws(CommandFailure) {
      return try run(command, rest)
    } catch {
      terminal.complain("review \(verb): \(error.message)\n")
      return error.status
    }
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

/// The verbs of the command line.
enum Command: String, CaseIterable {
  case evaluate, check, format, test, explain, coverage, schema, audit
}

/// Why a command could not do its work.
struct CommandFailure: Error {
  let status: ExitStatus
  /// Lines for standard error, with the invisible characters of foreign words shown.
  let message: String

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
