/// What one element contributes to an aggregate.
struct AggregateItem {
  /// Whether the element belongs to it.
  let filter: StepResult
  /// nil for a count.
  let body: StepResult?

  /// Whether it speaks of what the project cannot have.
  var isAbsent: Bool { filter.isAbsent || body?.isAbsent ?? false }
}

extension AggregateFunction {
  /// The aggregate over all elements of a given list.
  func combine(_ items: [AggregateItem], list: FactReference) -> StepResult {
    switch self {
    case .all: truth(items, ifEmpty: .true) { !$0.filter.truth || ($0.body?.truth ?? .unknown) }
    case .any: truth(items, ifEmpty: .false) { $0.filter.truth && ($0.body?.truth ?? .unknown) }
    case .count: count(items)
    case .sum: sum(items)
    case .largest: extreme(items, list) { $0.larger($1) }
    case .smallest: extreme(items, list) { $0.smaller($1) }
    case .distinct: distinct(items)
    }
  }

  /// How many elements there are, when each counts.
  func count(ofAll count: Int) -> StepResult {
    number(NumberInterval(ExactNumber(count)), .one, [])
  }

  /// The aggregate over a list that was not given, from what is known of any element.
  func combineUnknown(_ item: AggregateItem, cause: Cause) -> StepResult {
    let body = item.body?.truth ?? .unknown
    switch self {
    case .all where (!item.filter.truth || body) == .true: return .truth(true)
    case .any where (item.filter.truth && body) == .false: return .truth(false)
    case .all, .any, .distinct: return StepResult(.truth(.unknown), causes: [cause])
    case .count:
      let interval =
        item.filter.truth == .false
        ? NumberInterval(.zero)
        : NumberInterval(lower: NumberInterval.Bound(.zero), upper: nil)
      return number(interval, .one, [cause])
    case .sum:
      // A sum of numbers that cannot be negative is not negative either.
      let lower = item.body?.quantity?.0.interval.lower
      let isNatural = lower.map { !$0.value.isNegative } ?? false
      let interval = NumberInterval(
        lower: isNatural ? NumberInterval.Bound(.zero) : nil, upper: nil)
      return number(interval, item.body?.quantity?.0.unit, [cause])
    case .largest, .smallest:
      return number(
        item.body?.quantity?.0.interval ?? .everything, item.body?.quantity?.0.unit, [cause])
    }
  }

  private func truth(
    _ items: [AggregateItem], ifEmpty: Truth, _ value: (AggregateItem) -> Truth
  ) -> StepResult {
    let truths = items.map(value)
    let result = truths.reduce(ifEmpty) { self == .all ? $0 && $1 : $0 || $1 }
    let unverified = unverified(items)
    guard result == .unknown else { return StepResult(.truth(result), unverified: unverified) }
    var causes: [[Cause]] = []
    for (item, truth) in zip(items, truths) where truth == .unknown {
      if item.filter.truth == .unknown { causes.append(item.filter.causes) }
      if item.body?.truth == .unknown { causes.append(item.body?.causes ?? []) }
    }
    return StepResult(.truth(.unknown), causes: .union(of: causes), unverified: unverified)
  }

  /// All unverified figures that its elements rest on: each of them bears on the outcome.
  private func unverified(_ items: [AggregateItem]) -> [Figure] {
    .union(of: items.lazy.map { $0.filter.unverified.union($0.body?.unverified ?? []) })
  }

  /// Whether no two of the elements that count have the same value.
  private func distinct(_ items: [AggregateItem]) -> StepResult {
    let candidates = items.filter { $0.filter.truth != .false }
    guard candidates.count > 1 else { return .truth(true) }
    var certain: Set<ScalarValue> = []
    var possible: Set<ScalarValue> = []
    var open: [[Cause]] = []
    for item in candidates {
      let isCertain = item.filter.truth == .true
      if !isCertain { open.append(item.filter.causes) }
      guard let value = item.body?.scalar else {
        open.append(item.body?.causes ?? [])
        continue
      }
      let isNew = possible.insert(value).inserted
      if isCertain, !certain.insert(value).inserted {
        return StepResult(.truth(.false), unverified: unverified(items))
      }
      if !isNew { open.append(item.filter.causes) }
    }
    guard open.isEmpty else {
      return StepResult(
        .truth(.unknown), causes: .union(of: open), unverified: unverified(items))
    }
    return StepResult(.truth(.true), unverified: unverified(items))
  }

