import Testing

@testable import ReviewCLI

/// What the command line takes, and what it says that it takes.
@Suite("Forms of commands")
struct CommandFormTests {
  private static let audit = AuditVerb.allCases.map { $0.form }
  private static let forms = Command.allCases.map { $0.form } + audit

  @Test("Help names every option of a command, and no other", arguments: Command.allCases)
  func help(_ command: Command) {
    guard command != .audit else { return }
    // A help may point to a verb of the log, which has a form of its own.
    let told = Help.text(for: command.rawValue).split(separator: "\n")
      .filter { !$0.contains("review audit") }.joined(separator: "\n").options
    #expect(told.subtracting(["--help"]) == Set(command.form.options.map { $0.name }))
  }

  @Test(
    "The usage of a verb names every option of its own, and no other", arguments: AuditVerb.allCases
  )
  func usage(_ verb: AuditVerb) {
    let common: Set = ["--against", "--held", "--language", "--pinned"]
    // `--format` of an export says what it is anyway; every signing verb takes the name of its writer.
    let silent: Set = ["--format", "--reviewer", "--key", "--checkpoint"]
    let taken = Set(verb.form.options.map { $0.name })
    #expect(verb.usage.options.isSubset(of: taken), "\(verb.usage.options.subtracting(taken))")
    #expect(taken.subtracting(common).subtracting(silent).isSubset(of: verb.usage.options))
  }

  @Test("An option stands once in a form")
  func once() {
    for form in Self.forms {
      #expect(Set(form.options.map { $0.name }).count == form.options.count)
    }
  }

  @Test("The formats are those that evaluate writes")
  func formats() {
    let form = Command.evaluate.form
    #expect(
      form.option(named: "--format")?.value
        == .words(EvaluateOptions.Format.allCases.map { $0.rawValue }))
    #expect(
      form.option(named: "--report")?.value
        == .words(EvaluateOptions.ReportForm.allCases.map { $0.rawValue }))
  }

  @Test("What may stand several times may, and nothing else")
  func repeated() throws {
    for form in Self.forms {
      for option in form.options where option.value != .none {
        let words = ["a", "b"].flatMap { [option.name, $0] }
        let arguments = try? Arguments(words, form)
        #expect(
          (arguments?.all(option.name) == ["a", "b"]) == option.isRepeatable, "\(option.name)")
      }
    }
  }

  @Test("An option of another command is unknown, and one without its value too")
  func refused() {
    for (command, words) in [
      (Command.check, ["--audit", "x"]), (.evaluate, ["--set", "a=1"]), (.schema, ["--rules"]),
      (.man, ["--rules", "x"]), (.test, ["-x"]),
    ] {
      #expect(throws: CommandFailure.self) { try Arguments(words, command.form) }
    }
  }

  @Test("Shells offer commands, options and values", arguments: trials)
  func shells(_ trial: ShellTrial) throws { try trial.check() }

  private static let bash = """
    review completions bash >c && bash -n c && . ./c
    try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _review; echo "<${COMPREPLY[*]}>"; }

    """

  static let trials: [ShellTrial] = [
    ShellTrial("a command", bash + "try review ev", status: 0, output: "<evaluate>"),
    ShellTrial(
      "a value", bash + "try review evaluate --format j", status: 0, output: "<json jsonl>"),
    ShellTrial("an option", bash + "try review evaluate --as", status: 0, output: "<--as-of>"),
    ShellTrial("a file", bash + "try review evaluate bad.j", status: 0, output: "<bad.json>"),
    ShellTrial("a verb", bash + "try review audit ver", status: 0, output: "<verify>"),
    ShellTrial(
      "a value of a verb", bash + "try review audit show --format d", status: 0, output: "<docx>"),
    ShellTrial("fish", "review completions fish", status: 0, output: "-l format -x -a \"text json"),
    ShellTrial("zsh", "review completions zsh | head -2", status: 0, output: "bashcompinit"),
    ShellTrial("no such shell", "review completions ksh", status: 64, output: nil, errors: "bash"),
    ShellTrial("no shell", "review completions", status: 64, output: nil, errors: "bash"),
    ShellTrial("the manual", "review man", status: 0, output: ".SH \"review evaluate\""),
    ShellTrial("the version", "review --version", status: 0, output: "review 1.0.0\n"),
    ShellTrial(
      "--held twice", "review audit verify x --held 1:a --held 2:b", status: 4, output: nil,
      errors: "1:a"),
  ]
}

extension String {
  /// The words that begin with two dashes.
  fileprivate var options: Set<String> {
    var options: Set<String> = []
    for piece in split(whereSeparator: { !($0.isASCII && ($0.isLetter || $0 == "-")) })
    where piece.hasPrefix("--") && piece.count > 2 {
      options.insert(String(piece))
    }
    return options
  }
}
