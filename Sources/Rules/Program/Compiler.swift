/// Lays checked rules out as a flat ``Program``.
public func compile(_ rules: CheckedRules) -> Program {
  var compiler = Compiler(rules)
  compiler.run()
  return compiler.program
}

private struct Compiler {
  var program: Program
  /// The steps of the definitions that the rule being laid out has used so far.
  private var definitionBodies: [Int: Int] = [:]

  init(_ rules: CheckedRules) { program = Program(rules: rules) }

  mutating func run() {
    for (index, field) in program.vocabulary.fields.enumerated() {
      program.derivations[index] = field.derivation.map { add($0) }
    }
    for (index, field) in program.vocabulary.fields.enumerated() {
      program.preconditions[index] = field.precondition.map { add($0) }
    }
    program.derivationSteps = 0..<program.steps.count
    addScopes()
    addCrossChecks()
    for index in program.rules.rules.indices { addRule(index) }
    program.parameterRows = program.rules.parameters.map { rows(of: $0) }
    program.parameterParts = program.rules.parameters.map { parts(of: $0) }
    program.justificationReaders = program.programRules.indices.filter { readsJustification($0) }
  }

  private func readsJustification(_ rule: Int) -> Bool {
    guard let list = program.vocabulary.justifications else { return false }
    return program.programRules[rule].steps.contains { step in
      if case .field(list.field, _) = program.steps[step] { true } else { false }
    }
  }

  private mutating func addScopes() {
    let start = program.steps.count
    for (index, container) in program.vocabulary.containers.enumerated() {
      program.containerScopes[index] = container.scope.map { add($0) }
    }
    for (index, field) in program.vocabulary.fields.enumerated() {
      program.fieldScopes[index] = field.scope.map { add($0) }
    }
    program.scopeSteps = start..<program.steps.count
    for (index, field) in program.vocabulary.fields.enumerated() {
      let readers = [program.fieldScopes[index]] + scopes(around: field.container)
      program.fieldScopeReads[index] = fieldsRead(by: readers)
    }
    for index in program.vocabulary.containers.indices {
      program.containerScopeReads[index] = fieldsRead(by: scopes(around: index))
    }
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

  private mutating func addCrossChecks() {
    let start = program.steps.count
    program.crossChecks = program.rules.crossChecks.map { add($0.condition) }
    program.crossCheckSteps = start..<program.steps.count
  }

  // MARK: - Rules

  private mutating func addRule(_ index: Int) {
    let rule = program.rules.rules[index]
    let start = program.steps.count
    definitionBodies = [:]
    let filter = rule.loop?.filter.map { add($0) }
    let when = rule.when.map { add($0) }
    let exclusions = rule.exclusions.map { add($0.condition) }
    let requirement = addRequirement(rule.requirement)
    let exceptions = rule.exceptions.map { add($0.condition) }
    let justification = rule.isInPrinciple ? program.rules.justification.map { add($0) } : nil
    let dueApplies = rule.due != nil ? program.rules.dueApplies.map { add($0) } : nil
    let consequences = rule.consequences.map { $0.condition.map { add($0) } }
    let grading = rule.score?.grading.map {
      ProgramGrading(graded: add($0.graded), worst: add($0.worst), best: add($0.best))
    }
    let cautions = rule.cautions.map { $0.condition.map { add($0) } }
    program.programRules.append(
      ProgramRule(
        rule: index, steps: start..<program.steps.count, filter: filter, when: when,
        exclusions: exclusions, requirement: requirement, exceptions: exceptions,
        justification: justification, dueApplies: dueApplies, consequences: consequences,
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
    program.ranges.append(range)
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
      return .parameter(parameter, key: keys.first.map { add($0) })
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
    case .aggregate(let aggregate): return .aggregate(add(aggregate))
    case .applicable(let field, let variable): return .applicable(field, variable: variable)
    case .asOf: return .asOf
    }
  }

  /// The step of a definition's value; used twice in a rule, it is computed once.
  ///
  /// Otherwise a chain of definitions that each use the one before twice would double every time.
  private mutating func body(of definition: Int) -> Int {
    if let known = definitionBodies[definition] { return known }
    let step = add(program.rules.definitions[definition].expression)
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

  // MARK: - Parameters

  /// The keys that each parent name stands for, in the order of the table.
  private func parts(of parameter: Parameter) -> [ScalarValue: [ScalarValue]] {
    guard let reference = parameter.column else { return [:] }
    let table = program.rules.tables[reference.table]
    guard let separator = table.parentSeparator else { return [:] }
    let rowKeys = table.rows.compactMap { $0.keys.first }
    let known = Set(rowKeys)
    var parts: [ScalarValue: [ScalarValue]] = [:]
    var seen: Set<ScalarValue> = []
    for key in rowKeys where seen.insert(key).inserted {
      guard case .text(let text) = key else { continue }
      // A part that is itself a parent stands for its own parts.
      let parents = text.parents(before: separator)
      for parent in parents.reversed() {
        parts[.text(TextKey.folded(parent)), default: []].append(key)
        if known.contains(.text(parent)) { break }
      }
    }
    return parts
  }

  /// The rows of a parameter; an unkeyed one has the empty text as its only key.
  private func rows(of parameter: Parameter) -> [ScalarValue: [ParameterRow]] {
    var rows: [ScalarValue: [ParameterRow]] = [:]
    for value in parameter.values {
      rows[.text(""), default: []].append(
        ParameterRow(
          value: value.value, validity: value.validity, verification: value.verification,
          basis: nil,
          source: value.source ?? parameter.source))
    }
    guard let reference = parameter.column else { return rows }
    let table = program.rules.tables[reference.table]
    for row in table.rows {
      guard let key = row.keys.first else { continue }
      rows[key.foldedKey, default: []].append(
        ParameterRow(
          value: row.cells[reference.column], validity: row.validity,
          verification: row.verification, basis: row.basis, source: row.source ?? table.source))
    }
    return rows
  }
}
