// Walking a program from a step to the steps it rests on.

extension Program {
  /// The steps a step is computed from, leaving out those inside an aggregate.
  func operands(of step: Int) -> [Int] {
    switch steps[step] {
    case .constant, .field, .aggregate, .applicable, .asOf: []
    case .parameter(_, let key): key.map { [$0] } ?? []
    case .definition(_, let body): [body]
    case .not(let operand), .negative(let operand): [operand]
    case .and(let slice), .or(let slice), .extremum(_, let slice): Array(list(slice))
    case .compare(_, let left, let right), .arithmetic(_, let left, let right): [left, right]
    case .oneOf(let operand, _), .memberOfSet(let operand, _), .includes(let operand, _),
      .includesOnly(let operand, _):
      [operand]
    }
  }

  /// The constants of a step that compares with a list of them.
  func constants(_ slice: OperandSlice) -> [ScalarValue] {
    list(slice).map { constants[$0] }
  }
}
