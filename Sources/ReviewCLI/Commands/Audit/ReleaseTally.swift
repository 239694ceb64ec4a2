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

  init(
    _ release: RuleRelease, _ note: SignedNote, key: VerifierKey?, of log: AuditLog
  ) throws(CommandFailure) {
    (name, signer) = (release.name, note.signer)
    isSigned = key.map { note.isSigned(by: $0) }
    var known: [Digest: [String]?] = [:]
    var entries = try withLog { () throws(AuditLogError) in try log.entries() }
    while let entry = try withLog({ () throws(AuditLogError) in try entries.next() })?.entry {
      guard let decision = LoggedDecision(entry) else { continue }
      if known[decision.rules] == nil {
        let list = try? log.ruleList(decision.rules)
        known[decision.rules] = .some(
          list.map { files in
            release.differences(
              from: files.filter { [.rules, .table].contains(TextKind(path: $0.path)) })
          })
      }
      switch known[decision.rules] ?? nil {
      case nil: uncheckedCount += 1
      case let files? where files.isEmpty: releasedCount += 1
      case let files?: exceptions.append(Exception(entry: decision.sequence, files: files))
      }
    }
  }
}

extension ReviewTool {
  /// What `--release MANIFEST` and `--release-key VKEY` ask for; nil when they do not.
  func releaseTally(
    _ arguments: AuditArguments, of log: AuditLog
  ) throws(CommandFailure) -> ReleaseTally? {
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
    return try ReleaseTally(release, note, key: key, of: log)
  }
}
