import AuditLog
import Rules

/// What a result in the vault says: the body that a line of the log commits to.
struct LoggedResult {
  /// nil: the bytes are no result.
  let decision: String?
  let asOf: String?
  let project: String?
  let code: String?
  /// The rules it has findings of.
  let rules: Set<String>
  /// The rules that are not met.
  let hits: Set<String>

  init(_ bytes: [UInt8]) {
    let node = JSONReader.read(SourceText(path: "result", bytes: bytes), index: 0).node
    (decision, asOf) = (node?["decision"]?.string, node?["asOf"]?.string)
    project = node?["project"]?["name"]?.string
    code = node?["project"]?["code"]?.string
    var (rules, hits) = (Set<String>(), Set<String>())
    if case .array(let findings)? = node?["findings"]?.kind {
      for finding in findings {
        guard let rule = finding["rule"]?.string else { continue }
        rules.insert(rule)
        if finding["verdict"]?.string == Verdict.notMet.name.english { hits.insert(rule) }
      }
    }
    (self.rules, self.hits) = (rules, hits)
  }
}

extension LoggedDecision {
  /// What the line says otherwise than the result it commits to; empty when they agree.
  ///
  /// A commitment only proves that the result was there: whoever may write lines could put another
  /// decision beside it, and lists, tables and registers are made of the lines.
  func contradictions(with result: [UInt8]) -> [LineMember] {
    let result = LoggedResult(result)
    let code = EvaluationNotes(more).code
    var found: [LineMember] = []
    if result.decision != decision { found.append(.decision) }
    if result.hits != Set(hits) { found.append(.hits) }
    if result.asOf != asOf { found.append(.asOf) }
    if let name = result.project, name != project { found.append(.project) }
    if let code, result.code != code { found.append(.code) }
    return found
  }
}

/// What a line says of a decision beside the commitments to its documents.
enum LineMember: String {
  case decision, hits, project, code
  case asOf = "asof"

  var name: Phrase {
    switch self {
    case .decision: Phrase("决定", "decision")
    case .hits: Phrase("不符合的规则", "rules not met")
    case .asOf: Phrase("审查日", "as-of date")
    case .project: Phrase("项目", "project")
    case .code: Phrase("项目代码", "project code")
    }
  }
}
