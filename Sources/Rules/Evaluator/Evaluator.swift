/// The element a variable stands for.
struct BoundElement: Sendable {
  /// nil: some element of a list that was not given.
  let element: DossierElement?
  let indices: [Int?]
}

/// Computes steps of a program on one dossier.
///
/// This is the reference: every step is computed as its definition says, nothing is skipped, and
/// all values stay at hand for the explanation.
package struct Evaluator {
  let program: Program
  let binding: Binding
  /// Facts that are supposed to be so, whatever the dossier says.
  let assumptions: [FactReference: Fact]
  /// The justification of the rule itself, which stands for the field that all rules read.
  var ownJustification: OwnJustification?
  /// The element of each variable, from the outermost.
  var environment: [BoundElement] = []
  private(set) var trace: Trace

  /// - Parameter steps: The steps whose results are kept.
  init(
    program: Program, binding: Binding, steps: Range<Int>,
    assumptions: [FactReference: Fact] = [:]
  ) {
    self.init(
      program: program, binding: binding, results: StepResults(of: steps),
      assumptions: assumptions)
  }

  init(
    program: Program, binding: Binding, results: StepResults,
    assumptions: [FactReference: Fact]
  ) {
    self.program = program
    self.binding = binding
    self.assumptions = assumptions
    trace = Trace(results: results)
  }

  /// The result of a step at this place, computed unless it is known.
  mutating func result(of step: Int) -> StepResult { trace.results[step] ?? evaluate(step) }

  /// An evaluator that goes on from what was computed.
  init(program: Program, binding: Binding, trace: Trace) {
    self.program = program
    self.binding = binding
    assumptions = [:]
    self.trace = trace
  }

  /// Computes a step and all steps it rests on.
  mutating func evaluate(_ step: Int) -> StepResult {
    let result = compute(program.steps[step])
    trace.results[step] = result
    return result
  }

  // Operands are computed before the method that joins them is called: in one expression `self`
  // would be copied for the call, and with it the results, at every step.
  private mutating func compute(_ step: Step) -> StepResult {
    switch step {
    case .constant(let index): return constant(program.constants[index])
    case .field(let field, let variable): return self.field(field, variable)
    case .parameter(let parameter, let key): return self.parameter(parameter, key: key)
    case .definition(_, let body): return trace.results[body] ?? evaluate(body)
    case .not(let operand):
      let result = evaluate(operand)
      // A project that cannot have a thing does not have it.
      if result.isAbsent, case .field = program.steps[operand] { return .truth(true) }
      return negation(result)
    case .and(let operands):
      let results = results(of: operands)
      return all(results)
    case .or(let operands):
      let results = results(of: operands)
      return any(results)
    case .compare(let comparison, let left, let right):
      let (first, second) = (evaluate(left), evaluate(right))
      let result = compare(comparison, first, second)
      return result.truth == .unknown
        ? result.naming(source(of: left), first, source(of: right), second) : result
    case .oneOf(let operand, let constants):
      let result = evaluate(operand)
      return isOne(of: constants, result)
    case .memberOfSet(let operand, let set):
      let result = evaluate(operand)
      return membership(of: result, in: program.rules.sets[set].members)
    case .includes(let operand, let constants):
      let result = evaluate(operand)
      return compareChoices(result, constants) { $1.isSubset(of: $0) }
    case .includesOnly(let operand, let constants):
      let result = evaluate(operand)
      return compareChoices(result, constants) { $0.isSubset(of: $1) }
    case .arithmetic(let operation, let left, let right):
      let (first, second) = (evaluate(left), evaluate(right))
      return arithmetic(operation, first, second)
    case .negative(let operand):
      let result = evaluate(operand)
      return negative(result)
    case .extremum(let extremum, let operands):
      let results = results(of: operands)
      return self.extremum(extremum, results)
    case .aggregate(let index): return aggregate(program.aggregates[index])
    case .applicable(let field, let variable): return applicable(field, variable)
    case .asOf: return StepResult(.scalar(.date(binding.asOf)))
    }
  }

  private mutating func results(of operands: OperandSlice) -> [StepResult] {
    program.list(operands).map { evaluate($0) }
  }

  private func constant(_ value: ScalarValue) -> StepResult {
    switch value {
    case .truth(let truth): .truth(truth)
    case .number(let quantity): StepResult(.quantity(quantity, .unstated))
    default: StepResult(.scalar(value))
    }
  }

  // MARK: - Facts

  private mutating func field(_ field: Int, _ variable: Int?) -> StepResult {
    let declared = program.vocabulary.fields[field]
    let (fact, reference) = fact(field, variable)
    trace.use(reference, fact)
    if fact.map({ $0.state == .absent }) ?? true {
      trace.useScope(program.fieldScopeReads[field] ?? [])
    }
    let cause: Cause
    switch fact?.state {
    case .value(let value): return given(value, declared, variable, reference)
    case .notDone: return notDone(declared)
    case .unavailable: cause = .unavailable(reference)
    // What does not apply to the project is neither there nor to be demanded of it.
    case .notApplicable where declared.type == .truth: return .absent
    case .notApplicable: cause = .declaredNotApplicable(reference)
    case .absent: return .absent
    case nil: cause = .missing(reference)
    }
    switch declared.type {
    case .truth: return StepResult(.truth(.unknown), causes: [cause])
    case .number:
      // What is not known still lies in the range the field declares.
      let quantity = Quantity(interval: declared.interval, unit: declared.unit)
      return StepResult(.quantity(quantity, .unstated), causes: [cause])
    case .text, .date, .choice, .choices: return StepResult(.unknown, causes: [cause])
    }
  }

  /// Notes what says whether a list of the project can be there, unless it is.
  mutating func citeScope(ofList list: Int) {
    if binding.dossier.root.lists[list] == nil {
      trace.useScope(program.containerScopeReads[list] ?? [])
    }
  }

  /// What was not done is no, its date is later than any day, and no figure of it is there.
  private func notDone(_ declared: Field) -> StepResult {
    switch declared.type {
    case .date: StepResult(.scalar(.date(.latest)))
    case .number: .absent
    case .truth, .text, .choice, .choices: .truth(false)
    }
  }

  private mutating func given(
    _ value: ScalarValue, _ declared: Field, _ variable: Int?, _ reference: FactReference
  ) -> StepResult {
    switch value {
    case .truth(let truth): return .truth(truth)
    case .number(let quantity):
      let causes: [Cause] = quantity.interval.single == nil ? [.imprecise(reference)] : []
      return StepResult(.quantity(quantity, basis(of: declared, variable)), causes: causes)
    case .days: return StepResult(.scalar(value), causes: [.imprecise(reference)])
    default: return StepResult(.scalar(value))
    }
  }

  /// A fact of the project or of an element, and its name; one that the project cannot have is
  /// absent.
  func fact(_ field: Int, _ variable: Int?) -> (Fact?, FactReference) {
    if let own = ownJustification, own.field == field { return (own.fact, own.reference) }
    var fact: Fact?
    let reference: FactReference
    if let variable, variable < environment.count {
      let bound = environment[variable]
      fact = bound.element?.facts[field]
      reference = FactReference(.field(field), indices: bound.indices)
    } else {
      fact = binding.dossier.root.facts[field]
      reference = FactReference(.field(field))
    }
    if fact == nil, binding.existence.absentFields.contains(field) {
      fact = Fact(.absent, range: nil)
    }
    return assumptions.isEmpty ? (fact, reference) : (assumptions[reference] ?? fact, reference)
  }

  private mutating func basis(of declared: Field, _ variable: Int?) -> NumberBasis {
    switch declared.basis {
    case nil: return .unstated
    case .fixed(let name): return .stated(Phrase(name, name))
    case .field(let field):
      let (fact, reference) = fact(field, variable)
      trace.use(reference, fact)
      guard case .value(.choice(let choice))? = fact?.state,
        case .choice(let list) = program.vocabulary.fields[field].type
      else { return .missing(reference) }
      return .stated(program.vocabulary.choiceLists[list].choices[choice])
    }
  }

  private func applicable(_ field: Int, _ variable: Int?) -> StepResult {
    let (fact, reference) = fact(field, variable)
    switch fact?.state {
    case .notApplicable, .notDone, .absent: return .truth(false)
    case .value, .unavailable: return .truth(true)
    case nil: return StepResult(.truth(.unknown), causes: [.missing(reference)])
    }
  }

  // MARK: - Parameters

  private mutating func parameter(_ index: Int, key step: Int?) -> StepResult {
    guard let step else { return row(of: index, keys: [.text("")], shownKey: nil) }
    let key = evaluate(step)
    if key.isAbsent { return .absent }
    guard case .scalar(let value) = key.value else {
      return open(program.rules.parameters[index], causes: key.causes)
        .resting(on: key.unverified)
    }
    let source = self.source(of: step)
    // A text key may be given by a choice: its row stands under either of its names.
    var keys = [value]
    if case .choice(let choice) = value, let list = choiceList(of: step) {
      let names = program.vocabulary.choiceLists[list].choices[choice]
      keys += [.text(names.chinese), .text(names.english)]
    }
    let shown = shownKey(value, of: step)
    // A region may be spelt as its ruleset also allows.
    for ruleset in program.rules.rulesets where ruleset.aliases.contains(shown ?? "") {
      if let region = ruleset.regions.last { keys.append(.text(region)) }
    }
    return row(of: index, keys: keys, shownKey: shown, keyFact: source)
      .resting(on: key.unverified)
  }

  /// The key of a table row as a report names it; nil for one that is neither text nor choice.
  func shownKey(_ value: ScalarValue, of step: Int) -> String? {
    switch value {
    case .text(let text): return text
    case .choice(let choice):
      return choiceList(of: step).map {
        program.vocabulary.choiceLists[$0].choices[choice].chinese
      }
    case .truth, .date, .days, .number, .choices: return nil
    }
  }

  private func choiceList(of step: Int) -> Int? {
    guard case .field(let field, _) = program.steps[step],
      case .choice(let list) = program.vocabulary.fields[field].type
    else { return nil }
    return list
  }

  private mutating func row(
    of index: Int, keys: [ScalarValue], shownKey: String?, keyFact: FactReference? = nil
  ) -> StepResult {
    let parameter = program.rules.parameters[index]
    let table = program.parameterRows[index]
    let keys = keys.map { $0.foldedKey }
    let rows = keys.lazy.compactMap { table[$0] }.first ?? []
    if let given = givenValue(of: index, keys: keys) {
      let measured = given.measured(
        in: rows.lazy.compactMap { $0.unit }.first ?? parameter.bareUnit)
      trace.use(ParameterUse(parameter: index, key: shownKey, origin: .given(measured)))
      return result(of: measured, parameter, index, shownKey)
    }
    let parents = program.parameterParts[index]
    // A name that has a row of its own, be it out of force, is not the name of other rows.
    if rows.allSatisfy({ $0.value == nil }),
      let parts = keys.lazy.compactMap({ parents[$0] }).first
    {
      return parent(of: parts, index, shownKey, keyFact)
    }
    guard let row = rows.first(where: { $0.validity.contains(binding.asOf) }) else {
      let cause: Cause =
        rows.isEmpty
        ? .parameter(index, key: shownKey) : .outsideValidity(index, key: shownKey)
      return open(parameter, causes: [cause])
    }
    trace.use(ParameterUse(parameter: index, key: shownKey, origin: .row(row)))
    guard let value = row.value else {
      return open(parameter, causes: [.emptyCell(index, key: shownKey)])
    }
    let basis = row.basis.map { NumberBasis.stated(Phrase($0, $0)) } ?? .unstated
    let figure = Figure(parameter: index, key: shownKey)
    return known(value, basis: basis, unverified: row.verification.isVerified ? [] : [figure])
  }

  /// What a parent name stands for: the value of its rows where all agree, else what lies between.
  private mutating func parent(
    of parts: [ScalarValue], _ index: Int, _ shownKey: String?, _ keyFact: FactReference?
  ) -> StepResult {
    let parameter = program.rules.parameters[index]
    var names: [String] = []
    var results: [StepResult] = []
    for case .text(let name) in parts {
      names.append(name)
      results.append(row(of: index, keys: [.text(name)], shownKey: name, keyFact: keyFact))
    }
    let known = names.compactMap { trace.use(of: Figure(parameter: index, key: $0)) }
    trace.use(ParameterUse(parameter: index, key: shownKey, origin: .parts(known)))
    // Which of its rows is meant does not matter while none of them is in force.
    if results.allSatisfy({ $0.isOutOfForce(for: index) }) {
      return open(parameter, causes: [.outsideValidity(index, key: shownKey)])
    }
    return StepResult.common(results)
      ?? StepResult.between(results, openIn: open(parameter, causes: [])).because(
        .ambiguousKey(keyFact, parameter: index, key: shownKey, parts: names))
  }

  /// The fact that a key is; nil for a key that is computed or written in the rule.
  private func source(of step: Int) -> FactReference? {
    if case .field(let field, let variable) = program.steps[step] {
      fact(field, variable).1
    } else {
      nil
    }
  }

  private func givenValue(of index: Int, keys: [ScalarValue]) -> GivenParameter? {
    guard let values = binding.parameters.values[index] else { return nil }
    for case .text(let key) in keys {
      if let given = values[TextKey.folded(key)] { return given }
    }
    return values[""]
  }

  private func result(
    of given: GivenParameter, _ parameter: Parameter, _ index: Int, _ key: String?
  ) -> StepResult {
    switch given.state {
    case .value(let value):
      let basis = given.basis.map { NumberBasis.stated(Phrase($0, $0)) } ?? .unstated
      return known(value, basis: basis, unverified: [])
    case .notApplicable, .absent: return StepResult(.notApplicable)
    case .unavailable, .notDone:
      return open(parameter, causes: [.parameter(index, key: key)])
    }
  }

  private func known(
    _ value: ScalarValue, basis: NumberBasis, unverified: [Figure]
  ) -> StepResult {
    switch value {
    case .truth(let truth):
      StepResult(.truth(Truth(truth)), unverified: unverified)
    case .number(let quantity):
      StepResult(.quantity(quantity, basis), unverified: unverified)
    default: StepResult(.scalar(value), unverified: unverified)
    }
  }

  private func open(_ parameter: Parameter, causes: [Cause]) -> StepResult {
    switch parameter.type {
    case .truth: StepResult(.truth(.unknown), causes: causes)
    case .number:
      StepResult(
        .quantity(Quantity(interval: .everything, unit: parameter.unit), .unstated),
        causes: causes)
    case .text, .date, .choice, .choices: StepResult(.unknown, causes: causes)
    }
  }

  // MARK: - Aggregates

  private mutating func aggregate(_ aggregate: ProgramAggregate) -> StepResult {
    let (content, reference) = list(aggregate.list, owner: aggregate.owner)
    trace.useList(reference)
    citeScope(ofList: aggregate.list)
    guard case .elements(let elements)? = content else {
      let cause: Cause = content == nil ? .missing(reference) : .unavailable(reference)
      return unknownList(aggregate, reference, cause: cause)
    }
    var items: [AggregateItem] = []
    for (position, element) in elements.enumerated() {
      let bound = BoundElement(element: element, indices: reference.indices + [position])
      let item = item(of: aggregate, bound)
      if !item.isAbsent { items.append(item) }
    }
    return aggregate.function.combine(items, list: reference)
  }

  /// The evaluators that stand at each element of an aggregate's list; for a list that was not
  /// given, at an element of which nothing is known.
  func bindings(of aggregate: ProgramAggregate) -> [Evaluator] {
    let (content, reference) = list(aggregate.list, owner: aggregate.owner)
    guard case .elements(let elements)? = content else {
      return [bound(BoundElement(element: nil, indices: reference.indices + [nil]), to: aggregate)]
    }
    return elements.enumerated().map { position, element in
      bound(
        BoundElement(element: element, indices: reference.indices + [position]), to: aggregate)
    }
  }

  /// Nothing is computed yet at the element: what is known here is of another one, or of none.
  private func bound(_ element: BoundElement, to aggregate: ProgramAggregate) -> Evaluator {
    var inner = scratch()
    inner.makeRoom(for: aggregate.variable)
    inner.environment[aggregate.variable] = element
    return inner
  }

  private mutating func makeRoom(for variable: Int) {
    while environment.count <= variable {
      environment.append(BoundElement(element: nil, indices: []))
    }
  }

  private mutating func item(
    of aggregate: ProgramAggregate, _ bound: BoundElement
  ) -> AggregateItem {
    makeRoom(for: aggregate.variable)
    let outer = environment[aggregate.variable]
    environment[aggregate.variable] = bound
    defer { environment[aggregate.variable] = outer }
    let filter = aggregate.filter.map { evaluate($0) } ?? .truth(true)
    let body = aggregate.body.map { evaluate($0) }
    return AggregateItem(filter: filter, body: body)
  }

  /// An aggregate over a list that was not given: only what holds of any element is known.
  private mutating func unknownList(
    _ aggregate: ProgramAggregate, _ reference: FactReference, cause: Cause
  ) -> StepResult {
    let bound = BoundElement(element: nil, indices: reference.indices + [nil])
    let item = item(of: aggregate, bound)
    if item.isAbsent { return aggregate.function.combine([], list: reference) }
    return aggregate.function.combineUnknown(item, cause: cause)
  }

  /// The content of a list, and its name.
  func list(_ list: Int, owner: Int?) -> (DossierList?, FactReference) {
    guard let owner, owner < environment.count else {
      return (binding.list(list), FactReference(.list(list)))
    }
    let bound = environment[owner]
    let content = bound.element?.lists[list] ?? binding.emptyIfAbsent(list)
    return (content, FactReference(.list(list), indices: bound.indices))
  }
}

