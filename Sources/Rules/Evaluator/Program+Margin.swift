extension Program {
  /// What is left of a comparison that holds to its limit; nil where ``margin(of:comparing:_:_:_:)`` is, and
  /// of nothing against nothing, which holds and says nothing.
  package func reserve(
    of step: Int, comparing left: Int, _ first: Quantity, _ right: Int, _ second: Quantity
  ) -> Margin? {
    guard let (one, other) = Evaluator.aligned(first, second),
      !(one.interval.single == .zero && other.interval.single == .zero)
    else { return nil }
    return margin(of: step, comparing: left, first, right, second)
  }

  /// How far the numbers of a comparison are apart, the fact measured against the limit, whichever
  /// stands first; nil where they overlap, or do not go together.
  package func margin(
    of step: Int, comparing left: Int, _ first: Quantity, _ right: Int, _ second: Quantity
  ) -> Margin? {
    guard let (one, other) = Evaluator.aligned(first, second) else { return nil }
    let unit = unitTold(comparing: left, first, right, second)
    return isConstant(left)
      ? RuleJudge.margin(step, other, one, in: unit) : RuleJudge.margin(step, one, other, in: unit)
  }

  private func isConstant(_ step: Int) -> Bool {
    if case .constant = steps[step] { true } else { false }
  }

  /// The unit in which both numbers of a comparison are told, so that a reader need not convert one
  /// of them: that in which the fact is written, else that of the clause.
  ///
  /// A unit that a quotient or product came to, and that nobody writes, and one in which a number has
  /// no end of decimals give way to the other one. nil: the numbers carry no unit.
  func unitTold(
    comparing left: Int, _ value: Quantity, _ right: Int, _ limit: Quantity
  ) -> UnitOfMeasure? {
    let units = (isConstant(left) ? [limit, value] : [value, limit]).compactMap { $0.unit }
    guard let first = units.first, let last = units.last, first != last else { return units.first }
    // Zero may be of any kind.
    guard first.dimensions == last.dimensions else {
      return value.interval == NumberInterval(.zero) ? limit.unit : value.unit
    }
    func ends(_ number: ExactNumber, in unit: UnitOfMeasure) -> Bool {
      number.divided(by: unit.scale)?.decimalPlaces != nil
    }
    let numbers = [value, limit].flatMap { [$0.interval.lower, $0.interval.upper] }
      .compactMap { $0?.value }.filter { number in units.contains { ends(number, in: $0) } }
    return units.first { unit in
      vocabulary.units.unit(spelled: unit.name.chinese) != nil
        && numbers.allSatisfy { ends($0, in: unit) }
    } ?? first
  }
}
