import Rules
import Spreadsheet

// The tables of the rules in a workbook, and back.

extension ReviewTool {
  /// The tables among the operands, which are exported in the place of cases.
  func tableOperands(_ operands: [String]) -> [String] {
    operands.filter { TextKind(path: $0) == .table }
  }

  /// `review test TABLE.csv... --export FILE.xlsx`: tables of the rules, a sheet each.
  mutating func exportTables(
    _ path: String, _ tables: [String], _ language: Language
  ) throws(CommandFailure) -> ExitStatus {
    guard TextKind(path: path) == .workbook else {
      throw .usage("表写成 .xlsx / a table is exported as .xlsx")
    }
    var place = OutputGuard(files)
    place.protect(tables)
    try place.check(path)
    var names: Set<String> = []
    var sheets: [SheetDrawing] = []
    for file in tables {
      let source = SourceText(path: file, bytes: try files.bytes(of: file))
      guard let table = TableText(source), let header = table.cells.first else {
        throw CommandFailure(
          status: .rejected,
          message: "\(file)：读不出，或有空行和多余的引号，写不回原样"
            + " / it cannot be read, or has blank lines or idle quotation marks that would be lost")
      }
      var sheet = SheetDrawing(
        name: Self.sheetName(file, among: &names),
        columns: [.init(width: 30)] + header.map { _ in .init(width: 18) })
      sheet.frozen = (1, 2)
      sheet.rows = [[.init(Self.fileHead[language], .head)] + header.map { .init($0, .head) }]
      sheet.rows += table.cells.dropFirst().map { row in
        [.init(file, .label)] + row.map { .init($0, .answerText) }
      }
      sheets.append(sheet)
    }
    try files.save(WorkbookDrawing(sheets: sheets).bytes, to: path)
    try terminal.write("\(tables.count) 个表写入 \(path) / tables: \(tables.count)\n")
    return .success
  }

  static var fileHead: Phrase { Phrase("文件", "file") }

  /// The table that cells are of, and what to write; nil: they hold cases.
  func importedTable(
    _ cells: [[String]], _ name: String
  ) throws(CommandFailure) -> (path: String, old: [UInt8], bytes: [UInt8])? {
    guard let header = cells.first, let first = header.first,
      Self.fileHead.chinese == first || Self.fileHead.english == first,
      !header.contains(Keyword.caseOf.spelling.chinese),
      !header.contains(Keyword.caseOf.spelling.english)
    else { return nil }
    let rows = cells.dropFirst().filter { $0.contains { !$0.isEmpty } }
    let paths = Set(rows.map { $0.first ?? "" })
    guard paths.count == 1, let path = paths.first, TextKind(path: path) == .table else {
      throw CommandFailure(
        status: .rejected,
        message:
          "\(name)：一张工作表是一个表，`文件` 一列都写同一个 .csv / a sheet is one table: write the same .csv in each row"
      )
    }
    let source = SourceText(path: path, bytes: try files.bytes(of: path))
    guard let old = TableText(source) else {
      throw CommandFailure(
        status: .rejected, message: "`\(path)` 读不出 / `\(path)` cannot be read")
    }
    let width = header.lastIndex { !$0.isEmpty } ?? 0
    let new = old.with(
      ([header] + rows).map { row in Array(row.dropFirst().prefix(width)) })
    return (path, source.bytes, new.bytes)
  }
}
