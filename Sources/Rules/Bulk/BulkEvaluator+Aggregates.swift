// Aggregates over lists, as `AggregateFunction.combine` does them.

/// The content of a list.
enum BulkListContent {
  /// By their places among ``BulkState/elements``.
  case elements(Range<Int>)
  case unavailable, missing
}

extension BulkEvaluator {
  func content(of list: Int, owner: Int) -> BulkListContent {
    let home = owner < 0 ? BulkBinding.project : state.bindings[owner]
    var fact = BulkFact()
    if home.row >= 0 { fact = state.rows[home.row + schema.placeOfList[list]] }
    switch fact.state {
    case .elements: return .elements(fact.first..<(fact.first + fact.last))
    case .unavailable: return .unavailable
    default: return isListAbsent[list] ? .elements(0..<0) : .missing
    }
  }

  func home(_ owner: Int) -> BulkBinding { owner < 0 ? .project : state.bindings[owner] }

  /// Does something with each element of an aggregate's list that is not of what cannot be there.
  ///
  /// - Parameter body: Takes the filter and the value.
  func forEachItem(
    of aggregate: BulkAggregate, in elements: Range<Int>,
    _ body: (_ filter: BulkValue, _ value: BulkValue?) -> Void
  ) {
    let home = home(aggregate.owner)
    let outer = state.bindings[aggregate.variable]
    for place in elements {
      bind(
        aggregate.variable,
        home.element(place - elements.lowerBound, row: Int(state.elements[place])))
      visitItem(of: aggregate, body)
    }
    bind(aggregate.variable, outer)
  }

  /// The same with an element of which nothing is known.
  func withUnknownItem(
    of aggregate: BulkAggregate, _ body: (_ filter: BulkValue, _ value: BulkValue?) -> Void
  ) {
    let outer = state.bindings[aggregate.variable]
    bind(aggregate.variable, home(aggregate.owner).element(nil, row: -1))
    visitItem(of: aggregate, body)
    bind(aggregate.variable, outer)
  }

  private func visitItem(
    of aggregate: BulkAggregate, _ body: (_ filter: BulkValue, _ value: BulkValue?) -> Void
  ) {
    let filter = aggregate.filter < 0 ? BulkValue(.true) : value(aggregate.filter).pointee
    let value = aggregate.body < 0 ? nil : self.value(aggregate.body).pointee
    if filter.isAbsent || value?.isAbsent ?? false { return }
    body(filter, value)
  }

  func aggregate(_ aggregate: BulkAggregate) -> BulkValue {
    switch content(of: aggregate.list, owner: aggregate.owner) {
    case .elements(let elements): return combine(aggregate, elements)
    case .missing, .unavailable:
      var result: BulkValue?
      withUnknownItem(of: aggregate) { filter, value in
        result = combineUnknown(aggregate.function, filter, value)
      }
      return result ?? combine(aggregate, 0..<0)
    }
  }

  private func combineUnknown(
    _ function: AggregateFunction, _ filter: BulkValue, _ value: BulkValue?
  ) -> BulkValue {
    let body = value?.truth ?? .unknown
    let number = value.flatMap { $0.kind == .quantity ? $0 : nil }
    switch function {
    case .all: return BulkValue((!filter.truth || body) == .true ? .true : .unknown)
    case .any: return BulkValue((filter.truth && body) == .false ? .false : .unknown)
    case .distinct: return BulkValue(.unknown)
    case .count:
      let lower = BulkInterval.Bound(value: .zero)
      return BulkValue(
        filter.truth == .false ? .zero : BulkInterval(lower: lower, upper: nil), unit: one)
    case .sum:
      let isNatural = number.map { $0.number.hasLow && !$0.number.low.isNegative } ?? false
      let lower = isNatural ? BulkInterval.Bound(value: .zero) : nil
      return BulkValue(BulkInterval(lower: lower, upper: nil), unit: number?.unit ?? 0)
    case .largest, .smallest:
      return BulkValue(number?.number ?? .everything, unit: number?.unit ?? 0)
    }
  }

  private var one: UInt16 { units.number(of: .one) ?? 0 }

  private func combine(_ aggregate: BulkAggregate, _ elements: Range<Int>) -> BulkValue {
    switch aggregate.function {
    case .all, .any: return truth(aggregate, elements)
    case .count: return count(aggregate, elements)
    case .sum: return sum(aggregate, elements)
    case .largest, .smallest: return extreme(aggregate, elements)
    case .distinct: return distinct(aggregate, elements)
    }
  }

  private func truth(_ aggregate: BulkAggregate, _ elements: Range<Int>) -> BulkValue {
    let isAll = aggregate.function == .all
    var truth = Truth(isAll)
    var figures = BulkFigures.none
    forEachItem(of: aggregate, in: elements) { filter, value in
      let body = value?.truth ?? .unknown
      truth = isAll ? truth && (!filter.truth || body) : truth || (filter.truth && body)
      figures = joined(joined(figures, filter.figures), value?.figures ?? .none)
    }
    return BulkValue(truth, figures: figures)
  }

