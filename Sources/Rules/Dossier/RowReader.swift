/// Reads dossiers from a table: one row a project, a header of field paths or labels.
///
///     项目名称,dataCentre.pue,主要产品[0].名称
///     某数据中心,1.25,
///
/// An empty cell is a fact that is not given.
public struct RowReader {
  /// How many bytes the header has, with all that stands before it.
  public let headerEnd: Int
  private let source: SourceText
  private let vocabulary: Vocabulary
  private let columns: [FieldColumn?]
  /// What is said of the header, which holds for each row below it.
  private let headerDiagnostics: [Diagnostic]

  /// - Parameter given: The facts that the row is read over, as those a `--set` changes.
  /// - Returns: The reader, an error for each column that repeats another or skips elements of a
  ///   list, and a warning for each that nobody knows. With errors no row may be judged.
  public static func make(
    header: [CSVCell], of source: SourceText, vocabulary: Vocabulary,
    over given: DossierElement = DossierElement()
  ) -> (reader: RowReader, diagnostics: [Diagnostic]) {
    let names = ColumnReader(vocabulary)
    var diagnostics: [Diagnostic] = []
    var places: [FieldColumn: SourceRange] = [:]
    let columns = header.map { cell -> FieldColumn? in
      switch names.read(cell) {
      case .column(let column):
        if let first = places[column] {
          diagnostics.append(repeated(column, at: cell, first, vocabulary))
        } else {
          places[column] = cell.range
        }
        return column
      case .unknown:
        diagnostics.append(
          unknown(cell, names, isHinted: diagnostics.count < DiagnosticDigest.limit))
        return nil
      case .wrong(let diagnostic):
        diagnostics.append(diagnostic)
        return nil
      }
    }
    diagnostics += skipped(places, over: given, vocabulary)
    diagnostics.sort { $0.range.start < $1.range.start }
    let headerEnd = header.last.map { Int($0.range.end) } ?? 0
    return (
      RowReader(
        headerEnd: headerEnd, source: source, vocabulary: vocabulary, columns: columns,
        headerDiagnostics: diagnostics), diagnostics
    )
  }

  private static func repeated(
    _ column: FieldColumn, at cell: CSVCell, _ first: SourceRange, _ vocabulary: Vocabulary
  ) -> Diagnostic {
    let path = column.path(in: vocabulary)
    return Diagnostic(
      .duplicateFact, at: cell.range,
      Phrase("`\(path)` 给了两次", "`\(path)` is given twice"),
      related: [.init(first, Phrase("第一次在这里", "first here"))],
      hint: DossierReader.keepOneName)
  }

  private static func unknown(
    _ cell: CSVCell, _ names: ColumnReader, isHinted: Bool
  ) -> Diagnostic {
    let nearest = isHinted ? Suggestion.nearest(to: cell.text, among: names.names) : nil
    return Diagnostic(
      .unknownKey, at: cell.range,
      Phrase(
        "词汇里没有 `\(cell.text)`，这一列不会被使用",
        "the vocabulary does not know `\(cell.text)`; the column is not used"),
      hint: nearest.map { Phrase("是否想写 `\($0)`？", "did you mean `\($0)`?") },
      severity: .warning)
  }

  /// The columns that leave out elements of a list: no element may be made of nothing.
  private static func skipped(
    _ places: [FieldColumn: SourceRange], over given: DossierElement, _ vocabulary: Vocabulary
  ) -> [Diagnostic] {
    var named: [ListPlace: Set<Int>] = [:]
    for column in places.keys {
      for place in column.lists { named[place.list, default: []].insert(place.index) }
    }
    var missing: [ListPlace: Int] = [:]
    for (place, indices) in named {
      var first = given.count(of: place.list, at: place.outer[...])
      while indices.contains(first) { first += 1 }
      missing[place] = first
    }
    return places.compactMap { column, range in
      for place in column.lists {
        guard let first = missing[place.list], place.index > first else { continue }
        return .skippedElement(column.path(in: vocabulary), wanted: first, at: range)
      }
      return nil
    }
  }

  /// The dossier of one row.
  public func read(_ row: CSVRow) -> (dossier: Dossier, diagnostics: [Diagnostic]) {
    var reader = DossierReader(vocabulary: vocabulary)
    var root = DossierElement()
    for (cell, column) in zip(row.cells, columns) {
      guard let column, !cell.text.isEmpty else { continue }
      let field = vocabulary.fields[column.field]
      guard let value = reader.value(node(of: cell, field), of: field) else { continue }
      root.set(Fact(.value(value), range: cell.range), column.field, at: column.steps[...])
    }
    let dossier = Dossier(
      source: source, root: root, diagnostics: headerDiagnostics + reader.diagnostics)
    return (dossier, reader.diagnostics)
  }

  /// The cell as the JSON value it stands for.
  private func node(of cell: CSVCell, _ field: Field) -> JSONNode {
    guard case .choices = field.type else {
      return JSONNode(.string(cell.text), range: cell.range)
    }
    let names = cell.text.split { "、;；|".contains($0) }
    return JSONNode(
      .array(names.map { JSONNode(.string(String($0)), range: cell.range) }), range: cell.range)
  }
}

/// One list of a dossier: that of the project, or of one element of an outer list.
private struct ListPlace: Hashable {
  let outer: [CaseFact.Step]
  let list: Int
}

extension FieldColumn {
  /// The lists it goes through, and the element of each.
  fileprivate var lists: [(list: ListPlace, index: Int)] {
    steps.enumerated().map { depth, step in
      (ListPlace(outer: Array(steps[..<depth]), list: step.list), step.index)
    }
  }
}

extension DossierElement {
  /// Sets a fact of an element, making the elements on the way to it.
  mutating func set(_ fact: Fact?, _ field: Int, at steps: ArraySlice<CaseFact.Step>) {
    guard let step = steps.first else {
      facts[field] = fact
      return
    }
    var elements: [DossierElement] = []
    if case .elements(let given)? = lists[step.list] { elements = given }
    while elements.count <= step.index { elements.append(DossierElement()) }
    elements[step.index].set(fact, field, at: steps.dropFirst())
    lists[step.list] = .elements(elements)
  }

  /// How many elements are given of a list inside an element.
  func count(of list: Int, at steps: ArraySlice<CaseFact.Step>) -> Int {
    if let step = steps.first {
      guard case .elements(let elements)? = lists[step.list], step.index < elements.count else {
        return 0
      }
      return elements[step.index].count(of: list, at: steps.dropFirst())
    }
    if case .elements(let elements)? = lists[list] { return elements.count }
    return 0
  }
}
