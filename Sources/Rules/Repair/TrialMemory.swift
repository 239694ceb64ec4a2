/// Judges the dossier under many sets of changes that have values in common: each rule once for
/// the values that it reads.
struct TrialMemory {
  let trial: Trial
  private var standings: [Question: DecisionStanding] = [:]

  private struct Question: Hashable {
    let rule: Int
    /// Those of the changes that the rule reads.
    let changes: ChangeSet
  }

  init(_ trial: Trial) { self.trial = trial }

  /// What the changed dossier comes to.
  mutating func standing(under changes: ChangeSet) -> DecisionStanding {
    let fields = changes.fields
    // What totals follow from is bound anew, and the binding looks at all changes together.
    guard !trial.readers.feedTotals(fields) else { return trial.standing(under: changes) }
    let judge = trial.judge(under: changes)
    var replaced: [Int: DecisionStanding] = [:]
    for rule in trial.readers.rules(reading: fields) {
      replaced[rule] = standing(of: rule, under: changes, judge)
    }
    return trial.standings.standing(with: replaced)
  }

  private mutating func standing(
    of rule: Int, under changes: ChangeSet, _ judge: RuleJudge
  ) -> DecisionStanding {
    let question = Question(
      rule: rule, changes: changes.limited(to: trial.readers.fields[rule]))
    if let known = standings[question] { return known }
    let findings = trial.findings(of: rule, under: changes, judge)
    let standing = DecisionStanding(of: findings, in: trial.review.program.vocabulary)
    standings[question] = standing
    return standing
  }
}
