import Rules

/// Rows of cells in columns as wide as their widest cell on a terminal.
///
/// The first column stands left, as does a last column of running text; numbers stand right.
struct TextTable {
  private var rows: [[String]] = []
  private let hasRunningText: Bool

  init(hasRunningText: Bool) { self.hasRunningText = hasRunningText }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// One line a row, without spaces at its end.
  var lines: [String] {
    let columns = rows.map { $0.count }.max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? TextWidth.cells(of: $0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell -> String in
        let padding = String(
          repeating: " ", count: widths[column] - TextWidth.cells(of: cell))
        let standsLeft = column == 0 || (hasRunningText && column == columns - 1)
        return standsLeft ? cell + padding : padding + cell
      }
      return cells.joined(separator: "  ").trimmingSpacesAtEnd
    }
  }
}

extension String {
  fileprivate var trimmingSpacesAtEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
