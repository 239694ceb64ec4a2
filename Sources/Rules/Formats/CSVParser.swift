/// The place of a ``CSVReader`` in its text, and what it has reported so far.
struct CSVParser {
  private let bytes: [UInt8]
  private let index: Int
  private var position = 0
  private(set) var separator = UInt8(ascii: ",")
  private(set) var diagnostics: [Diagnostic] = []

  init(bytes: [UInt8], index: Int) {
    self.bytes = bytes
    self.index = index
    if TextCheck.hasByteOrderMark(bytes) { position = 3 }
  }

  mutating func table() -> CSVTable? {
    guard let header = nextRow() else {
      if diagnostics.isEmpty { append(TextCheck.empty(at: range(position, position))) }
      return nil
    }
    if let separator = foreignSeparator(in: header) {
      report(separator, in: header)
      return nil
    }
    checkNames(header)
    // Without a sound header nobody knows what the cells below it mean.
    guard diagnostics.isEmpty else { return nil }
    var rows: [CSVRow] = []
    var problemCount = 0
    while let row = nextRow() {
      if row.cells.count != header.cells.count {
        append(.cellCount(of: row, wanted: header.cells.count, header: header.range))
      }
      if diagnostics.count == problemCount { rows.append(row) }
      problemCount = diagnostics.count
    }
    return CSVTable(header: header.cells, rows: rows)
  }

  /// The rows with any text in them, separated by whichever of comma, tab and semicolon the text
  /// begins with, unless it is known; a row with a problem is reported and marked.
  mutating func rows(separatedBy known: UInt8? = nil) -> [CSVRows.Row] {
    separator = known ?? separatorAtStart()
    var rows: [CSVRows.Row] = []
    var problemCount = diagnostics.count
    while let row = nextRow() {
      rows.append(CSVRows.Row(row: row, isSound: diagnostics.count == problemCount))
      problemCount = diagnostics.count
    }
    return rows
  }

  /// The separator that stands most often on one of the first lines, outside quotation marks.
  private func separatorAtStart() -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]
    var best = (separator: candidates[0], count: 0)
    var counts = [0, 0, 0]
    var (line, isQuoted) = (0, false)
    for byte in bytes[position...] {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if let place = candidates.firstIndex(of: byte) {
        counts[place] += 1
        if counts[place] > best.count { best = (byte, counts[place]) }
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        counts = [0, 0, 0]
        line += 1
        if line == CSVRows.linesAbove { break }
      }
    }
    return best.separator
  }

  /// The next row with any text in it; nil at the end, and when a cell has none.
  private mutating func nextRow() -> CSVRow? {
    while position < bytes.count {
      let start = position
      guard let first = cell() else { return nil }
      var cells = [first]
      while position < bytes.count, bytes[position] == separator {
        position += 1
        guard let next = cell() else { return nil }
        cells.append(next)
      }
      let row = CSVRow(cells: cells, range: range(start, position))
      skipLineBreak()
      if cells.contains(where: { !$0.text.isEmpty }) { return row }
    }
    return nil
  }

  /// Reads a cell, and stops at the comma or the line break behind it.
  private mutating func cell() -> CSVCell? {
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return quotedCell() }
    let start = position
    skipToCellEnd(from: start)
    return CSVCell(text: text(start, position), range: range(start, position))
  }

  /// Reads a cell in quotation marks; nil, with a report, when they are not closed.
  private mutating func quotedCell() -> CSVCell? {
    let start = position
    var content: [UInt8] = []
    var partStart = start + 1
    position = partStart
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "\"") {
        position += 1
        continue
      }
      content += bytes[partStart..<position]
      position += 1
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        skipToCellEnd(from: start)
        return CSVCell(
          text: String(decoding: content, as: UTF8.self), range: range(start, position))
      }
      // Of two quotation marks in a row, the second is the content.
      partStart = position
      position += 1
    }
    reportUnterminatedQuote(start)
    return nil
  }

  /// Moves to the end of the cell; text behind its quotation marks is reported and left out.
  private mutating func skipToCellEnd(from start: Int) {
    let stray = position
    var hasQuote = false
    while position < bytes.count, !isCellEnd(bytes[position]) {
      if bytes[position] == UInt8(ascii: "\"") { hasQuote = true }
      position += 1
    }
    if hasQuote || (stray > start && position > stray) { reportStrayQuote(start, position) }
  }

  private func isCellEnd(_ byte: UInt8) -> Bool {
    byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private mutating func skipLineBreak() {
    let first = position < bytes.count ? bytes[position] : nil
    if first != nil { position += 1 }
    if first == UInt8(ascii: "\r"), position < bytes.count, bytes[position] == UInt8(ascii: "\n") {
      position += 1
    }
  }

  private func range(_ start: Int, _ end: Int) -> SourceRange {
    SourceRange(source: index, start: start, end: end)
  }

  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func append(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }
}

