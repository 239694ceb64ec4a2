import Rules

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
