import Rules

/// One dossier to judge, still unread.
enum DossierUnit {
  /// A file, or one line of a stream, that holds one JSON object.
  case text(SourceText)
  /// An element of a JSON array.
  case node(JSONNode, of: SourceText)
  /// A row of a CSV file.
  case row(CSVRow, RowReader, of: SourceText)

  var source: SourceText {
    switch self {
    case .text(let source), .node(_, let source), .row(_, _, let source): source
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

  /// The dossiers of one file that is no line stream.
  func units(of path: String) throws(CommandFailure) -> (units: [DossierUnit], problems: Problems) {
    let source = try self.source(path)
    if let problem = ForeignFile.problem(in: source.bytes) {
      return ([], Problems(only: problem, path: path))
    }
    let text = source.decoded
    let (units, problems) = TextKind(path: path) == .table ? rows(of: text) : nodes(of: text)
    guard units.isEmpty, !problems.diagnostics.hasErrors else { return (units, problems) }
    return ([], Problems(only: .noDossier, path: path))
  }

  private func source(_ path: String) throws(CommandFailure) -> SourceText {
    SourceText(path: path, bytes: try files.bytes(of: path))
  }

  private func nodes(of source: SourceText) -> (units: [DossierUnit], problems: Problems) {
    let none = Problems(source: source, diagnostics: [])
    let (node, problems) = JSONReader.read(source, index: 0)
    if problems.isEmpty, case .array(let items)? = node?.kind {
      return (items.map { .node($0, of: source) }, none)
    }
    return ([.text(source)], none)
  }

  private func rows(of source: SourceText) -> (units: [DossierUnit], problems: Problems) {
    let (table, problems) = DossierTable.read(source, vocabulary: vocabulary)
    let rows = table.map { table in
      table.rows.map { DossierUnit.row($0, table.reader, of: source) }
    }
    return (rows ?? [], Problems(source: source, diagnostics: problems))
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
}