// MARK: - Checks

extension CSVParser {
  private mutating func checkNames(_ header: CSVRow) {
    var first: [String: SourceRange] = [:]
    for cell in header.cells {
      if cell.text.isEmpty {
        append(
          Diagnostic(
            .csvUnnamedColumn, at: cell.range,
            Phrase("这一列没有名称", "a column without a name"),
            hint: Phrase("填写字段名，或删去这一列", "name its field, or delete the column")))
      } else if let earlier = first[cell.text] {
        append(
          Diagnostic(
            .csvDuplicateColumn, at: cell.range,
            Phrase(
              "列 `\(TextCheck.excerpt(cell.text))` 重复",
              "the column `\(TextCheck.excerpt(cell.text))` stands twice"),
            related: [Diagnostic.Label(earlier, Phrase("先前在此", "first here"))],
            hint: Phrase("保留其中一列", "keep one of the two")))
      } else {
        first[cell.text] = cell.range
      }
    }
  }

  /// The character that a header in one piece seems to be separated by; nil when none is.
  private func foreignSeparator(in header: CSVRow) -> Unicode.Scalar? {
    guard header.cells.count == 1, let cell = header.cells.first,
      bytes[Int(cell.range.start)] != UInt8(ascii: "\"")
    else { return nil }
    return cell.text.unicodeScalars.first { [";", "\t", "|", "，", "；"].contains($0) }
  }

  private mutating func report(_ separator: Unicode.Scalar, in header: CSVRow) {
    let name =
      separator == "\t" ? Phrase("制表符", "tabs") : Phrase("`\(separator)`", "`\(separator)`")
    append(
      Diagnostic(
        .csvSeparator, at: header.range,
        Phrase("各列以 \(name.chinese) 分隔", "the columns are separated by \(name.english)"),
        hint: Phrase(
          "用半角逗号分隔：在表格软件中另存为“CSV UTF-8（逗号分隔）”",
          "separate them by commas: save as \"CSV UTF-8 (comma delimited)\"")))
  }

  private mutating func reportUnterminatedQuote(_ start: Int) {
    append(
      Diagnostic(
        .csvUnterminatedQuote, at: range(start, start + 1),
        Phrase("这一格缺少结尾的引号", "the cell has no closing quotation mark"),
        hint: Phrase(
          "以 `\"` 结尾；引号本身写作 `\"\"`",
          "close it with `\"`; write a quotation mark itself as `\"\"`")))
  }

  private mutating func reportStrayQuote(_ start: Int, _ end: Int) {
    append(
      Diagnostic(
        .csvStrayQuote, at: range(start, end),
        Phrase("引号没有包住整格", "the quotation marks do not hold the whole cell"),
        hint: Phrase(
          "整格写在引号里，其中的引号写两次：`\"说 \"\"好\"\"\"`",
          "quote all of it, and double the marks inside: `\"say \"\"yes\"\"\"`")))
  }
}

