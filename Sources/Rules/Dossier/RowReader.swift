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
  private let columns: [Column?]

  /// What a column holds: a field, and the elements it lies in.
  private struct Column {
    let field: Int
    let steps: [CaseFact.Step]
  }

  /// - Returns: The reader, and a warning for each column nobody knows.
  public static func make(
    header: [CSVCell], of source: SourceText, vocabulary: Vocabulary
  ) -> (reader: RowReader, diagnostics: [Diagnostic]) {
    let labels = LabelIndex(vocabulary)
    var diagnostics: [Diagnostic] = []
    let columns = header.map { cell -> Column? in
      if let column = column(cell.text, labels, vocabulary) { return column }
      diagnostics.append(
        Diagnostic(
          .unknownKey, at: cell.range,
          Phrase(
            "词汇里没有 `\(cell.text)`，这一列不会被使用",
            "the vocabulary does not know `\(cell.text)`; the column is not used"),
          hint: Suggestion.nearest(to: cell.text, among: labels.names(in: 0)).map {
            Phrase("是否想写 `\($0)`？", "did you mean `\($0)`?")
          }, severity: .warning))
      return nil
    }
    let headerEnd = header.last.map { Int($0.range.end) } ?? 0
    return (
      RowReader(
        headerEnd: headerEnd, source: source, vocabulary: vocabulary, columns: columns),
      diagnostics
    )
  }

  private static func column(
    _ name: String, _ labels: LabelIndex, _ vocabulary: Vocabulary
  ) -> Column? {
    if case .field(let field)? = labels.member(name, in: 0) {
      return Column(field: field, steps: [])
    }
    var container = 0
    var steps: [CaseFact.Step] = []
    let segments = name.split(separator: ".")
    for (position, segment) in segments.enumerated() {
      let parts = segment.split(separator: "[")
      switch labels.member(String(parts[0]), in: container) {
      case .field(let field) where position == segments.count - 1:
        return Column(field: field, steps: steps)
      case .container(let inner):
        if vocabulary.containers[inner].isList {
          let index = parts.count > 1 ? Int(parts[1].prefix { $0 != "]" }) : 0
          guard let index, (0..<ListLimit.elements).contains(index) else { return nil }
          steps.append(CaseFact.Step(list: inner, index: index))
        }
        container = inner
      default: return nil
      }
    }
    return nil
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
    return (Dossier(source: source, root: root), reader.diagnostics)
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

/// How long a list of a dossier may be.
public enum ListLimit {
  public static let elements = 10_000
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
}
