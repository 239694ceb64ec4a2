/// The days of a review on which two versions of a rule differ alike on an example.
struct WitnessPeriod {
  /// nil: without end.
  private let first: CalendarDate?
  private let last: CalendarDate?
  /// Whether one version at least is in force beside it, and they do not differ so there.
  private let isLimit: Bool

  /// - Parameters:
  ///   - day: One of them.
  ///   - turning: The days on which a version turns into something else, in their order.
  ///   - holds: Whether the versions differ so on a day.
  init(
    around day: CalendarDate, turning: [CalendarDate], isInForce: (CalendarDate) -> Bool,
    _ holds: (CalendarDate) -> Bool
  ) {
    // Between two turning days the first stands for all; what is before them all, by the day before.
    func before(_ place: Int) -> CalendarDate? {
      place > 1 ? turning[place - 2] : CalendarDate(dayNumber: turning[0].dayNumber - 1)
    }
    var start = turning.count { $0 <= day }
    var end = start
    while start > 0, before(start).map(holds) ?? false { start -= 1 }
    while end < turning.count, holds(turning[end]) { end += 1 }
    first = start > 0 ? turning[start - 1] : nil
    last = end < turning.count ? CalendarDate(dayNumber: turning[end].dayNumber - 1) : nil
    isLimit =
      start > 0 && (before(start).map(isInForce) ?? false)
      || end < turning.count && isInForce(turning[end])
  }

  /// A region with the days, where the versions are in force on others, too.
  func words(after region: Phrase) -> Phrase {
    guard isLimit else { return region }
    let low = first.map { "[\($0)" } ?? "(−∞"
    let high = last.map { "\($0)]" } ?? "+∞)"
    return Phrase(
      "\(region.chinese)，审查日 在 \(low), \(high)",
      "\(region.english), day of the review in \(low), \(high)")
  }
}
