/// One change to a program that is put together.
///
/// Steps keep their indices, so that what was found of a step before the change is found behind it.
typealias ProgramEdit = @Sendable (inout ProgramParts) -> Void

extension Program {
  func changed(by edits: [ProgramEdit]) -> Program {
    var changed = parts
    for edit in edits { edit(&changed) }
    return Program(changed, like: self)
  }
}

extension ProgramParts {
  /// Operands of their own for a step, as others may use those that it has.
  mutating func slice(of operands: [Int]) -> OperandSlice {
    let start = self.operands.count
    self.operands += operands
    return OperandSlice(start: start, count: operands.count)
  }

  /// A constant of its own.
  mutating func constant(_ value: ScalarValue) -> Int {
    constants.append(value)
    return constants.count - 1
  }
}

extension RuleCatalogue {
  /// The same with a rule that says something else.
  func replacing(_ rule: CatalogueRule, at index: Int) -> RuleCatalogue {
    var all = rules
    all[index] = rule
    return RuleCatalogue(self, rules: all, sets: sets, parameters: parameters)
  }

  func replacing(_ set: NamedSet, at index: Int) -> RuleCatalogue {
    var all = sets
    all[index] = set
    return RuleCatalogue(self, rules: rules, sets: all, parameters: parameters)
  }

  func replacing(_ parameter: CatalogueParameter, at index: Int) -> RuleCatalogue {
    var all = parameters
    all[index] = parameter
    return RuleCatalogue(self, rules: rules, sets: sets, parameters: all)
  }
}
