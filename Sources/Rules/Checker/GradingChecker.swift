// What a score grades, and the two ends of its scale.

extension Checker {
  /// The scale of a graded score; nil after a reported problem.
  mutating func checkGrading(
    _ ends: [OperandSyntax], _ requirement: Requirement?, of clause: ClauseSyntax,
    _ scope: inout Scope
  ) -> CheckedScore.Grading? {
    let worst = ends[0].expression.flatMap { checkNumeric($0, &scope) }
    let best = ends[1].expression.flatMap { checkNumeric($0, &scope) }
    // What is wrong with a requirement that could not be read has been said.
    guard let requirement else { return nil }
    guard case .must(let condition) = requirement,
      let (comparison, graded, limit) = Self.gradedComparison(in: condition)
    else {
      report(
        .wrongType, at: clause.range,
        Phrase("分级计分需要 `应` 中有数的比较", "a graded score needs a comparison of numbers in `must`"),
        hint: Phrase(
          "要求写成 `应 … 不高于 …` 这样的比较；不分级的，只写维度和权重",
          "write the demand as a comparison, `must … <= …`; ungraded, write the dimension and the weight alone"
        ))
      return nil
    }
    guard let worst, let best else { return nil }
    // A number that brings its own unit is measured as what it is compared with.
    for number in [graded, limit] {
      guard isMeasured(number, as: worst), isMeasured(number, as: best) else { return nil }
    }
    reportDirection(comparison, worst, best, at: clause.range)
    return CheckedScore.Grading(graded: graded, worst: worst, best: best)
  }

  private mutating func isMeasured(_ number: CheckedExpression, as end: CheckedExpression) -> Bool {
    guard case .number(let wanted) = number.type, case .number(let found) = end.type else {
      return false
    }
    return sameKind(number, wanted, end, found, end.range)
  }

  /// Reports a scale whose best end is the one that the requirement shuts out.
  private mutating func reportDirection(
    _ comparison: Comparison, _ worst: CheckedExpression, _ best: CheckedExpression,
    at range: SourceRange
  ) {
    guard case .constant(.number(let first)) = worst.kind, let low = first.interval.single,
      case .constant(.number(let last)) = best.kind, let high = last.interval.single
    else { return }
    let isRight: Bool
    switch comparison {
    case .atMost, .below: isRight = high < low
    case .atLeast, .above: isRight = high > low
    case .equal, .notEqual: return
    }
    guard !isRight else { return }
    report(
      .wrongDirection, at: range,
      Phrase(
        "计分的满分一端比零分一端更难达到要求", "the end with full marks is the one that the requirement shuts out"),
      related: [
        .init(worst.range, Phrase("零分", "no marks")), .init(best.range, Phrase("满分", "full marks")),
      ],
      hint: Phrase("`从` 后面是零分，`到` 后面是满分", "`from` gives no marks, `to` gives full marks"))
  }

  /// The first comparison of numbers of a requirement, with its two sides.
  private static func gradedComparison(
    in condition: CheckedExpression
  ) -> (Comparison, CheckedExpression, CheckedExpression)? {
    switch condition.kind {
    case .compare(let comparison, let left, let right):
      if case .number = left.type { return (comparison, left, right) }
      return nil
    case .and(let operands), .or(let operands):
      for operand in operands {
        if let found = gradedComparison(in: operand) { return found }
      }
      return nil
    default: return nil
    }
  }
}

extension Diagnostic.Code {
  static let wrongDirection = Self(
    name: "wrong-direction",
    explanation: Phrase(
      """
      分级计分从零分到满分，方向要与要求一致：要求 `不高于` 的，满分一端的数小；要求 `不低于` 的，满分一端的数大。

          应 数据中心.PUE 不高于 1.2
          计分 能效 20 从 1.5 到 1.2      不是 从 1.2 到 1.5
      """,
      """
      A graded score goes from no marks to full marks, the way the requirement goes: for `<=` the best
      end is the smaller number, for `>=` the larger one.

          must dataCentre.pue <= 1.2
          score energyEfficiency 20 from 1.5 to 1.2      not from 1.2 to 1.5
      """))
}
