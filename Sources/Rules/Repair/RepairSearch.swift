/// Finds the smallest sets of changes that make the shortcomings of a project good.
///
/// A project's shortcomings are its findings that are not met and bear on the decision. Facts
/// that are missing stay missing, so the decision that a repair reaches may still ask for them;
/// it is the decision of a full evaluation of the changed dossier. The search is bounded by the
/// limits of ``ChangeOptions`` and ``CureSearch`` and gives the same result every time.
public enum RepairSearch {
  /// The most repairs that are shown.
  public static let repairLimit = 3
  /// The most sets of changes that are evaluated in full.
  static let evaluationLimit = 5

  public static func find(in review: Review) -> RepairResult {
    let trial = Trial(review)
    let grounds = GroundFinder(trial: trial).grounds()
    guard !grounds.isEmpty else {
      return RepairResult(
        repairs: [], reachable: review.decision, incurable: [], conflicting: [])
    }
    return Assembly(trial: trial, grounds: grounds).result()
  }
}

/// Cures groups of findings that have facts in common, and puts the cures together.
private struct Assembly {
  let trial: Trial
  let grounds: [Ground]

  func result() -> RepairResult {
    var floor = grounds.map { $0.bestEffect }.max() ?? .approve
    var conflicting: [Ground] = []
    // A group without a common cure raises the floor, under which fewer findings need one.
    while true {
      let groups = self.groups(above: floor)
      let search = CureSearch(trial: trial, floor: floor)
      let cures = groups.map { search.cures(of: $0) }
      if let stuck = zip(groups, cures).first(where: { $0.1.isEmpty })?.0 {
        conflicting += stuck
        floor = max(floor, stuck.map { $0.effect }.max() ?? floor)
        continue
      }
      return result(cures, floor, conflicting)
    }
  }

  private func result(
    _ cures: [[CureSearch.Cure]], _ floor: Decision, _ conflicting: [Ground]
  ) -> RepairResult {
    var found = verified(combinations(of: cures), floor)
    if found.isEmpty, cures.count > 1 {
      // The groups were not as independent as they looked: cure them together.
      let search = CureSearch(trial: trial, floor: floor)
      let all = search.cures(of: grounds.filter { $0.effect > floor })
      found = verified(all.map { $0.changes }, floor)
    }
    let reachable = found.map { $0.decision }.min() ?? trial.review.decision
    let best = found.filter { $0.decision == reachable }
    let ranked = best.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      if one.changes.count != other.changes.count {
        return one.changes.count < other.changes.count
      }
      if one.relativeSize != other.relativeSize { return one.relativeSize < other.relativeSize }
      return left.offset < right.offset
    }
    return RepairResult(
      repairs: ranked.prefix(RepairSearch.repairLimit).map { $0.element }, reachable: reachable,
      incurable: grounds.filter { $0.bestEffect > .approve }.map(finding),
      conflicting: conflicting.map(finding))
  }

  private func finding(of ground: Ground) -> Finding {
    // A ground names a finding of the review it was found in.
    trial.findings[ground.rule, default: []][ground.position]
  }

  // MARK: - Groups

  /// The grounds of one rule, and all rules that their cures touch.
  private struct RuleGrounds {
    let rule: Int
    var grounds: [Ground]
    let touched: Set<Int>

    func touches(_ other: RuleGrounds) -> Bool {
      touched.contains(other.rule) || other.touched.contains(rule)
    }
  }

  /// The grounds above a floor, those together whose cures touch one another's rules.
  private func groups(above floor: Decision) -> [[Ground]] {
    var groups: [[RuleGrounds]] = []
    for own in ruleGrounds(above: floor) {
      let linked = groups.indices.filter { groups[$0].contains { $0.touches(own) } }
      let merged = linked.flatMap { groups[$0] } + [own]
      for index in linked.reversed() { groups.remove(at: index) }
      groups.append(merged)
    }
    return groups.map { group in group.flatMap { $0.grounds } }
  }

  private func ruleGrounds(above floor: Decision) -> [RuleGrounds] {
    let byRule = Dictionary(grouping: grounds.filter { $0.effect > floor }) { $0.rule }
    return byRule.keys.sorted().map { rule in
      let own = byRule[rule] ?? []
      let fields = own.reduce(into: Set<Int>()) { $0.formUnion($1.fields) }
      return RuleGrounds(
        rule: rule, grounds: own, touched: Set(trial.readers.rules(reading: fields)))
    }
  }

  // MARK: - Combinations

  /// The best cure of every group, then those that differ from it in one group.
  private func combinations(of cures: [[CureSearch.Cure]]) -> [ChangeSet] {
    let best = cures.compactMap { $0.first }
    guard !best.isEmpty else { return [] }
    var combined = [joined(best)]
    var others: [(ChangeSet, Decision, Int, ExactNumber)] = []
    for (group, alternatives) in cures.enumerated() {
      for cure in alternatives.dropFirst() {
        var choice = best
        choice[group] = cure
        let size = choice.reduce(ExactNumber.zero) { $0.adding($1.size) ?? $0 }
        let open = choice.map { $0.open }.max() ?? .approve
        let count = choice.reduce(0) { $0 + $1.changes.count }
        others.append((joined(choice), open, count, size))
      }
    }
    others.sort { ($0.1, $0.2, $0.3) < ($1.1, $1.2, $1.3) }
    combined += others.map { $0.0 }
    return combined
  }

  private func joined(_ cures: [CureSearch.Cure]) -> ChangeSet {
    cures.reduce(.none) { $0.overridden(by: $1.changes) }
  }

  // MARK: - Verification

  /// The repairs among some sets of changes, each evaluated in full and found to be minimal.
  private func verified(_ sets: [ChangeSet], _ floor: Decision) -> [Repair] {
    var repairs: [Repair] = []
    for changes in sets.prefix(RepairSearch.evaluationLimit)
    where repairs.count < RepairSearch.repairLimit && changes.count > 0 {
      let entered = changes.entered(in: trial.review)
      let review = trial.review(entering: entered)
      guard review.shortcoming <= floor, isMinimal(changes, floor, review.decision) else {
        continue
      }
      repairs.append(Repair(changes: entered, decision: review.decision))
    }
    return repairs
  }

  /// Whether each single change is needed for the decision.
  private func isMinimal(_ changes: ChangeSet, _ floor: Decision, _ decision: Decision) -> Bool {
    changes.references.allSatisfy { reference in
      let standing = trial.standing(under: changes.removing(reference))
      return standing.shortcoming > floor || standing.decision > decision
    }
  }
}

extension Review {
  /// What the findings that are not met lead to by themselves.
  fileprivate var shortcoming: Decision {
    DecisionStanding(of: findings, in: program.vocabulary).shortcoming
  }
}
