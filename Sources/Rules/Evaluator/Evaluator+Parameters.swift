// Parameters: the row that a key and the day of the review select, or what was given instead.

extension Evaluator {
  mutating func parameter(_ index: Int, key step: Int?) -> StepResult {
    guard let step else { return row(of: index, keys: [.text("")], shownKey: nil) }
    let key = evaluate(step)
    if key.isAbsent { return .absent }
    guard case .scalar(let value) = key.value else {
      return open(program.rules.parameters[index], causes: key.causes)
        .resting(on: key.unverified)
    }
    let source = self.source(of: step)
    // A text key may be given by a choice: its row stands under either of its names.
    var keys = [value] + spellings(of: value, at: step)
    let shown = shownKey(value, of: step)
    // A region may be spelt as its ruleset also allows.
    for ruleset in program.rules.rulesets where ruleset.aliases.contains(shown ?? "") {
      if let region = ruleset.regions.last { keys.append(.text(region)) }
    }
    return row(of: index, keys: keys, shownKey: shown, keyFact: source)
      .resting(on: key.unverified)
  }

  /// The other names that the row of a key may stand under.
  private func spellings(of value: ScalarValue, at step: Int) -> [ScalarValue] {
    if case .keys(let operands) = program.steps[step] {
      let columns = program.list(operands).map { names(of: trace.results[$0]?.keyValue, at: $0) }
      return columns.reduce([""]) { keys, names in
        keys.flatMap { key in
          names.map { key.isEmpty ? $0 : key + CatalogueParameter.keySeparator + $0 }
        }
      }.map { .text($0) }
    }
    guard case .choice = value else { return [] }
    return names(of: value, at: step).map { .text($0) }
  }

  private func names(of value: ScalarValue?, at step: Int) -> [String] {
    guard let scalar = value else { return [] }
    if case .choice(let choice) = scalar, let list = choiceList(of: step) {
      let names = program.vocabulary.choiceLists[list].choices[choice]
      return [names.chinese, names.english]
    }
    return shownKey(scalar, of: step).map { [$0] } ?? []
  }

  /// The key of a table row as a report names it; nil for one that is neither text nor choice.
  func shownKey(_ value: ScalarValue, of step: Int) -> String? {
    switch value {
    case .text(let text): return text
    case .truth(let truth): return (truth ? Keyword.yes : .no).spelling.chinese
    case .choice(let choice):
      return choiceList(of: step).map {
        program.vocabulary.choiceLists[$0].choices[choice].chinese
      }
    case .date, .days, .number, .choices: return nil
    }
  }

  private func choiceList(of step: Int) -> Int? {
    guard case .field(let field, _) = program.steps[step],
      case .choice(let list) = program.vocabulary.fields[field].type
    else { return nil }
    return list
  }

  private mutating func row(
    of index: Int, keys: [ScalarValue], shownKey: String?, keyFact: FactReference? = nil
  ) -> StepResult {
    let parameter = program.rules.parameters[index]
    let table = program.rules.parameters[index].rows
    let keys = keys.map { $0.foldedKey }
    let rows = keys.lazy.compactMap { table[$0] }.first ?? []
    if let given = givenValue(of: index, keys: keys) {
      let measured = given.measured(
        in: rows.lazy.compactMap { $0.unit }.first ?? parameter.bareUnit)
      trace.use(ParameterUse(parameter: index, key: shownKey, origin: .given(measured)))
      return result(of: measured, parameter, index, shownKey)
    }
    let parents = program.rules.parameters[index].parts
    // A name that has a row of its own, be it out of force, is not the name of other rows.
    if rows.allSatisfy({ $0.value == nil }),
      let parts = keys.lazy.compactMap({ parents[$0] }).first
    {
      return parent(of: parts, index, shownKey, keyFact)
    }
    guard let row = rows.first(where: { $0.validity.contains(binding.asOf) }) else {
      let cause: Cause =
        rows.isEmpty
        ? .parameter(index, key: shownKey) : .outsideValidity(index, key: shownKey)
      return open(parameter, causes: [cause])
    }
    trace.use(ParameterUse(parameter: index, key: shownKey, origin: .row(row)))
    guard let value = row.value else {
      return open(parameter, causes: [.emptyCell(index, key: shownKey)])
    }
    let basis = row.basis.map { NumberBasis.stated(Phrase($0, $0)) } ?? .unstated
    let figure = Figure(parameter: index, key: shownKey)
    return known(value, basis: basis, unverified: row.verification.isVerified ? [] : [figure])
  }

  /// What a parent name stands for: the value of its rows where all agree, else what lies between.
  private mutating func parent(
    of parts: [ScalarValue], _ index: Int, _ shownKey: String?, _ keyFact: FactReference?
  ) -> StepResult {
    let parameter = program.rules.parameters[index]
    var names: [String] = []
    var results: [StepResult] = []
    for case .text(let name) in parts {
      names.append(name)
      results.append(row(of: index, keys: [.text(name)], shownKey: name, keyFact: keyFact))
    }
    let known = names.compactMap { trace.use(of: Figure(parameter: index, key: $0)) }
    trace.use(ParameterUse(parameter: index, key: shownKey, origin: .parts(known)))
    // Which of its rows is meant does not matter while none of them is in force.
    if results.allSatisfy({ $0.isOutOfForce(for: index) }) {
      return open(parameter, causes: [.outsideValidity(index, key: shownKey)])
    }
    return StepResult.common(results)
      ?? StepResult.between(results, openIn: open(parameter, causes: [])).because(
        .ambiguousKey(keyFact, parameter: index, key: shownKey, parts: names))
  }

  /// The fact that a key is; nil for a key that is computed or written in the rule.
  func source(of step: Int) -> FactReference? {
    if case .field(let field, let variable) = program.steps[step] {
      fact(field, variable).1
    } else {
      nil
    }
  }

  private func givenValue(of index: Int, keys: [ScalarValue]) -> GivenParameter? {
    guard let values = binding.parameters.values[index] else { return nil }
    for case .text(let key) in keys {
      if let given = values[TextKey.folded(key)] { return given }
    }
    return values[""]
  }

  private func result(
    of given: GivenParameter, _ parameter: CatalogueParameter, _ index: Int, _ key: String?
  ) -> StepResult {
    switch given.state {
    case .value(let value):
      let basis = given.basis.map { NumberBasis.stated(Phrase($0, $0)) } ?? .unstated
      return known(value, basis: basis, unverified: [])
    case .notApplicable, .absent: return StepResult(.notApplicable)
    case .unavailable, .notDone:
      return open(parameter, causes: [.parameter(index, key: key)])
    }
  }

  private func known(
    _ value: ScalarValue, basis: NumberBasis, unverified: [Figure]
  ) -> StepResult {
    switch value {
    case .truth(let truth):
      StepResult(.truth(Truth(truth)), unverified: unverified)
    case .number(let quantity):
      StepResult(.quantity(quantity, basis), unverified: unverified)
    default: StepResult(.scalar(value), unverified: unverified)
    }
  }

  private func open(_ parameter: CatalogueParameter, causes: [Cause]) -> StepResult {
    switch parameter.type {
    case .truth: StepResult(.truth(.unknown), causes: causes)
    case .number:
      StepResult(
        .quantity(Quantity(interval: .everything, unit: parameter.unit), .unstated),
        causes: causes)
    case .text, .date, .choice, .choices: StepResult(.unknown, causes: causes)
    }
  }
}
