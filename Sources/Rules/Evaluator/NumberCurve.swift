/// A number as it depends on one fact x: (a·x + b) ÷ (c·x + d), exact and in base units.
///
/// Sums, products and quotients that leave this form, or whose coefficients overflow, are nil.
struct NumberCurve {
  private let a: ExactNumber
  private let b: ExactNumber
  private let c: ExactNumber
  private let d: ExactNumber
  /// nil: a bare number, which takes the unit of whatever it meets.
  let unit: UnitOfMeasure?

  /// A number that does not depend on x.
  static func constant(_ value: ExactNumber, _ unit: UnitOfMeasure?) -> NumberCurve {
    NumberCurve(a: .zero, b: value, c: .zero, d: .one, unit: unit)
  }

  /// x itself.
  static func variable(_ unit: UnitOfMeasure?) -> NumberCurve {
    NumberCurve(a: .one, b: .zero, c: .zero, d: .one, unit: unit)
  }

  private init(
    a: ExactNumber, b: ExactNumber, c: ExactNumber, d: ExactNumber, unit: UnitOfMeasure?
  ) {
    (self.a, self.b, self.c, self.d, self.unit) = (a, b, c, d, unit)
  }

  var isConstant: Bool { a.isZero && c.isZero }

  /// The x at which the number has no value, as it would be divided by zero.
  var pole: ExactNumber? { c.isZero ? nil : d.negated.divided(by: c) }

  var negated: NumberCurve {
    NumberCurve(a: a.negated, b: b.negated, c: c, d: d, unit: unit)
  }

  func adding(_ other: NumberCurve) -> NumberCurve? {
    guard let (left, right) = Self.aligned(self, other) else { return nil }
    return Self.curve(
      square: Self.sum(left.a, right.c, right.a, left.c),
      linear: Self.sum(left.a, right.d, left.b, right.c)
        .flatMap { first in
          Self.sum(right.a, left.d, right.b, left.c).flatMap(first.adding)
        },
      constant: Self.sum(left.b, right.d, right.b, left.d), over: left, right, unit: left.unit)
  }

  /// - Parameter unit: The unit of the product.
  func multiplied(by other: NumberCurve, unit: UnitOfMeasure?) -> NumberCurve? {
    Self.curve(
      square: a.multiplied(by: other.a), linear: Self.sum(a, other.b, b, other.a),
      constant: b.multiplied(by: other.b), over: self, other, unit: unit)
  }

  /// - Parameter unit: The unit of the quotient.
  func divided(by other: NumberCurve, unit: UnitOfMeasure?) -> NumberCurve? {
    guard !other.a.isZero || !other.b.isZero else { return nil }
    let inverse = NumberCurve(a: other.c, b: other.d, c: other.a, d: other.b, unit: nil)
    return multiplied(by: inverse, unit: unit)
  }

  /// Where two numbers are equal: no x, or one.
  ///
  /// nil in the outer optional: they cannot be solved.
  func crossing(_ other: NumberCurve) -> ExactNumber?? {
    guard let difference = adding(other.negated) else { return .none }
    guard !difference.a.isZero else { return .some(nil) }
    guard let root = difference.b.negated.divided(by: difference.a) else { return .none }
    return .some(root)
  }

  // MARK: - Coefficients

  /// The quotient of a polynomial and the product of two denominators, if it is of our form.
  private static func curve(
    square: ExactNumber?, linear: ExactNumber?, constant: ExactNumber?, over left: NumberCurve,
    _ right: NumberCurve, unit: UnitOfMeasure?
  ) -> NumberCurve? {
    guard let square, square.isZero, left.c.isZero || right.c.isZero, let linear, let constant,
      let slope = sum(left.c, right.d, left.d, right.c), let rest = left.d.multiplied(by: right.d)
    else { return nil }
    return NumberCurve(a: linear, b: constant, c: slope, d: rest, unit: unit)
  }

  /// p·q + r·s.
  private static func sum(
    _ p: ExactNumber, _ q: ExactNumber, _ r: ExactNumber, _ s: ExactNumber
  ) -> ExactNumber? {
    guard let first = p.multiplied(by: q), let second = r.multiplied(by: s) else { return nil }
    return first.adding(second)
  }

  /// Both in base units of one dimension, as ``Evaluator/aligned(_:_:)`` reads quantities.
  private static func aligned(
    _ left: NumberCurve, _ right: NumberCurve
  ) -> (NumberCurve, NumberCurve)? {
    switch (left.unit, right.unit) {
    case (nil, nil): (left, right)
    case (let unit?, nil): right.taking(unit).map { (left, $0) }
    case (nil, let unit?): left.taking(unit).map { ($0, right) }
    case (let first?, let second?):
      first.dimensions == second.dimensions || left.isZero || right.isZero ? (left, right) : nil
    }
  }

  private var isZero: Bool { a.isZero && b.isZero }

  private func taking(_ unit: UnitOfMeasure) -> NumberCurve? {
    guard let a = a.multiplied(by: unit.scale), let b = b.multiplied(by: unit.scale) else {
      return nil
    }
    return NumberCurve(a: a, b: b, c: c, d: d, unit: unit)
  }
}
