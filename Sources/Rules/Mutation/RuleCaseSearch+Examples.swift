// An example that is known, told as a case that is there with a few things said otherwise.

extension RuleCaseSearch {
  /// The fewest things of an example that show the same in a case; nil: it shows nothing there.
  ///
  /// Each is left out in turn, and stays out where the rest is enough.
  mutating func nearest(
    to example: MutantExample, from base: CaseExpectationRecord
  ) -> Found? {
    var variation = difference(of: example, to: base)
    guard shows(variation, base) else { return nil }
    if variation.asOf != nil {
      var undated = variation
      undated.asOf = nil
      if shows(undated, base) { variation = undated }
    }
    for subject in variation.subjects {
      let rest = variation.without(subject)
      if shows(rest, base) { variation = rest }
    }
    return confirmed(variation, base)
  }

  /// What an example says otherwise than a case, but for its place.
  private func difference(
    of example: MutantExample, to base: CaseExpectationRecord
  ) -> Variation {
    let vocabulary = program.vocabulary
    let own = base.binding
    var places = Set(vocabulary.jurisdictionFields)
    if let day = vocabulary.asOfField { places.insert(day) }
    var variation = Variation()
    for (reference, fact) in example.dossier.root.facts(in: vocabulary) {
      guard let field = Variation.Subject.fact(reference).field, !places.contains(field),
        let said = fact.said, own.dossier.fact(reference, in: vocabulary)?.state != fact.state
      else { continue }
      variation = variation.with(.fact(reference), said)
    }
    let empty = Set(own.dossier.root.emptyLists())
    for list in example.dossier.root.emptyLists() where !empty.contains(list) {
      variation = variation.with(.fact(list), .empty)
    }
    for (parameter, given) in example.binding.parameters.values {
      for (key, value) in given where own.parameters.values[parameter]?[key]?.state != value.state {
        guard let said = Fact(value.state, range: nil).said else { continue }
        let figure = Figure(parameter: parameter, key: key.isEmpty ? nil : key)
        variation = variation.with(.figure(figure), said)
      }
    }
    if example.binding.asOf != own.asOf { variation.asOf = example.binding.asOf }
    return variation
  }

  /// Whether both come to something else; what cannot be supposed is bound.
  private mutating func shows(_ variation: Variation, _ base: CaseExpectationRecord) -> Bool {
    // An element that is not there yet has no facts that could be supposed.
    let isSupposed =
      variation.suppositions != nil && variation.facts.keys.allSatisfy { $0.indices.isEmpty }
    return isSupposed ? differs(variation, base) : confirmed(variation, base) != nil
  }
}
