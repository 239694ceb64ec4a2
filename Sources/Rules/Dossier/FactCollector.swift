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
    return (root, reader.diagnostics)
  }
}
