/// Checked rules as a flat list of steps that evaluators walk by index.
///
/// There are no closures and no class trees: a step is a small value, its operands are indices of
/// earlier steps, and the index of a step doubles as the key of its place in the rule text.
///
/// It never changes, and is shared by all that judge by it.
public final class Program: Sendable, Equatable {
  let parts: ProgramParts
  /// The derivations in the order of their fields.
  let derivationOrder: [(field: Int, step: Int)]
  /// The fields that bear on rules which do not read them: where a project lies, what it can have,
  /// which rules its justifications are for.
  package let farReachingFields: Set<Int>

  init(_ parts: ProgramParts) {
    self.parts = parts
    farReachingFields = parts.farReachingFields
    derivationOrder = parts.derivations.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The same program with other steps, rules or values, but the same derivations and scopes.
  init(_ parts: ProgramParts, like other: Program) {
    self.parts = parts
    farReachingFields = other.farReachingFields
    derivationOrder = other.derivationOrder
  }

  public static func == (left: Program, right: Program) -> Bool { left.parts == right.parts }

  public var rules: RuleCatalogue { parts.rules }
  public var vocabulary: Vocabulary { parts.rules.vocabulary }
  public var steps: [Step] { parts.steps }
  /// The place of each step in the rule texts.
  public var ranges: [SourceRange] { parts.places.value }
  /// Operand lists of steps that take any number of operands.
  public var operands: [Int] { parts.operands }
  public var constants: [ScalarValue] { parts.constants }
  public var aggregates: [ProgramAggregate] { parts.aggregates }
  public var programRules: [ProgramRule] { parts.programRules }
  /// The step that derives a field, by field.
  public var derivations: [Int: Int] { parts.derivations }
  /// The step of the condition without which a field cannot have a value, by field.
  public var preconditions: [Int: Int] { parts.preconditions }
  /// The steps of all derivations and preconditions, which stand before those of the rules.
  public var derivationSteps: Range<Int> { parts.derivationSteps }
  /// The conditions under which a group or list, and a field, exist at all.
  public var containerScopes: [Int: Int] { parts.containerScopes }
  public var fieldScopes: [Int: Int] { parts.fieldScopes }
  /// The fields that those conditions of a group or list, and of a field, read, the conditions of
  /// what they stand in included.
  public var containerScopeReads: [Int: [Int]] { parts.containerScopeReads }
  public var fieldScopeReads: [Int: [Int]] { parts.fieldScopeReads }
  /// The steps of those conditions.
  public var scopeSteps: Range<Int> { parts.scopeSteps }
  /// The steps of the conditions of ``RuleCatalogue/crossChecks``, in their order.
  public var crossChecks: [Int] { parts.crossChecks }
  /// All steps of those conditions.
  public var crossCheckSteps: Range<Int> { parts.crossCheckSteps }
  /// The rules that read the conclusion of their own justification.
  public var justificationReaders: [Int] { parts.justificationReaders }

  func list(_ slice: OperandSlice) -> ArraySlice<Int> {
    operands[slice.start..<(slice.start + slice.count)]
  }
}

/// What a program consists of, while it is put together; see ``Program``.
struct ProgramParts: Sendable, Equatable {
  var rules: RuleCatalogue
  // INVARIANT: every step refers to earlier steps only.
  var steps: [Step] = []
  /// The place of each step in the rule texts.
  var places = Deferred<[SourceRange]>([])
  var operands: [Int] = []
  var constants: [ScalarValue] = []
  var aggregates: [ProgramAggregate] = []
  var programRules: [ProgramRule] = []
  var derivations: [Int: Int] = [:]
  var preconditions: [Int: Int] = [:]
  var derivationSteps = 0..<0
  var containerScopes: [Int: Int] = [:]
  var fieldScopes: [Int: Int] = [:]
  var containerScopeReads: [Int: [Int]] = [:]
  var fieldScopeReads: [Int: [Int]] = [:]
  var scopeSteps = 0..<0
  var crossChecks: [Int] = []
  var crossCheckSteps = 0..<0
  var justificationReaders: [Int] = []
}

extension ProgramParts {
  fileprivate var farReachingFields: Set<Int> {
    var fields = Set(rules.vocabulary.jurisdictionFields)
    for read in containerScopeReads.values { fields.formUnion(read) }
    for read in fieldScopeReads.values { fields.formUnion(read) }
    if let list = rules.vocabulary.justifications {
      fields.formUnion([list.field, list.rules, list.topic, list.conclusion])
    }
    return fields
  }
}

/// A run of ``Program/operands``.
public struct OperandSlice: Sendable, Hashable {
  let start: Int
  let count: Int
}

/// One step of a program; the numbers are indices of earlier steps, fields, constants and so on.
public enum Step: Sendable, Equatable {
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
  /// Conditions, each before the value that it chooses, and last the value where none holds.
  case choose(OperandSlice)
  /// A date so many months, and then days, later or earlier.
  case shifted(Int, months: Int, days: Int)
  /// The days from the second date to the first, in the constant that is one day.
  case daysBetween(Int, Int, day: Int)
  /// A number to a multiple of another one.
  case rounded(Rounding, Int, Int)
  /// Whether a parameter has a value for its key.
  case hasValue(Int)
  /// Several keys of one table.
  case keys(OperandSlice)
  case aggregate(Int)
  case applicable(Int, variable: Int?)
  case asOf
}

public struct ProgramAggregate: Sendable, Equatable {
  public let function: AggregateFunction
  public let list: Int
  public let owner: Int?
  public let variable: Int
  public let body: Int?
  public let filter: Int?

  /// Whether it is the number of all elements of its list.
  var countsAll: Bool { function == .count && filter == nil && body == nil }
}

/// The steps of one rule, by the part they play.
public struct ProgramRule: Sendable, Equatable {
  /// The index in ``RuleCatalogue/rules``.
  public let rule: Int
  /// All steps of the rule.
  public let steps: Range<Int>
  public internal(set) var filter: Int?
  public internal(set) var when: Int?
  public internal(set) var exclusions: [Int]
  /// nil: nothing can satisfy it (禁止), or nothing is demanded (则).
  public let requirement: Int?
  /// Demands that stand only where their grounds surely hold.
  public internal(set) var furtherDemands: [ProgramFurtherDemand]
  public internal(set) var exceptions: [Int]
  /// The accepted justification of a rule 原则上.
  public internal(set) var justification: Int?
  /// Whom the due date gives time: an existing plant, or whom the rule says.
  public let dueApplies: Int?
  /// The conditions of the consequences, in their order; nil: unconditional.
  public let consequences: [Int?]
  public internal(set) var grading: ProgramGrading?
  public let cautions: [Int?]
}

public struct ProgramFurtherDemand: Sendable, Equatable {
  public let demand: Int
  public let ground: Int
}

public struct ProgramGrading: Sendable, Equatable {
  public let graded: Int
  public let worst: Int
  public let best: Int
}
