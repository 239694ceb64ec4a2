/// One question of a comparison: on one day, is there a dossier that only one version of a rule is
/// violated by?
struct RuleQuestion {
  /// The versions of one id that a program has; none: it does not have the rule.
  private typealias Side = (program: Program, rules: [Int])

  private let old: Side
  private let new: Side
  private let day: CalendarDate
  private let names: SharedNames
  private let trials: (old: RuleTrial, new: RuleTrial)

  /// - Parameter trials: By which examples are judged, where more than one question is asked.
  init(
    _ old: Program, _ before: [Int], _ new: Program, _ after: [Int], on day: CalendarDate,
    _ names: SharedNames, _ trials: (old: RuleTrial, new: RuleTrial)? = nil
  ) {
    self.trials = trials ?? (RuleTrial(old), RuleTrial(new))
    self.old = (old, before)
    self.new = (new, after)
    self.day = day
    self.names = names
  }

  typealias Answers = (oldOnly: RuleDifference.Witness?, newOnly: RuleDifference.Witness?)

  /// An example each way, and why one was not found although it may exist.
  func answers() -> (Answers, limit: Phrase?) {
    let (oldOnly, oldLimit) = witness(violatedByOld: true)
    let (newOnly, newLimit) = witness(violatedByOld: false)
    return ((oldOnly, newOnly), oldLimit ?? newLimit)
  }

  /// A dossier that one version alone is violated by, judged by both.
  private func witness(violatedByOld: Bool) -> (RuleDifference.Witness?, limit: Phrase?) {
    let question = ExactQuestion<RuleDifference.Witness>(
      formula: { lists throws(ExactnessLimit) in
        var before = StepFormulas(
          program: old.program, asOf: day, names: names, variables: FactVariables(), lists: lists)
        let first = try before.violation(of: old.rules)
        var after = StepFormulas(
          program: new.program, asOf: day, names: names, variables: before.variables, lists: lists)
        let second = try after.violation(of: new.rules)
        guard let other = (violatedByOld ? second : first).negated else { throw .overflow }
        return (.all([violatedByOld ? first : second, other]), after.variables)
      },
      confirmed: { confirmed($0, $1, $2) })
    switch question.answer() {
    case .none: return (nil, nil)
    case .found(let witness): return (witness, nil)
    case .undecided(let reason): return (nil, reason)
    }
  }

  private func confirmed(
    _ model: Solver.Model, _ variables: FactVariables, _ formula: Formula
  ) -> RuleDifference.Witness? {
    let text =
      WitnessDossier(variables, model, on: day, new.program, rule: speaking(new)).text
      ?? WitnessDossier(variables, model, on: day, old.program, rule: speaking(old)).text
    guard let text else { return nil }
    let verdicts = (verdict(old, trials.old, of: text), verdict(new, trials.new, of: text))
    // What the reference evaluator does not confirm is not shown.
    guard (verdicts.0 == .notMet) != (verdicts.1 == .notMet) || isEffect(verdicts) else {
      return nil
    }
    let region = FormulaRegion(formula, around: model, variables)
    return RuleDifference.Witness(
      dossier: text, asOf: day, old: verdicts.0, new: verdicts.1,
      region: region.words(old.program, new.program))
  }

  /// A rule that demands nothing is met where it applies.
  private func isEffect(_ verdicts: (Verdict?, Verdict?)) -> Bool {
    for side in [old, new] {
      if let rule = speaking(side), side.program.rules.rules[rule].isEffect {
        return (verdicts.0 == .met) != (verdicts.1 == .met)
      }
    }
    return false
  }

  /// What the reference evaluator says of a dossier; nil: the version has no such rule.
  private func verdict(_ side: Side, _ trial: RuleTrial, of text: String) -> Verdict? {
    guard !side.rules.isEmpty else { return nil }
    let source = SourceText(path: "witness.json", text: text)
    return trial.findings(of: side.rules, on: source, asOf: day)?.map { $0.verdict }.max()
  }

  private func speaking(_ side: Side) -> Int? {
    side.rules.first { side.program.rules.speaks($0, on: day) }
  }
}
