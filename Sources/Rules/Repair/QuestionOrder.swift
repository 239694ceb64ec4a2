/// What is asked to settle the decision, in the order in which it is asked.
extension MissingFact {
  /// The facts that can change the decision, the next question first: where the project is and of what
  /// kind, then what ``QuestionPolicy`` chooses, then what can only be listed, written or looked up.
  /// What was said to be unavailable is not among them.
  public static func questions(in review: Review) -> [MissingFact] {
    questions(among: all(in: review), in: Trial(review))
  }

  static func questions(among missing: [MissingFact], in trial: Trial) -> [MissingFact] {
    let settled = trial.review.settledDecision
    let open = missing.filter {
      ($0.isDecisive || $0.couldDecide > settled) && !trial.review.isUnavailable($0)
    }
    let decisive = open.filter { $0.isDecisive }
    // What is not asked yet as long as something else keeps the decision is asked when that does not.
    let questions = ordered(decisive, in: trial)
    return questions.isEmpty && open.count > decisive.count ? ordered(open, in: trial) : questions
  }

  private static func ordered(_ facts: [MissingFact], in trial: Trial) -> [MissingFact] {
    let review = trial.review
    let opening = review.openingFacts
    let first = facts.filter { $0.reference.map { opening.contains($0) } ?? false }
    let asked = Set(facts.compactMap { $0.reference }).subtracting(opening)
    let tables = QuestionTables(trial) { asked.contains($0) }
    let known = Set(tables.tabled)
    let rest = facts.filter { fact in
      guard let reference = fact.reference else { return true }
      return !opening.contains(reference) && !known.contains(reference)
    }
    let chosen = QuestionPolicy.order(tables.model).map { tables.references[$0] }
    let questions =
      first + chosen.compactMap { reference in facts.first { $0.reference == reference } }
      + rest.filter { fact in !chosen.contains { $0 == fact.reference } }
    // What all completions come to alike is still to be found out by one of them.
    return questions.isEmpty && tables.model.anyOutcome != review.decision ? facts : questions
  }
}

extension Review {
  /// What says where the project is, and what it can have at all.
  fileprivate var openingFacts: Set<FactReference> {
    let scopes = findings.lazy.flatMap { $0.causes }.flatMap { cause -> [FactReference] in
      guard case .missing(let fact) = cause else { return [] }
      return binding.existence.questions(before: fact.target).compactMap { $0.fact }
    }
    return Set(openJurisdiction).union(scopes)
  }

  fileprivate func isUnavailable(_ fact: MissingFact) -> Bool {
    guard let reference = fact.reference else { return false }
    switch reference.target {
    case .field:
      if case .unavailable? = binding.dossier.fact(reference, in: program.vocabulary)?.state {
        return true
      }
    case .list(let list):
      if case .unavailable? = binding.dossier.root.lists[list] { return true }
    }
    return false
  }
}
