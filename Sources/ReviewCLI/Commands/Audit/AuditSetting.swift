import AuditLog

/// Which rules a log takes decisions by.
enum RuleSetting: String, CaseIterable {
  /// Those of the release alone.
  case released
  case any

  /// The name of the setting in the log.
  static let name = "rules"
  static var words: [String] { allCases.map { $0.rawValue } }
}

extension ReviewTool {
  /// `review audit setting DIR --rules released|any`: whether the log refuses decisions by rules that
  /// differ from the released ones.
  func setRules(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    _ = try arguments.required("--rules")
    let word = try arguments.choice("--rules") ?? ""
    let keyPath = try SigningKeyPath(arguments["--key"], option: "--key", environment).path
    let done = try setRules(
      word, reason: try arguments.required("--reason"), keyPath: keyPath, arguments)
    try terminal.write(Receipt(acknowledgement: done).text(arguments))
    return .success
  }

  @discardableResult
  func setRules(
    _ word: String, reason: String, keyPath: String, _ arguments: AuditArguments
  ) throws(CommandFailure) -> Acknowledgement {
    let author = author(arguments)
    let log = try openLogForWriting(arguments)
    let record = Setting(name: RuleSetting.name, value: word, reason: reason)
    return try withLog(keyPath: keyPath) { () throws(AuditLogError) in
      try log.append([LogSubmission(author: author, record: .setting(record))])
    }
  }
}
