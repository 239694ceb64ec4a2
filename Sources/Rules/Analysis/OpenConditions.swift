/// The conditions of a rule on dossiers that may leave facts open.
///
/// A condition of facts that are given comes out as they say. Where one is open it is open, or, of a
/// number that may be a range, anything; where one cannot be there, or does not apply, it is anything.
struct OpenConditions {
  private let rule: CoveredRule
  private var formulas: StepFormulas
  private var ownLaws: [Formula] = []
  private var atoms: [Int: ConditionFormula] = [:]
  /// The conditions that are looked at only where something else comes first.
  private let asked: Set<Int>

  private var program: Program { rule.program }

  init(_ rule: CoveredRule, on day: CalendarDate, _ names: SharedNames) throws(ExactnessLimit) {
    self.rule = rule
    formulas = StepFormulas(
      program: rule.program, asOf: day, names: names, variables: FactVariables(),
      freesSettings: true, freesTables: true, relatesLists: true)
    let parts = rule.parts
    let later = parts.furtherDemands.map { $0.demand } + parts.consequences.compactMap { $0 }
    let sooner = Set(
      rule.program.uses(
        under: parts.decidingSteps.filter { !later.contains($0) }
          + [parts.justification].compactMap { $0 }
      ).keys)
    asked = Set(rule.program.uses(under: later).keys).subtracting(sooner)
    guard let list = rule.rule.loop?.list else { return }
    for counted in try formulas.hasElementCounted(list, in: parts) {
      ownLaws.append(.any([isOpen(list: list), counted.holds]))
    }
  }

  /// What holds of every dossier.
  var laws: [Formula] { ownLaws + formulas.variables.ranges }

  /// A condition with its parts, one of them changed.
  mutating func truth(
    of step: Int, _ change: OpenRule.Change?
  ) throws(ExactnessLimit) -> ConditionFormula {
    if let change, change.step == step {
      switch change.truth {
      case .true: return .always
      case .false: return ConditionFormula.always.negated
      case .unknown: return ConditionFormula(holds: .never, fails: .never)
      }
    }
    switch program.steps[step] {
    case .and(let operands): return .all(try truths(of: operands, change))
    case .or(let operands): return .any(try truths(of: operands, change))
    case .not(let operand): return try truth(of: operand, change).negated
    case .definition(_, let body): return try truth(of: body, change)
    case .constant: return try formulas.condition(step)
    default:
      let own = atom(step)
      guard asked.contains(step) else { return own }
      let isAsked = flag("asked \(step)")
      return ConditionFormula(
        holds: .all([isAsked, own.holds]), fails: .all([isAsked, own.fails]))
    }
  }

  private mutating func truths(
    of operands: OperandSlice, _ change: OpenRule.Change?
  ) throws(ExactnessLimit) -> [ConditionFormula] {
    var truths: [ConditionFormula] = []
    for operand in program.list(operands) { truths.append(try truth(of: operand, change)) }
    return truths
  }

  // MARK: - Without parts

  mutating func atom(_ step: Int) -> ConditionFormula {
    if let known = atoms[step] { return known }
    let made = made(step)
    atoms[step] = made
    return made
  }

  private mutating func made(_ step: Int) -> ConditionFormula {
    let words = StepSignature(program).text(of: step)
    let isTrue = flag("true " + words)
    let isFalse = flag("false " + words)
    ownLaws.append(.any([isTrue.negated ?? .always, isFalse.negated ?? .always]))
    guard let exact = try? formulas.condition(step), !readsFixedRow(step) else {
      return ConditionFormula(holds: isTrue, fails: isFalse)
    }
    let reads = program.uses(under: [step]).keys.sorted()
    let open = reads.flatMap { openings(of: $0) }
    let absent = reads.compactMap { absence(of: $0) }
    let isGiven = (open + absent).map { $0.negated ?? .always }
    // A figure on another basis compares with nothing.
    let compares = isPlain(step) || comparesAlways(step) ? [] : [flag("compares " + words)]
    let isElse = isPlain(step) ? absent : open + absent
    return ConditionFormula(
      holds: .any([
        .all(isGiven + compares + [exact.holds]), .all([.any(isElse), isTrue]),
      ]),
      fails: .any([
        .all(isGiven + compares + [exact.fails]), .all([.any(isElse), isFalse]),
      ]))
  }

