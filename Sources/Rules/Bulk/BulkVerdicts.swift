/// What a record comes to by all rules and checks.
///
/// Many records share one, so that it is made once and passed on.
package final class BulkVerdicts {
  /// What is not met or open.
  let findings: [BulkFinding]
  /// The facts that leave the place open, that contradict one another, or are days that nobody means.
  let contradicted: [BulkReference]
  /// What is told of those that contradict one another, and of the days.
  let contradictionNotes: [Phrase]
  let decision: Decision
  /// The score in hundredths.
  let score: (low: Int64, high: Int64)
  /// The rules that are not met, and those that are open, each once, in the order of the rules.
  let notMet: [Int]
  let undetermined: [Int]
  /// Those of both that alone would lead to the decision; none where the project is approved.
  let decisive: [Int]
  /// Whether no cause is a number that one record gave it, so that others may come to the same.
  let isOfRecord: Bool
  /// What is asked for; nil: it was not yet looked for.
  @exclusivity(unchecked) var asked: [BulkQuestion]?

  /// nil: the score does not fit.
  init?(_ judge: BulkJudge, _ place: BulkPlaces.Place) {
    guard let score = judge.score.hundredths(judge.plan.dimensionWeights) else { return nil }
    (self.score, findings, contradicted) = (score, judge.findings, judge.contradicted)
    contradictionNotes = judge.contradictionNotes
    var worst = contradictionNotes.isEmpty ? place.least : max(place.least, .supplement)
    for finding in findings { worst = max(worst, finding.effect) }
    decision = worst
    isOfRecord =
      findings.allSatisfy {
        $0.causes.isOfRecord && BulkCauses($0.applicabilityCauses).isOfRecord
      } && judge.openContainers.values.allSatisfy { $0.isOfRecord }
      && judge.openFields.values.allSatisfy { $0.isOfRecord }
    notMet = Self.rules(of: findings, .notMet, without: [])
    undetermined = Self.rules(of: findings, .undetermined, without: notMet)
    decisive = worst > .approve ? Self.rules(of: findings, leadingTo: worst) : []
  }

  /// The rules with findings that alone would lead to a decision, each once.
  private static func rules(of findings: [BulkFinding], leadingTo decision: Decision) -> [Int] {
    var rules: [Int] = []
    for finding in findings where finding.effect == decision && rules.last != finding.rule {
      rules.append(finding.rule)
    }
    return rules
  }

  /// The rules with findings of a verdict, each once, but for those that are among others.
  private static func rules(
    of findings: [BulkFinding], _ verdict: Verdict, without others: [Int]
  ) -> [Int] {
    var rules: [Int] = []
    var next = 0
    for finding in findings where finding.verdict == verdict {
      while next < others.count, others[next] < finding.rule { next += 1 }
      let isAmongOthers = next < others.count && others[next] == finding.rule
      if !isAmongOthers, rules.last != finding.rule { rules.append(finding.rule) }
    }
    return rules
  }
}
