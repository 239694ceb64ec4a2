import Rules

/// Draws reasons for a terminal, each value under the words that made it.
///
///     要求不成立：
///       ✗ 单位能耗 不高于 标杆水平
///         │               │
///         │               805 千克标准煤/吨  附表
///         868 千克标准煤/吨  dossier.json:12:20
///     差距：63 千克标准煤/吨（7.83 %）
public struct ReasonDrawing {
  private let text: ReasonText

  public init(_ review: Review, language: Language) { text = ReasonText(review, language) }

  /// The lines, without indentation of the whole; a foreign text ends none of them.
  public func lines(_ reasons: [Reason]) -> [String] {
    reasons.flatMap { lines($0, indent: 0) }.map { $0.withVisibleControls }
  }

  private func lines(_ reason: Reason, indent: Int) -> [String] {
    switch reason {
    case .about(.unused, _, _): return []
    case .about(.element(let reference, let isCounted), let truth, let reasons):
      return elementLines(.element(reference, isCounted: isCounted), truth, reasons, indent)
    case .about(let subject, let truth, let reasons):
      return [spaces(indent) + text.heading(subject, truth)]
        + reasons.flatMap { lines($0, indent: indent + 2) }
    case .all(_, let reasons):
      return [spaces(indent) + text.together] + reasons.flatMap { lines($0, indent: indent + 2) }
    case .any(let truth, let reasons):
      return [spaces(indent) + text.alternatives(truth)]
        + reasons.flatMap { lines($0, indent: indent + 2) }
    case .part(let truth, let pieces, let below):
      return partLines(truth, pieces, indent) + below.flatMap { lines($0, indent: indent + 2) }
    case .note(let note): return noteLines(note, indent)
    }
  }

  private func noteLines(_ note: Note, _ indent: Int) -> [String] {
    let sentence = text.sentence(note)
    let line = spaces(indent) + (sentence.label ?? "") + sentence.words
    guard case .open(let causes) = note else { return [line] }
    return [line] + causes.map { spaces(indent + 2) + "- " + text.sentence($0) }
  }

  /// An element in one line where its parts are plain, else with each part drawn.
  private func elementLines(
    _ subject: Subject, _ truth: Truth?, _ reasons: [Reason], _ indent: Int
  ) -> [String] {
    let heading = spaces(indent) + "- " + text.heading(subject, truth)
    let parts = reasons.compactMap { inline($0) }
    guard parts.count == reasons.count else {
      return [heading] + reasons.flatMap { lines($0, indent: indent + 4) }
    }
    return [heading + text.say("", " ") + parts.joined(separator: text.say("；", "; "))]
  }

  // MARK: - Parts

  /// A part in running text, each value in brackets behind its words; nil when it has foundations.
  private func inline(_ reason: Reason) -> String? {
    guard case .part(let truth, let pieces, let below) = reason, below.isEmpty else { return nil }
    let sign = truth.map { $0.sign + " " } ?? ""
    return sign
      + pieces.map { piece in
        let words = piece.words[text.language]
        guard let reading = piece.reading else { return words }
        let value = [text.value(reading), text.origin(reading)].compactMap { $0 }
          .joined(separator: text.say("，", ", "))
        return words + text.say("（\(value)）", " (\(value))")
      }.joined()
  }

  private func partLines(_ truth: Truth?, _ pieces: [Piece], _ indent: Int) -> [String] {
    if truth == nil, pieces.count == 1, let reading = pieces[0].reading {
      return [
        spaces(indent) + pieces[0].words[text.language] + text.colon + valueText(reading)
      ]
    }
    var lines = [""]
    var values: [(column: Int, text: String)] = []
    var words = ""
    for piece in pieces {
      if let reading = piece.reading {
        values.append((TextWidth.cells(of: words), valueText(reading)))
      }
      words += piece.words[text.language]
    }
    lines = ["\(spaces(indent))\(truth?.sign ?? "=") \(words)"]
    guard !values.isEmpty else { return lines }
    let left = spaces(indent + 2)
    lines.append(left + bars(values.map { $0.column }))
    for index in values.indices.reversed() {
      let before = bars(values[..<index].map { $0.column })
      let gap = values[index].column - TextWidth.cells(of: before)
      lines.append(left + before + spaces(gap) + values[index].text)
    }
    return lines
  }

  /// Two spaces part a value from where it came from.
  private func valueText(_ reading: ReadValue) -> String {
    [text.value(reading), text.origin(reading)].compactMap { $0 }.joined(separator: "  ")
  }

  private func bars(_ columns: [Int]) -> String {
    var line = ""
    for column in columns {
      line += spaces(column - TextWidth.cells(of: line)) + "│"
    }
    return line
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}

extension Truth {
  /// As drawings mark a condition.
  var sign: String {
    switch self {
    case .true: "✓"
    case .false: "✗"
    case .unknown: "?"
    }
  }
}
