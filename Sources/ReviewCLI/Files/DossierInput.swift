import Reports
import Rules
import Spreadsheet

/// One dossier to judge, still unread.
enum DossierUnit: Sendable {
  /// A file that holds one JSON object; its value, where it was read already and nothing is wrong
  /// with it.
  case text(SourceText, JSONNode? = nil)
  /// One line of a stream.
  case line(DossierLine)
  /// An element of a JSON array.
  case node(JSONNode, of: SourceText)
  /// A row of a CSV file.
  case row(CSVRow, RowReader, of: SourceText)
  /// A form, one question a row.
  case form(SourceText)

  var source: SourceText {
    switch self {
    case .text(let source, _), .node(_, let source), .row(_, _, let source), .form(let source):
      source
    case .line(let line): line.source
    }
  }

  /// The line that it begins on, from 1.
  var line: Int {
    switch self {
    case .text(let source, _), .form(let source): source.firstLine
    case .line(let line): line.number
    case .node(let node, let source): source.position(of: Int(node.range.start)).line
    case .row(let row, _, let source): source.position(of: Int(row.range.start)).line
    }
  }
}

extension DossierUnit {
  var path: String {
    switch self {
    case .line(let line): line.path
    case .text, .node, .row, .form: source.path
    }
  }

  /// How much of its file it takes, in bytes.
  var size: Int {
    switch self {
    case .text(let source, _), .form(let source): source.bytes.count + 1
    case .line(let line): line.bytes.count + 1
    case .node(let node, _): Int(node.range.end - node.range.start)
    case .row(let row, _, _): Int(row.range.end - row.range.start) + 1
    }
  }
}

/// What a file brings, one after another in its order.
enum Incoming: Sendable {
  /// With what was said of the file that it stands in.
  case dossier(DossierUnit, in: [ReadingWarning] = [])
  /// A line, a row or a whole file that no dossier can be read from.
  case rejected(RejectedDossier)
  /// What is to be said before what follows.
  case problems(Problems)
  /// A file that the system does not hand over.
  case failure(CommandFailure, path: String)
  /// Nothing more has come yet: who writes at the other end may be waiting for an answer.
  case pause
}

/// Finds the dossiers that the operands of a command name.
struct DossierInput {
  let files: FileStore
  let vocabulary: Vocabulary
  /// Whether standard input holds one dossier a line.
  let streamsLines: Bool
  /// Whether a long table is read in pieces, of which none holds the whole file.
  var streamsTables = false
  /// The number of the first line of a stream.
  var firstLine = 1
  /// What stands for the numbers of what is rejected.
  var names = DossierNames()

  /// Reads a file, or the lines of a stream in bounded memory; false ends the reading.
  func read(
    _ entry: DossierFiles.Entry, _ handle: (Incoming) -> Bool
  ) throws(CommandFailure) {
    try entry.inFolder?.requirePlain()
    let path = entry.path
    if streamsTables, try isLongTable(path) { return try readTable(path, handle) }
    guard TextKind(path: path)?.isLineStream ?? (path == "-" && streamsLines) else {
      let source = SourceText(path: path, bytes: try files.bytes(of: path))
      _ = read(source, isInFolder: entry.inFolder != nil, handle)
      return
    }
    var table = TableRun()
    var recoded: Problems?
    try DossierLines.read(
      path, from: firstLine, in: files, piecesTables: streamsTables, isHeader: isHeader
    ) { item in
      switch item {
      case .dossier(let line): return handle(.dossier(.line(line)))
      case .recoded(let line):
        // The encoding of a stream is told once, and in the result of each line that is read by it.
        let isFirst = recoded == nil
        let problems = recoded ?? Self.recoding(in: line.source)
        recoded = problems
        return (!isFirst || handle(.problems(problems)))
          && handle(.dossier(.line(line), in: problems.warnings))
      case .tooLong(let start):
        return reject([.lineTooLong(limit: LineEvent.lengthLimit)], start, handle)
      case .whole(let source): return read(source, handle)
      // What its beginning does not show to be a table is told once.
      case .rows(let piece): return read(piece, of: path, &table, handle) && table.header != nil
      case .pause: return handle(.pause)
      // No line comes out where none went in.
      case .nothing: return handle(.problems(Problems(only: .noDossier, path: path)))
      }
    }
  }

  /// That a text was taken for GB18030, said at its line.
  private static func recoding(in text: SourceText) -> Problems {
    Problems(
      source: SourceText(path: text.path, bytes: [], firstLine: text.firstLine),
      diagnostics: [.guessedGB18030])
  }

