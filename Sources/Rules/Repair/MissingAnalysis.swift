/// What the values of a missing fact would lead to.
public struct MissingAnalysis: Sendable {
  /// The most facts that are analysed in one review.
  public static let factLimit = 8
  /// The most values of a fact that are tried.
  static let valueLimit = 12

  public let fact: MissingFact
  /// For a number: all it could be, in ascending order, by what that leads to. Empty for other
  /// facts, and where it also depends on another missing number.
  public let regions: [NumberRegion]
  /// For a choice: all that it could be, by what that leads to, the best decision first. Empty for other
  /// facts, where all lead to one decision, and where there are too many choices to try each.
  public internal(set) var choices: [ChoiceGroup] = []
  /// Two completions that differ in this fact alone and lead to different decisions, both
  /// evaluated; empty where none were found.
  public let completions: [FactCompletion]

  /// The first facts that could change the decision of a review.
  public static func all(in review: Review) -> [MissingAnalysis] {
    all(of: MissingFact.all(in: review), in: Trial(review))
  }

  static func all(of facts: [MissingFact], in trial: Trial) -> [MissingAnalysis] {
    var analyser = MissingAnalyser(trial)
    var analyses: [MissingAnalysis] = []
    for fact in facts where fact.isDecisive && analyses.count < factLimit {
      analyses.append(analyser.completed(analyser.analysis(of: fact)))
    }
    return analyses
  }
}

/// Values of a number that lead to the same.
public struct NumberRegion: Sendable {
  public enum Outcome: Sendable, Equatable {
    /// Whatever the other facts are, these rules are not met.
    case fails(rules: [String])
    /// The rules that ask for the fact are settled, and none of them fails.
    case passes
    /// It depends on other facts.
    case open
  }

  /// In base units.
  public let interval: NumberInterval
  public let unit: UnitOfMeasure?
  public let outcome: Outcome
  /// The decision if the fact is given and all others stay missing.
  public let decision: Decision
}

/// Choices that lead to the same decision, each of which was evaluated.
public struct ChoiceGroup: Sendable {
  /// The fact as each of them, in the order of the vocabulary.
  public internal(set) var changes: [FactChange]
  public let decision: Decision

  /// The completions of a fact by their decisions; none where there is one decision.
  fileprivate static func all(of completions: [FactCompletion]) -> [ChoiceGroup] {
    var groups: [ChoiceGroup] = []
    for completion in completions {
      if let index = groups.firstIndex(where: { $0.decision == completion.decision }) {
        groups[index].changes.append(completion.change)
      } else {
        groups.append(ChoiceGroup(changes: [completion.change], decision: completion.decision))
      }
    }
    return groups.count > 1 ? groups.sorted { $0.decision < $1.decision } : []
  }
}

/// Missing facts supposed to have values, and the decision on the dossier so completed.
public struct FactCompletion: Sendable {
  /// The fact that is asked about.
  public let change: FactChange
  /// Other missing facts that are supposed to have values as well.
  public let others: [FactChange]
  public let decision: Decision
}

private struct MissingAnalyser {
  let review: Review
  let trial: Trial
  let settled: Decision
  private var joint: JointCompletion

  init(_ trial: Trial) {
    self.trial = trial
    review = trial.review
    settled = review.settledDecision
    joint = JointCompletion(TrialMemory(trial))
  }

  private var vocabulary: Vocabulary { review.program.vocabulary }

  mutating func analysis(of fact: MissingFact) -> MissingAnalysis {
    guard let reference = fact.reference, case .field(let field) = reference.target,
      !reference.indices.contains(nil)
    else { return MissingAnalysis(fact: fact, regions: [], completions: []) }
    switch vocabulary.fields[field].type {
    case .number: return numberAnalysis(fact, reference)
    case .truth:
      return analysis(fact, reference, trying: [.truth(true), .truth(false)])
    case .choice(let list):
      let all = vocabulary.choiceLists[list].choices.indices
      guard all.count <= MissingAnalysis.valueLimit else {
        return analysis(fact, reference, trying: namedChoices(of: field, in: list))
      }
      return analysis(fact, reference, trying: all.map(ScalarValue.choice), isChoice: true)
    case .text, .date, .choices:
      return MissingAnalysis(fact: fact, regions: [], completions: [])
    }
  }

  // MARK: - Values one by one

  /// - Parameter isChoice: Whether the values are all choices that there are.
  private mutating func analysis(
    _ fact: MissingFact, _ reference: FactReference, trying values: [ScalarValue],
    isChoice: Bool = false
  ) -> MissingAnalysis {
    var completions: [FactCompletion] = []
    for value in values.prefix(MissingAnalysis.valueLimit) {
      completions.append(completion(reference, ChangeSet(values: [reference: value])))
    }
    return MissingAnalysis(
      fact: fact, regions: [], choices: isChoice ? ChoiceGroup.all(of: completions) : [],
      completions: Self.extremes(of: completions))
  }

  private mutating func completion(
    _ reference: FactReference, _ changes: ChangeSet
  ) -> FactCompletion {
    completion(reference, changes, standing: joint.memory.standing(under: changes))
  }

  private func completion(
    _ reference: FactReference, _ changes: ChangeSet, standing: DecisionStanding
  ) -> FactCompletion {
    let list = changes.list(in: review)
    // INVARIANT: the changes hold a value of the fact itself.
    let own = list.first { $0.reference == reference } ?? list[0]
    return FactCompletion(
      change: own, others: list.filter { $0.reference != reference },
      decision: max(standing.decision, review.leastDecision))
  }

