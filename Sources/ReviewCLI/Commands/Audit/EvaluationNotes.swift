import AuditLog
import Rules

/// What `evaluate` notes of an evaluation beside the log's own members: the project's code, who was
/// logged in where, and whether it was a trial run. Entries of earlier programs have none.
struct EvaluationNotes {
  let code: String?
  /// The number under which the office accepted the project.
  let acceptance: String?
  /// The rules that ``ruleChanges`` compares with, those built into the program: the name that the
  /// authority released them by, else `sha256:…`.
  let release: String?
  /// The name of the authority's key; nil: no authority had signed them, or it was not noted.
  let releaseSigner: String?
  let login: String?
  let host: String?
  /// Whether nobody asked for a decision: the reviewer tried something.
  let isTrial: Bool
  /// How the rules differ from those built into the program, the first few; empty when they do not,
  /// nil when it was not noted.
  let ruleChanges: [String]?
  /// How many differences there are in all.
  let ruleChangeCount: Int

  /// How many differences a line of the log names.
  private static let changeLimit = 8

  init(_ more: CanonicalJSON?) {
    func text(_ key: String) -> String? {
      if case .string(let text)? = more?[key] { text } else { nil }
    }
    (code, login, host) = (text("code"), text("login"), text("host"))
    (acceptance, release) = (text("acceptance"), text("release"))
    releaseSigner = text("release_signer")
    isTrial = more?["trial"] == .boolean(true)
    guard let changes = more?["rule_changes"], case .array(let items)? = changes["first"],
      case .integer(let count)? = changes["count"]
    else {
      (ruleChanges, ruleChangeCount) = (nil, 0)
      return
    }
    ruleChanges = items.compactMap { if case .string(let text) = $0 { text } else { nil } }
    ruleChangeCount = count
  }

  /// The notes of an evaluation that this process makes now.
  init(code: String?, acceptance: String?, isTrial: Bool, changes: RuleChanges) {
    (self.code, self.acceptance, self.isTrial) = (code, acceptance, isTrial)
    (release, releaseSigner) = (BuiltInRules.name, BuiltInRules.signer)
    ruleChanges = Array(changes.texts.prefix(Self.changeLimit))
    ruleChangeCount = changes.texts.count
    (login, host) = (Login.account, Login.host)
  }

  /// The rules that were compared with, in words; nil where nothing was noted.
  func releaseName(_ language: Language) -> String? {
    guard let release else { return nil }
    return releaseSigner.map {
      Phrase("\(release)（\($0) 签发）", "\(release) (signed by \($0))")[language]
    }
      ?? Phrase(
        "程序内置的规则 \(release)（未经政策机关签发）", "those built in, \(release) (signed by no authority)")[
        language]
  }

  var members: [CanonicalJSON.Member] {
    var members: [CanonicalJSON.Member] = []
    for (key, text) in [
      ("acceptance", acceptance), ("code", code), ("login", login), ("host", host),
      ("release", release), ("release_signer", releaseSigner),
    ] {
      if let text { members.append(.init(key, .string(text))) }
    }
    if let ruleChanges {
      members.append(
        .init(
          "rule_changes",
          .object([
            .init("count", .integer(ruleChangeCount)),
            .init("first", .array(ruleChanges.map { .string($0) })),
          ])))
    }
    if isTrial { members.append(.init("trial", .boolean(true))) }
    return members
  }
}
