import Rules

/// The score with a bar for each dimension; what is still open is hatched.
struct HTMLScore {
  let names: HTMLNames

  private var score: Score { names.review.score }

  var section: HTMLSection {
    HTMLSection(id: "score", title: names.say("得分", "Score")) { html in
      html.verbatim(HTMLBar.hatching)
      html.block("ul", [.class("bars")]) { html in
        writeRow(
          names.say("总分", "Total"), nil, score.low, score.high, class: "total", to: &html)
        for part in score.parts {
          let weight = names.vocabulary.dimensions[part.dimension].weight.scoreText
          writeRow(
            names.dimension(part.dimension), names.say("权重 \(weight)", "weight \(weight)"),
            part.low, part.high, class: "part", to: &html)
        }
      }
      html.block("p", [.class("legend")]) { html in
        html.words(
          names.say(
            "满分 100。实心为已确定的得分，斜线为待定事实所能带来的区间。得分不能抵消不予通过的决定。",
            "Out of 100. Solid: what is certain. Hatched: what the open facts may still bring. The score never outvotes a refusal."
          ))
        if !uncounted.isEmpty {
          html.words(
            names.say(
              "没有适用的计分规则、权重分给其余维度：\(names.list(uncounted))。",
              " No scored rule applies, so the weight goes to the others: \(names.list(uncounted))."
            ))
        }
      }
      writeGraded(to: &html)
    }
  }

  private var uncounted: [String] {
    names.vocabulary.dimensions.indices
      .filter { dimension in !score.parts.contains { $0.dimension == dimension } }
      .map(names.dimension)
  }

  private func writeRow(
    _ name: String, _ weight: String?, _ low: ExactNumber, _ high: ExactNumber,
    class className: String, to html: inout HTMLWriter
  ) {
    html.block("li", [.class(className)]) { html in
      html.inline("span", [.class("name")]) { html in
        html.inline("span", name)
        if let weight { html.inline("small", weight) }
      }
      html.inline("span", [.class("value")]) { html in
        HTMLBar(low: low, high: high).write(to: &html)
        html.inline("span", [.class("figure")], HTMLNames.interval(low, high))
      }
    }
  }

  // MARK: - Graded rules

  /// Findings that hold the same value against the same levels.
  private struct Graded {
    let line: HTMLNumberLine
    let marks: NumberInterval?
    var findings: [Int]
  }

  /// What is seen of a graded finding.
  private struct Drawn: Hashable {
    let marks: [HTMLNumberLine.Mark]
    let earned: NumberInterval?
  }

  private var graded: [Graded] {
    var groups: [Graded] = []
    var positions: [Drawn: Int] = [:]
    for (index, finding) in names.review.findings.enumerated() {
      guard let line = HTMLNumberLine(gradingOf: finding, names) else { continue }
      let drawn = Drawn(marks: line.marks, earned: finding.marks)
      if let known = positions[drawn] {
        groups[known].findings.append(index)
      } else {
        positions[drawn] = groups.count
        groups.append(Graded(line: line, marks: finding.marks, findings: [index]))
      }
    }
    return groups
  }

  private func writeGraded(to html: inout HTMLWriter) {
    let groups = graded
    guard !groups.isEmpty else { return }
    html.block("h3", names.say("按水平计分的规则", "Rules scored by level"))
    for group in groups {
      html.block("div", [.class("graded")]) { html in
        html.block("ul") { html in
          for index in group.findings { html.block("li") { writeLink(index, to: &$0) } }
        }
        group.line.write(to: &html)
        if let share = share(group.marks) { html.block("p", [.class("legend")], share) }
      }
    }
  }

  private func writeLink(_ index: Int, to html: inout HTMLWriter) {
    let rule = names.rule(of: names.review.findings[index])
    html.inline("a", [.href("#\(HTMLNames.anchor(index))")]) { html in
      html.inline("span", [.class("rule")], rule.id)
      html.words(" ")
      html.inline("span", rule.title(names.language))
    }
  }

  /// How much of the marks is earned; nil when the rule does not count.
  private func share(_ marks: NumberInterval?) -> String? {
    guard let low = marks?.lower?.value.hundredfold, let high = marks?.upper?.value.hundredfold
    else { return nil }
    return names.say("得分率 ", "Share of the marks: ") + HTMLNames.interval(low, high) + "\u{A0}%"
  }
}

/// A bar from 0 to 100, drawn so that it prints without background colours.
struct HTMLBar {
  let low: ExactNumber
  let high: ExactNumber

  /// The hatching of the bars of a page, defined once.
  static let hatching: StaticString = """
    <svg class="defs" width="0" height="0" aria-hidden="true"><defs>\
    <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" \
    patternTransform="rotate(45)"><rect width="6" height="6" class="pale"></rect>\
    <rect width="2.5" height="6" class="dark"></rect></pattern></defs></svg>

    """

  func write(to html: inout HTMLWriter) {
    html.inline("svg", [.class("bar"), .decorative]) { html in
      writeRectangle("track", from: .zero, to: ExactNumber(100), &html)
      writeRectangle("sure", from: .zero, to: low, &html)
      writeRectangle("open", from: low, to: high, &html)
    }
  }

  private func writeRectangle(
    _ className: String, from start: ExactNumber, to end: ExactNumber, _ html: inout HTMLWriter
  ) {
    guard let width = end.subtracting(start), width > .zero else { return }
    html.inline(
      "rect",
      [
        .class(className), HTMLAttribute("x", "\(start.scoreText)%"),
        HTMLAttribute("width", "\(width.scoreText)%"), HTMLAttribute("height", "100%"),
      ]
    ) { _ in }
  }
}

extension ExactNumber {
  /// The number in per cent.
  var hundredfold: ExactNumber? { multiplied(by: ExactNumber(100)) }
}
