/// The outcome of a rule, from the best to the worst.
public enum Verdict: Int, Sendable, CaseIterable, Comparable {
  case notApplicable, met, notYetDue, undetermined, notMet

  public static func < (left: Verdict, right: Verdict) -> Bool { left.rawValue < right.rawValue }

  public var name: Phrase {
    switch self {
    case .met: Phrase("符合", "met")
    case .notMet: Phrase("不符合", "notMet")
    case .undetermined: Phrase("待定", "undetermined")
    case .notApplicable: Phrase("不适用", "notApplicable")
    case .notYetDue: Phrase("未到期", "notYetDue")
    }
  }

  public init?(named name: String) {
    guard
      let found = Self.allCases.first(where: {
        $0.name.chinese == name || $0.name.english == name
      })
    else { return nil }
    self = found
  }
}
