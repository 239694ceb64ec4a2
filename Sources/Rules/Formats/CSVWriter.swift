/// Writes CSV (RFC 4180), as spreadsheets read it.
public enum CSVWriter {
  /// One line; a cell with a comma, a quotation mark or a line break is quoted.
  public static func line(_ cells: [String]) -> String {
    cells.map { cell($0) }.joined(separator: ",") + "\r\n"
  }

  private static func cell(_ text: String) -> String {
    let isPlain = !text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    return isPlain ? text : "\"" + text.map { $0 == "\"" ? "\"\"" : "\($0)" }.joined() + "\""
  }
}
