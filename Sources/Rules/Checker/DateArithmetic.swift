// Dates later and earlier, and the days between two.

extension Checker {
  /// `项目.受理日期 + 6 个月`, `项目.开工日期 - 项目.受理日期`
  mutating func checkDateArithmetic(
    _ date: CheckedExpression, _ sign: Token.Sign, _ right: ExpressionSyntax,
    _ operatorRange: SourceRange, whole: SourceRange, _ scope: inout Scope
  ) -> CheckedExpression? {
    if case .number(let digits, let unit?, let range) = right {
      return shift(date, sign == .minus, digits, unit, at: range, whole: whole)
    }
    guard let other = checkExpression(right, &scope) else { return nil }
    guard sign == .minus, other.type == .date else {
      report(
        .wrongType, at: operatorRange,
        Phrase("日期只能加减一段时间，或与日期相减", "a date takes a period, or another date is taken from it"),
        related: [label(date), label(other)],
        hint: Phrase(
          "写成 `日期 + 6 个月`、`日期 - 30 日` 或 `日期 - 日期`",
          "write `DATE + 6 months`, `DATE - 30 days` or `DATE - DATE`"))
      return nil
    }
    guard
      let day = rules.vocabulary.units.unit(spelled: "日")
        ?? rules.vocabulary.units.unit(spelled: "d"),
      let one = Quantity(.one, in: day)
    else {
      report(
        .unknownName, at: operatorRange,
        Phrase(
          "词汇没有声明单位 `日`，两个日期不能相减", "the vocabulary has no unit `d`, so dates have no distance"),
        hint: Phrase("写 `单位 日 d`", "declare `unit 日 d`"))
      return nil
    }
    return CheckedExpression(
      kind: .daysBetween(date, other, day: one),
      type: .number(NumberType(dimensions: day.dimensions)), range: whole)
  }

  private mutating func shift(
    _ date: CheckedExpression, _ isBack: Bool, _ digits: String, _ unit: NameSyntax,
    at range: SourceRange, whole: SourceRange
  ) -> CheckedExpression? {
    guard let count = Int(digits), count <= 100_000,
      let shift = DateShift(isBack ? -count : count, unit.word),
      let spelling = DateShift.spelling(of: unit.word)
    else {
      report(
        .unknownUnit, at: range,
        Phrase("日期加减的是整数的日、周、个月或年", "a date takes whole days, weeks, months or years"),
        hint: Phrase("写成 `6 个月`、`30 日` 或 `2 年`", "write `6 months`, `30 days` or `2 years`"))
      return nil
    }
    record(unit, as: spelling, .word(spelling))
    return CheckedExpression(
      kind: .shifted(date, months: shift.months, days: shift.days), type: .date, range: whole)
  }
}
