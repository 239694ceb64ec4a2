/// Draws up what open findings come to under each answer: each by judging its rule again.
///
/// A finding that asks for something else than a choice, a number or a truth has no table, nor has one
/// with too many answers.
struct QuestionTables {
  /// The facts that are asked for, by their place in the model.
  let references: [FactReference]
  /// What can be answered to each.
  let answers: [[QuestionAnswer]]
  let model: QuestionModel
  /// The findings that can still decide; the tables of the model name them by their places.
  let findings: [OpenFinding]
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
    let vocabulary = trial.review.program.vocabulary
    findings = OpenFinding.all(in: trial)
    var drawn: [DrawnQuestion] = []
    for reference in [FactReference].union(of: findings.lazy.map { $0.facts }) {
      guard isAsked(reference) else { continue }
      if let question = DrawnQuestion(reference, findings, trial) { drawn.append(question) }
    }
    var tables: [QuestionModel.Table] = []
    var total = 0
    var partial: [OpenFinding] = []
    for (place, finding) in findings.enumerated() {
      let asked = drawn.indices.filter { drawn[$0].kinds[place] != nil }
      let count = asked.reduce(1) { $0 * min(drawn[$1].answers.count, Self.tableLimit + 1) }
      if finding.asksForMore || asked.count < finding.facts.count { partial.append(finding) }
      guard !asked.isEmpty else { continue }
      guard count <= Self.tableLimit, total + count <= Self.totalLimit,
        let effects = Self.effects(of: place, finding, asked.map { drawn[$0] }, trial)
      else {
        partial.append(finding)
        continue
      }
      total += count
      tables.append(QuestionModel.Table(finding: place, questions: asked, effects: effects))
    }
    let final = findings.filter { $0.isFinal }.compactMap { $0.effect(trial) }.max()
    references = drawn.map { $0.reference }
    answers = drawn.map { $0.answers }
    model = QuestionModel(
      drawn.map { question in
        QuestionModel.Question(
          cost: vocabulary.fields[question.reference.field].cost,
          weights: question.answers.map { $0.weight })
      }, tables, settled: max(trial.review.certainDecision, final ?? .approve))
    let settled = model.settled
    untold = Set(partial.lazy.filter { $0.worst > settled }.flatMap { $0.facts })
    standing = partial.compactMap { $0.effect(trial) }.max() ?? .approve
  }

  /// By the answers to the questions of a finding, that to the last one changing fastest; nil: not all
  /// can be judged. What is alike to the finding is judged once.
  private static func effects(
    of place: Int, _ finding: OpenFinding, _ asked: [DrawnQuestion], _ trial: Trial
  ) -> [Decision]? {
    let kinds = asked.compactMap { $0.kinds[place] }
    let count = asked.reduce(1) { $0 * $1.answers.count }
    var known: [[Int]: Decision] = [:]
    var effects: [Decision] = []
    for row in 0..<count {
      var rest = row
      var given = Array(repeating: 0, count: asked.count)
      for question in asked.indices.reversed() {
        given[question] = rest % asked[question].answers.count
        rest /= asked[question].answers.count
      }
      let kind = asked.indices.map { kinds[$0][given[$0]] }
      if let effect = known[kind] {
        effects.append(effect)
        continue
      }
      let values = asked.indices.map { asked[$0].answers[given[$0]].sample }
      let changes = ChangeSet(
        values: Dictionary(uniqueKeysWithValues: zip(asked.map { $0.reference }, values)))
      guard let effect = finding.effect(under: changes, trial) else { return nil }
      known[kind] = effect
      effects.append(effect)
    }
    return effects
  }
}

/// A question with its answers, and what each finding tells apart of them.
private struct DrawnQuestion {
  let reference: FactReference
  private(set) var answers: [QuestionAnswer]
  /// By the places of the findings that ask for it, the kind of each answer.
  private(set) var kinds: [Int: [Int]] = [:]

  /// nil: its answers cannot be listed.
  init?(_ reference: FactReference, _ findings: [OpenFinding], _ trial: Trial) {
    let asking = findings.indices.filter { findings[$0].facts.contains(reference) }
    guard
      let all = QuestionAnswer.all(
        of: trial.review.program.vocabulary.fields[reference.field],
        in: trial.review.program.vocabulary, within: trial.review.interval(of: reference),
        asking.reduce(into: Thresholds()) {
          $0.merge(findings[$1].thresholds(of: reference, trial))
        })
    else { return nil }
    self.reference = reference
    answers = []
    let kinds = asking.map { findings[$0].kinds(of: all, to: reference, trial) }
    var places: [[Int]: Int] = [:]
    for (index, answer) in all.enumerated() {
      let alike = kinds.map { $0[index] }
      if let place = places[alike] {
        answers[place].weight += answer.weight
        answers[place].values.add(answer.values)
      } else {
        places[alike] = answers.count
        answers.append(answer)
        for (place, kind) in zip(asking, alike) { self.kinds[place, default: []].append(kind) }
      }
    }
  }
}

extension Review {
  /// What the decision is at least, whatever is answered.
  fileprivate var certainDecision: Decision {
    let isOpen =
      !openJurisdiction.isEmpty || !dormantRulesets.isEmpty || !contradictions.isEmpty
    return isOpen ? settledDecision : max(settledDecision, leastDecision)
  }

  /// What a number can be: in the range that is given, else in that of its field.
  fileprivate func interval(of reference: FactReference) -> NumberInterval {
    let given = binding.dossier.fact(reference, in: program.vocabulary)
    if case .value(.number(let quantity))? = given?.state { return quantity.interval }
    return program.vocabulary.fields[reference.field].interval
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
