@testable import Rules

extension JSONWriter {
  /// Writes a tree that was read.
  mutating func node(_ node: JSONNode) {
    switch node.kind {
    case .null: null()
    case .boolean(let value): boolean(value)
    case .number(let literal): number(literal)
    case .string(let text): string(text)
    case .array(let elements):
      array { json in
        for element in elements { json.node(element) }
      }
    case .object(let members):
      object { json in
        for member in members { json.member(member.key) { $0.node(member.value) } }
      }
    }
  }
}

extension JSONNode {
  /// The tree in compact JSON, in which two trees are easily compared.
  var compact: String {
    var json = JSONWriter(style: .compact)
    json.node(self)
    return json.text
  }
}
