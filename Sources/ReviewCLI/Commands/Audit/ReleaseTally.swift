import AuditLog
import Rules

/// How many decisions of a log rest on the rules of a release, and which do not.
struct ReleaseTally {
  struct Exception {
    let entry: Int
    /// The files that differ.
    let files: [String]
  }

  let name: String
  let signer: String
  /// nil: no key was given to check the release's signature with.
  let isSigned: Bool?
  private(set) var releasedCount = 0
  private(set) var exceptions: [Exception] = []
  /// Decisions whose rule texts are not here.
  private(set) var uncheckedCount = 0

  private let release: RuleRelease
  /// The files that differ, by the manifest of a decision's rules; nil: its texts are not here.
  private var known: [Digest: [String]?] = [:]

  init(_ release: RuleRelease, _ note: SignedNote, key: VerifierKey?) {
    (name, signer) = (release.name, note.signer)
    isSigned = key.map { note.isSigned(by: $0) }
    self.release = release
  }

  /// Counts an entry, if it is a decision.
  mutating func take(_ entry: LogEntry, of log: AuditLog) {
    guard let decision = LoggedDecision(entry) else { return }
    let files = known[decision.rules] ?? differences(decision.rules, in: log)
    known[decision.rules] = .some(files)
    guard let files else {
      uncheckedCount += 1
      return
    }
    if files.isEmpty {
      releasedCount += 1
    } else {
      exceptions.append(Exception(entry: decision.sequence, files: files))
    }
  }

  private func differences(_ rules: Digest, in log: AuditLog) -> [String]? {
    guard let list = try? log.ruleList(rules) else { return nil }
    return release.differences(
      from: list.filter { [.rules, .table].contains(TextKind(path: $0.path)) })
  }
}

extension ReviewTool {
  /// What `--release MANIFEST` and `--release-key VKEY` ask for; nil when they do not.
  func releaseTally(_ arguments: AuditArguments) throws(CommandFailure) -> ReleaseTally? {
    guard let path = arguments["--release"] else { return nil }
    let bytes = try files.bytes(of: path)
    let note = try withLog(keyPath: path) { () throws(AuditLogError) in
      try SignedNote(bytes, place: path)
    }
    guard let release = RuleRelease(note.text) else {
      throw CommandFailure(
        status: .rejected, message: "`\(path)` 不是规则发布清单 / no manifest of released rules")
    }
    var key: VerifierKey?
    if let text = arguments["--release-key"] {
      guard let given = VerifierKey(text) else {
        throw CommandFailure(
          status: .rejected, message: "`\(text)` 不是发布者的公钥 / no verifier key of the authority")
      }
      key = given
    }
    return ReleaseTally(release, note, key: key)
  }
}
