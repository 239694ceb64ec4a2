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
  /// The smallest cure of what can be cured of the rules of each cause, verified on the changed
  /// dossier; one for causes of the same rules, as the elements of a list are. Where rules of one
  /// cause exclude each other's cures, the first few have one each.
  ///
  /// Uncured are the findings that could be cured by themselves, but not without another failing.
  func remedies(for causes: [FailureCause]) -> (remedies: [Remedy], uncured: [Finding]) {
    let curable = grounds.filter { $0.bestEffect == .approve }
    let byRule = Dictionary(grouping: curable) { $0.rule }
    // One cure is enough of a cause, which may be all elements of a list.
    var search = CureSearch(trial: trial, floor: .approve, width: 3)
    for ground in grounds where ground.bestEffect > .approve {
      search.incurable[ground.rule, default: []].insert(ground.position)
    }
    func remedy(for rules: [Int]) -> Remedy? {
      self.remedy(for: rules, rules.flatMap { byRule[$0] ?? [] }, by: search)
    }
    var seen: Set<Set<Int>> = []
    let remedies = causes.flatMap { cause -> [Remedy] in
      let rules = [Int].union(of: cause.findings.lazy.map { [trial.review.findings[$0].rule] })
      let curable = rules.filter { byRule[$0] != nil }
      guard seen.insert(Set(curable)).inserted else { return [] }
      if let joint = remedy(for: rules) { return [joint] }
      return curable.count < 2
        ? [] : curable.prefix(Self.separateLimit).compactMap { remedy(for: [$0]) }
    }
    let cured = Set(remedies.flatMap { $0.rules })
    return (remedies, curable.filter { !cured.contains($0.rule) }.map { trial.finding(of: $0) })
  }

  /// How many rules of one cause are cured one by one: each costs as much as all rules that it bears on.
  private static let separateLimit = 8

  /// - Parameter grounds: Those of the rules that changes can cure.
  private func remedy(
    for rules: [Int], _ grounds: [Ground], by search: CureSearch
  ) -> Remedy? {
    guard !grounds.isEmpty, let cure = search.cures(of: grounds).first, cure.changes.count > 0
    else { return nil }
    let judge = trial.judge(entering: cure.changes)
    func isCured(_ rule: Int, at position: Int) -> Bool {
      judge.finding(of: rule, at: position).map { $0.verdict != .notMet } ?? false
    }
    guard grounds.allSatisfy({ isCured($0.rule, at: $0.position) }) else { return nil }
    let cured = rules.filter { rule in
      (trial.findings[rule] ?? []).enumerated().contains { position, finding in
        finding.verdict == .notMet && isCured(rule, at: position)
      }
    }
    return Remedy(rules: cured, changes: cure.changes.entered(in: trial.review))
  }
}
