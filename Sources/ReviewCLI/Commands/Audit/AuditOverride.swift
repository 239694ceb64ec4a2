import AuditLog
import Rules

extension ReviewTool {
  /// `review audit override DIR SEQ`: an authority decides otherwise on one finding.
  ///
  /// The engine's own result stays as it was; the override is an entry of its own.
  func overrideFinding(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let sequence = try arguments.requiredSequence()
    let finding = try arguments.required("--finding")
    let decision = try decision(named: try arguments.required("--decision"))
    let authority = try arguments.required("--authority")
    let reason = try arguments.required("--reason")
    _ = try arguments.required("--reviewer")
    let record = Override(
      evaluation: sequence, finding: finding, decision: decision.name.english,
      authority: authority, reason: reason)
    let log = try openLogForWriting(arguments)
    let entry = LogSubmission(by: try entryAuthor(arguments), record: .override(record))
    try admit(entry, to: log)
    let done = try withLog { () throws(AuditLogError) in try log.append([entry]) }
    try terminal.write(Receipt(acknowledgement: done).text(arguments))
    return .success
  }

  private func decision(named word: String) throws(CommandFailure) -> Decision {
    let found = Decision.allCases.first { $0.name.english == word || $0.name.chinese == word }
    guard let found else {
      let words = Decision.allCases.map { "\($0.name.english) \($0.name.chinese)" }
      throw .usage("`--decision` 只能是 / is one of: \(words.joined(separator: "、"))")
    }
    return found
  }
}
