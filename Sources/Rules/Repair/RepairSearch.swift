/// Finds the smallest sets of changes that make the shortcomings of a project good.
///
/// A project's shortcomings are its findings that are not met and bear on the decision. Facts
/// that are missing stay missing, so the decision that a repair reaches may still ask for them;
/// it is the decision of a full evaluation of the changed dossier. The search is bounded by the
/// limits of ``ChangeOptions`` and ``CureSearch`` and gives the same result every time.
public struct RepairSearch {
  /// The most repairs that are shown.
  public static let repairLimit = 3
  /// The most sets of changes that are evaluated.
  static let evaluationLimit = 5

  let trial: Trial
  /// All grounds on the dossier as it is; to find them is the costly part of the search.
  let grounds: [Ground]

  init(_ review: Review) {
    trial = Trial(review)
    grounds = GroundFinder(trial: trial).grounds()
  }

  public static func find(in review: Review) -> RepairResult { RepairSearch(review).result() }

  func result() -> RepairResult {
    guard !grounds.isEmpty else {
      return RepairResult(
        repairs: [], reachable: trial.review.decision, incurable: [], conflicting: [],
        floor: .approve)
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
      incurable: grounds.filter { $0.bestEffect > .approve }.map { trial.finding(of: $0) },
      conflicting: conflicting.map { trial.finding(of: $0) }, floor: floor)
  }

  // MARK: - Groups

  /// The grounds above a floor, those together whose cures touch one another's rules.
  private func groups(above floor: Decision) -> [[Ground]] {
    let byRule = Dictionary(grouping: grounds.filter { $0.effect > floor }) { $0.rule }
    let rules = byRule.keys.sorted()
    let positions = Dictionary(uniqueKeysWithValues: zip(rules, rules.indices))
    var groups = DisjointGroups(count: rules.count)
    // A cure touches all that read what it changes; they need to be joined once for each field.
    var reader: [Int: Int] = [:]
    for (position, rule) in rules.enumerated() {
      let fields = (byRule[rule] ?? []).reduce(into: Set<Int>()) { $0.formUnion($1.fields) }
      for field in fields {
        if let known = reader[field] {
          groups.join(known, position)
          continue
        }
        reader[field] = position
        for touched in trial.readers.rules(reading: [field]) {
          if let other = positions[touched] { groups.join(position, other) }
        }
      }
    }
    return groups.all().map { group in group.flatMap { byRule[rules[$0]] ?? [] } }
  }

  // MARK: - Combinations

  /// The best cure of every group, then those that differ from it in one group, as many as are
  /// evaluated.
  private func combinations(of cures: [[CureSearch.Cure]]) -> [ChangeSet] {
    let best = cures.compactMap { $0.first }
    guard !best.isEmpty else { return [] }
    var others: [Alternative] = []
    let opens = HighestTwo(best.lazy.map { $0.open })
    for (group, alternatives) in cures.enumerated() {
      for cure in alternatives.dropFirst() {
        others.append(
          Alternative(
            group: group, cure: cure, open: max(opens.without(best[group].open), cure.open),
            moreChanges: cure.changes.count - best[group].changes.count,
            moreSize: cure.size.subtracting(best[group].size) ?? cure.size))
      }
    }
    others.sort { $0.isBetter(than: $1) }
    let chosen = others.prefix(RepairSearch.evaluationLimit - 1)
    return [ChangeSet(joining: best.lazy.map { $0.changes })]
      + chosen.map { alternative in
        var choice = best
        choice[alternative.group] = alternative.cure
        return ChangeSet(joining: choice.lazy.map { $0.changes })
      }
  }

  /// Another cure of one group, and how far all cures together are from the best ones with it.
  private struct Alternative {
    let group: Int
    let cure: CureSearch.Cure
    /// What the undetermined rules of all groups lead to.
    let open: Decision
    let moreChanges: Int
    let moreSize: ExactNumber

    func isBetter(than other: Alternative) -> Bool {
      (open, moreChanges, moreSize) < (other.open, other.moreChanges, other.moreSize)
    }
  }

  /// The two highest of some decisions.
  private struct HighestTwo {
    private var first = Decision.approve
    private var second = Decision.approve

    init(_ decisions: some Sequence<Decision>) {
      for decision in decisions {
        second = max(second, min(first, decision))
        first = max(first, decision)
      }
    }

    /// The highest when one that is of a given height is left out.
    func without(_ decision: Decision) -> Decision { decision == first ? second : first }
  }

  // MARK: - Verification

  /// The repairs among some sets of changes, each evaluated and found to be minimal.
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
    let cured = trial.replacing(trial.findings(reading: changes.fields, under: changes))
    return changes.references.allSatisfy { reference in
      let fewer = changes.removing(reference)
      let without = trial.findings(reading: [reference.field], under: fewer)
      let standing = cured.standing(with: without)
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
