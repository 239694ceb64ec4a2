/// A condition over variables that each have one value: a number, a choice, or yes and no.
///
/// Only what can be negated is an atom; negation is pushed down to them.
indirect enum Formula: Sendable, Hashable {
  case all([Formula])
  case any([Formula])
  case atom(Atom)

  enum Atom: Sendable, Hashable {
    case linear(LinearConstraint)
    /// A choice is one of some.
    case choice(variable: Int, ChoiceSet)
    case flag(variable: Int, Bool)
  }

  static let always = Formula.all([])
  static let never = Formula.any([])

  /// What holds exactly when this does not; nil: a number does not fit.
  var negated: Formula? {
    switch self {
    case .all(let parts): Self.negated(parts).map { .any($0) }
    case .any(let parts): Self.negated(parts).map { .all($0) }
    case .atom(.linear(let constraint)): constraint.negated.map { .atom(.linear($0)) }
    case .atom(.choice(let variable, let set)):
      .atom(.choice(variable: variable, set.complement))
    case .atom(.flag(let variable, let value)): .atom(.flag(variable: variable, !value))
    }
  }

  /// The parts of which two conditions consist where both hold; nil: they exclude each other, as two
  /// rows of a table do.
  static func together(_ left: Formula, _ right: Formula) -> [Formula]? {
    guard left != .always else { return [right] }
    guard right != .always else { return [left] }
    guard case .atom(.choice(let variable, let own)) = left,
      case .atom(.choice(variable, let other)) = right
    else { return [left, right] }
    let both = own.intersection(other)
    return both.isEmpty ? nil : [.atom(.choice(variable: variable, both))]
  }

  private static func negated(_ parts: [Formula]) -> [Formula]? {
    var negated: [Formula] = []
    for part in parts {
      guard let other = part.negated else { return nil }
      negated.append(other)
    }
    return negated
  }
}

/// Some of the values `0..<count` that a choice can have.
struct ChoiceSet: Sendable, Hashable {
  private var words: [UInt64]
  let count: Int

  init(of members: some Sequence<Int>, among count: Int) {
    self.count = count
    words = Array(repeating: 0, count: (count + 63) / 64)
    for member in members where member >= 0 && member < count {
      words[member / 64] |= 1 << UInt64(member % 64)
    }
  }

  static func every(of count: Int) -> ChoiceSet { ChoiceSet(of: 0..<count, among: count) }

  var complement: ChoiceSet {
    var other = Self.every(of: count)
    for index in words.indices { other.words[index] &= ~words[index] }
    return other
  }

  func intersection(_ other: ChoiceSet) -> ChoiceSet {
    var both = self
    for index in words.indices { both.words[index] &= other.words[index] }
    return both
  }

  /// In rising order.
  var members: [Int] {
    var members: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        members.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return members
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// The smallest; nil: there is none.
  var first: Int? {
    for (index, word) in words.enumerated() where word != 0 {
      return index * 64 + word.trailingZeroBitCount
    }
    return nil
  }
}
