// Parameters of a condition: the rows that a day leaves, or a variable that the authority gives.

extension StepFormulas {
  /// The values that a parameter can have on the date, each with when it has it.
  mutating func rows(
    of index: Int, key step: Int?
  ) throws(ExactnessLimit) -> [Case<ParameterRow>]? {
    let parameter = program.rules.parameters[index]
    // The first that is in force counts, and says nothing where it has no value.
    func stated(_ rows: [ParameterRow]?) -> ParameterRow? {
      rows?.first { $0.validity.contains(asOf) }.flatMap { $0.value == nil ? nil : $0 }
    }
    func counts(_ row: ParameterRow) -> Bool { !omitsUnverified || row.verification.isVerified }
    // A figure that is left out is not one that the authority gives.
    func only(_ rows: [ParameterRow]?) -> [Case<ParameterRow>]? {
      stated(rows).map { counts($0) ? [Case(.always, $0)] : [] }
    }
    guard let step else {
      guard !freesSettings else { return nil }
      return only(parameter.rows[.text("")])
    }
    if case .constant(let constant) = program.steps[step] {
      return only(parameter.rows[program.constants[constant].foldedKey])
    }
    guard !freesTables, !parameter.rowsByKey.isEmpty else { return nil }
    let (variable, names) = try choice(step)
    let lookup = TableLookup(
      parameter: index, variable: variable, omitsUnverified: omitsUnverified)
    if let known = knownRows[lookup] { return known }
    var places: [RowContent: Int] = [:]
    var groups: [(row: ParameterRow, members: [Int])] = []
    for (member, name) in names.enumerated() {
      guard let found = stated(rows(of: parameter, named: name, step)), counts(found) else {
        continue
      }
      let content = RowContent(value: found.value, basis: found.basis)
      if let known = places[content] {
        groups[known].members.append(member)
      } else {
        places[content] = groups.count
        groups.append((found, [member]))
      }
    }
    guard groups.count * names.count <= Self.tableLimit else {
      throw ExactnessLimit("一张表的值太多", "a table has too many values")
    }
    let cases = groups.map { group in
      let set = ChoiceSet(of: group.members, among: names.count)
      return Case(.atom(.choice(variable: variable, set)), group.row)
    }
    knownRows[lookup] = cases
    return cases
  }

  /// The different values of a table in times its keys: a table of ten thousand keys, each with its own
  /// value, takes 12 MB.
  private static let tableLimit = 100_000_000

  /// A table that the value of a variable looks up.
  struct TableLookup: Hashable {
    let parameter: Int
    let variable: Int
    let omitsUnverified: Bool
  }

  /// What rows say alike.
  private struct RowContent: Hashable {
    let value: ScalarValue?
    let basis: String?
  }

  /// Whether a table has any value for a key, where it may have any.
  mutating func freedEntry(_ index: Int, _ key: Int?) -> ConditionFormula? {
    guard freesTables, let key, !isConstant(key) else { return nil }
    let (name, origin) = givenKey(index, key)
    return Self.flag(flag("?:" + name, origin))
  }

  private func isConstant(_ step: Int) -> Bool {
    if case .constant = program.steps[step] { true } else { false }
  }

  /// Whether a number reads a value of a table that may be any.
  func isFreed(_ number: Ratio) -> Bool {
    freesTables
      && number.top.terms.contains {
        variables.variables[$0.variable].key.hasPrefix(FactVariables.parameterMark)
      }
  }

  /// Whether a table has a value for a key on the date.
  mutating func isInTable(_ step: Int) throws(ExactnessLimit) -> ConditionFormula {
    guard case .parameter(let parameter, let key) = program.steps[step] else {
      throw ExactnessLimit("不是表的值", "no value of a table")
    }
    if let entry = freedEntry(parameter, key) { return entry }
    // A figure is there, verified or not.
    let omitted = omitsUnverified
    omitsUnverified = false
    defer { omitsUnverified = omitted }
    guard let rows = try rows(of: parameter, key: key) else {
      throw ExactnessLimit("不是表的值", "no value of a table")
    }
    let holds = Formula.any(rows.map { $0.guard })
    guard let fails = holds.negated else { throw .overflow }
    return ConditionFormula(holds: holds, fails: fails)
  }

