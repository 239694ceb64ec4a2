/// Draws up what open findings come to under each answer: each by judging its rule again.
///
/// A finding that asks for something else than a choice, a number or a truth has no table, nor has one
/// with too many answers.
struct QuestionTables {
  /// The facts that are asked for, by their place in the model.
  let references: [FactReference]
  let model: QuestionModel
  /// What stands in a finding that can still decide and has no table of all that it asks for: of these
  /// the model does not say all.
  let untold: Set<FactReference>
  /// What the findings without such a table come to as the dossier stands.
  let standing: Decision

  /// The most answers of one finding, and of all.
  private static let tableLimit = 512
  private static let totalLimit = 6_000

  /// - Parameter isAsked: Whether a fact may be asked for.
  init(_ trial: Trial, isAsked: (FactReference) -> Bool) {
    let review = trial.review
    let vocabulary = review.program.vocabulary
    let open = OpenFinding.all(in: trial)
    var references: [FactReference] = []
    var answers: [[ScalarValue]] = []
    var questions: [QuestionModel.Question] = []
    for reference in [FactReference].union(of: open.lazy.map { $0.facts }) {
      guard isAsked(reference),
        let (values, weights) = Self.answers(to: reference, open, trial)
      else { continue }
      references.append(reference)
      answers.append(values)
      questions.append(
        QuestionModel.Question(cost: vocabulary.fields[reference.field].cost, weights: weights))
    }
    var tables: [QuestionModel.Table] = []
    var total = 0
    var partial: [OpenFinding] = []
    for finding in open {
      let asked = references.indices.filter { finding.facts.contains(references[$0]) }
      let count = asked.reduce(1) { $0 * min(answers[$1].count, Self.tableLimit + 1) }
      if finding.asksForMore || asked.count < finding.facts.count { partial.append(finding) }
      guard !asked.isEmpty else { continue }
      guard count <= Self.tableLimit, total + count <= Self.totalLimit,
        let table = Self.table(of: finding, asked, references, answers, trial)
      else {
        partial.append(finding)
        continue
      }
      total += count
      tables.append(table)
    }
    let final = open.filter { $0.isFinal }.compactMap { $0.effect(under: .none, trial) }.max()
    model = QuestionModel(
      questions, tables, settled: max(review.certainDecision, final ?? .approve))
    self.references = references
    let settled = model.settled
    untold = Set(partial.lazy.filter { $0.worst > settled }.flatMap { $0.facts })
    standing = partial.compactMap { $0.effect(under: .none, trial) }.max() ?? .approve
  }

  /// nil: not all answers can be judged.
  private static func table(
    of finding: OpenFinding, _ asked: [Int], _ references: [FactReference],
    _ answers: [[ScalarValue]], _ trial: Trial
  ) -> QuestionModel.Table? {
    var changes: [ChangeSet] = [.none]
    for question in asked {
      changes = changes.flatMap { taken in
        answers[question].map {
          taken.overridden(by: ChangeSet(values: [references[question]: $0]))
        }
      }
    }
    let effects = changes.compactMap { finding.effect(under: $0, trial) }
    guard effects.count == changes.count else { return nil }
    return QuestionModel.Table(questions: asked, effects: effects)
  }

  /// What can be answered, and how likely each is: choices are as likely as each other, and so are the
  /// stretches between the limits of a number.
  private static func answers(
    to reference: FactReference, _ open: [OpenFinding], _ trial: Trial
  ) -> (values: [ScalarValue], weights: [Double])? {
    let vocabulary = trial.review.program.vocabulary
    let field = vocabulary.fields[reference.field]
    switch field.type {
    case .truth: return ([.truth(true), .truth(false)], [0.5, 0.5])
    case .choice(let list):
      let choices = vocabulary.choiceLists[list].choices.indices
      return (
        choices.map { .choice($0) }, choices.map { _ in 1 / Double(choices.count) }
      )
    case .number:
      var thresholds = Thresholds()
      for finding in open where finding.facts.contains(reference) {
        thresholds.merge(finding.thresholds(of: reference, trial))
      }
      guard thresholds.isComplete, let unit = field.unit else { return nil }
      let pieces = NumberPieces(
        thresholds.values, in: field.interval, isInteger: field.isInteger
      ).pieces
      let stretches = pieces.count { $0.interval.single == nil }
      return (
        pieces.map { .number(Quantity(interval: NumberInterval($0.sample), unit: unit)) },
        pieces.map { piece in
          if stretches == 0 { return 1 / Double(pieces.count) }
          return piece.interval.single == nil ? 1 / Double(stretches) : 0
        }
      )
    case .text, .date, .choices: return nil
    }
  }
}

/// A finding that can still move the decision.
private struct OpenFinding {
  let rule: Int
  let position: Int
  /// What it could do to the decision at worst.
  let worst: Decision
  let facts: [FactReference]
  /// Whether it hangs on something that is no single fact, too.
  let asksForMore: Bool
  /// Whether all that it hangs on cannot be given.
  let isFinal: Bool

  static func all(in trial: Trial) -> [OpenFinding] {
    let review = trial.review
    let settled = review.settledDecision
    var open: [OpenFinding] = []
    for rule in trial.findings.keys.sorted() {
      for (position, finding) in (trial.findings[rule] ?? []).enumerated() {
        let worst = finding.worstEffect(in: review.program)
        guard worst > settled else { continue }
        // What cannot be given is not asked for, and stays as it is.
        let facts = finding.causes.compactMap { cause -> FactReference? in
          switch cause {
          case .missing(let fact), .imprecise(let fact):
            if case .field = fact.target, !fact.indices.contains(nil) { fact } else { nil }
          default: nil
          }
        }
        open.append(
          OpenFinding(
            rule: rule, position: position, worst: worst, facts: facts,
            asksForMore: facts.count < finding.causes.count { !$0.isRefused },
            isFinal: !finding.causes.isEmpty && finding.causes.allSatisfy { $0.isRefused }))
      }
    }
    return open
  }

  func effect(under changes: ChangeSet, _ trial: Trial) -> Decision? {
    var judge = trial.judge(under: changes)
    judge.isQuick = true
    return judge.finding(of: rule, at: position)?.effect(in: trial.review.program.vocabulary)
  }

  func thresholds(of reference: FactReference, _ trial: Trial) -> Thresholds {
    let rule = trial.review.program.programRules[rule]
    let conditions = [rule.filter, rule.when, rule.requirement].compactMap { $0 }
    return ThresholdFinder.thresholds(
      of: reference, in: conditions + rule.exclusions + rule.exceptions,
      trial.judge(under: .none).evaluator(of: self.rule, at: position))
  }
}

extension Cause {
  /// Whether the applicant says that it cannot be given.
  fileprivate var isRefused: Bool {
    if case .unavailable = self { true } else { false }
  }
}

extension Review {
  /// What the decision is at least, whatever is answered.
  fileprivate var certainDecision: Decision {
    let isOpen =
      !openJurisdiction.isEmpty || !dormantRulesets.isEmpty || !contradictions.isEmpty
    return isOpen ? settledDecision : max(settledDecision, leastDecision)
  }
}

extension Field {
  /// What an answer costs by who must give it: a value of the design, a paper, a finding of the
  /// authority.
  var cost: Double {
    if isFoundByAuthority { return 5 }
    if case .number = type { return 1 }
    return evidence == nil ? 1 : 3
  }
}
