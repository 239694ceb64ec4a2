/// Reads what a dossier says of the sources in the lists that are ledgers.
public struct ClaimReader: Sendable {
  let vocabulary: Vocabulary

  public init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// All sources that a dossier names, in the order of the ledgers and of the lists.
  public func claims(in root: DossierElement) -> [SourceClaim] {
    vocabulary.ledgers.flatMap { claims(of: $0, in: root) }
  }

  /// The sources of one ledger.
  func claims(of ledger: SourceLedger, in root: DossierElement) -> [SourceClaim] {
    guard let outer = vocabulary.listAround(ledger.list) else {
      return root.elements(of: ledger.list).enumerated().map { place, element in
        claim(ledger, element, part: "", at: [place])
      }
    }
    return root.elements(of: outer).enumerated().flatMap { outerPlace, around in
      let part = ledger.part.map { text(of: $0, in: around) } ?? ""
      return around.elements(of: ledger.list).enumerated().map { place, element in
        claim(ledger, element, part: part, at: [outerPlace, place])
      }
    }
  }

  private func claim(
    _ ledger: SourceLedger, _ element: DossierElement, part: String, at position: [Int]
  ) -> SourceClaim {
    SourceClaim(
      list: vocabulary.containers[ledger.list].path.english, part: part, position: position,
      number: ledger.number.map { text(of: $0, in: element) } ?? "",
      names: ledger.names.map { text(of: $0, in: element) },
      date: ledger.date.map { text(of: $0, in: element) } ?? "",
      amount: quantity(of: ledger.amount, in: element),
      whole: ledger.whole.flatMap { quantity(of: $0, in: element) })
  }

  /// A text, a date or a choice as one text; empty where it is not given.
  private func text(of field: Int, in element: DossierElement) -> String {
    guard case .value(let value)? = element.facts[field]?.state else { return "" }
    switch value {
    case .text(let text): return text.trimmed
    case .date(let day): return day.description
    case .days(let days): return "\(days.first)/\(days.last)"
    case .choice(let choice):
      guard case .choice(let list) = vocabulary.fields[field].type else { return "" }
      return vocabulary.choiceLists[list].choices[choice].english
    case .truth, .number, .choices: return ""
    }
  }

  /// A number in its unit; nil where none is given.
  private func quantity(of field: Int, in element: DossierElement) -> Quantity? {
    guard case .value(.number(let quantity))? = element.facts[field]?.state else { return nil }
    return quantity
  }
}

extension Vocabulary {
  /// The list that a list stands in; nil for one of the project itself.
  func listAround(_ list: Int) -> Int? {
    var container = containers[list].parent
    while let index = container, !containers[index].isList { container = containers[index].parent }
    return container
  }
}

extension DossierElement {
  func elements(of list: Int) -> [DossierElement] {
    if case .elements(let elements)? = lists[list] { elements } else { [] }
  }
}
