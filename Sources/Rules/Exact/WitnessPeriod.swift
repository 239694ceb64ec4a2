/// The days of a review on which two versions of a rule differ alike on an example.
struct WitnessPeriod {
  /// nil: without end.
  private let first: CalendarDate?
  private let last: CalendarDate?
  /// Whether one version at least is in force beside it, and they do not differ so there.
  private let isLimit: Bool
  /// Nothing is known of other days, on which facts are measured by another one; nil: something is.
  private let single: CalendarDate?

  /// - Parameters:
  ///   - day: One of them.
  ///   - isDayAlone: Whether facts are measured by the day itself, as by what is a year before it.
  ///   - turning: The days on which a version turns into something else, in their order.
  ///   - holds: Whether the versions differ so on a day.
  init(
    around day: CalendarDate, turning: [CalendarDate], isInForce: (CalendarDate) -> Bool,
    isDayAlone: Bool = false,
    _ holds: (CalendarDate) -> Bool
  ) {
    single = isDayAlone ? day : nil
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
    if let single {
      return Phrase(
        "\(region.chinese)，审查日 在 {\(single)}",
        "\(region.english), day of the review in {\(single)}")
    }
    guard isLimit else { return region }
    let low = first.map { "[\($0)" } ?? "(−∞"
    let high = last.map { "\($0)]" } ?? "+∞)"
    return Phrase(
      "\(region.chinese)，审查日 在 \(low), \(high)",
      "\(region.english), day of the review in \(low), \(high)")
  }
}

extension Program {
  /// Whether rules compare facts with what the day of the review makes of them: the limits then move
  /// with it.
  func measuresFacts(byDayIn rules: [Int]) -> Bool {
    rules.flatMap { programRules[$0].steps }.contains { step in
      guard case .compare = steps[step] else { return false }
      let under = uses(under: [step]).keys
      return under.contains { if case .asOf = steps[$0] { true } else { false } }
        && under.contains { if case .field = steps[$0] { true } else { false } }
    }
  }
}
