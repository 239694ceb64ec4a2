// What is asked for, as `MissingFact` finds it.

extension BulkJudge {
  /// The facts to ask for: those that could change the decision, or else all that findings ask for.
  ///
  /// - Parameter decision: That on the record.
  func asked(_ decision: Decision) -> [BulkQuestion] {
    let settled = findings.map { $0.leastEffect(plan.rules[$0.rule]) }.max() ?? .approve
    let isHeld = isHeldByApplicableRule(decision)
    var all: [BulkQuestion] = []
    var decisive: [BulkQuestion] = []
    var seen: Set<BulkQuestion> = []
    var seenDecisive: Set<BulkQuestion> = []
    for finding in findings where !finding.causes.isEmpty {
      let worst = finding.worstEffect(plan.rules[finding.rule])
      let causes = withScopes(finding.causes.all)
      let first = isHeld ? withScopes(finding.firstCauses) : causes
      for cause in causes.all {
        guard let question = question(of: cause) else { continue }
        if seen.insert(question).inserted { all.append(question) }
        if worst > settled, first.contains(cause), seenDecisive.insert(question).inserted {
          decisive.append(question)
        }
      }
    }
    return decisive.isEmpty ? all : decisive
  }

  /// What a cause asks for: causes of one fact or figure are one question; nil: nobody can answer it.
  private func question(of cause: BulkCause) -> BulkQuestion? {
    if let fact = fact(of: cause) { return BulkQuestion(code: BulkCause(.missing, fact).code) }
    switch cause.kind {
    case .ambiguousKey:
      let figure = evaluator.ambiguous[cause.number].figure
      return BulkQuestion(code: BulkCause(.parameter, figure: figure).code)
    case .parameter, .emptyCell, .outsideValidity, .unverified:
      return BulkQuestion(code: BulkCause(.parameter, figure: cause.number).code)
    case .missing, .unavailable, .declaredNotApplicable, .imprecise, .emptyList, .other, nil:
      return nil
    }
  }

  /// The causes, and what says whether the project can have what is missing at all.
  private func withScopes(_ causes: [BulkCause]) -> BulkCauses {
    var all = BulkCauses()
    for cause in causes {
      if cause.kind == .missing, !openFields.isEmpty || !openContainers.isEmpty {
        let reference = cause.reference
        let questions =
          reference.isList ? openContainers[reference.target] : openFields[reference.target]
        if let questions { all.add(questions) }
      }
      all.add(cause)
    }
    return all
  }

  /// Whether some open finding keeps the decision where it is, whatever is demanded by rules of which
  /// it is not known whether they concern the project.
  private func isHeldByApplicableRule(_ decision: Decision) -> Bool {
    var deferred: Set<BulkCause> = []
    for finding in findings where finding.verdict == .undetermined {
      let first = finding.firstCauses
      guard first.count != finding.causes.count else { continue }
      deferred.formUnion(Set(finding.causes.all).subtracting(first))
    }
    return findings.contains { finding in
      finding.verdict == .undetermined && !finding.causes.isEmpty
        && finding.effect(plan.rules[finding.rule]) == decision
        && finding.causes.all.allSatisfy { !deferred.contains($0) }
    }
  }
}
