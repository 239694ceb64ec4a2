import Rules
import Spreadsheet

/// One dossier to judge, still unread.
enum DossierUnit {
  /// A file, or one line of a stream, that holds one JSON object; its value, where it was read
  /// already and nothing is wrong with it.
  case text(SourceText, JSONNode? = nil)
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
    }
  }

  /// The line that it begins on, from 1.
  var line: Int {
    switch self {
    case .text(let source, _), .form(let source): source.firstLine
    case .node(let node, let source): source.position(of: Int(node.range.start)).line
    case .row(let row, _, let source): source.position(of: Int(row.range.start)).line
    }
  }
}

/// Finds the dossiers that the operands of a command name.
struct DossierInput {
  let files: FileStore
  let vocabulary: Vocabulary
  /// Whether standard input holds one dossier a line.
  let streamsLines: Bool

  func isLineStream(_ path: String) -> Bool {
    TextKind(path: path)?.isLineStream ?? (path == "-" && streamsLines)
  }

  /// The dossiers of one file that is no line stream, and what is wrong with each of its texts.
  func units(of path: String) throws(CommandFailure) -> (
    units: [DossierUnit], problems: [Problems]
  ) {
    let source = SourceText(path: path, bytes: try files.bytes(of: path))
    if Workbook.isLikely(source.bytes) { return sheets(of: source) }
    if let problem = ForeignFile.problem(in: source.bytes) {
      return ([], [Problems(only: problem, path: path)])
    }
    let text = source.decoded
    if let problem = ForeignFile.misnamed(text.bytes, as: TextKind(path: path)) {
      return ([], [Problems(only: problem, path: path)])
    }
    let (units, problems) = TextKind(path: path) == .table ? rows(of: text) : nodes(of: text)
    guard units.isEmpty, !problems.diagnostics.hasErrors else { return (units, [problems]) }
    return ([], [Problems(only: .noDossier, path: path)])
  }

  private func nodes(of source: SourceText) -> (units: [DossierUnit], problems: Problems) {
    let none = Problems(source: source, diagnostics: [])
    let (node, problems) = JSONReader.read(source, index: 0)
    if problems.isEmpty, case .array(let items)? = node?.kind {
      return (items.map { .node($0, of: source) }, none)
    }
    return ([.text(source, problems.isEmpty ? node : nil)], none)
  }

  // MARK: - Tables

  private func rows(of source: SourceText) -> (units: [DossierUnit], problems: Problems) {
    if FormReader.isForm(source) {
      let form = FormReader.source(path: source.path, bytes: source.bytes)
      return ([.form(form)], Problems(source: form, diagnostics: []))
    }
    let (table, problems) = DossierTable.read(source, vocabulary: vocabulary)
    return (units(of: table, source), Problems(source: source, diagnostics: problems))
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
  private func sheets(of file: SourceText) -> (units: [DossierUnit], problems: [Problems]) {
    let workbook: Workbook
    do throws(SpreadsheetFailure) {
      workbook = try Workbook(file.bytes)
    } catch {
      return ([], [Problems(only: error.diagnostic(file), path: file.path)])
    }
    let filled = workbook.sheets.filter { !$0.rows.isEmpty }
    if let form = Self.form(filled.filter { !$0.isHidden }, path: file.path) {
      return ([.form(form)], [])
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
    var problems = chosen.map { Problems(source: $0.source, diagnostics: $0.problems) }
    let names = Set(chosen.map { $0.sheet.name })
    for other in read where !names.contains(other.sheet.name) {
      let unread =
        other.sheet.isHidden
        ? (other.table?.namesFields ?? false ? UnreadFile.hiddenSheet : nil)
        : (other.sheet.isTable ? UnreadFile.strangeSheet : nil)
      if let unread { problems.append(Problems(only: unread, path: other.source.path)) }
    }
    if units.isEmpty, !problems.contains(where: { $0.diagnostics.hasErrors }) {
      return ([], [Problems(only: .noDossier, path: file.path)])
    }
    return (units, problems)
  }
}

/// What is wrong with one file.
struct Problems {
  let source: SourceText
  let diagnostics: [Diagnostic]

  init(source: SourceText, diagnostics: [Diagnostic]) {
    (self.source, self.diagnostics) = (source, diagnostics)
  }

  /// A problem with a file as a whole, none of whose lines is to be shown.
  init(only diagnostic: Diagnostic, path: String) {
    self.init(source: SourceText(path: path, bytes: []), diagnostics: [diagnostic])
  }

  /// What does not reject, as results carry it.
  var warnings: [ReadingWarning] {
    diagnostics.filter { $0.severity == .warning }.map { ReadingWarning($0, in: source) }
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
    case .damaged(let part):
      ForeignFile.unreadable(
        Phrase("工作簿已损坏（`\(part)`）", "the workbook is damaged (`\(part)`)"),
        hint: Phrase("用 Excel 或 WPS 打开并重新保存", "open it in Excel or WPS and save it again"))
    }
  }
}
