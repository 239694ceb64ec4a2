// Products and quotients of intervals, as NumberInterval has them.

/// An end of an interval while products are formed; infinity is a value here.
private struct BulkEnd {
  var isInfinite: Bool
  /// For an infinite one, its sign.
  var value: BulkNumber
  var isIncluded: Bool

  init(_ bound: BulkInterval.Bound?, orInfinite sign: Int) {
    isInfinite = bound == nil
    value = bound?.value ?? BulkNumber(sign)
    isIncluded = bound?.isIncluded ?? false
  }

  static let below = BulkEnd(nil, orInfinite: -1)
  static let above = BulkEnd(nil, orInfinite: 1)

  var bound: BulkInterval.Bound? {
    isInfinite ? nil : BulkInterval.Bound(value: value, isIncluded: isIncluded)
  }

  private var sign: Int { value.isZero ? 0 : value.isNegative ? -1 : 1 }

  func isLower(than other: BulkEnd) -> Bool {
    if isInfinite { return value.isNegative && !(other.isInfinite && other.value.isNegative) }
    if other.isInfinite { return !other.value.isNegative }
    return value < other.value
  }

  func closes(_ other: BulkEnd) -> Bool {
    !isInfinite && !other.isInfinite && value == other.value && isIncluded && !other.isIncluded
  }

  /// nil: it does not fit. Zero times infinity is zero, as zero is reached exactly.
  func multiplied(by other: BulkEnd) -> BulkEnd? {
    let product = sign * other.sign
    if product == 0 { return BulkEnd(BulkInterval.Bound(value: .zero), orInfinite: 0) }
    if isInfinite || other.isInfinite { return product > 0 ? .above : .below }
    guard let value = value.multiplied(by: other.value) else { return nil }
    return BulkEnd(
      BulkInterval.Bound(value: value, isIncluded: isIncluded && other.isIncluded), orInfinite: 0)
  }
}

extension BulkInterval {
  /// nil: it does not fit.
  func multiplied(by other: BulkInterval) -> BulkInterval? {
    if isSingle, other.isSingle {
      return low.multiplied(by: other.low).map { BulkInterval($0) }
    }
    if isSingle { return other.scaled(by: low) }
    if other.isSingle { return scaled(by: other.low) }
    let (first, last) = (BulkEnd(lower, orInfinite: -1), BulkEnd(upper, orInfinite: 1))
    let (one, another) =
      (BulkEnd(other.lower, orInfinite: -1), BulkEnd(other.upper, orInfinite: 1))
    guard let a = first.multiplied(by: one), let b = first.multiplied(by: another),
      let c = last.multiplied(by: one), let d = last.multiplied(by: another)
    else { return nil }
    var (lower, upper) = (BulkEnd.above, BulkEnd.below)
    for corner in [a, b, c, d] {
      if corner.isLower(than: lower) || corner.closes(lower) { lower = corner }
      if upper.isLower(than: corner) || corner.closes(upper) { upper = corner }
    }
    return BulkInterval(lower: lower.bound, upper: upper.bound)
  }

  /// Times a number that is known; nil: it does not fit.
  private func scaled(by number: BulkNumber) -> BulkInterval? {
    guard !number.isZero else { return .zero }
    func scaled(_ bound: Bound?) -> Bound?? {
      guard let bound else { return .some(nil) }
      // As above, zero belongs to a product.
      guard !bound.value.isZero else { return Bound(value: .zero) }
      return bound.value.multiplied(by: number).map {
        Bound(value: $0, isIncluded: bound.isIncluded)
      }
    }
    guard let first = scaled(lower), let last = scaled(upper) else { return nil }
    return number.isNegative
      ? BulkInterval(lower: last, upper: first) : BulkInterval(lower: first, upper: last)
  }

  /// nil: it does not fit, or the divisor is zero.
  func divided(by other: BulkInterval) -> BulkInterval? {
    if other.isSingle {
      return other.low.inverted.flatMap { multiplied(by: BulkInterval($0)) }
    }
    if other.hasLow, !other.low.isZero, !other.low.isNegative {
      return other.inverted.flatMap { multiplied(by: $0) }
    }
    if other.hasHigh, other.high.isNegative { return other.inverted.flatMap { multiplied(by: $0) } }
    if other.hasLow, other.low.isZero, hasLow, !low.isNegative {
      return BulkInterval(lower: Bound(value: .zero), upper: nil)
    }
    return .everything
  }

  /// Of an interval that does not reach zero; nil: it does not fit.
  private var inverted: BulkInterval? {
    func inverse(_ bound: Bound?) -> Bound? {
      guard let bound else { return Bound(value: .zero, isIncluded: false) }
      return bound.value.inverted.map { Bound(value: $0, isIncluded: bound.isIncluded) }
    }
    guard let low = inverse(upper), let high = inverse(lower) else { return nil }
    return BulkInterval(lower: low, upper: high)
  }
}
