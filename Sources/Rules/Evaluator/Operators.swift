// What each kind of step computes from the results of its operands.

extension Evaluator {
  /// - Parameter step: That of what is denied.
  static func denial(_ operand: StepResult, of step: Step) -> StepResult {
    // A project that cannot have a thing does not have it.
    if operand.isAbsent, case .field = step { return .truth(true) }
    return negation(operand)
  }

  static func negation(_ operand: StepResult) -> StepResult {
    if operand.isAbsent { return .absent }
    guard !operand.isNotApplicable else { return operand }
    return StepResult(
      .truth(!operand.truth), causes: operand.causes,
      unverified: operand.unverified)
  }

  /// A conjunction speaks of all its parts: with one of a thing that cannot be there it is false
  /// where another part is, and else it is of that thing itself.
  static func all(_ operands: [StepResult]) -> StepResult {
    guard operands.contains(where: { $0.isAbsent || $0.isDemandedOtherwise }) else {
      return join(operands, decisive: .false) { $0 && $1 }
    }
    let others = operands.map { $0.withoutAbsent }.filter { !$0.isNotApplicable }
    guard !others.isEmpty else { return .absent }
    let rest = join(others, decisive: .false) { $0 && $1 }
    guard operands.contains(where: { $0.isAbsent }) else {
      return join(operands, decisive: .false) { $0 && $1 }.demanded(as: rest)
    }
    return rest.truth == .false ? rest : .absent(beside: rest)
  }

  /// A disjunction needs one of its parts: one of a thing that cannot be there does not hold, and as
  /// a demand it comes to what else it asks.
  static func any(_ operands: [StepResult]) -> StepResult {
    let joined = join(operands, decisive: .true) { $0 || $1 }
    guard operands.contains(where: { $0.isDemandedOtherwise }) else { return joined }
    return joined.demanded(
      as: join(operands.map { $0.withoutAbsent }, decisive: .true) { $0 || $1 })
  }

  /// Joins truths; operands without a value are left out, and open ones give their causes.
  private static func join(
    _ operands: [StepResult], decisive: Truth, _ combine: (Truth, Truth) -> Truth
  ) -> StepResult {
    let present =
      operands.contains { $0.isNotApplicable }
      ? operands.filter { !$0.isNotApplicable } : operands
    guard let first = present.first else {
      return operands.contains { $0.isAbsent } ? .absent : StepResult(.notApplicable)
    }
    let truth = present.dropFirst().reduce(first.truth) { combine($0, $1.truth) }
    let unverified = unverified(of: present, truth == decisive ? decisive : nil)
    guard truth == .unknown else { return StepResult(.truth(truth), unverified: unverified) }
    let causes = [Cause].union(of: present.lazy.filter { $0.truth == .unknown }.map { $0.causes })
    return StepResult(.truth(.unknown), causes: causes, unverified: unverified)
  }

  /// The figures that a joined truth rests on: only what led to it bears on whether it is verified.
  ///
  /// - Parameter decisive: The truth that settled it; nil: all operands together did.
  private static func unverified(of operands: [StepResult], _ decisive: Truth?) -> [Figure] {
    // Nearly always all is verified, and then there is nothing to collect.
    guard operands.contains(where: { !$0.unverified.isEmpty }) else { return [] }
    guard let decisive else { return [Figure].union(of: operands.lazy.map { $0.unverified }) }
    let weighty = operands.filter { $0.truth == decisive }
    return weighty.contains { $0.unverified.isEmpty }
      ? [] : [Figure].union(of: weighty.lazy.map { $0.unverified })
  }

  // MARK: - Comparison

  func compare(
    _ comparison: Comparison, _ left: StepResult, _ right: StepResult
  ) -> StepResult {
    if left.isNotApplicable || right.isNotApplicable { return Self.without(left, right) }
    let unverified = left.unverified.union(right.unverified)
    let causes = left.causes.union(right.causes)
    if let first = left.days, let second = right.days {
      let truth = comparison.holds(first, second)
      return StepResult(
        .truth(truth), causes: truth == .unknown ? causes : [], unverified: unverified)
    }
    if case .scalar(let first) = left.value, case .scalar(let second) = right.value {
      let isSame = first.foldedKey == second.foldedKey
      return StepResult(.truth(Truth(isSame == (comparison == .equal))), unverified: unverified)
    }
    guard let (first, firstBasis) = left.quantity, let (second, secondBasis) = right.quantity else {
      return StepResult(.truth(.unknown), causes: causes, unverified: unverified)
    }
    switch firstBasis.agrees(with: secondBasis) {
    case true?: break
    case false?:
      return StepResult(
        .truth(.unknown), causes: [Self.mismatch(firstBasis, secondBasis)],
        unverified: unverified)
    case nil:
      return StepResult(
        .truth(.unknown), causes: Self.missingBasis(firstBasis, secondBasis).union(causes),
        unverified: unverified)
    }
    guard let (low, high) = Self.aligned(first, second) else {
      return StepResult(
        .truth(.unknown), causes: [.unitMismatch(nil)], unverified: unverified)
    }
    let truth = comparison.holds(low.interval, high.interval)
    return StepResult(
      .truth(truth), causes: truth == .unknown ? causes : [], unverified: unverified)
  }

