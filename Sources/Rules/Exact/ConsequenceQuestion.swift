/// The question of what follows: is there, on a day, a dossier of which one thing follows by one version
/// of a rule, and another by the other?
struct ConsequenceQuestion {
  private let old: RuleQuestion.Side
  private let new: RuleQuestion.Side
  private let names: SharedNames
  private let judge: WitnessJudge
  /// Whether a figure that one version rests on may be verified in it alone.
  let certaintyMayDiffer: Bool
  /// What was found so far, each change of what follows once, and an example of it.
  private(set) var changes: [(change: Change, witness: RuleDifference.Witness)] = []
  /// What was answered without reserve: on a day on which both say the same, so is the answer.
  private var answered: [OutcomePair] = []

  /// What follows by one version.
  struct Following: Equatable {
    let consequence: RuleConsequence
    /// Whether it rests on verified figures alone; nil: no matter.
    var isSure: Bool?

    func words(in program: Program) -> Phrase {
      let words = program.words(of: consequence)
      guard isSure == false else { return words }
      return Phrase(
        "\(words.chinese)（所据的数未经核实，按待定计）",
        "\(words.english) (by a figure that nobody verified: it weighs as undetermined)")
    }
  }

  /// A change of what follows.
  struct Change {
    let old: Following
    let new: Following
    /// Whether more or less follows.
    let weight: RuleDifference.Change
  }

  init(
    _ old: RuleQuestion.Side, _ new: RuleQuestion.Side, within scope: FigureScope?,
    _ trials: (old: RuleTrial, new: RuleTrial)
  ) {
    (self.old, self.new) = (old, new)
    names = SharedNames(old, new, within: scope)
    judge = WitnessJudge(old, new, within: scope, trials)
    certaintyMayDiffer = Self.hasOtherTables(old, new)
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
        for change in possible(before.consequence, after.consequence, day) where !isKnown(change) {
          let question = ExactQuestion<RuleDifference.Witness>(
            formula: { [self] lists throws(ExactnessLimit) in
              let pair = lists == .opaque ? whole : try outcomes(on: day, lists)
              return (try pair.formula(of: change, place, other), pair.variables)
            },
            confirmed: { [judge] in judge.follows(change, $0, $1, $2, on: day) })
          switch question.answer() {
          case .none: break
          case .found(let witness): changes.append((change, witness))
          case .undecided(let reason): limit = limit ?? reason
          }
        }
      }
    }
    if limit == nil { answered.append(whole) }
    return limit
  }

  private func speaking(_ side: RuleQuestion.Side, _ day: CalendarDate) -> Int? {
    side.rules.first { side.program.rules.speaks($0, on: day) }
  }

  /// What may have become of what follows: another consequence, or the same one by figures that somebody
  /// verified in one version alone.
  private func possible(
    _ old: RuleConsequence, _ new: RuleConsequence, _ day: CalendarDate
  ) -> [Change] {
    let isEffect =
      speaking(self.new, day).map { self.new.program.rules.rules[$0].isEffect } ?? false
    func change(_ wasSure: Bool?, _ isSure: Bool?) -> Change {
      let before = Following(consequence: old, isSure: wasSure)
      let after = Following(consequence: new, isSure: isSure)
      return Change(old: before, new: after, weight: weight(before, after, isEffect))
    }
    guard self.old.program.words(of: old) == self.new.program.words(of: new) else {
      return [change(nil, nil)]
    }
    guard certaintyMayDiffer, !isEffect else { return [] }
    return [change(true, false), change(false, true)].filter { $0.weight != .equivalent }
  }

  private func isKnown(_ change: Change) -> Bool {
    changes.contains { $0.change.old == change.old && $0.change.new == change.new }
  }

  /// Whether the versions read a table that is not the same in both.
  private static func hasOtherTables(_ old: RuleQuestion.Side, _ new: RuleQuestion.Side) -> Bool {
    let before = old.program.parameters(of: old.rules).map { old.program.rules.parameters[$0] }
    return new.program.parameters(of: new.rules).contains { index in
      let table = new.program.rules.parameters[index]
      return before.contains {
        $0.name == table.name && $0.table !== table.table && $0.rows != table.rows
      }
    }
  }

  // MARK: - Whether more or less follows

  private func weight(
    _ old: Following, _ new: Following, _ isEffect: Bool
  ) -> RuleDifference.Change {
    let (first, second) = (
      weights(old, self.old.program, isEffect), weights(new, self.new.program, isEffect)
    )
    let pairs = zip(first, second)
    if first == second { return .equivalent }
    if pairs.allSatisfy({ $0 <= $1 }) { return .stricter }
    return pairs.allSatisfy({ $0 >= $1 }) ? .looser : .mixed
  }

  /// What a consequence does to the decision where its rule is open, and where it is not met, which one
  /// that demands nothing never is; by a figure that nobody verified it weighs as open.
  private func weights(
    _ following: Following, _ program: Program, _ isEffect: Bool
  ) -> [Decision] {
    let declared = following.consequence.all.map {
      program.vocabulary.consequences[$0.consequence]
    }
    let open = declared.compactMap { $0.onUndetermined }.max() ?? .approve
    let broken = declared.compactMap { $0.onNotMet }.max() ?? .approve
    return isEffect ? [open] : [open, following.isSure == false ? open : broken]
  }

  // MARK: - Formulas

  private func outcomes(
    on day: CalendarDate, _ lists: ListModel
  ) throws(ExactnessLimit) -> OutcomePair {
    var before = StepFormulas(
      program: old.program, asOf: day, names: names, variables: FactVariables(), lists: lists)
    let first = try before.outcomes(of: old.rules)
    let firstSure = try sure(&before, of: old.rules)
    var after = StepFormulas(
      program: new.program, asOf: day, names: names, variables: before.variables, lists: lists)
    let second = try after.outcomes(of: new.rules)
    let secondSure = try sure(&after, of: new.rules)
    return OutcomePair(
      old: first, new: second, sure: (firstSure, secondSure), variables: after.variables)
  }

  /// When rules are violated by verified figures alone; where no figure differs, whenever they are.
  private func sure(
    _ formulas: inout StepFormulas, of rules: [Int]
  ) throws(ExactnessLimit) -> Formula {
    guard certaintyMayDiffer else { return .always }
    formulas.omitsUnverified = true
    defer { formulas.omitsUnverified = false }
    return try formulas.violation(of: rules)
  }
}

/// What follows by two versions of a rule on one day.
private struct OutcomePair {
  let old: [StepFormulas.Outcome]
  let new: [StepFormulas.Outcome]
  /// When the versions are violated by verified figures alone.
  let sure: (old: Formula, new: Formula)
  let variables: FactVariables

  /// When a change of what follows is one.
  func formula(
    of change: ConsequenceQuestion.Change, _ place: Int, _ other: Int
  ) throws(ExactnessLimit) -> Formula {
    var parts = [old[place].formula, new[other].formula]
    for (following, own) in [(change.old, sure.old), (change.new, sure.new)] {
      guard let isSure = following.isSure else { continue }
      guard let formula = isSure ? own : own.negated else { throw .overflow }
      parts.append(formula)
    }
    return .all(parts)
  }

  /// Whether it is said in the same words, of the same facts, and leaves nothing open.
  func saysTheSame(as other: OutcomePair) -> Bool {
    !variables.hasLists && old == other.old && new == other.new && sure == other.sure
      && variables.variables.map { $0.key } == other.variables.variables.map { $0.key }
  }
}
