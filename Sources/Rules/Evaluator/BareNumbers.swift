// A bare number beside one with a unit: 1700000 beside 1500000 吨/年 may be tonnes or kilograms.
//
// A number of a rule's own table is another matter: a form asks for the unit energy “as in the
// benchmark table”, so that a bare one is in the unit of the row it is compared with.

extension Evaluator {
  /// The question which unit the bare one of two numbers is in; nil when they go together.
  func bareness(
    _ left: Int, _ first: StepResult, _ right: Int, _ second: StepResult
  ) -> Cause? {
    guard let (one, _) = first.quantity, let (other, _) = second.quantity else { return nil }
    if one.isBare(beside: other) { return bareness(left, of: right, other) }
    if other.isBare(beside: one) { return bareness(right, of: left, one) }
    return nil
  }

  private func bareness(_ bare: Int, of measured: Int, _ quantity: Quantity) -> Cause? {
    guard !program.isOfTable(bare), !program.isOfTable(measured), let unit = quantity.unit else {
      return nil
    }
    return .unitMismatch(
      bareFact(under: bare).map { UnitClash(fact: $0, given: nil, wanted: unit.name) })
  }

  /// The first fact under a step whose number has no unit.
  private func bareFact(under step: Int) -> FactReference? {
    if case .field(let field, let variable) = program.steps[step] {
      let (fact, reference) = fact(field, variable)
      return isBare(fact, of: field) ? reference : nil
    }
    return program.operands(of: step).lazy.compactMap { bareFact(under: $0) }.first
  }

  /// It is looked at as it is given: an evaluation that keeps no results asks the same.
  private func isBare(_ fact: Fact?, of field: Int) -> Bool {
    switch fact?.state {
    case .value(.number(let quantity)): return quantity.unit == nil
    case .value, .notDone, .absent: return false
    case .unavailable, .notApplicable, nil:
      let declared = program.vocabulary.fields[field]
      guard case .number = declared.type else { return false }
      return declared.unit == nil
    }
  }
}

extension Quantity {
  /// Whether it is a bare number, and another one has a unit, so that it matters which unit it is in.
  func isBare(beside other: Quantity) -> Bool {
    guard unit == nil, let unit = other.unit, !unit.isOne else { return false }
    return !interval.isAlikeInEveryUnit && !other.interval.isAlikeInEveryUnit
  }

  /// Whether the digits of its number depend on its unit.
  var saysUnit: Bool { !interval.isAlikeInEveryUnit }

  /// Whether two quantities can be put together at all.
  func isMeasured(as other: Quantity) -> Bool {
    interval.isAlikeInEveryUnit || other.interval.isAlikeInEveryUnit
      || (unit?.dimensions ?? Dimensions.none) == (other.unit?.dimensions ?? Dimensions.none)
  }
}

extension NumberInterval {
  /// Whether it says the same in every unit: zero, not below zero, or nothing.
  fileprivate var isAlikeInEveryUnit: Bool {
    (lower?.value.isZero ?? true) && (upper?.value.isZero ?? true)
  }
}

extension Program {
  /// Whether a number comes from parameters that say in which unit their bare numbers are, and from
  /// no fact.
  func isOfTable(_ step: Int) -> Bool {
    let uses = self.uses(under: [step]).keys
    return uses.contains { declaresUnit($0) } && !uses.contains { isNumberOfDossier($0) }
  }

  private func declaresUnit(_ step: Int) -> Bool {
    guard case .parameter(let index, _) = steps[step] else { return false }
    let parameter = rules.parameters[index]
    return parameter.bareUnit != nil || parameter.isOfTable
  }

  private func isNumberOfDossier(_ step: Int) -> Bool {
    guard case .field(let field, _) = steps[step],
      case .number = vocabulary.fields[field].type
    else { return false }
    return true
  }
}
