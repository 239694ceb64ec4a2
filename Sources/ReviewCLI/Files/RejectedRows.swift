import Reports
import Rules

/// The rows of a table that could not be read, to be shown between those that could.
struct RejectedRows {
  private var rows: ArraySlice<(place: Place, dossier: RejectedDossier)>
  /// The texts in their order.
  private let texts: [String: Int]

  /// A line of one of the texts.
  private struct Place: Comparable {
    let text: Int
    let line: Int

    static func < (left: Place, right: Place) -> Bool {
      (left.text, left.line) < (right.text, right.line)
    }
  }

  /// - Parameter problems: What is wrong with each text; its errors each reject a row.
  init(_ problems: [Problems], _ names: DossierNames) {
    let paths = problems.map { $0.source.path }
    texts = Dictionary(zip(paths, paths.indices)) { first, _ in first }
    rows = problems.enumerated().flatMap { Self.rows(of: $1, text: $0, names) }[...]
  }

  private static func rows(
    of problems: Problems, text: Int, _ names: DossierNames
  ) -> [(place: Place, dossier: RejectedDossier)] {
    let source = problems.source
    let errors = problems.diagnostics.filter { $0.severity == .error }
    let errorsOfLine = Dictionary(grouping: errors) {
      source.position(of: Int($0.range.start)).line
    }
    return errorsOfLine.sorted { $0.key < $1.key }.map { line, own in
      let dossier = RejectedDossier(
        id: names.mark(line: line, in: source.path), line: line, own, in: source)
      return (Place(text: text, line: line), dossier)
    }
  }

  /// Those that stand above a dossier, in its text or in one before.
  mutating func next(before unit: DossierUnit) -> [RejectedDossier] {
    guard !rows.isEmpty, let text = texts[unit.source.path] else { return [] }
    let place = Place(text: text, line: unit.line)
    let count = rows.prefix { $0.place < place }.count
    defer { rows = rows.dropFirst(count) }
    return rows.prefix(count).map { $0.dossier }
  }

  mutating func rest() -> [RejectedDossier] {
    defer { rows = [] }
    return rows.map { $0.dossier }
  }
}
