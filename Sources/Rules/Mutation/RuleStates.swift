/// All states that the facts of a rule can be in, tried one after another by the reference.
///
/// A formula knows values. That a fact does not apply, was not done, or cannot be there at all is no
/// value, and what comes of it follows no law that a formula could state: each is a state of its own.
/// Where a rule reads few facts, all their states are few.
struct RuleStates {
  enum Answer {
    /// Proved: nothing tells the rule and its mutant apart.
    case same
    case differs(MutantExample)
    /// A state tells them apart, and no dossier was found that is in one.
    case open
  }

  private let judge: ExampleJudge
  private let changed: Program
  private let versions: [Int]
  private let facts: RuleFacts

  /// More states are not tried on one day.
  private static let limit = 20_000
  /// The most states that are entered in a dossier.
  private static let trialLimit = 20

  /// nil: the rule reads something that has no few states, as a list or a sum.
  init?(_ judge: ExampleJudge, _ changed: Program, _ versions: [Int]) {
    let programs = [judge.program, changed]
    guard let facts = RuleFacts(programs, versions), facts.count <= Self.limit else { return nil }
    (self.judge, self.changed, self.versions, self.facts) = (judge, changed, versions, facts)
  }

  func answer(on days: [CalendarDate]) -> Answer {
    var trials = 0
    var isSame = true
    for day in days {
      for parameters in facts.settings {
        let binding = Binding(
          dossier: Self.empty, parameters: parameters, asOf: day,
          place: Place(regions: [], notes: []), existence: Existence())
        for state in 0..<facts.count {
          let facts = self.facts.state(state)
          guard differs(facts, binding) else { continue }
          isSame = false
          if let example = example(facts, parameters, on: day) { return .differs(example) }
          trials += 1
          if trials >= Self.trialLimit { return .open }
        }
      }
    }
    return isSame ? .same : .open
  }

  private static let empty = Dossier(
    source: SourceText(path: "state.json", text: ""), root: DossierElement())

  private func differs(_ facts: [Int: Fact], _ binding: Binding) -> Bool {
    var assumed: [FactReference: Fact] = [:]
    for (field, fact) in facts { assumed[FactReference(.field(field))] = fact }
    var before = RuleJudge(program: judge.program, binding: binding, assumptions: assumed)
    var after = RuleJudge(program: changed, binding: binding, assumptions: assumed)
    before.isQuick = true
    after.isQuick = true
    return before.outcome(of: versions).claim(against: after.outcome(of: versions)) != nil
  }

  /// The state as a dossier at the place of the rule; what is not done, or cannot be, is not given.
  private func example(
    _ facts: [Int: Fact], _ parameters: ParameterValues, on day: CalendarDate
  ) -> MutantExample? {
    let vocabulary = judge.program.vocabulary
    var dossier = Self.empty
    for (field, fact) in facts where fact.said != nil { dossier.root.facts[field] = fact }
    let rulesets = judge.program.rules.rulesets
    let own = versions.first.map { rulesets[judge.program.rules.rules[$0].ruleset].regions } ?? []
    let regions = own.isEmpty ? rulesets.lazy.map { $0.regions }.first { !$0.isEmpty } : own
    for (field, region) in zip(vocabulary.jurisdictionFields, regions ?? []) {
      dossier.root.facts[field] = Fact(.value(.text(region)), range: nil)
    }
    return judge.example(dossier, parameters, asOf: day, of: versions, changed)
  }
}
