/// What a step says, in names rather than numbers: two steps of different programs with the same
/// signature mean the same, as far as their parameters do.
struct StepSignature {
  private let program: Program

  init(_ program: Program) { self.program = program }

  func text(of step: Int) -> String {
    switch program.steps[step] {
    case .constant(let index): return text(of: program.constants[index])
    case .field(let field, let variable): return name(field, variable)
    case .parameter(let parameter, let key):
      return "parameter " + program.rules.parameters[parameter].name.english
        + (key.map { "[\(text(of: $0))]" } ?? "")
    // A definition is what it stands for.
    case .definition(_, let body): return text(of: body)
    case .not(let operand): return "not(\(text(of: operand)))"
    case .and(let operands): return "and(\(texts(of: operands)))"
    case .or(let operands): return "or(\(texts(of: operands)))"
    case .compare(let comparison, let left, let right):
      return "\(comparison.word)(\(text(of: left)), \(text(of: right)))"
    case .oneOf(let operand, let constants):
      return "in(\(text(of: operand)): \(texts(of: program.constants(constants), operand)))"
    case .memberOfSet(let operand, let set):
      let members = program.rules.sets[set].members.sorted().map { ScalarValue.choice($0) }
      return "in(\(text(of: operand)): \(texts(of: members, operand)))"
    case .includes(let operand, let constants):
      return "has(\(text(of: operand)): \(texts(of: program.constants(constants), operand)))"
    case .includesOnly(let operand, let constants):
      return "only(\(text(of: operand)): \(texts(of: program.constants(constants), operand)))"
    case .arithmetic(let operation, let left, let right):
      return "\(operation.word)(\(text(of: left)), \(text(of: right)))"
    case .negative(let operand): return "-(\(text(of: operand)))"
    case .extremum(let extremum, let operands):
      return (extremum == .least ? "least" : "greatest") + "(\(texts(of: operands)))"
    case .aggregate(let index): return text(of: program.aggregates[index])
    case .applicable(let field, let variable): return "applicable(\(name(field, variable)))"
    case .asOf: return "asOf"
    case .choose(let operands): return "choose(\(texts(of: operands)))"
    case .shifted(let operand, let months, let days):
      return "shifted(\(text(of: operand)), \(months), \(days))"
    case .daysBetween(let left, let right, _): return "days(\(text(of: left)), \(text(of: right)))"
    case .rounded(let rounding, let left, let right):
      return "rounded \(rounding.word)(\(text(of: left)), \(text(of: right)))"
    case .hasValue(let operand): return "has(\(text(of: operand)))"
    case .keys(let operands): return "keys(\(texts(of: operands)))"
    }
  }

  private func texts(of operands: OperandSlice) -> String {
    program.list(operands).map { text(of: $0) }.joined(separator: ", ")
  }

  private func text(of aggregate: ProgramAggregate) -> String {
    let list = program.vocabulary.containers[aggregate.list].path.english
    let body = aggregate.body.map { text(of: $0) } ?? ""
    let filter = aggregate.filter.map { text(of: $0) } ?? ""
    return "\(aggregate.function.word)(\(list) v\(aggregate.variable): \(body) | \(filter))"
  }

  private func name(_ field: Int, _ variable: Int?) -> String {
    program.vocabulary.fields[field].path.english + (variable.map { "@\($0)" } ?? "")
  }

  /// Choices by their names, in the order of the names: the order in which they are written says
  /// nothing.
  private func texts(of values: [ScalarValue], _ operand: Int) -> String {
    values.map { value -> String in
      guard case .choice(let choice) = value, case .field(let field, _) = program.steps[operand]
      else { return text(of: value) }
      switch program.vocabulary.fields[field].type {
      case .choice(let list), .choices(let list):
        return program.vocabulary.choiceLists[list].choices[choice].english
      case .truth, .number, .date, .text: return text(of: value)
      }
    }.sorted().joined(separator: ", ")
  }

  private func text(of value: ScalarValue) -> String {
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
