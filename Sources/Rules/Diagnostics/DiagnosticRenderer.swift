/// Draws a ``Diagnostic`` over the lines it speaks of.
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
    let position = source.position(of: Int(diagnostic.range.start))
    var lines = [header(of: diagnostic)]
    lines.append("  --> \(source.path):\(position.line):\(position.column)")
    let marks =
      [Mark(range: diagnostic.range, symbol: "^", text: "")]
      + diagnostic.related.map { Mark(range: $0.range, symbol: "-", text: $0.text[language]) }
    let gutter = gutterWidth(for: marks)
    lines.append("\(spaces(gutter)) |")
    lines += excerpt(
      of: marks.filter { $0.range.source == diagnostic.range.source }, gutter: gutter)
    for mark in marks where mark.range.source != diagnostic.range.source {
      let other = sources[Int(mark.range.source)]
      let place = other.position(of: Int(mark.range.start))
      lines.append("\(spaces(gutter)) = \(other.path):\(place.line):\(place.column) \(mark.text)")
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
    var shown: Set<Int> = []
    for mark in marks.sorted(by: { $0.range.start < $1.range.start }) {
      let source = sources[Int(mark.range.source)]
      let bounds = source.lineBounds(around: Int(mark.range.start))
      if shown.insert(bounds.lowerBound).inserted {
        let number = "\(source.position(of: bounds.lowerBound).line)"
        let text = expandTabs(source.slice(bounds.lowerBound, bounds.upperBound))
        lines.append("\(spaces(gutter - number.count))\(number) | \(text)")
      }
      lines.append("\(spaces(gutter)) | \(underline(mark, in: source, line: bounds))")
    }
    return lines
  }

  private func underline(_ mark: Mark, in source: SourceText, line: Range<Int>) -> String {
    let before = source.slice(line.lowerBound, Int(mark.range.start))
    let end = min(Int(mark.range.end), line.upperBound)
    let marked = source.slice(Int(mark.range.start), max(end, Int(mark.range.start)))
    let width = max(1, TextWidth.cells(of: expandTabs(marked)))
    let pointer = String(repeating: mark.symbol, count: width)
    let suffix = mark.text.isEmpty ? "" : " \(mark.text)"
    return spaces(TextWidth.cells(of: expandTabs(before))) + pointer + suffix
  }

  private func gutterWidth(for marks: [Mark]) -> Int {
    let numbers = marks.map {
      sources[Int($0.range.source)].position(of: Int($0.range.start)).line
    }
    return max(2, "\(numbers.max() ?? 1)".count)
  }

  private func expandTabs(_ text: String) -> String {
    String(text.flatMap { $0 == "\t" ? Array("    ") : [$0] })
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
