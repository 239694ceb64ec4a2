/// A value whose period ends soon, so that somebody looks for the one that follows.
public struct EndingValue: Sendable, Equatable {
  /// The parameter or the table.
  public let name: Phrase
  public let label: String
  /// The keys of the rows that end; empty: the value of a parameter without key.
  public let keys: [String]
  public let until: CalendarDate
  /// In how many days, counted from the day that was asked about.
  public let days: Int
  /// Whether another value follows without a gap.
  public let isFollowed: Bool
}

extension CheckedRules {
  /// The values of parameters and tables in force on a day whose period ends within some days of it,
  /// the earliest first.
  public func endingValues(on day: CalendarDate, within days: Int) -> [EndingValue] {
    let found =
      parameters.flatMap { parameter in
        ending(
          parameter.values.map { ([], $0.validity) }, day, days, parameter.name, parameter.label)
      }
      + tables.flatMap { table in
        ending(table.rows.map { ($0.keys, $0.validity) }, day, days, table.name, table.label)
      }
    return found.sorted { $0.until < $1.until }
  }

  private func ending(
    _ values: [(keys: [ScalarValue], validity: Validity)], _ day: CalendarDate, _ days: Int,
    _ name: Phrase, _ label: String
  ) -> [EndingValue] {
    guard let limit = day.adding(days: days) else { return [] }
    let soon = values.filter { value in
      guard let until = value.validity.until else { return false }
      return value.validity.contains(day) && until <= limit
    }
    var found: [EndingValue] = []
    for until in Set(soon.compactMap { $0.validity.until }).sorted() {
      for isFollowed in [false, true] {
        let own = soon.filter { value in
          value.validity.until == until
            && isFollowed == isFollowedBy(values, value.keys, until.adding(days: 1))
        }
        guard !own.isEmpty else { continue }
        found.append(
          EndingValue(
            name: name, label: label, keys: own.flatMap { $0.keys.compactMap { $0.textOfKey } },
            until: until, days: until.dayNumber - day.dayNumber, isFollowed: isFollowed))
      }
    }
    return found
  }

  private func isFollowedBy(
    _ values: [(keys: [ScalarValue], validity: Validity)], _ keys: [ScalarValue],
    _ day: CalendarDate?
  ) -> Bool {
    guard let day else { return false }
    return values.contains { $0.keys == keys && $0.validity.contains(day) }
  }
}

extension ScalarValue {
  /// A text as it is, and any other key not at all.
  fileprivate var textOfKey: String? {
    if case .text(let text) = self { text } else { nil }
  }
}
