import AuditLog
import Rules

/// The values of `--parameters`, as the file of an evaluation gave them: each with where it comes from.
struct GivenParameters {
  let language: Language
  /// Name, value, and its source.
  private(set) var lines: [String] = []

  /// nil: the bytes are no such file.
  init?(_ bytes: [UInt8], language: Language) {
    self.language = language
    let node = JSONReader.read(SourceText(path: "parameters", bytes: bytes), index: 0).node
    guard case .object(let members)? = node?.kind else { return nil }
    for member in members { take(member.value, name: member.key) }
  }

  /// A value alone, `{"value": …, "source": {…}}`, or a table of such by their keys.
  private mutating func take(_ node: JSONNode, name: String) {
    if let value = node["value"] {
      return add(name, value, source: source(node["source"]))
    }
    if case .object(let members) = node.kind {
      for member in members { take(member.value, name: "\(name)[\(member.key)]") }
      return
    }
    add(name, node, source: nil)
  }

  private mutating func add(_ name: String, _ value: JSONNode, source: String?) {
    let none = Phrase("未注明来源", "no source")[language]
    lines.append("  \(name) \(text(of: value))  \(source ?? none)".withVisibleControls)
  }

  /// Document, page, authority and date, as far as they are there.
  private func source(_ node: JSONNode?) -> String? {
    guard let node else { return nil }
    let parts = ["document", "page", "authority", "date"].compactMap { key in
      node[key].map { text(of: $0) }
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private func text(of node: JSONNode) -> String {
    switch node.kind {
    case .string(let text), .number(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .null: "null"
    case .array(let items): items.map { text(of: $0) }.joined(separator: ", ")
    case .object(let members):
      members.map { "\($0.key) \(text(of: $0.value))" }.joined(separator: ", ")
    }
  }
}
