import AuditLog

extension AuditVerb {
  /// What may stand behind the verb, the options that every verb takes included: who vouches for the
  /// log, and the language of the answer.
  var form: CommandForm {
    let common = ["--against", "--held", "--language", "--pinned"]
    return CommandForm(
      .folder,
      (options.sorted() + common).map { name in
        CommandOption(name, value(of: name), isRepeatable: Self.repeatable.contains(name))
      } + flags.sorted().map { CommandOption($0, .none) })
  }

  private static let repeatable: Set = ["--held", "--pinned", "--witness"]

  private func value(of option: String) -> OptionValue {
    switch option {
    case "--language": .languages
    case "--format": formats
    case "--rules": .words(RuleSetting.words)
    case "--op": .words(LogOperation.allCases.map { $0.rawValue })
    case "--kind": .words(Anchor.Kind.allCases.map { $0.rawValue })
    case "--for": .words(["witness", "release", "reviewer"])
    case "--against": .folder
    case "--checkpoint", "--evidence", "--held", "--key", "--new", "--office", "--output",
      "--policy", "--release", "--request", "--reviewers", "--state", "--tsa":
      .file
    default: .text
    }
  }

  private var formats: OptionValue {
    switch self {
    case .show: .words(["text", "json", "html", "docx"])
    case .export: .words(["csv"])
    case .verify, .list: .words(["text", "json"])
    case .initialize, .history, .prove, .receipt, .checkpoint, .anchor, .witness, .monitor,
      .redact, .override, .replay, .clock, .hold, .set, .key, .tools:
      .text
    }
  }
}
