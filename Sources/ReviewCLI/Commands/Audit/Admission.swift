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
      try check(document: record.authority)
      try check(reason: record.reason)
      try checkSecondPerson(submission, of: record.evaluation)
      try check(record.finding, isOf: record.evaluation)
    case .redact(let record):
      try check(document: EntryNotes(submission.notes).document ?? "")
      try check(reason: record.reason)
      try checkNotHeld(record.entry)
      try checkSecondPerson(submission, of: record.entry)
    case .hold(let record): try check(record, submission)
    case .evaluate: try check(signatory: submission.signatory, submission.author)
    case .initialize, .replay, .anchor, .key, .recover, .clock, .setting: break
    }
  }

  private func check(document: String) throws(CommandFailure) {
    // In digits or in Chinese numerals, which are letters, too.
    let hasName = document.contains { $0.isLetter && !$0.isNumber }
    guard !hasName || !document.contains(where: { $0.isNumber }) else { return }
    throw CommandFailure(
      status: .rejected,
      lines: [
        "`--authority` 要写明文件及其编号，如 会议纪要〔2026〕3号；写的是 `\(document)`",
        "`--authority` names a document with its number, as minutes 2026-3; it is `\(document)`",
      ])
  }

  /// A full stop is no reason.
  private func check(reason: String) throws(CommandFailure) {
    guard !reason.contains(where: { $0.isLetter || $0.isNumber }) else { return }
    throw CommandFailure(
      status: .rejected,
      message: "`--reason` 要写明理由；写的是 `\(reason)` / `--reason` says why; it is `\(reason)`")
  }

  // MARK: - Holds

  /// Whoever wants a document kept may say so alone; that it need not be kept any more is said by a
  /// second person with a document, as its destruction is.
  private func check(_ hold: Hold, _ submission: LogSubmission) throws(CommandFailure) {
    try check(reason: hold.reason)
    guard hold.begins else {
      try check(document: EntryNotes(submission.notes).document ?? "")
      guard try holder(of: hold.entry) != nil else {
        throw CommandFailure(
          status: .rejected,
          message: "条目 \(hold.entry) 没有保全 / entry \(hold.entry) is not held")
      }
      return try checkSecondPerson(submission, of: hold.entry)
    }
    guard try entry(at: hold.entry).record.hasDocuments else {
      throw CommandFailure(
        status: .rejected,
        message: "条目 \(hold.entry) 没有原文可以保全 / entry \(hold.entry) has no documents to hold")
    }
  }

  private func checkNotHeld(_ sequence: Int) throws(CommandFailure) {
    guard let holder = try holder(of: sequence) else { return }
    throw CommandFailure(
      status: .rejected,
      lines: [
        "条目 \(sequence) 依条目 \(holder) 保全，不得销毁；保全解除后方可（`review audit hold DIR \(sequence) --release`）",
        "entry \(sequence) is held by entry \(holder) and not destroyed until the hold ends",
      ])
  }

  private func holder(of sequence: Int) throws(CommandFailure) -> Int? {
    try withLog { () throws(AuditLogError) in try log.hold(on: sequence) }
  }

  // MARK: - The second person

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
          "条目 \(sequence) 是 \(entry.author) 本人所写，改判、销毁和解除保全须由另一人经手；请用 `--reviewer` 写明",
          "entry \(sequence) is in the name of \(entry.author): another person overrules it, destroys its documents or ends a hold; name them by `--reviewer`",
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
