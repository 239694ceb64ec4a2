// Values that conditions choose, dates apart, numbers rounded, keys of several columns.

extension Evaluator {
  /// The value of the first condition that holds; where one is open, what the values leave possible.
  ///
  /// - Parameter results: Conditions, each before its value, and last the value where none holds.
  func choice(among results: [StepResult]) -> StepResult {
    var possible: [StepResult] = []
    var open: [[Cause]] = []
    var unverified: [[Figure]] = []
    for place in stride(from: 0, to: results.count, by: 2) {
      guard place + 1 < results.count else {
        possible.append(results[place])
        break
      }
      let (condition, value) = (results[place], results[place + 1])
      unverified.append(condition.unverified)
      // A condition that speaks of what is not there does not hold.
      let truth = condition.isNotApplicable ? .false : condition.truth
      if truth != .false { possible.append(value) }
      if truth == .unknown { open.append(condition.causes) }
      if truth == .true { break }
    }
    guard possible.count > 1 else {
      return (possible.first ?? StepResult(.unknown)).resting(on: .union(of: unverified))
    }
    if let common = StepResult.common(possible) {
      return common.resting(on: .union(of: unverified))
    }
    let causes = [Cause].union(of: open + possible.map { $0.causes })
    return StepResult(
      StepResult.between(possible, openIn: Self.unknown(as: possible)).value, causes: causes,
      unverified: .union(of: unverified + possible.map { $0.unverified }))
  }

  private static func unknown(as possible: [StepResult]) -> StepResult {
    for result in possible {
      switch result.value {
      case .truth: return StepResult(.truth(.unknown))
      case .quantity(let quantity, _):
        return StepResult(
          .quantity(Quantity(interval: .everything, unit: quantity.unit), .unstated))
      case .scalar, .notApplicable, .unknown: continue
      }
    }
    return StepResult(.unknown)
  }

  // MARK: - Dates

  func shifted(_ date: StepResult, months: Int, days: Int) -> StepResult {
    guard let range = date.days else { return date }
    // What was not done is not done later either.
    if range.first == .latest { return date }
    guard let first = range.first.adding(months: months)?.adding(days: days),
      let last = range.last.adding(months: months)?.adding(days: days)
    else { return StepResult(.unknown, causes: [.overflow], unverified: date.unverified) }
    let value: ScalarValue =
      range.single != nil
      ? .date(first)
      : DayRange(first: first, last: last).map { .days($0) }
        ?? .date(first)
    return StepResult(.scalar(value), causes: date.causes, unverified: date.unverified)
  }

  func days(from start: StepResult, to end: StepResult, each day: ScalarValue) -> StepResult {
    if start.isNotApplicable || end.isNotApplicable {
      return start.isAbsent || end.isAbsent ? .absent : StepResult(.notApplicable)
    }
    let causes = end.causes.union(start.causes)
    let unverified = end.unverified.union(start.unverified)
    guard case .number(let one) = day else { return StepResult(.unknown) }
    func open() -> StepResult {
      StepResult(
        .quantity(Quantity(interval: .everything, unit: one.unit), .unstated), causes: causes,
        unverified: unverified)
    }
    guard let first = start.days, let last = end.days else { return open() }
    let counted = NumberInterval(
      lower: NumberInterval.Bound(ExactNumber(last.first.dayNumber - first.last.dayNumber)),
      upper: NumberInterval.Bound(ExactNumber(last.last.dayNumber - first.first.dayNumber)))
    guard let interval = try? counted.multiplied(by: one.interval) else { return open() }
    return StepResult(
      .quantity(Quantity(interval: interval, unit: one.unit), .unstated),
      causes: interval.single == nil ? causes : [], unverified: unverified)
  }

  // MARK: - Rounding

