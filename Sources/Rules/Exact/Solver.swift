/// Finds values for which a formula holds, or proves that there are none.
///
/// A case split on the alternatives with propagation of what is forced (Davis, Logemann, Loveland
/// 1962); numbers are decided by ``LinearSystem``. It always ends.
struct Solver {
  /// Values by variable; a variable that is in none of them may have any.
  struct Model: Equatable {
    var numbers: [Int: ExactNumber] = [:]
    var choices: [Int: Int] = [:]
    var flags: [Int: Bool] = [:]
  }

  enum Answer: Equatable {
    case model(Model)
    case none
    /// Beyond what is computed with: too many cases, or a number that does not fit.
    case undecided
  }

  /// The distance of the values that a number is written with.
  private let step: (Int) -> ExactNumber?
  private var cases = 0
  private var isCutShort = false

  /// Far more than any question about shipped rules needs.
  private static let caseLimit = 200_000

  private init(step: @escaping (Int) -> ExactNumber?) { self.step = step }

  static func solve(
    _ formula: Formula, step: @escaping (Int) -> ExactNumber? = { _ in nil }
  ) -> Answer {
    var solver = Solver(step: step)
    if let model = solver.search([formula], State()) { return .model(model) }
    return solver.isCutShort ? .undecided : .none
  }

  /// What was decided on the way to a case.
  private struct State {
    var choices: [Int: ChoiceSet] = [:]
    var flags: [Int: Bool] = [:]
    var linear: [LinearConstraint] = []

    /// Whether an atom holds by what was decided; nil: it is open.
    func truth(of atom: Formula.Atom) -> Bool? {
      switch atom {
      case .flag(let variable, let value): return flags[variable].map { $0 == value }
      case .choice(let variable, let set):
        guard let known = choices[variable] else { return set.isEmpty ? false : nil }
        let both = known.intersection(set)
        return both.isEmpty ? false : both == known ? true : nil
      case .linear(let constraint):
        if let truth = constraint.truth { return truth }
        if linear.contains(constraint) { return true }
        return constraint.negated.map { linear.contains($0) } ?? false ? false : nil
      }
    }

    /// Takes an atom for granted; false: it contradicts what was decided.
    mutating func assume(_ atom: Formula.Atom) -> Bool {
      switch atom {
      case .flag(let variable, let value):
        if let known = flags[variable] { return known == value }
        flags[variable] = value
        return true
      case .choice(let variable, let set):
        let both = choices[variable].map { $0.intersection(set) } ?? set
        choices[variable] = both
        return !both.isEmpty
      case .linear(let constraint):
        if let truth = constraint.truth { return truth }
        if !linear.contains(constraint) { linear.append(constraint) }
        return true
      }
    }
  }

  /// - Parameter goals: All are to hold besides what was decided.
  private mutating func search(_ goals: [Formula], _ state: State) -> Model? {
    cases += 1
    guard cases <= Self.caseLimit else {
      isCutShort = true
      return nil
    }
    var state = state
    guard let open = propagate(goals, &state) else { return nil }
    let answer = LinearSystem(state.linear).solve(step: step)
    guard case .values(let numbers) = answer else {
      if answer == .tooLarge { isCutShort = true }
      return nil
    }
    // Of the alternatives the fewest first: they are soonest exhausted.
    guard let split = open.indices.min(by: { open[$0].count < open[$1].count }) else {
      return Model(
        numbers: numbers, choices: state.choices.compactMapValues { $0.first },
        flags: state.flags)
    }
    var rest = open
    let alternatives = rest.remove(at: split)
    let others = rest.map { Formula.any($0) }
    for alternative in alternatives {
      if let model = search([alternative] + others, state) { return model }
    }
    return nil
  }

  /// Takes for granted what has no alternative, until nothing more follows.
  ///
  /// - Returns: The alternatives that are left; nil: a contradiction.
  private func propagate(_ goals: [Formula], _ state: inout State) -> [[Formula]]? {
    var open = goals
    var alternatives: [[Formula]] = []
    while true {
      while let goal = open.popLast() {
        switch goal {
        case .atom(let atom):
          guard state.assume(atom) else { return nil }
        case .all(let parts): open += parts
        case .any(let parts): alternatives.append(parts)
        }
      }
      var left: [[Formula]] = []
      for parts in alternatives {
        guard let rest = Self.open(parts, state) else { continue }
        switch rest.count {
        case 0: return nil
        case 1: open.append(rest[0])
        default: left.append(rest)
        }
      }
      alternatives = left
      if open.isEmpty { return alternatives }
    }
  }

  /// The alternatives that may still hold; nil: one of them does.
  private static func open(_ parts: [Formula], _ state: State) -> [Formula]? {
    var rest: [Formula] = []
    for part in parts {
      switch truth(of: part, state) {
      case true?: return nil
      case false?: continue
      case nil: rest.append(part)
      }
    }
    return rest
  }

  private static func truth(of formula: Formula, _ state: State) -> Bool? {
    switch formula {
    case .atom(let atom): return state.truth(of: atom)
    case .all(let parts):
      var isOpen = false
      for part in parts {
        switch truth(of: part, state) {
        case false?: return false
        case nil: isOpen = true
        case true?: continue
        }
      }
      return isOpen ? nil : true
    case .any(let parts):
      var isOpen = false
      for part in parts {
        switch truth(of: part, state) {
        case true?: return true
        case nil: isOpen = true
        case false?: continue
        }
      }
      return isOpen ? nil : false
    }
  }
}
