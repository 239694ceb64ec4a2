import Reports
import Rules

/// The dossiers of one file: rows of a table, lines of NDJSON, or the elements of an array.
final class Stock {
  enum Unit {
    case text(SourceText)
    case node(JSONNode, of: SourceText)
    case row(CSVRow, RowReader, of: SourceText)
    case form(SourceText)
  }

  let program: Program
  private(set) var units: [Unit] = []
  /// What is wrong with the file as a whole, and with rows that cannot be read.
  private(set) var problems: [Diagnostic] = []
  let source: SourceText
  private let reader: DossierReader
  private let places = PlaceMemory()

  init(_ source: SourceText, of program: Program) {
    self.program = program
    self.source = source
    reader = DossierReader(vocabulary: program.vocabulary)
    let kind = TextKind(path: source.path)
    if let problem = ForeignFile.problem(in: source.bytes)
      ?? ForeignFile.misnamed(source.bytes, as: kind)
    {
      problems = [problem]
    } else if kind == .table {
      readTable()
    } else if kind?.isLineStream ?? false {
      readLines()
    } else {
      readNodes()
    }
    if units.isEmpty, !problems.hasErrors { problems = [.noDossier] }
  }

  private func readTable() {
    if FormReader.isForm(source) {
      units = [.form(FormReader.source(path: source.path, bytes: source.bytes))]
      return
    }
    let (table, found) = DossierTable.read(source, vocabulary: program.vocabulary)
    problems = found
    if let table { units = table.rows.map { .row($0, table.reader, of: source) } }
  }

  private func readLines() {
    var start = 0
    var number = 1
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

  func read(_ unit: Unit) -> (dossier: Dossier?, diagnostics: [Diagnostic]) {
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

  func judge(_ unit: Unit, today: CalendarDate) -> Judgement {
    let (dossier, problems) = read(unit)
    return judgeDossier(
      dossier, problems, by: program, in: ReviewSetting(today: today), places: places)
  }
}
