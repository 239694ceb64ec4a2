/// A figure that findings rest on and that nobody verified.
public struct UnverifiedFigure: Sendable {
  public let figure: Figure
  /// The value, its source, and how sure it is.
  public let row: ParameterRow
  /// The ids of the rules whose findings rest on it.
  public let rules: [String]

  /// Each figure once, in the order in which findings come to it.
  public static func all(in review: Review) -> [UnverifiedFigure] {
    var order: [Figure] = []
    var rows: [Figure: ParameterRow] = [:]
    var rules: [Figure: [String]] = [:]
    for finding in review.findings {
      let id = review.program.rules.rules[finding.rule].id
      for figure in finding.unverified {
        guard let row = finding.trace.row(of: figure) else { continue }
        if rows[figure] == nil { order.append(figure) }
        rows[figure] = row
        if rules[figure]?.last != id { rules[figure, default: []].append(id) }
      }
    }
    return order.compactMap { figure in
      rows[figure].map {
        UnverifiedFigure(figure: figure, row: $0, rules: rules[figure] ?? [])
      }
    }
  }
}

extension Trace {
  /// The row that a figure was read from.
  fileprivate func row(of figure: Figure) -> ParameterRow? {
    if case .row(let row)? = use(of: figure)?.origin { row } else { nil }
  }
}

extension Figure {
  /// `param.unitEnergyQuotaNational[电石]`
  package func path(in program: Program) -> String {
    let name = "param." + program.rules.parameters[parameter].name.english
    return key.map { "\(name)[\($0)]" } ?? name
  }
}
