/// Which choices decide the limits of numbers, as the key of a table does: what a region says of the
/// numbers then holds for one of them, which it names.
extension FormulaRegion {
  /// So many other values are tried of each choice.
  private static let trialLimit = 24

  /// The choices of which another value has other limits.
  var keys: Set<Int> {
    guard !numbers.isEmpty else { return [] }
    let own = point
    var keys: Set<Int> = []
    for index in variables.variables.indices {
      guard case .choice(let names) = variables.variables[index].domain else { continue }
      let others = names.indices.filter { $0 != own.choice(index) }
      if others.prefix(Self.trialLimit).contains(where: { hasOtherLimits(index, at: $0) }) {
        keys.insert(index)
      }
    }
    return keys
  }

  /// Whether the region around an example with another value of a choice has other numbers.
  private func hasOtherLimits(_ choice: Int, at value: Int) -> Bool {
    let point = point.replacing(choice: choice, by: value)
    if point.satisfies(formula) {
      return numbers.contains { point.interval(of: $0.variable, in: formula) != $0.interval }
    }
    return numbers.contains { point.canSatisfy(formula, by: $0.variable) }
  }

  /// The tables with a limit of the region under the name of the example.
  ///
  /// - Parameter parameters: Those that may be.
  func tables(
    of number: (variable: Int, interval: NumberInterval), under keys: Set<Int>,
    among parameters: [CatalogueParameter]
  ) -> [Phrase] {
    let bounds = [number.interval.lower?.value, number.interval.upper?.value].compactMap { $0 }
    let names = keys.compactMap { key -> String? in
      guard case .choice(let names) = variables.variables[key].domain else { return nil }
      return names[point.choice(key)]
    }
    var found: [Phrase] = []
    for parameter in parameters where !found.contains(parameter.name) {
      let rows = names.flatMap { parameter.rows[.text($0)] ?? [] }
      let isBound = rows.contains { row in
        guard case .number(let quantity)? = row.value, let value = quantity.interval.single else {
          return false
        }
        return bounds.contains(value)
      }
      if isBound { found.append(parameter.name) }
    }
    return found
  }
}

extension FormulaPoint {
  func choice(_ variable: Int) -> Int { model.choices[variable] ?? 0 }

  /// Whether a formula holds for any value of one number, the others as they are.
  fileprivate func canSatisfy(_ formula: Formula, by variable: Int) -> Bool {
    guard let rest = rest(of: formula, without: variable) else { return false }
    let marks = self.marks(of: variable, in: rest).sorted()
    guard let first = marks.first, let last = marks.last else { return satisfies(rest) }
    let between = zip(marks, marks.dropFirst()).compactMap { low, high in
      low.adding(high)?.divided(by: ExactNumber(2))
    }
    let beyond = [first.adding(ExactNumber(-1)), last.adding(.one)].compactMap { $0 }
    return (marks + between + beyond).contains {
      replacing(number: variable, by: $0).satisfies(rest)
    }
  }

  /// What a formula says of one number, the others as they are; nil: it fails whatever that is.
  private func rest(of formula: Formula, without variable: Int) -> Formula? {
    switch formula {
    case .atom(.linear(let constraint)) where constraint.form.factor(of: variable) != nil:
      return formula
    case .atom: return satisfies(formula) ? .always : nil
    case .all(let parts):
      var left: [Formula] = []
      for part in parts {
        guard let rest = rest(of: part, without: variable) else { return nil }
        if rest != .always { left.append(rest) }
      }
      return .all(left)
    case .any(let parts):
      var left: [Formula] = []
      for part in parts {
        guard let rest = rest(of: part, without: variable) else { continue }
        if rest == .always { return .always }
        left.append(rest)
      }
      return left.isEmpty ? nil : .any(left)
    }
  }
}
