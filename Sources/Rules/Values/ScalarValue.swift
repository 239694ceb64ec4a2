/// A number with its unit, or the interval it lies in.
///
/// The interval is in base units when there is a unit, and as written when there is none: a bare
/// number takes the unit of whatever it meets.
public struct Quantity: Sendable, Hashable {
  public let interval: NumberInterval
  /// The unit it is shown in; nil when none was given and none was declared.
  public let unit: UnitOfMeasure?

  public init(interval: NumberInterval, unit: UnitOfMeasure?) {
    self.interval = interval
    self.unit = unit
  }

  /// A number written in a unit; nil when its size in base units overflows.
  public init?(_ number: ExactNumber, in unit: UnitOfMeasure?) {
    guard let base = number.multiplied(by: unit?.scale ?? .one) else { return nil }
    self.init(interval: NumberInterval(base), unit: unit)
  }

  /// The single number in its own unit; nil for an interval.
  public var number: ExactNumber? { interval.single.flatMap(shown) }

  /// A number in base units as its unit shows it.
  public func shown(_ base: ExactNumber) -> ExactNumber? {
    base.divided(by: unit?.scale ?? .one)
  }
}

extension Quantity {
  /// The same digits read in a unit, for a number that was written without one.
  func taking(_ unit: UnitOfMeasure) -> Quantity? {
    let scale = NumberInterval(unit.scale)
    guard let interval = try? self.interval.multiplied(by: scale) else { return nil }
    return Quantity(interval: interval, unit: unit)
  }
}

/// A value of a dossier, a parameter or a rule's text.
public enum ScalarValue: Sendable, Hashable {
  case truth(Bool)
  /// A reference: every fact holds a value, and few of them are numbers.
  indirect case number(Quantity)
  case text(String)
  case date(CalendarDate)
  /// A date of which more than one day is possible, as that of a month.
  case days(DayRange)
  /// The index of a choice in its list.
  case choice(Int)
  /// The indices of several choices.
  case choices(Set<Int>)
}
