import Rules

extension Review {
  /// The facts that those findings read, each once, in the order they were first read.
  func readFacts(
    where isWanted: (Finding) -> Bool
  ) -> [(reference: FactReference, field: Int, fact: Fact)] {
    var facts: [(reference: FactReference, field: Int, fact: Fact)] = []
    var seen: Set<FactReference> = []
    for finding in findings where isWanted(finding) {
      for (reference, fact) in finding.trace.facts where seen.insert(reference).inserted {
        guard let fact, case .field(let field) = reference.target else { continue }
        facts.append((reference, field, fact))
      }
    }
    return facts
  }
}
