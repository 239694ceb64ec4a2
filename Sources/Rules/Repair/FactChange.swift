/// One fact of a dossier given another value.
public struct FactChange: Sendable {
  public let reference: FactReference
  /// The index in ``Vocabulary/fields``.
  public let field: Int
  /// What the dossier says now; nil when it says nothing.
  public let from: Fact?
  public let to: ScalarValue

  init(_ reference: FactReference, from: Fact?, to: ScalarValue) {
    self.reference = reference
    field = reference.field
    self.from = from
    self.to = to
  }

  /// The fact as it would be.
  package var fact: Fact { Fact(.value(to), range: nil) }

  /// How large the change is beside the value it starts from; 1 for what is no number.
  ///
  /// Rounded to six places: it ranks repairs and decides nothing.
  public var relativeSize: ExactNumber {
    guard case .value(.number(let old))? = from?.state, case .number(let new) = to,
      let target = new.interval.single
    else { return .one }
    let ends = [old.interval.lower, old.interval.upper].compactMap { $0?.value }
    let distances = ends.compactMap { end in
      target.subtracting(end).flatMap { $0.magnitude.divided(by: end.magnitude) }
    }
    return distances.min()?.rounded(places: 6) ?? .one
  }
}

extension FactReference {
  /// The field a reference to a fact names; a list has none.
  var field: Int {
    switch target {
    case .field(let field): field
    case .list: -1
    }
  }

  /// Facts in the order of the vocabulary, then of their elements.
  func precedes(_ other: FactReference) -> Bool {
    if field != other.field { return field < other.field }
    return indices.lexicographicallyPrecedes(other.indices) { ($0 ?? -1) < ($1 ?? -1) }
  }
}
