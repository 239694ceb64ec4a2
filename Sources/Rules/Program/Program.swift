/// Checked rules as a flat list of steps that evaluators walk by index.
///
/// There are no closures and no class trees: a step is a small value, its operands are indices of
/// earlier steps, and the index of a step doubles as the key of its place in the rule text.
public struct Program: Sendable {
  public let rules: CheckedRules
  // INVARIANT: every step refers to earlier steps only.
  public internal(set) var steps: [Step] = []
  /// The place of each step in the rule texts.
  public internal(set) var ranges: [SourceRange] = []
  /// Operand lists of steps that take any number of operands.
  public internal(set) var operands: [Int] = []
  public internal(set) var constants: [ScalarValue] = []
  public internal(set) var aggregates: [ProgramAggregate] = []
  public internal(set) var programRules: [ProgramRule] = []
  /// The step that derives a field, by field.
  public internal(set) var derivations: [Int: Int] = [:]
  /// The step of the condition without which a field cannot have a value, by field.
  public internal(set) var preconditions: [Int: Int] = [:]
  /// The steps of all derivations and preconditions, which stand before those of the rules.
  public internal(set) var derivationSteps = 0..<0
  /// The conditions under which a group or list, and a field, exist at all.
  public internal(set) var containerScopes: [Int: Int] = [:]
  public internal(set) var fieldScopes: [Int: Int] = [:]
  /// The fields that those conditions of a group or list, and of a field, read, the conditions of
  /// what they stand in included.
  public internal(set) var containerScopeReads: [Int: [Int]] = [:]
  public internal(set) var fieldScopeReads: [Int: [Int]] = [:]
  /// The steps of those conditions.
  public internal(set) var scopeSteps = 0..<0
  /// The steps of the conditions of ``CheckedRules/crossChecks``, in their order.
  public internal(set) var crossChecks: [Int] = []
  /// All steps of those conditions.
  public internal(set) var crossCheckSteps = 0..<0
  /// Parameter rows by parameter and key.
  public internal(set) var parameterRows: [[ScalarValue: [ParameterRow]]] = []

  /// The keys that a parent name stands for, by parameter and name.
  public internal(set) var parameterParts: [[ScalarValue: [ScalarValue]]] = []
  /// The rules that read the conclusion of their own justification.
  public internal(set) var justificationReaders: [Int] = []

  public var vocabulary: Vocabulary { rules.vocabulary }

  func list(_ slice: OperandSlice) -> ArraySlice<Int> {
    operands[slice.start..<(slice.start + slice.count)]
  }
}

/// A run of ``Program/operands``.
public struct OperandSlice: Sendable, Hashable {
  let start: Int
  let count: Int
}

/// One step of a program; the numbers are indices of earlier steps, fields, constants and so on.
public enum Step: Sendable {
  case constant(Int)
  case field(Int, variable: Int?)
  case parameter(Int, key: Int?)
  /// A definition, whose value is that of another step.
  case definition(Int, body: Int)
  case not(Int)
  case and(OperandSlice)
  case or(OperandSlice)
  case compare(Comparison, Int, Int)
  /// Whether a value is one of the constants.
  case oneOf(Int, OperandSlice)
  case memberOfSet(Int, set: Int)
  /// Whether several choices hold all, or nothing but, the constants.
  case includes(Int, OperandSlice)
  case includesOnly(Int, OperandSlice)
  case arithmetic(ArithmeticOperator, Int, Int)
  case negative(Int)
  case extremum(Extremum, OperandSlice)
  case aggregate(Int)
  case applicable(Int, variable: Int?)
  case asOf
}

public struct ProgramAggregate: Sendable {
  public let function: AggregateFunction
  public let list: Int
  public let owner: Int?
  public let variable: Int
  public let body: Int?
  public let filter: Int?
}

/// The steps of one rule, by the part they play.
public struct ProgramRule: Sendable {
  /// The index in ``CheckedRules/rules``.
  public let rule: Int
  /// All steps of the rule.
  public let steps: Range<Int>
  public let filter: Int?
  public let when: Int?
  public let exclusions: [Int]
  /// nil: nothing can satisfy it (禁止), or nothing is demanded (则).
  public let requirement: Int?
  public let exceptions: [Int]
  /// The accepted justification of a rule 原则上.
  public let justification: Int?
  /// Whether the plant exists already, for a rule with a due date.
  public let dueApplies: Int?
  /// The conditions of the consequences, in their order; nil: unconditional.
  public let consequences: [Int?]
  public let grading: ProgramGrading?
  public let cautions: [Int?]
}

public struct ProgramGrading: Sendable {
  public let graded: Int
  public let worst: Int
  public let best: Int
}

/// One value of a parameter, and the days it holds.
public struct ParameterRow: Sendable {
  /// nil: an empty cell.
  public let value: ScalarValue?
  /// The unit that the row's numbers are in; nil when they carry none.
  public var unit: UnitOfMeasure? {
    if case .number(let quantity)? = value { quantity.unit } else { nil }
  }
  public let validity: Validity
  public let verification: Verification
  public let basis: String?
  public let source: String?
}
