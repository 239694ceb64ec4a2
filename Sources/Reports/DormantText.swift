import Rules

/// Says which rules are not yet or no longer in force, and what they would say of the project.
struct DormantText {
  let review: Review
  private let language: Language
  private let text: ReasonText
  private let failures: FailureText

  init(_ review: Review, _ language: Language) {
    self.review = review
    self.language = language
    text = ReasonText(review, language)
    failures = FailureText(review, language)
  }

  /// `NX-3.1-05 数据中心PUE（2025-12-31 期满）`
  func name(_ dormant: DormantRule) -> String {
    let finding = review.findings[dormant.finding]
    let rule = review.program.rules.rules[finding.rule]
    let name = "\(rule.id) \(rule.title(language))"
    switch finding.standing {
    case .notYetInForce(let since):
      return name + text.say("（自 \(since) 起施行）", " (from \(since))")
    case .lapsed(let until): return name + text.say("（\(until) 期满）", " (until \(until))")
    case .inForce, .nothingToJudge: return name
    }
  }

  /// The name, and how the project would fail it.
  func line(_ dormant: DormantRule) -> String {
    guard let first = dormant.violations.first else { return name(dormant) }
    return name(dormant) + text.colon
      + text.say("如在施行期内则不符合：", "in force it would not be met: ") + failures.words(of: first)
      + failures.consequence(of: first)
  }
}
