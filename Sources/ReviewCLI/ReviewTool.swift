import Rules

/// The command line: finds the command and hands it its arguments.
struct ReviewTool {
  let files: FileStore
  var terminal: Terminal
  let environment: Environment
  /// What was read is kept until the process ends: taking it apart would cost time for nothing.
  var kept: [Any] = []

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
      terminal.complain("review: 没有命令 `\(verb)` / there is no command `\(verb)`\n")
      terminal.complain(Help.usage)
      return .usage
    }
    let rest = Array(arguments.dropFirst())
    if rest.contains("--help") || rest.contains("-h") {
      terminal.write(Help.text(for: verb))
      return .success
    }
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
  let message: String

  static func usage(_ message: String) -> Self { Self(status: .usage, message: message) }
  static func unavailable(_ message: String) -> Self {
    Self(status: .unavailable, message: message)
  }
}
