import Reports
import Rules

/// The dossiers of one file: rows of a table or of a workbook's sheets, lines of NDJSON, or the elements
/// of an array.
final class Stock {
  enum Unit {
    case text(SourceText)
    case node(JSONNode, of: SourceText)
    case row(CSVRow, RowReader, of: SourceText)
    case form(SourceText)
  }

  struct Problem {
    let diagnostic: Diagnostic
    let source: SourceText
  }

  /// A sheet of a workbook, as comma-separated values.
  struct Sheet {
    let name: String
    let csv: [UInt8]
    let isHidden: Bool
  }

  let program: Program
  private(set) var units: [Unit] = []
  /// What is wrong with the file as a whole, and with rows that cannot be read.
  private(set) var problems: [Problem] = []
  private let source: SourceText
  private let reader: DossierReader
  /// The numbers that are summed up over a stock: what a project uses or makes in a period.
  let totals: [Int]

  private init(of program: Program, at source: SourceText) {
    self.program = program
    self.source = source
    totals = program.vocabulary.fields.indices.filter { field in
      let declared = program.vocabulary.fields[field]
      return declared.period != nil && !program.vocabulary.containers[declared.container].isList
    }
    reader = DossierReader(vocabulary: program.vocabulary)
  }

  convenience init(_ source: SourceText, of program: Program) {
    self.init(of: program, at: source)
    let kind = TextKind(path: source.path)
    if let problem = ForeignFile.problem(in: source.bytes)
      ?? ForeignFile.misnamed(source.bytes, as: kind)
    {
      complain(problem)
    } else if kind == .table {
      readTable()
    } else if kind?.isLineStream ?? false {
      readLines()
    } else {
      readNodes()
    }
    if units.isEmpty, !isBroken { complain(.noDossier) }
  }

  /// The form that the sheets are; or the rows of every sheet whose header names fields, and of the
  /// first one when none does.
  convenience init(path: String, sheets: [Sheet], of program: Program) {
    self.init(of: program, at: SourceText(path: path, bytes: []))
    let visible = sheets.filter { !$0.isHidden }
    let forms = visible.filter { FormReader.isForm(SourceText(path: path, bytes: $0.csv)) }
    guard forms.isEmpty else {
      units = [
        .form(FormReader.source(path: path, sheets: forms.map { (name: $0.name, csv: $0.csv) }))
      ]
      return
    }
    let read = visible.map { sheet in
      let source = SourceText(
        path: sheets.count == 1 ? path : "\(path)[\(sheet.name)]", bytes: sheet.csv)
      let (table, found) = DossierTable.read(source, vocabulary: program.vocabulary)
      return (source: source, table: table, problems: found)
    }
    let named = read.filter { $0.table?.namesFields ?? false }
    for sheet in named.isEmpty ? Array(read.prefix(1)) : named {
      for problem in sheet.problems { complain(problem, in: sheet.source) }
      guard let table = sheet.table else { continue }
      units += table.rows.map { .row($0, table.reader, of: sheet.source) }
    }
    if units.isEmpty, !isBroken { complain(.noDossier) }
  }

  private var isBroken: Bool { problems.contains { $0.diagnostic.severity == .error } }

  private func complain(_ diagnostic: Diagnostic, in other: SourceText? = nil) {
    problems.append(Problem(diagnostic: diagnostic, source: other ?? source))
  }

  private func readTable() {
    if FormReader.isForm(source) {
      units = [.form(FormReader.source(path: source.path, bytes: source.bytes))]
      return
    }
    let (table, found) = DossierTable.read(source, vocabulary: program.vocabulary)
    for problem in found { complain(problem) }
    if let table { units = table.rows.map { .row($0, table.reader, of: source) } }
  }

  private func readLines() {
    var start = 0
    var number = source.firstLine
    let bytes = source.bytes
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[start..<end]
      if line.contains(where: { $0 > 0x20 }) {
        units.append(
          .text(SourceText(path: source.path, bytes: Array(line), firstLine: number)))
      }
      start = end + 1
      number += 1
    }
  }

  private func readNodes() {
    let (node, found) = JSONReader.read(source, index: 0)
    if found.isEmpty, case .array(let items)? = node?.kind {
      units = items.map { .node($0, of: source) }
    } else {
      units = [.text(source)]
    }
  }

  /// The line a dossier begins on, from 1.
  func line(of unit: Unit) -> Int {
    switch unit {
    case .text(let source), .form(let source): source.firstLine
    case .node(let node, let source): source.position(of: Int(node.range.start)).line
    case .row(let row, _, let source): source.position(of: Int(row.range.start)).line
    }
  }

  func source(of unit: Unit) -> SourceText {
    switch unit {
    case .text(let source), .form(let source), .node(_, let source), .row(_, _, let source): source
    }
  }

  typealias Read = (dossier: Dossier?, diagnostics: [Diagnostic])

  /// A row of a table, read; nil for what is JSON.
  func readRow(_ unit: Unit) -> Read? {
    switch unit {
    case .row, .form: read(unit)
    case .text, .node: nil
    }
  }

  func read(_ unit: Unit) -> Read {
    switch unit {
    case .text(let source): return reader.read(source)
    case .node(let node, let source): return reader.read(node, of: source)
    case .row(let row, let reader, _):
      let (dossier, problems) = reader.read(row)
      return (dossier, problems)
    case .form(let source):
      let (dossier, problems) = FormReader.read(source, vocabulary: program.vocabulary)
      return (dossier, problems)
    }
  }
}
