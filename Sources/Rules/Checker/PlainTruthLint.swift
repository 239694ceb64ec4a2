// Conditions that plainly never hold, or never fail.

extension Checker {
  /// Warns of the conditions of a rule that no project can meet, or that every project meets.
  mutating func lintPlainTruth(of rule: CheckedRule) {
    var scope = ConditionRange(rules)
    for condition in [rule.loop?.filter, rule.when].compactMap({ $0 }) {
      lintPlainTruth(of: condition, in: scope)
      scope.suppose(condition)
    }
    if scope.conflict != nil { scope = ConditionRange(rules) }
    for part in rule.exclusions + rule.exceptions {
      lintPlainTruth(of: part.condition, in: ConditionRange(rules))
    }
    for condition in rule.consequences.compactMap({ $0.condition }) {
      lintPlainTruth(of: condition, in: ConditionRange(rules))
    }
    switch rule.requirement {
    case .must(let condition), .mustNot(let condition): lintPlainTruth(of: condition, in: scope)
    case .forbidden, .effect: break
    }
  }

  /// - Parameter outside: What holds already.
  mutating func lintPlainTruth(of condition: CheckedExpression, in outside: ConditionRange) {
    var supposed = outside
    supposed.suppose(condition)
    if let place = supposed.conflict {
      report(
        .neverHolds, at: place,
        Phrase("与前面的条件合起来不可能成立", "together with what stands before it this can never hold"),
        hint: Phrase(
          "几种情形任取其一的用 `属于 甲、乙` 或 `或`", "for one of several cases write `in a, b` or `or`"),
        severity: .warning)
      return
    }
    var denied = outside
    denied.suppose(condition, isTrue: false)
    if denied.conflict != nil {
      report(
        .alwaysHolds, at: condition.range,
        Phrase("这个条件总是成立，什么也没有要求", "this always holds: nothing is asked"),
        hint: Phrase("改正比较的数或选项，或删去", "correct the number or the choices, or leave it out"),
        severity: .warning)
      return
    }
    lintParts(of: condition, in: outside)
  }

  private mutating func lintParts(of condition: CheckedExpression, in outside: ConditionRange) {
    switch condition.kind {
    case .and(let parts):
      for part in parts { lintPlainTruth(of: part, in: ConditionRange(rules)) }
    case .or(let parts):
      for part in parts { lintPlainTruth(of: part, in: outside) }
    case .not(let operand): lintParts(of: operand, in: ConditionRange(rules))
    default: break
    }
  }
}

extension Diagnostic.Code {
  static let neverHolds = Self(
    name: "never-holds",
    explanation: Phrase(
      """
      条件的几部分互相排斥，规则就永远不适用，或者永远不能符合。多半是该用 `或` 的地方用了 `且`。

          当 项目.行业 是 焦化 且 项目.行业 是 水泥      写成 项目.行业 属于 焦化、水泥
      """,
      """
      Parts of the condition exclude one another, so the rule never applies, or can never be met.
      Usually an `and` stands for an `or`.

          when project.industry is coking and project.industry is cement      write in coking, cement
      """))

  static let alwaysHolds = Self(
    name: "always-holds",
    explanation: Phrase(
      """
      条件对哪个项目都成立：比较的是两个写明的数，选项全列了，或者数在字段的范围以外。

          应 1 等于 1
          当 数据中心.PUE 不低于 1      PUE 的范围从 1 开始
      """,
      """
      The condition holds for every project: it compares two plain numbers, names all choices, or a
      number at the end of the field's range.

          must 1 == 1
          when dataCentre.pue >= 1      the range of PUE begins at 1
      """))
}
