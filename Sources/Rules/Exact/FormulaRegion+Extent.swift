/// How much of what it is about a region is: a formula holds in a box, in several, or on a slope.
extension FormulaRegion {
  enum Extent {
    /// All of where the formula holds.
    case whole
    /// The formula holds in all of it, and elsewhere.
    case part
    /// The formula holds along each fact as long as the others stay as the example has them.
    case oneAtATime
    /// No more is known than the example.
    case example
  }

  /// What a formula proves of the region; of a choice that decides limits, for its own value.
  ///
  /// - Parameter keys: The choices that decide limits.
  func extent(besides keys: Set<Int>) -> Extent {
    guard isConsistent else { return .example }
    let own = keys.sorted().compactMap { key -> Formula? in
      guard case .choice(let names) = variables.variables[key].domain else { return nil }
      let set = ChoiceSet(of: [point.choice(key)], among: names.count)
      return .atom(.choice(variable: key, set))
    }
    let box = Formula.all(sides(besides: keys))
    guard let outside = box.negated, let fails = formula.negated else { return .oneAtATime }
    func isNever(_ further: [Formula]) -> Bool {
      Solver.solve(.all(variables.ranges + own + further)) == .none
    }
    guard isNever([box, fails]) else { return sides(besides: []).isEmpty ? .example : .oneAtATime }
    if isNever([formula, outside]) { return .whole }
    return sides(besides: []).isEmpty ? .example : .part
  }
}

extension FormulaRegion.Extent {
  /// What is said of a region of this extent.
  func words(of region: Phrase) -> Phrase {
    switch self {
    case .whole: region
    case .part: Phrase("例如 \(region.chinese) 之内", "for example within \(region.english)")
    case .oneAtATime:
      Phrase(
        "例如 \(region.chinese) 之内（从见证起，每次只变一项）",
        "for example within \(region.english) (from the witness, one at a time)")
    case .example: Phrase("例如见证那样的项目", "for example a project like the witness")
    }
  }
}
