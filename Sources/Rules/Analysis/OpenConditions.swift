/// The conditions of a rule on dossiers that may leave facts open.
///
/// A condition of facts that are given comes out as they say. Where one is open it is open, or, of a
/// number that may be a range, anything; where one cannot be there, or does not apply, it is anything.
struct OpenConditions {
  private let rule: CoveredRule
  private var formulas: StepFormulas
  private var ownLaws: [Formula] = []
  private var atoms: [Int: ConditionFormula] = [:]
  /// The conditions that are looked at only where something else comes first, and what that is: any of
  /// these holds, or none.
  private var asked: [Int: [Asking]] = [:]

  private enum Asking {
    case given(Int)
    case unless([Int])
  }

  private var program: Program { rule.program }

  init(_ rule: CoveredRule, on day: CalendarDate, _ names: SharedNames) throws(ExactnessLimit) {
    self.rule = rule
    formulas = StepFormulas(
      program: rule.program, asOf: day, names: names, variables: FactVariables(),
      freesSettings: true, freesTables: true, relatesLists: true)
    noteAsked()
    guard let list = rule.rule.loop?.list else { return }
    for counted in try formulas.hasElementCounted(list, in: rule.parts) {
      ownLaws.append(.any([isOpen(list: list), counted.holds]))
    }
  }