extension Diagnostic {
  /// A row with another number of cells than its header.
  ///
  /// - Parameter header: Where the header stands; nil: in another text.
  static func cellCount(of row: CSVRow, wanted: Int, header: SourceRange?) -> Diagnostic {
    let count = row.cells.count
    let place = count > wanted ? row.cells[wanted].range.through(row.range) : row.range
    return Diagnostic(
      .csvCellCount, at: place,
      Phrase(
        "这一行有 \(count) 格，表头有 \(wanted) 列",
        "\(count) \(count == 1 ? "cell" : "cells") under \(wanted) columns"),
      related: header.map {
        [Diagnostic.Label($0, Phrase("\(wanted) 列", "\(wanted) columns"))]
      } ?? [],
      hint: count > wanted
        ? Phrase("含逗号的格写在引号里：`\"一期, 二期\"`", "quote a cell with a comma: `\"a, b\"`")
        : Phrase("空格也要写逗号：`A,,C`", "an empty cell needs its comma too: `A,,C`"))
  }
}

extension Diagnostic.Code {
  static let csvSeparator = Self(
    name: "csv-separator",
    explanation: Phrase(
      """
      CSV 各列以半角逗号分隔；分号、制表符和全角逗号都不是分隔符。

          项目;地址;pue        分号
          项目,地址,pue        正确
      """,
      """
      The columns of CSV are separated by commas, not by semicolons, tabs or full-width commas.

          project;address;pue      semicolons
          project,address,pue      right
      """))

  static let csvCellCount = Self(
    name: "csv-cell-count",
    explanation: Phrase(
      """
      每一行的格数与表头的列数相同。多出一格，多半是某格里有逗号而没有加引号。

          项目,说明
          A,一期, 二期          三格
          A,"一期, 二期"        两格
      """,
      """
      A row has as many cells as the header. One too many is most likely a comma inside a cell that
      is not quoted.

          project,note
          A,phase one, two        three cells
          A,"phase one, two"      two cells
      """))

  static let csvDuplicateColumn = Self(
    name: "csv-duplicate-column",
    explanation: Phrase(
      """
      表头里一个名称只能出现一次，否则无从知道以哪一列为准。

          项目,pue,pue
      """,
      """
      A name stands once in the header: of two columns nobody could tell which one is meant.

          project,pue,pue
      """))

  static let csvUnnamedColumn = Self(
    name: "csv-unnamed-column",
    explanation: Phrase(
      """
      表头的每一列都要有名称。表格右侧的空列在导出时会留下多余的逗号。

          项目,pue,,        两列没有名称
          项目,pue          正确
      """,
      """
      Every column of the header has a name. Empty columns at the right of a spreadsheet leave
      commas behind when it is exported.

          project,pue,,        two columns without a name
          project,pue          right
      """))

  static let csvUnterminatedQuote = Self(
    name: "csv-unterminated-quote",
    explanation: Phrase(
      """
      以 `"` 开头的格到下一个单独的 `"` 为止，其间可以换行；没有结尾就会一直读到文件末尾。

          A,"一期        缺少结尾的 `"`
          A,"一期"       正确
      """,
      """
      A cell that begins with `"` goes on to the next single `"`, over line breaks too; without one
      it swallows the rest of the file.

          A,"phase one        the closing `"` is missing
          A,"phase one"       right
      """))

  static let csvStrayQuote = Self(
    name: "csv-stray-quote",
    explanation: Phrase(
      #"""
      引号要包住整格，前后不能有别的字符；格内的引号写两次。

          A,所谓"绿电"            引号只包住一部分
          A,"所谓""绿电"""        正确
      """#,
      #"""
      Quotation marks hold the whole cell, with nothing before or behind them; a mark inside the
      cell is written twice.

          A,so-called "green"              only a part is quoted
          A,"so-called ""green"""          right
      """#))
}
