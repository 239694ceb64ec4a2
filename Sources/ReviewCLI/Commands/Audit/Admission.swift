import AuditLog
import Rules

/// What the settings of a log and the roles of its users demand of an entry before it is written.
///
/// Whoever has the log's key checks this in their own program; whoever has not is checked by the
/// writer, which believes nothing that it can look up itself.
struct Admission {
  private let log: AuditLog
  private let takesAnyRules: Bool
  private let takesAnyParameters: Bool
  /// The keys that decisions are signed with; nil: nobody has to sign.
  private let reviewers: [VerifierKey]?

  init(to log: AuditLog) throws(AuditLogError) {
    self.log = log
    let settings = try log.settings()
    takesAnyRules = settings[LogDemand.rules.rawValue] != LogDemand.released
    takesAnyParameters = settings[LogDemand.parameters.rawValue] != LogDemand.sourced
    let text = settings[LogDemand.reviewers.rawValue] ?? LogDemand.none
    reviewers =
      text == LogDemand.none
      ? nil : text.split(separator: " ").compactMap { VerifierKey(String($0)) }
  }

  // MARK: - Decisions

  func check(_ changes: RuleChanges) throws(CommandFailure) {
    guard takesAnyRules || changes.isNone else { throw .otherRules(changes) }
  }

  func check(_ parameters: ParameterValues, of rules: RuleCatalogue) throws(CommandFailure) {
    guard !takesAnyParameters else { return }
    let unsourced = parameters.unsourced(in: rules)
    guard unsourced.isEmpty else { throw .unsourced(unsourced) }
  }

  /// Whether somebody may sign, in their name.
  func check(signatory key: VerifierKey?, _ author: String) throws(CommandFailure) {
    guard let reviewers else { return }
    guard let key, reviewers.contains(key), key.name.utf8.elementsEqual(author.utf8) else {
      throw CommandFailure(
        status: .rejected,
        lines: [
          key == nil
            ? "本日志要求审查人员用自己的密钥签署：请用 `--reviewer-key`" : "这把密钥不在本日志登记的审查人员之列，或与姓名 \(author) 不符",
          key == nil
            ? "the log takes what its reviewers sign with their own keys: give `--reviewer-key`"
            : "the key is none of the log's reviewers, or not of \(author)",
        ])
    }
  }

  // MARK: - What overrules or destroys

  func check(_ submission: LogSubmission) throws(CommandFailure) {
    switch submission.record {
    case .override(let record):
      try check(document: record.authority, option: "--authority")
      try checkSecondPerson(submission, of: record.evaluation)
      try check(record.finding, isOf: record.evaluation)
    case .redact(let record):
      try check(document: EntryNotes(submission.notes).document ?? "", option: "--authority")
      try checkSecondPerson(submission, of: record.entry)
    case .evaluate: try check(signatory: submission.signatory, submission.author)
    case .initialize, .replay, .anchor, .key, .recover, .clock, .hold, .setting: break
    }
  }

  private func check(document: String, option: String) throws(CommandFailure) {
    // In digits or in Chinese numerals.
    guard !document.contains(where: { $0.isNumber }) else { return }
    throw CommandFailure(
      status: .rejected,
      lines: [
        "`\(option)` 要写明文件及其编号，如 会议纪要〔2026〕3号；写的是 `\(document)`",
        "`\(option)` names a document with its number, as minutes 2026-3; it is `\(document)`",
      ])
  }

  /// Whoever overrules a decision or destroys its documents is another person than the one who decided:
  /// another name, and another key where both signed.
  private func checkSecondPerson(
    _ submission: LogSubmission, of sequence: Int
  ) throws(CommandFailure) {
    let entry = try entry(at: sequence)
    let key = ReviewerSignature(of: entry)?.key
    let isSameKey = key.map { $0 == submission.signatory } ?? false
    guard !isSameKey, !Self.isSame(entry.author, submission.author) else {
      throw CommandFailure(
        status: .rejected,
        lines: [
          "条目 \(sequence) 是 \(entry.author) 本人所写，改判和销毁须由另一人经手；请用 `--reviewer` 写明",
          "entry \(sequence) is in the name of \(entry.author): another person overrules it or destroys its documents; name them by `--reviewer`",
        ])
    }
    try check(signatory: submission.signatory, submission.author)
  }

  /// Blanks, stops and characters that nobody sees do not make another name.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    left.filter { $0.isLetter || $0.isNumber } == right.filter { $0.isLetter || $0.isNumber }
  }

  /// An override must be of a finding that the evaluation has, not of one that was misspelt.
  private func check(_ finding: String, isOf sequence: Int) throws(CommandFailure) {
    guard let decision = LoggedDecision(try entry(at: sequence)) else {
      throw CommandFailure(
        status: .rejected, message: "条目 \(sequence) 不是评审 / entry \(sequence) is no evaluation")
    }
    if decision.hits.contains(finding) { return }
    // Through a writer the vault is closed to the caller, and the writer looks.
    if log.isServed { return }
    let body = try withLog { () throws(AuditLogError) in try log.body(of: decision.result) }
    if case .present(let bytes) = body, LoggedResult(bytes).rules.contains(finding) { return }
    throw CommandFailure(
      status: .rejected,
      lines: [
        "条目 \(sequence) 没有规则 `\(finding)` 的结论 / entry \(sequence) has no finding of `\(finding)`",
        "不符合 / not met: \(decision.hits.joined(separator: "、"))",
      ])
  }

  func entry(at sequence: Int) throws(CommandFailure) -> LogEntry {
    try withLog { () throws(AuditLogError) in try log.entry(at: sequence).entry }
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
