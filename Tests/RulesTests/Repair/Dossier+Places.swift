@testable import Rules

// Where a dossier has facts, or could have them.

extension Dossier {
  /// Every fact that the project and its elements could have.
  ///
  /// - Parameter missing: Only those that are not given.
  func places(in vocabulary: Vocabulary, missing: Bool = false) -> [FactReference] {
    var places: [FactReference] = []
    for (field, declared) in vocabulary.fields.enumerated() {
      let lists = vocabulary.containers.lists(around: declared.container)
      for (indices, element) in root.elements(in: lists[...], at: []) {
        if !missing || element.facts[field] == nil {
          places.append(FactReference(.field(field), indices: indices))
        }
      }
    }
    return places
  }

  /// The lists of the project itself that are not given.
  func missingLists(in vocabulary: Vocabulary) -> [FactReference] {
    vocabulary.containers.indices
      .filter { index in
        vocabulary.containers[index].isList && root.lists[index] == nil
          && vocabulary.containers.lists(around: index).count == 1
      }
      .map { FactReference(.list($0)) }
  }
}

extension [FieldContainer] {
  fileprivate func lists(around container: Int) -> [Int] {
    var lists: [Int] = []
    var next: Int? = container
    while let index = next {
      if self[index].isList { lists.insert(index, at: 0) }
      next = self[index].parent
    }
    return lists
  }
}

extension DossierElement {
  fileprivate func elements(
    in lists: ArraySlice<Int>, at indices: [Int?]
  ) -> [(indices: [Int?], element: DossierElement)] {
    guard let list = lists.first else { return [(indices, self)] }
    guard case .elements(let elements)? = self.lists[list] else { return [] }
    return elements.enumerated().flatMap { position, element in
      element.elements(in: lists.dropFirst(), at: indices + [position])
    }
  }

  /// Gives a fact of the project or of an element; nil takes it away.
  mutating func set(_ reference: FactReference, to fact: Fact?, in vocabulary: Vocabulary) {
    let container = vocabulary.fields[reference.field].container
    let lists = vocabulary.containers.lists(around: container)
    set(reference.field, to: fact, in: lists[...], at: reference.indices[...])
  }

  private mutating func set(
    _ field: Int, to fact: Fact?, in lists: ArraySlice<Int>, at indices: ArraySlice<Int?>
  ) {
    guard let list = lists.first else {
      facts[field] = fact
      return
    }
    guard case .elements(var elements)? = self.lists[list], let position = indices.first ?? nil
    else { return }
    if position == elements.count { elements.append(DossierElement()) }
    elements[position].set(field, to: fact, in: lists.dropFirst(), at: indices.dropFirst())
    self.lists[list] = .elements(elements)
  }
}

extension RandomDossier {
  /// Whether a total follows from the elements of a list.
  func feedsTotals(_ list: Int) -> Bool {
    program.aggregates.contains { aggregate in
      aggregate.list == list
        && program.derivations.values.contains { step in
          if case .aggregate(let index) = program.steps[step] {
            return program.aggregates[index].list == list
          }
          return false
        }
    }
  }
}
