/// Draws a ``Diagnostic`` over the lines it speaks of.
///
/// Of a line longer than 200 columns only a part is drawn, with `…` where it was cut. Invisible
/// characters of the text are drawn as signs.
///
///     error[unit-mismatch]: `不高于` compares …
///       --> Rules/example.rules:14:30
///        |
///     14 |   应 …
///        |      ^^^^ …
///        = hint: write …
public struct DiagnosticRenderer: Sendable {
  let sources: [SourceText]
  let language: Language
  let colour: Bool

  public init(sources: [SourceText], language: Language, colour: Bool = false) {
    self.sources = sources
    self.language = language
    self.colour = colour
  }

  public func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(render).joined(separator: "\n")
  }

  public func render(_ diagnostic: Diagnostic) -> String {
    let source = sources[Int(diagnostic.range.source)]
    var lines = [header(of: diagnostic)]
    lines.append("  --> \(source.place(of: Int(diagnostic.range.start)).withVisibleControls)")
    let marks =
      [Mark(range: diagnostic.range, symbol: "^", text: "")]
      + diagnostic.related.map { Mark(range: $0.range, symbol: "-", text: $0.text[language]) }
    let gutter = gutterWidth(for: marks)
    // An empty text, or a file that was not opened, has nothing to show.
    if !source.bytes.isEmpty {
      lines.append("\(spaces(gutter)) |")
      lines += excerpt(
        of: marks.filter { $0.range.source == diagnostic.range.source }, gutter: gutter)
    }
    for mark in marks where mark.range.source != diagnostic.range.source {
      let other = sources[Int(mark.range.source)]
      let place = other.place(of: Int(mark.range.start)).withVisibleControls
      lines.append("\(spaces(gutter)) = \(place) \(mark.text)")
    }
    if let hint = diagnostic.hint {
      let word = language == .chinese ? "提示：" : "hint: "
      lines.append("\(spaces(gutter)) = \(word)\(hint[language])")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private struct Mark {
    let range: SourceRange
    let symbol: Character
    let text: String
  }

  private func header(of diagnostic: Diagnostic) -> String {
    let severity: Phrase
    switch diagnostic.severity {
    case .error: severity = Phrase("错误", "error")
    case .warning: severity = Phrase("警告", "warning")
    }
    let label = "\(severity[language])[\(diagnostic.code.name)]"
    let tint = diagnostic.severity == .error ? "\u{1B}[1;31m" : "\u{1B}[1;33m"
    let separator = language == .chinese ? "：" : ": "
    return (colour ? "\(tint)\(label)\u{1B}[0m" : label) + separator + diagnostic.message[language]
  }

  /// Each line that holds a mark, with the marks under it, in the order of the text.
  private func excerpt(of marks: [Mark], gutter: Int) -> [String] {
    var lines: [String] = []
    var shown: LineWindow?
    for mark in marks.sorted(by: { $0.range.start < $1.range.start }) {
      let source = sources[Int(mark.range.source)]
      let window: LineWindow
      if let shown, shown.holds(mark.range) {
        window = shown
      } else {
        window = LineWindow(around: Int(mark.range.start), in: source)
        let number = "\(source.position(of: window.line.lowerBound).line)"
        lines.append("\(spaces(gutter - number.count))\(number) | \(window.text(of: source))")
      }
      shown = window
      lines.append("\(spaces(gutter)) | \(underline(mark, in: source, window))")
    }
    return lines
  }

  private func underline(_ mark: Mark, in source: SourceText, _ window: LineWindow) -> String {
    let start = min(Int(mark.range.start), window.shown.upperBound)
    let end = min(Int(mark.range.end), window.shown.upperBound)
    let width = max(1, window.cells(of: source, from: start, to: end))
    let pointer = String(repeating: mark.symbol, count: width)
    let suffix = mark.text.isEmpty ? "" : " \(mark.text)"
    let indent = window.indent(of: source, to: start)
    return spaces(indent) + pointer + suffix
  }

  private func gutterWidth(for marks: [Mark]) -> Int {
    let numbers = marks.map {
      sources[Int($0.range.source)].position(of: Int($0.range.start)).line
    }
    return max(2, "\(numbers.max() ?? 1)".count)
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
