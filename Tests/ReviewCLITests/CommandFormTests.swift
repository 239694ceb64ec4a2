import Glibc
import Rules
import Testing

@testable import ReviewCLI

/// What the command line takes, and what it says that it takes.
@Suite("Forms of commands")
struct CommandFormTests {
  /// Each with the words behind `review` that name it.
  private static let entries =
    Command.allCases.map { (words: [$0.rawValue], form: $0.form) }
    + AuditVerb.allCases.map { (words: [Command.audit.rawValue, $0.rawValue], form: $0.form) }
  private static let forms = entries.map { $0.form }

  @Test("Help says in both languages what every option and operand means, in lines that fit")
  func help() {
    for (words, form) in Self.entries {
      let help = Help.text(for: words)
      for option in form.options { #expect(help.contains("  \(option.shown)"), "\(words)") }
      for line in help.split(separator: "\n") {
        #expect(TextWidth.cells(of: line) <= 110, "\(words): \(line)")
      }
      let meanings = [form.summary, form.operands.meaning].compactMap { $0 } + form.notes
      for meaning in meanings + form.options.map({ $0.meaning }) {
        #expect(meaning.chinese.unicodeScalars.contains { $0.value > 0x2E80 })
        #expect(!meaning.english.isEmpty)
        #expect(!meaning.english.unicodeScalars.contains { $0.value > 0x2E80 })
      }
    }
    for command in Command.allCases {
      #expect(Help.overview.contains("review \(command.rawValue)"))
    }
    for verb in AuditVerb.allCases {
      #expect(Help.text(for: ["audit"]).contains("\n  \(verb.rawValue) "))
    }
  }

  @Test("An example is taken by the form of its command")
  func examples() throws {
    for examples in Self.forms.map({ $0.examples }) + [Help.firstSteps.map { $0.line }] {
      for example in examples {
        let line = example.prefix { $0 != ">" && $0 != "|" }
        let words = line.split(separator: " ").map { String($0) }
        let command = try #require(Command(rawValue: words[1]))
        guard command == .audit else {
          _ = try Arguments(Array(words[2...]), command.form)
          continue
        }
        let verb = try #require(AuditVerb(rawValue: words[2]))
        _ = try AuditArguments(Array(words[3...]), for: verb)
      }
    }
  }

  @Test("A message that quotes a whole file is cut", arguments: ["x", "é́", "两"])
  func cut(_ word: String) {
    let long = "file: `" + String(repeating: word, count: 100_000) + "` is no key"
    let message = CommandFailure(status: .rejected, lines: ["short", long]).message
    #expect(message.hasPrefix("short\nfile: `") && message.hasSuffix("` is no key"))
    #expect(message.unicodeScalars.contains("…") && message.utf8.count <= CommandFailure.lineLimit)
  }

  @Test("The usage of a verb tells its operands and options")
  func usage() {
    #expect(
      Help.usage(of: AuditVerb.monitor.form, named: "audit monitor").hasPrefix(
        "review audit monitor DIR --state FILE [--against DIR] [--held FILE|SIZE:ROOT]..."))
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
      form.option(named: "--explain")?.value
        == .words(EvaluateOptions.Explanation.allCases.map { $0.rawValue }))
    let rules = AuditVerb.set.form.option(named: "--rules")?.value
    #expect(rules == .words([LogDemand.released, LogDemand.none]))
    let parameters = AuditVerb.set.form.option(named: "--parameters")?.value
    #expect(parameters == .words([LogDemand.sourced, LogDemand.none]))
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

  /// How each shell reads the script, and what it then says.
  static let loading: [ShellTrial] = [
    ("bash", "bash --norc -c '. ./c && complete -p review'", "-F _review review"),
    ("zsh", "zsh -fc '. ./c && whence -w _review'", "_review: function"),
    (
      "zsh",
      "mkdir f && cp c f/_review && zsh -fc "
        + "'fpath=($PWD/f $fpath); autoload -Uz compinit; compinit -D -u; echo $_comps[review]'",
      "_review\n"
    ),
    ("fish", "fish -N -c 'source c; complete -C \"review audit ver\"'", "verify"),
  ].filter { shell, _, _ in
    ["/bin", "/usr/bin"].contains { access("\($0)/\(shell)", X_OK) == 0 }
  }.map { shell, script, output in
    ShellTrial(
      "\(shell): \(script)", "review completions \(shell) >c; \(script)", status: 0, output: output)
  }

  @Test("A shell that is installed reads its script without complaint", arguments: loading)
  func shellsLoad(_ trial: ShellTrial) throws { try trial.check() }

  @Test("What is wrong with a file is said in the user's language", arguments: locales)
  func locale(_ trial: ShellTrial) throws { try trial.check() }

  static let locales: [ShellTrial] = [
    ("LANG=zh_CN.UTF-8", "", "错误[json-"), ("LC_ALL=zh_CN LANG=en_US", "", "错误[json-"),
    ("LC_ALL=C LANG=zh_CN", "", "error[json-"), ("LC_ALL= LANG=zh_CN", "", "错误[json-"),
    ("LC_MESSAGES=zh_TW.UTF-8", "", "错误[json-"), ("LANG=zh_CN", "--language en", "error[json-"),
    ("LANG=C", "--language zh", "错误[json-"), ("LANG=C", "", "error[json-"),
  ].map { variables, option, words in
    ShellTrial(
      "\(variables) \(option)",
      "printf '{\"a\": 1,, }' >x.json; export \(variables); judge x.json \(option)", status: 3,
      errors: words)
  }

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
    ShellTrial(
      "zsh", "review completions zsh | head -1", status: 0, output: "#compdef review\n"),
    ShellTrial("no such shell", "review completions ksh", status: 64, output: nil, errors: "bash"),
    ShellTrial("no shell", "review completions", status: 64, output: nil, errors: "bash"),
    ShellTrial("the manual", "review man", status: 0, output: ".SH \"review evaluate\""),
    ShellTrial("the version", "review --version", status: 0, output: "review 1.0.0\n"),
    ShellTrial(
      "--held twice", "review audit verify x --held 1:a --held 2:b", status: 3, output: nil,
      errors: "1:a"),
  ]
}
