/// Turns steps of a program into formulas, on a date and for dossiers that answer every fact.
///
/// What is no combination of single facts, an aggregate over a list, is a variable of its own: two
/// versions that read the same aggregate are compared exactly, and a difference is then looked for.
struct StepFormulas {
  let program: Program
  let asOf: CalendarDate
  /// What both versions say of the choices and texts that they tell apart.
  let names: SharedNames
  var variables: FactVariables
  var lists = ListModel.opaque
  /// Whether a parameter without keys may have any value, as the authority sets it for a run.
  var freesSettings = false
  /// Whether a value that a fact looks up in a table may be any, or none: what is so then is so on all
  /// days.
  var freesTables = false
  /// Whether figures that nobody verified are left out, so that what holds or fails does not rest on one.
  var omitsUnverified = false
  /// Whether a rule counts as violated that is open though every fact is given, as by a value that a table
  /// lacks: it keeps a project from passing, too.
  var countsOpen = false
  /// Whether what is said of all elements of a list is related to what else is said of them.
  var relatesLists = false
  /// The rows that a fact looks up, which several conditions ask for.
  var knownRows: [TableLookup: [Case<ParameterRow>]] = [:]

  // MARK: - Conditions

  mutating func condition(_ step: Int) throws(ExactnessLimit) -> ConditionFormula {
    switch program.steps[step] {
    case .constant(let index):
      if case .truth(let truth) = program.constants[index] {
        return truth ? .always : ConditionFormula.always.negated
      }
      throw ExactnessLimit("条件是一个值", "a condition is a value")
    case .field(let field, _):
      let flag = self.flag("f:" + path(field), .field(path: path(field)))
      return Self.flag(flag)
    case .parameter(let parameter, let key): return try truth(ofParameter: parameter, key: key)
    case .definition(_, let body): return try condition(body)
    case .not(let operand): return try condition(operand).negated
    case .and(let operands): return .all(try conditions(operands))
    case .or(let operands): return .any(try conditions(operands))
    case .compare(let comparison, let left, let right):
      do throws(ExactnessLimit) {
        return try compare(comparison, steps: left, right)
      } catch {
        guard error.isProduct else { throw error }
        // Whatever it is, it is the same in both.
        return Self.flag(opaqueFlag(step))
      }
    case .oneOf(let operand, let constants):
      return try membership(operand, program.constants(constants))
    case .memberOfSet(let operand, let set):
      let members = program.rules.sets[set].members.sorted().map { ScalarValue.choice($0) }
      return try membership(operand, members)
    case .includes(let operand, let constants):
      return .all(try picked(operand, program.constants(constants)))
    case .includesOnly(let operand, let constants):
      return .all(try notPicked(operand, except: program.constants(constants)))
    case .aggregate(let index): return try condition(ofAggregate: index, at: step)
    case .applicable(let field, _): return applicability(of: field, at: step)
    case .hasValue(let operand): return try isInTable(operand)
    case .choose(let operands):
      var parts: [ConditionFormula] = []
      for item in try chosen(operands) {
        let value = try condition(item.value)
        parts.append(
          ConditionFormula(
            holds: .all([item.guard, value.holds]), fails: .all([item.guard, value.fails])))
      }
      return ConditionFormula(
        holds: .any(parts.map { $0.holds }), fails: .any(parts.map { $0.fails }))
    case .arithmetic, .negative, .extremum, .asOf, .shifted, .daysBetween, .rounded, .keys:
      throw ExactnessLimit("条件是一个值", "a condition is a value")
    }
  }

  mutating func conditions(
    _ operands: OperandSlice
  ) throws(ExactnessLimit) -> [ConditionFormula] {
    var parts: [ConditionFormula] = []
    for operand in program.list(operands) { parts.append(try condition(operand)) }
    return parts
  }

  static func flag(_ variable: Int) -> ConditionFormula {
    ConditionFormula(
      holds: .atom(.flag(variable: variable, true)), fails: .atom(.flag(variable: variable, false)))
  }

  mutating func flag(_ key: String, _ origin: FactVariables.Origin) -> Int {
    variables.variable(key, origin, .flag)
  }

  mutating func opaqueFlag(_ step: Int) -> Int {
    variables.hasLists = true
    return flag(opaqueKey(step), .other(shownText(of: step)))
  }

  /// What a step is called that is no combination of single facts: the same in both versions, unless it
  /// reads a table that is not.
  func opaqueKey(_ step: Int) -> String {
    let words = "a:" + StepSignature(program).text(of: step)
    return program.parameters(under: [step]).reduce(words) { words, parameter in
      let declared = program.rules.parameters[parameter]
      guard let isSecond = names.isSecond(declared) else { return words }
      return words + " \(declared.name.english) \(isSecond ? 2 : 1)"
    }
  }

  // MARK: - Choices and texts

  /// The variable of a choice or a text, and its values by name.
  mutating func choice(
    _ step: Int
  ) throws(ExactnessLimit) -> (variable: Int, names: [String]) {
    guard case .field(let field, _) = program.steps[step] else {
      throw ExactnessLimit("不是单个事实的文字", "a text that is no single fact")
    }
    let path = path(field)
    switch program.vocabulary.fields[field].type {
    case .choice:
      let values = names.choices(of: path)
      return (variables.variable("f:" + path, .field(path: path), .choice(values)), values)
    case .text:
      let values = names.texts
      return (variables.variable("f:" + path, .field(path: path), .choice(values)), values)
    case .truth, .number, .date, .choices:
      throw ExactnessLimit("不是单个事实的文字", "a text that is no single fact")
    }
  }

