/// All numbers between two ends: what is known of a number that is missing or given as a range.
///
/// A known number is the interval from itself to itself.
public struct NumberInterval: Sendable, Hashable {
  /// One end: a number that belongs to the interval or is only its limit, or no end at all.
  public struct Bound: Sendable, Hashable {
    public let value: ExactNumber
    public let isIncluded: Bool

    public init(_ value: ExactNumber, isIncluded: Bool = true) {
      self.value = value
      self.isIncluded = isIncluded
    }
  }

  /// nil: no lower end.
  public let lower: Bound?
  /// nil: no upper end.
  public let upper: Bound?

  public static let everything = NumberInterval(lower: nil, upper: nil)

  public init(lower: Bound?, upper: Bound?) {
    self.lower = lower
    self.upper = upper
  }

  public init(_ value: ExactNumber) {
    lower = Bound(value)
    upper = lower
  }

  /// The number itself when the interval holds exactly one.
  public var single: ExactNumber? {
    guard let lower, let upper, lower.value == upper.value else { return nil }
    return lower.value
  }

  public func contains(_ value: ExactNumber) -> Bool {
    if let lower, lower.isIncluded ? value < lower.value : value <= lower.value { return false }
    if let upper, upper.isIncluded ? value > upper.value : value >= upper.value { return false }
    return true
  }
}

// MARK: - Comparison

extension NumberInterval {
  /// Whether every, no, or some number of this interval is at most every number of the other.
  public func isAtMost(_ other: NumberInterval) -> Truth {
    if let upper, let limit = other.lower, upper.value <= limit.value { return .true }
    if let lower, let limit = other.upper {
      if lower.value > limit.value { return .false }
      if lower.value == limit.value, !(lower.isIncluded && limit.isIncluded) { return .false }
    }
    return .unknown
  }

  public func isBelow(_ other: NumberInterval) -> Truth { !other.isAtMost(self) }

  public func isEqual(to other: NumberInterval) -> Truth {
    if let value = single, let otherValue = other.single { return Truth(value == otherValue) }
    return isAtMost(other) == .false || other.isAtMost(self) == .false ? .false : .unknown
  }
}

// MARK: - Arithmetic

extension NumberInterval {
  /// Why a result has no interval.
  public enum Failure: Error, Sendable {
    case overflow
    case divisionByZero
  }

  public func adding(_ other: NumberInterval) throws(Failure) -> NumberInterval {
    NumberInterval(
      lower: try Self.sum(lower, other.lower), upper: try Self.sum(upper, other.upper))
  }

  public func subtracting(_ other: NumberInterval) throws(Failure) -> NumberInterval {
    try adding(other.negated)
  }

  public var negated: NumberInterval {
    NumberInterval(
      lower: upper.map { Bound($0.value.negated, isIncluded: $0.isIncluded) },
      upper: lower.map { Bound($0.value.negated, isIncluded: $0.isIncluded) })
  }

  public func multiplied(by other: NumberInterval) throws(Failure) -> NumberInterval {
    if let left = single, let right = other.single {
      guard let product = left.multiplied(by: right) else { throw .overflow }
      return NumberInterval(product)
    }
    var corners: [End] = []
    for left in [End(lower: lower), End(upper: upper)] {
      for right in [End(lower: other.lower), End(upper: other.upper)] {
        corners.append(try left.multiplied(by: right))
      }
    }
    return Self.hull(of: corners)
  }

  public func divided(by other: NumberInterval) throws(Failure) -> NumberInterval {
    if let divisor = other.single {
      guard !divisor.isZero else { throw .divisionByZero }
      guard let inverse = ExactNumber.one.divided(by: divisor) else { throw .overflow }
      return try multiplied(by: NumberInterval(inverse))
    }
    // An interval that reaches zero has no finite quotient; one beyond zero inverts its ends.
    if let lower = other.lower, lower.value > .zero {
      return try multiplied(by: other.inverted())
    }
    if let upper = other.upper, upper.value < .zero {
      return try multiplied(by: other.inverted())
    }
    if let lower = other.lower, lower.value.isZero, let own = self.lower, !own.value.isNegative {
      return NumberInterval(lower: Bound(.zero), upper: nil)
    }
    return .everything
  }

