import Rules

extension ReportSource {
  /// The score with a bar for each dimension, and the rules that are scored by level.
  var score: Section? {
    let score = review.score
    let total = Bar(
      name: say("总分", "Total"), detail: nil, low: score.low, high: score.high, isTotal: true)
    let parts = score.parts.map { part in
      let weight = vocabulary.dimensions[part.dimension].weight.scoreText
      return Bar(
        name: names.dimension(part.dimension), detail: say("权重 \(weight)", "weight \(weight)"),
        low: part.low, high: part.high, isTotal: false)
    }
    return Section(
      "score", say("得分", "Score"),
      [.bars([total] + parts), .paragraph(Line(scoreNote), .aside)] + graded)
  }

  private var scoreNote: String {
    let missing = vocabulary.dimensions.indices
      .filter { dimension in !review.score.parts.contains { $0.dimension == dimension } }
      .map { names.dimension($0) }.joined(separator: comma)
    let note = say("得分不能抵消不予通过的决定。", "The score never outvotes a refusal.")
    guard !missing.isEmpty else { return note }
    return note
      + say(
        "没有适用的计分规则、权重分给其余维度：\(missing)。",
        " No scored rule applies, so the weight goes to the others: \(missing).")
  }

  /// Findings that hold the same value against the same levels.
  private struct Graded {
    let line: NumberLine
    let marks: NumberInterval?
    var findings: [Int]
  }

  private var graded: [Block] {
    var groups: [Graded] = []
    for (index, finding) in review.findings.enumerated() {
      guard let line = NumberLine(gradingOf: finding, words) else { continue }
      if let known = groups.firstIndex(where: { $0.line == line && $0.marks == finding.marks }) {
        groups[known].findings.append(index)
      } else {
        groups.append(Graded(line: line, marks: finding.marks, findings: [index]))
      }
    }
    guard !groups.isEmpty else { return [] }
    let items = groups.map { group in
      let rules = group.findings.map { index in
        [Run(names.rule(of: review.findings[index]), .link(to: FindingEntry.anchor(index)))]
      }
      return Item(
        rules.joined(by: comma) + Line(share(group.marks)), below: [.numberLine(group.line)])
    }
    return [
      .heading(Line(say("按水平计分的规则", "Rules scored by level"))),
      .list(items, isNumbered: false),
    ]
  }

  /// How much of the marks is earned; empty when the rule does not count.
  private func share(_ marks: NumberInterval?) -> String {
    guard let low = marks?.lower?.value.hundredfold, let high = marks?.upper?.value.hundredfold
    else { return "" }
    let share = Score.text(low, high)
    return say("（得分率 \(share) %）", " (\(share) % of the marks)")
  }
}

extension ExactNumber {
  /// The number in per cent.
  var hundredfold: ExactNumber? { multiplied(by: ExactNumber(100)) }
}
