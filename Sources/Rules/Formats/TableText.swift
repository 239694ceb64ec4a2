/// A data file of the rules as its cells, which a spreadsheet holds, and back to the same bytes.
public struct TableText: Sendable, Equatable {
  /// The header, then the rows.
  public let cells: [[String]]
  private let lineBreak: String
  private let hasByteOrderMark: Bool
  private let endsWithLineBreak: Bool

  /// nil: the text has an error, or something that its cells do not say, as a blank line.
  public init?(_ source: SourceText) {
    let read = CSVReader.rows(of: source, index: 0)
    guard !read.diagnostics.hasErrors, read.rows.allSatisfy({ $0.isSound }) else { return nil }
    cells = read.rows.map { $0.row.cells.map { $0.text } }
    lineBreak = source.bytes.contains(0x0D) ? "\r\n" : "\n"
    hasByteOrderMark = TextCheck.hasByteOrderMark(source.bytes)
    endsWithLineBreak = source.bytes.last == 0x0A
    guard bytes == source.bytes else { return nil }
  }

  private init(_ cells: [[String]], like other: TableText) {
    self.cells = cells
    lineBreak = other.lineBreak
    hasByteOrderMark = other.hasByteOrderMark
    endsWithLineBreak = other.endsWithLineBreak
  }

  /// Other cells, written in the same way; rows are filled up to the width of the header.
  public func with(_ cells: [[String]]) -> TableText {
    let width = cells.first?.count ?? 0
    return TableText(
      cells.map { $0 + Array(repeating: "", count: max(0, width - $0.count)) }, like: self)
  }

  public var bytes: [UInt8] {
    var text = cells.map { CSVWriter.line($0) }.map { String($0.dropLast()) }
      .joined(separator: lineBreak)
    if endsWithLineBreak { text += lineBreak }
    return (hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
  }
}