  /// The name by which both versions know a value of a choice or a text.
  func name(_ value: ScalarValue, of step: Int) -> String? {
    switch value {
    case .text(let text): return TextKey.folded(text)
    case .choice(let choice):
      guard case .field(let field, _) = program.steps[step] else { return nil }
      let list: Int
      switch program.vocabulary.fields[field].type {
      case .choice(let own), .choices(let own): list = own
      case .truth, .number, .date, .text: return nil
      }
      return program.vocabulary.choiceLists[list].choices[choice].english
    case .truth, .number, .date, .days, .choices: return nil
    }
  }

  mutating func membership(
    _ step: Int, _ values: [ScalarValue]
  ) throws(ExactnessLimit) -> ConditionFormula {
    if case .parameter(let parameter, let key) = program.steps[step] {
      return try membership(ofParameter: parameter, key: key, values)
    }
    if case .field(let field, _) = program.steps[step],
      case .date = program.vocabulary.fields[field].type
    {
      var parts: [ConditionFormula] = []
      for value in values {
        guard case .date(let date) = value else { continue }
        parts.append(
          try compare(.equal, try days(step), [Case(.always, LinearForm(date.exactDay))]))
      }
      return .any(parts)
    }
    let (variable, names) = try choice(step)
    let members = values.compactMap { name($0, of: step) }.compactMap { names.firstIndex(of: $0) }
    let set = ChoiceSet(of: members, among: names.count)
    return ConditionFormula(
      holds: .atom(.choice(variable: variable, set)),
      fails: .atom(.choice(variable: variable, set.complement)))
  }

  /// One flag for each choice that a field of several has.
  mutating func picked(
    _ step: Int, _ values: [ScalarValue]
  ) throws(ExactnessLimit) -> [ConditionFormula] {
    guard case .field(let field, _) = program.steps[step] else {
      throw ExactnessLimit("不是单个事实的多项选择", "choices that are no single fact")
    }
    let path = path(field)
    return values.compactMap { name($0, of: step) }.map { name in
      Self.flag(flag("m:\(path)=\(name)", .field(path: path)))
    }
  }

  mutating func notPicked(
    _ step: Int, except values: [ScalarValue]
  ) throws(ExactnessLimit) -> [ConditionFormula] {
    guard case .field(let field, _) = program.steps[step],
      case .choices = program.vocabulary.fields[field].type
    else { throw ExactnessLimit("不是单个事实的多项选择", "choices that are no single fact") }
    let allowed = values.compactMap { name($0, of: step) }
    let path = path(field)
    let all = names.choices(of: path)
    return all.filter { !allowed.contains($0) }.map { name in
      Self.flag(flag("m:\(path)=\(name)", .field(path: path))).negated
    }
  }

  // MARK: - Comparisons

  mutating func compare(
    _ comparison: Comparison, steps left: Int, _ right: Int
  ) throws(ExactnessLimit) -> ConditionFormula {
    if isDate(left) || isDate(right) {
      return try compare(comparison, try days(left), try days(right))
    }
    return try compare(comparison, try number(left), try number(right))
  }

  mutating func compare(
    _ comparison: Comparison, _ left: [Case<LinearForm>], _ right: [Case<LinearForm>]
  ) throws(ExactnessLimit) -> ConditionFormula {
    try compare(
      comparison, left.map { Case($0.guard, Ratio($0.value)) },
      right.map { Case($0.guard, Ratio($0.value)) })
  }

  mutating func compare(
    _ comparison: Comparison, _ left: [Case<Ratio>], _ right: [Case<Ratio>]
  ) throws(ExactnessLimit) -> ConditionFormula {
    var holds: [Formula] = []
    var fails: [Formula] = []
    for first in left {
      for second in right {
        guard let guards = Formula.together(first.guard, second.guard) else { continue }
        let (one, other) = try aligned(first.value, second.value, where: guards)
        let truth = try one.compared(comparison, with: other)
        holds.append(.all(guards + [truth.holds]))
        fails.append(.all(guards + [truth.fails]))
      }
    }
    return ConditionFormula(holds: .any(holds), fails: .any(fails))
  }

  /// A number without a unit takes that of what it meets, as ``Evaluator/aligned(_:_:)`` has it.
  ///
  /// - Parameter guards: When the two meet.
  mutating func aligned(
    _ left: Ratio, _ right: Ratio, where guards: [Formula]
  ) throws(ExactnessLimit) -> (Ratio, Ratio) {
    for (own, other) in [(left, right), (right, left)] {
      // The unit that it would take is that of the row.
      if own.isBare, isFreed(other) { throw ExactnessLimit("表的值带单位", "a table brings the units") }
      for term in own.top.terms where own.bringsUnit {
        variables.note(
          FactVariables.Measure(guard: guards, unit: other.unit, basis: other.basis),
          of: term.variable)
      }
    }
    if left.isBare, let unit = right.unit { return (try left.scaled(by: unit.scale), right) }
    if right.isBare, let unit = left.unit { return (left, try right.scaled(by: unit.scale)) }
    return (left, right)
  }

  // MARK: - Words

  func path(_ field: Int) -> String { program.vocabulary.fields[field].path.english }

  func shownText(of step: Int) -> Phrase {
    Phrase(
      ConditionWriter(program: program, language: .chinese).text(of: step).text,
      ConditionWriter(program: program, language: .english).text(of: step).text)
  }
}

/// A value, and when it is the one.
struct Case<Value> {
  let `guard`: Formula
  let value: Value

  init(_ condition: Formula, _ value: Value) { (self.guard, self.value) = (condition, value) }
}
