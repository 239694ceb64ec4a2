import Rules

/// Relations between rules that speak to one project, and which of them decides.
struct RelationNotes {
  private let rules: [CheckedRule]
  /// The relations between rules that apply to the project, by the id of each of their rules.
  private var relations: [String: [Relation]] = [:]

  init(_ review: Review) {
    rules = review.program.rules.rules
    let findings = review.findings.filter { $0.verdict != .notApplicable }
    let applying = Set(findings.map { review.program.rules.rules[$0.rule].id })
    for relation in review.program.rules.relations
    where relation.rules.count(where: { applying.contains($0) }) > 1 {
      for id in Set(relation.rules) { relations[id, default: []].append(relation) }
    }
  }

  /// The relations of a finding's rule to others that apply as well.
  func notes(on finding: Finding) -> [Relation] { relations[rules[finding.rule].id] ?? [] }
}
