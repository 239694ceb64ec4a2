/// What a cell's number stands for, as its format says.
enum NumberFormat: Sendable {
  case number, percent, date

  /// A format by its number: ECMA-376 part 1, section 18.8.30; 27–36 and 50–58 are dates in Chinese
  /// and Japanese versions.
  init(builtIn id: Int) {
    switch id {
    case 9, 10: self = .percent
    case 14...17, 22, 27...31, 34...36, 50...58: self = .date
    default: self = .number
    }
  }

  /// A format by its code, such as `yyyy"年"m"月"d"日"` or `0.00%`.
  init(code: String) {
    let signs = Self.signs(of: code)
    if signs.contains("y") || signs.contains("d") {
      self = .date
    } else if signs.contains("m"), !signs.contains("h"), !signs.contains("s") {
      self = .date
    } else if signs.contains("%") {
      self = .percent
    } else {
      self = .number
    }
  }

  /// The signs of the first section of a code, without quoted texts, escaped signs and `[…]`.
  private static func signs(of code: String) -> Set<Character> {
    var signs: Set<Character> = []
    var (isQuoted, isBracketed, isEscaped) = (false, false, false)
    for sign in code {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isQuoted = sign != "\""
      } else if isBracketed {
        isBracketed = sign != "]"
      } else if sign == "\"" {
        isQuoted = true
      } else if sign == "[" {
        isBracketed = true
      } else if sign == "\\" || sign == "_" || sign == "*" {
        isEscaped = true
      } else if sign == ";" {
        break
      } else {
        signs.insert(Character(sign.lowercased()))
      }
    }
    // `General` and `G/通用格式` are numbers.
    return code.hasPrefix("General") || code.hasPrefix("G/") ? [] : signs
  }
}

/// The day that a cell's number counts, written `2025-10-01`.
enum CellDate {
  /// nil for a number that is no day of the calendar.
  static func text(_ serial: Int, counts1904: Bool) -> String? {
    let counted = counts1904 ? serial + 1_462 : serial
    guard serial > 0 || counts1904 else { return nil }
    // Excel counts 1900-02-29, which there was not.
    let days = counted > 59 ? counted : counted + 1
    // Days since 0000-03-01; the calendar repeats every 400 years, 146,097 days.
    // <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>
    let number = days - 25_569 + 719_468
    let era = number / 146_097
    let dayOfEra = number % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    guard (1...9_999).contains(year) else { return nil }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = "\(value)"
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
