/// A text that says why there is no value: `无法提供：原因`, `不适用：原因`.
struct StatedAbsence {
  enum Kind: CaseIterable {
    case unavailable, notApplicable

    var names: [String] {
      switch self {
      case .unavailable: ["unavailable", "无法提供"]
      case .notApplicable: ["notApplicable", "不适用"]
      }
    }
  }

  let kind: Kind
  /// As it is written, from its first word.
  let reason: Substring

  /// nil: any other text, and one that gives no reason.
  init?(_ text: String) {
    for kind in Kind.allCases {
      for name in kind.names where text.hasPrefix(name) {
        let rest = text.dropFirst(name.count)
        guard let colon = rest.first, colon == "：" || colon == ":" else { continue }
        let reason = rest.dropFirst().drop { $0.isWhitespace }
        guard !reason.isEmpty else { return nil }
        (self.kind, self.reason) = (kind, reason)
        return
      }
    }
    return nil
  }
}
