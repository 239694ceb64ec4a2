/// Does one version of a rule refuse a project, at one place, that the other version of all rules lets
/// pass?
///
/// What an example lacks to be one, the reference says: a cross-check that it breaks is asked for from
/// then on.
struct FlipQuestion {
  let id: String
  let refusing: Program
  let versions: [Int]
  let passing: Program
  /// The rules of the other version that must let the project pass.
  let bound: [Int]
  /// The ruleset of the place.
  let place: Int?
  let isReversed: Bool
  /// The cross-checks that examples broke.
  private(set) var checks: [Int] = []
  /// What kept the decision of the last example.
  private var keepers: [FlipKeeper] = []

  /// More examples than this are not tried on one day.
  private static let exampleLimit = 12

  init(
    _ id: String, refusing: Program, versions: [Int], passing: Program, bound: [Int], place: Int?,
    isReversed: Bool
  ) {
    (self.id, self.refusing, self.versions) = (id, refusing, versions)
    (self.passing, self.bound, self.place) = (passing, bound, place)
    self.isReversed = isReversed
  }

  /// - Parameter work: What is left for all questions of a comparison.
  mutating func answer(on day: CalendarDate, within work: inout Int) -> DecisionFlips.Answer {
    keepers = []
    for _ in 0..<Self.exampleLimit {
      let known = checks
      let answer = attempt(on: day, within: &work)
      if case .undecided = answer, checks != known { continue }
      return answer
    }
    return undecided(ExactQuestion<DecisionFlips.Witness>.tooLarge)
  }

  /// The answer with the cross-checks that are asked for so far.
  private mutating func attempt(
    on day: CalendarDate, within work: inout Int
  ) -> DecisionFlips.Answer {
    let names = SharedNames(
      (refusing, versions), (passing, bound), besides: checks.map { passing.crossChecks[$0] })
    var reason = ExactQuestion<DecisionFlips.Witness>.unshown
    for lists in [ListModel.opaque, .single] {
      do throws(ExactnessLimit) {
        var moment = FlipMoment(self, on: day, names, lists)
        let refuses = try moment.refuses()
        // A project that simply gives its facts, else any.
        for isSimple in [true, false] {
          switch moment.solve(refuses, isSimple: isSimple, within: &work) {
          case .none where lists == .opaque && !isSimple:
            let keepers = moment.keepers(refuses, within: &work)
            return .none(keptBy: keepers.map { $0.words(passing) })
          case .none: continue
          case .undecided: reason = ExactQuestion<DecisionFlips.Witness>.tooLarge
          case .model(let model):
            if let found = confirmed(model, moment.variables, on: day) { return .found(found) }
          }
        }
      } catch {
        reason = error.reason
      }
    }
    return undecided(reason)
  }

  private func undecided(_ reason: Phrase) -> DecisionFlips.Answer {
    guard !keepers.isEmpty else { return .undecided(rule: id, reason) }
    let words = keepers.map { $0.words(passing) }
    return .undecided(
      rule: id,
      Phrase(
        "构造出的卷宗由这些规则保持原决定：" + words.map { $0.chinese }.joined(separator: "、"),
        "the decision on the dossier that was made is kept by "
          + words.map { $0.english }.joined(separator: ", ")))
  }

  /// The example as a dossier, if the reference says of it what was asked for; else what it breaks is
  /// noted.
  private mutating func confirmed(
    _ model: Solver.Model, _ variables: FactVariables, on day: CalendarDate
  ) -> DecisionFlips.Witness? {
    let dossier = WitnessDossier(
      variables, model, on: day, refusing, ruleset: place, answersLists: true)
    guard let text = dossier.text, let before = review(refusing, text, day),
      let after = review(passing, text, day)
    else { return nil }
    guard before.decision == .refuse, after.decision < .supplement else {
      keepers = FlipKeeper.all(in: after)
      checks += keepers.compactMap { $0.contradicted }.filter { !checks.contains($0) }
      return nil
    }
    return DecisionFlips.Witness(
      dossier: text, asOf: day, rule: id, old: isReversed ? after.decision : before.decision,
      new: isReversed ? before.decision : after.decision)
  }

  private func review(_ program: Program, _ text: String, _ day: CalendarDate) -> Review? {
    let source = SourceText(path: "witness.json", text: text)
    return judgeDossier(source, by: program, in: ReviewSetting(asOf: day, today: day)).review
  }
}

/// What keeps a project from passing.
enum FlipKeeper: Hashable {
  /// A rule, by its id.
  case rule(String)
  /// A cross-check, by its place in the program.
  case contradicted(Int)

  var contradicted: Int? { if case .contradicted(let index) = self { index } else { nil } }

  /// Those of a review, the cross-checks first.
  static func all(in review: Review) -> [FlipKeeper] {
    let program = review.program
    let checks = program.crossChecks.indices.filter {
      Contradiction.found(byCheck: $0, in: program, review.binding) != nil
    }
    var rules: [FlipKeeper] = []
    for finding in review.findings
    where finding.effect(in: program.vocabulary) >= .supplement {
      let rule = FlipKeeper.rule(program.rules.rules[finding.rule].id)
      if !rules.contains(rule) { rules.append(rule) }
    }
    return checks.map { .contradicted($0) } + rules
  }

  func words(_ program: Program) -> Phrase {
    switch self {
    case .rule(let id): Phrase(id, id)
    case .contradicted(let index):
      Phrase(
        "核对「\(program.rules.crossChecks[index].chinese)」",
        "the cross-check “\(program.rules.crossChecks[index].english)”")
    }
  }
}
