/// A day of the proleptic Gregorian calendar, without a time zone.
public struct CalendarDate: Sendable, Hashable, Comparable {
  public let year: Int
  public let month: Int
  public let day: Int

  /// nil when there is no such day, as 2025-02-30.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(inMonth: month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Later than any day that is written.
  static let latest = CalendarDate(later: 9999)

  private init(later year: Int) {
    self.year = year
    month = 12
    day = 31
  }

  /// Reads exactly `yyyy-MM-dd`.
  public init?(parsing text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return nil
    }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.ordinal < right.ordinal
  }

  /// Orders days as a calendar does; the difference of two ordinals is no count of days.
  private var ordinal: Int { (year * 100 + month) * 100 + day }
}

extension CalendarDate: CustomStringConvertible {
  public var description: String {
    var bytes = [UInt8](repeating: UInt8(ascii: "-"), count: 10)
    var rest = ordinal
    for place in [9, 8, 6, 5, 3, 2, 1, 0] {
      bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension CalendarDate {
  /// 0001-01-01.
  public static let earliest = CalendarDate(uncheckedYear: 1, month: 1, day: 1)

  private init(uncheckedYear year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }
}

extension CalendarDate {
  /// The days from 0001-01-01, which is 0.
  var dayNumber: Int {
    // Years that begin in March end with the day that leap years have more.
    let shifted = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    let (years, months) = shifted
    return years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day - 307
  }

  /// nil for a day outside the years that are written.
  init?(dayNumber: Int) {
    guard (0...Self.lastDayNumber).contains(dayNumber) else { return nil }
    let days = dayNumber + 306
    let era = days / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100)
    let months = (dayOfYear * 5 + 2) / 153
    let month = months < 10 ? months + 3 : months - 9
    self.init(
      year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (months * 153 + 2) / 5 + 1)
  }

  /// 9999-12-31.
  private static let lastDayNumber = 3_652_058

  /// nil for a day outside the years that are written.
  func adding(days: Int) -> CalendarDate? { CalendarDate(dayNumber: dayNumber + days) }

  /// The same day of a later or an earlier month, or its last day where it has no such day.
  ///
  /// Civil Code of China, article 202: a period by months ends on the same day of the last month,
  /// and on its last day where there is none.
  func adding(months: Int) -> CalendarDate? {
    let count = year * 12 + month - 1 + months
    guard count >= 12 else { return nil }
    let (year, month) = (count / 12, count % 12 + 1)
    return [day, 30, 29, 28].lazy.filter { $0 <= day }
      .compactMap { CalendarDate(year: year, month: month, day: $0) }.first
  }
}
