import Rules

/// What a change of facts moved: the rule asked for, the other findings, the decision, the score.
public struct WhatIfReport {
  let rule: String
  let before: Review
  let after: Review
  let changes: [String]
  let language: Language

  public init(
    _ rule: String, before: Review, after: Review, _ changes: [String], _ language: Language
  ) {
    self.rule = rule
    self.before = before
    self.after = after
    self.changes = changes
    self.language = language
  }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  public var text: String {
    var lines = ["", say("■ 若改为 ", "■ What if ") + changes.joined(separator: say("、", ", "))]
    lines.append(
      say("  决定：", "  Decision: ") + arrow(before.decision.name, after.decision.name))
    lines.append(
      say("  得分：", "  Score: ") + "\(score(before)) → \(score(after))")
    let moved = movedFindings
    lines.append(
      moved.isEmpty
        ? say("  没有结论改变。", "  No finding changes.")
        : say("  改变的结论：", "  Findings that change:"))
    lines += moved.map { "    " + $0 }
    return (lines + [""]).visibleText + RuleFindings(rule, in: after, language: language).text
  }

  private func arrow(_ first: Phrase, _ second: Phrase) -> String {
    first == second ? first[language] : "\(first[language]) → \(second[language])"
  }

  private func score(_ review: Review) -> String {
    "\(review.score.low.scoreText)–\(review.score.high.scoreText)"
  }

  private var movedFindings: [String] {
    func verdicts(_ review: Review) -> [String: Verdict] {
      var verdicts: [String: Verdict] = [:]
      for finding in review.findings {
        let element = finding.element?.elementPath(in: review.program.vocabulary)
        let key = review.program.rules.rules[finding.rule].id + (element.map { " " + $0 } ?? "")
        verdicts[key] = finding.verdict
      }
      return verdicts
    }
    let first = verdicts(before)
    let second = verdicts(after)
    return Set(first.keys).union(second.keys).sorted().compactMap { key in
      let old = first[key] ?? .notApplicable
      let new = second[key] ?? .notApplicable
      return old == new ? nil : "\(key)：\(old.name[language]) → \(new.name[language])"
    }
  }
}
