/// An exact quotient of two 64-bit integers, not always in lowest terms.
///
/// What does not fit is nil, and the record that it is of goes to the reference, which has twice the
/// room.
struct BulkNumber {
  var numerator: Int64
  /// INVARIANT: above zero.
  var denominator: Int64

  static let zero = BulkNumber(numerator: 0, denominator: 1)
  static let one = BulkNumber(numerator: 1, denominator: 1)

  init(numerator: Int64, denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  init(_ value: Int) { self.init(numerator: Int64(value), denominator: 1) }

  init?(_ number: ExactNumber) {
    self.init(fitting: number.numerator, over: number.denominator)
  }

  /// The same number with a small enough denominator; nil where none is.
  init?(fitting numerator: Int128, over denominator: Int128) {
    if let small = Int64(exactly: numerator), let divisor = Int64(exactly: denominator) {
      self.init(numerator: small, denominator: divisor)
      return
    }
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    guard let common = Int128(exactly: a), common > 1,
      let small = Int64(exactly: numerator / common),
      let divisor = Int64(exactly: denominator / common)
    else { return nil }
    self.init(numerator: small, denominator: divisor)
  }

  /// nil: it does not fit even in 128 bits, which cannot be.
  var exact: ExactNumber? { ExactNumber(Int128(numerator), over: Int128(denominator)) }

  var isZero: Bool { numerator == 0 }
  var isNegative: Bool { numerator < 0 }
  var isInteger: Bool { denominator == 1 || numerator % denominator == 0 }
}

extension BulkNumber {
  static func == (left: BulkNumber, right: BulkNumber) -> Bool {
    if left.denominator == right.denominator { return left.numerator == right.numerator }
    return Int128(left.numerator) * Int128(right.denominator)
      == Int128(right.numerator) * Int128(left.denominator)
  }

  static func < (left: BulkNumber, right: BulkNumber) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    return Int128(left.numerator) * Int128(right.denominator)
      < Int128(right.numerator) * Int128(left.denominator)
  }

  static func <= (left: BulkNumber, right: BulkNumber) -> Bool { !(right < left) }

  /// nil for the one number whose negative does not fit.
  var negated: BulkNumber? {
    numerator == .min ? nil : BulkNumber(numerator: -numerator, denominator: denominator)
  }

  func adding(_ other: BulkNumber) -> BulkNumber? {
    if denominator == other.denominator {
      let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
      if !overflow { return BulkNumber(numerator: sum, denominator: denominator) }
    }
    // INVARIANT: each product is below 2^126, so that their sum fits 128 bits.
    let left = Int128(numerator) * Int128(other.denominator)
    let right = Int128(other.numerator) * Int128(denominator)
    return BulkNumber(
      fitting: left + right, over: Int128(denominator) * Int128(other.denominator))
  }

  func subtracting(_ other: BulkNumber) -> BulkNumber? { other.negated.flatMap { adding($0) } }

  func multiplied(by other: BulkNumber) -> BulkNumber? {
    let (top, topOverflow) = numerator.multipliedReportingOverflow(by: other.numerator)
    let (bottom, bottomOverflow) =
      denominator.multipliedReportingOverflow(by: other.denominator)
    if !topOverflow, !bottomOverflow { return BulkNumber(numerator: top, denominator: bottom) }
    return BulkNumber(
      fitting: Int128(numerator) * Int128(other.numerator),
      over: Int128(denominator) * Int128(other.denominator))
  }

  /// nil for zero, too.
  var inverted: BulkNumber? {
    guard numerator != 0, numerator != .min else { return nil }
    return numerator > 0
      ? BulkNumber(numerator: denominator, denominator: numerator)
      : BulkNumber(numerator: -denominator, denominator: -numerator)
  }

  /// The number in millionths, rounded half-even, as a score counts it.
  var millionths: Int64? {
    // Most marks are all or none.
    if denominator == 1 {
      let (whole, overflow) = numerator.multipliedReportingOverflow(by: 1_000_000)
      return overflow ? nil : whole
    }
    return rounded(times: 1_000_000)
  }

  /// The number times a factor, rounded half-even.
  private func rounded(times factor: Int64) -> Int64? {
    Self.rounded(Int128(numerator) * Int128(factor), over: Int128(denominator))
  }

  /// A quotient rounded half-even; the divisor is above zero.
  static func rounded(_ numerator: Int128, over denominator: Int128) -> Int64? {
    var (quotient, rest) = numerator.magnitude.quotientAndRemainder(
      dividingBy: denominator.magnitude)
    let other = denominator.magnitude - rest
    if rest > other || (rest == other && quotient % 2 == 1) { quotient += 1 }
    guard let whole = Int64(exactly: quotient) else { return nil }
    return numerator < 0 ? -whole : whole
  }
}
