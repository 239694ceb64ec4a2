/// Reads dossiers from a table: one row a project, a header of field paths or labels.
///
///     项目名称,dataCentre.pue,主要产品[0].名称,设计年综合能源消费量（当量值，万吨标准煤）
///     某数据中心,1.25,,3
///
/// An empty cell is a fact that is not given. A number without a unit is in that of its column.
public struct RowReader: Sendable {
  /// How many bytes the header has, with all that stands before it and the row of units below it.
  public let headerEnd: Int
  private var source: SourceText
  private let reader: DossierReader
  private let columns: [Column?]
  private let record: RowRecord
  /// What is said of the header, which holds for each row below it.
  private var headerDiagnostics: [Diagnostic]

  /// What each row says of the header.
  public var headerWarnings: [Diagnostic] { headerDiagnostics.filter { $0.severity == .warning } }

  /// What a line of a stock says of it, and how much that is of how much.
  public private(set) var briefWarnings: DiagnosticDigest

  /// How many columns name a field.
  var columnCount: Int { columns.count { $0 != nil } }

  /// A field, and the unit that the header gives its numbers.
  private struct Column {
    let column: FieldColumn
    let unit: String?
  }

  /// - Parameters:
  ///   - units: The row of units under the header.
  ///   - given: The facts that the row is read over, as those a `--set` changes.
  /// - Returns: The reader, an error for each column that repeats another, skips elements of a
  ///   list or has a unit of another kind than its field, and a warning for each that nobody knows.
  ///   With errors no row may be judged.
  public static func make(
    header: [CSVCell], units: CSVRow? = nil, of source: SourceText, vocabulary: Vocabulary,
    over given: DossierElement = DossierElement()
  ) -> (reader: RowReader, diagnostics: [Diagnostic]) {
    var names = ColumnReader(vocabulary)
    let reader = DossierReader(vocabulary: vocabulary)
    var diagnostics: [Diagnostic] = []
    var places: [FieldColumn: SourceRange] = [:]
    var columns: [Column?] = []
    for (position, cell) in header.enumerated() {
      guard !cell.text.isEmpty else {
        columns.append(nil)
        continue
      }
      switch names.read(cell) {
      case .column(let column, let unitInName):
        if let first = places[column] {
          diagnostics.append(repeated(column, at: cell, first, vocabulary))
        } else {
          places[column] = cell.range
        }
        let below = units.flatMap { position < $0.cells.count ? $0.cells[position] : nil }
        let unit = unit(unitInName, below, vocabulary)
        diagnostics += problems(with: unit, of: column.field, at: cell.range, reader)
        columns.append(Column(column: column, unit: unit))
      case .unknown:
        diagnostics.append(
          unknown(cell, names, isHinted: diagnostics.count < DiagnosticDigest.limit))
        columns.append(nil)
      case .wrong(let diagnostic):
        diagnostics.append(diagnostic)
        columns.append(nil)
      }
    }
    diagnostics += skipped(places, over: given, vocabulary)
    diagnostics.sort { $0.range.start < $1.range.start }
    let headerEnd = (units?.range ?? header.last?.range).map { Int($0.end) } ?? 0
    return (
      RowReader(
        headerEnd: headerEnd, source: source, reader: reader, columns: columns,
        record: RowRecord(columns.map { $0.map { ($0.column, $0.unit) } }, vocabulary),
        headerDiagnostics: diagnostics, briefWarnings: briefWarnings(of: diagnostics)), diagnostics
    )
  }

  private static func briefWarnings(of header: [Diagnostic]) -> DiagnosticDigest {
    DiagnosticDigest(
      header.filter { $0.severity == .warning }, room: DiagnosticDigest.briefLimit)
  }

  /// The unit in a name, or in the cell below it.
  private static func unit(
    _ inName: String?, _ below: CSVCell?, _ vocabulary: Vocabulary
  ) -> String? {
    if let inName { return inName }
    let text = below?.text.plainBrackets.filter { $0 != "(" && $0 != ")" && $0 != " " } ?? ""
    return vocabulary.units.isUnit(text) ? text : nil
  }

