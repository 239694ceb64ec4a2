import Rules

/// The findings of one rule on a project, in depth.
public struct RuleFindings {
  let rule: String
  let review: Review
  let language: Language

  public init(_ rule: String, in review: Review, language: Language) {
    self.rule = rule
    self.review = review
    self.language = language
  }

  private var findings: [Finding] {
    review.findings.filter { review.program.rules.rules[$0.rule].id == rule }
  }

  public var text: String {
    guard !findings.isEmpty else {
      return language == .chinese
        ? ["\(rule) 不在这个项目适用的规则中。"].visibleText
        : ["\(rule) does not belong to this project's rules."].visibleText
    }
    return findings.map { finding in
      let checked = review.program.rules.rules[finding.rule]
      let element = finding.element.map {
        "（\($0.elementPath(in: review.program.vocabulary))）"
      }
      var lines = [
        "\(rule) \(checked.title(language))\(element ?? "")  \(finding.verdict.name[language])"
      ]
      lines += checked.citations.map { cited in
        "  \(cited.citation.document) \(cited.citation.section)「\(cited.citation.quote)」"
      }
      lines += ReasonDrawing(review, language: language).lines(explain(finding, in: review))
        .map { "  " + $0 }
      return lines.visibleText
    }.joined(separator: "\n")
  }
}
