/// Finds values for which a formula holds, or proves that there are none.
///
/// A case split on the alternatives with propagation of what is forced (Davis, Logemann, Loveland
/// 1962); numbers are decided by ``LinearSystem``. A choice that many alternatives ask about, such as
/// the key of a table, is split by what they tell apart. It always ends, and soon: what it looks at is
/// counted, and beyond a limit it gives up.
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
  /// The parts of formulas that were looked at.
  private var work = 0
  private var isCutShort = false

  /// Far more than any question about shipped rules needs; about a second.
  private static let usualLimit = 20_000_000

  private let workLimit: Int

  private init(step: @escaping (Int) -> ExactNumber?, workLimit: Int = Self.usualLimit) {
    (self.step, self.workLimit) = (step, workLimit)
  }

  /// Whether it is proved, with so much work, that a formula never holds.
  static func excludes(_ formula: Formula, workLimit: Int) -> Bool {
    var work = workLimit
    return excludes(formula, within: &work)
  }

  /// Whether it is proved that a formula never holds; the work that it took is taken off what is left.
  static func excludes(_ formula: Formula, within work: inout Int) -> Bool {
    guard work > 0 else { return false }
    var solver = Solver(step: { _ in nil }, workLimit: work)
    let isExcluded = solver.search([formula], State()) == nil && !solver.isCutShort
    work -= solver.work
    return isExcluded
  }

  /// - Parameter work: What is left for all questions that share it; this one takes its part off.
  static func solve(
    _ formula: Formula, step: @escaping (Int) -> ExactNumber?, within work: inout Int
  ) -> Answer {
    guard work > 0 else { return .undecided }
    var solver = Solver(step: step, workLimit: min(work, usualLimit))
    let model = solver.search([formula], State())
    work -= solver.work
    if let model { return .model(model) }
    return solver.isCutShort ? .undecided : .none
  }

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
    /// What is said of one number alone, and of several together.
    var bounds = NumberBounds()
    var linear: [LinearConstraint] = []

    var constraints: [LinearConstraint] { bounds.constraints + linear }

    /// Whether an atom holds by what was decided; nil: it is open.
    func truth(of atom: Formula.Atom) -> Bool? {
      switch atom {
      case .flag(let variable, let value): return flags[variable].map { $0 == value }
      case .choice(let variable, let set):
        guard let known = choices[variable] else { return set.isEmpty ? false : nil }
        let both = known.intersection(set)
        return both.isEmpty ? false : both == known ? true : nil
      case .linear(let constraint):
        if let truth = constraint.truth ?? bounds.truth(of: constraint) { return truth }
        if linear.isEmpty || constraint.form.terms.count == 1 { return nil }
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
        if let truth = constraint.truth ?? bounds.truth(of: constraint) { return truth }
        if !bounds.take(constraint), !linear.contains(constraint) { linear.append(constraint) }
        return true
      }
    }
  }

  /// - Parameter goals: All are to hold besides what was decided.
  private mutating func search(_ goals: [Formula], _ state: State) -> Model? {
    guard work <= workLimit else {
      isCutShort = true
      return nil
    }
    var state = state
    guard let open = propagate(goals, &state) else { return nil }
    let constraints = state.constraints
    work += constraints.count * constraints.count
    let answer = LinearSystem(constraints).solve(step: step)
    guard case .values(let numbers) = answer else {
      if answer == .tooLarge { isCutShort = true }
      return nil
    }
    if let (variable, classes) = ChoiceSplit(open)?.classes(among: state.choices) {
      let goals = open.map { Formula.any($0) }
      for values in classes {
        let chosen = Formula.atom(.choice(variable: variable, values))
        if let model = search(goals + [chosen], state) { return model }
      }
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
    // What was exhausted does not hold beside the rest: it need not be looked at again.
    var exhausted: [Formula] = []
    for alternative in alternatives {
      if let model = search([alternative] + exhausted + others, state) { return model }
      if case .atom = alternative, let opposite = alternative.negated { exhausted.append(opposite) }
    }
    return nil
  }

  /// Takes for granted what has no alternative, until nothing more follows.
  ///
  /// - Returns: The alternatives that are left; nil: a contradiction.
  private mutating func propagate(_ goals: [Formula], _ state: inout State) -> [[Formula]]? {
    var open = goals
    var alternatives: [[Formula]] = []
    while work <= workLimit {
      while let goal = open.popLast() {
        work += 1
        switch goal {
        case .atom(let atom):
          guard state.assume(atom) else { return nil }
        case .all(let parts): open += parts
        case .any(let parts): alternatives.append(parts)
        }
      }
      var left: [[Formula]] = []
      for parts in alternatives {
        guard let rest = self.open(parts, state) else { continue }
        switch rest.count {
        case 0: return nil
        case 1: open.append(rest[0])
        default: left.append(rest)
        }
      }
      alternatives = left
      if open.isEmpty { return alternatives }
    }
    isCutShort = true
    return nil
  }

  /// The alternatives that may still hold; nil: one of them does.
  private mutating func open(_ parts: [Formula], _ state: State) -> [Formula]? {
    var rest: [Formula] = []
    for part in parts {
      switch residue(of: part, state) {
      case .holds: return nil
      case .fails: continue
      case .open(let formula): rest.append(formula)
      }
    }
    return rest
  }

  /// What is left of a formula by what was decided.
  private enum Residue {
    case holds
    case fails
    case open(Formula)
  }

  private mutating func residue(of formula: Formula, _ state: State) -> Residue {
    work += 1
    switch formula {
    case .atom(let atom):
      guard let truth = state.truth(of: atom) else { return .open(formula) }
      return truth ? .holds : .fails
    case .all(let parts):
      var rest: [Formula] = []
      for part in parts {
        switch residue(of: part, state) {
        case .holds: continue
        case .fails: return .fails
        case .open(let formula): rest.append(formula)
        }
      }
      return rest.isEmpty ? .holds : .open(rest.count == 1 ? rest[0] : .all(rest))
    case .any(let parts):
      guard let rest = open(parts, state) else { return .holds }
      return rest.isEmpty ? .fails : .open(rest.count == 1 ? rest[0] : .any(rest))
    }
  }
}
