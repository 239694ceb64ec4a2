/// Explains conditions part by part, each with the values that it was computed from.
struct ConditionExplainer {
  let program: Program
  private let memory: ConditionMemory
  /// The place in the dossier, with the results of the evaluation.
  private var evaluator: Evaluator
  /// The bodies of the definitions that were explained; one that is met again shows its value.
  private var explained: Set<Int> = []
  /// Whether what is explained is demanded: what is asked of things that cannot be there is left out.
  var isDemand = false

  init(program: Program, evaluator: Evaluator, memory: ConditionMemory) {
    self.program = program
    self.memory = memory
    self.evaluator = evaluator
  }

  func truth(of step: Int) -> Truth {
    let result = evaluator.trace.results[step]
    return (isDemand ? result?.withoutAbsent : result)?.truth ?? .unknown
  }

  /// The truth of a part; nil for one of what the project cannot have, which has none.
  private func shownTruth(of step: Int) -> Truth? {
    evaluator.trace.results[step]?.isAbsent ?? false ? nil : truth(of: step)
  }

  /// The parts that must all hold.
  mutating func conjuncts(of step: Int) -> [Reason] {
    guard case .and(let operands) = program.steps[step] else { return [condition(step)] }
    return program.list(operands).flatMap { conjuncts(of: $0) }
  }

  /// A number, a text or a date, and what it rests on.
  mutating func value(of step: Int) -> Reason {
    .part(nil, pieces(of: step, showing: [step]), foundations(of: step))
  }

  private mutating func condition(_ step: Int) -> Reason {
    switch program.steps[step] {
    case .and: return .all(truth(of: step), conjuncts(of: step))
    case .or(let operands):
      return .any(truth(of: step), program.list(operands).map { condition($0) })
    case .compare(_, let left, let right):
      return .part(
        shownTruth(of: step),
        pieces(of: step, showing: [left, right], in: unit(comparing: left, right)),
        foundations(of: step))
    case .constant, .field, .parameter, .definition, .not, .oneOf, .memberOfSet, .includes,
      .includesOnly, .arithmetic, .negative, .extremum, .choose, .shifted, .daysBetween, .rounded,
      .hasValue, .keys, .aggregate, .applicable, .asOf:
      return .part(shownTruth(of: step), pieces(of: step, showing: []), foundations(of: step))
    }
  }

  /// The unit in which what a comparison computed is told; nil for what is no number.
  private func unit(comparing left: Int, _ right: Int) -> UnitOfMeasure? {
    guard let (value, _) = evaluator.trace.results[left]?.quantity,
      let (limit, _) = evaluator.trace.results[right]?.quantity
    else { return nil }
    return program.unitTold(comparing: left, value, right, limit)
  }

  // MARK: - What a part rests on

  /// The definitions and totals among the operands of a step, explained.
  private mutating func foundations(of step: Int) -> [Reason] {
    switch program.steps[step] {
    case .definition(let index, let body):
      guard explained.insert(body).inserted else { return [] }
      guard program.rules.definitions[index].type == .truth else {
        return [.about(.definition(index), nil, [value(of: body)])]
      }
      return [.about(.definition(index), truth(of: body), conjuncts(of: body))]
    case .aggregate(let index): return elements(of: program.aggregates[index])
    case .constant, .field, .parameter, .not, .and, .or, .compare, .oneOf, .memberOfSet,
      .includes, .includesOnly, .arithmetic, .negative, .extremum, .choose, .shifted, .daysBetween,
      .rounded, .hasValue, .keys, .applicable, .asOf:
      return program.operands(of: step).flatMap { foundations(of: $0) }
    }
  }

  private mutating func elements(of aggregate: ProgramAggregate) -> [Reason] {
    // There is nothing to say of an element that counts whatever it is.
    guard !aggregate.countsAll else { return [] }
    return evaluator.bindings(of: aggregate).map { bound in
      var inner = self
      inner.evaluator = bound
      let reason = inner.element(of: aggregate)
      explained = inner.explained
      return reason
    }
  }

