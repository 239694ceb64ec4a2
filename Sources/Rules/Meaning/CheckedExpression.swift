/// A condition or value with every name resolved and its type known.
public struct CheckedExpression: Sendable {
  public let kind: Kind
  public let type: ValueType
  public let range: SourceRange

  public indirect enum Kind: Sendable {
    case constant(ScalarValue)
    /// A field, of the element a variable stands for when it belongs to a list.
    case field(Int, variable: Int?)
    case definition(Int)
    case parameter(Int, keys: [CheckedExpression])
    /// Membership of a choice in a named set.
    case set(CheckedExpression, Int)
    case not(CheckedExpression)
    case and([CheckedExpression])
    case or([CheckedExpression])
    case compare(Comparison, CheckedExpression, CheckedExpression)
    case oneOf(CheckedExpression, [ScalarValue])
    case includes(CheckedExpression, [Int])
    case includesOnly(CheckedExpression, [Int])
    case arithmetic(ArithmeticOperator, CheckedExpression, CheckedExpression)
    case negative(CheckedExpression)
    case extremum(Extremum, [CheckedExpression])
    case aggregate(CheckedAggregate)
    /// Whether the dossier does not call the field not applicable.
    case applicable(Int, variable: Int?)
    case asOf
  }
}

extension CheckedExpression {
  /// The expressions it is made of.
  var operands: [CheckedExpression] {
    switch kind {
    case .constant, .field, .definition, .applicable, .asOf: []
    case .parameter(_, let keys): keys
    case .not(let operand), .negative(let operand), .set(let operand, _), .oneOf(let operand, _),
      .includes(let operand, _), .includesOnly(let operand, _):
      [operand]
    case .and(let operands), .or(let operands), .extremum(_, let operands): operands
    case .compare(_, let left, let right), .arithmetic(_, let left, let right): [left, right]
    case .aggregate(let aggregate): [aggregate.filter, aggregate.body].compactMap { $0 }
    }
  }
}

/// An aggregate over the elements of a list.
public struct CheckedAggregate: Sendable {
  public let function: AggregateFunction
  public let list: Int
  /// The variable of the element that holds the list, for a list inside a list.
  public let owner: Int?
  public let variable: Int
  public let body: CheckedExpression?
  public let filter: CheckedExpression?
}

public enum Comparison: Sendable {
  case atMost, below, atLeast, above, equal, notEqual
}

public enum ArithmeticOperator: Sendable {
  case plus, minus, times, dividedBy
}

public enum Extremum: Sendable {
  case least, greatest
}

public enum AggregateFunction: Sendable {
  case sum, largest, smallest, count, all, any
}
