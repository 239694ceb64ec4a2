import Testing

@testable import Rules

// Repairs and ways out, each entered in the dossier and judged anew.

extension Faithfulness {
  /// A repair leads to the decision it names, and each of its changes is needed.
  mutating func tryRepairs(_ project: RandomProject) {
    let result = project.advice.repairs
    let shortcoming = project.review.standing.shortcoming
    if shortcoming == .approve {
      counts[.perfect] += 1
      #expect(result.repairs.isEmpty)
      return
    }
    if result.repairs.isEmpty {
      counts[.unrepaired] += 1
      #expect(!result.incurable.isEmpty || !result.conflicting.isEmpty, "\(grounds(of: project))")
    }
    counts[.repairs] += result.repairs.count
    for (repair, after) in zip(result.repairs, project.repaired) {
      check(repair, after, of: project, better: shortcoming)
    }
  }

  /// A finding that is not met has a way out, or the report says why there is none.
  mutating func tryWaysOut(_ project: RandomProject) {
    let after = project.repaired + project.remedied
    for (index, finding) in project.review.findings.enumerated() where finding.verdict == .notMet {
      let way = wayOut(of: finding, index, in: project.review, project.advice, after)
      if let way { counts[way] += 1 }
      #expect(way != nil, "\(project.name(of: finding)) of \(names(of: project.advice, project))")
    }
  }

  private func grounds(of project: RandomProject) -> String {
    GroundFinder(trial: project.trial).grounds().map { ground in
      "\(program.rules.rules[ground.rule].id)[\(ground.position)] \(ground.effect) "
        + ground.options.map { option in
          option.changes.list(in: project.review).map {
            "\($0.path(in: program)) \($0.fromText(in: program, .chinese) ?? "-")→\($0.toText(in: program, .chinese))"
          }
          .joined(separator: "+") + "=\(option.effect)"
        }.joined(separator: " | ")
    }.joined(separator: "\n")
  }

  private func check(
    _ repair: Repair, _ after: Review, of project: RandomProject, better shortcoming: Decision
  ) {
    let text = repair.changes.map {
      "\($0.path(in: program)): \($0.fromText(in: program, .chinese) ?? "-") → \($0.toText(in: program, .chinese))"
    }
    #expect(after.decision == repair.decision, "\(text)")
    #expect(after.standing.shortcoming < shortcoming, "\(text)")
    for change in repair.changes {
      let field = program.vocabulary.fields[change.field]
      // What is not given is that of a source that is added, for the sake of its total.
      #expect(field.isChangeable || change.from == nil, "\(text)")
      if case .number(let quantity) = change.to, let number = quantity.interval.single {
        #expect(field.interval.contains(number), "\(text)")
        #expect(!field.isInteger || number.isInteger, "\(text)")
      }
      let fewer = repair.changes.filter { !$0.belongs(to: change, in: program) }
      let without = project.review(with: fewer)
      #expect(
        without.standing.shortcoming > after.standing.shortcoming
          || without.decision > after.decision, "\(text) without \(change.path(in: program))")
    }
  }

  /// What is said of a finding that is not met; nil: nothing.
  private func wayOut(
    of finding: Finding, _ index: Int, in review: Review, _ advice: Advice, _ after: [Review]
  ) -> FaithfulnessCounts.Thing? {
    func isSame(_ other: Finding) -> Bool {
      other.rule == finding.rule && other.element == finding.element
    }
    let isRepaired = after.contains { changed in
      changed.findings.first(where: isSame)?.verdict != .notMet
    }
    if isRepaired { return .repaired }
    if (advice.repairs.incurable + advice.repairs.conflicting).contains(where: isSame) {
      return .incurable
    }
    if advice.redeterminations.contains(where: { $0.findings.contains(index) })
      || !finding.unverified.isEmpty
    {
      return .authority
    }
    return finding.effect(in: program.vocabulary) == .approve ? .harmless : nil
  }

  private func names(of advice: Advice, _ project: RandomProject) -> String {
    let (repairs, remedies) = (advice.repairs.repairs, advice.remedies)
    return "repairs to \(repairs.map { $0.decision }), remedies "
      + "\(remedies.map { $0.rules.map { program.rules.rules[$0].id } }), incurable "
      + "\(advice.repairs.incurable.map { project.name(of: $0) }), conflicting "
      + "\(advice.repairs.conflicting.map { project.name(of: $0) })"
  }
}

extension FactChange {
  /// Whether one makes no sense without the other: the same fact, or a total and its new source.
  fileprivate func belongs(to other: FactChange, in program: Program) -> Bool {
    if reference == other.reference { return true }
    let (total, source) = isTotal(in: program) ? (self, other) : (other, self)
    guard let step = program.derivations[total.field], source.from == nil else { return false }
    let feeds = program.uses(under: [step]).keys.contains { step in
      if case .field(source.field, _) = program.steps[step] { true } else { false }
    }
    return feeds && source.reference.indices.starts(with: total.reference.indices)
  }
}
