/// The question of what follows: is there, on a day, a dossier of which one thing follows by one version
/// of a rule, and another by the other?
struct ConsequenceQuestion {
  private let old: RuleQuestion.Side
  private let new: RuleQuestion.Side
  private let names: SharedNames
  private let judge: WitnessJudge
  /// What was found so far, each change of what follows once.
  private(set) var changes: [Change] = []
  /// What was answered without reserve: on a day on which both say the same, so is the answer.
  private var answered: [OutcomePair] = []

  /// A change of what follows, and an example of it.
  struct Change {
    let old: RuleConsequence
    let new: RuleConsequence
    /// Whether the rule demands nothing, so that nothing violates it.
    let isEffect: Bool
    let witness: RuleDifference.Witness
  }

  init(
    _ old: RuleQuestion.Side, _ new: RuleQuestion.Side, within scope: FigureScope?,
    _ trials: (old: RuleTrial, new: RuleTrial)
  ) {
    (self.old, self.new) = (old, new)
    names = SharedNames(old, new, within: scope)
    judge = WitnessJudge(old, new, within: scope, trials)
  }

  /// Looks for changes on a day.
  ///
  /// - Returns: Why one was not found although there may be one.
  mutating func ask(on day: CalendarDate) -> Phrase? {
    let whole: OutcomePair
    do throws(ExactnessLimit) {
      whole = try outcomes(on: day, .opaque)
    } catch {
      return error.reason
    }
    if answered.contains(where: { $0.saysTheSame(as: whole) }) { return nil }
    var limit: Phrase?
    for (place, before) in whole.old.enumerated() {
      for (other, after) in whole.new.enumerated() {
        let consequences = (old: before.consequence, new: after.consequence)
        guard !isSame(consequences), !isKnown(consequences) else { continue }
        let question = ExactQuestion<RuleDifference.Witness>(
          formula: { [self] lists throws(ExactnessLimit) in
            let pair = lists == .opaque ? whole : try outcomes(on: day, lists)
            return (.all([pair.old[place].formula, pair.new[other].formula]), pair.variables)
          },
          confirmed: { [judge] in judge.follows(consequences, $0, $1, $2, on: day) })
        switch question.answer() {
        case .none: break
        case .found(let witness):
          changes.append(
            Change(
              old: consequences.old, new: consequences.new,
              isEffect: speaking(new, day).map { new.program.rules.rules[$0].isEffect } ?? false,
              witness: witness))
        case .undecided(let reason): limit = limit ?? reason
        }
      }
    }
    if limit == nil { answered.append(whole) }
    return limit
  }

  private func speaking(_ side: RuleQuestion.Side, _ day: CalendarDate) -> Int? {
    side.rules.first { side.program.rules.speaks($0, on: day) }
  }

  private typealias Consequences = (old: RuleConsequence, new: RuleConsequence)

  private func isKnown(_ consequences: Consequences) -> Bool {
    changes.contains { $0.old == consequences.old && $0.new == consequences.new }
  }

  /// Whether the same follows, by its names.
  private func isSame(_ consequences: Consequences) -> Bool {
    old.program.words(of: consequences.old) == new.program.words(of: consequences.new)
  }

  private func outcomes(
    on day: CalendarDate, _ lists: ListModel
  ) throws(ExactnessLimit) -> OutcomePair {
    var before = StepFormulas(
      program: old.program, asOf: day, names: names, variables: FactVariables(), lists: lists)
    let first = try before.outcomes(of: old.rules)
    var after = StepFormulas(
      program: new.program, asOf: day, names: names, variables: before.variables, lists: lists)
    return OutcomePair(
      old: first, new: try after.outcomes(of: new.rules), variables: after.variables)
  }
}

/// What follows by two versions of a rule on one day.
private struct OutcomePair {
  let old: [StepFormulas.Outcome]
  let new: [StepFormulas.Outcome]
  let variables: FactVariables

  /// Whether it is said in the same words, of the same facts, and leaves nothing open.
  func saysTheSame(as other: OutcomePair) -> Bool {
    !variables.hasLists && old == other.old && new == other.new
      && variables.variables.map { $0.key } == other.variables.variables.map { $0.key }
  }
}
