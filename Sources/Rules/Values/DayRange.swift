/// The days from a first to a last one: what is known of a date that is given as its month.
///
/// A known day is the range from itself to itself.
public struct DayRange: Sendable, Hashable {
  public let first: CalendarDate
  /// INVARIANT: not before ``first``.
  public let last: CalendarDate

  public init(_ day: CalendarDate) { (first, last) = (day, day) }

  /// nil when the last day is before the first.
  public init?(first: CalendarDate, last: CalendarDate) {
    guard first <= last else { return nil }
    (self.first, self.last) = (first, last)
  }

  /// The day itself when the range holds exactly one.
  public var single: CalendarDate? { first == last ? first : nil }
}

// MARK: - Comparison

extension DayRange {
  /// Whether every, no, or some day of this range is at most every day of the other.
  public func isAtMost(_ other: DayRange) -> Truth {
    if last <= other.first { return .true }
    return first > other.last ? .false : .unknown
  }

  public func isBelow(_ other: DayRange) -> Truth { !other.isAtMost(self) }

  public func isEqual(to other: DayRange) -> Truth {
    if let day = single, let otherDay = other.single { return Truth(day == otherDay) }
    return last < other.first || other.last < first ? .false : .unknown
  }
}