  private static func mismatch(_ left: NumberBasis, _ right: NumberBasis) -> Cause {
    guard case .stated(let first) = left, case .stated(let second) = right else {
      return .unitMismatch(nil)
    }
    return .basisMismatch(first, second, nil)
  }

  private static func missingBasis(_ left: NumberBasis, _ right: NumberBasis) -> [Cause] {
    if case .missing(let fact) = left { return [.missing(fact)] }
    if case .missing(let fact) = right { return [.missing(fact)] }
    return []
  }

  /// Two quantities in base units of one dimension; nil when their units do not go together.
  ///
  /// A number without a unit takes the unit of the other one; where it may not, that is found before
  /// (``Evaluator/bareness(_:_:_:_:)``).
  package static func aligned(_ left: Quantity, _ right: Quantity) -> (Quantity, Quantity)? {
    switch (left.unit, right.unit) {
    case (nil, nil): return (left, right)
    case (let unit?, nil):
      return right.taking(unit).map { (left, $0) }
    case (nil, let unit?):
      return left.taking(unit).map { ($0, right) }
    case (let first?, let second?):
      if first.dimensions == second.dimensions { return (left, right) }
      // Zero is zero in every unit; an unknown number tells nothing of its unit.
      let zero = NumberInterval(.zero)
      return left.interval == zero || right.interval == zero ? (left, right) : nil
    }
  }

  /// The result of two operands of which one has no value.
  private static func without(_ left: StepResult, _ right: StepResult) -> StepResult {
    left.isAbsent || right.isAbsent ? .absent : StepResult(.notApplicable)
  }

  // MARK: - Choices and texts

  func isOne(of constants: OperandSlice, _ operand: StepResult) -> StepResult {
    if operand.isNotApplicable { return operand }
    func isAmong(_ value: ScalarValue) -> Bool {
      let key = value.foldedKey
      return program.list(constants).contains { program.constants[$0].foldedKey == key }
    }
    switch operand.value {
    case .scalar(let value):
      return StepResult(
        .truth(Truth(isAmong(value))), unverified: operand.unverified)
    case .truth(let truth) where truth != .unknown:
      return StepResult(
        .truth(Truth(isAmong(.truth(truth == .true)))),
        unverified: operand.unverified)
    default:
      return StepResult(
        .truth(.unknown), causes: operand.causes, unverified: operand.unverified)
    }
  }

  func membership(of operand: StepResult, in members: Set<Int>) -> StepResult {
    if operand.isNotApplicable { return operand }
    guard case .scalar(.choice(let choice)) = operand.value else {
      return StepResult(
        .truth(.unknown), causes: operand.causes, unverified: operand.unverified)
    }
    return StepResult(
      .truth(Truth(members.contains(choice))), unverified: operand.unverified)
  }

  func compareChoices(
    _ operand: StepResult, _ constants: OperandSlice, _ test: (Set<Int>, Set<Int>) -> Bool
  ) -> StepResult {
    if operand.isNotApplicable { return operand }
    guard case .scalar(.choices(let given)) = operand.value else {
      return StepResult(
        .truth(.unknown), causes: operand.causes, unverified: operand.unverified)
    }
    var wanted: Set<Int> = []
    for constant in program.operands[constants.start..<(constants.start + constants.count)] {
      if case .choice(let choice) = program.constants[constant] { wanted.insert(choice) }
    }
    return StepResult(.truth(Truth(test(given, wanted))), unverified: operand.unverified)
  }

  // MARK: - Numbers

  func arithmetic(
    _ operation: ArithmeticOperator, _ left: StepResult, _ right: StepResult
  ) -> StepResult {
    if left.isNotApplicable || right.isNotApplicable { return Self.without(left, right) }
    let causes = left.causes.union(right.causes)
    let unverified = left.unverified.union(right.unverified)
    func unknown(_ cause: Cause?) -> StepResult {
      StepResult(
        .quantity(Quantity(interval: .everything, unit: nil), .unstated),
        causes: cause.map { [$0] } ?? causes, unverified: unverified)
    }
    guard let (first, firstBasis) = left.quantity, let (second, _) = right.quantity else {
      return unknown(nil)
    }
    do throws(NumberInterval.Failure) {
      guard let result = try Self.combined(operation, first, second) else {
        return unknown(.unitMismatch(nil))
      }
      let open = result.interval.single == nil ? causes : []
      return StepResult(
        .quantity(result, firstBasis), causes: open, unverified: unverified)
    } catch {
      switch error {
      case .overflow: return unknown(.overflow)
      case .divisionByZero: return unknown(.divisionByZero)
      }
    }
  }

