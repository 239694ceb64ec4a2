/// A rational number: an integer, a decimal, or a quotient of them, without rounding.
///
/// Numerator and denominator are 128-bit integers in lowest terms with a positive denominator,
/// so two equal numbers are the same value. A result that does not fit is nil, never a wrap.
public struct ExactNumber: Sendable, Hashable {
  public let numerator: Int128
  public let denominator: Int128

  public static let zero = ExactNumber(0)
  public static let one = ExactNumber(1)

  public init(_ value: Int) {
    numerator = Int128(value)
    denominator = 1
  }

  private init(numerator: Int128, denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The quotient in lowest terms; nil for a zero denominator or a number that does not fit.
  public init?(_ numerator: Int128, over denominator: Int128) {
    guard denominator != 0, numerator != .min, denominator != .min else { return nil }
    if denominator == 1 {
      self.init(numerator: numerator, denominator: 1)
      return
    }
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.init(
      numerator: sign * (numerator / Int128(divisor)),
      denominator: sign * (denominator / Int128(divisor)))
  }

  private static func greatestCommonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    // 64-bit division is many times faster, and nearly every number of a dossier fits.
    if left <= UInt128(UInt64.max), right <= UInt128(UInt64.max) {
      var (a, b) = (UInt64(left), UInt64(right))
      while b != 0 { (a, b) = (b, a % b) }
      return UInt128(a)
    }
    var (a, b) = (left, right)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  public var isZero: Bool { numerator == 0 }
  public var isNegative: Bool { numerator < 0 }
  public var isInteger: Bool { denominator == 1 }
}

// MARK: - Arithmetic

extension ExactNumber {
  public func adding(_ other: ExactNumber) -> ExactNumber? {
    if denominator == other.denominator {
      let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
      return overflow ? nil : ExactNumber(sum, over: denominator)
    }
    // Over the least common multiple of the denominators, what fits is not lost on the way.
    let common = Int128(
      Self.greatestCommonDivisor(denominator.magnitude, other.denominator.magnitude))
    let (own, others) = (denominator / common, other.denominator / common)
    let (left, leftOverflow) = numerator.multipliedReportingOverflow(by: others)
    let (right, rightOverflow) = other.numerator.multipliedReportingOverflow(by: own)
    let (sum, sumOverflow) = left.addingReportingOverflow(right)
    guard !leftOverflow, !rightOverflow, !sumOverflow, sum != .min else { return nil }
    // Only a factor of both denominators can be in the sum and in their multiple (Knuth, 4.5.1).
    let shared = Int128(Self.greatestCommonDivisor(sum.magnitude, common.magnitude))
    let (scale, scaleOverflow) = own.multipliedReportingOverflow(by: other.denominator / shared)
    return scaleOverflow ? nil : ExactNumber(sum / shared, over: scale)
  }

  public func subtracting(_ other: ExactNumber) -> ExactNumber? { adding(other.negated) }

  public var negated: ExactNumber {
    ExactNumber(numerator: -numerator, denominator: denominator)
  }

  public var magnitude: ExactNumber { isNegative ? negated : self }

  public func multiplied(by other: ExactNumber) -> ExactNumber? {
    guard denominator != 1 || other.denominator != 1 else {
      let (product, overflow) = numerator.multipliedReportingOverflow(by: other.numerator)
      return overflow ? nil : ExactNumber(product, over: 1)
    }
    // Cancelling across first keeps the intermediate products as small as the result allows.
    guard let first = ExactNumber(numerator, over: other.denominator),
      let second = ExactNumber(other.numerator, over: denominator)
    else { return nil }
    let (top, topOverflow) = first.numerator.multipliedReportingOverflow(by: second.numerator)
    let (bottom, bottomOverflow) =
      first.denominator.multipliedReportingOverflow(by: second.denominator)
    return topOverflow || bottomOverflow ? nil : ExactNumber(top, over: bottom)
  }

  /// The exact quotient; nil when the divisor is zero or the result does not fit.
  public func divided(by other: ExactNumber) -> ExactNumber? {
    guard let inverse = ExactNumber(other.denominator, over: other.numerator) else { return nil }
    return multiplied(by: inverse)
  }
}

extension ExactNumber: Comparable {
  /// Compares by cross-multiplication in 256 bits, so that no comparison can overflow.
  public static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    let first = left.numerator.multipliedFullWidth(by: right.denominator)
    let second = right.numerator.multipliedFullWidth(by: left.denominator)
    return first.high == second.high ? first.low < second.low : first.high < second.high
  }
}

