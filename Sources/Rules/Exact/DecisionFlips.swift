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
    var open: Answer?
    for id in changed {
      let versions = refusing.programRules.indices.filter {
        refusing.rules.rules[refusing.programRules[$0].rule].id == id
      }
      guard let first = versions.first, refusing.canRefuse(versions) else { continue }
      let others = passing.programRules.indices.filter {
        passing.rules.rules[passing.programRules[$0].rule].id == id
      }
      for chain in refusing.chains(
        over: refusing.rules.rules[refusing.programRules[first].rule].ruleset)
      {
        let question = FlipQuestion(
          refusing: refusing, versions: versions, passing: passing,
          bound: passing.rules(in: chain, of: refusing), place: chain.last, isReversed: isReversed)
        var isProved = true
        for day in comparison.days(versions, others) {
          switch question.answer(on: day, id) {
          case .found(let witness): return .found(witness)
          case .undecided(let reason):
            isProved = false
            open = open ?? .undecided(rule: id, reason)
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

  func answer(
    on day: CalendarDate, _ id: String
  ) -> ExactQuestion<DecisionFlips.Witness>.Answer {
    let names = SharedNames((refusing, versions), (passing, bound))
    let question = ExactQuestion<DecisionFlips.Witness>(
      formula: { lists throws(ExactnessLimit) in
        var broken = StepFormulas(
          program: refusing, asOf: day, names: names, variables: FactVariables(), lists: lists)
        let refuses = try broken.aspects(of: versions)
          .filter { refusing.decision(of: $0.consequences) == .refuse }.map { $0.formula }
        var kept = StepFormulas(
          program: passing, asOf: day, names: names, variables: broken.variables, lists: lists)
        var all: [Formula] = [.any(refuses)]
        for rule in bound {
          // A rule that cannot be said exactly is left out: a proof stands without it, and an example
          // is judged by it.
          guard let aspects = try? kept.aspects(of: [rule]) else { continue }
          for aspect in aspects where passing.decision(of: aspect.consequences) >= .supplement {
            guard let other = aspect.formula.negated else { continue }
            all.append(other)
          }
        }
        return (.all(all), kept.variables)
      },
      confirmed: { model, variables, _ in
        let dossier = WitnessDossier(
          variables, model, on: day, refusing, ruleset: place, answersLists: true)
        guard let text = dossier.text, let before = decision(refusing, text, day),
          let after = decision(passing, text, day), before == .refuse, after < .supplement
        else { return nil }
        return DecisionFlips.Witness(
          dossier: text, asOf: day, rule: id, old: isReversed ? after : before,
          new: isReversed ? before : after)
      })
    return question.answer()
  }

  private func decision(_ program: Program, _ text: String, _ day: CalendarDate) -> Decision? {
    let source = SourceText(path: "witness.json", text: text)
    return judgeDossier(source, by: program, in: ReviewSetting(asOf: day, today: day))
      .review?.decision
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
