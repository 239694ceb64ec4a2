/// Is there a project that one version of rules refuses and another lets pass?
///
/// Who is refused breaks a rule that refuses; if another version lets the same project pass, that rule
/// is one of those that changed. So for each of these it is asked whether a dossier breaks it and
/// nothing of the other version that would keep it from passing.
public struct DecisionFlips {
  public enum Answer: Sendable {
    /// Proved: no project that answers every fact. Where the changed rules alone would let one flip,
    /// these rules and cross-checks keep its decision.
    case none(keptBy: [Phrase])
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

  /// The work of all questions of one direction; some fifteen seconds.
  private static let workLimit = 150_000_000

  /// Refused by the old rules, passed by the new ones.
  ///
  /// - Parameter hear: Hears how many of how many rules were asked about.
  public func refusedThenPassed(hear: (Int, Int) -> Void = { _, _ in }) -> Answer {
    answer(refusing: comparison.old, passing: comparison.new, isReversed: false, hear)
  }

  /// Passed by the old rules, refused by the new ones.
  public func passedThenRefused(hear: (Int, Int) -> Void = { _, _ in }) -> Answer {
    answer(refusing: comparison.new, passing: comparison.old, isReversed: true, hear)
  }

  private func answer(
    refusing: Program, passing: Program, isReversed: Bool, _ hear: (Int, Int) -> Void
  ) -> Answer {
    var work = Self.workLimit
    let before = RuleSignatures(refusing)
    let after = RuleSignatures(passing, besides: before)
    var open: Answer?
    var keepers: [Phrase] = []
    for (index, id) in changed.enumerated() {
      hear(index, changed.count)
      let (versions, others) = (before.versions[id] ?? [], after.versions[id] ?? [])
      guard let first = versions.first, refusing.canRefuse(versions) else { continue }
      guard work > 0 else {
        open = open ?? .undecided(rule: id, ExactQuestion<Witness>.tooLarge)
        break
      }
      let scope = FigureScope(id, from: before, to: after)
      let departure = RuleDeparture((refusing, versions), (passing, others), within: scope)
      let all = comparison.days(versions, others, within: scope)
      let days = all.filter { departure.isPossible(on: $0) }
      guard !days.isEmpty else {
        if all.contains(where: { departure.isPossible(on: $0, withUnverified: true) }) {
          keepers.append(Self.unverified(id))
        }
        continue
      }
      for chain in refusing.chains(over: refusing.rules.rules[first].ruleset) {
        var question = FlipQuestion(
          id, refusing: refusing, versions: versions, passing: passing,
          bound: passing.rules(in: chain, of: refusing), place: chain.last,
          isReversed: isReversed)
        var isProved = true
        for day in days {
          let answer = question.answer(on: day, within: &work)
          switch answer {
          case .found: return answer
          case .undecided:
            isProved = false
            open = answer
          case .none(let keptBy): keepers += keptBy.filter { !keepers.contains($0) }
          }
        }
        // Where the fewest rules hold there is none; where more hold there is none either.
        if isProved { break }
      }
    }
    return open ?? .none(keptBy: keepers)
  }

  private static func unverified(_ id: String) -> Phrase {
    Phrase(
      "\(id) 所据的数值未经核实，不据以不予通过",
      "\(id) rests on figures that nobody verified, which do not refuse")
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

  /// - Parameter withUnverified: Whether figures refuse that nobody verified.
  func isPossible(on day: CalendarDate, withUnverified: Bool = false) -> Bool {
    // Elsewhere the other version leaves all alone.
    guard rulesets(refusing) == rulesets(passing) else { return true }
    do throws(ExactnessLimit) {
      var broken = StepFormulas(
        program: refusing.program, asOf: day, names: names, variables: FactVariables())
      broken.omitsUnverified = !withUnverified && refusing.program.refusesByVerified(refusing.rules)
      let refuses = try broken.effects(of: refusing.rules, atLeast: .refuse)
      var kept = StepFormulas(
        program: passing.program, asOf: day, names: names, variables: broken.variables)
      let keeps = Formula.any(
        try kept.aspects(of: passing.rules)
          .filter { passing.program.keepsFromPassing($0.consequences) }.map { $0.formula })
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
  mutating func effects(
    of rules: [Int], atLeast decision: Decision
  ) throws(ExactnessLimit) -> Formula {
    .any(
      try aspects(of: rules).filter { program.decision(of: $0.consequences) >= decision }
        .map { $0.formula })
  }
}

extension Program {
  /// What some consequences do to the decision.
  func decision(of consequences: Set<Int>) -> Decision {
    consequences.compactMap { vocabulary.consequences[$0].onNotMet }.max() ?? .approve
  }

  /// Whether what follows of a rule keeps a project from passing, be it that it rests on a figure that
  /// nobody verified.
  func keepsFromPassing(_ consequences: Set<Int>) -> Bool {
    consequences.contains {
      let declared = vocabulary.consequences[$0]
      return (declared.onNotMet ?? .approve) >= .supplement
        && (declared.onUndetermined ?? .approve) >= .supplement
    }
  }

  /// Whether some rules refuse only by figures that somebody verified: where tables decide which
  /// consequence follows, each of them may refuse.
  func refusesByVerified(_ rules: [Int]) -> Bool {
    rules.allSatisfy { parameters(under: programRules[$0].consequences.compactMap { $0 }).isEmpty }
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
