// Comparisons and arithmetic, as `Evaluator` does them.

extension BulkEvaluator {
  func compare(_ node: BulkNode) -> BulkValue {
    let left = value(Int(node.first)).pointee
    let right = value(Int(node.second)).pointee
    if isBare(left, right, node) { return .unknown }
    if left.isNotApplicable || right.isNotApplicable { return without(left, right) }
    let figures = joined(left.figures, right.figures)
    let comparison = code.comparisons[Int(node.third) >> 4]
    if left.kind == .days, right.kind == .days {
      return BulkValue(comparison.holds(left.dayRange, right.dayRange), figures: figures)
    }
    if left.isScalar, right.isScalar {
      return BulkValue(Truth(isSame(left, right) == (comparison == .equal)), figures: figures)
    }
    guard left.kind == .quantity, right.kind == .quantity else {
      return BulkValue(.unknown, figures: figures)
    }
    // What goes by another unit or basis is a question.
    guard agree(left, right) == .true, areAlignable(left, right) else {
      return BulkValue(.unknown, figures: figures)
    }
    guard let (low, high) = aligned(left, right) else { return .unknown }
    return BulkValue(comparison.holds(low, high), figures: figures)
  }

  /// Whether two numbers have a unit between them that may be of either; then it is declined.
  private func isBare(_ left: BulkValue, _ right: BulkValue, _ node: BulkNode) -> Bool {
    guard left.kind == .quantity, right.kind == .quantity, node.third & 3 == 0,
      left.unit == 0 || right.unit == 0, left.unit != right.unit
    else { return false }
    let measured = left.unit == 0 ? right.unit : left.unit
    guard !units.isOne[Int(measured)], !left.number.isAlikeInEveryUnit,
      !right.number.isAlikeInEveryUnit
    else { return false }
    decline(.units)
    return true
  }

  func without(_ left: BulkValue, _ right: BulkValue) -> BulkValue {
    left.isAbsent || right.isAbsent ? .absent : .notApplicable
  }

  /// Whether two numbers may be compared; unknown when that is not known.
  func agree(_ left: BulkValue, _ right: BulkValue) -> Truth {
    switch (left.basis, right.basis) {
    case (.stated, .stated):
      Truth(bases.agree(Int(left.basisCode), Int(right.basisCode)))
    case (.missing, .stated), (.stated, .missing): .unknown
    case (.unstated, _), (_, .unstated), (.missing, .missing): .true
    }
  }

  /// Two numbers in base units of one dimension; nil, and declined, when they do not go together.
  func aligned(_ left: BulkValue, _ right: BulkValue) -> (BulkInterval, BulkInterval)? {
    if left.unit == right.unit { return (left.number, right.number) }
    if right.unit == 0 {
      return taking(right.number, left.unit).map { (left.number, $0) }
    }
    if left.unit == 0 {
      return taking(left.number, right.unit).map { ($0, right.number) }
    }
    if areAlignable(left, right) { return (left.number, right.number) }
    decline(.units)
    return nil
  }

  /// Whether the units of two numbers go together: zero is zero in every unit.
  func areAlignable(_ left: BulkValue, _ right: BulkValue) -> Bool {
    left.unit == right.unit || left.unit == 0 || right.unit == 0
      || dimension(left.unit) == dimension(right.unit) || left.number.isZero
      || right.number.isZero
  }

  /// The unit that two numbers have together: zero has that of the other one.
  private func commonUnit(_ left: BulkValue, _ right: BulkValue) -> UInt16 {
    guard left.unit != 0, right.unit != 0 else { return max(left.unit, right.unit) }
    let isOther = left.number.isZero && dimension(left.unit) != dimension(right.unit)
    return isOther ? right.unit : left.unit
  }

  private func dimension(_ unit: UInt16) -> Int { units.dimensions[Int(unit)] }

  /// The same digits read in a unit.
  private func taking(_ number: BulkInterval, _ unit: UInt16) -> BulkInterval? {
    guard let scale = units.scales[Int(unit)],
      let taken = number.multiplied(by: BulkInterval(scale))
    else {
      decline(.number)
      return nil
    }
    return taken
  }

  /// Whether two numbers can be put together at all.
  func areMeasuredAlike(_ left: BulkValue, _ right: BulkValue) -> Bool {
    left.number.isAlikeInEveryUnit || right.number.isAlikeInEveryUnit
      || dimension(left.unit) == dimension(right.unit)
  }

  // MARK: - Choices, texts

  private func isSame(_ left: BulkValue, _ right: BulkValue) -> Bool {
    guard left.kind == right.kind else { return false }
    switch left.kind {
    case .text: return texts.keys[left.first] == texts.keys[right.first]
    case .choice, .choices, .keys: return left.wide == right.wide
    case .days: return left.first == right.first && left.last == right.last
    case .truth, .quantity, .notApplicable, .unknown: return false
    }
  }

  func isOne(_ node: BulkNode) -> BulkValue {
    let operand = value(Int(node.first)).pointee
    if operand.isNotApplicable { return operand }
    let constants = Int(node.second)..<Int(node.second + node.third)
    if operand.isScalar {
      let isAmong = constants.contains { isSame(operand, code.constants[$0]) }
      return BulkValue(Truth(isAmong), figures: operand.figures)
    }
    if operand.kind == .truth, operand.truth != .unknown {
      let isAmong = constants.contains {
        code.constants[$0].kind == .truth && code.constants[$0].truth == operand.truth
      }
      return BulkValue(Truth(isAmong), figures: operand.figures)
    }
    return BulkValue(.unknown, figures: operand.figures)
  }