// MARK: - Text

extension ExactNumber {
  /// The most digits a number may be written with.
  public static let digitLimit = 34

  /// Reads `-12`, `0.125` or `1.5e3`; nil when it is no number or beyond ``digitLimit``.
  ///
  /// A point has a digit on both sides: `1.` may have lost one.
  public init?(parsing text: some StringProtocol) {
    var mantissa: Int128 = 0
    var written = 0
    var digits = 0
    var decimals = 0
    var exponent = 0
    var bytes = Array(text.utf8)[...]
    let negative = bytes.first == UInt8(ascii: "-")
    if negative { bytes.removeFirst() }
    var seenPoint = false
    while let byte = bytes.first {
      if byte == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else if let digit = Self.digit(byte) {
        guard mantissa == 0 || digits < Self.digitLimit else { return nil }
        mantissa = mantissa * 10 + Int128(digit)
        written += 1
        if mantissa != 0 { digits += 1 }
        if seenPoint { decimals += 1 }
      } else {
        break
      }
      bytes.removeFirst()
    }
    guard written > 0, !seenPoint || (decimals > 0 && decimals < written) else { return nil }
    if let mark = bytes.first, mark | 0x20 == UInt8(ascii: "e") {
      guard let value = Self.exponent(bytes.dropFirst()) else { return nil }
      exponent = value
      bytes = []
    }
    guard bytes.isEmpty else { return nil }
    self.init(negative ? -mantissa : mantissa, shiftedBy: exponent - decimals)
  }

  /// The exponent that the bytes spell; far beyond the limits it no longer matters how far.
  private static func exponent(_ bytes: ArraySlice<UInt8>) -> Int? {
    var digits = bytes
    let negative = digits.first == UInt8(ascii: "-")
    if negative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    guard !digits.isEmpty else { return nil }
    var value = 0
    for byte in digits {
      guard let digit = digit(byte) else { return nil }
      value = min(value * 10 + Int(digit), 1_000_000)
    }
    return negative ? -value : value
  }

  private init?(_ mantissa: Int128, shiftedBy exponent: Int) {
    guard mantissa != 0 else {
      self = .zero
      return
    }
    guard exponent.magnitude <= Self.digitLimit else { return nil }
    var power: Int128 = 1
    for _ in 0..<exponent.magnitude { power *= 10 }
    if exponent < 0 {
      self.init(mantissa, over: power)
    } else {
      let (product, overflow) = mantissa.multipliedReportingOverflow(by: power)
      guard !overflow else { return nil }
      self.init(product, over: 1)
    }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? byte - UInt8(ascii: "0") : nil
  }

  /// The decimal places needed to write the number out; nil when its decimals never end.
  var decimalPlaces: Int? {
    var rest = denominator
    var twos = 0
    var fives = 0
    while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
    while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
    return rest == 1 ? max(twos, fives) : nil
  }

  /// The number as a decimal: exact where its decimals end, else rounded half-even.
  public func decimal(places: Int) -> String {
    var scale: Int128 = 1
    for _ in 0..<places { scale *= 10 }
    let whole = numerator.magnitude / denominator.magnitude
    let rest = numerator.magnitude % denominator.magnitude
    let product = rest.multipliedFullWidth(by: scale.magnitude)
    var (fraction, remainder) = denominator.magnitude.dividingFullWidth(product)
    let half = denominator.magnitude - remainder
    if remainder > half || (remainder == half && fraction % 2 == 1) { fraction += 1 }
    let carried = fraction == scale.magnitude
    remainder = carried ? 0 : fraction
    let sign = isNegative && (whole + (carried ? 1 : 0) != 0 || remainder != 0) ? "-" : ""
    let integer = "\(sign)\(whole + (carried ? 1 : 0))"
    guard places > 0 else { return integer }
    let digits = "\(remainder)"
    return integer + "." + String(repeating: "0", count: places - digits.count) + digits
  }

  /// The number without trailing zeros: exact where its decimals end, else rounded to the given
  /// places.
  public func shortDecimal(places: Int = 6) -> String {
    if let needed = decimalPlaces, needed <= Self.mostPlaces { return decimal(places: needed) }
    var text = decimal(places: decimalPlaces == nil ? places : Self.mostPlaces)
    while text.contains("."), text.hasSuffix("0") || text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// How many decimals can be written: 10 to this power is the greatest that fits 128 bits.
  static let mostPlaces = 38
}

extension ExactNumber: CustomStringConvertible {
  public var description: String { shortDecimal() }
}
