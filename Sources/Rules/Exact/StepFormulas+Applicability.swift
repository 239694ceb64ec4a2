// Whether a fact applies to a project at all.

extension StepFormulas {
  /// A dossier may call a fact not applicable, which is no value of it.
  ///
  /// Where "not applicable" is one of its choices, whoever says so chooses that, and gives a value. Such
  /// a fact applies unless it is not given and the project is of a kind that cannot have it.
  mutating func applicability(of field: Int, at step: Int) -> ConditionFormula {
    let declared = program.vocabulary.fields[field]
    let isChoice = declared.saysNotApplicable(in: program.vocabulary)
    let conditions = isChoice ? program.existenceConditions(ofField: field) : []
    guard !isChoice || !conditions.isEmpty else { return .always }
    let known = variables.variables.count
    let flag = variables.flag(
      "n:" + path(field), .applicability(path: path(field), shownText(of: step)), supposedly: true)
    if variables.variables.count > known, isChoice, let cannotBe = absence(conditions) {
      variables.note(law: .any([.atom(.flag(variable: flag, true)), cannotBe]))
    }
    return Self.flag(flag)
  }

  /// When one of the conditions of a fact fails; nil: that is not said exactly.
  private mutating func absence(_ conditions: [Int]) -> Formula? {
    var ways: [Formula] = []
    for step in conditions {
      guard namesTexts(of: step), let condition = try? condition(step) else { return nil }
      ways.append(condition.fails)
    }
    return .any(ways)
  }

  /// Whether all texts that a condition compares with are among those that are told apart, which are
  /// those of the rules.
  private func namesTexts(of step: Int) -> Bool {
    program.uses(under: [step]).keys.allSatisfy { step in
      guard case .oneOf(_, let constants) = program.steps[step] else { return true }
      return program.constants(constants).allSatisfy { constant in
        guard case .text(let text) = constant else { return true }
        return names.texts.contains(TextKey.folded(text))
      }
    }
  }
}

extension Program {
  /// The conditions without which a project has no value of a field: its own, and those of all that it
  /// stands in.
  func existenceConditions(ofField field: Int) -> [Int] {
    let containers = vocabulary.containers
    let around = sequence(first: vocabulary.fields[field].container) { containers[$0].parent }
    return [preconditions[field], fieldScopes[field]].compactMap { $0 }
      + around.compactMap { containerScopes[$0] }
  }
}
