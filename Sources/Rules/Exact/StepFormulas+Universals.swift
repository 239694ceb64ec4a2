// What one thing that is said of a list says of another one.

extension FactVariables {
  /// What holds exactly when something holds of every element of a list.
  struct Universal {
    /// The list and the element that it stands in.
    let list: String
    let owner: Int?
    let claim: Formula
    /// What holds of the elements, over ``FactVariables/ofElements``.
    let body: ConditionFormula
  }
}

extension StepFormulas {
  /// Relates a condition over a list to those that are known of it: where each element of which one
  /// thing holds is one of which another holds, too, all having the one means all having the other.
  mutating func relate(_ aggregate: ProgramAggregate, _ flag: Int) {
    guard relatesLists, namesItsElementsAlone(aggregate) else { return }
    var elements = self
    elements.variables = variables.ofElements
    elements.knownRows = [:]
    guard let body = try? elements.universal(aggregate), !elements.variables.hasLists else {
      return
    }
    // Any element having it means that not all have the contrary.
    let own = FactVariables.Universal(
      list: program.vocabulary.containers[aggregate.list].path.english, owner: aggregate.owner,
      claim: .atom(.flag(variable: flag, aggregate.function == .all)), body: body)
    let ranges = elements.variables.ranges
    for other in variables.universals where other.list == own.list && other.owner == own.owner {
      note(own, means: other, ranges)
      note(other, means: own, ranges)
    }
    variables.note(own, ofElements: elements.variables)
  }

  private mutating func note(
    _ one: FactVariables.Universal, means other: FactVariables.Universal, _ ranges: [Formula]
  ) {
    guard let isNotOther = other.body.holds.negated, let isNot = one.claim.negated,
      Solver.solve(.all(ranges + [one.body.holds, isNotOther])) == .none
    else { return }
    variables.note(law: .any([isNot, other.claim]))
  }

  /// What is said of each element; of an element that does not count nothing is.
  private mutating func universal(
    _ aggregate: ProgramAggregate
  ) throws(ExactnessLimit) -> ConditionFormula {
    var parts: [ConditionFormula] = []
    if let filter = aggregate.filter { parts.append(try condition(filter).negated) }
    if let body = aggregate.body {
      let said = try condition(body)
      parts.append(aggregate.function == .all ? said : said.negated)
    }
    return .any(parts)
  }

  /// Whether what it says of the fields of its list is said of its elements, and of no other one: two
  /// elements would be one variable.
  private func namesItsElementsAlone(_ aggregate: ProgramAggregate) -> Bool {
    guard aggregate.function == .all || aggregate.function == .any else { return false }
    let roots = [aggregate.filter, aggregate.body].compactMap { $0 }
    return program.uses(under: roots).keys.allSatisfy { step in
      guard let (field, variable) = program.steps[step].readField else { return true }
      return program.vocabulary.fields[field].container != aggregate.list
        || variable == aggregate.variable
    }
  }
}
