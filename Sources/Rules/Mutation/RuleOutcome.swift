/// What a rule comes to on one dossier: its worst finding, and what it adds to the score.
struct RuleOutcome: Hashable {
  let verdict: Verdict
  /// All that follows, by ``Vocabulary/consequences``; empty unless it is not met.
  let consequences: Set<Int>
  let points: RulePoints?

  init(_ findings: [Finding], in program: Program) {
    let worst = findings.max { $0.verdict < $1.verdict }
    verdict = worst?.verdict ?? .notApplicable
    consequences =
      verdict == .notMet ? Set(worst?.consequence?.all.map { $0.consequence } ?? []) : []
    points = RulePoints(findings, in: program)
  }

  /// Its verdict, as a case says it.
  var claim: CaseClaim { .verdict(verdict, consequence: consequences.min()) }

  /// What a case can say of this outcome that does not hold of another one; nil: they are the same
  /// to a case. The consequence is named where the verdicts do not tell them apart, and the points
  /// where nothing else does.
  func claim(against other: RuleOutcome) -> CaseClaim? {
    if verdict != other.verdict { return claim }
    if let lost = consequences.subtracting(other.consequences).min() {
      return .verdict(verdict, consequence: lost)
    }
    guard points != other.points else { return nil }
    return points.map { .points($0) }
  }
}

extension RuleJudge {
  /// The outcome of the rules of one id that speak on the day of the review.
  func outcome(of versions: [Int]) -> RuleOutcome {
    RuleOutcome(findings(ofVersions: versions), in: program)
  }

  func findings(ofVersions versions: [Int]) -> [Finding] {
    versions.flatMap { speaks($0) ? findings(of: $0) : [] }
  }

  /// Whether a rule speaks on the day of the review.
  func speaks(_ rule: Int) -> Bool {
    program.rules.speaks(rule, on: binding.asOf, days: binding.days(of:))
  }
}
