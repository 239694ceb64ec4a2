import Testing

@testable import Reports
@testable import Rules

/// A cause is what findings have in common: the same facts, or the sentence that a city repeats.
@Suite("Causes")
struct CauseTests {
  private struct Failure {
    let id: String
    let ruleset: Int
    let quotes: Set<String>
    let element: FactReference?
    /// What it fails on, without what says of which kind the project is.
    let facts: Set<FactReference>
  }

  private func causes(of review: Review) -> [[Failure]] {
    let kind = review.program.farReachingFields
    let facts = Dictionary(
      uniqueKeysWithValues: FailedFinding.all(in: review).map { ($0.finding, Set($0.facts)) })
    return advise(review).causes.map { cause in
      cause.findings.map { index in
        let finding = review.findings[index]
        let rule = review.program.rules.rules[finding.rule]
        let all = facts[index] ?? []
        let own = all.filter { !kind.contains($0.field) }
        return Failure(
          id: rule.id, ruleset: rule.ruleset,
          quotes: Set(rule.citations.map { $0.citation.quote }), element: finding.element,
          facts: own.isEmpty ? all : own)
      }
    }
  }

  @Test(
    "Findings of one cause share all their facts or a sentence, and none of them is elsewhere",
    arguments: ReportAgreementTests.dossiers)
  func law(_ path: String) throws {
    let review = try Papers.review(path)
    let causes = causes(of: review)
    for (position, cause) in causes.enumerated() {
      for failure in cause where cause.count > 1 {
        let hasPeer = cause.contains { other in
          other.id != failure.id && other.facts == failure.facts
            || other.ruleset != failure.ruleset && other.element == failure.element
              && !other.quotes.isDisjoint(with: failure.quotes)
            || other.id == failure.id && other.element != failure.element
              && other.facts == failure.facts
        }
        #expect(hasPeer, "\(failure.id) stands alone in \(cause.map { $0.id })")
      }
      for other in causes[(position + 1)...].joined() where !other.facts.isEmpty {
        #expect(!cause.contains { $0.facts == other.facts }, "\(other.id)")
      }
    }
  }

  @Test("The cement line has one cause for its plan and one for the policies")
  func cement() throws {
    let path = "Rules/examples/shizuishan-cement.json"
    let review = try Papers.review(path)
    func cause(of id: String) -> [String]? {
      causes(of: review).map { $0.map { $0.id } }.first { $0.contains(id) }
    }
    let plan = try #require(cause(of: "NX-4.3-07"))
    #expect(plan.contains("SZS-4.3-07"))
    for other in ["NX-4.3-14", "SZS-4.3-13"] { #expect(!plan.contains(other), "\(plan)") }
  }

  @Test("A fact that two rules share does not make them one; the same facts do")
  func small() throws {
    let rules = SmallRules(
      "  应 窑.热效率 不低于 3\n  否则 不予审批",
      "  应 窑.热效率 不低于 3 且 窑.烟囱 不高于 1\n  否则 不予审批",
      "  应 窑.烟囱 不高于 1\n  否则 不予审批",
      "  应 窑.热效率 不低于 2\n  否则 不予审批")
    let review = try rules.review(#"{"kiln": {"efficiency": 1, "chimneys": 5}}"#)
    #expect(causes(of: review).map { $0.map { $0.id } } == [["R1", "R4"], ["R2"], ["R3"]])
  }
}
