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

  /// The files of an operand: itself, or the dossiers of a folder.
  func paths(of operand: String) throws(CommandFailure) -> [String] {
    guard operand != "-", let found = try files.contents(of: operand) else { return [operand] }
    // Folders inside it hold other things, such as parameters.
    let depth = operand.hasSuffix("/") ? operand.utf8.count : operand.utf8.count + 1
    let dossiers = found.filter { path in
      !path.utf8.dropFirst(depth).contains(UInt8(ascii: "/"))
        && [".json", ".jsonl", ".ndjson", ".csv"].contains { path.hasSuffix($0) }
    }
    guard !dossiers.isEmpty else {
      throw CommandFailure(
        status: .rejected,
        message: "`\(operand)` 里没有卷宗（*.json、*.csv） / no dossiers (*.json, *.csv) in `\(operand)`")
    }
    return dossiers
  }

  func isLineStream(_ path: String) -> Bool {
    path.hasSuffix(".jsonl") || path.hasSuffix(".ndjson") || (path == "-" && streamsLines)
  }

  /// The dossiers of one file that is no line stream.
  func units(of path: String) throws(CommandFailure) -> (units: [DossierUnit], problems: Problems) {
    let source = SourceText(path: path, bytes: try files.bytes(of: path))
    if path.hasSuffix(".csv") { return rows(of: source) }
    let (node, problems) = JSONReader.read(source, index: 0)
    if problems.isEmpty, case .array(let items)? = node?.kind {
      return (items.map { .node($0, of: source) }, Problems(source: source, diagnostics: []))
    }
    return ([.text(source)], Problems(source: source, diagnostics: []))
  }

  private func rows(of raw: SourceText) -> (units: [DossierUnit], problems: Problems) {
    let source = raw.decoded
    let (table, problems) = CSVReader.read(source, index: 0)
    guard let table else {
      return ([], Problems(source: source, diagnostics: problems))
    }
    let (reader, more) = RowReader.make(
      header: table.header, of: source, vocabulary: vocabulary)
    // Below a header that says something twice, no row is judged.
    let rows = more.hasErrors ? [] : table.rows
    return (
      rows.map { .row($0, reader, of: source) },
      Problems(source: source, diagnostics: problems + more)
    )
  }
}

/// What is wrong with one file.
struct Problems {
  let source: SourceText
  let diagnostics: [Diagnostic]
}

extension SourceText {
  /// The text in UTF-8; a table that was written in GB18030 is converted.
  fileprivate var decoded: SourceText {
    guard TextEncoding.detect(bytes) == .gb18030, case .success(let utf8) = GB18030.decode(bytes)
    else { return self }
    return SourceText(path: path, bytes: utf8)
  }
}
