extension Dossier {
  /// The dossier with facts changed, ready to be bound again.
  ///
  /// Totals that an earlier binding filled in are left out, so that they follow from the changed
  /// facts. An element behind the last one of a list is added; a change of one further on is left
  /// out.
  ///
  /// - Parameter isGiven: Whether the facts say, as those that stand in a dossier do, what the project has.
  func applying(
    _ changes: [FactChange], asGiven isGiven: Bool = false, in vocabulary: Vocabulary
  ) -> Dossier {
    var changed = self
    changed.root.dropComputedFacts(in: vocabulary)
    for change in changes {
      let lists = vocabulary.lists(around: change.field)
      changed.root.set(
        change.field, to: isGiven ? .given(change.to) : change.fact, in: lists[...],
        at: change.reference.indices[...])
    }
    return changed
  }
}

extension DossierElement {
  /// Takes out what was computed of the facts that may change: totals, and by how much more of a source
  /// is used than there is.
  fileprivate mutating func dropComputedFacts(in vocabulary: Vocabulary) {
    for (field, fact) in facts
    where fact.range == nil && vocabulary.isComputed(field) {
      facts[field] = nil
    }
    for (list, content) in lists {
      guard case .elements(var elements) = content else { continue }
      for index in elements.indices { elements[index].dropComputedFacts(in: vocabulary) }
      lists[list] = .elements(elements)
    }
  }

  fileprivate mutating func set(
    _ field: Int, to fact: Fact, in path: ArraySlice<Int>, at indices: ArraySlice<Int?>
  ) {
    guard let list = path.first else {
      facts[field] = fact
      return
    }
    guard case .elements(var elements)? = lists[list], let position = indices.first ?? nil,
      (0...elements.count).contains(position)
    else { return }
    if position == elements.count { elements.append(DossierElement()) }
    elements[position].set(field, to: fact, in: path.dropFirst(), at: indices.dropFirst())
    lists[list] = .elements(elements)
  }
}

extension Vocabulary {
  /// Whether a field follows from others where it is not given.
  fileprivate func isComputed(_ field: Int) -> Bool {
    fields[field].isDerived || ledgers.contains { $0.excess == field }
  }

  /// The lists whose elements hold a field, from the outermost.
  func lists(around field: Int) -> [Int] {
    var lists: [Int] = []
    var container: Int? = fields[field].container
    while let index = container {
      if containers[index].isList { lists.insert(index, at: 0) }
      container = containers[index].parent
    }
    return lists
  }
}
