/// What keeps a condition open, as one number: ``Cause`` in plain data.
///
///     kind 4 bits │ target 20 bits │ place 20 bits │ inner place 20 bits       of a fact or list
///     kind 4 bits │ figure or key                                             of a parameter
///
/// Places are those in the lists, from 2 on; 0 for none and 1 for an element that is not known.
struct BulkCause: Hashable {
  enum Kind: UInt64 {
    case missing, unavailable, declaredNotApplicable, imprecise, emptyList
    case parameter, emptyCell, outsideValidity, unverified
    /// A parent name, which a fact holds.
    case ambiguousKey
    /// What only the reference found.
    case other
  }

  let code: UInt64

  /// The most that a target or place can be.
  static let limit = 1 << 19

  private static let kindShift: UInt64 = 60
  private static let mask: UInt64 = 1 << 60 - 1

  init(_ kind: Kind, _ fact: BulkReference) { code = kind.rawValue << Self.kindShift | fact.code }

  init(_ kind: Kind, figure: Int) {
    code = kind.rawValue << Self.kindShift | UInt64(truncatingIfNeeded: figure)
  }

  init(code: UInt64) { self.code = code }

  var kind: Kind? { Kind(rawValue: code >> Self.kindShift) }

  /// The fact or list; meaningless for what is of a parameter.
  var reference: BulkReference { BulkReference(code: code & Self.mask) }

  /// The figure or key of a parameter, or of an ambiguous key.
  var number: Int { Int(truncatingIfNeeded: code & Self.mask) }

  /// Whether it is of a fact or list.
  var isOfFact: Bool { code >> Self.kindShift <= Kind.emptyList.rawValue }

  /// Whether it is a fact that nobody has been asked for yet.
  var isQuestion: Bool {
    code >> Self.kindShift == Kind.missing.rawValue
      || code >> Self.kindShift == Kind.parameter.rawValue
  }
}

/// A field or a list, and the element it is of.
struct BulkReference: Hashable {
  let code: UInt64

  init(code: UInt64) { self.code = code }

  /// nil: it lies deeper than two lists.
  init?(_ reference: FactReference) {
    guard reference.indices.count <= 2 else { return nil }
    var binding = BulkBinding.project
    for index in reference.indices { binding = binding.element(index, row: -1) }
    switch reference.target {
    case .field(let field): self.init(field: field, at: binding)
    case .list(let list): self.init(list: list, at: binding)
    }
  }

  init(field: Int, at bound: BulkBinding) {
    code = UInt64(field) << 41 | bound.code
  }

  init(list: Int, at bound: BulkBinding) {
    code = UInt64(list) << 41 | 1 << 40 | bound.code
  }

  var isList: Bool { code >> 40 & 1 == 1 }
  var target: Int { Int(code >> 41) }

  private var outer: UInt64 { code >> 20 & 0xF_FFFF }
  private var inner: UInt64 { code & 0xF_FFFF }

  /// Whether it is of an element that is not known.
  var isOfUnknown: Bool { outer == 1 || inner == 1 }

  /// The places in the lists, from the outermost, of an element that is known.
  var positions: [Int] { [outer, inner].filter { $0 > 1 }.map { Int($0) - 2 } }

  var reference: FactReference {
    let known = [outer, inner].filter { $0 > 0 }
    let indices = known.map { place -> Int? in place == 1 ? nil : Int(place) - 2 }
    return FactReference(isList ? .list(target) : .field(target), indices: indices)
  }
}

/// The element that a variable stands for: the start of its row, and its place in the lists.
struct BulkBinding {
  /// -1: some element of a list that was not given.
  var row: Int
  /// Its place in the outer list and in the inner one, as ``BulkCause`` holds them.
  var code: UInt64

  static let project = BulkBinding(row: 0, code: 0)

  /// An element of a list of this one.
  ///
  /// - Parameter position: nil: some element.
  func element(_ position: Int?, row: Int) -> BulkBinding {
    let place = UInt64(position.map { $0 + 2 } ?? 1)
    return BulkBinding(row: row, code: code >> 20 & 0xF_FFFF == 0 ? place << 20 : code | place)
  }
}
