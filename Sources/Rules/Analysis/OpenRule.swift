/// A rule on dossiers that may leave facts open: each of its conditions is true, false, or neither.
///
/// What ``RuleLogic`` computes of one dossier, as formulas over all of them. Where it is not known how
/// a condition comes out it may be anything, so that what is excluded here is shown by no dossier.
struct OpenRule {
  private let rule: CoveredRule
  private let asOf: CalendarDate
  private var conditions: OpenConditions

  typealias Change = (step: Int, truth: Truth)

  /// Many are asked at once, and most that can be proved are proved soon.
  private static let workLimit = 1_000_000
  /// The most of it that is spent without what holds of every dossier.
  private static let firstLimit = 10_000

  private var program: Program { rule.program }

  init(_ rule: CoveredRule, on day: CalendarDate, _ names: SharedNames) throws(ExactnessLimit) {
    self.rule = rule
    asOf = day
    conditions = try OpenConditions(rule, on: day, names)
  }

  /// Whether no dossier shows something on this day.
  mutating func excludes(_ goal: CoverageGoal) throws(ExactnessLimit) -> Bool {
    let ways: [Formula]
    switch goal.kind {
    case .condition(let truth): ways = try self.ways(at: goal.place, [truth], side: nil)
    case .limit(let side): ways = try self.ways(at: goal.place, Truth.allCases, side: side)
    case .consequence(let position):
      let outcomes = try outcomes(nil)
      ways = [.all([outcomes.isNotMet, outcomes.follows[position]])]
    case .branch: ways = try branches(at: goal.place)
    case .verdict, .period, .due, .elements: return false
    }
    let laws = conditions.laws
    return ways.allSatisfy { way in
      Solver.excludes(way, workLimit: Self.firstLimit)
        || Solver.excludes(.all(laws + [way]), workLimit: Self.workLimit)
    }
  }

  /// When a condition at a place comes to one of some values, and another value would come to something
  /// else.
  ///
  /// - Parameter side: Where its number stands to its limit besides; nil: anywhere.
  private mutating func ways(
    at place: SourceRange, _ truths: [Truth], side: CoverageGoal.LimitSide?
  ) throws(ExactnessLimit) -> [Formula] {
    var ways: [Formula] = []
    for step in rule.atoms where program.ranges[step] == place {
      for truth in truths {
        let isSo = Formula.all([
          try conditions.stated(step).value(truth), conditions.isThere(step),
        ])
        let stands = try side.map { side throws(ExactnessLimit) in try conditions.isAt(side, step) }
        let own = try outcomes((step, truth)).all
        for other in Truth.allCases where other != truth {
          for (before, after) in zip(own, try outcomes((step, other)).all) where before != after {
            ways.append(.all([isSo, stands ?? .always, before, try after.opposite]))
          }
        }
      }
    }
    return ways
  }

  /// When an exception or exclusion at a place holds, and it would come to something else if it did not.
  private mutating func branches(at place: SourceRange) throws(ExactnessLimit) -> [Formula] {
    var ways: [Formula] = []
    let branches = rule.parts.exclusions + rule.parts.exceptions
    for step in branches where program.ranges[step] == place {
      let holds = try conditions.truth(of: step, nil).holds
      let own = try outcomes((step, .true)).all
      for (before, after) in zip(own, try outcomes((step, .false)).all) where before != after {
        ways.append(.all([holds, before, try after.opposite]))
      }
    }
    return ways
  }

  // MARK: - What it comes to

  /// Of these exactly one holds of any dossier.
  private struct Outcomes {
    var isNotMet = Formula.never
    /// Which consequence comes first among those that may follow.
    var follows: [Formula] = []
    var all: [Formula] = []
  }

