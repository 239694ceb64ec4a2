// Periods that go by a date of the project: what was accepted before stays under the old rule.

extension Checker {
  /// `时点 项目.受理日期`: the field, and the condition that its date lies in the rule's own period.
  mutating func checkClock(
    of declaration: DeclarationSyntax
  ) -> (field: Int, condition: ExpressionSyntax)? {
    guard let name = declaration.clause(.datedBy)?.operands.first?.name,
      let field = plainField(name)
    else { return nil }
    guard case .date = rules.vocabulary.fields[field].type else {
      report(
        .wrongClock, at: name.range,
        Phrase("`\(name.text)` 不是日期", "`\(name.text)` is no date"),
        hint: Phrase("写日期字段，如受理日期", "name a field that holds a date, as that of acceptance"))
      return nil
    }
    let ends: [(Keyword, Keyword)] = [(.since, .notBefore), (.until, .notAfter)]
    let conditions = ends.compactMap { end, comparison -> ExpressionSyntax? in
      declaration.clause(end)?.operands.first?.date.map { date in
        .comparison(.name(name), comparison, .date(date), operatorRange: name.range)
      }
    }
    guard let condition = conditions.joined(by: .and) else {
      report(
        .wrongClock, at: name.range,
        Phrase("`时点` 要与 `自` 或 `至` 同写", "`dated-by` stands beside `from` or `until`"),
        hint: Phrase(
          "写明 `自 2025-09-01` 或 `至 2025-08-31`", "write `from 2025-09-01` or `until 2025-08-31`"))
      return nil
    }
    return (field, condition)
  }
}

extension Array where Element == ExpressionSyntax {
  /// All of them in one condition; nil for none.
  func joined(by joiner: Keyword) -> ExpressionSyntax? {
    guard count > 1, let first, let last else { return first }
    return .logical(joiner, self, first.range.through(last.range))
  }
}

extension Diagnostic.Code {
  static let wrongClock = Self(
    name: "wrong-clock",
    explanation: Phrase(
      """
      `时点` 让规则的 `自`、`至` 与项目自己的日期相比，而不是与审查日相比：修订以前受理的项目仍按原规定。
      同一编号的几个版本写同一条 `时点`。

          规则 X-1 置换比例
            至 2025-08-31
            时点 项目.受理日期
            …
          规则 X-1 置换比例
            自 2025-09-01
            时点 项目.受理日期
            …
      """,
      """
      With `dated-by` the `from` and `until` of a rule are compared with a date of the project rather
      than with that of the review: what was accepted before an amendment stays under the old rule.
      All versions of one id have the same `dated-by`.

          rule X-1 ratio of replacement
            until 2025-08-31
            dated-by project.acceptedDate
            …
          rule X-1 ratio of replacement
            from 2025-09-01
            dated-by project.acceptedDate
            …
      """))
}
