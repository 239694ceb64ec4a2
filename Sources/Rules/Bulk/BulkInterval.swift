/// What is known of a number: as ``NumberInterval``, in numbers of 64 bits.
struct BulkInterval {
  struct Bound {
    var value: BulkNumber
    var isIncluded = true
  }

  var low = BulkNumber.zero
  var high = BulkNumber.zero
  private var flags: UInt8 = 0

  private static let hasLowFlag: UInt8 = 1
  private static let hasHighFlag: UInt8 = 2
  private static let lowFlag: UInt8 = 4
  private static let highFlag: UInt8 = 8

  static let everything = BulkInterval(lower: nil, upper: nil)
  static let zero = BulkInterval(BulkNumber.zero)

  init(lower: Bound?, upper: Bound?) {
    if let lower {
      low = lower.value
      flags |= Self.hasLowFlag | (lower.isIncluded ? Self.lowFlag : 0)
    }
    if let upper {
      high = upper.value
      flags |= Self.hasHighFlag | (upper.isIncluded ? Self.highFlag : 0)
    }
  }

  init(_ value: BulkNumber) {
    (low, high) = (value, value)
    flags = Self.hasLowFlag | Self.hasHighFlag | Self.lowFlag | Self.highFlag
  }

  /// nil: a bound does not fit.
  init?(_ interval: NumberInterval) {
    self.init(lower: nil, upper: nil)
    if let lower = interval.lower {
      guard let value = BulkNumber(lower.value) else { return nil }
      low = value
      flags |= Self.hasLowFlag | (lower.isIncluded ? Self.lowFlag : 0)
    }
    if let upper = interval.upper {
      guard let value = BulkNumber(upper.value) else { return nil }
      high = value
      flags |= Self.hasHighFlag | (upper.isIncluded ? Self.highFlag : 0)
    }
  }

  var hasLow: Bool { flags & Self.hasLowFlag != 0 }
  var hasHigh: Bool { flags & Self.hasHighFlag != 0 }
  var isLowIncluded: Bool { flags & Self.lowFlag != 0 }
  var isHighIncluded: Bool { flags & Self.highFlag != 0 }

  /// Which ends it has, and which of them belong to it, as four bits.
  var ends: UInt8 { flags }

  var lower: Bound? { hasLow ? Bound(value: low, isIncluded: isLowIncluded) : nil }
  var upper: Bound? { hasHigh ? Bound(value: high, isIncluded: isHighIncluded) : nil }

  /// Whether it holds exactly one number, which is ``low``.
  var isSingle: Bool { hasLow && hasHigh && low == high }

  var isZero: Bool { isSingle && low.isZero && isLowIncluded && isHighIncluded }

  /// Whether nothing is known of it.
  var isEverything: Bool { !hasLow && !hasHigh }

  /// Whether it says the same in every unit: zero, not below zero, or nothing.
  var isAlikeInEveryUnit: Bool { (!hasLow || low.isZero) && (!hasHigh || high.isZero) }

  /// The same as the reference has it; nil: a number does not fit, which cannot be.
  var exact: NumberInterval? {
    var (lower, upper): (NumberInterval.Bound?, NumberInterval.Bound?)
    if hasLow {
      guard let value = low.exact else { return nil }
      lower = NumberInterval.Bound(value, isIncluded: isLowIncluded)
    }
    if hasHigh {
      guard let value = high.exact else { return nil }
      upper = NumberInterval.Bound(value, isIncluded: isHighIncluded)
    }
    return NumberInterval(lower: lower, upper: upper)
  }

  func contains(_ value: BulkNumber) -> Bool {
    if hasLow, isLowIncluded ? value < low : value <= low { return false }
    if hasHigh, isHighIncluded ? high < value : high <= value { return false }
    return true
  }
}

// MARK: - Comparison

extension BulkInterval {
  func isAtMost(_ other: BulkInterval) -> Truth {
    if hasHigh, other.hasLow, high <= other.low { return .true }
    if hasLow, other.hasHigh {
      if other.high < low { return .false }
      if low == other.high, !(isLowIncluded && other.isHighIncluded) { return .false }
    }
    return .unknown
  }

  func isEqual(to other: BulkInterval) -> Truth {
    if isSingle, other.isSingle { return Truth(low == other.low) }
    return isAtMost(other) == .false || other.isAtMost(self) == .false ? .false : .unknown
  }
}

extension Comparison {
  func holds(_ left: BulkInterval, _ right: BulkInterval) -> Truth {
    switch self {
    case .atMost: left.isAtMost(right)
    case .below: !right.isAtMost(left)
    case .atLeast: right.isAtMost(left)
    case .above: !left.isAtMost(right)
    case .equal: left.isEqual(to: right)
    case .notEqual: !left.isEqual(to: right)
    }
  }
}

// MARK: - Arithmetic

extension BulkInterval {
  /// nil: it does not fit.
  func adding(_ other: BulkInterval) -> BulkInterval? {
    var (lower, upper): (Bound?, Bound?)
    if hasLow, other.hasLow {
      guard let value = low.adding(other.low) else { return nil }
      lower = Bound(value: value, isIncluded: isLowIncluded && other.isLowIncluded)
    }
    if hasHigh, other.hasHigh {
      guard let value = high.adding(other.high) else { return nil }
      upper = Bound(value: value, isIncluded: isHighIncluded && other.isHighIncluded)
    }
    return BulkInterval(lower: lower, upper: upper)
  }

  /// nil: it does not fit.
  var negated: BulkInterval? {
    guard let first = low.negated, let last = high.negated else { return nil }
    return BulkInterval(
      lower: hasHigh ? Bound(value: last, isIncluded: isHighIncluded) : nil,
      upper: hasLow ? Bound(value: first, isIncluded: isLowIncluded) : nil)
  }

  /// The lesser of two numbers.
  func smaller(_ other: BulkInterval) -> BulkInterval {
    BulkInterval(lower: least(other), upper: leastUpper(other))
  }

  /// nil: it does not fit.
  func larger(_ other: BulkInterval) -> BulkInterval? {
    guard let one = negated, let another = other.negated else { return nil }
    return one.smaller(another).negated
  }

  private func least(_ other: BulkInterval) -> Bound? {
    guard hasLow, other.hasLow else { return nil }
    if low == other.low {
      return Bound(value: low, isIncluded: isLowIncluded || other.isLowIncluded)
    }
    return low < other.low ? lower : other.lower
  }

  private func leastUpper(_ other: BulkInterval) -> Bound? {
    guard hasHigh else { return other.upper }
    guard other.hasHigh else { return upper }
    if high == other.high {
      return Bound(value: high, isIncluded: isHighIncluded && other.isHighIncluded)
    }
    return high < other.high ? upper : other.upper
  }

  /// From the lower end of the one to the upper end of the other.
  func joined(with other: BulkInterval) -> BulkInterval {
    BulkInterval(lower: lower, upper: other.upper)
  }
}
