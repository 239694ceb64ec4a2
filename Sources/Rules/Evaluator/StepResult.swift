/// The value of one step, and what would settle it when it is open.
public struct StepResult: Sendable {
  public let value: StepValue
  /// Empty when no missing fact could change the value.
  public let causes: [Cause]
  /// The figures it rests on that nobody verified.
  public let unverified: [Figure]
  /// Whether it is of what the project cannot have.
  let isAbsent: Bool
  /// What it comes to as a demand, where something in it speaks of what the project cannot have;
  /// empty: the same.
  private let demanded: [StepResult]

  init(_ value: StepValue, causes: [Cause] = [], unverified: [Figure] = []) {
    self.init(value, causes: causes, unverified: unverified, isAbsent: false, demanded: [])
  }

  private init(
    _ value: StepValue, causes: [Cause], unverified: [Figure], isAbsent: Bool,
    demanded: [StepResult]
  ) {
    self.value = value
    self.causes = causes
    self.unverified = unverified
    self.isAbsent = isAbsent
    self.demanded = demanded
  }

  /// The same, resting on further figures.
  func resting(on figures: [Figure]) -> StepResult {
    figures.isEmpty || isAbsent
      ? self : StepResult(value, causes: causes, unverified: unverified.union(figures))
  }

  /// The value of what the project cannot have.
  static let absent = StepResult(
    .notApplicable, causes: [], unverified: [], isAbsent: true, demanded: [])

  /// A conjunction in which something speaks of what the project cannot have: it does not hold,
  /// and as a demand it comes to its other parts.
  static func absent(beside others: StepResult) -> StepResult {
    StepResult(.notApplicable, causes: [], unverified: [], isAbsent: true, demanded: [others])
  }

  /// The value as a demand: what is asked of things that cannot be there is left out.
  var withoutAbsent: StepResult { demanded.first ?? self }

  /// Whether it comes to something else as a demand.
  var isDemandedOtherwise: Bool { !demanded.isEmpty }

  /// The same as a condition, and something else as a demand.
  func demanded(as demand: StepResult) -> StepResult {
    StepResult(
      value, causes: causes, unverified: unverified, isAbsent: isAbsent, demanded: [demand])
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
  /// A number or the interval it lies in; a reference, as every step of a rule has a result.
  indirect case quantity(Quantity, NumberBasis)
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
  /// The key is a parent name, and the rows it stands for differ; nil: no fact holds the key.
  case ambiguousKey(FactReference?, parameter: Int, key: String?, parts: [String])
  /// The figure is not verified, so that it may not decide against the project.
  case unverified(Figure)
  /// nil: numbers in between have units that do not go together.
  case unitMismatch(UnitClash?)
  /// The fact that brings the first of the two; nil when neither number is a fact.
  case basisMismatch(Phrase, Phrase, FactReference?)
  case overflow
  case divisionByZero
  case emptyList(FactReference)

  /// Whether it is a fact that nobody has been asked for yet.
  var isQuestion: Bool {
    switch self {
    case .missing, .parameter: true
    default: false
    }
  }

  /// The fact a dossier could give to settle it; nil when no fact would.
  public var fact: FactReference? {
    switch self {
    case .missing(let fact), .unavailable(let fact), .declaredNotApplicable(let fact),
      .imprecise(let fact), .emptyList(let fact):
      fact
    case .ambiguousKey(let fact, _, _, _), .basisMismatch(_, _, let fact): fact
    case .unitMismatch(let clash): clash?.fact
    case .parameter, .emptyCell, .outsideValidity, .unverified, .overflow, .divisionByZero:
      nil
    }
  }
}

/// A number that a dossier gives in a unit other than that of what it is compared with.
public struct UnitClash: Sendable, Hashable {
  public let fact: FactReference
  /// nil: without a unit.
  public let given: Phrase?
  public let wanted: Phrase
}

extension Array where Element: Hashable {
  /// Both lists, each element once, in the order they were met.
  func union(_ other: [Element]) -> [Element] {
    if other.isEmpty { return self }
    if isEmpty { return other }
    // A scan of few is faster than a set, and of many it would never end.
    if count <= 8 { return self + other.filter { !contains($0) } }
    let own = Set(self)
    return self + other.filter { !own.contains($0) }
  }

  /// All elements of several lists, each once, in the order they were met; in one pass, as the
  /// parts of a condition and the elements of a list may be many.
  package static func union(of lists: some Sequence<[Element]>) -> [Element] {
    var all: [Element] = []
    // Empty as long as a scan is faster.
    var seen: Set<Element> = []
    for list in lists {
      for element in list {
        if all.count <= 8 {
          guard !all.contains(element) else { continue }
        } else {
          if seen.isEmpty { seen = Set(all) }
          guard seen.insert(element).inserted else { continue }
        }
        all.append(element)
      }
    }
    return all
  }
}
