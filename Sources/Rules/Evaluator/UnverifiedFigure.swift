/// A figure that findings used and that nobody verified, be it that they do not rest on it alone.
public struct UnverifiedFigure: Sendable {
  public let figure: Figure
  /// The value, its source, and how sure it is.
  public let row: ParameterRow
  /// The ids of the rules whose findings used it.
  public let rules: [String]

  /// Each figure once, in the order in which findings come to it.
  public static func all(in review: Review) -> [UnverifiedFigure] {
    var order: [Figure] = []
    var rows: [Figure: ParameterRow] = [:]
    var rules: [Figure: [String]] = [:]
    for finding in review.findings {
      let id = review.program.rules.rules[finding.rule].id
      for use in finding.unverifiedUses(in: review.program) {
        let figure = use.figure
        guard let row = use.row else { continue }
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

extension Finding {
  /// What it read that nobody verified. Of a rule that does not apply it is what that rests on, and
  /// so it is of exclusions, which say nothing while they are not taken.
  fileprivate func unverifiedUses(in program: Program) -> [ParameterUse] {
    let uses = trace.parameters.filter { $0.isUnverified }
    guard !uses.isEmpty else { return [] }
    let told =
      verdict == .notApplicable && !wouldFail
      ? [] : program.parameters(readBy: program.programRules[rule])
    return uses.filter { told.contains($0.parameter) || unverified.contains($0.figure) }
  }
}

extension Program {
  /// The parameters that a rule reads outside its exclusions and cautions.
  fileprivate func parameters(readBy rule: ProgramRule) -> Set<Int> {
    let grading = rule.grading.map { [$0.graded, $0.worst, $0.best] } ?? []
    let parts =
      [rule.filter, rule.when, rule.requirement, rule.justification].compactMap { $0 }
      + rule.furtherDemands.flatMap { [$0.demand, $0.ground] } + rule.exceptions
      + rule.consequences.compactMap { $0 } + grading
    var found: Set<Int> = []
    for step in uses(under: parts).keys {
      if case .parameter(let parameter, _) = steps[step] { found.insert(parameter) }
    }
    return found
  }
}

extension ParameterUse {
  /// The row that it was read from; nil for what was given, and for a parent name.
  fileprivate var row: ParameterRow? { if case .row(let row) = origin { row } else { nil } }

  /// Whether it is a figure of a table or rule file that nobody verified.
  package var isUnverified: Bool {
    row.map { $0.value != nil && !$0.verification.isVerified } ?? false
  }
}

extension Figure {
  /// `param.unitEnergyQuotaNational[电石]`
  package func path(in program: Program) -> String {
    let name = "param." + program.rules.parameters[parameter].name.english
    return key.map { "\(name)[\($0)]" } ?? name
  }
}
