/// A table of text: one header, and rows that each have as many cells as the header.
public struct CSVTable: Sendable, Equatable {
  public let header: [CSVCell]
  // INVARIANT: every row has as many cells as the header.
  public let rows: [CSVRow]

  public init(header: [CSVCell], rows: [CSVRow]) {
    self.header = header
    self.rows = rows
  }
}

/// The rows of a text before anything is known of a header.
public struct CSVRows: Sendable {
  public struct Row: Sendable {
    public let row: CSVRow
    /// Whether all of it could be read.
    public let isSound: Bool
  }

  public let rows: [Row]
  public let diagnostics: [Diagnostic]
  /// What stands between the cells.
  public let separator: UInt8

  /// How many lines a title, a date and the like may take above a header.
  static let linesAbove = 10
}

/// One record of a ``CSVTable``.
public struct CSVRow: Sendable, Equatable {
  public let cells: [CSVCell]
  /// The bytes of the row, without its line break.
  public let range: SourceRange

  public init(cells: [CSVCell], range: SourceRange) {
    self.cells = cells
    self.range = range
  }
}

/// The text of one cell and the bytes it was read from.
public struct CSVCell: Sendable, Equatable {
  /// The text without its quotation marks; white space is kept.
  public let text: String
  /// The bytes of the cell, quotation marks included.
  public let range: SourceRange

  public init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}
