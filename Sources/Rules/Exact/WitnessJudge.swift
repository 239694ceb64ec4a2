/// Makes dossiers of the examples of a comparison, and has both versions of the rule judge them: what
/// the reference evaluator does not confirm is not shown.
struct WitnessJudge {
  private let old: RuleQuestion.Side
  private let new: RuleQuestion.Side
  private let scope: FigureScope?
  private let trials: (old: RuleTrial, new: RuleTrial)

  init(
    _ old: RuleQuestion.Side, _ new: RuleQuestion.Side, within scope: FigureScope?,
    _ trials: (old: RuleTrial, new: RuleTrial)
  ) {
    (self.old, self.new, self.scope, self.trials) = (old, new, scope, trials)
  }

  /// A dossier that one version alone is violated by, or, of rules that demand nothing, applies to.
  ///
  /// - Parameter change: Which of the two that is.
  func violated(
    as change: RuleDifference.Change, _ model: Solver.Model, _ variables: FactVariables,
    _ formula: Formula, on day: CalendarDate
  ) -> RuleDifference.Witness? {
    guard let text = dossier(model, variables, on: day) else { return nil }
    let verdicts = verdicts(of: text, on: day)
    guard (verdicts.0 == .notMet) != (verdicts.1 == .notMet) || isEffect(verdicts, day) else {
      return nil
    }
    let region = FormulaRegion(formula, around: model, variables)
    return RuleDifference.Witness(
      dossier: text, asOf: day, old: verdicts.0, new: verdicts.1, consequences: nil,
      region: region.statement(
        naming: [old, new],
        period(around: day) { other in
          dossier(model, variables, on: other).map { self.verdicts(of: $0, on: other) == verdicts }
            ?? false
        }), change: change)
  }

  /// A dossier of which one thing follows by one version, and another by the other.
  func follows(
    _ following: ConsequenceQuestion.Change,
    _ model: Solver.Model, _ variables: FactVariables, _ formula: Formula, on day: CalendarDate
  ) -> RuleDifference.Witness? {
    func findings(on day: CalendarDate) -> (text: String, old: Finding, new: Finding)? {
      guard let text = dossier(model, variables, on: day),
        let before = finding(following.old, old, trials.old, of: text, day),
        let after = finding(following.new, new, trials.new, of: text, day)
      else { return nil }
      return (text, before, after)
    }
    guard let (text, before, after) = findings(on: day) else { return nil }
    let region = FormulaRegion(formula, around: model, variables)
    return RuleDifference.Witness(
      dossier: text, asOf: day, old: before.verdict, new: after.verdict,
      consequences: RuleDifference.ConsequenceChange(
        old: following.old.words(in: old.program), new: following.new.words(in: new.program)),
      region: region.statement(
        naming: [old, new], period(around: day) { findings(on: $0) != nil }),
      change: following.weight)
  }

  /// At the place of the rule that speaks, which one version may not have.
  private func dossier(
    _ model: Solver.Model, _ variables: FactVariables, on day: CalendarDate
  ) -> String? {
    let sides = speaking(new, day) == nil ? [old, new] : [new, old]
    return sides.lazy.compactMap { side in
      WitnessDossier(variables, model, on: day, side.program, rule: speaking(side, day)).text
    }.first
  }

  private func verdicts(of text: String, on day: CalendarDate) -> (Verdict?, Verdict?) {
    (
      worst(findings(old, trials.old, of: text, day)),
      worst(findings(new, trials.new, of: text, day))
    )
  }

  // MARK: - Days

  /// The days of a review around one, on which an example shows the same.
  private func period(
    around day: CalendarDate, _ holds: (CalendarDate) -> Bool
  ) -> WitnessPeriod {
    let turning = [old, new].map { $0.program.turningDays(of: $0.rules, within: scope) }
    return WitnessPeriod(
      around: day, turning: turning[0].union(turning[1]).sorted(), isInForce: isInForce,
      isDayAlone: [old, new].contains { $0.program.measuresFacts(byDayIn: $0.rules) }, holds)
  }

  /// Whether a version has a rule that is in force on a day.
  private func isInForce(_ day: CalendarDate) -> Bool {
    [old, new].contains { side in
      side.rules.contains { index in
        let rule = side.program.rules.rules[side.program.programRules[index].rule]
        return rule.reviewPeriod.contains(day)
          && side.program.rules.rulesets[rule.ruleset].validity.contains(day)
      }
    }
  }

  // MARK: - Findings

  /// The finding of a version that names what surely follows.
  private func finding(
    _ following: ConsequenceQuestion.Following, _ side: RuleQuestion.Side, _ trial: RuleTrial,
    of text: String, _ day: CalendarDate
  ) -> Finding? {
    findings(side, trial, of: text, day)?.first { finding in
      finding.consequence == following.consequence && finding.otherConsequences.isEmpty
        && following.isSure.map { $0 == finding.unverified.isEmpty } ?? true
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
