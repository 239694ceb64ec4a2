extension DossierElement {
  /// Says of every source by how much the dossier uses more of it than there is, where a ledger has
  /// a field for it and the dossier does not say it.
  mutating func fillExcess(of vocabulary: Vocabulary) {
    for ledger in vocabulary.ledgers {
      guard let field = ledger.excess else { continue }
      let claims = ClaimReader(vocabulary).claims(of: ledger, in: self)
      let excess = SourceExcess(of: claims, endings: ledger.endings)
      for (claim, amount) in zip(claims, excess.amounts) {
        guard let amount else { continue }
        let fact = Fact(.value(.number(amount)), range: nil)
        fill(field, fact, ledger, at: claim.position, in: vocabulary)
      }
    }
  }

  private mutating func fill(
    _ field: Int, _ fact: Fact, _ ledger: SourceLedger, at position: [Int],
    in vocabulary: Vocabulary
  ) {
    let lists = [vocabulary.listAround(ledger.list), ledger.list].compactMap { $0 }
    guard let place = position.first, let list = lists.first,
      case .elements(var elements)? = self.lists[list]
    else { return }
    // Taken out while it is changed, so that the list is not copied for each element.
    self.lists[list] = nil
    if lists.count == 1 {
      if elements[place].facts[field] == nil { elements[place].facts[field] = fact }
    } else {
      elements[place].fillInner(field, fact, ledger.list, at: position[1])
    }
    self.lists[list] = .elements(elements)
  }

  private mutating func fillInner(_ field: Int, _ fact: Fact, _ list: Int, at place: Int) {
    guard case .elements(var elements)? = lists[list] else { return }
    lists[list] = nil
    if elements[place].facts[field] == nil { elements[place].facts[field] = fact }
    lists[list] = .elements(elements)
  }
}
