/// Linear constraints that are to hold together, decided over the rationals by Fourier–Motzkin
/// elimination (Schrijver, *Theory of Linear and Integer Programming*, 12.2), strictness kept.
struct LinearSystem {
  private(set) var constraints: [LinearConstraint]

  init(_ constraints: [LinearConstraint]) { self.constraints = constraints }

  /// What the procedure found out.
  enum Answer: Equatable {
    /// Values that satisfy all constraints, by variable.
    case values([Int: ExactNumber])
    case none
    /// A number, or the number of constraints, went beyond what is computed with.
    case tooLarge
  }

  /// More variables than this that depend on each other are given up on: each is eliminated beside all
  /// that are left.
  private static let variableLimit = 256

  /// More than this many constraints on the way are given up on: three variables have far fewer.
  private static let limit = 2_000

  /// - Parameter step: The distance of the values that a variable is written with, such as 0.01; a
  ///   value on such a point is preferred where one is free to choose.
  func solve(step: (Int) -> ExactNumber? = { _ in nil }) -> Answer {
    var rest: [LinearConstraint] = []
    var seen: Set<LinearConstraint> = []
    for constraint in constraints {
      switch constraint.truth {
      case false?: return .none
      case true?: continue
      case nil: if seen.insert(constraint).inserted { rest.append(constraint) }
      }
    }
    return Self.solve(rest, step)
  }

  /// Solves those apart that share no variable.
  private static func solve(
    _ constraints: [LinearConstraint], _ step: (Int) -> ExactNumber?
  ) -> Answer {
    let parts = parts(of: constraints)
    guard parts.count > 1 else { return eliminate(constraints, step) }
    var values: [Int: ExactNumber] = [:]
    var isTooLarge = false
    for part in parts {
      switch eliminate(part, step) {
      case .none: return .none
      case .tooLarge: isTooLarge = true
      case .values(let found): for (variable, value) in found { values[variable] = value }
      }
    }
    return isTooLarge ? .tooLarge : .values(values)
  }

  /// The constraints in parts that share no variable, in their order.
  private static func parts(of constraints: [LinearConstraint]) -> [[LinearConstraint]] {
    // A variable stands for all that it is bound to, as a chain of variables leads to it.
    var next: [Int: Int] = [:]
    func leader(_ variable: Int) -> Int {
      var place = variable
      while let ahead = next[place] {
        if let beyond = next[ahead] { next[place] = beyond }
        place = ahead
      }
      return place
    }
    for constraint in constraints {
      let leaders = constraint.form.terms.map { leader($0.variable) }
      for other in leaders where leader(other) != leader(leaders[0]) {
        next[leader(other)] = leader(leaders[0])
      }
    }
    var places: [Int: Int] = [:]
    var parts: [[LinearConstraint]] = []
    for constraint in constraints {
      guard let first = constraint.form.terms.first else { continue }
      let leader = leader(first.variable)
      if let place = places[leader] {
        parts[place].append(constraint)
      } else {
        places[leader] = parts.count
        parts.append([constraint])
      }
    }
    return parts
  }

  private static func eliminate(
    _ rest: [LinearConstraint], _ step: (Int) -> ExactNumber?
  ) -> Answer {
    let counts = counts(in: rest)
    guard counts.count <= variableLimit else { return .tooLarge }
    guard let variable = cheapest(counts) else { return .values([:]) }
    var lower: [Bound] = []
    var upper: [Bound] = []
    var others: [LinearConstraint] = []
    for constraint in rest {
      guard let factor = constraint.form.factor(of: variable) else {
        others.append(constraint)
        continue
      }
      guard let bound = Bound(constraint, on: variable, factor) else { return .tooLarge }
      if factor.isNegative { lower.append(bound) } else { upper.append(bound) }
    }
    for low in lower {
      for high in upper {
        guard let form = low.form.subtracting(high.form) else { return .tooLarge }
        others.append(LinearConstraint(form: form, isStrict: low.isStrict || high.isStrict))
      }
    }
    guard others.count <= limit else { return .tooLarge }
    let answer = LinearSystem(others).solve(step: step)
    guard case .values(var values) = answer else { return answer }
    // What nothing else binds is free, and is what it is taken for here.
    for term in rest.lazy.flatMap({ $0.form.terms })
    where term.variable != variable && values[term.variable] == nil {
      values[term.variable] = .zero
    }
    guard let low = tightest(lower, values, isLower: true),
      let high = tightest(upper, values, isLower: false)
    else { return .tooLarge }
    guard let value = NumberInterval(lower: low.bound, upper: high.bound).point(on: step(variable))
    else { return .tooLarge }
    values[variable] = value
    return .values(values)
  }

