/// When a condition is true and when it is false, as formulas over facts; else it is unknown.
struct ConditionFormula {
  let holds: Formula
  let fails: Formula

  static let always = ConditionFormula(holds: .always, fails: .never)

  var negated: ConditionFormula { ConditionFormula(holds: fails, fails: holds) }

  static func all(_ parts: [ConditionFormula]) -> ConditionFormula {
    ConditionFormula(holds: .all(parts.map { $0.holds }), fails: .any(parts.map { $0.fails }))
  }

  static func any(_ parts: [ConditionFormula]) -> ConditionFormula {
    ConditionFormula(holds: .any(parts.map { $0.holds }), fails: .all(parts.map { $0.fails }))
  }
}

/// Why a question cannot be decided exactly, in words.
struct ExactnessLimit: Error {
  let reason: Phrase

  init(_ chinese: String, _ english: String) { reason = Phrase(chinese, english) }

  static let overflow = ExactnessLimit("数太大", "a number is too large")
}

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

  // MARK: - Conditions

  mutating func condition(_ step: Int) throws(ExactnessLimit) -> ConditionFormula {
    switch program.steps[step] {
    case .constant(let index):
      if case .truth(let truth) = program.constants[index] {
        return truth ? .always : ConditionFormula.always.negated
      }
      throw ExactnessLimit("条件是一个值", "a condition is a value")
    case .field(let field, let variable):
      let flag = self.flag("f:" + path(field), .field(path: path(field)))
      _ = variable
      return Self.flag(flag)
    case .parameter(let parameter, let key): return try truth(ofParameter: parameter, key: key)
    case .definition(_, let body): return try condition(body)
    case .not(let operand): return try condition(operand).negated
    case .and(let operands): return .all(try conditions(operands))
    case .or(let operands): return .any(try conditions(operands))
    case .compare(let comparison, let left, let right):
      return try compare(comparison, steps: left, right)
    case .oneOf(let operand, let constants):
      return try membership(operand, program.constants(constants))
    case .memberOfSet(let operand, let set):
      let members = program.rules.sets[set].members.sorted().map { ScalarValue.choice($0) }
      return try membership(operand, members)
    case .includes(let operand, let constants):
      return .all(try picked(operand, program.constants(constants)))
    case .includesOnly(let operand, let constants):
      return .all(try notPicked(operand, except: program.constants(constants)))
    case .aggregate(let index):
      switch program.aggregates[index].function {
      case .all, .any, .distinct: return Self.flag(opaqueFlag(step))
      case .sum, .largest, .smallest, .count:
        throw ExactnessLimit("条件是一个值", "a condition is a value")
      }
    // Whether a dossier calls a fact not applicable is no value of it.
    case .applicable(let field, _):
      return Self.flag(
        variables.flag("n:" + path(field), shownText(of: step), supposedly: true))
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

  private mutating func conditions(
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

  private mutating func flag(_ key: String, _ origin: FactVariables.Origin) -> Int {
    variables.variable(key, origin, .flag)
  }

  private mutating func opaqueFlag(_ step: Int) -> Int {
    let words = StepSignature(program).text(of: step)
    return flag("a:" + words, .other(shownText(of: step)))
  }

  // MARK: - Choices and texts

  /// The variable of a choice or a text, and its values by name.
  private mutating func choice(
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
  private func name(_ value: ScalarValue, of step: Int) -> String? {
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

  private mutating func membership(
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
  private mutating func picked(
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

  private mutating func notPicked(
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

  private mutating func compare(
    _ comparison: Comparison, steps left: Int, _ right: Int
  ) throws(ExactnessLimit) -> ConditionFormula {
    if isDate(left) || isDate(right) {
      return try compare(comparison, try days(left), try days(right))
    }
    return try compare(comparison, try number(left), try number(right))
  }

  private func isDate(_ step: Int) -> Bool {
    switch program.steps[step] {
    case .asOf: return true
    case .field(let field, _):
      if case .date = program.vocabulary.fields[field].type { return true }
      return false
    case .constant(let index):
      if case .date = program.constants[index] { return true }
      return false
    case .parameter(let parameter, _):
      if case .date = program.rules.parameters[parameter].type { return true }
      return false
    case .definition(_, let body): return isDate(body)
    case .extremum(_, let operands): return program.list(operands).first.map { isDate($0) } ?? false
    default: return false
    }
  }

  private mutating func days(_ step: Int) throws(ExactnessLimit) -> [Case<LinearForm>] {
    switch program.steps[step] {
    case .asOf: return [Case(.always, LinearForm(asOf.exactDay))]
    case .constant(let index):
      guard case .date(let date) = program.constants[index] else { break }
      return [Case(.always, LinearForm(date.exactDay))]
    case .field(let field, _):
      let path = path(field)
      let variable = variables.variable("f:" + path, .field(path: path), .date)
      return [Case(.always, LinearForm(variable: variable))]
    case .definition(_, let body): return try days(body)
    default: break
    }
    throw ExactnessLimit("日期不是单个事实", "a date that is no single fact")
  }

  private mutating func compare(
    _ comparison: Comparison, _ left: [Case<LinearForm>], _ right: [Case<LinearForm>]
  ) throws(ExactnessLimit) -> ConditionFormula {
    try compare(
      comparison, left.map { Case($0.guard, Ratio($0.value)) },
      right.map { Case($0.guard, Ratio($0.value)) })
  }

  private mutating func compare(
    _ comparison: Comparison, _ left: [Case<Ratio>], _ right: [Case<Ratio>]
  ) throws(ExactnessLimit) -> ConditionFormula {
    var holds: [Formula] = []
    var fails: [Formula] = []
    for first in left {
      for second in right {
        let (one, other) = try aligned(first.value, second.value)
        let truth = try one.compared(comparison, with: other)
        holds.append(.all([first.guard, second.guard, truth.holds]))
        fails.append(.all([first.guard, second.guard, truth.fails]))
      }
    }
    return ConditionFormula(holds: .any(holds), fails: .any(fails))
  }

  /// A number without a unit takes that of what it meets, as ``Evaluator/aligned(_:_:)`` has it.
  private mutating func aligned(
    _ left: Ratio, _ right: Ratio
  ) throws(ExactnessLimit) -> (Ratio, Ratio) {
    for (own, other) in [(left, right), (right, left)] {
      for term in own.top.terms where own.bringsUnit {
        variables.note(other.unit, basis: other.basis, of: term.variable)
      }
    }
    if left.isBare, let unit = right.unit { return (try left.scaled(by: unit.scale), right) }
    if right.isBare, let unit = left.unit { return (left, try right.scaled(by: unit.scale)) }
    return (left, right)
  }

  // MARK: - Numbers

  private mutating func number(_ step: Int) throws(ExactnessLimit) -> [Case<Ratio>] {
    switch program.steps[step] {
    case .constant(let index):
      guard case .number(let quantity) = program.constants[index],
        let value = quantity.interval.single
      else { throw ExactnessLimit("不是数", "no number") }
      return [
        Case(.always, Ratio(LinearForm(value), unit: quantity.unit, isBare: quantity.unit == nil))
      ]
    case .field(let field, _): return [Case(.always, number(ofField: field))]
    case .definition(_, let body): return try number(body)
    case .parameter(let parameter, let key): return try number(ofParameter: parameter, key: key)
    case .negative(let operand):
      var cases: [Case<Ratio>] = []
      for item in try number(operand) {
        cases.append(Case(item.guard, try item.value.scaled(by: ExactNumber(-1))))
      }
      return cases
    case .arithmetic(let operation, let left, let right):
      let (first, second) = (try number(left), try number(right))
      var cases: [Case<Ratio>] = []
      for one in first {
        for other in second {
          let (own, others) =
            operation == .plus || operation == .minus
            ? try aligned(one.value, other.value) : (one.value, other.value)
          cases.append(
            Case(.all([one.guard, other.guard]), try own.combined(operation, with: others)))
        }
      }
      return cases
    case .extremum(let extremum, let operands):
      return try self.extremum(extremum, Array(program.list(operands)))
    case .choose(let operands):
      var cases: [Case<Ratio>] = []
      for item in try chosen(operands) {
        for value in try number(item.value) {
          cases.append(Case(.all([item.guard, value.guard]), value.value))
        }
      }
      return cases
    // Whole days and roundings are no sums of facts: the same one is the same number in both.
    case .daysBetween, .rounded: return [Case(.always, opaqueNumber(step))]
    case .aggregate(let index):
      let words = StepSignature(program).text(of: step)
      let isCount = program.aggregates[index].function == .count
      let interval =
        isCount ? NumberInterval(lower: NumberInterval.Bound(.zero), upper: nil) : .everything
      let variable = variables.variable(
        "a:" + words, .other(shownText(of: step)), .number(interval, step: .one))
      return [Case(.always, Ratio(LinearForm(variable: variable), unit: nil, isBare: isCount))]
    case .not, .and, .or, .compare, .oneOf, .memberOfSet, .includes, .includesOnly,
      .applicable, .asOf, .shifted, .hasValue, .keys:
      throw ExactnessLimit("不是数", "no number")
    }
  }

  private mutating func number(ofField field: Int) -> Ratio {
    let declared = program.vocabulary.fields[field]
    let path = path(field)
    let scale = declared.unit?.scale ?? .one
    let step = declared.isInteger ? scale : scale.divided(by: ExactNumber(100)) ?? scale
    let variable = variables.variable(
      "f:" + path, .field(path: path), .number(declared.interval, step: step))
    return Ratio(
      LinearForm(variable: variable), unit: declared.unit, bringsUnit: declared.unit == nil)
  }

  private mutating func opaqueNumber(_ step: Int) -> Ratio {
    let variable = variables.variable(
      "a:" + StepSignature(program).text(of: step), .other(shownText(of: step)),
      .number(.everything, step: .one))
    return Ratio(LinearForm(variable: variable))
  }

  /// The values that conditions choose from, each with when it is the one.
  private mutating func chosen(
    _ operands: OperandSlice
  ) throws(ExactnessLimit) -> [Case<Int>] {
    let steps = Array(program.list(operands))
    var cases: [Case<Int>] = []
    var others: [Formula] = []
    for place in stride(from: 0, to: steps.count - 1, by: 2) {
      let condition = try condition(steps[place])
      cases.append(Case(.all(others + [condition.holds]), steps[place + 1]))
      others.append(condition.fails)
    }
    if let last = steps.last { cases.append(Case(.all(others), last)) }
    return cases
  }

  /// Of several the least (greatest): each where it is not above (below) any other.
  private mutating func extremum(
    _ extremum: Extremum, _ operands: [Int]
  ) throws(ExactnessLimit) -> [Case<Ratio>] {
    var all: [[Case<Ratio>]] = []
    for operand in operands { all.append(try number(operand)) }
    var cases: [Case<Ratio>] = []
    for (position, own) in all.enumerated() {
      for item in own {
        var guards = [item.guard]
        for (place, others) in all.enumerated() where place != position {
          let comparison: Comparison =
            extremum == .least
            ? (place < position ? .below : .atMost) : (place < position ? .above : .atLeast)
          guards.append(try compare(comparison, [Case(.always, item.value)], others).holds)
        }
        cases.append(Case(.all(guards), item.value))
      }
    }
    return cases
  }

  // MARK: - Parameters

  /// The values that a parameter can have on the date, each with when it has it.
  private mutating func rows(
    of index: Int, key step: Int?
  ) throws(ExactnessLimit) -> [Case<ParameterRow>]? {
    let parameter = program.rules.parameters[index]
    func row(_ rows: [ParameterRow]?) -> ParameterRow? {
      rows?.first { $0.validity.contains(asOf) && $0.value != nil }
    }
    guard let step else {
      return row(parameter.rows[.text("")]).map { [Case(.always, $0)] }
    }
    if case .constant(let constant) = program.steps[step] {
      return row(parameter.rows[program.constants[constant].foldedKey]).map { [Case(.always, $0)] }
    }
    guard !parameter.rowsByKey.isEmpty else { return nil }
    let (variable, names) = try choice(step)
    var groups: [(row: ParameterRow, members: [Int])] = []
    for (member, name) in names.enumerated() {
      guard let found = row(rows(of: parameter, named: name, step)) else { continue }
      if let known = groups.firstIndex(where: {
        $0.row.value == found.value && $0.row.basis == found.basis
      }) {
        groups[known].members.append(member)
      } else {
        groups.append((found, [member]))
      }
    }
    return groups.map { group in
      let set = ChoiceSet(of: group.members, among: names.count)
      return Case(.atom(.choice(variable: variable, set)), group.row)
    }
  }

  /// Whether a table has a value for a key on the date.
  private mutating func isInTable(_ step: Int) throws(ExactnessLimit) -> ConditionFormula {
    guard case .parameter(let parameter, let key) = program.steps[step],
      let rows = try rows(of: parameter, key: key)
    else { throw ExactnessLimit("不是表的值", "no value of a table") }
    let holds = Formula.any(rows.map { $0.guard })
    guard let fails = holds.negated else { throw .overflow }
    return ConditionFormula(holds: holds, fails: fails)
  }

  /// The rows under a name, which of a choice is either of its names.
  private func rows(of parameter: CatalogueParameter, named name: String, _ step: Int)
    -> [ParameterRow]?
  {
    if let rows = parameter.rows[.text(TextKey.folded(name))] { return rows }
    guard case .field(let field, _) = program.steps[step],
      case .choice(let list) = program.vocabulary.fields[field].type,
      let choice = program.vocabulary.choiceLists[list].choices.firstIndex(where: {
        $0.english == name
      })
    else { return nil }
    return parameter.rows[.choice(choice)]
      ?? parameter.rows[
        .text(TextKey.folded(program.vocabulary.choiceLists[list].choices[choice].chinese))]
  }

  /// A value that the authority gives: a variable of its own, for each key that is written.
  private func givenKey(_ index: Int, _ step: Int?) -> (key: String, origin: FactVariables.Origin) {
    let parameter = program.rules.parameters[index]
    let key = step.map { "[" + StepSignature(program).text(of: $0) + "]" } ?? ""
    return (
      "p:" + parameter.name.english + key,
      .other(Phrase(parameter.label, parameter.name.english))
    )
  }

  private mutating func number(
    ofParameter index: Int, key: Int?
  ) throws(ExactnessLimit) -> [Case<Ratio>] {
    guard let rows = try rows(of: index, key: key) else {
      let parameter = program.rules.parameters[index]
      let (name, origin) = givenKey(index, key)
      let variable = variables.variable(
        name, origin, .number(.everything, step: parameter.unit?.scale ?? .one))
      return [
        Case(
          .always,
          Ratio(
            LinearForm(variable: variable), unit: parameter.unit, bringsUnit: parameter.unit == nil)
        )
      ]
    }
    var cases: [Case<Ratio>] = []
    for row in rows {
      guard case .number(let quantity)? = row.value.value, let value = quantity.interval.single
      else {
        throw ExactnessLimit("不是数", "no number")
      }
      cases.append(
        Case(
          row.guard,
          Ratio(
            LinearForm(value), unit: quantity.unit, isBare: quantity.unit == nil,
            basis: row.value.basis)))
    }
    return cases
  }

  private mutating func truth(
    ofParameter index: Int, key: Int?
  ) throws(ExactnessLimit) -> ConditionFormula {
    guard let rows = try rows(of: index, key: key) else {
      let (name, origin) = givenKey(index, key)
      return Self.flag(flag(name, origin))
    }
    return try cases(rows) { value in
      if case .truth(let truth) = value { truth } else { nil }
    }
  }

  private mutating func membership(
    ofParameter index: Int, key: Int?, _ values: [ScalarValue]
  ) throws(ExactnessLimit) -> ConditionFormula {
    guard let rows = try rows(of: index, key: key) else {
      let (name, origin) = givenKey(index, key)
      return Self.flag(flag(name + "∈\(values.count)", origin))
    }
    return try cases(rows) { values.contains($0) }
  }

  private func cases(
    _ rows: [Case<ParameterRow>], _ truth: (ScalarValue) -> Bool?
  ) throws(ExactnessLimit) -> ConditionFormula {
    var holds: [Formula] = []
    var fails: [Formula] = []
    for row in rows {
      switch row.value.value.flatMap(truth) {
      case true?: holds.append(row.guard)
      case false?: fails.append(row.guard)
      case nil: continue
      }
    }
    return ConditionFormula(holds: .any(holds), fails: .any(fails))
  }

  // MARK: - Words

  private func path(_ field: Int) -> String { program.vocabulary.fields[field].path.english }

  private func shownText(of step: Int) -> Phrase {
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
