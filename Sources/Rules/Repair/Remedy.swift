/// Changes that cure one cause, where another cause that no change can cure keeps the decision.
///
/// What cannot be helped does not hide what can.
public struct Remedy: Sendable {
  /// The rules that it cures, each once.
  public let rules: [Int]
  /// In the order of the vocabulary.
  public let changes: [FactChange]

  public var kind: RepairKind { RepairKind(of: changes) }

  /// The smallest cure of each cause that has one, verified by a full evaluation.
  static func all(for causes: [FailureCause], in review: Review) -> [Remedy] {
    let search = CureSearch(trial: Trial(review), floor: .approve)
    let finder = GroundFinder(trial: search.trial)
    return causes.compactMap { cause in
      var rules: [Int] = []
      for index in cause.findings where !rules.contains(review.findings[index].rule) {
        rules.append(review.findings[index].rule)
      }
      let grounds = rules.flatMap { rule in
        finder.grounds(of: rule, search.trial.findings[rule] ?? [], under: .none)
      }
      guard !grounds.isEmpty, grounds.allSatisfy({ $0.bestEffect == .approve }),
        let cure = search.cures(of: grounds).first, cure.changes.count > 0
      else { return nil }
      let after = search.trial.review(under: cure.changes)
      let isCured = after.findings.allSatisfy { finding in
        finding.verdict != .notMet || !rules.contains(finding.rule)
      }
      return isCured ? Remedy(rules: rules, changes: cure.changes.list(in: review)) : nil
    }
  }
}
