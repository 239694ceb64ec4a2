extension ProgramRule {
  /// What decides the verdict and what follows from it.
  var decidingSteps: [Int] {
    [filter, when, requirement, dueApplies].compactMap { $0 }
      + furtherDemands.flatMap { [$0.demand, $0.ground] } + exclusions + exceptions
      + consequences.compactMap { $0 }
  }
}
