/// New values for some facts of a dossier.
struct ChangeSet: Hashable {
  private(set) var values: [FactReference: ScalarValue]

  static let none = ChangeSet(values: [:])

  init(values: [FactReference: ScalarValue]) { self.values = values }

  /// All of some sets; where several change a fact, the value of the last one holds.
  init(joining sets: some Sequence<ChangeSet>) {
    values = [:]
    for set in sets { values.override(with: set.values) }
  }

  var count: Int { values.count }
  var fields: Set<Int> { Set(values.keys.map { $0.field }) }
  var facts: [FactReference: Fact] { values.mapValues { Fact(.value($0), range: nil) } }

  /// The facts it changes, in the order of the vocabulary.
  var references: [FactReference] { values.keys.sorted { $0.precedes($1) } }

  /// Both together; where both change a fact, the other one's value holds.
  func overridden(by other: ChangeSet) -> ChangeSet {
    ChangeSet(values: values.overridden(by: other.values))
  }

  /// Both together; nil when they give a fact different values.
  func joined(with other: ChangeSet) -> ChangeSet? {
    for (reference, value) in other.values {
      if let own = values[reference], own != value { return nil }
    }
    return overridden(by: other)
  }

  func removing(_ reference: FactReference) -> ChangeSet {
    var rest = values
    rest[reference] = nil
    return ChangeSet(values: rest)
  }

  /// Those of some fields.
  func limited(to fields: [Int]) -> ChangeSet {
    ChangeSet(values: values.filter { fields.contains($0.key.field) })
  }

  /// Whether it changes facts of some fields alone.
  func changesOnly(_ fields: [Int]) -> Bool {
    values.keys.allSatisfy { fields.contains($0.field) }
  }

  func isSubset(of other: ChangeSet) -> Bool {
    values.allSatisfy { other.values[$0.key] == $0.value }
  }

  /// The changes as steps from what the dossier says now.
  func list(in review: Review) -> [FactChange] {
    references.compactMap { reference in
      values[reference].map { value in
        let given = review.binding.dossier.fact(reference, in: review.program.vocabulary)
        return FactChange(reference, from: given, to: value)
      }
    }
  }
}

extension Dossier {
  /// What the dossier says of a fact of the project or of an element.
  package func fact(_ reference: FactReference, in vocabulary: Vocabulary) -> Fact? {
    element(holding: reference, in: vocabulary)?.facts[reference.field]
  }

  /// The project itself or the element that a fact belongs to; nil when it is not there.
  func element(
    holding reference: FactReference, in vocabulary: Vocabulary
  ) -> DossierElement? {
    var element = root
    for (list, index) in zip(vocabulary.lists(around: reference.field), reference.indices) {
      guard case .elements(let elements)? = element.lists[list], let index,
        elements.indices.contains(index)
      else { return nil }
      element = elements[index]
    }
    return element
  }
}