  /// The element that the variable of an aggregate stands for.
  private mutating func element(of aggregate: ProgramAggregate) -> Reason {
    let indices = evaluator.environment[aggregate.variable].indices
    let reference = FactReference(.list(aggregate.list), indices: indices)
    let filter = aggregate.filter.map { evaluator.evaluate($0).truth } ?? .true
    let filterReasons = aggregate.filter.map { conjuncts(of: $0) } ?? []
    guard filter != .false else {
      return .about(.element(reference, isCounted: false), nil, filterReasons)
    }
    guard let body = aggregate.body else {
      return .about(.element(reference, isCounted: true), nil, filterReasons)
    }
    let result = evaluator.evaluate(body)
    switch aggregate.function {
    case .all, .any:
      return .about(
        .element(reference, isCounted: true), result.truth, filterReasons + conjuncts(of: body))
    case .sum, .largest, .smallest, .count, .distinct:
      return .about(
        .element(reference, isCounted: true), nil, filterReasons + [value(of: body)])
    }
  }

  // MARK: - Pieces

  /// The words of a step in both languages, each run with the value behind it.
  ///
  /// - Parameters:
  ///   - computed: The sums and quotients whose own value is shown.
  ///   - unit: The one that these are told in, where they are of its kind.
  private func pieces(
    of step: Int, showing computed: [Int], in unit: UnitOfMeasure? = nil
  ) -> [Piece] {
    var pieces: [Piece] = []
    for run in memory.runs(of: step, in: program) {
      let reading = run.step.flatMap { step in
        let reading = self.reading(of: step, computed)
        return computed.contains(step) ? reading?.told(in: unit) : reading
      }
      if reading == nil, let last = pieces.last, last.reading == nil {
        pieces[pieces.count - 1] = Piece(words: last.words.followed(by: run.words), reading: nil)
      } else {
        pieces.append(Piece(words: run.words, reading: reading))
      }
      if let step = run.step { pieces += basis(of: step) }
    }
    return pieces
  }

  /// The value of a leaf and where it came from; nil for what shows none.
  private func reading(of step: Int, _ computed: [Int]) -> ReadValue? {
    switch program.steps[step] {
    case .field(let field, let variable), .applicable(let field, let variable):
      let (fact, reference) = evaluator.fact(field, variable)
      return .fact(reference, fact)
    case .parameter(let parameter, let key): return parameterReading(parameter, key)
    case .definition, .aggregate:
      return evaluator.trace.results[step].map { .result($0.value) }
    case .shifted: return evaluator.trace.results[step].map { .result($0.value) }
    case .rounded, .choose, .daysBetween:
      guard let result = evaluator.trace.results[step],
        result.quantity?.0.interval != .everything
      else { return nil }
      return .result(result.value)
    case .arithmetic, .negative, .extremum:
      guard computed.contains(step), let result = evaluator.trace.results[step],
        result.quantity?.0.interval != .everything
      else { return nil }
      return .result(result.value)
    case .asOf: return .reviewDate(evaluator.binding.asOf)
    case .constant, .not, .and, .or, .compare, .oneOf, .memberOfSet, .includes, .includesOnly,
      .hasValue, .keys:
      return nil
    }
  }

  private func parameterReading(_ parameter: Int, _ key: Int?) -> ReadValue {
    guard let key else { return .parameter(parameter, key: nil, use(of: parameter, key: nil)) }
    guard case .scalar(let value)? = evaluator.trace.results[key]?.value else {
      return .parameter(parameter, key: nil, nil)
    }
    let shown = evaluator.shownKey(value, of: key)
    return .parameter(parameter, key: shown, use(of: parameter, key: shown))
  }

  private func use(of parameter: Int, key: String?) -> ParameterUse? {
    evaluator.trace.parameters.first { $0.parameter == parameter && $0.key == key }
  }

  /// What a number is counted on, where the dossier says it in a fact of its own: `（口径）`.
  private func basis(of step: Int) -> [Piece] {
    guard case .field(let field, let variable) = program.steps[step],
      case .field(let basis)? = program.vocabulary.fields[field].basis,
      case .value(.number)? = evaluator.fact(field, variable).0?.state
    else { return [] }
    let (fact, reference) = evaluator.fact(basis, variable)
    let declared = program.vocabulary.fields[basis]
    return [
      Piece(words: Phrase("（", " ("), reading: nil),
      Piece(
        words: Phrase(declared.label, declared.path.english), reading: .fact(reference, fact)),
      Piece(words: Phrase("）", ")"), reading: nil),
    ]
  }
}

extension ReadValue {
  /// A computed number in a unit of its kind; anything else as it is.
  fileprivate func told(in unit: UnitOfMeasure?) -> ReadValue {
    guard let unit, case .result(.quantity(let quantity, let basis)) = self,
      quantity.unit?.dimensions == unit.dimensions
    else { return self }
    return .result(.quantity(Quantity(interval: quantity.interval, unit: unit), basis))
  }
}
