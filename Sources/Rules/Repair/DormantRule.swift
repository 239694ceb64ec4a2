/// A rule that is not yet or no longer in force on the review date.
///
/// Its silence is no approval: what it would say of the project is told beside it.
public struct DormantRule: Sendable {
  /// The index in ``Review/findings``.
  public let finding: Int
  /// The findings that would not be met if the rule were in force today.
  public let violations: [Finding]

  static func all(in review: Review) -> [DormantRule] {
    let judge = RuleJudge(program: review.program, binding: review.binding)
    return review.findings.enumerated().compactMap { index, finding in
      switch finding.standing {
      case .inForce, .nothingToJudge: return nil
      case .notYetInForce, .lapsed:
        let violations = judge.findingsAsIfInForce(of: finding.rule)
          .filter { $0.verdict == .notMet }
        return DormantRule(finding: index, violations: violations)
      }
    }
  }
}
