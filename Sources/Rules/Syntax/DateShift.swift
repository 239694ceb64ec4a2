/// So many months and days, as they are written behind a date: `项目.受理日期 + 6 个月`.
struct DateShift {
  let months: Int
  let days: Int

  init(months: Int, days: Int) { (self.months, self.days) = (months, days) }

  /// - Parameters:
  ///   - count: How many of the unit.
  ///   - unit: `日`, `周`, `个月`, `年` or one of their other spellings; any other is no shift.
  init?(_ count: Int, _ unit: Word) {
    guard let kind = Unit.allCases.first(where: { $0.spellings.contains(unit.text) }) else {
      return nil
    }
    switch kind {
    case .day: self.init(months: 0, days: count)
    case .week: self.init(months: 0, days: 7 * count)
    case .month: self.init(months: count, days: 0)
    case .year: self.init(months: 12 * count, days: 0)
    }
  }

  /// The unit of a spelling in both languages.
  static func spelling(of unit: Word) -> Phrase? {
    Unit.allCases.first { $0.spellings.contains(unit.text) }?.name
  }

  var isBack: Bool { months < 0 || days < 0 }
  var sign: String { isBack ? "-" : "+" }

  /// `6 个月`, `6 months`
  var words: Phrase {
    let (count, unit) = months != 0 ? (abs(months), Unit.month) : (abs(days), Unit.day)
    return Phrase("\(count) \(unit.name.chinese)", "\(count) \(unit.name.english)")
  }

  private enum Unit: CaseIterable {
    case day, week, month, year

    var name: Phrase {
      switch self {
      case .day: Phrase("日", "days")
      case .week: Phrase("周", "weeks")
      case .month: Phrase("个月", "months")
      case .year: Phrase("年", "years")
      }
    }

    var spellings: [String] {
      switch self {
      case .day: ["日", "天", "days", "day", "d"]
      case .week: ["周", "weeks", "week"]
      case .month: ["个月", "月", "months", "month"]
      case .year: ["年", "years", "year", "a"]
      }
    }
  }
}
