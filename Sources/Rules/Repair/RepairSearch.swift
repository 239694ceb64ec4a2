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
    var floor = grounds.map(\.bestEffect).max() ?? .approve
    var conflicting: [Ground] = []
    // A group without a common cure raises the floor, under which fewer findings need one.
    while true {
      let groups = self.groups(above: floor)
      let search = CureSearch(trial: trial, floor: floor)
      let cures = groups.map { search.cures(of: $0.map(\.rule)) }
      if let stuck = zip(groups, cures).first(where: { $0.1.isEmpty })?.0 {
        conflicting += stuck
        floor = max(floor, stuck.map(\.effect).max() ?? floor)
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
      let rules = grounds.filter { $0.effect > floor }.map(\.rule)
      let search = CureSearch(trial: trial, floor: floor)
      found = verified(search.cures(of: rules).map(\.changes), floor)
    }
    let reachable = found.map(\.decision).min() ?? trial.review.decision
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
      repairs: ranked.prefix(RepairSearch.repairLimit).map(\.element), reachable: reachable,
      incurable: grounds.filter { $0.bestEffect > .approve }.map(finding),
      conflicting: conflicting.map(finding))
  }

  private func finding(of ground: Ground) -> Finding {
    // A ground names a finding of the review it was found in.
    trial.findings[ground.rule, default: []][ground.position]
  }

  // MARK: - Groups

  /// The grounds above a floor, those together whose cures touch one another's rules.
  private func groups(above floor: Decision) -> [[Ground]] {
    var groups: [[Ground]] = []
    for ground in grounds where ground.effect > floor {
      let linked = groups.indices.filter { index in
        groups[index].contains { touches($0, ground) || touches(ground, $0) }
      }
      let merged = linked.flatMap { groups[$0] } + [ground]
      for index in linked.reversed() { groups.remove(at: index) }
      groups.append(merged)
    }
    return groups
  }

  private func touches(_ ground: Ground, _ other: Ground) -> Bool {
    trial.readers.rules(reading: ground.fields).contains(other.rule)
  }

  // MARK: - Combinations

  /// The best cure of every group, then those that differ from it in one group.
  private func combinations(of cures: [[CureSearch.Cure]]) -> [ChangeSet] {
    let best = cures.compactMap(\.first)
    guard !best.isEmpty else { return [] }
    var combined = [joined(best)]
    var others: [(ChangeSet, Decision, Int, ExactNumber)] = []
    for (group, alternatives) in cures.enumerated() {
      for cure in alternatives.dropFirst() {
        var choice = best
        choice[group] = cure
        let size = choice.reduce(ExactNumber.zero) { $0.adding($1.size) ?? $0 }
        let open = choice.map(\.open).max() ?? .approve
        let count = choice.reduce(0) { $0 + $1.changes.count }
        others.append((joined(choice), open, count, size))
      }
    }
    others.sort { ($0.1, $0.2, $0.3) < ($1.1, $1.2, $1.3) }
    combined += others.map(\.0)
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
      let review = trial.review(under: changes)
      guard review.shortcoming <= floor, isMinimal(changes, floor, review.decision) else {
        continue
      }
      repairs.append(Repair(changes: changes.list(in: trial.review), decision: review.decision))
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
