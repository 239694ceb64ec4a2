/// A finding that is not met, and the ways to cure it.
struct Ground {
  /// The index in ``RuleCatalogue/rules``.
  let rule: Int
  /// The position among the findings of its rule.
  let position: Int
  /// What it does to the decision.
  let effect: Decision
  let options: [ChangeOption]

  /// The best it can be brought to by itself.
  var bestEffect: Decision { options.map { $0.effect }.min().map { min($0, effect) } ?? effect }
  /// All fields that its options change.
  var fields: Set<Int> {
    options.reduce(into: []) { $0.formUnion($1.changes.fields) }
  }
}

extension Trial {
  /// The finding of a ground on the dossier as it is.
  func finding(of ground: Ground) -> Finding {
    // A ground names a finding of the review it was found in.
    findings[ground.rule, default: []][ground.position]
  }
}

/// Changes that improve a finding, and what the finding does to the decision then.
struct ChangeOption {
  let changes: ChangeSet
  let effect: Decision
}

/// Finds the ways to cure single findings, and verifies each by judging its rule again.
struct GroundFinder {
  let trial: Trial

  private var program: Program { trial.review.program }

  /// The findings that are not met and bear on the decision, in the order of the rules.
  func grounds() -> [Ground] {
    trial.findings.keys.sorted().flatMap { rule in
      self.grounds(of: rule, trial.findings[rule] ?? [], under: .none)
    }
  }

  /// The grounds among the findings of one rule on a changed dossier.
  ///
  /// - Parameter floor: Findings that do no more than this to the decision are no grounds.
  func grounds(
    of rule: Int, _ findings: [Finding], under changes: ChangeSet, above floor: Decision = .approve
  ) -> [Ground] {
    findings.indices.compactMap { position in
      isGround(findings[position], above: floor)
        ? ground(findings[position], at: position, under: changes) : nil
    }
  }

  /// The first of the grounds among the findings of one rule on a changed dossier.
  ///
  /// - Parameter positions: Findings that are passed over.
  func firstGround(
    of rule: Int, _ findings: [Finding], under changes: ChangeSet, above floor: Decision,
    except positions: Set<Int>
  ) -> Ground? {
    findings.indices.first { !positions.contains($0) && isGround(findings[$0], above: floor) }
      .map { ground(findings[$0], at: $0, under: changes) }
  }

  private func isGround(_ finding: Finding, above floor: Decision) -> Bool {
    finding.verdict == .notMet && finding.effect(in: program.vocabulary) > floor
  }

  private func ground(_ finding: Finding, at position: Int, under changes: ChangeSet) -> Ground {
    let judge = trial.judge(under: changes)
    let effect = finding.effect(in: program.vocabulary)
    let cures = program.rules.rules[finding.rule].cures
    var finder = ChangeOptions(
      program: program, rule: program.programRules[finding.rule],
      evaluator: judge.evaluator(of: finding.rule, at: position))
    var options: [ChangeOption] = []
    for candidate in finder.candidates() {
      let changed = changes.overridden(by: candidate)
      guard
        let again = trial.judge(under: changed).finding(of: finding.rule, at: position)
      else { continue }
      // Whoever leaves a rule behind does not comply with it.
      guard again.verdict != .notApplicable || candidate.changesOnly(cures) else { continue }
      let reached = again.verdict == .notMet ? again.effect(in: program.vocabulary) : .approve
      if reached < effect { options.append(ChangeOption(changes: candidate, effect: reached)) }
    }
    return Ground(rule: finding.rule, position: position, effect: effect, options: options)
  }
}

extension RuleJudge {
  /// An evaluator that stands at an element of a rule's list, or at the project itself.
  func evaluator(of rule: Int, at position: Int) -> Evaluator {
    var evaluator = Evaluator(
      program: program, binding: binding, steps: program.programRules[rule].steps,
      assumptions: assumptions)
    evaluator.ownJustification = binding.justifications[rule]
    if let loop = program.rules.rules[rule].loop,
      case .elements(let elements)? = binding.dossier.root.lists[loop.list],
      elements.indices.contains(position)
    {
      evaluator.environment = [BoundElement(element: elements[position], indices: [position])]
    }
    return evaluator
  }
}
