/// The value of one step, and what would settle it when it is open.
public struct StepResult: Sendable {
  public let value: StepValue
  /// Empty when no missing fact could change the value.
  public let causes: [Cause]
  /// The value rests on a table row or parameter that nobody verified.
  public let restsOnUnverified: Bool

  init(_ value: StepValue, causes: [Cause] = [], restsOnUnverified: Bool = false) {
    self.value = value
    self.causes = causes
    self.restsOnUnverified = restsOnUnverified
  }

  static func truth(_ value: Bool) -> StepResult { StepResult(.truth(Truth(value))) }

  /// The truth of a condition; a value that is no condition is unknown.
  public var truth: Truth {
    if case .truth(let truth) = value { truth } else { .unknown }
  }

  package var quantity: (Quantity, NumberBasis)? {
    if case .quantity(let quantity, let basis) = value { (quantity, basis) } else { nil }
  }

  var isNotApplicable: Bool { if case .notApplicable = value { true } else { false } }
}

public enum StepValue: Sendable {
  case truth(Truth)
  /// A number or the interval it lies in.
  case quantity(Quantity, NumberBasis)
  case scalar(ScalarValue)
  /// The authority says that there is no such value: the condition it stands in is left out.
  case notApplicable
  case unknown
}

/// What a number is counted on (口径), as far as that is stated.
public enum NumberBasis: Sendable, Hashable {
  case unstated
  case stated(Phrase)
  /// The dossier should state it and does not.
  case missing(FactReference)

  /// Whether two numbers may be compared: nil when that is not known.
  package func agrees(with other: NumberBasis) -> Bool? {
    switch (self, other) {
    case (.stated(let left), .stated(let right)):
      left.chinese == right.chinese || left.english == right.english
    case (.missing, .stated), (.stated, .missing): nil
    case (.unstated, _), (_, .unstated), (.missing, .missing): true
    }
  }
}

/// What keeps a condition or value open.
public enum Cause: Sendable, Hashable {
  case missing(FactReference)
  case unavailable(FactReference)
  /// The applicant says it does not apply, and a rule needs it.
  case declaredNotApplicable(FactReference)
  /// Given as a range, and the range does not settle it.
  case imprecise(FactReference)
  case parameter(Int, key: String?)
  /// The table has the row, but the cell is empty.
  case emptyCell(Int, key: String?)
  /// The table or parameter has values, but none on the as-of date.
  case outsideValidity(Int, key: String?)
  case unitMismatch
  case basisMismatch(Phrase, Phrase)
  case overflow
  case divisionByZero
  case emptyList(FactReference)

  /// The fact a dossier could give to settle it; nil when no fact would.
  public var fact: FactReference? {
    switch self {
    case .missing(let fact), .unavailable(let fact), .declaredNotApplicable(let fact),
      .imprecise(let fact), .emptyList(let fact):
      fact
    case .parameter, .emptyCell, .outsideValidity, .unitMismatch, .basisMismatch, .overflow,
      .divisionByZero:
      nil
    }
  }
}

extension Array where Element == Cause {
  /// Both lists, each cause once, in the order they were met.
  func union(_ other: [Cause]) -> [Cause] {
    if isEmpty { return other }
    return self + other.filter { !contains($0) }
  }

  /// All causes of several lists, each once, in the order they were met; in one pass, as the
  /// parts of a condition and the elements of a list may be many.
  static func union(of lists: some Sequence<[Cause]>) -> [Cause] {
    var all: [Cause] = []
    var seen: Set<Cause> = []
    for causes in lists {
      for cause in causes where seen.insert(cause).inserted { all.append(cause) }
    }
    return all
  }
}
