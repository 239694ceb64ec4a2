// What is asked for, as `MissingFact` finds it.

extension BulkJudge {
  /// What the record at hand is asked for.
  var asked: [BulkQuestion] {
    guard let verdicts = memory.records.current else { return [] }
    if let known = verdicts.asked { return known }
    let found = asked(of: verdicts)
    verdicts.asked = found
    return found
  }

  /// The facts to ask for: those that could change the decision, or else all that findings ask for.
  private func asked(of verdicts: BulkVerdicts) -> [BulkQuestion] {
    var settled = Decision.approve
    for finding in verdicts.findings { settled = max(settled, finding.leastEffect) }
    var decisive = BulkCauses()
    if settled < .refuse {
      for fact in verdicts.contradicted { decisive.add(BulkCause(.missing, fact)) }
    }
    let isHeld = isHeldByApplicableRule(verdicts)
    for finding in verdicts.findings where finding.worstEffect > settled {
      if isHeld, !finding.applicabilityCauses.isEmpty {
        addFirst(of: finding, to: &decisive)
      } else {
        decisive.add(questions(of: finding))
      }
    }
    if decisive.isEmpty {
      for fact in verdicts.contradicted { decisive.add(BulkCause(.missing, fact)) }
      for finding in verdicts.findings { decisive.add(questions(of: finding)) }
    }
    return decisive.all.map { BulkQuestion(code: $0.code) }
  }

  /// All that a finding asks for.
  private func questions(of finding: BulkFinding) -> BulkCauses {
    if let known = finding.questions, openFields.isEmpty, openContainers.isEmpty { return known }
    var questions = BulkCauses()
    for cause in withScopes(finding.causes).all {
      if let question = question(of: cause) { questions.add(question) }
    }
    if openFields.isEmpty, openContainers.isEmpty, finding.causes.isOfRecord {
      finding.questions = questions
    }
    return questions
  }

  /// What a finding asks for before it is known that it concerns the project.
  private func addFirst(of finding: BulkFinding, to questions: inout BulkCauses) {
    let first = withScopes(BulkCauses(finding.applicabilityCauses))
    for cause in withScopes(finding.causes).all where first.contains(cause) {
      if let question = question(of: cause) { questions.add(question) }
    }
  }

  /// What a cause asks for: causes of one fact or figure are one question; nil: nobody can answer it.
  private func question(of cause: BulkCause) -> BulkCause? {
    if let fact = fact(of: cause) { return BulkCause(.missing, fact) }
    switch cause.kind {
    case .ambiguousKey:
      let figure = evaluator.ambiguous[cause.number].figure
      return BulkCause(.parameter, figure: figure)
    case .parameter, .emptyCell, .outsideValidity, .unverified:
      return BulkCause(.parameter, figure: cause.number)
    case .missing, .unavailable, .declaredNotApplicable, .imprecise, .emptyList, .other, nil:
      return nil
    }
  }

  /// The causes, and what says whether the project can have what is missing at all.
  private func withScopes(_ causes: BulkCauses) -> BulkCauses {
    if openFields.isEmpty, openContainers.isEmpty { return causes }
    var all = BulkCauses()
    for cause in causes.all {
      if cause.kind == .missing {
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
  private func isHeldByApplicableRule(_ verdicts: BulkVerdicts) -> Bool {
    var deferred = BulkCauses()
    for finding in verdicts.findings where finding.verdict == .undetermined {
      let first = finding.applicabilityCauses
      guard !first.isEmpty else { continue }
      for cause in finding.causes.all where !first.contains(cause) { deferred.add(cause) }
    }
    return verdicts.findings.contains { finding in
      finding.verdict == .undetermined && !finding.causes.isEmpty
        && finding.effect == verdicts.decision
        && finding.causes.all.allSatisfy { !deferred.contains($0) }
    }
  }
}
