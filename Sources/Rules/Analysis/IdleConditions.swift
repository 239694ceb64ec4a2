/// What of one rule can make no difference on one day.
struct IdleConditions {
  /// Why a part makes no difference, and the step that says it; nil: the whole rule.
  struct Remark: Hashable {
    enum Reason: Int {
      case neverApplies, neverMet, neverViolated
      /// A part that always, or never, holds where it is looked at.
      case alwaysHolds, neverHolds
      case idleException, idleExclusion, idleConsequence
    }

    let reason: Reason
    let step: Int?
  }

  private(set) var remarks: Set<Remark> = []
  /// What may still be looked at for proofs; without any nothing more is proved.
  private var work = Self.workLimit
  private let parts: ProgramRule
  private let rule: CatalogueRule
  private var formulas: StepFormulas

  /// The parts of formulas that are looked at for one rule on one day: many times what a rule that people
  /// write needs, and half a second for one of ten thousand parts.
  private static let workLimit = 2_000_000

  init(_ formulas: StepFormulas, _ parts: ProgramRule) {
    self.formulas = formulas
    self.parts = parts
    rule = formulas.program.rules.rules[parts.rule]
    find()
  }

  // MARK: - The parts of a rule

  private mutating func find() {
    guard let application = try? formulas.application(of: parts) else { return }
    guard isPossible(application.holds) else {
      remarks = [Remark(reason: .neverApplies, step: parts.when ?? parts.filter)]
      return
    }
    findInScope()
    findInDemand(application.holds)
    findInConsequences()
  }

  private mutating func findInScope() {
    var scope: [Formula] = []
    for step in [parts.filter, parts.when].compactMap({ $0 }) {
      walk(step, in: scope)
      scope.append(holds(step))
    }
    for exclusion in parts.exclusions {
      guard isPossible(.all(scope + [holds(exclusion)])) else {
        remarks.insert(Remark(reason: .idleExclusion, step: exclusion))
        continue
      }
      walk(exclusion, in: scope)
    }
  }

  private mutating func findInDemand(_ applies: Formula) {
    guard !rule.isEffect else { return }
    var broken: [Formula] = [applies]
    if let demand = try? formulas.demand(of: parts) {
      guard isPossible(.all([applies, demand.holds])) else {
        remarks.insert(Remark(reason: .neverMet, step: parts.requirement))
        return
      }
      broken.append(demand.fails)
      guard isPossible(.all(broken)) else {
        remarks.insert(Remark(reason: .neverViolated, step: parts.requirement))
        return
      }
    } else if parts.requirement != nil {
      return
    }
    if let requirement = parts.requirement { walk(requirement, in: [applies]) }
    for exception in parts.exceptions {
      guard isPossible(.all(broken + [holds(exception)])) else {
        remarks.insert(Remark(reason: .idleException, step: exception))
        continue
      }
      walk(exception, in: broken)
    }
    // What is excused for everybody is asked of nobody.
    if let last = parts.exceptions.last,
      !isPossible(.all(broken + parts.exceptions.map { fails($0) }))
    {
      remarks.insert(Remark(reason: .neverViolated, step: last))
    }
  }

  private mutating func findInConsequences() {
    guard !rule.isEffect, let violated = try? formulas.violation(of: parts.rule) else { return }
    // A rule whose day has not come is violated by nobody.
    guard isPossible(violated) else { return }
    var before = [violated]
    for step in parts.consequences.compactMap({ $0 }) {
      guard isPossible(.all(before + [holds(step)])) else {
        remarks.insert(Remark(reason: .idleConsequence, step: step))
        continue
      }
      before.append(fails(step))
    }
  }

  // MARK: - The parts of a condition

  /// Looks at the parts of a condition that itself can hold and can fail, each where those before it
  /// leave it open.
  private mutating func walk(_ step: Int, in context: [Formula]) {
    switch formulas.program.steps[step] {
    case .and(let operands):
      var context = context
      for part in formulas.program.list(operands) where work > 0 {
        // What always holds where it stands restricts nothing further.
        if look(at: part, in: context) != .alwaysHolds { context.append(holds(part)) }
      }
    case .or(let operands):
      // What the cases before it leave open is asked of a case as a whole: its parts may say again
      // whom it is for.
      var others = context
      for part in formulas.program.list(operands) where work > 0 {
        if look(at: part, in: context, besides: others) != .neverHolds {
          others.append(fails(part))
        }
      }
    case .not(let operand): walk(operand, in: context)
    default: break
    }
  }

  /// - Parameter others: Where it is to hold; nil: where it stands.
  /// - Returns: Why it makes no difference; nil: it is not proved that it makes none.
  private mutating func look(
    at step: Int, in context: [Formula], besides others: [Formula]? = nil
  ) -> Remark.Reason? {
    guard let condition = try? formulas.condition(step) else { return nil }
    var reason: Remark.Reason?
    if !isPossible(.all((others ?? context) + [condition.holds])) {
      reason = .neverHolds
    } else if !isPossible(.all(context + [condition.fails])) {
      reason = .alwaysHolds
    }
    if let reason {
      remarks.insert(Remark(reason: reason, step: step))
    } else {
      walk(step, in: context)
    }
    return reason
  }

  /// When a condition holds; where that cannot be said, it is taken to be no restriction.
  private mutating func holds(_ step: Int) -> Formula {
    (try? formulas.condition(step))?.holds ?? .always
  }

  private mutating func fails(_ step: Int) -> Formula {
    (try? formulas.condition(step))?.fails ?? .always
  }

  /// Whether it is not proved that a formula never holds.
  private mutating func isPossible(_ formula: Formula) -> Bool {
    !Solver.excludes(.all(formulas.variables.ranges + [formula]), within: &work)
  }
}
