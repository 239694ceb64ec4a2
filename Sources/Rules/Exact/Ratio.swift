/// A quotient of two sums of facts, in base units; nearly always over one.
struct Ratio {
  let top: LinearForm
  let bottom: LinearForm
  /// The unit that it is in; nil: none, or one that is not known.
  let unit: UnitOfMeasure?
  /// Whether it has no unit, and takes that of what it meets.
  let isBare: Bool
  /// Whether each dossier gives the number with a unit of its own.
  let bringsUnit: Bool
  /// What the number of a table is counted on.
  let basis: String?

  init(
    _ top: LinearForm, over bottom: LinearForm = LinearForm(.one), unit: UnitOfMeasure? = nil,
    isBare: Bool = false, bringsUnit: Bool = false, basis: String? = nil
  ) {
    (self.top, self.bottom, self.unit) = (top, bottom, unit)
    (self.isBare, self.bringsUnit, self.basis) = (isBare, bringsUnit, basis)
  }

  /// Whether it is over one.
  var isWhole: Bool { bottom.number == .one }

  func scaled(by factor: ExactNumber) throws(ExactnessLimit) -> Ratio {
    guard let top = top.scaled(by: factor) else { throw .overflow }
    return Ratio(
      top, over: bottom, unit: unit, isBare: false, bringsUnit: bringsUnit, basis: basis)
  }

  func combined(
    _ operation: ArithmeticOperator, with other: Ratio
  ) throws(ExactnessLimit) -> Ratio {
    let unit = self.unit ?? other.unit
    switch operation {
    case .plus, .minus:
      guard bottom.number == .one, other.bottom.number == .one else {
        throw .product
      }
      guard
        let sum = operation == .plus
          ? top.adding(other.top) : top.subtracting(other.top)
      else { throw .overflow }
      return Ratio(sum, unit: unit, isBare: isBare && other.isBare)
    case .times:
      guard let product = try Self.product(top, other.top),
        let bottom = try Self.product(bottom, other.bottom)
      else { throw .product }
      return Ratio(product, over: bottom, unit: productUnit(other), isBare: isBare && other.isBare)
    case .dividedBy:
      guard let top = try Self.product(top, other.bottom),
        let bottom = try Self.product(bottom, other.top)
      else { throw .product }
      return Ratio(top, over: bottom, unit: quotientUnit(other), isBare: isBare && other.isBare)
    }
  }

  private func productUnit(_ other: Ratio) -> UnitOfMeasure? {
    guard let unit, let others = other.unit else { return unit ?? other.unit }
    return unit.multiplied(by: others)
  }

  private func quotientUnit(_ other: Ratio) -> UnitOfMeasure? {
    guard let unit, let others = other.unit else { return unit }
    return unit.divided(by: others)
  }

  /// nil: neither is a number.
  private static func product(
    _ left: LinearForm, _ right: LinearForm
  ) throws(ExactnessLimit) -> LinearForm? {
    guard let factor = right.number else {
      guard let factor = left.number else { return nil }
      guard let form = right.scaled(by: factor) else { throw .overflow }
      return form
    }
    guard let form = left.scaled(by: factor) else { throw .overflow }
    return form
  }

  /// When a comparison is true and when it is false; a quotient by zero is neither.
  func compared(
    _ comparison: Comparison, with other: Ratio
  ) throws(ExactnessLimit) -> ConditionFormula {
    // a/b ⋚ c/d is a·d ⋚ c·b where b·d is positive, and the reverse where it is negative.
    guard let left = try Self.product(top, other.bottom),
      let right = try Self.product(other.top, bottom),
      let sign = try Self.product(bottom, other.bottom)
    else { throw .product }
    guard let difference = left.subtracting(right), let reverse = right.subtracting(left) else {
      throw .overflow
    }
    let straight = Self.condition(comparison, difference, reverse)
    if let number = sign.number {
      if number.isZero { return ConditionFormula(holds: .never, fails: .never) }
      return number.isNegative ? Self.condition(comparison, reverse, difference) : straight
    }
    guard let minus = sign.scaled(by: ExactNumber(-1)) else { throw .overflow }
    let isPositive = Formula.atom(.linear(LinearConstraint(form: minus, isStrict: true)))
    let isNegative = Formula.atom(.linear(LinearConstraint(form: sign, isStrict: true)))
    let turned = Self.condition(comparison, reverse, difference)
    return ConditionFormula(
      holds: .any([.all([isPositive, straight.holds]), .all([isNegative, turned.holds])]),
      fails: .any([.all([isPositive, straight.fails]), .all([isNegative, turned.fails])]))
  }

  /// - Parameters:
  ///   - difference: Left minus right.
  ///   - reverse: Right minus left.
  private static func condition(
    _ comparison: Comparison, _ difference: LinearForm, _ reverse: LinearForm
  ) -> ConditionFormula {
    func isBelow(_ form: LinearForm, _ isStrict: Bool) -> Formula {
      .atom(.linear(LinearConstraint(form: form, isStrict: isStrict)))
    }
    switch comparison {
    case .atMost:
      return ConditionFormula(holds: isBelow(difference, false), fails: isBelow(reverse, true))
    case .below:
      return ConditionFormula(holds: isBelow(difference, true), fails: isBelow(reverse, false))
    case .atLeast:
      return ConditionFormula(holds: isBelow(reverse, false), fails: isBelow(difference, true))
    case .above:
      return ConditionFormula(holds: isBelow(reverse, true), fails: isBelow(difference, false))
    case .equal, .notEqual:
      let equal = Formula.all([isBelow(difference, false), isBelow(reverse, false)])
      let different = Formula.any([isBelow(difference, true), isBelow(reverse, true)])
      return comparison == .equal
        ? ConditionFormula(holds: equal, fails: different)
        : ConditionFormula(holds: different, fails: equal)
    }
  }
}
