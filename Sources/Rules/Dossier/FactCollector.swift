/// Puts together a dossier from cells, each of which says one fact.
struct FactCollector {
  private var reader: DossierReader
  private var root = DossierElement()
  /// What remarks behind numbers say of their bases.
  private var bases: [(column: FieldColumn, fact: Fact)] = []
  /// The numbers whose unit another cell may say.
  private var waiting: [Cell] = []
  /// The dossier that the cells change; nil: they are all of it.
  private let given: DossierElement?
  /// The cells of what they change that say the unit of a number.
  private var units: [FieldColumn] = []

  private struct Cell {
    let node: JSONNode
    let column: FieldColumn
    let unit: String?
  }

  init(_ reader: DossierReader, changing given: DossierElement? = nil) {
    (self.reader, self.given) = (reader, given)
  }

  /// Reads what a cell says of a field.
  ///
  /// - Parameter unit: That of a number without one.
  mutating func add(_ node: JSONNode, at column: FieldColumn, unit: String?) {
    let cell = Cell(node: node, column: column, unit: unit)
    let vocabulary = reader.vocabulary
    if given != nil, !vocabulary.numbers(inUnitOf: column.field).isEmpty { units.append(column) }
    if vocabulary.fields[column.field].unitField == nil {
      read(cell, beside: nil)
    } else {
      waiting.append(cell)
    }
  }

  private mutating func read(_ cell: Cell, beside unit: StatedUnit?) {
    let column = cell.column
    reader.columnUnit = cell.unit
    let declared = reader.vocabulary.fields[column.field]
    guard let fact = reader.fact(cell.node, of: declared, beside: unit) else { return }
    root.set(fact, column.field, at: column.steps[...])
    for (field, stated) in reader.statedBases {
      bases.append((FieldColumn(field: field, steps: column.steps), stated))
    }
    reader.statedBases = []
  }

  /// The facts, and what is wrong with the cells.
  mutating func finish() -> (root: DossierElement, diagnostics: [Diagnostic]) {
    for cell in waiting { read(cell, beside: unit(of: cell.column)) }
    for column in units { reportUnitAlone(column) }
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

  /// The unit of a number, as another cell states it, or else the dossier that is changed.
  private func unit(of column: FieldColumn) -> StatedUnit? {
    guard let field = reader.vocabulary.fields[column.field].unitField else { return nil }
    let steps = column.steps[...]
    return StatedUnit(root.fact(field, at: steps))
      ?? StatedUnit(given?.fact(field, at: steps), isOfFormer: true)
  }

  /// Reports a unit that is changed while a number in it is not: nobody can tell what that is then.
  private mutating func reportUnitAlone(_ column: FieldColumn) {
    let steps = column.steps[...]
    guard let range = root.fact(column.field, at: steps)?.range else { return }
    for number in reader.vocabulary.numbers(inUnitOf: column.field) {
      guard root.fact(number, at: steps) == nil,
        case .value? = given?.fact(number, at: steps)?.state
      else { continue }
      let (unit, field) = (
        reader.vocabulary.fields[column.field], reader.vocabulary.fields[number]
      )
      reader.report(
        .dossierShape, at: range,
        Phrase(
          "只改了\(unit.label)，没有改\(field.label)",
          "\(unit.path.english) is changed, and \(field.path.english) is not"),
        hint: Phrase(
          "把数连同单位写给\(field.label)", "write the number with its unit as \(field.path.english)"))
    }
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
