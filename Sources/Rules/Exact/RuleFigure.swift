/// A number or a day that a rule compares with, in the ways that texts write it.
public enum RuleFigure: Hashable, Comparable, Sendable {
  /// As decimal.
  case number(String)
  case day(CalendarDate)

  /// 150 of 万吨 are 1500000 as texts count.
  fileprivate static func number(_ number: ExactNumber, _ unit: UnitOfMeasure?) -> RuleFigure {
    let name = unit?.name.chinese ?? ""
    let word = words.first { name.utf8.starts(with: $0.word.utf8) }
    let whole = word.flatMap { number.multiplied(by: ExactNumber($0.count)) }
    return .number((whole ?? number).shortDecimal())
  }

  private static let words = [(word: "万", count: 10_000), (word: "亿", count: 100_000_000)]

  /// The more exact first: `1500000`, `1,500,000`, `150万`; `2025-12-31`, `2025年12月31日`, `2025年底`.
  public var spellings: [String] {
    switch self {
    case .number(let decimal): Self.spellings(ofNumber: decimal)
    case .day(let day): Self.spellings(of: day)
    }
  }

  private static func spellings(ofNumber decimal: String) -> [String] {
    let parts = decimal.split(separator: ".", omittingEmptySubsequences: false)
    var spellings = [decimal]
    if let whole = parts.first, whole.count > 3 {
      let fraction = parts.count > 1 ? "." + parts[1] : ""
      spellings += [",", "，"].map { grouped(whole, by: $0) + fraction }
    }
    guard let number = ExactNumber(parsing: decimal) else { return spellings }
    for (word, count) in words {
      // Of less than a tenth, or with more than two decimals, nobody speaks so.
      guard let scaled = number.divided(by: ExactNumber(count)),
        let back = ExactNumber(parsing: scaled.shortDecimal(places: 2)), back == scaled,
        let least = ExactNumber(parsing: "0.1"), !(scaled < least)
      else { continue }
      spellings += ["", " "].map { scaled.shortDecimal(places: 2) + $0 + word }
    }
    return spellings
  }

  private static func grouped(_ digits: Substring, by mark: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += mark }
      text.append(digit)
    }
    return text
  }

  private static func spellings(of date: CalendarDate) -> [String] {
    let (year, month, day) = (date.year, date.month, date.day)
    var spellings = [date.description, "\(year)年\(month)月\(day)日"]
    for mark in ["/", ".", "-"] { spellings.append("\(year)\(mark)\(month)\(mark)\(day)") }
    spellings.append(date.description.split(separator: "-").joined())
    // The last day of a month or a year is its end.
    guard date.adding(days: 1)?.day == 1 else { return spellings }
    spellings += ["底", "末"].map { "\(year)年\(month)月" + $0 }
    if month == 12 {
      spellings += ["年底", "年末", "年年底", "年年末"].map { "\(year)" + $0 }
      spellings += ["the end of \(year)", "end of \(year)"]
    }
    return spellings
  }
}

extension Program {
  /// What a rule compares with: its numbers in their own units, its days, and those of its period and its
  /// due date.
  ///
  /// - Parameter rule: The index in ``RuleCatalogue/rules``.
  public func figures(ofRule rule: Int) -> Set<RuleFigure> {
    var figures: Set<RuleFigure> = []
    for step in programRules[rule].steps {
      guard case .constant(let index) = steps[step] else { continue }
      switch constants[index] {
      case .number(let quantity):
        if let number = quantity.number { figures.insert(.number(number, quantity.unit)) }
      case .date(let day): figures.insert(.day(day))
      case .truth, .text, .choice, .choices, .days: break
      }
    }
    let declared = rules.rules[programRules[rule].rule]
    for day in [declared.validity.since, declared.validity.until, declared.due] {
      if let day { figures.insert(.day(day)) }
    }
    return figures
  }
}