  /// What a constraint says of one variable: it is above (below) the form.
  private struct Bound {
    let form: LinearForm
    let isStrict: Bool

    init?(_ constraint: LinearConstraint, on variable: Int, _ factor: ExactNumber) {
      guard let inverse = ExactNumber(-1).divided(by: factor),
        let rest = constraint.form.replacing(variable, by: .zero),
        let form = rest.scaled(by: inverse)
      else { return nil }
      (self.form, isStrict) = (form, constraint.isStrict)
    }
  }

  /// How many constraints bound each variable from below and from above.
  private static func counts(in constraints: [LinearConstraint]) -> [Int: (low: Int, high: Int)] {
    var counts: [Int: (low: Int, high: Int)] = [:]
    for constraint in constraints {
      for term in constraint.form.terms {
        var count = counts[term.variable] ?? (0, 0)
        if term.factor.isNegative { count.low += 1 } else { count.high += 1 }
        counts[term.variable] = count
      }
    }
    return counts
  }

  /// The variable whose elimination adds the fewest constraints.
  private static func cheapest(_ counts: [Int: (low: Int, high: Int)]) -> Int? {
    counts.min {
      let (left, right) = ($0.value.low * $0.value.high, $1.value.low * $1.value.high)
      return (left, $0.key) < (right, $1.key)
    }?.key
  }

  /// The bound that binds once the other variables have values; `bound` nil: there is none.
  ///
  /// - Returns: nil when a number does not fit.
  private static func tightest(
    _ bounds: [Bound], _ values: [Int: ExactNumber], isLower: Bool
  ) -> (bound: NumberInterval.Bound?, Void)? {
    var best: NumberInterval.Bound?
    for bound in bounds {
      var form = bound.form
      for term in bound.form.terms {
        guard let next = form.replacing(term.variable, by: values[term.variable] ?? .zero) else {
          return nil
        }
        form = next
      }
      guard let number = form.number else { return nil }
      let found = NumberInterval.Bound(number, isIncluded: !bound.isStrict)
      guard let known = best else {
        best = found
        continue
      }
      let isTighter = isLower ? number > known.value : number < known.value
      if isTighter || (number == known.value && bound.isStrict) { best = found }
    }
    return (best, ())
  }
}

extension NumberInterval {
  /// A point of the interval, on a multiple of the step where one lies in it; else as short a number
  /// as lies between the ends. Of several the one nearest to a closed end.
  ///
  /// - Returns: nil when none can be computed.
  func point(on step: ExactNumber?) -> ExactNumber? {
    if let single { return contains(single) ? single : nil }
    if let step, let point = multiple(of: step) { return point }
    switch (lower, upper) {
    case (nil, nil): return .zero
    case (let low?, nil): return low.isIncluded ? low.value : low.value.adding(.one)
    case (nil, let high?): return high.isIncluded ? high.value : high.value.subtracting(.one)
    case (let low?, let high?):
      if high.isIncluded { return high.value }
      if low.isIncluded { return low.value }
      return low.value.adding(high.value)?.divided(by: ExactNumber(2))
    }
  }

  /// A multiple of the step that lies in the interval; nil when there is none.
  private func multiple(of step: ExactNumber) -> ExactNumber? {
    let end = (upper?.isIncluded ?? false) ? upper : (lower ?? upper)
    guard let end, let count = end.value.divided(by: step) else {
      return contains(.zero) ? .zero : nil
    }
    let whole = count.numerator / count.denominator
    for offset: Int128 in [0, 1, -1] {
      if let near = ExactNumber(whole + offset, over: 1)?.multiplied(by: step), contains(near) {
        return near
      }
    }
    return nil
  }
}
