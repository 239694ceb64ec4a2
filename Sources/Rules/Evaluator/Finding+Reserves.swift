extension Finding {
  /// The comparisons that its requirement holds by, with what is left to the limits.
  package func reserves(in program: Program) -> [Margin] {
    var seen: Set<Int> = []
    return program.programRules[rule].requirement.map {
      reserves(of: $0, wanted: .true, program, &seen)
    } ?? []
  }

  /// Definitions share others: the reserves of each are named once.
  private func reserves(
    of step: Int, wanted: Truth, _ program: Program, _ seen: inout Set<Int>
  ) -> [Margin] {
    guard trace.results[step]?.truth == wanted else { return [] }
    switch program.steps[step] {
    case .not(let operand): return reserves(of: operand, wanted: !wanted, program, &seen)
    case .and(let operands), .or(let operands):
      return program.list(operands).flatMap { reserves(of: $0, wanted: wanted, program, &seen) }
    case .definition(_, let body):
      return seen.insert(body).inserted ? reserves(of: body, wanted: wanted, program, &seen) : []
    case .compare(_, let left, let right):
      guard let (value, _) = trace.results[left]?.quantity,
        let (limit, _) = trace.results[right]?.quantity,
        let (first, second) = Evaluator.aligned(value, limit),
        // Nothing against nothing holds, and says nothing.
        !(first.interval.single == .zero && second.interval.single == .zero)
      else { return [] }
      return program.margin(of: step, comparing: left, value, right, limit).map { [$0] } ?? []
    case .constant, .field, .parameter, .oneOf, .memberOfSet, .includes, .includesOnly, .arithmetic,
      .negative, .extremum, .choose, .shifted, .daysBetween, .rounded, .hasValue, .keys, .aggregate,
      .applicable, .asOf:
      return []
    }
  }
}
