/// Makes dossiers of the examples of a comparison, and has both versions of the rule judge them: what
/// the reference evaluator does not confirm is not shown.
struct WitnessJudge {
  private let old: RuleQuestion.Side
  private let new: RuleQuestion.Side
  private let trials: (old: RuleTrial, new: RuleTrial)

  init(
    _ old: RuleQuestion.Side, _ new: RuleQuestion.Side,
    _ trials: (old: RuleTrial, new: RuleTrial)
  ) {
    (self.old, self.new, self.trials) = (old, new, trials)
  }

  /// A dossier that one version alone is violated by, or, of rules that demand nothing, applies to.
  func violated(
    _ model: Solver.Model, _ variables: FactVariables, _ formula: Formula, on day: CalendarDate
  ) -> RuleDifference.Witness? {
    guard let text = dossier(model, variables, on: day) else { return nil }
    let verdicts = (
      worst(findings(old, trials.old, of: text, day)),
      worst(findings(new, trials.new, of: text, day))
    )
    guard (verdicts.0 == .notMet) != (verdicts.1 == .notMet) || isEffect(verdicts, day) else {
      return nil
    }
    let region = FormulaRegion(formula, around: model, variables)
    return RuleDifference.Witness(
      dossier: text, asOf: day, old: verdicts.0, new: verdicts.1, consequences: nil,
      region: region.words(naming: [old, new]))
  }

  /// A dossier of which one thing follows by one version, and another by the other.
  func follows(
    _ consequences: (old: RuleConsequence, new: RuleConsequence),
    _ model: Solver.Model, _ variables: FactVariables, _ formula: Formula, on day: CalendarDate
  ) -> RuleDifference.Witness? {
    guard let text = dossier(model, variables, on: day),
      let before = finding(consequences.old, old, trials.old, of: text, day),
      let after = finding(consequences.new, new, trials.new, of: text, day)
    else { return nil }
    let region = FormulaRegion(formula, around: model, variables)
    return RuleDifference.Witness(
      dossier: text, asOf: day, old: before.verdict, new: after.verdict,
      consequences: RuleDifference.ConsequenceChange(
        old: old.program.words(of: consequences.old),
        new: new.program.words(of: consequences.new)),
      region: region.words(naming: [old, new]))
  }

  private func dossier(
    _ model: Solver.Model, _ variables: FactVariables, on day: CalendarDate
  ) -> String? {
    WitnessDossier(variables, model, on: day, new.program, rule: speaking(new, day)).text
      ?? WitnessDossier(variables, model, on: day, old.program, rule: speaking(old, day)).text
  }

  /// The finding of a version that names what surely follows.
  private func finding(
    _ consequence: RuleConsequence, _ side: RuleQuestion.Side, _ trial: RuleTrial,
    of text: String, _ day: CalendarDate
  ) -> Finding? {
    findings(side, trial, of: text, day)?.first { finding in
      finding.consequence == consequence && finding.otherConsequences.isEmpty
        && (finding.verdict == .notMet
          || finding.verdict == .met && side.program.rules.rules[finding.rule].isEffect)
    }
  }

  /// A rule that demands nothing is met where it applies.
  private func isEffect(_ verdicts: (Verdict?, Verdict?), _ day: CalendarDate) -> Bool {
    for side in [old, new] {
      if let rule = speaking(side, day), side.program.rules.rules[rule].isEffect {
        return (verdicts.0 == .met) != (verdicts.1 == .met)
      }
    }
    return false
  }

  /// nil: the version has no such rule, or rejects the dossier.
  private func worst(_ findings: [Finding]?) -> Verdict? { findings?.map { $0.verdict }.max() }

  /// What the reference evaluator says of a dossier; nil: the version has no such rule.
  private func findings(
    _ side: RuleQuestion.Side, _ trial: RuleTrial, of text: String, _ day: CalendarDate
  ) -> [Finding]? {
    guard !side.rules.isEmpty else { return nil }
    let source = SourceText(path: "witness.json", text: text)
    return trial.findings(of: side.rules, on: source, asOf: day)
  }

  private func speaking(_ side: RuleQuestion.Side, _ day: CalendarDate) -> Int? {
    side.rules.first { side.program.rules.speaks($0, on: day) }
  }
}