  /// A demand is looked at where its ground holds, and what follows where nothing before it does.
  private mutating func noteAsked() {
    let parts = rule.parts
    var later: [(step: Int, asking: Asking)] = parts.furtherDemands.map {
      ($0.demand, .given($0.ground))
    }
    var before: [Int] = []
    for step in parts.consequences.compactMap({ $0 }) {
      later.append((step, .unless(before)))
      before.append(step)
    }
    let ofLater = Set(later.map { $0.step })
    let sooner = Set(
      program.uses(
        under: parts.decidingSteps.filter { !ofLater.contains($0) }
          + [parts.justification].compactMap { $0 }
      ).keys)
    for (root, asking) in later {
      for step in program.uses(under: [root]).keys where !sooner.contains(step) {
        asked[step, default: []].append(asking)
      }
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
      guard let asking = asked[step] else { return own }
      var ways = [flag("asked \(step)")]
      for one in asking { ways.append(try isSure(one)) }
      let isAsked = Formula.any(ways)
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

  /// Whether it is surely looked at.
  private mutating func isSure(_ asking: Asking) throws(ExactnessLimit) -> Formula {
    switch asking {
    case .given(let ground): return try truth(of: ground, nil).holds
    case .unless(let others):
      var parts: [Formula] = []
      for other in others {
        guard let not = try truth(of: other, nil).holds.negated else { throw .overflow }
        parts.append(not)
      }
      return .all(parts)
    }
  }

  // MARK: - Without parts

  /// A condition as it is stated, which may deny what it is about.
  mutating func stated(_ step: Int) -> ConditionFormula {
    if case .not(let operand) = program.steps[step] { atom(operand).negated } else { atom(step) }
  }

  mutating func atom(_ step: Int) -> ConditionFormula {
    if let known = atoms[step] { return known }
    let made = made(step)
    atoms[step] = made
    return made
  }

  private mutating func made(_ step: Int) -> ConditionFormula {
    if case .applicable = program.steps[step] { return applicability(step) }
    let words = ConditionWords(of: step, in: program)
    let open = free("", words)
    guard let exact = try? formulas.condition(step), !readsFixedRow(step) else { return open }
    let reads = program.uses(under: [step]).keys.sorted()
    let openings = reads.flatMap { self.openings(of: $0) }
    let absent = reads.compactMap { absence(of: $0) }
    let isPresent = absent.map { $0.negated ?? .always }
    let isGiven = openings.map { $0.negated ?? .always } + isPresent
    // A figure on another basis compares with nothing.
    let compares = isPlain(step) || comparesAlways(step) ? [] : [flag("compares " + words.text)]
    let unless = absent.isEmpty ? ConditionFormula.always.negated : free("absent ", words)
    let other = isPlain(step) ? ConditionFormula(holds: .never, fails: .never) : open
    let lists = unopened(step)
    return ConditionFormula(
      holds: .any([
        .all(isGiven + compares + [exact.holds]),
        .all(isPresent + [.any(openings), other.holds] + lists.holds),
        .all([.any(absent), unless.holds]),
      ]),
      fails: .any([
        .all(isGiven + compares + [exact.fails]),
        .all(isPresent + [.any(openings), other.fails] + lists.fails),
        .all([.any(absent), unless.fails]),
      ]))
  }

  /// What may be true, false or neither; a condition that says the contrary is the contrary.
  private mutating func free(_ mark: String, _ words: ConditionWords) -> ConditionFormula {
    let isTrue = flag(mark + "true " + words.text)
    let isFalse = flag(mark + "false " + words.text)
    let own = ConditionFormula(
      holds: isTrue, fails: .all([isTrue.negated ?? .always, isFalse]))
    return words.isDenied ? own.negated : own
  }

  /// What does not apply is of what cannot be there; where it is open it may be that it cannot be given,
  /// and then it applies.
  private mutating func applicability(_ step: Int) -> ConditionFormula {
    guard let isAbsent = absence(of: step) else {
      return (try? formulas.condition(step)) ?? free("", ConditionWords(of: step, in: program))
    }
    let isOpen = Formula.any(openings(of: step))
    let cannotBeGiven = flag("unavailable " + StepSignature(program).text(of: step))
    return ConditionFormula(
      holds: .all([
        isAbsent.negated ?? .always, .any([isOpen.negated ?? .always, cannotBeGiven]),
      ]),
      fails: isAbsent)
  }

  /// That a list is given without which nothing is true of any of its elements, or false of all.
  private mutating func unopened(_ step: Int) -> (holds: [Formula], fails: [Formula]) {
    if let list = rule.rule.loop?.list, isOpenWithoutElement(step) {
      let isGiven = isOpen(list: list).negated ?? .always
      return ([isGiven], [isGiven])
    }
    guard case .aggregate(let index) = program.steps[step] else { return ([], []) }
    let isGiven = isOpen(list: program.aggregates[index].list).negated ?? .always
    switch program.aggregates[index].function {
    case .any: return ([isGiven], [])
    case .all, .distinct: return ([], [isGiven])
    case .sum, .largest, .smallest, .count: return ([], [])
    }
  }

  /// Whether a condition about the list that the rule goes through is open where it is not given: it
  /// compares the number of its elements, or what an element has, with a limit in the range of it.
  private func isOpenWithoutElement(_ step: Int) -> Bool {
    guard case .compare(let comparison, let left, let right) = program.steps[step] else {
      return false
    }
    for (own, other, comparison) in [
      (left, right, comparison), (right, left, comparison.mirrored),
    ] {
      guard let (range, unit) = range(ofElement: own), let limit = limit(other, for: unit) else {
        continue
      }
      return comparison.holds(range, limit) == .unknown
    }
    return false
  }

  private func range(ofElement step: Int) -> (NumberInterval, UnitOfMeasure?)? {
    guard let list = rule.rule.loop?.list else { return nil }
    switch program.steps[step] {
    case .field(let field, _) where program.vocabulary.fields[field].container == list:
      return (program.vocabulary.fields[field].interval, program.vocabulary.fields[field].unit)
    case .aggregate(let index):
      let aggregate = program.aggregates[index]
      guard aggregate.list == list, aggregate.function == .count, aggregate.filter == nil else {
        return nil
      }
      return (NumberInterval(lower: NumberInterval.Bound(.zero), upper: nil), nil)
    default: return nil
    }
  }

  /// What the rule names, in base units; a bare number takes the unit of what it meets.
  private func limit(_ step: Int, for unit: UnitOfMeasure?) -> NumberInterval? {
    guard case .constant(let index) = program.steps[step],
      case .number(let quantity) = program.constants[index],
      let number = quantity.interval.single
    else { return nil }
    let scale = quantity.unit == nil ? unit?.scale ?? .one : .one
    return number.multiplied(by: scale).map { NumberInterval($0) }
  }

  /// Whether a condition asks choices, a text or a flag what they are: it is open where these are.
  private func isPlain(_ step: Int) -> Bool {
    let operand: Int
    switch program.steps[step] {
    case .field: operand = step
    case .oneOf(let own, _), .memberOfSet(let own, _), .includes(let own, _),
      .includesOnly(let own, _):
      operand = own
    case .not(let own): return isPlain(own)
    default: return false
    }
    guard case .field(let field, _) = program.steps[operand] else { return false }
    switch program.vocabulary.fields[field].type {
    case .truth, .choice, .choices, .text: return true
    case .number, .date: return false
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

  /// When nothing is demanded, as all of it is of what cannot be there; never where that is not known.
  mutating func isEmpty(_ step: Int, _ change: OpenRule.Change?) -> Formula {
    guard change?.step != step else { return .never }
    switch program.steps[step] {
    case .and(let operands), .or(let operands):
      var parts: [Formula] = []
      for operand in program.list(operands) { parts.append(isEmpty(operand, change)) }
      return .all(parts)
    case .definition(_, let body): return isEmpty(body, change)
    case .field, .oneOf, .memberOfSet: return isElsewhere(step, change)
    default: return .never
    }
  }

  /// When a rule that applies under a condition speaks of what cannot be there; never where that is not
  /// known.
  mutating func isElsewhere(_ step: Int, _ change: OpenRule.Change?) -> Formula {
    guard change?.step != step else { return .never }
    switch program.steps[step] {
    case .and(let operands):
      var parts: [Formula] = []
      for operand in program.list(operands) { parts.append(isElsewhere(operand, change)) }
      return .any(parts)
    case .definition(_, let body): return isElsewhere(body, change)
    case .oneOf(let operand, _), .memberOfSet(let operand, _):
      guard case .field = program.steps[operand] else { return .never }
      return isElsewhere(operand, change)
    case .field:
      // What was not done is an answer.
      return hasPrecondition(step) ? .never : absence(of: step) ?? .never
    default: return .never
    }
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
      case .aggregate(let index): return program.aggregates[index].function == .count
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
    case .aggregate(let index):
      let open = isOpen(list: program.aggregates[index].list)
      if let list = rule.rule.loop?.list, program.aggregates[index].owner != nil {
        ownLaws.append(.any([isOpen(list: list).negated ?? .always, open]))
      }
      return [open]
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
    let isAbsent = flag("absent " + formulas.path(field))
    // Of an element of which nothing is known it is not said that something does not apply.
    if let list = rule.rule.loop?.list, program.isIn(list, field),
      program.fieldScopes[field] == nil,
      program.preconditions[field] == nil
    {
      ownLaws.append(
        .any([isOpen(list: list).negated ?? .always, isAbsent.negated ?? .always]))
    }
    return isAbsent
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
    // A range stands nowhere, and neither does what cannot be there.
    let reads = program.uses(under: [step]).keys.sorted()
    let missing = reads.flatMap { openings(of: $0) } + reads.compactMap { absence(of: $0) }
    // A number in a unit that does not compare stands nowhere, either; one on another basis may.
    let isOfOneBasis = reads.allSatisfy { step in
      guard case .parameter = program.steps[step] else {
        return program.steps[step].readField.map {
          program.vocabulary.fields[$0.field].basis == nil
        } ?? true
      }
      return false
    }
    let compares =
      isOfOneBasis && !comparesAlways(step)
      ? [flag("compares " + ConditionWords(of: step, in: program).text)] : []
    return .all(missing.map { $0.negated ?? .always } + compares + [stands.holds])
  }
}

extension Program {
  /// Whether a field stands in a list, or in one within it.
  fileprivate func isIn(_ list: Int, _ field: Int) -> Bool {
    var container: Int? = vocabulary.fields[field].container
    while let index = container {
      if index == list { return true }
      container = vocabulary.containers[index].parent
    }
    return false
  }
}
