extension ReviewTool {
  /// `review completions SHELL`: the script by which a shell completes words.
  func completions(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.completions.form)
    guard arguments.operands.count == 1, let shell = Shell(rawValue: arguments.operands[0]) else {
      throw .usage("请给出 bash、zsh 或 fish / name bash, zsh or fish: review completions bash")
    }
    var entries: [CompletionScript.Entry] = []
    for command in Command.allCases where command != .audit {
      entries.append(.init(words: [command.rawValue], form: command.form))
    }
    for verb in AuditVerb.allCases {
      entries.append(.init(words: [Command.audit.rawValue, verb.rawValue], form: verb.form))
    }
    return try terminal.write(CompletionScript(entries: entries).text(for: shell), then: .success)
  }

  /// `review man`: the manual page.
  func man(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.man.form)
    guard arguments.operands.isEmpty else {
      throw .usage("review man 没有参数 / review man takes no words")
    }
    return try terminal.write(
      ManualPage.text(version: ProgramVersion.current), then: .success)
  }
}
