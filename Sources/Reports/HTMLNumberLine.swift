import Rules

/// Draws a number on a line beside the levels it is held against.
struct HTMLNumberLine {
  let line: NumberLine
  let words: ReasonText

  init(_ line: NumberLine, _ words: ReasonText) { (self.line, self.words) = (line, words) }

  func write(to html: inout HTMLWriter) {
    html.block("figure", [.class("line")]) { html in
      html.inline(
        "svg",
        [
          .class(isCrowded ? "numbers crowded" : "numbers"), HTMLAttribute("role", "img"),
          .label(description),
        ]
      ) { html in
        if let good = line.good { shade(good, &html) }
        stroke("axis", from: NumberLine.whole.start, 30, to: NumberLine.whole.end, 30, &html)
        for mark in line.marks { draw(mark, &html) }
      }
      html.block("figcaption") { html in
        for mark in line.marks {
          html.inline("span", [.class("key \(mark.kind.rawValue)")]) { html in
            html.inline("span", mark.name)
            html.words(" ")
            html.inline("b", mark.shown)
          }
        }
        if line.good != nil {
          html.inline("span", [.class("key good")], words.say("阴影一侧符合", "the shaded side passes"))
        }
        if line.marks.contains(where: { $0.kind == .best }) {
          html.inline(
            "span", [.class("towards")], words.say("越靠右越好 →", "better to the right →"))
        }
      }
    }
  }

  private var description: String {
    line.marks.map { "\($0.name) \($0.shown)" }.joined(separator: words.say("、", ", "))
  }

  private func shade(_ side: NumberLine.Span, _ html: inout HTMLWriter) {
    guard let width = side.end.subtracting(side.start) else { return }
    html.inline(
      "rect",
      [
        .class("good"), HTMLAttribute("x", percent(side.start)), HTMLAttribute("y", "20"),
        HTMLAttribute("width", percent(width)), HTMLAttribute("height", "20"),
      ]
    ) { _ in }
  }

  private func draw(_ mark: NumberLine.Mark, _ html: inout HTMLWriter) {
    let start = mark.place.start
    switch mark.kind {
    case .value:
      stroke("range", from: start, 30, to: mark.place.end, 30, &html)
      html.inline(
        "circle",
        [
          .class("value"), HTMLAttribute("cx", percent(start)), HTMLAttribute("cy", "30"),
          HTMLAttribute("r", "6"),
        ]
      ) { _ in }
      label(mark, at: 14, &html)
    case .worst, .limit:
      stroke(mark.kind.rawValue, from: start, 20, to: start, 42, &html)
      label(mark, at: 58, &html)
    case .best:
      stroke("best", from: start, 20, to: start, 42, &html)
      label(mark, at: isCrowded ? 76 : 58, &html)
    }
  }

  /// Whether the levels stand so close that their labels would meet.
  private var isCrowded: Bool {
    let levels = line.marks.filter { $0.kind != .value }.map { $0.place.start }
    guard levels.count > 1, let low = levels.min(), let high = levels.max(),
      let gap = high.subtracting(low)
    else { return false }
    return gap < ExactNumber(35)
  }

  private func stroke(
    _ className: String, from x1: ExactNumber, _ y1: Int, to x2: ExactNumber, _ y2: Int,
    _ html: inout HTMLWriter
  ) {
    html.inline(
      "line",
      [
        .class(className), HTMLAttribute("x1", percent(x1)), HTMLAttribute("y1", "\(y1)"),
        HTMLAttribute("x2", percent(x2)), HTMLAttribute("y2", "\(y2)"),
      ]
    ) { _ in }
  }

  private func label(_ mark: NumberLine.Mark, at height: Int, _ html: inout HTMLWriter) {
    html.inline(
      "text",
      [
        .class(mark.kind.rawValue), HTMLAttribute("x", percent(mark.place.start)),
        HTMLAttribute("y", "\(height)"), HTMLAttribute("text-anchor", "middle"),
      ]
    ) { $0.words(mark.number) }
  }

  private func percent(_ place: ExactNumber) -> String { "\(place.scoreText)%" }
}
