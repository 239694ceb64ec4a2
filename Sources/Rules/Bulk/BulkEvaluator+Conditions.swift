// Conjunctions and disjunctions, as `Evaluator.all` and `Evaluator.any` join them.

/// One of several truths that are joined.
struct BulkTruth {
  let truth: Truth
  let isNotApplicable: Bool
  let isAbsent: Bool
  let figures: BulkFigures

  init(_ value: BulkValue) {
    (truth, isNotApplicable) = (value.truth, value.isNotApplicable)
    (isAbsent, figures) = (value.isAbsent, value.figures)
  }
}

extension BulkEvaluator {
  func operand(_ node: BulkNode, _ place: Int) -> Int {
    Int(code.operands[Int(node.first) &+ place])
  }

  func conjunction(_ node: BulkNode) -> BulkValue {
    var join = BulkJoin(of: .false)
    var others = BulkJoin(of: .false)
    var (isAnyAbsent, isAnyDemanded) = (false, false)
    for place in 0..<Int(node.second) {
      let part = value(operand(node, place)).pointee
      join.add(BulkTruth(part), self)
      isAnyAbsent = isAnyAbsent || part.isAbsent
      isAnyDemanded = isAnyDemanded || part.isDemandedOtherwise
      others.add(BulkTruth(part.withoutAbsent), self)
    }
    guard isAnyAbsent || isAnyDemanded else { return join.value }
    guard others.count > 0 else { return .absent }
    let rest = others.value
    if isAnyAbsent, rest.truth == .false { return rest }
    var value = isAnyAbsent ? BulkValue.absent : join.value
    value.isDemandedOtherwise = true
    (value.demand, value.demandFigures) = (rest.truth, rest.figures)
    return value
  }

  func disjunction(_ node: BulkNode) -> BulkValue {
    var join = BulkJoin(of: .true)
    var others = BulkJoin(of: .true)
    var isAnyDemanded = false
    for place in 0..<Int(node.second) {
      let part = value(operand(node, place)).pointee
      join.add(BulkTruth(part), self)
      isAnyDemanded = isAnyDemanded || part.isDemandedOtherwise
      others.add(BulkTruth(part.withoutAbsent), self)
    }
    guard isAnyDemanded else { return join.value }
    var value = join.value
    let rest = others.value
    value.isDemandedOtherwise = true
    guard !rest.isNotApplicable else {
      // A demand of nothing at all cannot come about here: a part that is demanded otherwise is.
      decline(.step)
      return value
    }
    (value.demand, value.demandFigures) = (rest.truth, rest.figures)
    return value
  }
}

/// Truths that are joined one after another.
///
/// Parts without a value are left out. The figures that the joined truth rests on are those of the
/// parts that settle it, and none where one of these rests on none.
struct BulkJoin {
  private let decisive: Truth
  private var truth: Truth
  private(set) var count = 0
  private var isAbsent = false
  private var figures = BulkFigures.none
  private var weighty = BulkFigures.none
  private var isSettledByVerified = false

  /// - Parameter decisive: False for a conjunction, true for a disjunction.
  init(of decisive: Truth) {
    self.decisive = decisive
    truth = !decisive
  }

  mutating func add(_ part: BulkTruth, _ evaluator: BulkEvaluator) {
    guard !part.isNotApplicable else {
      isAbsent = isAbsent || part.isAbsent
      return
    }
    count += 1
    truth = decisive == .false ? truth && part.truth : truth || part.truth
    guard !part.figures.isEmpty else {
      if part.truth == decisive { isSettledByVerified = true }
      return
    }
    figures = evaluator.joined(figures, part.figures)
    if part.truth == decisive { weighty = evaluator.joined(weighty, part.figures) }
  }

  var value: BulkValue {
    guard count > 0 else { return isAbsent ? .absent : .notApplicable }
    if truth == decisive { return BulkValue(truth, figures: isSettledByVerified ? .none : weighty) }
    return BulkValue(truth, figures: figures)
  }
}
