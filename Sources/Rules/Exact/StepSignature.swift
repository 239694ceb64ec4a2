/// What a step says, in names rather than numbers: two steps of different programs with the same
/// signature mean the same, as far as their parameters do.
struct StepSignature {
  private let program: Program

  init(_ program: Program) { self.program = program }

  func text(of step: Int) -> String { text(of: step) { text(of: $0) } }

  /// - Parameter part: What stands for a step that this one refers to.
  func text(of step: Int, part: (Int) -> String) -> String {
    switch program.steps[step] {
    case .constant(let index): return value(program.constants[index])
    case .field(let field, let variable): return name(field, variable)
    case .parameter(let parameter, let key):
      return "parameter " + program.rules.parameters[parameter].name.english
        + (key.map { "[\(part($0))]" } ?? "")
    // A definition is what it stands for.
    case .definition(_, let body): return part(body)
    case .not(let operand): return "not(\(part(operand)))"
    case .and(let operands): return "and(\(texts(of: operands, part)))"
    case .or(let operands): return "or(\(texts(of: operands, part)))"
    case .compare(let comparison, let left, let right):
      return "\(comparison.word)(\(part(left)), \(part(right)))"
    case .oneOf(let operand, let constants):
      return "in(\(part(operand)): \(texts(of: program.constants(constants), operand)))"
    case .memberOfSet(let operand, let set):
      let members = program.rules.sets[set].members.sorted().map { ScalarValue.choice($0) }
      return "in(\(part(operand)): \(texts(of: members, operand)))"
    case .includes(let operand, let constants):
      return "has(\(part(operand)): \(texts(of: program.constants(constants), operand)))"
    case .includesOnly(let operand, let constants):
      return "only(\(part(operand)): \(texts(of: program.constants(constants), operand)))"
    case .arithmetic(let operation, let left, let right):
      return "\(operation.word)(\(part(left)), \(part(right)))"
    case .negative(let operand): return "-(\(part(operand)))"
    case .extremum(let extremum, let operands):
      return (extremum == .least ? "least" : "greatest") + "(\(texts(of: operands, part)))"
    case .aggregate(let index): return text(of: program.aggregates[index], part)
    case .applicable(let field, let variable): return "applicable(\(name(field, variable)))"
    case .asOf: return "asOf"
    case .choose(let operands): return "choose(\(texts(of: operands, part)))"
    case .shifted(let operand, let months, let days):
      return "shifted(\(part(operand)), \(months), \(days))"
    case .daysBetween(let left, let right, _): return "days(\(part(left)), \(part(right)))"
    case .rounded(let rounding, let left, let right):
      return "rounded \(rounding.word)(\(part(left)), \(part(right)))"
    case .hasValue(let operand): return "has(\(part(operand)))"
    case .keys(let operands): return "keys(\(texts(of: operands, part)))"
    }
  }

  private func texts(of operands: OperandSlice, _ part: (Int) -> String) -> String {
    program.list(operands).map { part($0) }.joined(separator: ", ")
  }

  private func text(of aggregate: ProgramAggregate, _ part: (Int) -> String) -> String {
    let list = program.vocabulary.containers[aggregate.list].path.english
    let body = aggregate.body.map { part($0) } ?? ""
    let filter = aggregate.filter.map { part($0) } ?? ""
    return "\(aggregate.function.word)(\(list) v\(aggregate.variable): \(body) | \(filter))"
  }

  private func name(_ field: Int, _ variable: Int?) -> String {
    program.vocabulary.fields[field].path.english + (variable.map { "@\($0)" } ?? "")
  }

  /// Choices by their names, in the order of the names: the order in which they are written says
  /// nothing.
  private func texts(of values: [ScalarValue], _ operand: Int) -> String {
    switch program.steps[operand] {
    case .field(let field, _): text(of: values, as: program.vocabulary.fields[field].type)
    case .parameter(let parameter, _):
      text(of: values, as: program.rules.parameters[parameter].type)
    default: values.map { value($0) }.sorted().joined(separator: ", ")
    }
  }

  /// Values of a type, in the order of their names.
  func text(of values: [ScalarValue], as type: ValueType) -> String {
    values.map { value -> String in
      guard case .choice(let choice) = value, let list = type.choiceList else {
        return self.value(value)
      }
      return program.vocabulary.choiceLists[list].choices[choice].english
    }.sorted().joined(separator: ", ")
  }

  private func value(_ value: ScalarValue) -> String {
    switch value {
    case .truth(let truth): return truth ? "true" : "false"
    case .text(let text): return "“\(text)”"
    case .date(let date): return date.description
    case .number(let quantity):
      let number = quantity.interval.single.map { "\($0.numerator)/\($0.denominator)" } ?? "?"
      return number + (quantity.unit == nil ? "" : " \(Self.text(of: quantity.unit))")
    case .choice(let choice): return "#\(choice)"
    case .choices(let choices): return "#\(choices.sorted())"
    case .days: return "days"
    }
  }

  private static func text(of unit: UnitOfMeasure?) -> String {
    (unit?.dimensions.powers ?? []).map { "\($0.base)^\($0.exponent)" }.joined(separator: "·")
  }
}

extension Comparison {
  fileprivate var word: String {
    switch self {
    case .atMost: "<="
    case .below: "<"
    case .atLeast: ">="
    case .above: ">"
    case .equal: "="
    case .notEqual: "!="
    }
  }
}

extension ArithmeticOperator {
  fileprivate var word: String {
    switch self {
    case .plus: "+"
    case .minus: "-"
    case .times: "*"
    case .dividedBy: "/"
    }
  }
}

extension AggregateFunction {
  fileprivate var word: String {
    switch self {
    case .sum: "sum"
    case .largest: "largest"
    case .smallest: "smallest"
    case .count: "count"
    case .all: "all"
    case .any: "any"
    case .distinct: "distinct"
    }
  }
}

extension Rounding {
  fileprivate var word: String {
    switch self {
    case .half: "half"
    case .up: "up"
    case .down: "down"
    }
  }
}
