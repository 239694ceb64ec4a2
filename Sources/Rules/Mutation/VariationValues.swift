/// Values of a fact that a rule or its mutant may tell apart.
struct VariationValues {
  /// The rule and its mutant.
  let programs: [Program]
  let rule: Int

  private var program: Program { programs[0] }
  private var vocabulary: Vocabulary { program.vocabulary }

  /// - Parameters:
  ///   - evaluators: Stand in the dossier and at the element of the fact, one for each program.
  ///   - keys: Keys of tables that matter more than others.
  func values(
    of reference: FactReference, given: Fact?, _ evaluators: [Evaluator], keys: [String]
  ) -> [CaseFact.Value] {
    guard !reference.indices.contains(nil) else { return [] }
    guard case .field(let index) = reference.target else { return [.empty, .missing] }
    let field = vocabulary.fields[index]
    let values: [ScalarValue]
    switch field.type {
    case .truth: values = [.truth(true), .truth(false)]
    case .choice(let list):
      values = vocabulary.choiceLists[list].choices.indices.map { .choice($0) }
    case .choices(let list):
      values = vocabulary.choiceLists[list].choices.indices.map { .choices([$0]) }
    case .text: values = texts(keys)
    case .date: values = dates(evaluators).map { .date($0) }
    case .number: values = numbers(of: reference, field, given, evaluators)
    }
    let others = values.filter { value in
      if case .value(value)? = given?.state { false } else { true }
    }
    let states: [CaseFact.Value] =
      (given == nil ? [] : [.missing])
      + (field.saysNotApplicable(in: vocabulary) ? [] : [.notApplicable]) + [.unavailable]
    return others.map { .value($0) } + states
  }

  /// What the authority may give: what the rule meets it with, and a step beside it.
  func values(of figure: Figure, _ evaluators: [Evaluator]) -> [CaseFact.Value] {
    let parameter = program.rules.parameters[figure.parameter]
    let values: [ScalarValue]
    switch parameter.type {
    case .truth: values = [.truth(true), .truth(false)]
    case .number: values = quantities(evaluators, parameter.unit).map { .number($0) }
    case .text, .date, .choice, .choices: values = []
    }
    return values.map { .value($0) } + [.notApplicable, .missing]
  }

  /// All numbers of the rule that a parameter can be compared with, and those a step beside them.
  private func quantities(
    _ evaluators: [Evaluator], _ unit: UnitOfMeasure?
  ) -> [Quantity] {
    var numbers: [ExactNumber] = []
    func add(_ number: ExactNumber?) {
      if let number, !numbers.contains(number) { numbers.append(number) }
    }
    let scale = unit?.scale ?? .one
    for evaluator in evaluators {
      for step in evaluator.program.programRules[rule].steps {
        var scratch = evaluator.scratch()
        guard let (quantity, _) = scratch.evaluate(step).quantity, let number = quantity.number,
          let shown = number.divided(by: scale), let places = shown.decimalPlaces, places <= 6,
          quantity.unit.map({ $0.dimensions == unit?.dimensions ?? .none }) ?? true
        else { continue }
        add(shown)
        if let one = ExactNumber(parsing: "1e-\(places)") {
          add(shown.adding(one))
          add(shown.subtracting(one))
        }
      }
    }
    return (numbers + [.zero, .one]).prefix(24).compactMap { shown in
      shown.multiplied(by: scale).map { Quantity(interval: NumberInterval($0), unit: unit) }
    }
  }

  /// What the rule compares with, then keys of its tables.
  private func texts(_ keys: [String]) -> [ScalarValue] {
    var texts = keys
    for step in program.programRules[rule].steps {
      switch program.steps[step] {
      case .oneOf(_, let constants):
        for case .text(let text) in program.constants(constants) { texts.append(text) }
      case .parameter(let parameter, _?):
        texts += program.rules.parameters[parameter].keys.prefix(12)
      case .constant, .field, .parameter, .definition, .not, .and, .or, .compare, .memberOfSet,
        .includes, .includesOnly, .arithmetic, .negative, .extremum, .choose, .shifted,
        .daysBetween, .rounded, .hasValue, .keys, .aggregate, .applicable, .asOf:
        continue
      }
    }
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }.map { .text($0) }
  }

  /// The days that the rule names, and those beside them.
  private func dates(_ evaluators: [Evaluator]) -> [CalendarDate] {
    var days: Set<CalendarDate> = []
    for evaluator in evaluators {
      let program = evaluator.program
      for step in program.programRules[rule].steps {
        var scratch = evaluator.scratch()
        switch program.steps[step] {
        case .constant, .shifted, .asOf, .parameter:
          if case .scalar(.date(let date)) = scratch.evaluate(step).value { days.insert(date) }
        case .field, .definition, .not, .and, .or, .compare, .oneOf, .memberOfSet, .includes,
          .includesOnly, .arithmetic, .negative, .extremum, .choose, .daysBetween, .rounded,
          .hasValue, .keys, .aggregate, .applicable:
          continue
        }
      }
    }
    return days.flatMap { day in [-1, 0, 1].compactMap { day.adding(days: $0) } }.sorted()
  }

  /// At each limit of either, a step beside it, and between it and the next.
  private func numbers(
    of reference: FactReference, _ field: Field, _ given: Fact?, _ evaluators: [Evaluator]
  ) -> [ScalarValue] {
    var unit = field.unit
    if case .value(.number(let quantity))? = given?.state { unit = quantity.unit ?? unit }
    guard let unit else { return [] }
    var limits: [ExactNumber] = []
    for evaluator in evaluators {
      let conditions = evaluator.program.programRules[rule].decidingSteps
      let found = ThresholdFinder.thresholds(of: reference, in: conditions, evaluator)
      for limit in found.values where !limits.contains(limit) { limits.append(limit) }
    }
    if limits.isEmpty {
      limits = [field.interval.lower?.value ?? .zero]
    }
    let shown = limits.compactMap { $0.divided(by: unit.scale) }
    let places =
      field.isInteger ? 0 : shown.compactMap { $0.decimalPlaces }.filter { $0 <= 6 }.max() ?? 0
    guard let step = ExactNumber(parsing: "1e-\(places)") else { return [] }
    var numbers: [ExactNumber] = []
    for limit in shown {
      let start = limit.roundedDown(places: places)
      for number in [start, start?.adding(step), start?.subtracting(step)] {
        guard let number, let base = number.multiplied(by: unit.scale),
          field.interval.contains(base), !numbers.contains(base)
        else { continue }
        numbers.append(base)
      }
    }
    // A limit and that of the mutant may lie within a step.
    let sorted = shown.sorted()
    for (lower, upper) in zip(sorted, sorted.dropFirst()) where !field.isInteger {
      guard let number = upper.shortest(above: lower),
        let base = number.multiplied(by: unit.scale), field.interval.contains(base),
        !numbers.contains(base)
      else { continue }
      numbers.append(base)
    }
    return numbers.map { .number(Quantity(interval: NumberInterval($0), unit: unit)) }
  }
}

extension ExactNumber {
  /// The number with the fewest decimal places below this one and above another; nil: it takes more
  /// than six.
  fileprivate func shortest(above lower: ExactNumber) -> ExactNumber? {
    for places in 0...6 {
      guard let step = ExactNumber(parsing: "1e-\(places)"),
        let down = roundedDown(places: places),
        let number = down == self ? down.subtracting(step) : down
      else { continue }
      if number > lower { return number }
    }
    return nil
  }
}
