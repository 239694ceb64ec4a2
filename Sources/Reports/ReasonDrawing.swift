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
  private let memory: ReadingMemory
  private let text: ReasonText

  public init(_ review: Review, language: Language) {
    self.init(ReadingMemory(ReasonText(review, language)))
  }

  init(_ memory: ReadingMemory) { (self.memory, text) = (memory, memory.text) }

  /// The lines, without indentation of the whole; a foreign text ends none of them.
  public func lines(_ reasons: [Reason]) -> [String] {
    var lines: [String] = []
    append(reasons, indent: 0, to: &lines)
    return lines.map { $0.withVisibleControls }
  }

  private func append(_ reasons: [Reason], indent: Int, to lines: inout [String]) {
    for reason in reasons { append(reason, indent: indent, to: &lines) }
  }

  private func append(_ reason: Reason, indent: Int, to lines: inout [String]) {
    switch reason {
    case .about(.unused, _, _): break
    case .about(.element(let reference, let isCounted), let truth, let reasons):
      appendElement(
        .element(reference, isCounted: isCounted), truth, reasons, indent, to: &lines)
    case .about(let subject, let truth, let reasons):
      lines.append(spaces(indent) + text.heading(subject, truth))
      append(reasons, indent: indent + 2, to: &lines)
    case .all(_, let reasons):
      lines.append(spaces(indent) + text.together)
      append(reasons, indent: indent + 2, to: &lines)
    case .any(let truth, let reasons):
      lines.append(spaces(indent) + text.alternatives(truth))
      append(reasons, indent: indent + 2, to: &lines)
    case .part(let truth, let pieces, let below):
      appendPart(truth, pieces, indent, to: &lines)
      append(below, indent: indent + 2, to: &lines)
    case .note(let note): appendNote(note, indent, to: &lines)
    }
  }

  private func appendNote(_ note: Note, _ indent: Int, to lines: inout [String]) {
    let sentence = memory.sentence(note)
    lines.append(spaces(indent) + (sentence.label ?? "") + sentence.words)
    guard case .open(let causes) = note else { return }
    lines += causes.map { spaces(indent + 2) + "- " + text.sentence($0) }
  }

  /// An element in one line where its parts are plain, else with each part drawn.
  private func appendElement(
    _ subject: Subject, _ truth: Truth?, _ reasons: [Reason], _ indent: Int,
    to lines: inout [String]
  ) {
    let heading = spaces(indent) + "- " + text.heading(subject, truth)
    let parts = reasons.compactMap { inline($0) }
    guard parts.count == reasons.count else {
      lines.append(heading)
      append(reasons, indent: indent + 4, to: &lines)
      return
    }
    lines.append(heading + text.say("", " ") + parts.joined(separator: text.say("；", "; ")))
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
        let value = [memory.value(reading), memory.origin(reading)].compactMap { $0 }
          .joined(separator: text.say("，", ", "))
        return words + text.say("（\(value)）", " (\(value))")
      }.joined()
  }

  private func appendPart(
    _ truth: Truth?, _ pieces: [Piece], _ indent: Int, to lines: inout [String]
  ) {
    if truth == nil, pieces.count == 1, let reading = pieces[0].reading {
      lines.append(
        spaces(indent) + pieces[0].words[text.language] + text.colon + memory.line(reading))
      return
    }
    var values: [(column: Int, reading: ReadValue)] = []
    var line = spaces(indent) + (truth?.sign ?? "=") + " "
    var width = 0
    for piece in pieces {
      if let reading = piece.reading { values.append((width, reading)) }
      let words = piece.words[text.language]
      line += words
      width += TextWidth.cells(of: words)
    }
    lines.append(line)
    guard !values.isEmpty else { return }
    appendBars(under: values, indent + 2, to: &lines)
  }

  /// A line of bars, and below it the values from the last to the first, each at its bar.
  private func appendBars(
    under values: [(column: Int, reading: ReadValue)], _ indent: Int, to lines: inout [String]
  ) {
    var bars = spaces(indent)
    var width = 0
    var valueLines: [String] = []
    for (column, reading) in values {
      let gap = spaces(column - width)
      valueLines.append(bars + gap + memory.line(reading))
      bars += gap + "│"
      width = max(width, column) + 1
    }
    lines.append(bars)
    lines += valueLines.reversed()
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
