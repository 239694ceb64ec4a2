/// What constraints on one variable alone leave of each number: the tightest on either side.
struct NumberBounds {
  private var lower: [Int: Side] = [:]
  private var upper: [Int: Side] = [:]

  /// One end of what a number can be.
  private struct Side {
    let value: ExactNumber
    let isStrict: Bool
    let constraint: LinearConstraint
  }

  /// Without those that others imply.
  var constraints: [LinearConstraint] {
    (lower.sorted { $0.key < $1.key } + upper.sorted { $0.key < $1.key }).map {
      $0.value.constraint
    }
  }

  /// Whether a constraint holds, or fails, for all numbers that are left; nil: for some.
  func truth(of constraint: LinearConstraint) -> Bool? {
    var (least, greatest) = (Sum(constraint.form.constant), Sum(constraint.form.constant))
    for term in constraint.form.terms {
      let (low, high) = (lower[term.variable], upper[term.variable])
      least.add(term.factor, term.factor.isNegative ? high : low)
      greatest.add(term.factor, term.factor.isNegative ? low : high)
    }
    if let most = greatest.value, most.isNegative || most.isZero {
      if most.isNegative || !constraint.isStrict || greatest.isStrict { return true }
    }
    if let fewest = least.value, !fewest.isNegative {
      if !fewest.isZero || constraint.isStrict || least.isStrict { return false }
    }
    return nil
  }

  /// Takes a constraint for granted that is open.
  ///
  /// - Returns: Whether it is one on a single variable, and was taken.
  mutating func take(_ constraint: LinearConstraint) -> Bool {
    guard constraint.form.terms.count == 1, let term = constraint.form.terms.first,
      let value = constraint.form.constant.divided(by: term.factor)?
        .multiplied(by: ExactNumber(-1))
    else { return false }
    let side = Side(value: value, isStrict: constraint.isStrict, constraint: constraint)
    if term.factor.isNegative {
      lower[term.variable] = side
    } else {
      upper[term.variable] = side
    }
    return true
  }

  /// The least, or the greatest, that a sum can be; nil: it has no such end, or it is too large.
  private struct Sum {
    private(set) var value: ExactNumber?
    private(set) var isStrict = false

    init(_ constant: ExactNumber) { value = constant }

    mutating func add(_ factor: ExactNumber, _ side: Side?) {
      guard let sum = value else { return }
      value = side.flatMap { factor.multiplied(by: $0.value) }.flatMap { sum.adding($0) }
      isStrict = isStrict || side?.isStrict ?? false
    }
  }
}
