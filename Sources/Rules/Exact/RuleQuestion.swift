/// The question of a comparison: is there, on a day, a dossier that only one version of a rule is
/// violated by?
struct RuleQuestion {
  /// The versions of one id that a program has; none: it does not have the rule.
  typealias Side = (program: Program, rules: [Int])

  private let old: Side
  private let new: Side
  private let names: SharedNames
  private let trials: (old: RuleTrial, new: RuleTrial)
  /// What was answered without reserve: on a day on which both say the same, so is the answer.
  private var answered: [VersionFormulas] = []

  /// - Parameters:
  ///   - scope: The only keys of tables that matter; nil: all may.
  ///   - trials: By which examples are judged, where more than one rule is asked about.
  init(
    _ old: Side, _ new: Side, within scope: FigureScope? = nil,
    _ trials: (old: RuleTrial, new: RuleTrial)? = nil
  ) {
    (self.old, self.new) = (old, new)
    self.trials = trials ?? (RuleTrial(old.program), RuleTrial(new.program))
    names = SharedNames(old, new, within: scope)
  }

  typealias Answers = (oldOnly: RuleDifference.Witness?, newOnly: RuleDifference.Witness?)

  /// An example each way, and why one was not found although it may exist; none of a day that is like
  /// one that was asked about before.
  mutating func answers(on day: CalendarDate) -> (Answers, limit: Phrase?) {
    let whole = formulas(on: day, .opaque)
    if case .success(let whole) = whole, answered.contains(where: { $0.saysTheSame(as: whole) }) {
      return ((nil, nil), nil)
    }
    let question = DayQuestion(
      day: day, whole: whole, single: { [self] in formulas(on: day, .single) })
    let (oldOnly, oldLimit) = witness(question, violatedByOld: true)
    let (newOnly, newLimit) = witness(question, violatedByOld: false)
    let limit = oldLimit ?? newLimit
    if limit == nil, case .success(let whole) = whole { answered.append(whole) }
    return ((oldOnly, newOnly), limit)
  }

  private func formulas(on day: CalendarDate, _ lists: ListModel) -> Result<
    VersionFormulas, ExactnessLimit
  > {
    Result { () throws(ExactnessLimit) in
      var before = StepFormulas(
        program: old.program, asOf: day, names: names, variables: FactVariables(), lists: lists)
      let first = try before.violation(of: old.rules)
      var after = StepFormulas(
        program: new.program, asOf: day, names: names, variables: before.variables, lists: lists)
      let second = try after.violation(of: new.rules)
      return VersionFormulas(old: first, new: second, variables: after.variables)
    }
  }

  /// A dossier that one version alone is violated by, judged by both.
  private func witness(
    _ question: DayQuestion, violatedByOld: Bool
  ) -> (RuleDifference.Witness?, limit: Phrase?) {
    let exact = ExactQuestion<RuleDifference.Witness>(
      formula: { lists throws(ExactnessLimit) in
        let both = try question.formulas(lists)
        guard let difference = both.difference(violatedByOld: violatedByOld) else {
          throw .overflow
        }
        return (difference, both.variables)
      },
      confirmed: { confirmed($0, $1, $2, on: question.day) })
    switch exact.answer() {
    case .none: return (nil, nil)
    case .found(let witness): return (witness, nil)
    case .undecided(let reason): return (nil, reason)
    }
  }

  private func confirmed(
    _ model: Solver.Model, _ variables: FactVariables, _ formula: Formula, on day: CalendarDate
  ) -> RuleDifference.Witness? {
    let text =
      WitnessDossier(variables, model, on: day, new.program, rule: speaking(new, day)).text
      ?? WitnessDossier(variables, model, on: day, old.program, rule: speaking(old, day)).text
    guard let text else { return nil }
    let verdicts = (
      verdict(old, trials.old, of: text, day), verdict(new, trials.new, of: text, day)
    )
    // What the reference evaluator does not confirm is not shown.
    guard (verdicts.0 == .notMet) != (verdicts.1 == .notMet) || isEffect(verdicts, day) else {
      return nil
    }
    let region = FormulaRegion(formula, around: model, variables)
    return RuleDifference.Witness(
      dossier: text, asOf: day, old: verdicts.0, new: verdicts.1,
      region: region.words(old.program, new.program))
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

  /// What the reference evaluator says of a dossier; nil: the version has no such rule.
  private func verdict(
    _ side: Side, _ trial: RuleTrial, of text: String, _ day: CalendarDate
  ) -> Verdict? {
    guard !side.rules.isEmpty else { return nil }
    let source = SourceText(path: "witness.json", text: text)
    return trial.findings(of: side.rules, on: source, asOf: day)?.map { $0.verdict }.max()
  }

  private func speaking(_ side: Side, _ day: CalendarDate) -> Int? {
    side.rules.first { side.program.rules.speaks($0, on: day) }
  }
}

/// What two versions of a rule say on one day, as both directions of the question ask for it.
private final class DayQuestion {
  let day: CalendarDate
  private let whole: Result<VersionFormulas, ExactnessLimit>
  private lazy var single = makeSingle()
  private let makeSingle: () -> Result<VersionFormulas, ExactnessLimit>

  init(
    day: CalendarDate, whole: Result<VersionFormulas, ExactnessLimit>,
    single: @escaping () -> Result<VersionFormulas, ExactnessLimit>
  ) {
    (self.day, self.whole, makeSingle) = (day, whole, single)
  }

  func formulas(_ lists: ListModel) throws(ExactnessLimit) -> VersionFormulas {
    switch lists {
    case .opaque: try whole.get()
    case .single: try single.get()
    }
  }
}

/// When each of two versions of a rule is violated.
private struct VersionFormulas {
  let old: Formula
  let new: Formula
  let variables: FactVariables

  /// Whether it is said in the same words, of the same facts, and leaves nothing open.
  func saysTheSame(as other: VersionFormulas) -> Bool {
    !variables.hasLists && old == other.old && new == other.new
      && variables.variables.map { $0.key } == other.variables.variables.map { $0.key }
  }

  /// When one of them alone is violated; nil: a number does not fit.
  func difference(violatedByOld: Bool) -> Formula? {
    violatedByOld ? old.without(new) : new.without(old)
  }
}
