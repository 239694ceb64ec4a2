// Problems with values that stand in rules, tables and dossiers alike.

extension Phrase {
  /// Both spellings as they may be written, the one of the language first; one, where they are the
  /// same.
  var eitherSpelling: Phrase {
    chinese == english
      ? Phrase("`\(chinese)`", "`\(english)`")
      : Phrase("`\(chinese)` 或 `\(english)`", "`\(english)` or `\(chinese)`")
  }
}

extension Diagnostic {
  /// A date that is written otherwise than 2025-12-31, or a day that does not exist.
  static func invalidDate(_ text: String, at range: SourceRange) -> Diagnostic {
    let parts = text.split(separator: "-").map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else {
      return Diagnostic(
        .invalidDate, at: range,
        Phrase("`\(text)` 不是日期", "`\(text)` is no date"),
        hint: Phrase("日期写成 2025-12-31 的形式", "write a date as 2025-12-31"))
    }
    if let date = CalendarDate(year: year, month: month, day: day) {
      return Diagnostic(
        .invalidDate, at: range,
        Phrase("日期 `\(text)` 的位数不对", "the date `\(text)` has not all its digits"),
        hint: Phrase("写成 `\(date)`", "write `\(date)`"))
    }
    let last = (28...31).reversed().lazy
      .compactMap { CalendarDate(year: year, month: month, day: $0) }.first
    return Diagnostic(
      .invalidDate, at: range,
      Phrase("没有 `\(text)` 这一天", "there is no day `\(text)`"),
      hint: last.map { Phrase("这个月的最后一天是 \($0)", "the last day of that month is \($0)") }
        ?? ((1...12).contains(month)
          ? nil : Phrase("月份是 1 至 12", "months are numbered from 1 to 12")))
  }

  /// A unit that was not declared, with the nearest one, piece by piece: 万顿/年 is near 万吨/年.
  ///
  /// - Parameter declared: The unit that may be written instead, when none is near.
  static func unknownUnit(
    _ text: String, among units: UnitTable, of declared: UnitOfMeasure? = nil,
    at range: SourceRange
  ) -> Diagnostic {
    let spellings = units.spellings
    var nearest = Suggestion.nearest(to: text, among: spellings)
    if nearest == nil, text.utf8.count <= UnitTable.longestSpelling {
      let pieces = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      let meant = pieces.map { piece in
        units.unit(spelled: piece) == nil
          ? Suggestion.nearest(to: piece, among: spellings) ?? piece : piece
      }.joined(separator: "/")
      if units.unit(spelled: meant) != nil { nearest = meant }
    }
    return Diagnostic(
      .unknownUnit, at: range,
      Phrase("没有单位 `\(text)`", "there is no unit `\(text)`"),
      hint: nearest.map(Phrase.didYouMean)
        ?? declared.flatMap { $0.isOne ? nil : $0.name.eitherSpelling }.map {
          Phrase("写成 \($0.chinese)", "write \($0.english)")
        })
  }
}
