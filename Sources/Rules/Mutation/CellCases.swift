/// Cases about a value of a table: one that reads another row of it, with the key of this row, at the
/// value and just beside it, on the days when it begins and ends to hold.
struct CellCases: Sendable {
  let program: Program
  let cases: [CaseDeclaration]
  let expected: ExpectedOutcomes

  /// Those of a rule; empty where no case reads the table by a fact.
  func cases(of figure: Figure, _ id: String, _ rebinder: Rebinder) -> [SuggestedCase] {
    guard let key = figure.key else { return [] }
    let parameter = program.rules.parameters[figure.parameter]
    let rows = parameter.rows[.text(TextKey.folded(key))] ?? []
    for base in expected.of(id) where !base.isOfRow {
      // Where a rule does not apply, or something else is open, its figures decide nothing.
      guard base.claim.verdict == .met || base.claim.verdict == .notMet,
        let reader = base.reader(of: figure.parameter),
        let place = CellPlace(program, figure.parameter, reader)
      else { continue }
      let found = rows.flatMap { row in
        place.variations(key: key, row, on: base.binding.asOf, program).compactMap {
          suggestion($0, base, id, rebinder)
        }
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  private func suggestion(
    _ variation: Variation, _ base: CaseExpectationRecord, _ id: String, _ rebinder: Rebinder
  ) -> SuggestedCase? {
    guard let binding = rebinder.binding(of: base.binding, saying: variation) else { return nil }
    let versions = expected.versions[id] ?? []
    let outcome = RuleJudge(program: program, binding: binding).outcome(of: versions)
    return SuggestedCase(
      on: cases[base.declaration], base: base, variation, binding, id, versions, outcome.claim,
      program)
  }
}

/// Where a rule reads a table: the fact that is its key, and the one that its value is compared with.
struct CellPlace {
  private let key: FactReference
  private let compared: FactReference?

  /// nil: its key is no fact.
  init?(_ program: Program, _ parameter: Int, _ reader: (rule: Int, position: Int)) {
    guard let index = program.programRules.firstIndex(where: { $0.rule == reader.rule }) else {
      return nil
    }
    let rule = program.programRules[index]
    let isOfElement = program.rules.rules[rule.rule].loop != nil
    func reference(_ step: Int) -> FactReference? {
      guard case .field(let field, let variable) = program.steps[step] else { return nil }
      guard variable != nil else { return FactReference(.field(field)) }
      return isOfElement ? FactReference(.field(field), indices: [reader.position]) : nil
    }
    var key: FactReference?
    var compared: FactReference?
    for step in rule.steps {
      switch program.steps[step] {
      case .parameter(parameter, let own?): key = key ?? reference(own)
      case .compare(_, let left, let right):
        for (one, other) in [(left, right), (right, left)] where compared == nil {
          if case .parameter(parameter, _?) = program.steps[other] { compared = reference(one) }
        }
      default: continue
      }
    }
    guard let key else { return nil }
    (self.key, self.compared) = (key, compared)
  }

  /// The key of a row, with the compared fact at its value and a step of its written place beside it.
  func variations(
    key name: String, _ row: ParameterRow, on day: CalendarDate, _ program: Program
  ) -> [Variation] {
    guard let named = variation(key: name, row, program) else { return [] }
    let values = compared.map { self.values(of: $0, beside: row, program) } ?? []
    let atValue = values.first.map { [$0] } ?? []
    func all(_ values: [(FactReference, ScalarValue)], on day: CalendarDate?) -> [Variation] {
      let facts = values.isEmpty ? [named] : values.map { named.with(.fact($0.0), .value($0.1)) }
      return facts.map { fact in
        var dated = fact
        dated.asOf = day
        return dated
      }
    }
    let (first, last) = (row.validity.since, row.validity.until)
    let days: [CalendarDate?] = [first?.adding(days: -1), last, last?.adding(days: 1)]
    let start = first ?? (row.validity.contains(day) ? nil : last)
    return all(values, on: start)
      + days.compactMap { $0 }.flatMap { all(atValue, on: $0) }
  }

  /// The key, and the basis that the row's numbers are on.
  private func variation(key name: String, _ row: ParameterRow, _ program: Program) -> Variation? {
    guard case .field(let field) = key.target else { return nil }
    let vocabulary = program.vocabulary
    var variation: Variation
    switch vocabulary.fields[field].type {
    case .text: variation = Variation().with(.fact(key), .value(.text(name)))
    case .choice(let list):
      guard let choice = vocabulary.choiceLists[list].index(of: Word(name)) else { return nil }
      variation = Variation().with(.fact(key), .value(.choice(choice)))
    case .truth, .number, .date, .choices: return nil
    }
    // Another city may lie in another province, which then follows from it.
    if vocabulary.jurisdictionFields.contains(field) {
      for other in vocabulary.jurisdictionFields where other != field {
        variation = variation.with(.fact(FactReference(.field(other))), .missing)
      }
    }
    if let compared, let basis = row.basis, case .field(let field) = compared.target,
      case .field(let stated)? = vocabulary.fields[field].basis,
      case .choice(let list) = vocabulary.fields[stated].type,
      let choice = vocabulary.choiceLists[list].index(of: Word(basis))
    {
      let reference = FactReference(.field(stated), indices: compared.indices)
      variation = variation.with(.fact(reference), .value(.choice(choice)))
    }
    return variation
  }

  private func values(
    of compared: FactReference, beside row: ParameterRow, _ program: Program
  ) -> [(FactReference, ScalarValue)] {
    guard case .field(let field) = compared.target, case .number(let quantity)? = row.value,
      let number = quantity.number, let places = number.decimalPlaces,
      let step = ExactNumber(parsing: "1e-\(places)")
    else { return [] }
    let unit = program.vocabulary.fields[field].unit
    return [number, number.adding(step), number.subtracting(step)].compactMap { number in
      number.flatMap { Quantity($0, in: quantity.unit) }.map {
        (compared, .number(Quantity(interval: $0.interval, unit: unit ?? $0.unit)))
      }
    }
  }
}
