/// A fact that is asked for, and why.
public struct Ask: Sendable {
  public let fact: MissingFact
  public let why: AskReason
}

/// What a fact would decide, by one rule.
public enum AskReason: Sendable {
  /// Which rules apply.
  case scope
  /// The dossier says two things of it.
  case contradiction
  /// Each of these values alone breaks the rule with the consequence, as was judged.
  case decides(AnswerValues, rule: Int, RuleConsequence)
  /// It takes the rest of what the rule is open for, too, to know whether the consequence follows:
  /// so many causes, of which the first are here.
  case together(rule: Int, RuleConsequence?, others: [Cause], count: Int)

  /// The rule that it is about; nil: none in particular.
  public var rule: Int? {
    switch self {
    case .scope, .contradiction: nil
    case .decides(_, let rule, _), .together(let rule, _, _, _): rule
    }
  }
}

/// Finds why facts are asked for: of the rules that ask for a fact, the one that is asked about first
/// and that some value of the fact alone breaks; else the one that is asked about first.
struct AskReasons {
  private let trial: Trial
  private let tables: QuestionTables
  private let opening: Set<FactReference>
  /// The tables, that of the rule that is asked about first at the head.
  private let ranked: [QuestionModel.Table]
  /// Of the open findings that ask for something, the first that could come to the worst.
  private var heaviest: [Subject: OpenFinding] = [:]

  private enum Subject: Hashable {
    case fact(FactReference)
    /// A value of the authority, by its path.
    case figure(String)
  }

  /// The most other facts that are kept.
  private static let otherLimit = 2

  init(_ trial: Trial, _ tables: QuestionTables, opening: Set<FactReference>) {
    self.trial = trial
    self.tables = tables
    self.opening = opening
    ranked = QuestionPolicy.ranked(tables.model.tables, in: tables.model)
    for open in tables.findings {
      for cause in open.finding(trial)?.causes ?? [] {
        guard let subject = subject(of: cause) else { continue }
        if heaviest[subject].map({ $0.worst < open.worst }) ?? true { heaviest[subject] = open }
      }
    }
  }

  private var review: Review { trial.review }

  func reason(for fact: MissingFact) -> AskReason {
    let reference = fact.reference
    if let reference {
      if review.contradictions.contains(where: { $0.facts.contains(reference) }) {
        return .contradiction
      }
      if opening.contains(reference) { return .scope }
    }
    let question = reference.flatMap { tables.references.firstIndex(of: $0) }
    let drawn = ranked.filter { table in question.map(table.questions.contains) ?? false }
    if let reference, let question {
      for table in drawn {
        let breaking = tables.model.breaking(question, table)
        let answers = zip(tables.answers[question], breaking).filter { $1 }.map { $0.0 }
        if let reason = single(answers, to: reference, breaking: tables.findings[table.finding]) {
          return reason
        }
      }
    }
    let asking = drawn.first.map { tables.findings[$0.finding] } ?? heaviest[subject(of: fact)]
    if drawn.isEmpty, let reference, let question, let asking,
      let reason = single(tables.answers[question], to: reference, breaking: asking)
    {
      return reason
    }
    guard let open = asking?.finding(trial) else { return .scope }
    let consequences = [open.consequence].compactMap { $0 } + open.otherConsequences
    let own = subject(of: fact)
    let others = open.causes.lazy.filter { subject(of: $0) != own }.prefix(Self.otherLimit)
    return .together(
      rule: open.rule, consequences.max { weight(of: $0) < weight(of: $1) },
      others: Array(others), count: open.causes.count - 1)
  }

  /// What can be answered, and how likely each is; empty where that is not listed.
  func answers(to fact: MissingFact) -> [QuestionAnswer] {
    fact.reference.flatMap { tables.references.firstIndex(of: $0) }.map { tables.answers[$0] } ?? []
  }

  private func subject(of fact: MissingFact) -> Subject {
    fact.reference.map { .fact($0) } ?? .figure(fact.path)
  }

  private func subject(of cause: Cause) -> Subject? {
    if let fact = cause.fact { return .fact(fact) }
    return cause.figure.map { .figure($0.path(in: review.program)) }
  }

  // MARK: - One value

  /// Those of the answers that each alone break a rule, and weigh most; nil: there are none.
  private func single(
    _ answers: [QuestionAnswer], to reference: FactReference, breaking open: OpenFinding
  ) -> AskReason? {
    var found: (values: AnswerValues, consequence: RuleConsequence)?
    for answer in answers {
      let changes = ChangeSet(values: [reference: answer.sample])
      guard let finding = open.finding(under: changes, trial), finding.verdict == .notMet,
        finding.unverified.isEmpty, finding.otherConsequences.isEmpty, !finding.hasTimeLeft,
        let consequence = finding.consequence,
        weight(of: consequence) > review.settledDecision
      else { continue }
      if let known = found, known.consequence == consequence {
        found?.values.add(answer.values)
      } else if found.map({ weight(of: $0.consequence) < weight(of: consequence) }) ?? true {
        found = (answer.values, consequence)
      }
    }
    return found.map { .decides($0.values, rule: open.rule, $0.consequence) }
  }

  /// What a consequence does to the decision.
  private func weight(of consequence: RuleConsequence) -> Decision {
    consequence.all.compactMap {
      review.program.vocabulary.consequences[$0.consequence].onNotMet
    }.max() ?? .approve
  }
}

extension Cause {
  /// The value of the authority that it asks for; nil: it asks for none.
  fileprivate var figure: Figure? {
    switch self {
    case .unverified(let figure): figure
    case .parameter(let index, let key), .emptyCell(let index, let key),
      .outsideValidity(let index, let key):
      Figure(parameter: index, key: key)
    case .ambiguousKey(nil, let parameter, let key, _): Figure(parameter: parameter, key: key)
    case .missing, .unavailable, .declaredNotApplicable, .imprecise, .ambiguousKey, .unitMismatch,
      .basisMismatch, .overflow, .divisionByZero, .emptyList:
      nil
    }
  }
}
