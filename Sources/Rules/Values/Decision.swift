/// The decision on a dossier, from the best to the worst.
public enum Decision: Int, Sendable, CaseIterable, Comparable {
  case approve, conditional, supplement, suspend, refuse

  public static func < (left: Decision, right: Decision) -> Bool {
    left.rawValue < right.rawValue
  }

  public var name: Phrase {
    switch self {
    case .approve: Phrase("通过", "approve")
    case .conditional: Phrase("有条件通过", "conditional")
    case .supplement: Phrase("补正", "supplement")
    case .suspend: Phrase("缓批限批", "suspend")
    case .refuse: Phrase("不予通过", "refuse")
    }
  }

  /// The decision by either of its names.
  init?(named name: String) {
    guard
      let found = Self.allCases.first(where: {
        $0.name.chinese == name || $0.name.english == name
      })
    else { return nil }
    self = found
  }
}
