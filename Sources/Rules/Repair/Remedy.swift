/// Changes that cure one cause, where another cause that no change can cure keeps the decision.
///
/// What cannot be helped does not hide what can.
public struct Remedy: Sendable {
  /// The rules that it cures, each once.
  public let rules: [Int]
  /// In the order of the vocabulary.
  public let changes: [FactChange]

  public var kind: RepairKind { RepairKind(of: changes) }
}

extension RepairSearch {
  /// The smallest cure of the rules of each cause, verified on the changed dossier; none for those
  /// that have none, and one for causes of the same rules, as the elements of a list are.
  func remedies(for causes: [FailureCause]) -> [Remedy] {
    let byRule = Dictionary(grouping: grounds) { $0.rule }
    var seen: Set<Set<Int>> = []
    return causes.compactMap { cause in
      let rules = [Int].union(of: cause.findings.lazy.map { [trial.review.findings[$0].rule] })
      guard seen.insert(Set(rules)).inserted else { return nil }
      return remedy(for: rules, rules.flatMap { byRule[$0] ?? [] })
    }
  }

  private func remedy(for rules: [Int], _ grounds: [Ground]) -> Remedy? {
    let search = CureSearch(trial: trial, floor: .approve)
    guard !grounds.isEmpty, grounds.allSatisfy({ $0.bestEffect == .approve }),
      let cure = search.cures(of: grounds).first, cure.changes.count > 0
    else { return nil }
    let judge = trial.judge(entering: cure.changes)
    let isCured = rules.allSatisfy { rule in
      judge.findings(of: rule).allSatisfy { $0.verdict != .notMet }
    }
    return isCured ? Remedy(rules: rules, changes: cure.changes.list(in: trial.review)) : nil
  }
}