  public func smaller(_ other: NumberInterval) -> NumberInterval {
    NumberInterval(
      lower: Self.least(lower, other.lower), upper: Self.leastUpper(upper, other.upper))
  }

  public func larger(_ other: NumberInterval) -> NumberInterval {
    negated.smaller(other.negated).negated
  }

  private func inverted() throws(Failure) -> NumberInterval {
    func inverse(_ bound: Bound?) throws(Failure) -> Bound? {
      guard let bound else { return Bound(.zero, isIncluded: false) }
      guard let value = ExactNumber.one.divided(by: bound.value) else { throw .overflow }
      return Bound(value, isIncluded: bound.isIncluded)
    }
    return NumberInterval(lower: try inverse(upper), upper: try inverse(lower))
  }

  private static func sum(_ left: Bound?, _ right: Bound?) throws(Failure) -> Bound? {
    guard let left, let right else { return nil }
    guard let value = left.value.adding(right.value) else { throw .overflow }
    return Bound(value, isIncluded: left.isIncluded && right.isIncluded)
  }

  /// The lower end of a minimum: the lower of both, and none if either has none.
  private static func least(_ left: Bound?, _ right: Bound?) -> Bound? {
    guard let left, let right else { return nil }
    if left.value == right.value {
      return Bound(left.value, isIncluded: left.isIncluded || right.isIncluded)
    }
    return left.value < right.value ? left : right
  }

  /// The upper end of a minimum: the lower of those that exist.
  private static func leastUpper(_ left: Bound?, _ right: Bound?) -> Bound? {
    guard let left else { return right }
    guard let right else { return left }
    if left.value == right.value {
      return Bound(left.value, isIncluded: left.isIncluded && right.isIncluded)
    }
    return left.value < right.value ? left : right
  }

  private static func hull(of corners: [End]) -> NumberInterval {
    var lower: End = .above
    var upper: End = .below
    for corner in corners {
      if corner.isLower(than: lower) || corner.closes(lower) { lower = corner }
      if upper.isLower(than: corner) || corner.closes(upper) { upper = corner }
    }
    return NumberInterval(lower: lower.bound, upper: upper.bound)
  }
}

/// An end of an interval while products are formed; infinity is a value here.
private enum End {
  case below
  case at(NumberInterval.Bound)
  case above

  init(lower: NumberInterval.Bound?) { self = lower.map(End.at) ?? .below }
  init(upper: NumberInterval.Bound?) { self = upper.map(End.at) ?? .above }

  var bound: NumberInterval.Bound? {
    switch self {
    case .at(let bound): bound
    case .below, .above: nil
    }
  }

  private var sign: Int {
    switch self {
    case .below: -1
    case .above: 1
    case .at(let bound): bound.value.isZero ? 0 : bound.value.isNegative ? -1 : 1
    }
  }

  func isLower(than other: End) -> Bool {
    switch (self, other) {
    case (.below, .below), (.above, .above): false
    case (.below, _), (_, .above): true
    case (_, .below), (.above, _): false
    case (.at(let left), .at(let right)): left.value < right.value
    }
  }

  /// Whether it is the same number, and belongs to the interval where the other is only a limit.
  func closes(_ other: End) -> Bool {
    guard case .at(let left) = self, case .at(let right) = other else { return false }
    return left.value == right.value && left.isIncluded && !right.isIncluded
  }

  /// The product of two ends; zero times infinity is zero, as zero is reached exactly.
  func multiplied(by other: End) throws(NumberInterval.Failure) -> End {
    let product = sign * other.sign
    guard product != 0 else { return .at(NumberInterval.Bound(.zero)) }
    guard case .at(let left) = self, case .at(let right) = other else {
      return product > 0 ? .above : .below
    }
    guard let value = left.value.multiplied(by: right.value) else { throw .overflow }
    return .at(NumberInterval.Bound(value, isIncluded: left.isIncluded && right.isIncluded))
  }
}