  private func reject(
    _ problems: [Diagnostic], _ source: SourceText, _ handle: (Incoming) -> Bool
  ) -> Bool {
    let id = names.mark(line: source.firstLine, in: source.path)
    return handle(.problems(Problems(source: source, diagnostics: problems)))
      && handle(
        .rejected(RejectedDossier(id: id, line: source.firstLine, problems, in: source)))
  }

  private func read(
    _ source: SourceText, isInFolder: Bool = false, _ handle: (Incoming) -> Bool
  ) -> Bool {
    hand(over: content(of: source, isInFolder: isInFolder), handle)
  }

  /// - Parameter above: What was said of the header that stands in an earlier piece.
  private func hand(
    over content: Content, above: [ReadingWarning] = [], _ handle: (Incoming) -> Bool
  ) -> Bool {
    for problems in content.problems where !handle(.problems(problems)) { return false }
    guard content.hasRows || !content.units.isEmpty else {
      guard let problems = content.problems.first(where: { $0.diagnostics.hasErrors }) else {
        return true
      }
      let errors = problems.diagnostics.filter { $0.severity == .error }
      let id = names.mark(line: 1, in: problems.source.path)
      return handle(.rejected(RejectedDossier(id: id, line: 1, errors, in: problems.source)))
    }
    var rejected = RejectedRows(content.problems, names)
    let warnings = above + content.problems.flatMap { $0.warnings }
    for unit in content.units {
      for row in rejected.next(before: unit) where !handle(.rejected(row)) { return false }
      guard handle(.dossier(unit, in: warnings)) else { return false }
    }
    for row in rejected.rest() where !handle(.rejected(row)) { return false }
    return true
  }

  // MARK: - Long tables

  /// Whether a file is a table of one byte or more a character that is worth reading in pieces.
  private func isLongTable(_ path: String) throws(CommandFailure) -> Bool {
    guard TextKind(path: path) == .table, let state = try files.state(of: path) else {
      return false
    }
    return state.kind == .plain && state.size > TablePieces.size
  }

  /// Reads a table in pieces, of which the first one has the header; what is no plain table is read
  /// as a whole.
  private func readTable(
    _ path: String, _ handle: (Incoming) -> Bool
  ) throws(CommandFailure) {
    var table = TableRun()
    try TablePieces.read(path, in: files) { start in
      reject([.lineTooLong(limit: LineEvent.lengthLimit)], start, handle)
    } _: { piece in
      if table.header == nil {
        let source = SourceText(path: path, bytes: piece.bytes, firstLine: piece.firstLine)
        guard content(of: source).table != nil else { return false }
      }
      return read(piece, of: path, &table, handle)
    }
    if table.header == nil {
      _ = read(SourceText(path: path, bytes: try files.bytes(of: path)), handle)
    }
  }

  /// A table whose pieces come one after another.
  private struct TableRun {
    /// nil: none has come, or what came is no plain table.
    var header: DossierTable?
    /// What was said of the header.
    var said: [ReadingWarning] = []
  }

  /// Hands over the rows of a piece, or all that its text is found to be where it has no header.
  private func read(
    _ piece: TablePieces.Piece, of path: String, _ table: inout TableRun,
    _ handle: (Incoming) -> Bool
  ) -> Bool {
    let source = SourceText(path: path, bytes: piece.bytes, firstLine: piece.firstLine)
    if let header = table.header {
      return hand(over: rows(of: source.decoded, below: header), above: table.said, handle)
    }
    let content = content(of: source)
    table.header = content.table
    table.said = content.problems.flatMap { $0.allWarnings }
    return hand(over: content, handle)
  }

  private func rows(of source: SourceText, below above: DossierTable) -> Content {
    let (table, problems) = above.below(source)
    return Content(
      units(of: table, source),
      [Problems(source: source, diagnostics: problems)], hasRows: true)
  }

  /// The dossiers of a text, and what is wrong with it.
  private struct Content {
    var units: [DossierUnit]
    var problems: [Problems]
    /// Whether it has rows, so that an error rejects a row and not all of it.
    var hasRows = false
    /// The table that it is, with rows below a header; nil for anything else.
    var table: DossierTable?

    init(_ units: [DossierUnit], _ problems: [Problems], hasRows: Bool = false) {
      (self.units, self.problems, self.hasRows) = (units, problems, hasRows)
    }

    /// What is rejected as a whole.
    init(only problem: Diagnostic, _ path: String) {
      self.init([], [Problems(only: problem, path: path)])
    }

    /// Whether nothing was found in it, and nobody said why.
    var isSilent: Bool { units.isEmpty && !problems.contains { $0.diagnostics.hasErrors } }
  }

