/// Is there a project that one version of rules refuses and another lets pass?
///
/// Who is refused breaks a rule that refuses; if another version lets the same project pass, that rule
/// is one of those that changed. So for each of these it is asked whether a dossier breaks it and
/// nothing of the other version that would keep it from passing.
public struct DecisionFlips {
  public enum Answer: Sendable {
    /// Proved: no project that answers every fact.
    case none
    case found(Witness)
    case undecided(rule: String, Phrase)
  }

  /// A project that both versions judged.
  public struct Witness: Sendable {
    /// As `review evaluate` reads it.
    public let dossier: String
    public let asOf: CalendarDate
    /// The rule that it breaks in one version alone.
    public let rule: String
    public let old: Decision
    public let new: Decision
  }

  private let comparison: RuleComparison
  /// The ids of the rules that differ.
  private let changed: [String]

  public init(_ comparison: RuleComparison, _ differences: [RuleDifference]) {
    self.comparison = comparison
    changed = differences.filter { $0.change != .equivalent }.map { $0.rule }
  }

  /// Refused by the old rules, passed by the new ones.
  public func refusedThenPassed() -> Answer {
    answer(refusing: comparison.old, passing: comparison.new, isReversed: false)
  }

  /// Passed by the old rules, refused by the new ones.
  public func passedThenRefused() -> Answer {
    answer(refusing: comparison.new, passing: comparison.old, isReversed: true)
  }

  private func answer(refusing: Program, passing: Program, isReversed: Bool) -> Answer {
    let before = RuleSignatures(refusing)
    let after = RuleSignatures(passing, besides: before)
    var open: Answer?
    for id in changed {
      let (versions, others) = (before.versions[id] ?? [], after.versions[id] ?? [])
      guard let first = versions.first, refusing.canRefuse(versions) else { continue }
      let scope = FigureScope(id, from: before, to: after)
      let departure = RuleDeparture((refusing, versions), (passing, others), within: scope)
      let days = comparison.days(versions, others, within: scope)
        .filter { departure.isPossible(on: $0) }
      guard !days.isEmpty else { continue }
      for chain in refusing.chains(over: refusing.rules.rules[first].ruleset) {
        let question = FlipQuestion(
          refusing: refusing, versions: versions, passing: passing,
          bound: passing.rules(in: chain, of: refusing), place: chain.last, isReversed: isReversed)
        var isProved = true
        for day in days {
          let answer = question.answer(on: day, id)
          switch answer {
          case .found: return answer
          case .undecided:
            isProved = false
            open = open ?? answer
          case .none: continue
          }
        }
        // Where the fewest rules hold there is none; where more hold there is none either.
        if isProved { break }
      }
    }
    return open ?? .none
  }
}

/// Whether one version of a rule can refuse what the other one leaves alone, whatever other rules say.
private struct RuleDeparture {
  private let refusing: RuleQuestion.Side
  private let passing: RuleQuestion.Side
  private let names: SharedNames

  init(
    _ refusing: RuleQuestion.Side, _ passing: RuleQuestion.Side, within scope: FigureScope?
  ) {
    (self.refusing, self.passing) = (refusing, passing)
    names = SharedNames(refusing, passing, within: scope)
  }

  func isPossible(on day: CalendarDate) -> Bool {
    // Elsewhere the other version leaves all alone.
    guard rulesets(refusing) == rulesets(passing) else { return true }
    do throws(ExactnessLimit) {
      var broken = StepFormulas(
        program: refusing.program, asOf: day, names: names, variables: FactVariables())
      let refuses = try broken.effects(of: refusing.rules, atLeast: .refuse)
      var kept = StepFormulas(
        program: passing.program, asOf: day, names: names, variables: broken.variables)
      let keeps = try kept.effects(of: passing.rules, atLeast: .supplement)
      guard let difference = refuses.without(keeps) else { return true }
      return Solver.solve(.all(kept.variables.ranges + [difference])) != .none
    } catch {
      return true
    }
  }

  private func rulesets(_ side: RuleQuestion.Side) -> Set<String> {
    let rules = side.program.rules
    return Set(side.rules.map { rules.rulesets[rules.rules[$0].ruleset].name.english })
  }
}

extension StepFormulas {
  /// When something follows of some rules that makes a decision as bad as one, or worse.
  fileprivate mutating func effects(
    of rules: [Int], atLeast decision: Decision
  ) throws(ExactnessLimit) -> Formula {
    .any(
      try aspects(of: rules).filter { program.decision(of: $0.consequences) >= decision }
        .map { $0.formula })
  }
}

/// The question for one rule, at one place.
private struct FlipQuestion {
  let refusing: Program
  let versions: [Int]
  let passing: Program
  /// The rules of the other version that must let the project pass.
  let bound: [Int]
  /// The ruleset of the place.
  let place: Int?
  let isReversed: Bool

  func answer(on day: CalendarDate, _ id: String) -> DecisionFlips.Answer {
    let names = SharedNames((refusing, versions), (passing, bound))
    var reason = ExactQuestion<DecisionFlips.Witness>.unshown
    for lists in [ListModel.opaque, .single] {
      do throws(ExactnessLimit) {
        var moment = FlipMoment(self, on: day, names, lists)
        let refuses = try moment.refuses(id)
        // A project that simply gives its facts, else any.
        for isSimple in [true, false] {
          switch moment.solve(refuses, isSimple: isSimple) {
          case .none where lists == .opaque && !isSimple: return .none
          case .none: continue
          case .undecided: reason = ExactQuestion<DecisionFlips.Witness>.tooLarge
          case .model(let model):
            if let found = confirmed(model, moment.variables, on: day, id) { return .found(found) }
          }
        }
      } catch {
        reason = error.reason
      }
    }
    return .undecided(rule: id, reason)
  }