  private mutating func outcomes(_ change: Change?) throws(ExactnessLimit) -> Outcomes {
    let parts = rule.parts
    var scope: [ConditionFormula] = []
    for step in [parts.filter, parts.when].compactMap({ $0 }) {
      scope.append(try conditions.truth(of: step, change))
      let isElsewhere = conditions.isElsewhere(step, change)
      scope.append(ConditionFormula(holds: try isElsewhere.opposite, fails: isElsewhere))
    }
    for step in parts.exclusions { scope.append(try conditions.truth(of: step, change).negated) }
    let applies = ConditionFormula.all(scope)
    let mayApply = try applies.fails.opposite
    var outcomes = Outcomes(follows: try follows(change), all: [applies.fails])
    func add(_ verdict: Formula) {
      outcomes.all +=
        outcomes.follows.isEmpty
        ? [verdict] : outcomes.follows.map { .all([verdict, $0]) }
    }
    guard !rule.rule.isEffect else {
      add(applies.holds)
      add(.all([mayApply, try applies.holds.opposite]))
      return outcomes
    }
    let isEmpty = isEmpty(change)
    let isJudged = try isEmpty.opposite
    let satisfied = try satisfied(change)
    let isViolated = Formula.all([isJudged, applies.holds, satisfied.fails])
    outcomes.all = [
      .any([applies.fails, isEmpty]), .all([isJudged, mayApply, satisfied.holds]),
    ]
    var timeLeft = ConditionFormula.always.negated
    if let due = rule.rule.due, asOf <= due, let existing = parts.dueApplies {
      timeLeft = try conditions.truth(of: existing, change)
    }
    outcomes.all.append(.all([isViolated, timeLeft.holds]))
    outcomes.isNotMet = .all([isViolated, timeLeft.fails])
    add(outcomes.isNotMet)
    add(
      .any([
        .all([isViolated, try timeLeft.value(.unknown)]),
        .all([isJudged, mayApply, try satisfied.holds.opposite, try isViolated.opposite]),
      ]))
    return outcomes
  }

  /// When it demands nothing that can be there, and so does not apply.
  private mutating func isEmpty(_ change: Change?) -> Formula {
    guard let requirement = rule.parts.requirement, rule.parts.furtherDemands.isEmpty else {
      return .never
    }
    return conditions.isEmpty(requirement, change)
  }

  private mutating func satisfied(_ change: Change?) throws(ExactnessLimit) -> ConditionFormula {
    let parts = rule.parts
    var demands: [ConditionFormula] = []
    if let step = parts.requirement { demands.append(try conditions.truth(of: step, change)) }
    for further in parts.furtherDemands {
      let ground = try conditions.truth(of: further.ground, change).holds
      let demand = try conditions.truth(of: further.demand, change)
      demands.append(
        ConditionFormula(
          holds: .any([try ground.opposite, demand.holds]), fails: .all([ground, demand.fails])))
    }
    let own = parts.requirement == nil ? ConditionFormula.always.negated : nil
    var ways = [ConditionFormula.all(([own].compactMap { $0 }) + demands)]
    for step in parts.exceptions + [parts.justification].compactMap({ $0 }) {
      ways.append(try conditions.truth(of: step, change))
    }
    return .any(ways)
  }

  private mutating func follows(_ change: Change?) throws(ExactnessLimit) -> [Formula] {
    var follows: [Formula] = []
    var isFree: [Formula] = []
    for (position, step) in rule.parts.consequences.enumerated() {
      guard let step else {
        follows.append(.all(isFree))
        isFree.append(.never)
        continue
      }
      let fails = try conditions.truth(of: step, change).fails
      // Where none may follow the last one is named.
      let isLast = position == rule.parts.consequences.count - 1
      follows.append(.all(isFree + (isLast ? [] : [try fails.opposite])))
      isFree.append(fails)
    }
    return follows
  }
}

extension Formula {
  /// What holds exactly when this does not.
  fileprivate var opposite: Formula {
    get throws(ExactnessLimit) {
      guard let negated else { throw .overflow }
      return negated
    }
  }
}

extension ConditionFormula {
  /// When it comes to a value.
  func value(_ truth: Truth) throws(ExactnessLimit) -> Formula {
    switch truth {
    case .true: holds
    case .false: fails
    case .unknown: .all([try holds.opposite, try fails.opposite])
    }
  }
}
