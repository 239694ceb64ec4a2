/// The same project with a few facts changed.
public struct WhatIf {
  private let changes: [String]
  private let before: Review

  /// - Parameter changes: Such as `dataCentre.pue=1.2` or `heatUnits[0].capacity=40 t/h`.
  public init(_ changes: [String], of review: Review) {
    self.changes = changes
    before = review
  }

  /// The review of the changed project, or what is wrong with the changes.
  public func review() -> (review: Review?, problems: [Phrase]) {
    var root = before.binding.dossier.root
    let problems = apply(to: &root)
    guard problems.isEmpty else { return (nil, problems) }
    var dossier = before.binding.dossier
    dossier.root = root
    let changed = judgeDossier(dossier, by: before.program, in: before.setting)
    return (changed.review, changed.review == nil ? changed.diagnostics.map { $0.message } : [])
  }

  /// Makes the changes, read as one row of a table; what is wrong with them.
  private func apply(to root: inout DossierElement) -> [Phrase] {
    var problems: [Phrase] = []
    var header: [CSVCell] = []
    var cells: [CSVCell] = []
    let source = SourceText(path: "--set", text: changes.joined(separator: "\n"))
    let range = SourceRange(source: 0, start: 0, end: source.bytes.count)
    for change in changes {
      let parts = change.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else {
        problems.append(Phrase("`\(change)` 应写成 字段=值", "write `\(change)` as field=value"))
        continue
      }
      header.append(CSVCell(text: String(parts[0]).trimmed, range: range))
      cells.append(CSVCell(text: String(parts[1]).trimmed, range: range))
    }
    let vocabulary = before.program.vocabulary
    let (reader, unknown) = RowReader.make(
      header: header, of: source, vocabulary: vocabulary, over: root)
    let (changed, wrong) = reader.read(CSVRow(cells: cells, range: range))
    root.merge(changed.root)
    return problems + (unknown + wrong).map { $0.message }
  }
}

extension DossierElement {
  /// Takes over the facts that another element gives.
  mutating func merge(_ other: DossierElement) {
    facts.override(with: other.facts)
    for (list, content) in other.lists {
      guard case .elements(let added) = content else { continue }
      var elements: [DossierElement] = []
      if case .elements(let given)? = lists[list] { elements = given }
      for (index, element) in added.enumerated() {
        if index < elements.count {
          elements[index].merge(element)
        } else {
          elements.append(element)
        }
      }
      lists[list] = .elements(elements)
    }
  }
}
