// What a parent name comes to: 焦炭 where the table has 焦炭-顶装焦炉 and 焦炭-捣固焦炉.

extension StepResult {
  /// The value that all results share; nil when they differ or one of them is open.
  static func common(_ results: [StepResult]) -> StepResult? {
    guard let first = results.first, results.allSatisfy({ $0.causes.isEmpty }),
      results.dropFirst().allSatisfy({ first.isSame(as: $0) })
    else { return nil }
    return StepResult(first.value, unverified: .union(of: results.map { $0.unverified }))
  }

  /// What is known when they differ: a number lies between the least and the greatest.
  ///
  /// - Parameter open: What is known when nothing is.
  static func between(_ results: [StepResult], openIn open: StepResult) -> StepResult {
    guard let first = results.first, case .quantity(var hull, let basis) = first.value else {
      return open
    }
    for result in results.dropFirst() {
      guard case .quantity(let quantity, basis) = result.value,
        quantity.unit?.dimensions == hull.unit?.dimensions
      else { return open }
      hull = Quantity(
        interval: NumberInterval(
          lower: hull.interval.smaller(quantity.interval).lower,
          upper: hull.interval.larger(quantity.interval).upper),
        unit: hull.unit)
    }
    return StepResult(
      .quantity(hull, basis), unverified: .union(of: results.map { $0.unverified }))
  }

  /// The same, open for a cause.
  func because(_ cause: Cause) -> StepResult {
    StepResult(value, causes: [cause], unverified: unverified)
  }

  /// Whether a parameter has values, and none of them on the day.
  func isOutOfForce(for parameter: Int) -> Bool {
    causes.count == 1
      && causes.allSatisfy { if case .outsideValidity(parameter, _) = $0 { true } else { false } }
  }

  private func isSame(as other: StepResult) -> Bool {
    switch (value, other.value) {
    case (.truth(let left), .truth(let right)): left == right && left != .unknown
    case (.quantity(let left, let basis), .quantity(let right, let otherBasis)):
      left == right && basis == otherBasis && left.interval.single != nil
    case (.scalar(let left), .scalar(let right)): left == right
    case (.notApplicable, .notApplicable): true
    default: false
    }
  }
}
