/// The conditions of a rule by the part they play, and those that have no parts themselves.
struct CoveredRule {
  let program: Program
  let parts: ProgramRule
  let rule: CatalogueRule
  /// The conditions without parts that each condition of the rule consists of.
  let atoms: [Int]

  /// nil: its definitions are too long where they are written out.
  init?(_ program: Program, rule index: Int) {
    parts = program.programRules[index]
    guard program.unfolds(parts) else { return nil }
    self.program = program
    rule = program.rules.rules[parts.rule]
    var atoms: [Int] = []
    for root in Self.roots(of: parts, program) { Self.collect(root, program, &atoms) }
    self.atoms = atoms
  }

  private static func roots(of parts: ProgramRule, _ program: Program) -> [Int] {
    var roots = [parts.filter, parts.when].compactMap { $0 } + parts.exclusions
    if let requirement = parts.requirement {
      roots.append(demanded(requirement, of: program.rules.rules[parts.rule], program))
    }
    for further in parts.furtherDemands { roots += [further.ground, further.demand] }
    return roots + parts.exceptions + parts.consequences.compactMap { $0 }
  }

  /// What is forbidden is said as it is, and denied by the rule.
  private static func demanded(_ step: Int, of rule: CatalogueRule, _ program: Program) -> Int {
    if rule.requirement == .mustNot, case .not(let forbidden) = program.steps[step] {
      forbidden
    } else {
      step
    }
  }

  private static func collect(_ step: Int, _ program: Program, _ atoms: inout [Int]) {
    switch program.steps[step] {
    case .and(let operands), .or(let operands):
      for part in program.list(operands) { collect(part, program, &atoms) }
    // `不是` is one word of one condition, and that is true where it says so.
    case .not(let operand) where program.ranges[operand] != program.ranges[step]:
      collect(operand, program, &atoms)
    case .definition(_, let body): collect(body, program, &atoms)
    case .constant: break
    default: if !atoms.contains(step) { atoms.append(step) }
    }
  }

  /// All that cases are to show of the rule.
  var goals: [CoverageGoal] {
    var goals: [CoverageGoal] = []
    func add(_ kind: CoverageGoal.Kind, _ place: SourceRange) {
      goals.append(CoverageGoal(kind: kind, place: place))
    }
    for atom in atoms {
      let place = program.ranges[atom]
      add(.condition(.true), place)
      add(.condition(.false), place)
      if canBeOpen(atom) { add(.condition(.unknown), place) }
      if isLimit(atom) { for side in CoverageGoal.LimitSide.allCases { add(.limit(side), place) } }
    }
    for branch in parts.exclusions + parts.exceptions { add(.branch, program.ranges[branch]) }
    if !rule.isEffect {
      for position in rule.consequences.indices { add(.consequence(position), rule.range) }
    }
    for verdict in verdicts { add(.verdict(verdict), rule.range) }
    addTimes(&goals)
    if rule.loop != nil {
      for count in CoverageGoal.ElementCount.allCases { add(.elements(count), rule.range) }
    }
    return goals
  }

  private func addTimes(_ goals: inout [CoverageGoal]) {
    let period = rule.reviewPeriod
    var sides: [CoverageGoal.PeriodSide] = []
    if period.since != nil { sides.append(.before) }
    if period.since != nil || period.until != nil { sides.append(.within) }
    if period.until != nil { sides.append(.after) }
    goals += sides.map { CoverageGoal(kind: .period($0), place: rule.range) }
    guard rule.due != nil, parts.dueApplies != nil else { return }
    goals += [.before, .after].map { CoverageGoal(kind: .due($0), place: rule.range) }
  }

  private var verdicts: [Verdict] {
    var verdicts: [Verdict] = []
    if rule.canBeMet { verdicts.append(.met) }
    if !rule.isEffect { verdicts.append(.notMet) }
    if !atoms.isEmpty { verdicts.append(.undetermined) }
    if parts.when != nil || parts.filter != nil || !parts.exclusions.isEmpty {
      verdicts.append(.notApplicable)
    }
    return verdicts
  }

  /// Whether a condition reads anything that may not be given.
  private func canBeOpen(_ atom: Int) -> Bool {
    program.uses(under: [atom]).keys.contains { step in
      switch program.steps[step] {
      case .field, .applicable, .aggregate: true
      case .parameter(let parameter, nil):
        program.rules.parameters[parameter].rowsByKey.joined().allSatisfy { $0.value == nil }
      default: false
      }
    }
  }

  /// The tables and values that a condition reads.
  func parameters(of atom: Int) -> [Int] {
    program.uses(under: [atom]).keys.compactMap { step in
      if case .parameter(let parameter, _) = program.steps[step] { parameter } else { nil }
    }
  }

  /// Whether the limit of a comparison stands first: nothing before it is of the dossier.
  func isTurned(_ atom: Int) -> Bool {
    guard case .compare(_, let left, _) = program.steps[atom] else { return false }
    return program.uses(under: [left]).keys.allSatisfy { step in
      if case .aggregate = program.steps[step] { return false }
      return program.steps[step].readField == nil
    }
  }

  /// The distance of two values of a fact that is counted in whole ones, in base units; nil: it is no
  /// such fact.
  func wholeStep(of step: Int) -> ExactNumber? {
    guard case .field(let field, _) = program.steps[step],
      program.vocabulary.fields[field].isInteger
    else { return nil }
    return program.vocabulary.fields[field].unit?.scale ?? .one
  }

  func isLimit(_ atom: Int) -> Bool {
    guard case .compare(_, let left, let right) = program.steps[atom] else { return false }
    return program.isNumeric(left) && program.isNumeric(right)
  }
}
