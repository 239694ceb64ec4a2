import AuditLog

extension ReviewTool {
  /// `review audit show DIR SEQ`: one entry, proved, and the later ones that are about it.
  ///
  /// `--format json` prints the line as it was signed; `html` and `docx` the opinion on the decision,
  /// see ``showOpinion(_:_:_:)``.
  func showEntry(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let sequence = try arguments.requiredSequence()
    let format = try arguments.choice("--format")
    let log = try openLog(arguments)
    if let kind = ReportFolder.Kind(format) {
      return try showOpinion(sequence, kind, log, arguments)
    }
    for option in ["--output", "--office"] where arguments[option] != nil {
      throw .usage(
        "`\(option)` 只用于 --format html、docx / `\(option)` is for --format html and docx")
    }
    let logged = try withLog { () throws(AuditLogError) in try log.prove(sequence).entry }
    guard format != "json" else {
      try terminal.write(String(decoding: logged.line, as: UTF8.self) + "\n")
      return .success
    }
    let text = EntryText(
      entry: logged.entry, arguments: arguments, later: try LaterEntries(of: log))
    var lines = text.details
    lines += try parameters(of: logged.entry, in: log, arguments)
    lines.append(arguments.say("叶哈希：", "Leaf hash: ") + logged.leafHash.hexadecimal)
    let later = try entries(about: sequence, in: log)
    if !later.isEmpty {
      lines.append(arguments.say("其后：", "Later:"))
      lines += later.map { "  " + EntryText(entry: $0, arguments: arguments).line }
    }
    try terminal.write(lines.joined(separator: "\n") + "\n")
    return .success
  }

  /// The values that `--parameters` gave, each with its source; none where no file was given.
  private func parameters(
    of entry: LogEntry, in log: AuditLog, _ arguments: AuditArguments
  ) throws(CommandFailure) -> [String] {
    guard let digest = LoggedDecision(entry)?.parameters else { return [] }
    guard let bytes = try? log.object(digest) else {
      return [arguments.say("  参数原文不在这里", "  the parameters are not here")]
    }
    guard let given = GivenParameters(bytes, language: arguments.language) else {
      let text = String(decoding: bytes, as: UTF8.self)
      return text.split(separator: "\n").map { "  " + String($0).withVisibleControls }
    }
    return [arguments.say("随审查给定的参数：", "Parameters that were given:")] + given.lines
  }

  /// Overrides, replays and redactions of an entry, and the first outside word that covers it.
  private func entries(
    about sequence: Int, in log: AuditLog
  ) throws(CommandFailure) -> [LogEntry] {
    try withLog { () throws(AuditLogError) in
      var found: [LogEntry] = []
      var isAnchored = false
      var entries = try log.entries(from: sequence + 1)
      while let entry = try entries.next()?.entry {
        if entry.record.subject == sequence { found.append(entry) }
        if case .anchor(let anchor) = entry.record, anchor.size > sequence, !isAnchored {
          isAnchored = true
          found.append(entry)
        }
      }
      return found
    }
  }
}
