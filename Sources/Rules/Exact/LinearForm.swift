/// A sum of variables times exact numbers, and a constant: `2·x − y + 3`.
struct LinearForm: Sendable, Hashable {
  /// By variable in rising order, none of them zero.
  private(set) var terms: [Term]
  private(set) var constant: ExactNumber

  struct Term: Sendable, Hashable {
    let variable: Int
    let factor: ExactNumber
  }

  init(_ constant: ExactNumber) { (terms, self.constant) = ([], constant) }

  init(variable: Int) {
    terms = [Term(variable: variable, factor: .one)]
    constant = .zero
  }

  /// The number itself when no variable is left.
  var number: ExactNumber? { terms.isEmpty ? constant : nil }

  func factor(of variable: Int) -> ExactNumber? {
    terms.first { $0.variable == variable }?.factor
  }

  /// nil: a number does not fit.
  func adding(_ other: LinearForm) -> LinearForm? {
    guard let constant = constant.adding(other.constant) else { return nil }
    var sum = LinearForm(constant)
    var (own, others) = (terms[...], other.terms[...])
    while let left = own.first ?? others.first {
      if let right = others.first, own.isEmpty || right.variable < left.variable {
        sum.terms.append(right)
        others.removeFirst()
      } else if let right = others.first, right.variable == left.variable {
        guard let factor = left.factor.adding(right.factor) else { return nil }
        if !factor.isZero { sum.terms.append(Term(variable: left.variable, factor: factor)) }
        own.removeFirst()
        others.removeFirst()
      } else {
        sum.terms.append(left)
        own.removeFirst()
      }
    }
    return sum
  }

  /// nil: a number does not fit.
  func scaled(by factor: ExactNumber) -> LinearForm? {
    guard let constant = constant.multiplied(by: factor) else { return nil }
    var scaled = LinearForm(constant)
    guard !factor.isZero else { return scaled }
    for term in terms {
      guard let product = term.factor.multiplied(by: factor) else { return nil }
      scaled.terms.append(Term(variable: term.variable, factor: product))
    }
    return scaled
  }

  func subtracting(_ other: LinearForm) -> LinearForm? {
    other.scaled(by: ExactNumber(-1)).flatMap { adding($0) }
  }

  /// The form with a number for a variable; nil: a number does not fit.
  func replacing(_ variable: Int, by value: ExactNumber) -> LinearForm? {
    guard let factor = factor(of: variable) else { return self }
    guard let part = factor.multiplied(by: value), let sum = constant.adding(part) else {
      return nil
    }
    var form = self
    form.terms.removeAll { $0.variable == variable }
    form.constant = sum
    return form
  }
}

/// `form < 0`, or `form ≤ 0`.
struct LinearConstraint: Sendable, Hashable {
  let form: LinearForm
  let isStrict: Bool

  /// What holds exactly when this does not; nil: a number does not fit.
  var negated: LinearConstraint? {
    form.scaled(by: ExactNumber(-1)).map { LinearConstraint(form: $0, isStrict: !isStrict) }
  }

  /// Whether it holds for every value; nil when that depends on a variable.
  var truth: Bool? {
    form.number.map { $0.isNegative || ($0.isZero && !isStrict) }
  }
}
