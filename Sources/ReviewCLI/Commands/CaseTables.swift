import Rules
import Spreadsheet

// Cases in a spreadsheet, and back.

extension ReviewTool {
  /// `review test --export FILE`: the cases as a table, one a row.
  mutating func exportCases(
    _ path: String, _ operands: [String], _ language: Language
  ) throws(CommandFailure) -> ExitStatus {
    let data = tableOperands(operands)
    guard data.isEmpty else { return try exportTables(path, data, language) }
    guard let kind = TextKind(path: path), kind == .workbook || kind == .table else {
      throw .usage("`--export` 写 .xlsx 或 .csv / `--export` writes .xlsx or .csv")
    }
    let rules = ruleFiles(language)
    var place = OutputGuard(files)
    try place.protect(operands, of: rules)
    try place.check(path)
    var tables: [(path: String, table: CaseTable)] = []
    for source in try rules.caseTexts(operands) {
      guard let table = CaseTable(source) else {
        throw CommandFailure(
          status: .rejected,
          message: "\(source.path)：表格写不下原样：先用 review format 排版，案例里面不写注释"
            + " / a table cannot hold it as it is: run review format first, and keep comments out of cases"
        )
      }
      tables.append((source.path, table))
    }
    guard !tables.isEmpty else {
      terminal.complain("review test: 没有案例文件 / there are no files of cases\n")
      return .rejected
    }
    let bytes =
      kind == .workbook
      ? Self.workbook(tables, language) : Self.csv(CaseSheet(tables, language))
    try files.save(bytes, to: path)
    let count = tables.reduce(0) { $0 + $1.table.rows.count { !$0.title.isEmpty } }
    try terminal.write(
      "\(tables.count) 个文件的 \(count) 个案例写入 \(path) / cases: \(count), files: \(tables.count)\n")
    return .success
  }

  /// A sheet for each file, so that it has its own columns.
  private static func workbook(
    _ tables: [(path: String, table: CaseTable)], _ language: Language
  ) -> [UInt8] {
    var names: Set<String> = []
    let sheets = tables.map { one in
      let sheet = CaseSheet([one], language)
      var drawing = SheetDrawing(
        name: sheetName(one.path, among: &names),
        columns: sheet.header.map { .init(width: max(12, min(40, $0.count * 2))) })
      drawing.frozen = (1, 3)
      drawing.rows = [sheet.header.map { .init($0, .head) }]
      drawing.rows += sheet.rows.map { row in row.map { .init($0, .answerText) } }
      return drawing
    }
    return WorkbookDrawing(sheets: sheets).bytes
  }

  /// The end of a path in up to 31 letters that a sheet can be called by, each once.
  static func sheetName(_ path: String, among names: inout Set<String>) -> String {
    let parts = path.split(separator: "/").suffix(2).joined(separator: "_")
    let plain = String(
      parts.prefix { $0 != "." }.map { "[]:*?\\".contains($0) ? "_" : $0 })
    var name = String(plain.prefix(31))
    var number = 2
    while !names.insert(name.lowercased()).inserted {
      name = String(plain.prefix(28)) + "_\(number)"
      number += 1
    }
    return name
  }

  /// With a byte-order mark, by which Excel knows UTF-8.
  private static func csv(_ sheet: CaseSheet) -> [UInt8] {
    [0xEF, 0xBB, 0xBF]
      + Array(([sheet.header] + sheet.rows).map { CSVWriter.line($0) }.joined().utf8)
  }

  /// `review test --import FILE`: an edited table, back into the files of cases.
  mutating func importCases(
    _ path: String, _ operands: [String], _ language: Language
  ) throws(CommandFailure) -> ExitStatus {
    let rules = ruleFiles(language)
    let known = try rules.caseTexts(operands)
    let folders = try rules.folders(operands)
    var written: [(path: String, bytes: [UInt8])] = []
    var tables: [(path: String, table: CaseTable)] = []
    var count = 0
    for (name, cells) in try cells(of: path, language) {
      if let table = try importedTable(cells, name) {
        count += 1
        guard table.bytes != table.old else { continue }
        written.append((table.path, table.bytes))
        continue
      }
      do throws(CaseSheet.Problem) { tables += try CaseSheet.tables(cells) } catch {
        throw CommandFailure(
          status: .rejected,
          message: "\(name):\(error.row)：\(error.message.chinese) / \(error.message.english)")
      }
    }
    for (file, table) in tables {
      let old = known.first { $0.path == file }
      guard old != nil || Self.isCaseFile(file, below: folders) else {
        throw CommandFailure(
          status: .rejected,
          message: "`\(file)` 不是规则文件夹里的案例文件 / `\(file)` is no file of cases below the rules")
      }
      let text = SourceText(path: file, text: table.text(old?.mainLanguage ?? language))
      let (_, problems) = Parser.parse(text)
      guard !problems.hasErrors else {
        complain(problems, of: [text], language: language)
        return .rejected
      }
      guard text.bytes != old?.bytes else { continue }
      written.append((file, text.bytes))
    }
    guard !tables.isEmpty || count > 0 else {
      throw CommandFailure(
        status: .rejected,
        message: "`\(path)` 里没有案例：表头下面一行写一个案例"
          + " / there are no cases in it: below the head each row is one")
    }
    let changed = written.count
    // Nothing is written unless all of it can be read.
    for (file, bytes) in written { try files.save(bytes, to: file) }
    try terminal.write(
      "\(tables.count + count) 个文件，改动 \(changed) 个 / files: \(tables.count + count), changed: \(changed)\n"
    )
    return .success
  }

  private static func isCaseFile(_ path: String, below folders: [String]) -> Bool {
    TextKind(path: path) == .cases && !path.split(separator: "/").contains("..")
      && folders.contains { path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
  }

  /// The cells of a table, or of each sheet of a workbook.
  private func cells(
    of path: String, _ language: Language
  ) throws(CommandFailure) -> [(name: String, cells: [[String]])] {
    let bytes = try files.bytes(of: path)
    guard Workbook.isLikely(bytes) else {
      let source = try files.text(of: path)
      let read = CSVReader.rows(of: source, index: 0)
      guard !read.diagnostics.hasErrors else {
        complain(read.diagnostics, of: [source], language: language)
        throw CommandFailure(
          status: .rejected, message: "`\(path)` 读不出 / `\(path)` cannot be read")
      }
      return [(path, read.rows.map { $0.row.cells.map { $0.text } })]
    }
    do throws(SpreadsheetFailure) {
      return try Workbook(bytes).sheets.filter { !$0.isHidden && !$0.rows.isEmpty }.map { sheet in
        ("\(path)[\(sheet.name)]", sheet.rows.map { $0.cells })
      }
    } catch {
      let problem = error.diagnostic(SourceText(path: path, bytes: bytes))
      complain(Problems(only: problem, path: path), language)
      throw CommandFailure(status: .rejected, message: "`\(path)` 读不出 / `\(path)` cannot be read")
    }
  }
}

extension RuleFiles {
  /// The files of cases among paths, or among the default rules.
  func caseTexts(_ operands: [String]) throws(CommandFailure) -> [SourceText] {
    let folders = try folders(operands)
    guard !folders.isEmpty else { return [] }
    return try sources(folders, .rulesAndCases).filter { TextKind(path: $0.path) == .cases }
  }
}
