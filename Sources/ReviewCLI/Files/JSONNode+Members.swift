import Rules

extension JSONNode {
  /// The value of a member; nil for no such member and for no object.
  subscript(_ key: String) -> JSONNode? {
    guard case .object(let members) = kind else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// nil for no string.
  var string: String? { if case .string(let text) = kind { text } else { nil } }
}
