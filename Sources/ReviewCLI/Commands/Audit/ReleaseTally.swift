import AuditLog
import Rules

/// How many decisions of a log rest on the rules of a release, and which rest on none's.
///
/// A log outlives releases: with the manifests of several, a decision may rest on any of them.
struct ReleaseTally {
  struct Exception {
    let entry: Int
    /// The files that differ, from the release that differs least.
    let files: [String]
  }

  /// A manifest, and what rests on it.
  struct Counted {
    fileprivate let release: RuleRelease
    let signer: String
    /// nil: no key was given to check the release's signature with.
    let isSigned: Bool?
    fileprivate(set) var count = 0

    var name: String { release.name }

    /// - Parameter key: The authority's; nil when none was given.
    init(_ release: RuleRelease, _ note: SignedNote, key: VerifierKey?) {
      (self.release, signer) = (release, note.signer)
      isSigned = key.map { note.isSigned(by: $0) }
    }
  }

  /// In the order they were given.
  private(set) var releases: [Counted]
  private(set) var exceptions: [Exception] = []
  /// Decisions whose rule texts are not here.
  private(set) var uncheckedCount = 0
  /// What each set of rules came to, by the manifest in the log.
  private var known: [Digest: Finding] = [:]

  private enum Finding {
    case release(Int)
    case differs([String])
    case absent
  }

  init(_ releases: [Counted]) { self.releases = releases }

  var name: String { releases.map { $0.name }.joined(separator: ", ") }
  var signer: String { releases.map { $0.signer }.joined(separator: ", ") }
  var releasedCount: Int { releases.reduce(0) { $0 + $1.count } }

  /// Whether all are signed; false when one is not, nil when one was not checked.
  var isSigned: Bool? {
    let states = releases.map { $0.isSigned }
    return states.contains(false) ? false : states.contains(nil) ? nil : true
  }

  /// Counts an entry, if it is a decision.
  mutating func take(_ entry: LogEntry, of log: AuditLog) {
    guard let decision = LoggedDecision(entry) else { return }
    let finding = known[decision.rules] ?? find(decision.rules, in: log)
    known[decision.rules] = finding
    switch finding {
    case .release(let index): releases[index].count += 1
    case .differs(let files):
      exceptions.append(Exception(entry: decision.sequence, files: files))
    case .absent: uncheckedCount += 1
    }
  }

  private func find(_ rules: Digest, in log: AuditLog) -> Finding {
    guard let list = try? log.ruleList(rules) else { return .absent }
    let files = list.filter { [.rules, .table].contains(TextKind(path: $0.path)) }
    let differences = releases.map { $0.release.differences(from: files) }
    if let index = differences.firstIndex(where: { $0.isEmpty }) { return .release(index) }
    return .differs(differences.min { $0.count < $1.count } ?? [])
  }
}

extension ReviewTool {
  /// What each `--release MANIFEST` and `--release-key VKEY` ask for; nil when they do not.
  func releaseTally(_ arguments: AuditArguments) throws(CommandFailure) -> ReleaseTally? {
    let paths = arguments.all("--release")
    guard !paths.isEmpty else { return nil }
    let keys = try arguments.all("--release-key").map { text throws(CommandFailure) in
      guard let key = VerifierKey(text) else {
        throw CommandFailure(
          status: .rejected, message: "`\(text)` 不是发布者的公钥 / no verifier key of the authority")
      }
      return key
    }
    return ReleaseTally(try paths.map { path throws(CommandFailure) in try release(path, keys) })
  }

  /// - Parameter path: A manifest, or `built-in` for the one that this program was built with.
  private func release(
    _ path: String, _ keys: [VerifierKey]
  ) throws(CommandFailure) -> ReleaseTally.Counted {
    let bytes = path == "built-in" ? try builtInManifest() : try files.bytes(of: path)
    let note = try withLog(keyPath: path) { () throws(AuditLogError) in
      try SignedNote(bytes, place: path)
    }
    guard let release = RuleRelease(note.text) else {
      throw CommandFailure(
        status: .rejected, message: "`\(path)` 不是规则发布清单 / no manifest of released rules")
    }
    // The key of that name, else any: a signature of another key is wrong, not unchecked.
    let key = keys.first { $0.name == note.signer } ?? keys.first
    return ReleaseTally.Counted(release, note, key: key)
  }

  private func builtInManifest() throws(CommandFailure) -> [UInt8] {
    guard let manifest = BuiltInRules.manifest else {
      throw CommandFailure(
        status: .rejected,
        message: "本程序内置的规则没有经政策机关签发 / no authority signed the rules of this program")
    }
    return manifest
  }
}
