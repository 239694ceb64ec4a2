// The cases that speak of a rule, and what comes of them as the texts stand.

extension Analysis {
  /// The cases that expect something of a rule, in the order of the texts.
  public func cases(of rule: String) -> [CaseDeclaration] {
    checked.cases.filter { $0.allExpectations.contains { $0.rule == rule } }
  }
}

extension CaseRunner {
  /// Runs the cases that expect something of a rule; nil when it was not wanted to the end.
  ///
  /// - Parameter isWanted: Asked before each case, as the text may have changed meanwhile.
  public func run(
    _ cases: [CaseDeclaration], while isWanted: () -> Bool
  ) -> [CaseResult]? {
    var results: [CaseResult] = []
    for declaration in cases {
      guard isWanted() else { return nil }
      results.append(run(declaration))
    }
    return results
  }
}