  func membership(_ node: BulkNode) -> BulkValue {
    let operand = value(Int(node.first)).pointee
    if operand.isNotApplicable { return operand }
    guard operand.kind == .choice else { return BulkValue(.unknown, figures: operand.figures) }
    let isMember = code.isMember(operand.first, of: Int(node.second))
    return BulkValue(Truth(isMember), figures: operand.figures)
  }

  func compareChoices(_ node: BulkNode) -> BulkValue {
    let operand = value(Int(node.first)).pointee
    if operand.isNotApplicable { return operand }
    guard operand.kind == .choices else { return BulkValue(.unknown, figures: operand.figures) }
    var wanted: Int64 = 0
    for place in Int(node.second)..<Int(node.second + node.third)
    where code.constants[place].kind == .choice {
      guard code.constants[place].first < BulkChoices.limit else {
        decline(.step)
        return .unknown
      }
      wanted |= Int64(1) << code.constants[place].wide
    }
    let holds =
      node.operation == .includes ? wanted & ~operand.wide == 0 : operand.wide & ~wanted == 0
    return BulkValue(Truth(holds), figures: operand.figures)
  }

  // MARK: - Numbers

  func arithmetic(_ node: BulkNode) -> BulkValue {
    let left = value(Int(node.first)).pointee
    let right = value(Int(node.second)).pointee
    let operation = code.operators[Int(node.third) >> 2]
    let isSum = operation == .plus || operation == .minus
    if isSum, isBare(left, right, node) { return .unknown }
    if left.isNotApplicable || right.isNotApplicable { return without(left, right) }
    let figures = joined(left.figures, right.figures)
    guard left.kind == .quantity, right.kind == .quantity else {
      return BulkValue(.everything, unit: 0, figures: figures)
    }
    var result: BulkInterval?
    var unit = left.unit
    if isSum {
      guard let (one, other) = aligned(left, right) else { return .unknown }
      unit = commonUnit(left, right)
      result = operation == .plus ? one.adding(other) : other.negated.flatMap { one.adding($0) }
    } else {
      guard let combined = units.combined(left.unit, right.unit, isProduct: operation == .times)
      else {
        decline(.units)
        return .unknown
      }
      unit = combined
      result =
        operation == .times
        ? left.number.multiplied(by: right.number) : left.number.divided(by: right.number)
    }
    guard let result else {
      decline(.number)
      return .unknown
    }
    var value = BulkValue(result, unit: unit, figures: figures)
    (value.basis, value.basisCode) = (left.basis, left.basisCode)
    return value
  }

  func negative(_ operand: BulkValue) -> BulkValue {
    guard operand.kind == .quantity else { return operand }
    guard let negated = operand.number.negated else {
      decline(.number)
      return .unknown
    }
    var value = operand
    value.number = negated
    return value
  }

  func extremum(_ node: BulkNode) -> BulkValue {
    var result: BulkValue?
    var isAnyAbsent = false
    for place in 0..<Int(node.second) {
      let part = value(operand(node, place)).pointee
      isAnyAbsent = isAnyAbsent || part.isAbsent
      if part.isNotApplicable { continue }
      guard var known = result else {
        result = part
        continue
      }
      // Whatever the first of them is decides what they are.
      guard known.kind == .quantity else { continue }
      known.figures = joined(known.figures, part.figures)
      if part.kind == .quantity {
        guard let next = chosen(known, part, isLeast: node.third == 0) else { return .unknown }
        known = next
      }
      result = known
    }
    guard let result, result.kind == .quantity else {
      // The rest may hold an absent one that was not reached.
      return isAnyAbsent ? .absent : .notApplicable
    }
    return result
  }

  private func chosen(_ left: BulkValue, _ right: BulkValue, isLeast: Bool) -> BulkValue? {
    if agree(left, right) == .false {
      decline(.basis)
      return nil
    }
    guard areMeasuredAlike(left, right), let (one, other) = aligned(left, right) else {
      decline(.units)
      return nil
    }
    guard let interval = isLeast ? one.smaller(other) : one.larger(other) else {
      decline(.number)
      return nil
    }
    var value = left
    value.number = interval
    value.unit = commonUnit(left, right)
    if left.basis == .unstated { (value.basis, value.basisCode) = (right.basis, right.basisCode) }
    return value
  }
}

extension BulkValue {
  /// Whether it is what `StepValue.scalar` holds.
  var isScalar: Bool {
    switch kind {
    case .text, .days, .choice, .choices, .keys: true
    case .truth, .quantity, .notApplicable, .unknown: false
    }
  }

  var dayRange: (first: Int, last: Int) { (first, last) }
}

extension Comparison {
  func holds(_ left: (first: Int, last: Int), _ right: (first: Int, last: Int)) -> Truth {
    func isAtMost(_ one: (first: Int, last: Int), _ other: (first: Int, last: Int)) -> Truth {
      if one.last <= other.first { return .true }
      return one.first > other.last ? .false : .unknown
    }
    func isEqual() -> Truth {
      if left.first == left.last, right.first == right.last {
        return Truth(left.first == right.first)
      }
      return left.last < right.first || right.last < left.first ? .false : .unknown
    }
    switch self {
    case .atMost: return isAtMost(left, right)
    case .below: return !isAtMost(right, left)
    case .atLeast: return isAtMost(right, left)
    case .above: return !isAtMost(left, right)
    case .equal: return isEqual()
    case .notEqual: return !isEqual()
    }
  }
}