  private func content(of source: SourceText, isInFolder: Bool = false) -> Content {
    let path = source.path
    if Workbook.isLikely(source.bytes) { return sheets(of: source) }
    if let problem = ForeignFile.problem(in: source.bytes) { return Content(only: problem, path) }
    let (text, warning) = source.recoded
    if let problem = ForeignFile.misnamed(text.bytes, as: TextKind(path: path)) {
      return Content(only: problem, path)
    }
    var content = isTable(text) ? rows(of: text) : nodes(of: text, isInFolder: isInFolder)
    if warning != nil { content.problems.insert(Self.recoding(in: text), at: 0) }
    return content.isSilent ? Content(only: .noDossier, path) : content
  }

  /// By its name; a stream by its first line; by its first rows what spreadsheets save under other
  /// names: “Unicode text” as .txt, a table in CSV that somebody called .xlsx.
  private func isTable(_ text: SourceText) -> Bool {
    switch TextKind(path: text.path) {
    case .table: return true
    case .json, .rules, .cases: return false
    case .lines, .newlineDelimited:
      let end = text.bytes.firstIndex(of: UInt8(ascii: "\n")) ?? text.bytes.count
      return isHeader(SourceText(path: text.path, bytes: Array(text.bytes[..<end])))
    case .policy, .workbook, nil:
      var start = text.bytes.prefix(Self.headLimit)
      if start.endIndex < text.bytes.endIndex,
        let end = start.lastIndex(of: UInt8(ascii: "\n"))
      {
        start = start[..<end]
      }
      let head = SourceText(path: text.path, bytes: Array(start))
      return FormReader.isForm(text) || isHeader(head)
    }
  }

  /// How much of a text tells whether it is a table, in bytes.
  private static let headLimit = 1 << 16

  /// Whether a line names fields as the header of a table does.
  private func isHeader(_ line: SourceText) -> Bool {
    guard let first = line.bytes.first, !"{[".utf8.contains(first) else { return false }
    let text = line.decoded
    return text.bytes.count <= Self.headLimit
      && DossierTable.read(text, vocabulary: vocabulary).table?.namesFields ?? false
  }

  private func nodes(of source: SourceText, isInFolder: Bool) -> Content {
    let (node, problems) = JSONReader.read(source, index: 0)
    switch node?.kind {
    case .array(let items) where problems.isEmpty:
      // What holds numbers or texts alone is one mistake, not a stock of many.
      guard items.isEmpty || items.contains(where: { $0.isObject }) else { break }
      return Content(items.map { .node($0, of: source) }, [])
    case .object(let members) where problems.isEmpty && isInFolder:
      // Nobody said that every file of a folder is one.
      guard !DossierReader(vocabulary: vocabulary).knowsNone(of: members) else {
        return Content(only: .strangeObject, source.path)
      }
    default: break
    }
    return Content([.text(source, problems.isEmpty ? node : nil)], [])
  }

  // MARK: - Tables

  private func rows(of source: SourceText) -> Content {
    if FormReader.isForm(source) {
      let form = FormReader.source(path: source.path, bytes: source.bytes)
      return Content([.form(form)], [])
    }
    let (table, problems) = DossierTable.read(source, vocabulary: vocabulary)
    var content = Content(
      units(of: table, source),
      [Problems(source: source, diagnostics: problems, saidByRows: table?.reader.headerWarnings)],
      hasRows: table?.hasSoundHeader ?? false)
    if let table, table.hasSoundHeader, !table.rows.isEmpty { content.table = table }
    return content
  }

  private func units(of table: DossierTable?, _ source: SourceText) -> [DossierUnit] {
    table.map { table in table.rows.map { .row($0, table.reader, of: source) } } ?? []
  }

  /// The sheets of a workbook that are a form; nil: none is.
  static func form(_ sheets: [Workbook.Sheet], path: String) -> SourceText? {
    let forms = sheets.map { (name: $0.name, csv: $0.csv) }.filter {
      FormReader.isForm(SourceText(path: path, bytes: $0.csv))
    }
    return forms.isEmpty ? nil : FormReader.source(path: path, sheets: forms)
  }

