import Rules

/// Relations between rules that speak to one project, and which of them decides.
struct RelationNotes {
  private let rules: RuleCatalogue
  /// The rules that apply to the project, by id.
  private let applying: Set<String>

  init(_ review: Review) {
    rules = review.program.rules
    let findings = review.findings.filter { $0.verdict != .notApplicable }
    applying = Set(findings.map { review.program.rules.rules[$0.rule].id })
  }

  /// The relations of a finding's rule to others that apply as well.
  func notes(on finding: Finding) -> [Relation] {
    let id = rules.rules[finding.rule].id
    return rules.relations.filter { relation in
      relation.rules.contains(id) && relation.rules.count { applying.contains($0) } > 1
    }
  }
}
