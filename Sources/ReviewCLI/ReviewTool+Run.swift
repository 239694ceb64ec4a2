// The command line: finds the command and hands it its arguments.

extension ReviewTool {
  mutating func run(_ arguments: [String]) -> ExitStatus {
    do throws(CommandFailure) {
      return try obey(arguments)
    } catch {
      let verb = arguments.first.flatMap(Command.init).map { " \($0.rawValue)" } ?? ""
      if !error.isReaderGone { terminal.complain("review\(verb): \(error.message)\n") }
      return error.status
    }
  }

  private mutating func obey(_ arguments: [String]) throws(CommandFailure) -> ExitStatus {
    guard let verb = arguments.first else {
      return try terminal.write(Help.overview, then: .usage)
    }
    if ["-h", "--help", "help"].contains(verb) {
      try terminal.write(Help.text(for: Array(arguments.dropFirst())))
      return .success
    }
    if verb == "--version" {
      return try terminal.write("review \(ProgramVersion.current)\n", then: .success)
    }
    guard let command = Command(rawValue: verb) else {
      throw .unknown(
        "没有命令 `\(verb)` / there is no command `\(verb)`", verb,
        among: Command.allCases.map(\.rawValue),
        "  \(Command.allCases.map(\.rawValue).joined(separator: ", "))    (review --help)")
    }
    let rest = Array(arguments.dropFirst())
    if rest.contains("--help") || rest.contains("-h") {
      try terminal.write(Help.text(for: arguments))
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
    case .interview: try interview(arguments)
    case .check: try check(arguments)
    case .format: try format(arguments)
    case .test: try test(arguments)
    case .explain: try explain(arguments)
    case .lsp: try serveEditor(arguments)
    case .coverage: try coverage(arguments)
    case .schema: try schema(arguments)
    case .compare: try compare(arguments)
    case .compile: try compile(arguments)
    case .template: try template(arguments)
    case .audit: try audit(arguments)
    case .release: try release(arguments)
    case .ledger: try ledger(arguments)
    case .summary: try summary(arguments)
    case .desk: try desk(arguments)
    case .new: try new(arguments)
    case .docs: try docs(arguments)
    case .completions: try completions(arguments)
    case .man: try man(arguments)
    }
  }
}