  /// The rows under a name, which of a choice is either of its names.
  func rows(of parameter: CatalogueParameter, named name: String, _ step: Int)
    -> [ParameterRow]?
  {
    if let rows = parameter.rows[.text(TextKey.folded(name))] { return rows }
    guard case .field(let field, _) = program.steps[step],
      case .choice(let list) = program.vocabulary.fields[field].type,
      let choice = program.vocabulary.choiceLists[list].choices.firstIndex(where: {
        $0.english == name
      })
    else { return nil }
    return parameter.rows[.choice(choice)]
      ?? parameter.rows[
        .text(TextKey.folded(program.vocabulary.choiceLists[list].choices[choice].chinese))]
  }

  /// A value that the authority gives: a variable of its own, for each key that is written.
  func givenKey(_ index: Int, _ step: Int?) -> (key: String, origin: FactVariables.Origin) {
    let parameter = program.rules.parameters[index]
    let key = step.map { "[" + StepSignature(program).text(of: $0) + "]" } ?? ""
    return (
      "p:" + parameter.name.english + key,
      .other(Phrase(parameter.label, parameter.name.english))
    )
  }

  mutating func number(
    ofParameter index: Int, key: Int?
  ) throws(ExactnessLimit) -> [Case<Ratio>] {
    guard let rows = try rows(of: index, key: key) else {
      let parameter = program.rules.parameters[index]
      let (name, origin) = givenKey(index, key)
      let variable = variables.variable(
        name, origin, .number(.everything, step: parameter.unit?.scale ?? .one))
      return [
        Case(
          freedEntry(index, key)?.holds ?? .always,
          Ratio(
            LinearForm(variable: variable), unit: parameter.unit, bringsUnit: parameter.unit == nil)
        )
      ]
    }
    var cases: [Case<Ratio>] = []
    for row in rows {
      guard case .number(let quantity)? = row.value.value, let value = quantity.interval.single
      else {
        throw ExactnessLimit("不是数", "no number")
      }
      cases.append(
        Case(
          row.guard,
          Ratio(
            LinearForm(value), unit: quantity.unit, isBare: quantity.unit == nil,
            basis: row.value.basis)))
    }
    return cases
  }

  mutating func truth(
    ofParameter index: Int, key: Int?
  ) throws(ExactnessLimit) -> ConditionFormula {
    guard let rows = try rows(of: index, key: key) else {
      let (name, origin) = givenKey(index, key)
      return entered(Self.flag(flag(name, origin)), index, key)
    }
    return try cases(rows) { value in
      if case .truth(let truth) = value { truth } else { nil }
    }
  }

  mutating func membership(
    ofParameter index: Int, key: Int?, _ values: [ScalarValue]
  ) throws(ExactnessLimit) -> ConditionFormula {
    guard let rows = try rows(of: index, key: key) else {
      let (name, origin) = givenKey(index, key)
      let words = StepSignature(program).text(of: values, as: program.rules.parameters[index].type)
      return entered(Self.flag(flag(name + "∈" + words, origin)), index, key)
    }
    return try cases(rows) { values.contains($0) }
  }

  /// What holds of a value of a table only where there is one.
  private mutating func entered(
    _ condition: ConditionFormula, _ index: Int, _ key: Int?
  ) -> ConditionFormula {
    guard let entry = freedEntry(index, key) else { return condition }
    return ConditionFormula(
      holds: .all([entry.holds, condition.holds]), fails: .all([entry.holds, condition.fails]))
  }

  func cases(
    _ rows: [Case<ParameterRow>], _ truth: (ScalarValue) -> Bool?
  ) throws(ExactnessLimit) -> ConditionFormula {
    var holds: [Formula] = []
    var fails: [Formula] = []
    for row in rows {
      switch row.value.value.flatMap(truth) {
      case true?: holds.append(row.guard)
      case false?: fails.append(row.guard)
      case nil: continue
      }
    }
    return ConditionFormula(holds: .any(holds), fails: .any(fails))
  }
}
