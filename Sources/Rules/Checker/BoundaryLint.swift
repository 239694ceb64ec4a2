// Compares the operators of a rule with the boundary words of its quotation.

extension Checker {
  /// Warns when a quotation says 不高于 1.2 and the rule says something else of 1.2.
  mutating func lintBoundaries(of rule: CheckedRule) {
    guard case .must(let condition) = rule.requirement, rule.exclusions.isEmpty else { return }
    for (comparison, number, range) in Self.literals(in: condition) {
      for citation in rule.citations {
        guard let word = Self.boundary(before: number, in: citation.citation.quote),
          !word.agrees(with: comparison)
        else { continue }
        report(
          .boundaryDiffers, at: range,
          Phrase(
            "引文写的是 `\(word.text)\(number)`，规则的比较与它不一致",
            "the quotation says `\(word.text)\(number)`, the rule compares otherwise"),
          related: [.init(citation.range, Phrase("引文", "the quotation"))],
          hint: Phrase(
            "照引文写 `… \(word.text) …`；规则另有依据的，引它的原文",
            "write `… \(word.comparisons == [.atMost] ? "<=" : ">=") …` as the quotation does, or quote the words that the rule follows"
          ), severity: .warning)
      }
    }
  }

  private static func literals(
    in expression: CheckedExpression
  ) -> [(Comparison, ExactNumber, SourceRange)] {
    switch expression.kind {
    case .compare(let comparison, _, let right):
      guard case .constant(.number(let quantity)) = right.kind, let number = quantity.number else {
        return []
      }
      return [(comparison, number, expression.range)]
    case .and(let operands), .or(let operands): return operands.flatMap { literals(in: $0) }
    default: return []
    }
  }

  private struct QuotedBoundary {
    let text: String
    let comparisons: [Comparison]

    func agrees(with comparison: Comparison) -> Bool { comparisons.contains(comparison) }
  }

  private static let boundaries = [
    QuotedBoundary(text: "不高于", comparisons: [.atMost]),
    QuotedBoundary(text: "不超过", comparisons: [.atMost]),
    QuotedBoundary(text: "不低于", comparisons: [.atLeast]),
    QuotedBoundary(text: "不少于", comparisons: [.atLeast]),
  ]

  /// The boundary word directly before a number in a quotation.
  private static func boundary(
    before number: ExactNumber, in quote: String
  ) -> QuotedBoundary? {
    let letters = Array(quote.filter { $0 != " " })
    for boundary in boundaries {
      let word = Array(boundary.text + number.description)
      guard letters.count >= word.count else { continue }
      for start in 0...(letters.count - word.count)
      where Array(letters[start..<(start + word.count)]) == word {
        let next = start + word.count
        if next < letters.count, letters[next].isNumber || letters[next] == "." { continue }
        return boundary
      }
    }
    return nil
  }
}

extension Diagnostic.Code {
  static let boundaryDiffers = Self(
    name: "boundary-differs",
    explanation: Phrase(
      "引文中的 不高于、不超过、不低于、不少于 与规则的比较应当一致；若有意不同，请改引文或在备注说明。",
      "The boundary word of the quotation and the comparison of the rule should agree. If they differ "
        + "on purpose, change the quotation or say why in a remark."))
}