  /// The analysis with completions in which other facts have values too, where it has none.
  mutating func completed(_ analysis: MissingAnalysis) -> MissingAnalysis {
    guard analysis.completions.isEmpty, let reference = analysis.fact.reference,
      let pair = joint.pair(for: reference, in: findings(asking: reference))
    else { return analysis }
    let completions = [
      completion(reference, pair.better), completion(reference, pair.worse),
    ]
    return MissingAnalysis(
      fact: analysis.fact, regions: analysis.regions, completions: Self.extremes(of: completions))
  }

  /// The best and the worst, if they differ.
  private static func extremes(of completions: [FactCompletion]) -> [FactCompletion] {
    guard let best = completions.min(by: { $0.decision < $1.decision }),
      let worst = completions.max(by: { $0.decision < $1.decision }),
      best.decision != worst.decision
    else { return [] }
    return [best, worst]
  }

  private func standing(
    _ reference: FactReference, _ value: ScalarValue
  ) -> (standing: DecisionStanding, findings: [Int: [Finding]]) {
    let changes = ChangeSet(values: [reference: value])
    let findings = trial.findings(reading: changes.fields, under: changes)
    return (trial.standing(with: findings), findings)
  }

  /// The choices that open findings name, and one that they do not.
  private func namedChoices(of field: Int, in list: Int) -> [ScalarValue] {
    let rules = Set(findings(asking: FactReference(.field(field))).map { $0.0.rule })
    return NamedChoices(of: field, in: rules.sorted(), of: review.program)
      .values(among: list, limit: MissingAnalysis.valueLimit, of: review.program)
      .map(ScalarValue.choice)
  }

  // MARK: - Numbers

  /// The open findings that bear on the decision and ask for a fact, with their positions.
  private func findings(asking reference: FactReference) -> [(Finding, position: Int)] {
    var found: [(Finding, position: Int)] = []
    for rule in trial.findings.keys.sorted() {
      for (position, finding) in (trial.findings[rule] ?? []).enumerated()
      where finding.worstEffect(in: review.program) > settled {
        let asks = finding.causes.contains { $0.fact?.target == reference.target }
        if asks { found.append((finding, position)) }
      }
    }
    return found
  }

  private func numberAnalysis(_ fact: MissingFact, _ reference: FactReference) -> MissingAnalysis {
    let field = vocabulary.fields[reference.field]
    let asking = findings(asking: reference).filter { finding, _ in
      finding.causes.contains { $0.fact == reference }
    }
    var thresholds = Thresholds()
    for (finding, position) in asking {
      let rule = review.program.programRules[finding.rule]
      let evaluator = trial.judge(under: .none).evaluator(of: finding.rule, at: position)
      let conditions = [rule.filter, rule.when, rule.requirement].compactMap { $0 }
      thresholds.merge(
        ThresholdFinder.thresholds(
          of: reference, in: conditions + rule.exclusions + rule.exceptions, evaluator))
    }
    let pieces = NumberPieces(thresholds.values, in: field.interval, isInteger: field.isInteger)
    guard thresholds.isComplete, field.unit != nil, pieces.pieces.count <= 2 * Self.pieceLimit
    else { return MissingAnalysis(fact: fact, regions: [], completions: []) }
    var regions: [NumberRegion] = []
    var completions: [FactCompletion] = []
    for piece in pieces.pieces {
      let value = ScalarValue.number(
        Quantity(interval: NumberInterval(piece.sample), unit: field.unit))
      let (standing, findings) = standing(reference, value)
      let completion = completion(
        reference, ChangeSet(values: [reference: value]), standing: standing)
      completions.append(completion)
      regions.append(
        NumberRegion(
          interval: piece.interval, unit: field.unit, outcome: outcome(of: asking, findings),
          decision: completion.decision))
    }
    return MissingAnalysis(
      fact: fact, regions: Self.merged(regions), completions: Self.extremes(of: completions))
  }

  /// The most thresholds of a number for which its regions are told.
  private static let pieceLimit = 6

  private func outcome(
    of asking: [(Finding, position: Int)], _ findings: [Int: [Finding]]
  ) -> NumberRegion.Outcome {
    var failing: [String] = []
    var isOpen = false
    for (finding, position) in asking {
      guard let now = findings[finding.rule], now.indices.contains(position) else { continue }
      switch now[position].verdict {
      case .notMet: failing.append(review.program.rules.rules[finding.rule].id)
      case .undetermined: isOpen = true
      case .met, .notApplicable, .notYetDue: break
      }
    }
    if !failing.isEmpty { return .fails(rules: failing) }
    return isOpen ? .open : .passes
  }

  private static func merged(_ regions: [NumberRegion]) -> [NumberRegion] {
    var merged: [NumberRegion] = []
    for region in regions {
      if let last = merged.last, last.outcome == region.outcome, last.decision == region.decision {
        merged.removeLast()
        merged.append(
          NumberRegion(
            interval: NumberInterval(lower: last.interval.lower, upper: region.interval.upper),
            unit: region.unit, outcome: region.outcome, decision: region.decision))
      } else {
        merged.append(region)
      }
    }
    return merged
  }
}
