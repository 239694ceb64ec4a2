extension Evaluator {
  /// The truth of a condition that makes a rule apply, or lets a project out of it.
  ///
  /// In a demand, what the authority says is not there is left out: nothing is compared with a
  /// benchmark that does not exist. Left out of a condition it would widen it, and a rule would
  /// reach projects, or let them go, that it does not speak of; so there it does not hold.
  mutating func evaluateAsGround(_ step: Int) -> StepResult {
    let result = evaluate(step)
    guard binding.parameters.hasNotApplicable, !result.isAbsent else { return result }
    guard result.truth != .false else { return result }
    var definitions: [Int: Truth] = [:]
    return ground(step, &definitions) == .false ? .truth(false) : result
  }

  /// The truth of a step whose operands are known, where what is not there does not hold.
  private func ground(_ step: Int, _ definitions: inout [Int: Truth]) -> Truth {
    guard let result = trace.results[step] else { return .unknown }
    switch program.steps[step] {
    case .and(let operands):
      return program.list(operands).reduce(.true) { $0 && ground($1, &definitions) }
    case .or(let operands):
      return program.list(operands).reduce(.false) { $0 || ground($1, &definitions) }
    case .definition(_, let body):
      if let known = definitions[body] { return known }
      let truth = ground(body, &definitions)
      definitions[body] = truth
      return truth
    case .constant, .field, .parameter, .not, .compare, .oneOf, .memberOfSet, .includes,
      .includesOnly, .arithmetic, .negative, .extremum, .choose, .shifted, .daysBetween, .rounded,
      .hasValue, .keys, .aggregate, .applicable, .asOf:
      return result.isNotApplicable && !result.isAbsent ? .false : result.truth
    }
  }
}
