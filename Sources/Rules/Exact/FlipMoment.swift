/// The question of a flip on one day, with lists seen in one way.
struct FlipMoment {
  private let question: FlipQuestion
  private let day: CalendarDate
  private let names: SharedNames
  private let lists: ListModel
  private(set) var variables = FactVariables()
  /// What says the rules of the other version, with the tables that it looked up.
  private var kept: StepFormulas?
  /// What must hold that a project passes, once it is asked for.
  private var passes: [Demand]?
  /// What was asked for of the last example, or of the proof that there is none.
  private var asked: [Demand] = []

  /// What must hold that a rule or a cross-check does not keep a project from passing.
  private struct Demand {
    let keeper: FlipKeeper
    let formula: Formula
  }

  init(
    _ question: FlipQuestion, on day: CalendarDate, _ names: SharedNames, _ lists: ListModel
  ) {
    (self.question, self.day, self.names, self.lists) = (question, day, names, lists)
  }

  /// When one version of the rule refuses a project that the other one leaves alone.
  mutating func refuses() throws(ExactnessLimit) -> Formula {
    var broken = formulas(of: question.refusing)
    broken.omitsUnverified = question.refusing.refusesByVerified(question.versions)
    let refuses = try broken.effects(of: question.versions, atLeast: .refuse)
    variables = broken.variables
    let own = question.bound.filter { question.passing.rules.rules[$0].id == question.id }
    guard let difference = refuses.without(.any(keeping(own))) else { throw .overflow }
    return difference
  }

  /// A project of which this holds, and all else that is asked for.
  ///
  /// - Parameter isSimple: Whether it simply gives its facts.
  mutating func solve(
    _ refuses: Formula, isSimple: Bool, within work: inout Int
  ) -> Solver.Answer {
    asked = []
    var limits: [Formula] = []
    while true {
      let answer = Self.answer(
        [refuses] + limits + asked.map { $0.formula }, variables, within: &work)
      guard case .model(let found) = answer else { return answer }
      let wanted = passing()
      let model = variables.completed(found, on: day)
      let point = FormulaPoint(model)
      // What an example keeps by itself need not be asked for.
      let always = variables.ranges + days + (isSimple ? variables.suppositions : [])
      let exceeded = always.filter { !point.satisfies($0) }
      let broken = wanted.filter { !point.satisfies($0.formula) }
      // What is asked for already can be broken only by what was left open: the reference judges it.
      let isNew =
        exceeded.contains { !limits.contains($0) }
        || broken.contains { demand in !asked.contains { $0.formula == demand.formula } }
      guard isNew else { return .model(model) }
      limits += exceeded
      asked += broken
    }
  }

  /// Of what was asked for, after a proof that there is no such project, what the proof cannot do
  /// without.
  func keepers(_ refuses: Formula, within work: inout Int) -> [FlipKeeper] {
    let limits = [refuses] + variables.ranges + days
    var needed = asked
    for index in needed.indices.reversed() {
      var fewer = needed
      fewer.remove(at: index)
      let answer = Self.answer(limits + fewer.map { $0.formula }, variables, within: &work)
      if case .none = answer { needed = fewer }
    }
    var keepers: [FlipKeeper] = []
    for demand in needed where !keepers.contains(demand.keeper) { keepers.append(demand.keeper) }
    return keepers
  }

  private static func answer(
    _ formulas: [Formula], _ variables: FactVariables, within work: inout Int
  ) -> Solver.Answer {
    Solver.solve(.all(formulas), step: { variables.step(of: $0) }, within: &work)
  }

  private mutating func passing() -> [Demand] {
    if let passes { return passes }
    let rules = question.bound.flatMap { rule -> [Demand] in
      let keeper = FlipKeeper.rule(question.passing.rules.rules[rule].id)
      return keeping([rule]).compactMap { $0.negated.map { Demand(keeper: keeper, formula: $0) } }
    }
    let all = rules + question.checks.compactMap { contradiction($0) }
    passes = all
    return all
  }

  /// That a cross-check holds; nil: it cannot be said exactly.
  private mutating func contradiction(_ check: Int) -> Demand? {
    var kept = self.kept ?? formulas(of: question.passing)
    let condition = try? kept.condition(question.passing.crossChecks[check])
    (self.kept, variables) = (kept, kept.variables)
    return condition?.fails.negated.map { Demand(keeper: .contradicted(check), formula: $0) }
  }

  /// No day of a project is far from the review, which would be a slip.
  private var days: [Formula] {
    let (first, last) = Contradiction.days(around: day)
    let days = NumberInterval(
      lower: NumberInterval.Bound(first.exactDay), upper: NumberInterval.Bound(last.exactDay))
    return variables.variables.indices.filter { variables.variables[$0].domain == .date }
      .flatMap { variables.bounds(of: $0, days) }
  }

  /// When the other version of some rules of one id keeps a project from passing. One that cannot be
  /// said exactly is left out: a proof stands without it, and an example is judged by it.
  private mutating func keeping(_ rules: [Int]) -> [Formula] {
    var kept = self.kept ?? formulas(of: question.passing)
    kept.countsOpen = true
    let aspects = (try? kept.aspects(of: rules)) ?? []
    (self.kept, variables) = (kept, kept.variables)
    return aspects.filter { question.passing.keepsFromPassing($0.consequences) }
      .map { $0.formula }
  }

  private func formulas(of program: Program) -> StepFormulas {
    StepFormulas(program: program, asOf: day, names: names, variables: variables, lists: lists)
  }
}