  private func count(_ items: [AggregateItem]) -> StepResult {
    let certain = items.filter { $0.filter.truth == .true }.count
    let possible = items.filter { $0.filter.truth != .false }.count
    let open = items.lazy.filter { $0.filter.truth == .unknown }
    let causes = [Cause].union(of: open.map { $0.filter.causes })
    let interval = NumberInterval(
      lower: NumberInterval.Bound(ExactNumber(certain)),
      upper: NumberInterval.Bound(ExactNumber(possible)))
    return number(interval, .one, causes, unverified(items))
  }

  private func sum(_ items: [AggregateItem]) -> StepResult {
    var total = NumberInterval(.zero)
    var unit: UnitOfMeasure?
    var measured: Quantity?
    var causes: [[Cause]] = []
    for item in items where item.filter.truth != .false {
      guard let (quantity, _) = item.body?.quantity else { continue }
      unit = unit ?? quantity.unit
      // What is written without a unit, or in kVA, adds nothing to tonnes.
      guard measured.map({ $0.isMeasured(as: quantity) }) ?? true else {
        return number(.everything, nil, [.unitMismatch(nil)])
      }
      if quantity.saysUnit { measured = quantity }
      var interval = quantity.interval
      if item.filter.truth == .unknown {
        // The element may or may not count.
        let zero = NumberInterval(.zero)
        interval = NumberInterval(
          lower: interval.smaller(zero).lower, upper: interval.larger(zero).upper)
        causes.append(item.filter.causes)
      }
      causes.append(item.body?.causes ?? [])
      guard let next = try? total.adding(interval) else {
        return number(.everything, unit, [.overflow])
      }
      total = next
    }
    return number(total, unit, .union(of: causes), unverified(items))
  }

  private func extreme(
    _ items: [AggregateItem], _ list: FactReference,
    _ choose: (NumberInterval, NumberInterval) -> NumberInterval
  ) -> StepResult {
    let candidates = items.filter { $0.filter.truth != .false }
    let certain = candidates.filter { $0.filter.truth == .true }
    let causes = [Cause].union(
      of: candidates.lazy.map { $0.filter.causes.union($0.body?.causes ?? []) })
    guard var result = certain.first?.body?.quantity?.0 else {
      return number(.everything, nil, causes.isEmpty ? [.emptyList(list)] : causes)
    }
    for item in candidates {
      guard let (quantity, _) = item.body?.quantity else { continue }
      guard result.isMeasured(as: quantity) else {
        return number(.everything, nil, [.unitMismatch(nil)])
      }
      let chosen = choose(result.interval, quantity.interval)
      let isCertain = item.filter.truth == .true
      // An element that may not count can only widen what is known.
      let interval =
        isCertain
        ? chosen
        : NumberInterval(
          lower: result.interval.smaller(chosen).lower,
          upper: result.interval.larger(chosen).upper)
      result = Quantity(interval: interval, unit: result.unit)
    }
    return number(result.interval, result.unit, causes, unverified(items))
  }

  private func number(
    _ interval: NumberInterval, _ unit: UnitOfMeasure?, _ causes: [Cause],
    _ unverified: [Figure] = []
  ) -> StepResult {
    StepResult(
      .quantity(Quantity(interval: interval, unit: unit), .unstated),
      causes: interval.single == nil ? causes : [], unverified: unverified)
  }
}

extension StepResult {
  /// A single value, as two are compared by; nil for what is open.
  fileprivate var scalar: ScalarValue? {
    switch value {
    case .scalar(.days), .notApplicable, .unknown: nil
    case .scalar(let value): value.foldedKey
    case .truth(let truth): truth == .unknown ? nil : .truth(truth == .true)
    case .quantity(let quantity, _):
      quantity.interval.single.map {
        .number(Quantity(interval: NumberInterval($0), unit: nil))
      }
    }
  }
}
