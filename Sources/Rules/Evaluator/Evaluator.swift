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
  var trace: Trace
  /// Whether values are wanted without a trace of how they came about: nothing is kept but
  /// definitions, and a conjunction ends with the first part that settles it.
  var isQuick = false

  /// - Parameter steps: The steps whose results are kept.
  init(
    program: Program, binding: Binding, steps: Range<Int>,
    assumptions: [FactReference: Fact] = [:]
  ) {
    self.init(
      program: program, binding: binding, results: StepResults(of: steps),
      assumptions: assumptions)
  }

  /// One that computes values alone.
  init(quick program: Program, binding: Binding, steps: Range<Int>) {
    self.init(
      program: program, binding: binding, results: StepResults(ofFew: steps), assumptions: [:])
    isQuick = !binding.parameters.hasNotApplicable
    trace.isKept = false
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
    if !isQuick { trace.results[step] = result }
    return result
  }

  /// A definition is computed once, however many steps use it.
  private mutating func define(_ body: Int) -> StepResult {
    if let known = trace.results[body] { return known }
    let result = evaluate(body)
    trace.results[body] = result
    return result
  }

  /// The first of several parts whose truth settles all of them, by verified figures alone and as a
  /// demand too; what it comes to with the others is the same.
  private mutating func settled(
    _ operands: OperandSlice, by truth: Truth
  ) -> (results: [StepResult], isSettled: Bool) {
    var results: [StepResult] = []
    for operand in program.list(operands) {
      let result = evaluate(operand)
      if result.truth == truth, result.unverified.isEmpty, !result.isDemandedOtherwise {
        return ([], true)
      }
      results.append(result)
    }
    return (results, false)
  }

  // Operands are computed before the method that joins them is called: in one expression `self`
  // would be copied for the call, and with it the results, at every step.
  private mutating func compute(_ step: Step) -> StepResult {
    switch step {
    case .constant(let index): return constant(program.constants[index])
    case .field(let field, let variable): return self.field(field, variable)
    case .parameter(let parameter, let key): return self.parameter(parameter, key: key)
    case .definition(_, let body): return define(body)
    case .not(let operand):
      let result = evaluate(operand)
      return Self.denial(result, of: program.steps[operand])
    case .and(let operands):
      if isQuick {
        let (results, isSettled) = settled(operands, by: .false)
        return isSettled ? .truth(false) : Self.all(results)
      }
      let results = results(of: operands)
      return Self.all(results)
    case .or(let operands):
      if isQuick {
        let (results, isSettled) = settled(operands, by: .true)
        return isSettled ? .truth(true) : Self.any(results)
      }
      let results = results(of: operands)
      return Self.any(results)
    case .compare(let comparison, let left, let right):
      let (first, second) = (evaluate(left), evaluate(right))
      if let cause = bareness(left, first, right, second) {
        return StepResult(
          .truth(.unknown), causes: [cause], unverified: first.unverified.union(second.unverified))
      }
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
      if operation == .plus || operation == .minus,
        let cause = bareness(left, first, right, second)
      {
        return StepResult(
          .quantity(Quantity(interval: .everything, unit: nil), .unstated), causes: [cause],
          unverified: first.unverified.union(second.unverified))
      }
      return arithmetic(operation, first, second)
    case .negative(let operand):
      let result = evaluate(operand)
      return negative(result)
    case .extremum(let extremum, let operands):
      let results = results(of: operands)
      return self.extremum(extremum, results)
    case .choose(let operands):
      let results = results(of: operands)
      return choice(among: results)
    case .shifted(let date, let months, let days):
      let result = evaluate(date)
      return shifted(result, months: months, days: days)
    case .daysBetween(let left, let right, let day):
      let (first, second) = (evaluate(left), evaluate(right))
      return self.days(from: second, to: first, each: program.constants[day])
    case .rounded(let rounding, let value, let grain):
      let (number, multiple) = (evaluate(value), evaluate(grain))
      return rounded(rounding, number, to: multiple)
    case .hasValue(let parameter):
      let result = evaluate(parameter)
      return hasValue(result)
    case .keys(let operands):
      let results = results(of: operands)
      return keys(results, of: operands)
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
    let (fact, reference) = fact(field, variable)
    if !isQuick {
      trace.use(reference, fact)
      if fact.map({ $0.state == .absent }) ?? true {
        trace.useScope(program.fieldScopeReads[field] ?? [])
      }
    }
    let cause: Cause
    switch fact?.state {
    case .value(let value): return given(value, of: field, variable, reference)
    case .notDone: return notDone(field)
    case .unavailable: cause = .unavailable(reference)
    // What does not apply to the project is neither there nor to be demanded of it.
    case .notApplicable where program.vocabulary.fields[field].type == .truth: return .absent
    case .notApplicable: cause = .declaredNotApplicable(reference)
    case .absent: return .absent
    case nil: cause = .missing(reference)
    }
    switch program.vocabulary.fields[field].type {
    case .truth: return StepResult(.truth(.unknown), causes: [cause])
    case .number:
      // What is not known still lies in the range the field declares.
      let declared = program.vocabulary.fields[field]
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
  private func notDone(_ field: Int) -> StepResult {
    switch program.vocabulary.fields[field].type {
    case .date: StepResult(.scalar(.date(.latest)))
    case .number: .absent
    case .truth, .text, .choice, .choices: .truth(false)
    }
  }

  private mutating func given(
    _ value: ScalarValue, of field: Int, _ variable: Int?, _ reference: FactReference
  ) -> StepResult {
    switch value {
    case .truth(let truth): return .truth(truth)
    case .number(let quantity):
      let causes: [Cause] = quantity.interval.single == nil ? [.imprecise(reference)] : []
      return StepResult(.quantity(quantity, basis(of: field, variable)), causes: causes)
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

  private mutating func basis(of field: Int, _ variable: Int?) -> NumberBasis {
    switch program.vocabulary.fields[field].basis {
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
}
