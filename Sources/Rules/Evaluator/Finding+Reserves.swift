extension Finding {
  /// The comparisons that its requirement holds by, with what is left to the limits.
  package func reserves(in program: Program) -> [Margin] {
    holdingComparisons(in: program).compactMap { step in
      guard case .compare(_, let left, let right) = program.steps[step],
        let (value, _) = trace.results[left]?.quantity,
        let (limit, _) = trace.results[right]?.quantity
      else { return nil }
      return program.reserve(of: step, comparing: left, value, right, limit)
    }
  }

  /// The steps of the comparisons that its requirement holds by.
  package func holdingComparisons(in program: Program) -> [Int] {
    var seen: Set<Int> = []
    return program.programRules[rule].requirement.map {
      comparisons(in: $0, wanted: .true, program, &seen)
    } ?? []
  }

  /// Definitions share others: the comparisons of each are named once.
  private func comparisons(
    in step: Int, wanted: Truth, _ program: Program, _ seen: inout Set<Int>
  ) -> [Int] {
    guard trace.results[step]?.truth == wanted else { return [] }
    switch program.steps[step] {
    case .not(let operand): return comparisons(in: operand, wanted: !wanted, program, &seen)
    case .and(let operands), .or(let operands):
      return program.list(operands).flatMap { comparisons(in: $0, wanted: wanted, program, &seen) }
    case .definition(_, let body):
      return seen.insert(body).inserted ? comparisons(in: body, wanted: wanted, program, &seen) : []
    case .compare: return [step]
    case .constant, .field, .parameter, .oneOf, .memberOfSet, .includes, .includesOnly, .arithmetic,
      .negative, .extremum, .choose, .shifted, .daysBetween, .rounded, .hasValue, .keys, .aggregate,
      .applicable, .asOf:
      return []
    }
  }
}

extension [Margin] {
  /// The one that is nearest to its limit, by the share of it; nil: there is none.
  package var nearest: Margin? { self.min { $0.percent ?? .zero < $1.percent ?? .zero } }
}