  private static func combined(
    _ operation: ArithmeticOperator, _ left: Quantity, _ right: Quantity
  ) throws(NumberInterval.Failure) -> Quantity? {
    switch operation {
    case .plus, .minus:
      guard let (first, second) = aligned(left, right) else { return nil }
      let interval =
        operation == .plus
        ? try first.interval.adding(second.interval)
        : try first.interval.subtracting(second.interval)
      return Quantity(interval: interval, unit: first.unit(besides: second))
    case .times:
      let unit = product(left.unit, right.unit) { $0.multiplied(by: $1) }
      return Quantity(interval: try left.interval.multiplied(by: right.interval), unit: unit)
    case .dividedBy:
      let unit = product(left.unit, right.unit) { $0.divided(by: $1) }
      return Quantity(interval: try left.interval.divided(by: right.interval), unit: unit)
    }
  }

  static func product(
    _ left: UnitOfMeasure?, _ right: UnitOfMeasure?,
    _ combine: (UnitOfMeasure, UnitOfMeasure) -> UnitOfMeasure?
  ) -> UnitOfMeasure? {
    // Beside a number without a unit only a plain number leaves the unit open or as it is.
    guard let left, let right else { return nil }
    let unit = combine(left, right)
    // Tonnes by ten thousand tonnes are a plain number.
    if left.dimensions != .none, let unit, unit.dimensions == .none { return .one }
    return unit
  }

  func negative(_ operand: StepResult) -> StepResult {
    guard let (quantity, basis) = operand.quantity else { return operand }
    let negated = Quantity(interval: quantity.interval.negated, unit: quantity.unit)
    return StepResult(
      .quantity(negated, basis), causes: operand.causes,
      unverified: operand.unverified)
  }

  func extremum(_ extremum: Extremum, _ operands: [StepResult]) -> StepResult {
    let present = operands.filter { !$0.isNotApplicable }
    guard let first = present.first, var (result, basis) = first.quantity else {
      return operands.contains { $0.isAbsent } ? .absent : StepResult(.notApplicable)
    }
    var open = [first.causes]
    for operand in present.dropFirst() {
      guard let (quantity, otherBasis) = operand.quantity else { continue }
      open.append(operand.causes)
      if basis.agrees(with: otherBasis) == false {
        return StepResult(
          .quantity(Quantity(interval: .everything, unit: nil), .unstated),
          causes: [Self.mismatch(basis, otherBasis)])
      }
      // An unknown operand says nothing of its unit and must not lend it to the others.
      if basis == .unstated { basis = otherBasis }
      guard result.isMeasured(as: quantity),
        let (left, right) = Self.aligned(result, quantity)
      else {
        return StepResult(
          .quantity(Quantity(interval: .everything, unit: nil), .unstated),
          causes: [.unitMismatch(nil)])
      }
      let interval =
        extremum == .least
        ? left.interval.smaller(right.interval) : left.interval.larger(right.interval)
      result = Quantity(interval: interval, unit: left.unit(besides: right) ?? right.unit)
    }
    return StepResult(
      .quantity(result, basis), causes: result.interval.single == nil ? .union(of: open) : [],
      unverified: .union(of: present.lazy.map { $0.unverified }))
  }
}

extension Quantity {
  /// The unit that it and another one have together: zero, which is zero in every unit, has that of
  /// the other one.
  fileprivate func unit(besides other: Quantity) -> UnitOfMeasure? {
    let isOther = interval == NumberInterval(.zero) && unit?.dimensions != other.unit?.dimensions
    return isOther ? other.unit : unit
  }
}

extension StepResult {
  /// A comparison that failed for the units or the bases of its numbers, naming the fact that
  /// brings the one that does not go with the other.
  func naming(
    _ left: FactReference?, _ first: StepResult, _ right: FactReference?, _ second: StepResult
  ) -> StepResult {
    guard !causes.isEmpty, let fact = left ?? right else { return self }
    let (own, other) = left == nil ? (second, first) : (first, second)
    return StepResult(
      value,
      causes: causes.map { cause in
        switch cause {
        case .unitMismatch(nil):
          guard let given = own.quantity?.0.unit, let wanted = other.quantity?.0.unit else {
            return cause
          }
          return .unitMismatch(UnitClash(fact: fact, given: given.name, wanted: wanted.name))
        case .basisMismatch(let one, let two, nil):
          return left == nil ? .basisMismatch(two, one, fact) : .basisMismatch(one, two, fact)
        default: return cause
        }
      }, unverified: unverified)
  }

  /// The days of a date; nil for what is no date, or not known.
  var days: DayRange? {
    switch value {
    case .scalar(.date(let day)): DayRange(day)
    case .scalar(.days(let days)): days
    default: nil
    }
  }
}

extension Comparison {
  func holds(_ left: DayRange, _ right: DayRange) -> Truth {
    switch self {
    case .atMost: left.isAtMost(right)
    case .below: left.isBelow(right)
    case .atLeast: right.isAtMost(left)
    case .above: right.isBelow(left)
    case .equal: left.isEqual(to: right)
    case .notEqual: !left.isEqual(to: right)
    }
  }

  func holds(_ left: NumberInterval, _ right: NumberInterval) -> Truth {
    switch self {
    case .atMost: left.isAtMost(right)
    case .below: left.isBelow(right)
    case .atLeast: right.isAtMost(left)
    case .above: right.isBelow(left)
    case .equal: left.isEqual(to: right)
    case .notEqual: !left.isEqual(to: right)
    }
  }
}
