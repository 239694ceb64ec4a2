extension Evaluator {
  mutating func aggregate(_ aggregate: ProgramAggregate) -> StepResult {
    let (content, reference) = list(aggregate.list, owner: aggregate.owner)
    trace.useList(reference)
    citeScope(ofList: aggregate.list)
    guard case .elements(let elements)? = content else {
      let cause: Cause = content == nil ? .missing(reference) : .unavailable(reference)
      return unknownList(aggregate, reference, cause: cause)
    }
    // Rules over a list may ask at each of its elements how many there are.
    if aggregate.countsAll { return aggregate.function.count(ofAll: elements.count) }
    var items: [AggregateItem] = []
    for (position, element) in elements.enumerated() {
      let bound = BoundElement(element: element, indices: reference.indices + [position])
      let item = item(of: aggregate, bound)
      if !item.isAbsent { items.append(item) }
    }
    return aggregate.function.combine(items, list: reference)
  }

  /// The evaluators that stand at each element of an aggregate's list; for a list that was not
  /// given, at an element of which nothing is known.
  func bindings(of aggregate: ProgramAggregate) -> [Evaluator] {
    let (content, reference) = list(aggregate.list, owner: aggregate.owner)
    guard case .elements(let elements)? = content else {
      return [bound(BoundElement(element: nil, indices: reference.indices + [nil]), to: aggregate)]
    }
    return elements.enumerated().map { position, element in
      bound(
        BoundElement(element: element, indices: reference.indices + [position]), to: aggregate)
    }
  }

  /// Nothing is computed yet at the element: what is known here is of another one, or of none.
  private func bound(_ element: BoundElement, to aggregate: ProgramAggregate) -> Evaluator {
    var inner = scratch()
    inner.makeRoom(for: aggregate.variable)
    inner.environment[aggregate.variable] = element
    return inner
  }

  private mutating func makeRoom(for variable: Int) {
    while environment.count <= variable {
      environment.append(BoundElement(element: nil, indices: []))
    }
  }

  private mutating func item(
    of aggregate: ProgramAggregate, _ bound: BoundElement
  ) -> AggregateItem {
    makeRoom(for: aggregate.variable)
    let outer = environment[aggregate.variable]
    environment[aggregate.variable] = bound
    defer { environment[aggregate.variable] = outer }
    let filter = aggregate.filter.map { evaluate($0) } ?? .truth(true)
    let body = aggregate.body.map { evaluate($0) }
    return AggregateItem(filter: filter, body: body)
  }

  /// An aggregate over a list that was not given: only what holds of any element is known.
  private mutating func unknownList(
    _ aggregate: ProgramAggregate, _ reference: FactReference, cause: Cause
  ) -> StepResult {
    let bound = BoundElement(element: nil, indices: reference.indices + [nil])
    let item = item(of: aggregate, bound)
    if item.isAbsent { return aggregate.function.combine([], list: reference) }
    return aggregate.function.combineUnknown(item, cause: cause)
  }

  /// The content of a list, and its name.
  func list(_ list: Int, owner: Int?) -> (DossierList?, FactReference) {
    guard let owner, owner < environment.count else {
      return (binding.list(list), FactReference(.list(list)))
    }
    let bound = environment[owner]
    let content = bound.element?.lists[list] ?? binding.emptyIfAbsent(list)
    return (content, FactReference(.list(list), indices: bound.indices))
  }
}
