/// A finding that can still move the decision.
struct OpenFinding {
  let rule: Int
  let position: Int
  /// What it could do to the decision at worst.
  let worst: Decision
  /// What it asks for, one fact each.
  let facts: [FactReference]
  /// Whether it hangs on something that is no single fact, too.
  let asksForMore: Bool
  /// Whether all that it hangs on cannot be given.
  let isFinal: Bool

  /// Those of a review, in the order of the rules.
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

  /// It as it stands.
  func finding(_ trial: Trial) -> Finding? {
    guard let own = trial.findings[rule], own.indices.contains(position) else { return nil }
    return own[position]
  }

  /// It with facts changed.
  func finding(under changes: ChangeSet, _ trial: Trial) -> Finding? {
    var judge = trial.judge(under: changes)
    judge.isQuick = true
    return judge.finding(of: rule, at: position)
  }

  func effect(_ trial: Trial) -> Decision? {
    finding(trial)?.effect(in: trial.review.program.vocabulary)
  }

  func effect(under changes: ChangeSet, _ trial: Trial) -> Decision? {
    finding(under: changes, trial)?.effect(in: trial.review.program.vocabulary)
  }

  // MARK: - What it tells apart

  /// The values at which something turns that a number is compared with.
  func thresholds(of reference: FactReference, _ trial: Trial) -> Thresholds {
    let rule = trial.review.program.programRules[rule]
    let conditions = [rule.filter, rule.when, rule.requirement].compactMap { $0 }
    return ThresholdFinder.thresholds(
      of: reference, in: conditions + rule.exclusions + rule.exceptions, evaluator(trial))
  }

  /// By answer, which of them are alike to the rule: those of the same number.
  func kinds(
    of answers: [QuestionAnswer], to reference: FactReference, _ trial: Trial
  ) -> [Int] {
    let program = trial.review.program
    switch program.vocabulary.fields[reference.field].type {
    case .choice(let list):
      let completion = Completion(
        program: program, rule: program.programRules[rule], evaluator: evaluator(trial))
      // INVARIANT: of a choice all choices can be answered, in the order of the vocabulary.
      return completion.kinds(of: reference.field, in: list) ?? Array(answers.indices)
    case .number:
      let limits = thresholds(of: reference, trial).values
      return answers.map { answer in
        guard case .number(let quantity) = answer.sample, let number = quantity.interval.single
        else { return 0 }
        let below = limits.count { $0 < number }
        return 2 * below + (limits.contains(number) ? 1 : 0)
      }
    case .truth, .text, .date, .choices: return Array(answers.indices)
    }
  }

  private func evaluator(_ trial: Trial) -> Evaluator {
    trial.judge(under: .none).evaluator(of: rule, at: position)
  }
}

extension Cause {
  /// Whether the applicant says that it cannot be given.
  fileprivate var isRefused: Bool {
    if case .unavailable = self { true } else { false }
  }
}
