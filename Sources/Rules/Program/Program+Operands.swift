// Walking a program from a step to the steps it rests on.

extension Step {
  /// The field that the step itself asks for, its value or whether it applies, and the variable
  /// through which it does.
  var readField: (field: Int, variable: Int?)? {
    switch self {
    case .field(let field, let variable), .applicable(let field, let variable): (field, variable)
    case .constant, .parameter, .definition, .not, .and, .or, .compare, .oneOf, .memberOfSet,
      .includes, .includesOnly, .arithmetic, .negative, .extremum, .aggregate, .asOf, .choose,
      .shifted, .daysBetween, .rounded, .hasValue, .keys:
      nil
    }
  }
}

extension Program {
  /// The steps a step is computed from, leaving out those inside an aggregate.
  package func operands(of step: Int) -> [Int] {
    switch steps[step] {
    case .constant, .field, .aggregate, .applicable, .asOf: []
    case .parameter(_, let key): key.map { [$0] } ?? []
    case .definition(_, let body): [body]
    case .not(let operand), .negative(let operand): [operand]
    case .and(let slice), .or(let slice), .extremum(_, let slice), .choose(let slice),
      .keys(let slice):
      Array(list(slice))
    case .shifted(let date, _, _): [date]
    case .daysBetween(let left, let right, _), .rounded(_, let left, let right): [left, right]
    case .hasValue(let parameter): [parameter]
    case .compare(_, let left, let right), .arithmetic(_, let left, let right): [left, right]
    case .oneOf(let operand, _), .memberOfSet(let operand, _), .includes(let operand, _),
      .includesOnly(let operand, _):
      [operand]
    }
  }

  /// The filter and the body of an aggregate.
  func parts(of aggregate: Int) -> [Int] {
    [aggregates[aggregate].filter, aggregates[aggregate].body].compactMap { $0 }
  }

  /// All steps that some steps rest on, each once, and how often each is used.
  ///
  /// Definitions share steps, so a walk without this count could take twice as long for each
  /// definition that uses another one twice.
  func uses(under roots: [Int]) -> [Int: Int] {
    var uses: [Int: Int] = [:]
    var open = roots
    while let step = open.popLast() {
      uses[step, default: 0] += 1
      guard uses[step] == 1 else { continue }
      open += operands(of: step)
      if case .aggregate(let index) = steps[step] { open += parts(of: index) }
    }
    return uses
  }

  /// The constants of a step that compares with a list of them.
  func constants(_ slice: OperandSlice) -> [ScalarValue] {
    list(slice).map { constants[$0] }
  }
}
