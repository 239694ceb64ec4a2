/// A table of dossiers as a spreadsheet keeps it: perhaps a title, a header, perhaps a row of units,
/// and one row a project.
///
///     两高项目汇总表,,
///     项目名称,年综合能耗（当量值）,电能利用效率PUE
///     ,吨标准煤,
///     某数据中心,30000,1.25
public struct DossierTable {
  public let reader: RowReader
  /// The rows under the header that could be read.
  public let rows: [CSVRow]
  /// Whether rows can be read under the header, so that what is wrong is wrong with single rows.
  public let hasSoundHeader: Bool
  private let header: [CSVCell]
  private let separator: UInt8

  /// Whether the header names fields enough for a table of dossiers, rather than one by chance.
  public var namesFields: Bool { reader.columnCount > 1 }

  /// How many columns a table may have, as in Excel.
  static let columnLimit = 16_384

  /// - Returns: nil for a table without a header; with errors of the header it has no rows.
  public static func read(
    _ source: SourceText, index: Int = 0, vocabulary: Vocabulary
  ) -> (table: DossierTable?, diagnostics: [Diagnostic]) {
    let read = CSVReader.rows(of: source, index: index)
    if let wide = read.rows.first(where: { $0.row.cells.usedCount > columnLimit }) {
      return (nil, read.diagnostics + [.tooWide(wide.row, limit: columnLimit)])
    }
    let shape = TableShape(of: read.rows.map { $0.row }, vocabulary)
    guard let shape else {
      let empty = SourceRange(source: index, start: 0, end: 0)
      return (nil, read.diagnostics.isEmpty ? [TextCheck.empty(at: empty)] : read.diagnostics)
    }
    let below = read.rows[(shape.lastOfHeader + 1)...]
    let width = below.lazy.map { $0.row.cells.usedCount }.max() ?? 0
    let header = read.rows[shape.header].row.cells.withoutEmptyEnd(beyond: width)
    let (reader, problems) = RowReader.make(
      header: header, units: shape.units, of: source, vocabulary: vocabulary)
    var diagnostics = read.diagnostics + problems
    diagnostics += shape.unread(in: read.rows.map { $0.row })
    let isHeaderSound = read.rows[...shape.lastOfHeader].allSatisfy { $0.isSound }
    let (rows, wrongRows) = Self.rows(below, under: header, at: read.rows[shape.header].row.range)
    diagnostics += wrongRows
    diagnostics += unnamed(in: header, rows)
    if reader.columnCount == 0, let first = header.first, !problems.hasErrors {
      diagnostics.append(.noField(in: first, vocabulary))
    }
    let isUsable = isHeaderSound && !problems.hasErrors && reader.columnCount > 0
    return (
      DossierTable(
        reader: reader, rows: isUsable ? rows : [], hasSoundHeader: isUsable, header: header,
        separator: read.separator),
      diagnostics.sorted { $0.range.start < $1.range.start }
    )
  }

  /// The rows of a text that goes on below the table, as the next part of a long one does.
  ///
  /// - Returns: The table with these rows in place of its own.
  public func below(
    _ source: SourceText, index: Int = 0
  ) -> (table: DossierTable, diagnostics: [Diagnostic]) {
    let read = CSVReader.rows(of: source, index: index, separator: separator)
    let (rows, problems) = Self.rows(read.rows[...], under: header, at: nil)
    let table = DossierTable(
      reader: reader.below(source), rows: rows, hasSoundHeader: hasSoundHeader, header: header,
      separator: separator)
    return (table, (read.diagnostics + problems).sorted { $0.range.start < $1.range.start })
  }

  /// The rows that have as many cells as the header, and what is wrong with the others.
  ///
  /// - Parameter range: Where the header stands; nil: in another text.
  private static func rows(
    _ lines: ArraySlice<CSVRows.Row>, under header: [CSVCell], at range: SourceRange?
  ) -> (rows: [CSVRow], diagnostics: [Diagnostic]) {
    var rows: [CSVRow] = []
    var diagnostics: [Diagnostic] = []
    for line in lines where line.isSound {
      let cells = line.row.cells.withoutEmptyEnd(beyond: header.count)
      let row = CSVRow(cells: cells, range: line.row.range)
      if cells.count == header.count {
        rows.append(row)
      } else {
        diagnostics.append(.cellCount(of: row, wanted: header.count, header: range))
      }
    }
    return (rows, diagnostics)
  }

  /// The columns without a name that hold something.
  private static func unnamed(in header: [CSVCell], _ rows: [CSVRow]) -> [Diagnostic] {
    header.indices.filter { header[$0].text.trimmed.isEmpty }.compactMap { column in
      guard let used = rows.first(where: { !$0.cells[column].text.trimmed.isEmpty }) else {
        return nil
      }
      return Diagnostic(
        .csvUnnamedColumn, at: header[column].range,
        Phrase("这一列没有名称，它的值不会被使用", "a column without a name; its values are not used"),
        related: [.init(used.cells[column].range, Phrase("它的值", "its value"))],
        hint: Phrase("在表头填写字段名，或删去这一列", "name its field in the header, or delete the column"),
        severity: .warning)
    }
  }
}

