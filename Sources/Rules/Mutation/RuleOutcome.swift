/// What a rule comes to on one dossier: its worst finding.
struct RuleOutcome: Hashable {
  let verdict: Verdict
  /// All that follows, by ``Vocabulary/consequences``; empty unless it is not met.
  let consequences: Set<Int>

  init(_ findings: [Finding]) {
    let worst = findings.max { $0.verdict < $1.verdict }
    verdict = worst?.verdict ?? .notApplicable
    consequences =
      verdict == .notMet ? Set(worst?.consequence?.all.map { $0.consequence } ?? []) : []
  }

  /// What a case can say of this outcome that does not hold of another one; nil: they are the same
  /// to a case. The consequence is named where the verdicts do not tell them apart.
  func expectation(against other: RuleOutcome) -> (verdict: Verdict, consequence: Int?)? {
    if verdict != other.verdict { return (verdict, consequences.min()) }
    return consequences.subtracting(other.consequences).min().map { (verdict, $0) }
  }
}

extension RuleJudge {
  /// The outcome of the rules of one id that speak on the day of the review.
  func outcome(of versions: [Int]) -> RuleOutcome {
    RuleOutcome(findings(ofVersions: versions))
  }

  func findings(ofVersions versions: [Int]) -> [Finding] {
    versions.flatMap { speaks($0) ? findings(of: $0) : [] }
  }

  /// Whether a rule speaks on the day of the review.
  func speaks(_ rule: Int) -> Bool {
    program.rules.speaks(rule, on: binding.asOf, days: binding.days(of:))
  }
}