/// What an evaluation of a rule looked at.
public struct Trace: Sendable {
  /// The value of each step that was computed; in a loop, the last one.
  public internal(set) var results: StepResults
  /// The facts that were asked for, in that order, and what the dossier says of them.
  public private(set) var facts: [(reference: FactReference, fact: Fact?)] = []
  public private(set) var lists: [FactReference] = []
  /// The fields of the project that say whether something that is not given can be there at all.
  public private(set) var scopes: Set<Int> = []
  public private(set) var parameters: [ParameterUse] = []
  private var seen: Set<FactReference> = []
  /// Where the use of each figure stands among ``parameters``.
  private var positions: [Figure: Int] = [:]

  init(results: StepResults = StepResults(of: 0..<0)) { self.results = results }

  mutating func use(_ reference: FactReference, _ fact: Fact?) {
    if seen.insert(reference).inserted { facts.append((reference, fact)) }
  }

  mutating func useScope(_ fields: [Int]) { scopes.formUnion(fields) }

  mutating func useList(_ reference: FactReference) {
    if seen.insert(reference).inserted { lists.append(reference) }
  }

  mutating func use(_ parameter: ParameterUse) {
    guard positions[parameter.figure] == nil else { return }
    positions[parameter.figure] = parameters.count
    parameters.append(parameter)
  }

