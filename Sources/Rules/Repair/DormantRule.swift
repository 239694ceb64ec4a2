/// A rule that is not yet or no longer in force on the review date.
///
/// Its silence is no approval: what it would say of the project is told beside it.
public struct DormantRule: Sendable {
  /// The index in ``Review/findings``; of a rule over a list, that of its first element.
  public let finding: Int
  /// The findings that would not be met if the rule were in force today.
  public let violations: [Finding]

  static func all(in review: Review) -> [DormantRule] {
    var order: [Int] = []
    var first: [Int: Int] = [:]
    var violations: [Int: [Finding]] = [:]
    for (index, finding) in review.findings.enumerated() where finding.supposed != nil {
      if first[finding.rule] == nil {
        first[finding.rule] = index
        order.append(finding.rule)
      }
      if finding.wouldFail { violations[finding.rule, default: []].append(finding.asIfInForce) }
    }
    return order.compactMap { rule in
      first[rule].map { DormantRule(finding: $0, violations: violations[rule] ?? []) }
    }
  }
}
