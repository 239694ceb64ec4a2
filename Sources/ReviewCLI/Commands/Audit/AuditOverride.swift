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
    let reviewer = try arguments.required("--reviewer")
    guard SecondPerson.hasNumber(authority) else {
      throw CommandFailure(
        status: .rejected,
        lines: [
          "`--authority` 要写明文件及其编号，如 会议纪要〔2026〕3号；写的是 `\(authority)`",
          "`--authority` names a document with its number, as minutes 2026-3; it is `\(authority)`",
        ])
    }
    let log = try openLogForWriting(arguments)
    try SecondPerson(reviewer).check(sequence, in: log)
    try check(finding, isOf: sequence, in: log)
    let record = Override(
      evaluation: sequence, finding: finding, decision: decision.name.english,
      authority: authority, reason: reason)
    let done = try withLog { () throws(AuditLogError) in
      try log.append([LogSubmission(author: reviewer, record: .override(record))])
    }
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

  /// An override must be of a finding that the evaluation has, not of one that was misspelt.
  private func check(
    _ finding: String, isOf sequence: Int, in log: AuditLog
  ) throws(CommandFailure) {
    let entry = try withLog { () throws(AuditLogError) in try log.entry(at: sequence).entry }
    guard let decision = LoggedDecision(entry) else {
      throw CommandFailure(
        status: .rejected, message: "条目 \(sequence) 不是评审 / entry \(sequence) is no evaluation")
    }
    if decision.hits.contains(finding) { return }
    let body = try withLog { () throws(AuditLogError) in try log.body(of: decision.result) }
    if case .present(let bytes) = body, LoggedResult(bytes).rules.contains(finding) { return }
    throw CommandFailure(
      status: .rejected,
      lines: [
        "条目 \(sequence) 没有规则 `\(finding)` 的结论 / entry \(sequence) has no finding of `\(finding)`",
        "不符合 / not met: \(decision.hits.joined(separator: "、"))",
      ])
  }
}

/// What a result in the vault says.
private struct LoggedResult {
  /// The rules it has findings of.
  let rules: Set<String>

  init(_ bytes: [UInt8]) {
    let node = JSONReader.read(SourceText(path: "result", bytes: bytes), index: 0).node
    guard case .array(let findings)? = node?["findings"]?.kind else {
      rules = []
      return
    }
    rules = Set(
      findings.compactMap { finding in
        if case .string(let rule)? = finding["rule"]?.kind { rule } else { nil }
      })
  }
}

extension JSONNode {
  /// The value of a member; nil for no such member and for no object.
  fileprivate subscript(_ key: String) -> JSONNode? {
    guard case .object(let members) = kind else { return nil }
    return members.first { $0.key == key }?.value
  }
}
