/// Reads CSV (RFC 4180) with a header, as spreadsheets write it.
///
///     项目,地址,说明                 the header
///     A,中卫市,"一期, ""绿电"""       a cell with a comma or a quotation mark is quoted
///     B,石嘴山市,"第一行             a quoted cell may hold line breaks
///     第二行"
///
/// Lines end with LF, CRLF or CR, the last one also without. A byte-order mark is skipped, since
/// Excel writes one. Lines without any text, such as `,,`, are skipped too. A row with a problem, as
/// another number of cells than the header, is reported and left out; the others go on. With a
/// problem in the header there is no table.
/// <https://www.rfc-editor.org/rfc/rfc4180>
public enum CSVReader {
  /// Reads a text of UTF-8; `index` is the text's place in the list that was read together.
  ///
  /// The table is nil when the text has no header, or one with a problem.
  public static func read(
    _ source: SourceText, index: Int
  ) -> (table: CSVTable?, diagnostics: [Diagnostic]) {
    let whole = 0..<source.bytes.count
    if let problem = TextCheck.problem(in: source, index: index, range: whole) {
      return (nil, [problem])
    }
    var parser = CSVParser(bytes: source.bytes, index: index)
    let table = parser.table()
    return (table, parser.diagnostics)
  }

  /// Reads the rows of a text as a spreadsheet saves it: with whatever it puts above the header, and
  /// separated by commas, semicolons or tabs.
  ///
  /// - Parameter separator: That of a text which goes on above; nil: it is found.
  public static func rows(
    of source: SourceText, index: Int, separator: UInt8? = nil
  ) -> CSVRows {
    let whole = 0..<source.bytes.count
    var parser = CSVParser(bytes: source.bytes, index: index)
    if let problem = TextCheck.problem(in: source, index: index, range: whole) {
      return CSVRows(rows: [], diagnostics: [problem], separator: parser.separator)
    }
    let rows = parser.rows(separatedBy: separator)
    return CSVRows(rows: rows, diagnostics: parser.diagnostics, separator: parser.separator)
  }
}
