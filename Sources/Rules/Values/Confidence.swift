/// How sure a figure is, from the surest.
///
///     S        the original text was seen
///     K-high   the original was not seen, but the figure is well known
///     S2       seen at second hand, as a transcription by somebody else
///     K-med    known with less certainty
///     X        doubtful
public enum Confidence: String, Sendable, CaseIterable, Comparable {
  case seen = "S"
  case wellKnown = "K-high"
  case secondHand = "S2"
  case lessKnown = "K-med"
  case doubtful = "X"

  /// Whether a figure decides without anybody having compared it with the original.
  public var isVerified: Bool { self <= .wellKnown }

  public static func < (left: Confidence, right: Confidence) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .seen: 0
    case .wellKnown: 1
    case .secondHand: 2
    case .lessKnown: 3
    case .doubtful: 4
    }
  }

  /// S、K-high、S2、K-med、X
  static var names: [String] { allCases.map { $0.rawValue } }
}

/// Whether a figure may decide, and who says so.
public struct Verification: Sendable, Hashable {
  /// nil: not stated.
  public let confidence: Confidence?
  /// Who compared the figure with the original, and when; nil: nobody.
  public let verifier: Verifier?
  /// What the row says of itself in one word; nil: nothing.
  let stated: Bool?

  public struct Verifier: Sendable, Hashable {
    public let name: String
    public let date: CalendarDate
  }

  /// A figure that stands in a rule file without a mark is its author's own.
  static let unmarked = Verification(confidence: nil, verifier: nil, stated: nil)

  public var isVerified: Bool {
    if verifier != nil { return true }
    return confidence?.isVerified ?? stated ?? true
  }
}

/// A value of a parameter, named so that somebody can verify it.
public struct Figure: Sendable, Hashable {
  /// The index in ``RuleCatalogue/parameters``.
  public let parameter: Int
  /// nil for a parameter without key.
  public let key: String?

  package init(parameter: Int, key: String?) {
    self.parameter = parameter
    self.key = key
  }
}
