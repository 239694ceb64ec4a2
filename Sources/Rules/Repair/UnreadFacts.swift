extension Review {
  /// The numbers of the dossier, zero apart, that no rule which applies reads.
  ///
  /// They are told in the report: a coal figure that nobody asks about is no figure of no matter.
  func unreadNumbers(_ readers: FieldReaders) -> [FactReference] {
    var read: Set<FactReference> = []
    for finding in findings where finding.verdict != .notApplicable {
      for use in finding.trace.facts { read.insert(use.reference) }
    }
    var unread: [FactReference] = []
    binding.dossier.root.forEachFact(at: []) { reference, fact in
      guard fact.range != nil, case .value(.number(let quantity)) = fact.state,
        quantity.interval.single != .zero, !read.contains(reference),
        !readers.feedTotals([reference.field])
      else { return }
      unread.append(reference)
    }
    return unread.sorted { $0.precedes($1) }
  }
}

extension DossierElement {
  /// Calls with every fact of the element and of the elements of its lists.
  fileprivate func forEachFact(at indices: [Int?], _ body: (FactReference, Fact) -> Void) {
    for (field, fact) in facts { body(FactReference(.field(field), indices: indices), fact) }
    for case .elements(let elements) in lists.values {
      for (position, element) in elements.enumerated() {
        element.forEachFact(at: indices + [position], body)
      }
    }
  }
}
