extension Program {
  /// Whether the conditions of a rule stay of a size to work with when each definition is written
  /// out wherever it is used: sixty that each use the one before twice have 2⁶⁰ parts.
  func unfolds(_ rule: ProgramRule) -> Bool {
    let limit = 100_000
    var sizes: [Int: Int] = [:]
    func size(_ step: Int) -> Int {
      if let known = sizes[step] { return known }
      var parts = operands(of: step)
      if case .aggregate(let index) = steps[step] { parts += self.parts(of: index) }
      let size = parts.reduce(1) { min(limit, $0 + size($1)) }
      sizes[step] = size
      return size
    }
    let roots =
      [rule.filter, rule.when, rule.requirement, rule.justification, rule.dueApplies].compactMap {
        $0
      }
      + rule.furtherDemands.flatMap { [$0.demand, $0.ground].compactMap { $0 } } + rule.exceptions
      + rule.exclusions + rule.consequences.compactMap { $0 }
    return roots.allSatisfy { size($0) < limit }
  }
}