  func rounded(_ rounding: Rounding, _ number: StepResult, to grain: StepResult) -> StepResult {
    guard let (quantity, basis) = number.quantity else { return number }
    let unverified = number.unverified.union(grain.unverified)
    func open(_ causes: [Cause]) -> StepResult {
      StepResult(
        .quantity(Quantity(interval: .everything, unit: quantity.unit), basis), causes: causes,
        unverified: unverified)
    }
    guard let (multiple, _) = grain.quantity,
      let (value, step) = Self.aligned(quantity, multiple)
    else { return open([.unitMismatch(nil)]) }
    guard let size = step.interval.single else { return open(grain.causes.union(number.causes)) }
    guard !size.isZero else { return open([.divisionByZero]) }
    guard let lower = value.interval.lower.bound(rounding, size),
      let upper = value.interval.upper.bound(rounding, size)
    else { return open([.overflow]) }
    let interval = NumberInterval(lower: lower.bound, upper: upper.bound)
    return StepResult(
      .quantity(Quantity(interval: interval, unit: value.unit), basis),
      causes: interval.single == nil ? number.causes : [], unverified: unverified)
  }

  // MARK: - Tables

  /// Whether a parameter has a value: no, where the table has no row in force or an empty cell.
  func hasValue(_ parameter: StepResult) -> StepResult {
    if parameter.isAbsent { return .absent }
    if parameter.isNotApplicable { return .truth(false) }
    let isOpen: Bool
    switch parameter.value {
    case .truth(let truth): isOpen = truth == .unknown
    case .quantity(let quantity, _): isOpen = quantity.interval == .everything
    case .scalar: isOpen = false
    case .notApplicable, .unknown: isOpen = true
    }
    guard isOpen, !parameter.causes.isEmpty else { return .truth(true) }
    let isAbsent = parameter.causes.allSatisfy { cause in
      switch cause {
      case .parameter, .emptyCell, .outsideValidity: true
      default: false
      }
    }
    if isAbsent { return .truth(false) }
    return StepResult(.truth(.unknown), causes: parameter.causes)
  }

  /// The keys of several columns as one text, as it stands in ``CatalogueParameter``.
  func keys(_ results: [StepResult], of operands: OperandSlice) -> StepResult {
    if results.contains(where: { $0.isAbsent }) { return .absent }
    var texts: [String] = []
    for (result, step) in zip(results, program.list(operands)) {
      guard let value = result.keyValue, let text = shownKey(value, of: step) else {
        return StepResult(
          .unknown, causes: .union(of: results.map { $0.causes }),
          unverified: .union(of: results.map { $0.unverified }))
      }
      texts.append(text)
    }
    return StepResult(
      .scalar(.text(texts.joined(separator: CatalogueParameter.keySeparator))),
      unverified: .union(of: results.map { $0.unverified }))
  }
}

extension StepResult {
  /// The value as a key of a table; nil for what is open, or no key.
  var keyValue: ScalarValue? {
    switch value {
    case .scalar(let value): value
    case .truth(.true): .truth(true)
    case .truth(.false): .truth(false)
    case .truth(.unknown), .quantity, .notApplicable, .unknown: nil
    }
  }
}

/// A rounded end of an interval; the end may be open.
private struct RoundedBound {
  let bound: NumberInterval.Bound?
}

extension NumberInterval.Bound? {
  /// nil: it does not fit.
  fileprivate func bound(_ rounding: Rounding, _ size: ExactNumber) -> RoundedBound? {
    guard let self else { return RoundedBound(bound: nil) }
    return self.value.rounded(rounding, to: size).map {
      RoundedBound(bound: NumberInterval.Bound($0))
    }
  }
}

extension ExactNumber {
  /// The multiple of a size that a number is brought to; nil: it does not fit.
  func rounded(_ rounding: Rounding, to size: ExactNumber) -> ExactNumber? {
    guard let share = divided(by: size) else { return nil }
    let whole: ExactNumber?
    switch rounding {
    case .down: whole = share.roundedDown(places: 0)
    case .up: whole = share.negated.roundedDown(places: 0)?.negated
    case .half:
      // Half away from zero, as 四舍五入 is taught.
      let raised = ExactNumber(1, over: 2).flatMap { share.magnitude.adding($0) }
      let found = raised?.roundedDown(places: 0)
      whole = share.isNegative ? found?.negated : found
    }
    return whole?.multiplied(by: size)
  }
}
