/// Puts together a dossier from cells, each of which says one fact.
struct FactCollector {
  private var reader: DossierReader
  private var root = DossierElement()
  /// What remarks behind numbers say of their bases.
  private var bases: [(column: FieldColumn, fact: Fact)] = []

  init(_ reader: DossierReader) { self.reader = reader }

  /// Reads what a cell says of a field.
  ///
  /// - Parameter unit: That of a number without one.
  mutating func add(_ node: JSONNode, at column: FieldColumn, unit: String?) {
    reader.columnUnit = unit
    guard let fact = reader.fact(node, of: reader.vocabulary.fields[column.field]) else { return }
    root.set(fact, column.field, at: column.steps[...])
    for (field, stated) in reader.statedBases {
      bases.append((FieldColumn(field: field, steps: column.steps), stated))
    }
    reader.statedBases = []
  }

  /// The facts, and what is wrong with the cells.
  mutating func finish() -> (root: DossierElement, diagnostics: [Diagnostic]) {
    for (column, stated) in bases {
      let given = root.fact(column.field, at: column.steps[...])
      guard reader.settles(stated, of: column.field, beside: given) else { continue }
      root.set(stated, column.field, at: column.steps[...])
    }
    if root.elementCount > ListLimit.inAll, let place = root.firstPlaceInLists {
      reader.report(.listsTooLong(root.elementCount, at: place))
    }
    return (root, reader.diagnostics)
  }
}

extension DossierElement {
  /// Where the first fact of an element of a list stands.
  fileprivate var firstPlaceInLists: SourceRange? {
    var first: SourceRange?
    for case .elements(let elements) in lists.values {
      for element in elements {
        let places =
          element.facts.values.compactMap { $0.range }
          + [element.firstPlaceInLists].compactMap { $0 }
        for place in places where place.start < first?.start ?? .max { first = place }
      }
    }
    return first
  }
}
