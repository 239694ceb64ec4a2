/// Lays checked rules out as a flat ``Program``.
public func compile(_ rules: CheckedRules) -> Program {
  var compiler = Compiler(rules)
  compiler.run()
  return Program(compiler.program)
}

private struct Compiler {
  private let rules: CheckedRules
  private(set) var program: ProgramParts
  private var places: [SourceRange] = []
  /// The steps of the definitions that the rule being laid out has used so far.
  private var definitionBodies: [Int: Int] = [:]

  init(_ rules: CheckedRules) {
    self.rules = rules
    program = ProgramParts(rules: RuleCatalogue(rules))
  }

  mutating func run() {
    program.derivations = add(rules.derivations)
    program.preconditions = add(rules.preconditions)
    program.derivationSteps = 0..<program.steps.count
    addScopes()
    addCrossChecks()
    for index in rules.rules.indices { addRule(index) }
    program.justificationReaders = program.programRules.indices.filter { readsJustification($0) }
    let places = places
    program.places = Deferred(places)
  }

  private func readsJustification(_ rule: Int) -> Bool {
    guard let list = program.rules.vocabulary.justifications else { return false }
    return program.programRules[rule].steps.contains { step in
      if case .field(list.field, _) = program.steps[step] { true } else { false }
    }
  }

  private mutating func addScopes() {
    let start = program.steps.count
    program.containerScopes = add(rules.containerScopes)
    program.fieldScopes = add(rules.fieldScopes)
    program.scopeSteps = start..<program.steps.count
    let scopes = ScopeReads(program)
    program.containerScopeReads = scopes.ofContainers
    program.fieldScopeReads = scopes.ofFields
  }

  private mutating func addCrossChecks() {
    let start = program.steps.count
    program.crossChecks = rules.crossChecks.map { add($0.condition) }
    program.crossCheckSteps = start..<program.steps.count
  }

  /// The steps of conditions or values, by what they belong to.
  private mutating func add(_ expressions: [Int: CheckedExpression]) -> [Int: Int] {
    var steps: [Int: Int] = [:]
    for (owner, expression) in expressions.sorted(by: { $0.key < $1.key }) {
      steps[owner] = add(expression)
    }
    return steps
  }

  // MARK: - Rules

  private mutating func addRule(_ index: Int) {
    let rule = rules.rules[index]
    let start = program.steps.count
    definitionBodies = [:]
    let filter = rule.loop?.filter.map { add($0) }
    let when = rule.when.map { add($0) }
    let exclusions = rule.exclusions.map { add($0.condition) }
    let requirement = addRequirement(rule.requirement)
    let further = rule.furtherDemands.map {
      ProgramFurtherDemand(demand: add($0.demand), ground: add($0.ground))
    }
    let exceptions = rule.exceptions.map { add($0.condition) }
    let justification = rule.isInPrinciple ? rules.justification.map { add($0) } : nil
    let dueApplies = rule.due != nil ? (rule.dueApplies ?? rules.dueApplies).map { add($0) } : nil
    let consequences = rule.consequences.map { $0.condition.map { add($0) } }
    let grading = rule.score?.grading.map {
      ProgramGrading(graded: add($0.graded), worst: add($0.worst), best: add($0.best))
    }
    let cautions = rule.cautions.map { $0.condition.map { add($0) } }
    program.programRules.append(
      ProgramRule(
        rule: index, steps: start..<program.steps.count, filter: filter, when: when,
        exclusions: exclusions, requirement: requirement, furtherDemands: further,
        exceptions: exceptions, justification: justification, dueApplies: dueApplies,
        consequences: consequences,
        grading: grading, cautions: cautions))
  }

  private mutating func addRequirement(_ requirement: Requirement) -> Int? {
    switch requirement {
    case .must(let condition): add(condition)
    case .mustNot(let condition): append(.not(add(condition)), condition.range)
    case .forbidden, .effect: nil
    }
  }

  // MARK: - Expressions

  private mutating func append(_ step: Step, _ range: SourceRange) -> Int {
    program.steps.append(step)
    places.append(range)
    return program.steps.count - 1
  }

  private mutating func slice(_ indices: [Int]) -> OperandSlice {
    let start = program.operands.count
    program.operands += indices
    return OperandSlice(start: start, count: indices.count)
  }

  private mutating func constant(_ value: ScalarValue) -> Int {
    program.constants.append(value)
    return program.constants.count - 1
  }

  private mutating func add(_ expression: CheckedExpression) -> Int {
    append(step(of: expression), expression.range)
  }

