extension DossierElement {
  /// The fields of which the two do not say the same; nil: a list has other elements.
  func fieldsThatDiffer(from other: DossierElement) -> Set<Int>? {
    guard lists.count == other.lists.count else { return nil }
    var fields: Set<Int> = []
    for (field, fact) in facts where other.facts[field]?.state != fact.state {
      fields.insert(field)
    }
    for field in other.facts.keys where facts[field] == nil { fields.insert(field) }
    for (list, content) in lists {
      switch (content, other.lists[list]) {
      case (.elements(let own), .elements(let others)?):
        guard own.count == others.count else { return nil }
        for (one, another) in zip(own, others) {
          guard let differing = one.fieldsThatDiffer(from: another) else { return nil }
          fields.formUnion(differing)
        }
      case (.unavailable, .unavailable?): break
      case (.elements, _), (.unavailable, _): return nil
      }
    }
    return fields
  }
}
