/// What is asked to settle the decision, the next question first.
public struct OpenQuestions {
  /// Where the project is and of what kind, then what ``QuestionPolicy`` chooses, then what can only be
  /// listed, written or looked up. What was said to be unavailable is not among them.
  public private(set) var facts: [MissingFact] = []
  /// Where nothing is asked, what every way to give the facts that are still open comes to; rules that
  /// are each open may come to it together. Else the decision of the review.
  public private(set) var decision: Decision
  /// The most facts of which each is weighed; further ones, as of many elements of a list, follow.
  private static let factLimit = 48
  /// nil: nothing was looked at.
  private var reasons: AskReasons?

  public init(of review: Review) {
    self.init(among: MissingFact.all(in: review), in: Trial(review))
  }

  /// Why a fact is asked for.
  public func reason(for fact: MissingFact) -> AskReason { reasons?.reason(for: fact) ?? .scope }

  /// What can be answered to a question, one of what no rule tells apart, and how likely each is taken
  /// to be; empty for what can only be written or counted.
  package func answers(to fact: MissingFact) -> [(sample: ScalarValue, weight: Double)] {
    reasons?.answers(to: fact).map { (sample: $0.sample, weight: $0.weight) } ?? []
  }

  init(among missing: [MissingFact], in trial: Trial) {
    let review = trial.review
    let settled = review.settledDecision
    decision = review.decision
    let open = missing.filter {
      ($0.isDecisive || $0.couldDecide > settled) && !review.isUnavailable($0)
    }
    if open.count > QuestionPolicy.lookAheadLimit {
      // What is not asked yet as long as something else keeps the decision is asked when that does not.
      ask(open.filter { $0.isDecisive }, in: trial)
    }
    if facts.isEmpty { ask(open, in: trial) }
  }

  private mutating func ask(_ missing: [MissingFact], in trial: Trial) {
    let review = trial.review
    let opening = review.openingFacts
    let asked = Set(missing.prefix(Self.factLimit).compactMap { $0.reference }).subtracting(opening)
    let tables = QuestionTables(trial) { asked.contains($0) }
    reasons = AskReasons(trial, tables, opening: opening)
    let told = Set(tables.references).subtracting(tables.untold)
    let chosen = QuestionPolicy.order(tables.model).map { tables.references[$0] }
    let first = Self.fromWidest(
      missing.filter { $0.reference.map { opening.contains($0) } ?? false },
      review.program.vocabulary.jurisdictionFields)
    let rest = missing.filter { fact in
      guard fact.couldDecide > tables.model.settled else { return false }
      guard let reference = fact.reference else { return true }
      return !opening.contains(reference) && !told.contains(reference)
        && !chosen.contains(reference)
    }
    facts =
      first + chosen.compactMap { reference in missing.first { $0.reference == reference } } + rest
    decision =
      facts.isEmpty
      ? max(tables.model.anyOutcome, tables.standing, review.leastDecision) : review.decision
  }
}

extension OpenQuestions {
  /// The same facts, those of the place from the widest: a city alone may be one of several provinces.
  fileprivate static func fromWidest(_ facts: [MissingFact], _ places: [Int]) -> [MissingFact] {
    func level(_ fact: MissingFact) -> Int? {
      guard case .field(let field)? = fact.reference?.target else { return nil }
      return places.firstIndex(of: field)
    }
    var ofPlace = facts.filter { level($0) != nil }
      .sorted { level($0) ?? 0 < level($1) ?? 0 }[...]
    return facts.map { fact in
      level(fact) == nil ? fact : ofPlace.popFirst() ?? fact
    }
  }
}

extension Ask {
  /// What is to be supplied to settle the decision, in the order of an interview; last what that would
  /// not ask for: what was said to be unavailable, and what changes the decision only as it stands.
  ///
  /// - Parameter missing: All that open findings ask for.
  static func all(among missing: [MissingFact], in trial: Trial) -> [Ask] {
    let decisive = missing.filter { $0.isDecisive }
    guard !decisive.isEmpty else { return [] }
    let questions = OpenQuestions(among: missing, in: trial)
    let first = questions.facts.filter { $0.isDecisive }
    let paths = Set(first.map { $0.path })
    let order = first + decisive.filter { !paths.contains($0.path) }
    return order.map { Ask(fact: $0, why: questions.reason(for: $0)) }
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
