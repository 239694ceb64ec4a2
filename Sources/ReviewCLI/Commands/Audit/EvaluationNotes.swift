import AuditLog
import Glibc

/// What `evaluate` notes of an evaluation beside the log's own members: the project's code, who was
/// logged in where, and whether it was a trial run. Entries of earlier programs have none.
struct EvaluationNotes {
  let code: String?
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
  init(code: String?, isTrial: Bool, changes: RuleChanges) {
    (self.code, self.isTrial) = (code, isTrial)
    ruleChanges = Array(changes.texts.prefix(Self.changeLimit))
    ruleChangeCount = changes.texts.count
    (login, host) = (Self.currentLogin, Self.currentHost)
  }

  var members: [CanonicalJSON.Member] {
    var members: [CanonicalJSON.Member] = []
    for (key, text) in [("code", code), ("login", login), ("host", host)] {
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

  /// The account of the process, not the word of an environment variable.
  private static var currentLogin: String {
    let user = getuid()
    guard let entry = getpwuid(user), let name = entry.pointee.pw_name else { return "uid \(user)" }
    return "\(String(cString: name)) (uid \(user))"
  }

  private static var currentHost: String? {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return nil }
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(validating: bytes, as: UTF8.self)
  }
}
