/// A date as people write it: `2025-10-01`, `2025年10月1日`, `2025/10/1`, `20251001`, or its month.
struct DateText {
  enum Reading: Equatable {
    case days(DayRange)
    /// There is no such day, as 2025-02-30.
    case noSuchDay
    /// Not a date, with what may have been meant.
    case wrong(meant: [String])
  }

  let reading: Reading

  init(_ text: String) {
    if let day = CalendarDate(parsing: text) {
      reading = .days(DayRange(day))
      return
    }
    let written = Self.withoutBlanks(text.plain.remarkApart.text)
    reading = Self.read(Self.withoutTime(written))
  }

  /// Blanks may stand beside 年, 月 and 日; elsewhere a digit may have been lost.
  private static func withoutBlanks(_ text: String) -> String {
    let letters = Array(text.unicodeScalars)
    var kept = String.UnicodeScalarView()
    for (place, letter) in letters.enumerated() {
      let isBesideWord =
        place > 0 && isWord(letters[place - 1])
        || place + 1 < letters.count && isWord(letters[place + 1])
      if letter == " ", isBesideWord { continue }
      kept.append(letter)
    }
    return String(kept)
  }

  private static func isWord(_ letter: Unicode.Scalar) -> Bool {
    letter == "年" || letter == "月" || letter == "日" || letter == "号"
  }

  /// The day of `2025-10-01T08:00:00` and `2025/10/1 8:00`.
  private static func withoutTime(_ text: String) -> String {
    guard let colon = text.firstIndex(of: ":"),
      let end = text[..<colon].lastIndex(where: { $0 == "T" || $0 == " " })
    else { return text }
    return String(text[..<end])
  }

  // MARK: - Forms

  private static func read(_ text: String) -> Reading {
    let (numbers, signs) = parts(of: text)
    guard let year = numbers.first, let yearNumber = Int(year) else { return .wrong(meant: []) }
    switch (numbers.count, signs) {
    case (1, [""]): return digits(year)
    case (1, ["年"]) where year.utf8.count == 4:
      return span(yearNumber, 1, 1, yearNumber, 12, 31)
    case (2, ["年", "月"]), (2, ["年", "月份"]), (2, ["-", ""]), (2, ["/", ""]):
      return month(yearNumber, numbers)
    case (2, [".", ""]):
      // A spreadsheet makes 2024.10 the number 2024.1.
      guard numbers[1] != "1" else { return .wrong(meant: ["\(year)-01", "\(year)-10"]) }
      return month(yearNumber, numbers)
    case (2, ["年", "月上旬"]): return tenDays(yearNumber, numbers, 1, 10)
    case (2, ["年", "月中旬"]): return tenDays(yearNumber, numbers, 11, 20)
    case (2, ["年", "月下旬"]): return tenDays(yearNumber, numbers, 21, 31)
    case (3, ["年", "月", "日"]), (3, ["年", "月", "号"]), (3, ["年", "月", ""]),
      (3, ["-", "-", ""]), (3, ["/", "/", ""]), (3, [".", ".", ""]):
      return day(numbers)
    default: return .wrong(meant: [])
    }
  }

  /// The runs of digits, and what stands behind each; nothing else may stand before the first.
  private static func parts(of text: String) -> (numbers: [String], signs: [String]) {
    var (numbers, signs): ([String], [String]) = ([], [])
    var isInNumber = false
    for letter in text.unicodeScalars {
      let isDigit = (0x30...0x39).contains(letter.value)
      if isDigit, !isInNumber {
        numbers.append("")
        signs.append("")
      }
      guard let last = numbers.indices.last else { return ([], []) }
      if isDigit {
        numbers[last].unicodeScalars.append(letter)
      } else {
        signs[last].unicodeScalars.append(letter)
      }
      isInNumber = isDigit
    }
    return (numbers, signs)
  }

  /// `20251001` and `202510`; a number of five digits is what a spreadsheet makes of a date.
  private static func digits(_ text: String) -> Reading {
    guard let number = Int(text) else { return .wrong(meant: []) }
    switch text.utf8.count {
    case 8:
      return day(["\(text.prefix(4))", "\(text.dropFirst(4).prefix(2))", "\(text.suffix(2))"])
    case 6 where (1900...2100).contains(number / 100):
      return month(number / 100, ["", "\(text.suffix(2))"])
    case 5:
      return .wrong(meant: CalendarDate(serial: number).map { ["\($0)"] } ?? [])
    case 4 where (1900...2100).contains(number):
      return .wrong(meant: ["\(number)年", "\(number)-01-01"])
    default: return .wrong(meant: [])
    }
  }

  private static func day(_ numbers: [String]) -> Reading {
    guard numbers[0].utf8.count == 4, isShort(numbers[1]), isShort(numbers[2]),
      let year = Int(numbers[0]), let month = Int(numbers[1]), let day = Int(numbers[2])
    else { return .wrong(meant: []) }
    return CalendarDate(year: year, month: month, day: day).map { .days(DayRange($0)) }
      ?? .noSuchDay
  }

  private static func month(_ year: Int, _ numbers: [String]) -> Reading {
    tenDays(year, numbers, 1, 31)
  }

  /// The days of a month from one to another, or to the month's last.
  private static func tenDays(
    _ year: Int, _ numbers: [String], _ first: Int, _ last: Int
  ) -> Reading {
    guard year >= 1000, isShort(numbers[1]), let month = Int(numbers[1]) else {
      return .wrong(meant: [])
    }
    return span(year, month, first, year, month, last)
  }

  private static func span(
    _ year: Int, _ month: Int, _ day: Int, _ lastYear: Int, _ lastMonth: Int, _ lastDay: Int
  ) -> Reading {
    let end = (28...31).reversed().lazy.filter { $0 <= lastDay || lastDay < 28 }
      .compactMap {
        CalendarDate(year: lastYear, month: lastMonth, day: min($0, lastDay))
      }.first
    guard let first = CalendarDate(year: year, month: month, day: day), let end,
      let range = DayRange(first: first, last: end)
    else { return .noSuchDay }
    return .days(range)
  }

  private static func isShort(_ number: String) -> Bool { (1...2).contains(number.utf8.count) }
}

extension CalendarDate {
  /// The day that a spreadsheet counts from 1899-12-30; nil beyond the years people plan in.
  init?(serial: Int) {
    guard (20_000...80_000).contains(serial) else { return nil }
    var (year, rest) = (1954, serial - 19_725)  // 1954-01-01 is 19725.
    while rest >= Self.length(ofYear: year) {
      rest -= Self.length(ofYear: year)
      year += 1
    }
    var month = 1
    while let first = CalendarDate(year: year, month: month, day: 1), rest >= first.monthLength {
      rest -= first.monthLength
      month += 1
    }
    self.init(year: year, month: month, day: rest + 1)
  }

  private static func length(ofYear year: Int) -> Int {
    CalendarDate(year: year, month: 2, day: 29) == nil ? 365 : 366
  }

  private var monthLength: Int {
    (28...31).last { CalendarDate(year: year, month: month, day: $0) != nil } ?? 31
  }
}
