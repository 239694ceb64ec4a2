/// The facts that a rule and its mutant read, each with the states that they may tell apart.
struct RuleFacts {
  /// How many states the facts have together, as far as it is counted.
  private(set) var count = 1
  /// What the authority may give.
  private(set) var settings = [ParameterValues()]
  private var states: [(field: Int, states: [Fact])] = []
  private let programs: [Program]
  private var fields: Set<Int> = []
  /// What is asked of choices, the texts and the numbers that are compared with, by field.
  private var groups: [Int: [Set<Int>]] = [:]
  private var texts: [Int: [ScalarValue]] = [:]
  private var limits: [Int: Set<ExactNumber>] = [:]
  /// The parameter that a number is compared with, by field.
  private var parameters: [Int: Int] = [:]
  /// The steps that read parameters, and those of them that a number is compared with.
  private var readers: Set<Int> = []
  private var comparedReaders: Set<Int> = []

  private static let countLimit = 1_000_000

  /// nil: something is read that has no few states: a list, a sum, a date, a table.
  init?(_ programs: [Program], _ versions: [Int]) {
    self.programs = programs
    for program in programs {
      for version in versions {
        let rule = program.rules.rules[version]
        guard rule.loop == nil, rule.datedBy == nil else { return nil }
        let parts = program.programRules[version]
        let roots = parts.decidingSteps + [parts.justification].compactMap { $0 }
        for step in program.uses(under: roots).keys {
          guard note(step, in: program) else { return nil }
        }
      }
    }
    guard readers == comparedReaders, setParameters() else { return nil }
    for field in fields.sorted() {
      guard let found = states(of: field) else { return nil }
      states.append((field, found))
      count = min(count * found.count, Self.countLimit)
    }
  }

  private var vocabulary: Vocabulary { programs[0].vocabulary }

  /// One of the states, by its number below ``count``.
  func state(_ number: Int) -> [Int: Fact] {
    var rest = number
    var facts: [Int: Fact] = [:]
    for (field, states) in states {
      facts[field] = states[rest % states.count]
      rest /= states.count
    }
    return facts
  }

  // MARK: - What is read

  /// Whether a step is one of those whose values are told apart by few states.
  private mutating func note(_ step: Int, in program: Program) -> Bool {
    switch program.steps[step] {
    case .constant, .definition, .not, .and, .or: return true
    case .field(let field, nil), .applicable(let field, nil):
      fields.insert(field)
      return true
    case .oneOf(let operand, let constants):
      guard case .field(let field, nil) = program.steps[operand] else { return false }
      note(program.constants(constants), of: field)
      return true
    case .memberOfSet(let operand, let set):
      guard case .field(let field, nil) = program.steps[operand] else { return false }
      groups[field, default: []].append(program.rules.sets[set].members)
      return true
    case .compare(_, let left, let right):
      return note(left, right, in: program) || note(right, left, in: program)
    case .parameter(_, let key):
      readers.insert(step)
      return key.map { if case .constant = program.steps[$0] { true } else { false } } ?? true
    case .field, .applicable, .includes, .includesOnly, .arithmetic, .negative, .extremum, .choose,
      .shifted, .daysBetween, .rounded, .hasValue, .keys, .aggregate, .asOf:
      return false
    }
  }

  private mutating func note(_ constants: [ScalarValue], of field: Int) {
    var choices: Set<Int> = []
    for constant in constants {
      if case .choice(let choice) = constant {
        choices.insert(choice)
      } else {
        texts[field, default: []].append(constant)
      }
    }
    groups[field, default: []].append(choices)
  }

  /// A number that is compared with one that is known, or with a value of the authority.
  private mutating func note(_ left: Int, _ right: Int, in program: Program) -> Bool {
    guard case .field(let field, nil) = program.steps[left],
      case .number = vocabulary.fields[field].type
    else { return false }
    switch program.steps[right] {
    case .constant(let index):
      guard case .number(let quantity) = program.constants[index],
        let limit = quantity.interval.single
      else { return false }
      // A bare number takes the unit of what it meets.
      let scale = quantity.unit == nil ? vocabulary.fields[field].unit?.scale ?? .one : .one
      guard let limit = limit.multiplied(by: scale) else { return false }
      limits[field, default: []].insert(limit)
      return true
    case .parameter(let parameter, _):
      comparedReaders.insert(right)
      return parameters.updateValue(parameter, forKey: field).map { $0 == parameter } ?? true
    default: return false
    }
  }

  // MARK: - The states of a fact

  private func states(of field: Int) -> [Fact]? {
    guard let values = values(of: field) else { return nil }
    let program = programs[0]
    var states: [Fact.State] = values.map { .value($0) }
    if !vocabulary.fields[field].saysNotApplicable(in: vocabulary) {
      states.append(.notApplicable(""))
    }
    if program.preconditions[field] != nil { states.append(.notDone) }
    if !(program.fieldScopeReads[field] ?? []).isEmpty { states.append(.absent) }
    return states.map { Fact($0, range: nil) }
  }

  /// One value for each way in which the conditions see it.
  private func values(of field: Int) -> [ScalarValue]? {
    let declared = vocabulary.fields[field]
    guard declared.basis == nil else { return nil }
    switch declared.type {
    case .truth: return [.truth(true), .truth(false)]
    case .choice(let list):
      let groups = self.groups[field] ?? []
      var seen: Set<[Bool]> = []
      return vocabulary.choiceLists[list].choices.indices
        .filter { choice in seen.insert(groups.map { $0.contains(choice) }).inserted }
        .map { .choice($0) }
    case .text: return (texts[field] ?? []) + [.text("")]
    case .number: return numbers(of: field)
    case .date, .choices: return nil
    }
  }

  private func numbers(of field: Int) -> [ScalarValue]? {
    let declared = vocabulary.fields[field]
    guard let unit = declared.unit else { return nil }
    let limits = self.limits[field] ?? []
    let samples = NumberSamples(
      limits.sorted(), in: declared.interval, isInteger: declared.isInteger, unit: unit)
    return samples.values.map { .number(Quantity(interval: NumberInterval($0), unit: unit)) }
  }

  // MARK: - What the authority gives

  /// A value that one number alone is compared with may be any: it only matters on which side of it
  /// the number is. Otherwise there is none.
  private mutating func setParameters() -> Bool {
    guard Set(parameters.values).count == parameters.count else { return false }
    for (field, parameter) in parameters.sorted(by: { $0.key < $1.key }) {
      let declared = programs[0].rules.parameters[parameter]
      guard limits[field] == nil, let unit = vocabulary.fields[field].unit,
        declared.rowsByKey.joined().allSatisfy({ $0.value == nil }),
        let value = ExactNumber(3).multiplied(by: unit.scale)
      else { return false }
      limits[field] = [value]
      let quantity = Quantity(interval: NumberInterval(value), unit: declared.unit ?? unit)
      settings = settings.flatMap { setting in
        [Fact.State.value(.number(quantity)), .notApplicable("")].map { state in
          var other = setting
          other.set(GivenParameter(state: state), parameter, key: "")
          return other
        }
      }
    }
    return true
  }
}
