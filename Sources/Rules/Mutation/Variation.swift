/// A case with a few things said otherwise.
struct Variation: Sendable {
  /// Facts and lists as a case would give them.
  private(set) var facts: [FactReference: CaseFact.Value] = [:]
  /// What the authority gives.
  private(set) var figures: [Figure: CaseFact.Value] = [:]
  var asOf: CalendarDate?

  /// Something of a dossier, or beside it, that may be said otherwise.
  enum Subject: Sendable, Hashable {
    case fact(FactReference)
    case figure(Figure)

    /// The index in ``Vocabulary/fields``; nil: it is no field.
    var field: Int? {
      if case .fact(let reference) = self, case .field(let field) = reference.target {
        field
      } else {
        nil
      }
    }
  }

  func with(_ subject: Subject, _ value: CaseFact.Value) -> Variation {
    var other = self
    switch subject {
    case .fact(let reference): other.facts[reference] = value
    case .figure(let figure): other.figures[figure] = value
    }
    return other
  }

  /// All that is said, in the order in which it is left out where it is not needed.
  var subjects: [Subject] {
    let others = figures.keys.sorted { ($0.parameter, $0.key ?? "") < ($1.parameter, $1.key ?? "") }
    return facts.keys.sorted { $0.isWritten(before: $1) }.map { .fact($0) }
      + others.map { .figure($0) }
  }

  /// How many things are said otherwise.
  var count: Int { facts.count + figures.count + (asOf == nil ? 0 : 1) }

  func without(_ subject: Subject) -> Variation {
    var other = self
    switch subject {
    case .fact(let reference): other.facts[reference] = nil
    case .figure(let figure): other.figures[figure] = nil
    }
    return other
  }

  func says(_ subject: Subject) -> Bool {
    switch subject {
    case .fact(let reference): facts[reference] != nil
    case .figure(let figure): figures[figure] != nil
    }
  }

  /// The facts as suppositions over the dossier; nil: something else is said otherwise, too.
  var suppositions: [FactReference: Fact]? {
    guard figures.isEmpty, asOf == nil else { return nil }
    var supposed: [FactReference: Fact] = [:]
    for (reference, value) in facts {
      guard case .field = reference.target else { return nil }
      switch value {
      case .value(let value): supposed[reference] = Fact(.value(value), range: nil)
      case .notApplicable: supposed[reference] = Fact(.notApplicable(""), range: nil)
      case .unavailable: supposed[reference] = Fact(.unavailable(""), range: nil)
      case .missing, .empty: return nil
      }
    }
    return supposed
  }
}

extension Dossier {
  /// The dossier with facts and lists said otherwise, ready to be bound again.
  func saying(
    _ facts: [FactReference: CaseFact.Value], in vocabulary: Vocabulary
  ) -> Dossier {
    var changed = applying([], in: vocabulary)
    for reference in facts.keys.sorted(by: { $0.isSaid(before: $1) }) {
      guard let value = facts[reference] else { continue }
      changed.root.say(
        value, of: reference.caseTarget, in: vocabulary.lists(around: reference.target)[...],
        at: reference.indices[...])
    }
    return changed
  }
}

extension DossierElement {
  fileprivate mutating func say(
    _ value: CaseFact.Value, of target: CaseFact.Target, in path: ArraySlice<Int>,
    at indices: ArraySlice<Int?>
  ) {
    // It comes from no text, and is no total that follows from others.
    guard let list = path.first else { return say(value, of: target, at: nil) }
    var elements: [DossierElement] = []
    if case .elements(let given)? = lists[list] { elements = given }
    guard let position = indices.first ?? nil, (0...elements.count).contains(position) else {
      return
    }
    if position == elements.count { elements.append(DossierElement()) }
    elements[position].say(value, of: target, in: path.dropFirst(), at: indices.dropFirst())
    lists[list] = .elements(elements)
  }
}

extension FactReference {
  /// In the order of the vocabulary, and lists behind facts.
  func isWritten(before other: FactReference) -> Bool {
    switch (target, other.target) {
    case (.field, .list): true
    case (.list, .field): false
    default: isSaid(before: other)
    }
  }

  /// Lists before the facts of their elements, and in the order of the vocabulary.
  fileprivate func isSaid(before other: FactReference) -> Bool {
    func order(_ reference: FactReference) -> [Int] {
      let place =
        switch reference.target {
        case .list(let list): [0, list]
        case .field(let field): [1, field]
        }
      return place + reference.indices.map { $0 ?? -1 }
    }
    return order(self).lexicographicallyPrecedes(order(other))
  }

  fileprivate var caseTarget: CaseFact.Target {
    switch target {
    case .field(let field): .field(field)
    case .list(let list): .list(list)
    }
  }
}

extension Vocabulary {
  /// The lists that a field or a list stands in, from the outermost.
  fileprivate func lists(around target: FactReference.Target) -> [Int] {
    switch target {
    case .field(let field): return lists(around: field)
    case .list(let list):
      var lists: [Int] = []
      var container = containers[list].parent
      while let index = container {
        if containers[index].isList { lists.insert(index, at: 0) }
        container = containers[index].parent
      }
      return lists
    }
  }
}
