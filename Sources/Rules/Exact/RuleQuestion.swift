/// The question of a comparison: is there, on a day, a dossier that only one version of a rule is
/// violated by?
struct RuleQuestion {
  /// The versions of one id that a program has; none: it does not have the rule.
  typealias Side = (program: Program, rules: [Int])

  private let old: Side
  private let new: Side
  private let names: SharedNames
  private let judge: WitnessJudge
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
    judge = WitnessJudge(
      old, new, within: scope, trials ?? (RuleTrial(old.program), RuleTrial(new.program)))
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

  /// Whether it is proved that nothing can violate either version on a day: one that demands nothing is
  /// not.
  func isNeverViolated(on day: CalendarDate) -> Bool {
    let speaking = [old, new].flatMap { side in
      side.rules.map { side.program.rules.rules[$0] }
    }
    guard !speaking.allSatisfy({ $0.isEffect }) else { return true }
    guard case .success(let whole) = formulas(on: day, .opaque) else { return false }
    return Solver.solve(.all(whole.variables.ranges + [.any([whole.old, whole.new])])) == .none
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
      confirmed: {
        judge.violated(as: violatedByOld ? .looser : .stricter, $0, $1, $2, on: question.day)
      })
    switch exact.answer() {
    case .none: return (nil, nil)
    case .found(let witness): return (witness, nil)
    case .undecided(let reason): return (nil, reason)
    }
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