  /// The form that the sheets are; or the rows of every sheet whose header names fields, and of the
  /// first sheet when none does.
  private func sheets(of file: SourceText) -> Content {
    let workbook: Workbook
    do throws(SpreadsheetFailure) {
      workbook = try Workbook(file.bytes)
    } catch {
      return Content(only: error.diagnostic(file), file.path)
    }
    let filled = workbook.sheets.filter { !$0.rows.isEmpty }
    if let form = Self.form(filled.filter { !$0.isHidden }, path: file.path) {
      return Content([.form(form)], [])
    }
    let read = filled.map { sheet in
      let path = filled.count == 1 ? file.path : "\(file.path)[\(sheet.name)]"
      let source = SourceText(path: path, bytes: sheet.csv)
      let (table, problems) = DossierTable.read(source, vocabulary: vocabulary)
      return (sheet: sheet, source: source, table: table, problems: problems)
    }
    let tables = read.filter { !$0.sheet.isHidden && $0.table?.namesFields ?? false }
    let chosen = tables.isEmpty ? Array(read.filter { !$0.sheet.isHidden }.prefix(1)) : tables
    let units = chosen.flatMap { self.units(of: $0.table, $0.source) }
    var problems = chosen.map { read in
      let merged = MergedCells(read.sheet.merges, in: read.table?.rows ?? [], of: read.source)
      return Problems(
        source: read.source, diagnostics: read.problems + merged.warnings,
        saidByRows: read.table?.reader.headerWarnings)
    }
    let names = Set(chosen.map { $0.sheet.name })
    for other in read where !names.contains(other.sheet.name) {
      let unread =
        other.sheet.isHidden
        ? (other.table?.namesFields ?? false ? UnreadFile.hiddenSheet : nil)
        : (other.sheet.isTable ? UnreadFile.strangeSheet : nil)
      if let unread { problems.append(Problems(only: unread, path: other.source.path)) }
    }
    let content = Content(
      units, problems, hasRows: chosen.contains { $0.table?.hasSoundHeader ?? false })
    return content.isSilent ? Content(only: .noDossier, file.path) : content
  }
}

/// What is wrong with one file.
struct Problems: Sendable {
  let source: SourceText
  let diagnostics: [Diagnostic]
  /// Where each row below a header says what is wrong with it.
  private let saidByRows: Set<SourceRange>

  init(source: SourceText, diagnostics: [Diagnostic], saidByRows: [Diagnostic]? = nil) {
    (self.source, self.diagnostics) = (source, diagnostics)
    self.saidByRows = Set((saidByRows ?? []).map { $0.range })
  }

  /// A problem with a file as a whole, none of whose lines is to be shown.
  init(only diagnostic: Diagnostic, path: String) {
    self.init(source: SourceText(path: path, bytes: []), diagnostics: [diagnostic])
  }

  /// What does not reject, that which rows say included.
  var allWarnings: [ReadingWarning] {
    diagnostics.filter { $0.severity == .warning }.map { ReadingWarning($0, in: source) }
  }

  /// What does not reject, as results carry it; each once.
  var warnings: [ReadingWarning] {
    diagnostics.filter { $0.severity == .warning && !saidByRows.contains($0.range) }
      .map { ReadingWarning($0, in: source) }
  }
}

extension Workbook.Sheet {
  /// Whether it looks like a table, rather than a page of notes.
  fileprivate var isTable: Bool {
    rows.count > 1 && rows.contains { $0.cells.count { !$0.isEmpty } > 1 }
  }
}

extension SpreadsheetFailure {
  /// What is said of a file that is no readable workbook.
  func diagnostic(_ file: SourceText) -> Diagnostic {
    switch self {
    case .noWorkbook:
      ForeignFile.problem(in: file.bytes) ?? .noDossier
    case .encrypted:
      ForeignFile.unreadable(
        Phrase("工作簿加了密码", "the workbook is protected by a password"),
        hint: Phrase("取消密码后再保存", "save it without the password"))
    case .tooLarge:
      ForeignFile.unreadable(
        Phrase("工作簿太大", "the workbook is too large"),
        hint: Phrase(
          "只留项目的表，删去图片和多余的行列，或另存为“CSV UTF-8”",
          "keep the table of projects alone, or save it as CSV UTF-8"))
    case .manySheets(let limit):
      ForeignFile.unreadable(
        Phrase("工作簿的表超过 \(limit) 张", "the workbook has more than \(limit) sheets"),
        hint: Phrase(
          "只留项目的表，或分成几个工作簿", "keep the sheets of projects alone, or make several workbooks"))
    case .longText(let place, let limit):
      ForeignFile.unreadable(
        Phrase(
          "工作簿里一个单元格（`\(place)`）超过 \(limit) 字",
          "a cell of the workbook (`\(place)`) has more than \(limit) characters"),
        hint: Phrase(
          "一个单元格写一个值，长文放在附件里", "write one value a cell, and long texts in an annex"))
    case .damaged(let part):
      ForeignFile.unreadable(
        Phrase("工作簿已损坏（`\(part)`）", "the workbook is damaged (`\(part)`)"),
        hint: Phrase("用 Excel 或 WPS 打开并重新保存", "open it in Excel or WPS and save it again"))
    }
  }
}

extension JSONNode {
  fileprivate var isObject: Bool { if case .object = kind { true } else { false } }
}
