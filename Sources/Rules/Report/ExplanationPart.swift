/// One part of an explanation, as a page shows it.
enum ExplanationPart: Equatable {
  /// A sentence that announces what follows.
  case heading(String)
  case sentence(String)
  case point(String)
  case condition(Condition)

  /// A condition with the values that stood under its words.
  struct Condition: Equatable {
    struct Piece: Equatable {
      let words: String
      /// nil: words that no value stands under.
      let value: String?
    }

    let truth: Truth
    let pieces: [Piece]
  }

  /// Reads the lines of an ``Explanation``, in which a condition is drawn so:
  ///
  ///     ✗ 单位能耗 不高于 标杆水平
  ///       │             │
  ///       │             805 千克标准煤/吨
  ///       868 千克标准煤/吨
  ///
  /// A bar stands under each word that has a value; the values follow from the last to the first.
  static func parts(of lines: [String]) -> [ExplanationPart] {
    var parts: [ExplanationPart] = []
    var rest = lines[...]
    while let line = rest.popFirst() {
      let indent = line.prefix { $0 == " " }.count
      let words = String(line.dropFirst(indent))
      if let truth = truth(of: words) {
        parts.append(.condition(condition(truth, words, indent: indent + 2, &rest)))
      } else if words.hasPrefix("- ") {
        parts.append(.point(String(words.dropFirst(2))))
      } else if words.hasSuffix("：") || words.hasSuffix(":") {
        parts.append(.heading(words))
      } else {
        parts.append(.sentence(words))
      }
    }
    return parts
  }

  private static func truth(of words: String) -> Truth? {
    guard words.dropFirst().hasPrefix(" ") else { return nil }
    switch words.first {
    case "✓": return .true
    case "✗": return .false
    case "?": return .unknown
    default: return nil
    }
  }

  private static func condition(
    _ truth: Truth, _ words: String, indent: Int, _ rest: inout ArraySlice<String>
  ) -> Condition {
    let text = String(words.dropFirst(2))
    let columns = rest.first.flatMap { barColumns(in: $0, indent: indent) } ?? []
    guard !columns.isEmpty, rest.count > columns.count else {
      return Condition(truth: truth, pieces: [Condition.Piece(words: text, value: nil)])
    }
    rest.removeFirst()
    var values: [String] = []
    for column in columns.reversed() {
      guard let line = rest.popFirst() else { break }
      values.append(line.split(atCell: indent + column).after)
    }
    return Condition(truth: truth, pieces: pieces(text, columns, values.reversed()))
  }

  /// The cells of the bars in a line that holds nothing else; nil for any other line.
  private static func barColumns(in line: String, indent: Int) -> [Int]? {
    guard line.contains("│"), line.allSatisfy({ $0 == " " || $0 == "│" }) else { return nil }
    return line.enumerated().filter { $0.element == "│" }.map { $0.offset - indent }
  }

  private static func pieces(
    _ text: String, _ columns: [Int], _ values: [String]
  ) -> [Condition.Piece] {
    var pieces: [Condition.Piece] = []
    var rest = text
    var cell = 0
    for (position, (column, value)) in zip(columns, values).enumerated() {
      let (before, after) = rest.split(atCell: column - cell)
      if !before.isEmpty, position == 0 {
        pieces.append(Condition.Piece(words: before, value: nil))
      }
      rest = after
      cell = column
      let next = position + 1 < columns.count ? columns[position + 1] : nil
      let words = next.map { rest.split(atCell: $0 - cell).before } ?? rest
      pieces.append(Condition.Piece(words: words, value: value))
    }
    return pieces
  }
}

extension String {
  /// The text before and from a terminal cell.
  fileprivate func split(atCell cell: Int) -> (before: String, after: String) {
    var width = 0
    var index = startIndex
    while index < endIndex, width < cell {
      width += TextWidth.cells(of: String(self[index]))
      formIndex(after: &index)
    }
    return (String(self[..<index]), String(self[index...]))
  }
}
