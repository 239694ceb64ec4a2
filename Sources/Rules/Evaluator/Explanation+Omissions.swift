// What an explanation leaves out is counted, so that a reader knows that it is there.

extension Explanation {
  /// How many facts and parameters the evaluation looked at that the text does not name.
  public var omittedCount: Int {
    guard finding.standing == .inForce else { return 0 }
    var facts = Set(finding.indifferent)
    var parameters: Set<Int> = []
    for cause in finding.causes {
      if let fact = cause.fact { facts.insert(fact) }
      switch cause {
      case .parameter(let index, _), .emptyCell(let index, _), .outsideValidity(let index, _):
        parameters.insert(index)
      case .missing, .unavailable, .declaredNotApplicable, .imprecise, .unitMismatch,
        .basisMismatch, .overflow, .divisionByZero, .emptyList:
        break
      }
    }
    for step in drawnConditions { collect(step, &facts, &parameters) }
    return finding.trace.facts.count { !facts.contains($0.reference) }
      + finding.trace.parameters.count { !parameters.contains($0.parameter) }
  }

  /// The conditions whose words and values the text shows.
  private var drawnConditions: [Int] {
    let rule = program.programRules[finding.rule]
    let scope = [rule.filter, rule.when].compactMap { $0 }
    guard finding.verdict != .notApplicable, let requirement = rule.requirement else {
      return scope
    }
    return scope + [requirement]
  }

  /// The facts and parameters whose values stand under a condition.
  ///
  /// A definition or an aggregate shows its result alone.
  private func collect(
    _ step: Int, _ facts: inout Set<FactReference>, _ parameters: inout Set<Int>
  ) {
    switch program.steps[step] {
    case .field(let field, let variable), .applicable(let field, let variable):
      let indices = variable == nil ? [] : finding.element?.indices ?? []
      facts.insert(FactReference(.field(field), indices: indices))
    case .parameter(let parameter, _): parameters.insert(parameter)
    case .definition, .aggregate: break
    case .constant, .not, .and, .or, .compare, .oneOf, .memberOfSet, .includes, .includesOnly,
      .arithmetic, .negative, .extremum, .asOf:
      for operand in program.operands(of: step) { collect(operand, &facts, &parameters) }
    }
  }

  /// The line that says so; nil when nothing is left out.
  var omissionLine: String? {
    let count = omittedCount
    guard count > 0 else { return nil }
    return language == .chinese
      ? "另有 \(count) 项所用事实或取值未列出。"
      : "\(count) further \(count == 1 ? "fact or value" : "facts or values") used but not shown."
  }
}