  /// What is wrong with the unit of a whole column.
  private static func problems(
    with unit: String?, of field: Int, at range: SourceRange, _ reader: DossierReader
  ) -> [Diagnostic] {
    let field = reader.vocabulary.fields[field]
    guard let unit, case .number = field.type else { return [] }
    var reader = reader
    _ = reader.measure(unit, of: field, at: range)
    return reader.diagnostics
  }

  static func repeated(
    _ column: FieldColumn, at cell: CSVCell, _ first: SourceRange, _ vocabulary: Vocabulary
  ) -> Diagnostic {
    let path = column.path(in: vocabulary)
    return Diagnostic(
      .duplicateFact, at: cell.range,
      Phrase("`\(path)` 给了两次", "`\(path)` is given twice"),
      related: [.init(first, Phrase("第一次在这里", "first here"))],
      hint: DossierReader.keepOneName)
  }

  static func unknown(
    _ cell: CSVCell, _ names: ColumnReader, isHinted: Bool
  ) -> Diagnostic {
    let nearest = isHinted ? Suggestion.nearest(to: cell.text, among: names.names) : nil
    return Diagnostic(
      .unknownKey, at: cell.range,
      Phrase(
        "词汇里没有 `\(cell.text)`，这一列不会被使用",
        "the vocabulary does not know `\(cell.text)`; the column is not used"),
      hint: nearest.map(Phrase.didYouMean),
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

  /// The reader of rows in a text that goes on below the header: what is said of that is said in
  /// the text above.
  func below(_ source: SourceText) -> RowReader {
    var reader = self
    (reader.source, reader.headerDiagnostics) = (source, [])
    reader.briefWarnings = Self.briefWarnings(of: [])
    return reader
  }

  /// The row as a record of JSON that says the same; nil where only ``read(_:)`` can tell.
  public func record(of row: CSVRow) -> [UInt8]? { record.bytes(of: row.cells) }

  /// The dossier of one row.
  ///
  /// - Parameter given: The facts that it changes; nil: the row is all of the dossier.
  public func read(
    _ row: CSVRow, changing given: DossierElement? = nil
  ) -> (dossier: Dossier, diagnostics: [Diagnostic]) {
    var facts = FactCollector(reader, changing: given)
    for (cell, place) in zip(row.cells, columns) {
      guard let column = place?.column, !cell.text.isEmpty else { continue }
      facts.add(JSONNode(.string(cell.text), range: cell.range), at: column, unit: place?.unit)
    }
    let (root, diagnostics) = facts.finish()
    let dossier = Dossier(source: source, root: root, diagnostics: headerDiagnostics + diagnostics)
    return (dossier, diagnostics)
  }
}

/// One list of a dossier: that of the project, or of one element of an outer list.
struct ListPlace: Hashable {
  let outer: [CaseFact.Step]
  let list: Int
}

extension FieldColumn {
  fileprivate var lists: [(list: ListPlace, index: Int)] { steps.lists }
}

extension [CaseFact.Step] {
  /// The lists that the way goes through, and the element of each.
  var lists: [(list: ListPlace, index: Int)] {
    enumerated().map { depth, step in
      (ListPlace(outer: Array(self[..<depth]), list: step.list), step.index)
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

  /// A fact of an element; nil when it is not given.
  func fact(_ field: Int, at steps: ArraySlice<CaseFact.Step>) -> Fact? {
    guard let step = steps.first else { return facts[field] }
    guard case .elements(let elements)? = lists[step.list], step.index < elements.count else {
      return nil
    }
    return elements[step.index].fact(field, at: steps.dropFirst())
  }

  /// Sets a list of an element, making the elements on the way to it.
  mutating func set(_ content: DossierList, list: Int, at steps: ArraySlice<CaseFact.Step>) {
    guard let step = steps.first else {
      lists[list] = content
      return
    }
    var elements: [DossierElement] = []
    if case .elements(let given)? = lists[step.list] { elements = given }
    while elements.count <= step.index { elements.append(DossierElement()) }
    elements[step.index].set(content, list: list, at: steps.dropFirst())
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