  /// How a figure was used; nil when it was not.
  func use(of figure: Figure) -> ParameterUse? { positions[figure].map { parameters[$0] } }
}

/// The results of a run of steps.
public struct StepResults: Sendable {
  let steps: Range<Int>
  /// By their distance from the first step; empty when few are expected.
  private var items: [StepResult?]
  private var few: [Int: StepResult] = [:]

  init(of steps: Range<Int>) {
    self.steps = steps
    items = Array(repeating: nil, count: steps.count)
  }

  /// Room for the results of a few of many steps: it costs nothing to make or to copy.
  init(ofFew steps: Range<Int>) {
    self.steps = steps
    items = []
  }

  /// nil for a step that was not computed.
  public internal(set) subscript(step: Int) -> StepResult? {
    get {
      let position = step - steps.lowerBound
      return items.indices.contains(position) ? items[position] : few[step]
    }
    set {
      let position = step - steps.lowerBound
      if items.indices.contains(position) {
        items[position] = newValue
      } else if items.isEmpty {
        few[step] = newValue
      }
    }
  }
}

/// A parameter that a rule asked for, and where its value came from.
public struct ParameterUse: Sendable {
  public indirect enum Origin: Sendable {
    /// Given with the evaluation.
    case given(GivenParameter)
    case row(ParameterRow)
    /// A parent name, which stands for several rows.
    case parts([ParameterUse])
  }

  public let parameter: Int
  public let key: String?
  public let origin: Origin

  var figure: Figure { Figure(parameter: parameter, key: key) }

  /// Whether it is more than empty cells of a table.
  package var hasValue: Bool {
    switch origin {
    case .row(let row): row.value != nil
    case .parts(let parts): parts.contains { $0.hasValue }
    case .given: true
    }
  }
}
