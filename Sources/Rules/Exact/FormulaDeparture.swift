/// Where two formulas that are built alike can come apart.
extension Formula {
  /// When this formula holds and another does not; nil: a number does not fit.
  func without(_ other: Formula) -> Formula? {
    guard let departure = departure(from: other), let isNot = other.negated else { return nil }
    guard departure != .never else { return .never }
    let bounds = departure.boundChoices.sorted { $0.key < $1.key }.map {
      Formula.atom(.choice(variable: $0.key, $0.value))
    }
    return .all(bounds + [departure, self, isNot])
  }

  /// What holds wherever this formula holds and another does not, said by the parts alone in which they
  /// differ: of two tables of hundreds of rows, the rows that changed.
  ///
  /// It follows from both, and is said besides them, so that who looks for an example looks nowhere else.
  ///
  /// - Returns: nil when a number does not fit.
  func departure(from other: Formula) -> Formula? {
    guard self != other else { return .never }
    switch (self, other) {
    case (.all(let own), .all(let others)):
      // One of the others fails, which is none of those that hold here.
      let (held, failing) = Self.unshared(own, others)
      let partners = Partners(held, for: failing.count)
      return Self.ways(failing.enumerated()) { index, part in
        guard let partner = partners.partner(of: part, at: index) else { return part.negated }
        return partner.departure(from: part)
      }.map { .all(own.filter { $0.isChoice } + [$0]) }
    case (.any(let own), .any(let others)):
      // One of these holds, which is none of those that fail there.
      let (holding, failed) = Self.unshared(own, others)
      let partners = Partners(failed, for: holding.count)
      return Self.ways(holding.enumerated()) { index, part in
        guard let partner = partners.partner(of: part, at: index) else { return part }
        return part.departure(from: partner)
      }.map { .all(others.filter { $0.isChoice }.compactMap { $0.negated } + [$0]) }
    case (.atom(.choice(let variable, let own)), .atom(.choice(let same, let others)))
    where variable == same:
      let rest = own.intersection(others.complement)
      return rest.isEmpty ? .never : .atom(.choice(variable: variable, rest))
    default: return other.negated.map { .all([self, $0]) }
    }
  }

  /// The values to which a formula binds choices: wherever it holds, they have one of them.
  var boundChoices: [Int: ChoiceSet] {
    switch self {
    case .atom(.choice(let variable, let set)): return [variable: set]
    case .atom: return [:]
    case .all(let parts):
      var bound: [Int: ChoiceSet] = [:]
      for part in parts {
        for (variable, set) in part.boundChoices {
          bound[variable] = bound[variable]?.intersection(set) ?? set
        }
      }
      return bound
    case .any(let parts):
      guard var bound = parts.first?.boundChoices else { return [:] }
      for part in parts.dropFirst() where !bound.isEmpty {
        let others = part.boundChoices
        for (variable, set) in bound {
          bound[variable] = others[variable].map {
            set.complement.intersection($0.complement).complement
          }
        }
      }
      return bound
    }
  }

  private var isChoice: Bool {
    if case .atom(.choice) = self { true } else { false }
  }

  /// The parts of each that the other does not have.
  private static func unshared(
    _ left: [Formula], _ right: [Formula]
  ) -> (left: [Formula], right: [Formula]) {
    let shared = Set(left).intersection(right)
    return (left.filter { !shared.contains($0) }, right.filter { !shared.contains($0) })
  }

  /// Any of some parts, each turned into what it comes to; nil: one of them cannot be said.
  private static func ways(
    _ parts: EnumeratedSequence<[Formula]>, _ way: (Int, Formula) -> Formula?
  ) -> Formula? {
    var ways: [Formula] = []
    for (index, part) in parts {
      guard let way = way(index, part) else { return nil }
      if way != .never { ways.append(way) }
    }
    return ways.count == 1 ? ways[0] : .any(ways)
  }

  /// The parts of a formula with which those of another are compared: that which says something of the
  /// same, such as the limit under the same key, else that which stands in the same place.
  private struct Partners {
    private let parts: [Formula]
    private let isInPlace: Bool
    private var places: [Formula: Int] = [:]

    init(_ parts: [Formula], for count: Int) {
      self.parts = parts
      isInPlace = parts.count == count
      for (place, part) in parts.enumerated().reversed() {
        for inner in part.parts { places[inner] = place }
      }
    }

    func partner(of part: Formula, at index: Int) -> Formula? {
      if let place = part.parts.lazy.compactMap({ places[$0] }).first { return parts[place] }
      return isInPlace ? parts[index] : nil
    }
  }

  private var parts: [Formula] {
    switch self {
    case .all(let parts), .any(let parts): parts
    case .atom: []
    }
  }
}
