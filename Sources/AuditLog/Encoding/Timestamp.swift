/// A moment in UTC, in milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64

  /// The moment so many milliseconds after 1970, or the nearest one of the years 0000 to 9999.
  public init(milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, -62_167_219_200_000), 253_402_300_799_999)
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

// A timestamp is written in one way only, with 24 characters: 2026-09-30T08:15:02.123Z
extension Timestamp: CustomStringConvertible {
  /// How many bytes the text form has.
  static let textByteCount = 24

  /// The text form; years 0000 to 9999.
  public var description: String {
    let day = milliseconds.flooringDivide(86_400_000)
    let inDay = milliseconds - day * 86_400_000
    let date = CivilDate(daysSince1970: day)
    var text: [UInt8] = []
    text.reserveCapacity(Timestamp.textByteCount)
    func put(_ value: Int64, digits: Int, then separator: Unicode.Scalar) {
      var divisor: Int64 = 1
      for _ in 1..<digits { divisor *= 10 }
      while divisor > 0 {
        text.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
        divisor /= 10
      }
      text.append(UInt8(ascii: separator))
    }
    put(date.year, digits: 4, then: "-")
    put(date.month, digits: 2, then: "-")
    put(date.day, digits: 2, then: "T")
    put(inDay / 3_600_000, digits: 2, then: ":")
    put(inDay / 60_000 % 60, digits: 2, then: ":")
    put(inDay / 1000 % 60, digits: 2, then: ".")
    put(inDay % 1000, digits: 3, then: "Z")
    return String(decoding: text, as: UTF8.self)
  }

  /// The moment that `text` is the text form of, `nil` for any other text.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes.span)
  }

  init?(_ text: Span<UInt8>) {
    guard text.count == Timestamp.textByteCount else { return nil }
    func number(_ start: Int, _ count: Int, then separator: Unicode.Scalar) -> Int64? {
      var value: Int64 = 0
      for offset in start..<start + count {
        let digit = text[offset] &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        value = value * 10 + Int64(digit)
      }
      return text[start + count] == UInt8(ascii: separator) ? value : nil
    }
    guard let year = number(0, 4, then: "-"), let month = number(5, 2, then: "-"),
      let day = number(8, 2, then: "T"), let hour = number(11, 2, then: ":"),
      let minute = number(14, 2, then: ":"), let second = number(17, 2, then: "."),
      let millisecond = number(20, 3, then: "Z"),
      hour < 24, minute < 60, second < 60,
      let days = CivilDate(year: year, month: month, day: day).daysSince1970
    else { return nil }
    milliseconds = ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + millisecond
  }
}

/// A day of the Gregorian calendar.
///
/// Both directions count in 400-year eras that begin on 1 March, so that the leap day is last.
private struct CivilDate {
  var year: Int64
  var month: Int64
  var day: Int64

  init(year: Int64, month: Int64, day: Int64) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  init(daysSince1970 days: Int64) {
    let shifted = days + 719_468
    let era = shifted.flooringDivide(146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// `nil` for a day that does not exist, such as 30 February.
  var daysSince1970: Int64? {
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear.flooringDivide(400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    let back = CivilDate(daysSince1970: days)
    return back.month == month && back.day == day ? days : nil
  }
}

extension Int64 {
  fileprivate func flooringDivide(_ divisor: Int64) -> Int64 {
    self / divisor - (self % divisor < 0 ? 1 : 0)
  }
}