  private func confirmed(
    _ model: Solver.Model, _ variables: FactVariables, on day: CalendarDate, _ id: String
  ) -> DecisionFlips.Witness? {
    let dossier = WitnessDossier(
      variables, model, on: day, refusing, ruleset: place, answersLists: true)
    guard let text = dossier.text, let before = decision(refusing, text, day),
      let after = decision(passing, text, day), before == .refuse, after < .supplement
    else { return nil }
    return DecisionFlips.Witness(
      dossier: text, asOf: day, rule: id, old: isReversed ? after : before,
      new: isReversed ? before : after)
  }

  private func decision(_ program: Program, _ text: String, _ day: CalendarDate) -> Decision? {
    let source = SourceText(path: "witness.json", text: text)
    return judgeDossier(source, by: program, in: ReviewSetting(asOf: day, today: day))
      .review?.decision
  }
}

/// The question on one day, with lists seen in one way.
private struct FlipMoment {
  private let question: FlipQuestion
  private let day: CalendarDate
  private let names: SharedNames
  private let lists: ListModel
  private(set) var variables = FactVariables()
  /// What says the rules of the other version, with the tables that it looked up.
  private var kept: StepFormulas?
  /// When nothing else of the other version keeps a project from passing, once it is asked for.
  private var passes: [Formula]?

  init(
    _ question: FlipQuestion, on day: CalendarDate, _ names: SharedNames, _ lists: ListModel
  ) {
    (self.question, self.day, self.names, self.lists) = (question, day, names, lists)
  }

  /// When one version of a rule refuses a project that the other one leaves alone.
  mutating func refuses(_ id: String) throws(ExactnessLimit) -> Formula {
    var broken = formulas(of: question.refusing)
    let refuses = try broken.effects(of: question.versions, atLeast: .refuse)
    variables = broken.variables
    let own = question.bound.filter { question.passing.rules.rules[$0].id == id }
    guard let difference = refuses.without(.any(keeping(own))) else { throw .overflow }
    return difference
  }

  /// A project of which this holds, and all else that is asked for.
  ///
  /// - Parameter isSimple: Whether it simply gives its facts.
  mutating func solve(_ refuses: Formula, isSimple: Bool) -> Solver.Answer {
    var asked = [refuses] + (isSimple ? variables.suppositions : [])
    while true {
      let answer = Solver.solve(.all(asked), step: { [variables] in variables.step(of: $0) })
      guard case .model(let found) = answer else { return answer }
      let wanted = passing()
      let model = variables.completed(found)
      let point = FormulaPoint(model)
      // What an example keeps by itself need not be asked for.
      let broken = (variables.ranges + wanted).filter { !point.satisfies($0) }
      guard !broken.isEmpty else { return .model(model) }
      asked += broken
    }
  }

  private mutating func passing() -> [Formula] {
    if let passes { return passes }
    let all = question.bound.flatMap { keeping([$0]) }.compactMap { $0.negated }
    passes = all
    return all
  }

  /// When the other version of some rules of one id keeps a project from passing. One that cannot be
  /// said exactly is left out: a proof stands without it, and an example is judged by it.
  private mutating func keeping(_ rules: [Int]) -> [Formula] {
    var kept = self.kept ?? formulas(of: question.passing)
    let aspects = (try? kept.aspects(of: rules)) ?? []
    (self.kept, variables) = (kept, kept.variables)
    return aspects.filter { question.passing.decision(of: $0.consequences) >= .supplement }
      .map { $0.formula }
  }

  private func formulas(of program: Program) -> StepFormulas {
    StepFormulas(program: program, asOf: day, names: names, variables: variables, lists: lists)
  }
}

extension Program {
  /// What some consequences do to the decision.
  fileprivate func decision(of consequences: Set<Int>) -> Decision {
    consequences.compactMap { vocabulary.consequences[$0].onNotMet }.max() ?? .approve
  }

  fileprivate func canRefuse(_ versions: [Int]) -> Bool {
    versions.contains { index in
      rules.rules[programRules[index].rule].consequences.contains {
        decision(of: Set($0.all.map { $0.consequence })) == .refuse
      }
    }
  }

  /// The rulesets that hold at a place where one of them does, from the widest: first where the fewest
  /// do, then at each place below it.
  fileprivate func chains(over ruleset: Int) -> [[Int]] {
    func chain(_ index: Int) -> [Int] {
      (rules.rulesets[index].parent.map(chain) ?? []) + [index]
    }
    return rules.rulesets.indices.map(chain).filter { $0.contains(ruleset) }
      .sorted { $0.count < $1.count }
  }

  /// The rules of the rulesets that have the names of some of another version.
  fileprivate func rules(in chain: [Int], of other: Program) -> [Int] {
    let names = Set(chain.map { other.rules.rulesets[$0].name.english })
    return programRules.indices.filter {
      names.contains(rules.rulesets[rules.rules[programRules[$0].rule].ruleset].name.english)
    }
  }
}
