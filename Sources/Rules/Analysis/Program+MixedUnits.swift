extension Program {
  /// Whether a fact that brings its own unit is compared with numbers of different dimensions, so that
  /// it is no single number of a formula: `不低于 1 千伏安 或 不低于 1 立方米`.
  func mixesUnits(_ rule: ProgramRule) -> Bool {
    var met: [Int: Dimensions] = [:]
    for step in rule.steps {
      guard case .compare(_, let left, let right) = steps[step] else { continue }
      for (own, other) in [(left, right), (right, left)] {
        guard case .field(let field, _) = steps[own], vocabulary.fields[field].unit == nil,
          case .constant(let index) = steps[other], case .number(let quantity) = constants[index],
          let dimensions = quantity.unit?.dimensions
        else { continue }
        if let known = met[field], known != dimensions { return true }
        met[field] = dimensions
      }
    }
    return false
  }
}
