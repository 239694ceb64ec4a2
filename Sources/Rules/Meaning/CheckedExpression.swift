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
    /// Conditions, each before the value that it chooses, and last the value where none holds.
    case choose([CheckedExpression])
    /// A date so many months, and then days, later or earlier.
    case shifted(CheckedExpression, months: Int, days: Int)
    /// The days from the second date to the first, each of the quantity.
    case daysBetween(CheckedExpression, CheckedExpression, day: Quantity)
    /// A number to a multiple of another one.
    case rounded(Rounding, CheckedExpression, CheckedExpression)
    /// Whether a parameter has a value for its keys.
    case hasValue(CheckedExpression)
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
    case .and(let operands), .or(let operands), .extremum(_, let operands), .choose(let operands):
      operands
    case .compare(_, let left, let right), .arithmetic(_, let left, let right),
      .daysBetween(let left, let right, _), .rounded(_, let left, let right):
      [left, right]
    case .shifted(let operand, _, _), .hasValue(let operand): [operand]
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
  /// Whether no two elements have the same value.
  case distinct
}

extension Comparison {
  /// The comparison that holds where this one does not.
  package var negated: Comparison {
    switch self {
    case .atMost: .above
    case .below: .atLeast
    case .atLeast: .below
    case .above: .atMost
    case .equal: .notEqual
    case .notEqual: .equal
    }
  }

  /// The same comparison with its sides changed.
  package var mirrored: Comparison {
    switch self {
    case .atMost: .atLeast
    case .below: .above
    case .atLeast: .atMost
    case .above: .below
    case .equal: .equal
    case .notEqual: .notEqual
    }
  }
}