  private mutating func step(of expression: CheckedExpression) -> Step {
    switch expression.kind {
    case .constant(let value): return .constant(constant(value))
    case .field(let field, let variable): return .field(field, variable: variable)
    case .definition(let definition):
      return .definition(definition, body: body(of: definition))
    case .parameter(let parameter, let keys):
      return .parameter(parameter, key: key(keys))
    case .set(let value, let set): return .memberOfSet(add(value), set: set)
    case .not(let operand): return .not(add(operand))
    case .and(let operands): return .and(add(operands))
    case .or(let operands): return .or(add(operands))
    case .compare(let comparison, let left, let right):
      return .compare(comparison, add(left), add(right))
    case .oneOf(let value, let constants):
      return .oneOf(add(value), add(constants: constants))
    case .includes(let value, let choices):
      return .includes(add(value), add(constants: choices.map(ScalarValue.choice)))
    case .includesOnly(let value, let choices):
      return .includesOnly(add(value), add(constants: choices.map(ScalarValue.choice)))
    case .arithmetic(let operation, let left, let right):
      return .arithmetic(operation, add(left), add(right))
    case .negative(let operand): return .negative(add(operand))
    case .extremum(let extremum, let operands): return .extremum(extremum, add(operands))
    case .choose(let operands): return .choose(add(operands))
    case .shifted(let date, let months, let days):
      return .shifted(add(date), months: months, days: days)
    case .daysBetween(let left, let right, let day):
      return .daysBetween(add(left), add(right), day: constant(.number(day)))
    case .rounded(let rounding, let value, let grain):
      return .rounded(rounding, add(value), add(grain))
    case .hasValue(let parameter): return .hasValue(add(parameter))
    case .aggregate(let aggregate): return .aggregate(add(aggregate))
    case .applicable(let field, let variable): return .applicable(field, variable: variable)
    case .asOf: return .asOf
    }
  }

  /// The step of the keys of a table; nil for a parameter without any.
  private mutating func key(_ keys: [CheckedExpression]) -> Int? {
    guard let first = keys.first, let last = keys.last else { return nil }
    guard keys.count > 1 else { return add(first) }
    return append(.keys(add(keys)), first.range.through(last.range))
  }

  /// The step of a definition's value; used twice in a rule, it is computed once.
  ///
  /// Otherwise a chain of definitions that each use the one before twice would double every time.
  private mutating func body(of definition: Int) -> Int {
    if let known = definitionBodies[definition] { return known }
    let step = add(rules.definitions[definition].expression)
    definitionBodies[definition] = step
    return step
  }

  private mutating func add(_ operands: [CheckedExpression]) -> OperandSlice {
    let indices = operands.map { add($0) }
    return slice(indices)
  }

  private mutating func add(constants: [ScalarValue]) -> OperandSlice {
    let indices = constants.map { constant($0) }
    return slice(indices)
  }

  private mutating func add(_ aggregate: CheckedAggregate) -> Int {
    let filter = aggregate.filter.map { add($0) }
    let body = aggregate.body.map { add($0) }
    program.aggregates.append(
      ProgramAggregate(
        function: aggregate.function, list: aggregate.list, owner: aggregate.owner,
        variable: aggregate.variable, body: body, filter: filter))
    return program.aggregates.count - 1
  }
}

/// Which fields are read to tell whether things exist.
private struct ScopeReads {
  private let program: Program

  init(_ parts: ProgramParts) { program = Program(parts) }

  var ofFields: [Int: [Int]] {
    var reads: [Int: [Int]] = [:]
    for (index, field) in program.vocabulary.fields.enumerated() {
      let readers = [program.fieldScopes[index]] + scopes(around: field.container)
      reads[index] = fieldsRead(by: readers)
    }
    return reads
  }

  var ofContainers: [Int: [Int]] {
    var reads: [Int: [Int]] = [:]
    for index in program.vocabulary.containers.indices {
      reads[index] = fieldsRead(by: scopes(around: index))
    }
    return reads
  }

  private func scopes(around container: Int) -> [Int?] {
    sequence(first: container) { program.vocabulary.containers[$0].parent }
      .map { program.containerScopes[$0] }
  }

  /// nil for none.
  private func fieldsRead(by roots: [Int?]) -> [Int]? {
    let fields: [Int] = program.uses(under: roots.compactMap { $0 }).keys.sorted().compactMap {
      if case .field(let field, _) = program.steps[$0] { field } else { nil }
    }
    return fields.isEmpty ? nil : fields
  }
}