  /// Whether a condition asks one choice, text or flag what it is: it is open where that is.
  private func isPlain(_ step: Int) -> Bool {
    let operand: Int
    switch program.steps[step] {
    case .field: operand = step
    case .oneOf(let own, _), .memberOfSet(let own, _): operand = own
    default: return false
    }
    guard case .field(let field, _) = program.steps[operand] else { return false }
    switch program.vocabulary.fields[field].type {
    case .truth, .choice, .text: return true
    case .number, .date, .choices: return false
    }
  }

  /// That what a plain condition asks of can be there: of what cannot nothing is shown.
  mutating func isThere(_ step: Int) -> Formula {
    guard isPlain(step) else { return .always }
    let reads = program.uses(under: [step]).keys.sorted()
    // What was not done is an answer.
    guard !reads.contains(where: { hasPrecondition($0) }) else { return .always }
    return .all(reads.compactMap { absence(of: $0)?.negated })
  }

  private func hasPrecondition(_ step: Int) -> Bool {
    program.steps[step].readField.map { program.preconditions[$0.field] != nil } ?? false
  }

  /// Whether it compares sums of facts that have a unit and no basis with what the rule names.
  private func comparesAlways(_ step: Int) -> Bool {
    program.uses(under: [step]).keys.allSatisfy { step in
      switch program.steps[step] {
      case .field(let field, _):
        let declared = program.vocabulary.fields[field]
        return declared.basis == nil && (declared.unit != nil || declared.isInteger)
      case .constant, .compare, .arithmetic, .negative, .definition: return true
      default: return false
      }
    }
  }

  /// Whether it reads a value of a table under a key that the rule names, which may be given anew.
  private func readsFixedRow(_ step: Int) -> Bool {
    program.uses(under: [step]).keys.contains { step in
      guard case .parameter(_, let key?) = program.steps[step] else { return false }
      if case .constant = program.steps[key] { return true }
      return false
    }
  }

  /// When something that a step reads is open.
  private mutating func openings(of step: Int) -> [Formula] {
    switch program.steps[step] {
    case .field(let field, _), .applicable(let field, _):
      let open = flag("open " + formulas.path(field))
      // Nothing is known of the elements of a list that is not given.
      if let list = rule.rule.loop?.list, program.vocabulary.fields[field].container == list {
        ownLaws.append(.any([isOpen(list: list).negated ?? .always, open]))
      }
      return [open]
    case .aggregate(let index): return [isOpen(list: program.aggregates[index].list)]
    case .parameter: return [flag("open " + StepSignature(program).text(of: step))]
    default: return []
    }
  }

  private mutating func isOpen(list: Int) -> Formula {
    flag("open " + program.vocabulary.containers[list].path.english)
  }

  /// When a fact that a step reads cannot be there, or does not apply; nil: that cannot be.
  private mutating func absence(of step: Int) -> Formula? {
    guard let (field, _) = program.steps[step].readField,
      program.vocabulary.fields[field].type == .truth
        || !program.existenceConditions(ofField: field).isEmpty
    else { return nil }
    return flag("absent " + formulas.path(field))
  }

  private mutating func flag(_ key: String) -> Formula {
    .atom(
      .flag(variable: formulas.variables.variable(key, .other(Phrase(key, key)), .flag), true))
  }

  // MARK: - Limits

  /// When a number stands on its limit, or on one side of it.
  mutating func isAt(
    _ side: CoverageGoal.LimitSide, _ step: Int
  ) throws(ExactnessLimit) -> Formula {
    guard case .compare(_, let left, let right) = program.steps[step] else { return .never }
    let isTurned = rule.isTurned(step)
    let stands =
      switch side {
      case .at: try formulas.compare(.equal, steps: left, right)
      case .below: try formulas.compare(isTurned ? .above : .below, steps: left, right)
      case .above: try formulas.compare(isTurned ? .below : .above, steps: left, right)
      }
    // A range stands nowhere.
    let open = program.uses(under: [step]).keys.sorted().flatMap { openings(of: $0) }
    return .all(open.map { $0.negated ?? .always } + [stands.holds])
  }
}