  private func count(_ aggregate: BulkAggregate, _ elements: Range<Int>) -> BulkValue {
    var (certain, possible) = (0, 0)
    var figures = BulkFigures.none
    forEachItem(of: aggregate, in: elements) { filter, value in
      if filter.truth == .true { certain += 1 }
      if filter.truth != .false { possible += 1 }
      figures = joined(joined(figures, filter.figures), value?.figures ?? .none)
    }
    return BulkValue(
      BulkInterval(
        lower: BulkInterval.Bound(value: BulkNumber(certain)),
        upper: BulkInterval.Bound(value: BulkNumber(possible))), unit: one, figures: figures)
  }

  private func sum(_ aggregate: BulkAggregate, _ elements: Range<Int>) -> BulkValue {
    var total = BulkInterval.zero
    var (unit, hasUnit): (UInt16, Bool) = (0, false)
    var measured: BulkValue?
    var figures = BulkFigures.none
    forEachItem(of: aggregate, in: elements) { filter, value in
      figures = joined(joined(figures, filter.figures), value?.figures ?? .none)
      guard filter.truth != .false, let value, value.kind == .quantity else { return }
      if !hasUnit, value.unit != 0 { (unit, hasUnit) = (value.unit, true) }
      guard measured.map({ areMeasuredAlike($0, value) }) ?? true else { return decline(.units) }
      if !value.number.isAlikeInEveryUnit { measured = value }
      var interval = value.number
      if filter.truth == .unknown {
        guard let larger = interval.larger(.zero) else { return decline(.number) }
        interval = interval.smaller(.zero).joined(with: larger)
      }
      guard let next = total.adding(interval) else { return decline(.number) }
      total = next
    }
    return BulkValue(total, unit: unit, figures: figures)
  }

  private func extreme(_ aggregate: BulkAggregate, _ elements: Range<Int>) -> BulkValue {
    let isLeast = aggregate.function == .smallest
    var figures = BulkFigures.none
    var (first, candidates): (BulkValue?, [(BulkValue, Bool)]) = (nil, [])
    var hasCertain = false
    forEachItem(of: aggregate, in: elements) { filter, value in
      figures = joined(joined(figures, filter.figures), value?.figures ?? .none)
      guard filter.truth != .false else { return }
      if filter.truth == .true, !hasCertain {
        hasCertain = true
        first = value
      }
      if let value { candidates.append((value, filter.truth == .true)) }
    }
    guard var result = first, result.kind == .quantity else {
      return BulkValue(.everything, unit: 0)
    }
    for (value, isCertain) in candidates where value.kind == .quantity {
      guard areMeasuredAlike(result, value) else {
        decline(.units)
        return .unknown
      }
      guard
        let chosen = isLeast
          ? result.number.smaller(value.number) : result.number.larger(value.number),
        let larger = result.number.larger(chosen)
      else {
        decline(.number)
        return .unknown
      }
      result.number = isCertain ? chosen : result.number.smaller(chosen).joined(with: larger)
    }
    return BulkValue(result.number, unit: result.unit, figures: figures)
  }

  /// How many elements are compared with one another.
  private static let comparedLimit = 64

  private func distinct(_ aggregate: BulkAggregate, _ elements: Range<Int>) -> BulkValue {
    var figures = BulkFigures.none
    var candidates: [(value: BulkValue, isCertain: Bool)] = []
    forEachItem(of: aggregate, in: elements) { filter, value in
      figures = joined(joined(figures, filter.figures), value?.figures ?? .none)
      if filter.truth != .false { candidates.append((value ?? .unknown, filter.truth == .true)) }
    }
    guard candidates.count > 1 else { return BulkValue(.true) }
    guard candidates.count <= Self.comparedLimit else {
      decline(.size)
      return .unknown
    }
    var isOpen = false
    for (place, candidate) in candidates.enumerated() {
      if !candidate.isCertain { isOpen = true }
      guard isSingle(candidate.value) else {
        isOpen = true
        continue
      }
      for other in candidates[..<place] where isSameSingle(candidate.value, other.value) {
        if candidate.isCertain, other.isCertain {
          return BulkValue(.false, figures: figures)
        }
        // Two that are one may be left out of the list.
        isOpen = true
      }
    }
    return BulkValue(isOpen ? .unknown : .true, figures: figures)
  }

  /// Whether a value is one that two can be compared by.
  private func isSingle(_ value: BulkValue) -> Bool {
    switch value.kind {
    case .truth: value.truth != .unknown
    case .quantity: value.number.isSingle
    case .days: value.first == value.last
    case .text, .choice, .choices: true
    case .keys, .notApplicable, .unknown: false
    }
  }

  private func isSameSingle(_ left: BulkValue, _ right: BulkValue) -> Bool {
    guard left.kind == right.kind, isSingle(right) else { return false }
    switch left.kind {
    case .truth: return left.truth == right.truth
    case .quantity: return left.number.low == right.number.low
    case .text: return texts.keys[left.first] == texts.keys[right.first]
    case .days, .choice, .choices: return left.wide == right.wide
    case .keys, .notApplicable, .unknown: return false
    }
  }
}
