/// Looks for small sets of changes that cure several findings together.
///
/// A beam search: each step takes the first finding that is still not met, tries each way to cure
/// it in the dossier as changed so far, and keeps the best partial sets. Findings that a change
/// turns to not met are cured in the same way.
struct CureSearch {
  /// The steps that are taken at most.
  static let depth = 24
  /// The sets that are found at most.
  static let solutionLimit = 4

  let trial: Trial
  /// Findings that do no more than this to the decision are left as they are.
  let floor: Decision
  /// So are these, by rule and position: no change cures them.
  var incurable: [Int: Set<Int>] = [:]
  /// The partial sets that are kept at each step.
  var width = 12

  /// A set of changes, and the findings of the rules it touches.
  struct Cure {
    let changes: ChangeSet
    let findings: [Int: [Finding]]
    /// What the undetermined rules lead to under the changes.
    let open: Decision
    let size: ExactNumber

    func isBetter(than other: Cure) -> Bool {
      if open != other.open { return open < other.open }
      if changes.count != other.changes.count { return changes.count < other.changes.count }
      return size < other.size
    }
  }

  /// The best sets of changes that cure all findings of the rules of some grounds, the best first.
  func cures(of grounds: [Ground]) -> [Cure] {
    // Each step cures one ground: what has no fact in common with the others takes its own.
    guard !Self.haveSeparate(Self.depth + 1, grounds) else { return [] }
    var findings: [Int: [Finding]] = [:]
    for ground in grounds { findings[ground.rule] = trial.findings[ground.rule] }
    var beam = [cure(.none, findings: findings)]
    var seen: Set<ChangeSet> = []
    var solutions: [Cure] = []
    for _ in 0..<Self.depth where !beam.isEmpty && solutions.count < Self.solutionLimit {
      var next: [Cure] = []
      for partial in beam {
        guard let ground = firstGround(of: partial) else {
          solutions.append(partial)
          continue
        }
        for option in ground.options where option.effect <= floor {
          let changes = trial.pruned(partial.changes.overridden(by: option.changes))
          guard seen.insert(changes).inserted else { continue }
          next.append(extend(partial, to: changes, by: option.changes))
        }
      }
      beam = Array(Self.ranked(next).prefix(width))
    }
    return Self.unique(Self.ranked(solutions).map(minimised))
  }

  /// Whether some grounds have at least so many among them without a changed fact in common.
  private static func haveSeparate(_ count: Int, _ grounds: [Ground]) -> Bool {
    var changed: Set<FactReference> = []
    var found = 0
    for ground in grounds where found < count {
      let own = ground.options.flatMap { $0.changes.values.keys }
      guard changed.isDisjoint(with: own) else { continue }
      changed.formUnion(own)
      found += 1
    }
    return found >= count
  }

  private func cure(_ changes: ChangeSet, findings: [Int: [Finding]]) -> Cure {
    let size = changes.list(in: trial.review).reduce(ExactNumber.zero) { sum, change in
      sum.adding(change.relativeSize) ?? sum
    }
    return Cure(
      changes: changes, findings: findings, open: trial.standing(with: findings).open, size: size)
  }

  private func extend(_ partial: Cure, to changes: ChangeSet, by option: ChangeSet) -> Cure {
    let touched = trial.findings(reading: option.fields, under: changes)
    return cure(changes, findings: partial.findings.overridden(by: touched))
  }

  private func firstGround(of partial: Cure) -> Ground? {
    let finder = GroundFinder(trial: trial)
    for rule in partial.findings.keys.sorted() {
      let found = finder.firstGround(
        of: rule, partial.findings[rule] ?? [], under: partial.changes, above: floor,
        except: incurable[rule] ?? [])
      if let found { return found }
    }
    return nil
  }

  /// The changes without those that are not needed.
  private func minimised(_ cure: Cure) -> Cure {
    var best = cure
    for reference in cure.changes.references {
      let fewer = best.changes.removing(reference)
      let touched = trial.findings(reading: cure.changes.fields, under: fewer)
      let candidate = self.cure(fewer, findings: cure.findings.overridden(by: touched))
      if isCured(candidate), candidate.open <= best.open { best = candidate }
    }
    return best
  }

  private func isCured(_ cure: Cure) -> Bool {
    cure.findings.allSatisfy { rule, findings in
      findings.enumerated().allSatisfy { position, finding in
        finding.verdict != .notMet || incurable[rule]?.contains(position) ?? false
          || finding.effect(in: trial.review.program.vocabulary) <= floor
      }
    }
  }

  private static func ranked(_ cures: [Cure]) -> [Cure] {
    // A stable order: the sort keeps equals as they were found.
    cures.enumerated().sorted { left, right in
      if left.element.isBetter(than: right.element) { return true }
      if right.element.isBetter(than: left.element) { return false }
      return left.offset < right.offset
    }.map { $0.element }
  }

  private static func unique(_ cures: [Cure]) -> [Cure] {
    var kept: [Cure] = []
    for cure in ranked(cures)
    where !kept.contains(where: { $0.changes.isSubset(of: cure.changes) && $0.open <= cure.open }) {
      kept.append(cure)
    }
    return kept
  }
}

extension Trial {
  /// Changes without those that give a fact the value it has.
  func pruned(_ changes: ChangeSet) -> ChangeSet {
    ChangeSet(
      values: changes.values.filter { reference, value in
        let given = review.binding.dossier.fact(reference, in: review.program.vocabulary)
        return given?.state != .value(value)
      })
  }
}
