/// One question of a comparison: on one day, is there a dossier that only one version of a rule is
/// violated by?
struct RuleQuestion {
  /// The versions of one id that a program has; none: it does not have the rule.
  private typealias Side = (program: Program, rules: [Int])

  private let old: Side
  private let new: Side
  private let day: CalendarDate
  private let names: SharedNames

  init(
    _ old: Program, _ before: [Int], _ new: Program, _ after: [Int], on day: CalendarDate,
    _ names: SharedNames
  ) {
    self.old = (old, before)
    self.new = (new, after)
    self.day = day
    self.names = names
  }

  typealias Answers = (oldOnly: RuleDifference.Witness?, newOnly: RuleDifference.Witness?)

  /// An example each way, and why one was not found although it may exist.
  func answers() -> (Answers, limit: Phrase?) {
    do throws(ExactnessLimit) {
      var before = StepFormulas(
        program: old.program, asOf: day, names: names, variables: FactVariables())
      let first = try before.violation(of: old.rules)
      var after = StepFormulas(
        program: new.program, asOf: day, names: names, variables: before.variables)
      let second = try after.violation(of: new.rules)
      guard let notFirst = first.negated, let notSecond = second.negated else {
        throw .overflow
      }
      let variables = after.variables
      let (oldOnly, oldLimit) = witness(.all([first, notSecond]), variables)
      let (newOnly, newLimit) = witness(.all([second, notFirst]), variables)
      return ((oldOnly, newOnly), oldLimit ?? newLimit)
    } catch {
      return ((nil, nil), error.reason)
    }
  }

  /// A dossier for which a formula holds, judged by both versions.
  private func witness(
    _ formula: Formula, _ variables: FactVariables
  ) -> (RuleDifference.Witness?, limit: Phrase?) {
    let all = Formula.all(variables.ranges + [formula])
    let simple = Formula.all(variables.suppositions + [all])
    switch Solver.solve(simple, step: { variables.step(of: $0) }) {
    case .none:
      guard !variables.suppositions.isEmpty, Solver.solve(all) != .none else { return (nil, nil) }
      return (nil, Self.unshown)
    case .undecided: return (nil, Phrase("情形太多，或数太大", "too many cases, or a number is too large"))
    case .model(let model):
      let region = FormulaRegion(simple, around: model, variables)
      let text =
        WitnessDossier(variables, model, on: day, new.program, rule: speaking(new)).text
        ?? WitnessDossier(variables, model, on: day, old.program, rule: speaking(old)).text
      guard let text else { return (nil, Self.unshown) }
      let verdicts = (verdict(old, of: text), verdict(new, of: text))
      // What the reference evaluator does not confirm is not shown.
      guard (verdicts.0 == .notMet) != (verdicts.1 == .notMet) || isEffect(verdicts) else {
        return (nil, Self.unshown)
      }
      return (
        RuleDifference.Witness(
          dossier: text, asOf: day, old: verdicts.0, new: verdicts.1,
          region: region.words(old.program, new.program)), nil
      )
    }
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

  private static let unshown = Phrase(
    "差别在列表的合计、不适用的说明、例外理由或主管部门给出的值上，没有构造出能核对的卷宗",
    "they differ by an aggregate of a list, by what is called not applicable, by a justification or by a value of the authority, and no dossier was made that confirms it"
  )

  /// What the reference evaluator says of a dossier; nil: the version has no such rule.
  private func verdict(_ side: Side, of text: String) -> Verdict? {
    guard !side.rules.isEmpty else { return nil }
    let source = SourceText(path: "witness.json", text: text)
    let judged = judgeDossier(
      source, by: side.program, in: ReviewSetting(asOf: day, today: day))
    return judged.review?.findings.filter { side.rules.contains($0.rule) }.map { $0.verdict }.max()
  }

  private func speaking(_ side: Side) -> Int? {
    side.rules.first { side.program.rules.speaks($0, on: day) }
  }
}
