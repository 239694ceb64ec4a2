/// The value of one step, in plain data; as ``StepResult`` without its causes, which are looked for
/// only where they are asked for.
struct BulkValue {
  enum Kind: UInt8 {
    case truth, quantity, text, days, choice, choices
    /// The keys of several columns.
    case keys
    case notApplicable, unknown
  }

  enum Basis: UInt8 {
    case unstated, stated, missing
  }

  var kind: Kind
  /// Unknown for what is no condition.
  var truth = Truth.unknown
  /// Whether it is of what the project cannot have.
  var isAbsent = false
  /// Whether it comes to something else as a demand, which is then ``demand``.
  var isDemandedOtherwise = false
  var demand = Truth.unknown
  var basis = Basis.unstated
  /// In the table of units; 0 for none.
  var unit: UInt16 = 0
  /// The stated basis; or the fact that should say it.
  var basisCode: UInt64 = 0
  /// The figures that it rests on, and those of the demand.
  var figures: BulkFigures = .none
  var demandFigures: BulkFigures = .none
  /// A number; for others its room is that of ``first`` and ``last``.
  var number = BulkInterval.zero

  /// A text, a choice, a first day.
  var first: Int {
    get { Int(truncatingIfNeeded: number.low.numerator) }
    set { number.low.numerator = Int64(newValue) }
  }

  /// What does not fit where a word has 32 bits: a set of choices by bits, a key of several columns.
  var wide: Int64 {
    get { number.low.numerator }
    set { number.low.numerator = newValue }
  }

  /// A last day.
  var last: Int {
    get { Int(truncatingIfNeeded: number.high.numerator) }
    set { number.high.numerator = Int64(newValue) }
  }

  init(kind: Kind) { self.kind = kind }

  init(_ truth: Truth, figures: BulkFigures = .none) {
    kind = .truth
    self.truth = truth
    self.figures = figures
  }

  init(_ number: BulkInterval, unit: UInt16, figures: BulkFigures = .none) {
    kind = .quantity
    self.number = number
    self.unit = unit
    self.figures = figures
  }

  static let unknown = BulkValue(kind: .unknown)
  static let notApplicable = BulkValue(kind: .notApplicable)
  static let absent = BulkValue(absent: true)

  private init(absent: Bool) {
    kind = .notApplicable
    isAbsent = absent
  }

  var isNotApplicable: Bool { kind == .notApplicable }

  /// The value as a demand: what is asked of things that cannot be there is left out.
  var withoutAbsent: BulkValue {
    isDemandedOtherwise ? BulkValue(demand, figures: demandFigures) : self
  }

  /// The same, resting on further figures.
  func resting(on others: BulkFigures, _ joined: (BulkFigures, BulkFigures) -> BulkFigures)
    -> BulkValue
  {
    guard !others.isEmpty, !isAbsent else { return self }
    var value = self
    value.isDemandedOtherwise = false
    value.figures = joined(figures, others)
    return value
  }
}

/// A set of unverified figures: none, one of them, or one of the sets that a judge keeps.
struct BulkFigures: Equatable {
  /// 0: none; above zero: the figure before it; below zero: the set before it.
  let code: Int32

  static let none = BulkFigures(code: 0)

  var isEmpty: Bool { code == 0 }
}