extension Diagnostic {
  fileprivate static func tooWide(_ row: CSVRow, limit: Int) -> Diagnostic {
    Diagnostic(
      .csvTooWide, at: row.cells[limit].range,
      Phrase("这一行超过 \(limit) 格", "the row has more than \(limit) cells"),
      hint: Phrase("一行一个项目；把不用的列删去", "a row is one project; delete columns that are not used"))
  }

  fileprivate static func noField(in header: CSVCell, _ vocabulary: Vocabulary) -> Diagnostic {
    let name = vocabulary.nameField.map { vocabulary.fields[$0] }
    let example = Phrase(
      name.map { "，如 `\($0.label)`、`\($0.path.english)`" } ?? "",
      name.map { ", as `\($0.path.english)`" } ?? "")
    return Diagnostic(
      .noDossier, at: header.range,
      Phrase(
        "表头没有一个词汇里的字段，不是项目表",
        "no column names a field of the vocabulary, so this is no table of projects"),
      hint: Phrase(
        "表头写字段名或标签\(example.chinese)；一行一个项目",
        "name fields in the header\(example.english); each other row is a project"))
  }
}

/// Where the parts of a table are.
private struct TableShape {
  let header: Int
  /// The row of units under the header.
  let units: CSVRow?

  var lastOfHeader: Int { units == nil ? header : header + 1 }

  /// nil: there are no rows.
  ///
  /// The header is the row near the top that names the most fields.
  init?(of rows: [CSVRow], _ vocabulary: Vocabulary) {
    guard !rows.isEmpty else { return nil }
    var names = ColumnReader(vocabulary)
    var best = (row: 0, count: 0)
    for (position, row) in rows.prefix(CSVRows.linesAbove).enumerated() {
      let count = row.cells.count { cell in
        switch names.read(cell) {
        case .column, .wrong: true
        case .unknown: false
        }
      }
      if count > best.count { best = (position, count) }
    }
    header = best.row
    let next = best.row + 1 < rows.count ? rows[best.row + 1] : nil
    units = next.flatMap { Self.isUnits($0, vocabulary) ? $0 : nil }
  }

  /// Whether a row holds units and nothing else.
  private static func isUnits(_ row: CSVRow, _ vocabulary: Vocabulary) -> Bool {
    var hasUnit = false
    for cell in row.cells {
      let text = cell.text.plainBrackets.filter { $0 != "(" && $0 != ")" && $0 != " " }
      if text.isEmpty || text == "单位" || text == "无量纲" || AnswerWord.isNone(text)
        || AnswerWord.isHyphen(text)
      {
        continue
      }
      guard vocabulary.units.isUnit(text) else { return false }
      hasUnit = true
    }
    return hasUnit
  }

  /// A row above the header with more than a title in it.
  func unread(in rows: [CSVRow]) -> [Diagnostic] {
    rows[..<header].filter { row in row.cells.count { !$0.text.trimmed.isEmpty } > 1 }.prefix(1).map
    {
      Diagnostic(
        .csvAboveHeader, at: $0.range,
        Phrase("表头以上的行没有采用", "what stands above the header is not used"),
        related: [.init(rows[header].range, Phrase("表头", "the header"))],
        hint: Phrase("项目写在表头以下，一行一个", "projects stand below the header, one a row"),
        severity: .warning)
    }
  }
}

extension [CSVCell] {
  /// How many cells there are up to the last with any text.
  fileprivate var usedCount: Int { withoutEmptyEnd(beyond: 0).count }

  /// The cells without those at the end that are empty and beyond a width.
  fileprivate func withoutEmptyEnd(beyond width: Int) -> [CSVCell] {
    var cells = self
    while cells.count > width, cells.last?.text.trimmed.isEmpty ?? false { cells.removeLast() }
    return cells
  }
}

extension Diagnostic.Code {
  static let csvTooWide = Self(
    name: "csv-too-wide",
    explanation: Phrase(
      """
      表最多 16,384 列，同 Excel。更宽的多半是行列颠倒，或换行丢失。

          项目名称,电能利用效率PUE      一行一个项目
          某数据中心,1.25
      """,
      """
      A table has at most 16,384 columns, as in Excel. A wider one most likely has its rows and columns
      changed over, or lost its line breaks.

          project.name,dataCentre.pue      a row is one project
          a data centre,1.25
      """))

  static let csvAboveHeader = Self(
    name: "csv-above-header",
    explanation: Phrase(
      """
      表头以上可以有标题、填报单位之类的行，它们不参与判断。表头是最上面几行里写了最多字段名的一行。

          2025年项目汇总表,填报单位：某局      没有采用
          项目名称,电能利用效率PUE            表头
          某数据中心,1.25                    一行一个项目
      """,
      """
      A title and the like may stand above the header; nothing of them is used. The header is the row
      near the top that names the most fields.

          projects of 2025,office: x           not used
          project.name,dataCentre.pue          the header
          a data centre,1.25                   one row a project
      """))
}
