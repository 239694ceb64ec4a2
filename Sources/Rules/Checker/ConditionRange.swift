/// What a conjunction leaves open of each fact that it names.
///
/// Choices, numbers and dates that are compared with constants are followed; whatever else is said
/// leaves everything open. A conjunction that leaves nothing of a fact can never hold.
struct ConditionRange {
  private struct Fact: Hashable {
    /// nil: the day of the review.
    let field: Int?
    let variable: Int?
  }

  private enum Open {
    case choices(Set<Int>)
    case truths(Set<Bool>)
    case numbers(NumberInterval)

    var isEmpty: Bool {
      switch self {
      case .choices(let choices): choices.isEmpty
      case .truths(let truths): truths.isEmpty
      case .numbers(let interval): interval.isEmpty
      }
    }
  }

  private struct Supposed: Hashable {
    let definition: Int
    let isTrue: Bool
  }

  private let rules: CheckedRules
  private var facts: [Fact: Open] = [:]
  /// The definitions that were taken to hold or not: once is enough.
  private var supposed: Set<Supposed> = []
  /// The first part that leaves nothing open.
  private(set) var conflict: SourceRange?

  init(_ rules: CheckedRules) { self.rules = rules }

  /// Takes it that a condition holds, or that it does not.
  mutating func suppose(_ condition: CheckedExpression, isTrue: Bool = true) {
    switch condition.kind {
    case .not(let operand): suppose(operand, isTrue: !isTrue)
    case .and(let operands) where isTrue: for part in operands { suppose(part, isTrue: true) }
    case .or(let operands) where !isTrue: for part in operands { suppose(part, isTrue: false) }
    case .and, .or: break
    case .definition(let index):
      if supposed.insert(Supposed(definition: index, isTrue: isTrue)).inserted {
        suppose(rules.definitions[index].expression, isTrue: isTrue)
      }
    case .field(let field, let variable):
      narrow(Fact(field: field, variable: variable), to: .truths([isTrue]), at: condition.range)
    case .oneOf(let value, let constants): supposeOneOf(value, constants, isTrue, condition.range)
    case .set(let value, let set):
      supposeChoice(value, rules.sets[set].members, isTrue, condition.range)
    case .compare(let comparison, let left, let right):
      suppose(isTrue ? comparison : comparison.negated, left, right, at: condition.range)
    default: break
    }
  }

  private mutating func supposeOneOf(
    _ value: CheckedExpression, _ constants: [ScalarValue], _ isTrue: Bool, _ range: SourceRange
  ) {
    if case .field(let field, let variable) = value.kind, case .truth(let truth)? = constants.first
    {
      let fact = Fact(field: field, variable: variable)
      narrow(fact, to: .truths([truth == isTrue]), at: range)
      return
    }
    var choices: Set<Int> = []
    for case .choice(let choice) in constants { choices.insert(choice) }
    if choices.count == constants.count { supposeChoice(value, choices, isTrue, range) }
  }

  private mutating func supposeChoice(
    _ value: CheckedExpression, _ choices: Set<Int>, _ isTrue: Bool, _ range: SourceRange
  ) {
    guard case .field(let field, let variable) = value.kind, case .choice(let list) = value.type
    else { return }
    let all = Set(rules.vocabulary.choiceLists[list].choices.indices)
    let left = isTrue ? choices : all.subtracting(choices)
    narrow(Fact(field: field, variable: variable), to: .choices(left), at: range)
  }

  private mutating func suppose(
    _ comparison: Comparison, _ left: CheckedExpression, _ right: CheckedExpression,
    at range: SourceRange
  ) {
    if let first = left.constantNumber, let second = right.constantNumber {
      if comparison.holds(NumberInterval(first), NumberInterval(second)) == .false {
        conflict = conflict ?? range
      }
      return
    }
    if let fact = fact(of: left), let limit = right.constantNumber {
      narrow(fact, to: comparison, limit, at: range)
    } else if let fact = fact(of: right), let limit = left.constantNumber {
      narrow(fact, to: comparison.mirrored, limit, at: range)
    }
  }

  private func fact(of expression: CheckedExpression) -> Fact? {
    switch expression.kind {
    case .field(let field, let variable): Fact(field: field, variable: variable)
    case .asOf: Fact(field: nil, variable: nil)
    default: nil
    }
  }

  private mutating func narrow(
    _ fact: Fact, to comparison: Comparison, _ limit: ExactNumber, at range: SourceRange
  ) {
    guard let interval = comparison.interval(at: limit) else { return }
    // A number of its own unit has no range in base units, and dates have none at all.
    let declared = fact.field.map { rules.vocabulary.fields[$0].interval } ?? .everything
    if facts[fact] == nil { facts[fact] = .numbers(declared) }
    narrow(fact, to: .numbers(interval), at: range)
  }

  private mutating func narrow(_ fact: Fact, to open: Open, at range: SourceRange) {
    let both: Open
    switch (facts[fact], open) {
    case (.choices(let own)?, .choices(let other)): both = .choices(own.intersection(other))
    case (.truths(let own)?, .truths(let other)): both = .truths(own.intersection(other))
    case (.numbers(let own)?, .numbers(let other)): both = .numbers(own.intersection(other))
    default: both = open
    }
    facts[fact] = both
    if both.isEmpty { conflict = conflict ?? range }
  }
}

extension CheckedExpression {
  /// A number in base units, or a day by its count; nil for what is not constant.
  fileprivate var constantNumber: ExactNumber? {
    switch kind {
    case .constant(.number(let quantity)): quantity.interval.single
    case .constant(.date(let date)): ExactNumber(date.dayNumber)
    default: nil
    }
  }
}

extension NumberInterval {
  /// Whether no number lies in it.
  fileprivate var isEmpty: Bool {
    guard let lower, let upper else { return false }
    return lower.value > upper.value
      || lower.value == upper.value && !(lower.isIncluded && upper.isIncluded)
  }

  fileprivate func intersection(_ other: NumberInterval) -> NumberInterval {
    func inner(_ first: Bound?, _ second: Bound?, _ isInner: (ExactNumber, ExactNumber) -> Bool)
      -> Bound?
    {
      guard let first else { return second }
      guard let second else { return first }
      if first.value == second.value { return first.isIncluded ? second : first }
      return isInner(first.value, second.value) ? first : second
    }
    return NumberInterval(
      lower: inner(lower, other.lower) { $0 > $1 }, upper: inner(upper, other.upper) { $0 < $1 })
  }
}

extension Comparison {
  /// The numbers that compare so with a limit; nil where they are no interval.
  fileprivate func interval(at limit: ExactNumber) -> NumberInterval? {
    typealias Bound = NumberInterval.Bound
    return switch self {
    case .atMost: NumberInterval(lower: nil, upper: Bound(limit))
    case .below: NumberInterval(lower: nil, upper: Bound(limit, isIncluded: false))
    case .atLeast: NumberInterval(lower: Bound(limit), upper: nil)
    case .above: NumberInterval(lower: Bound(limit, isIncluded: false), upper: nil)
    case .equal: NumberInterval(limit)
    case .notEqual: nil
    }
  }
}
