import Testing

@testable import Reports
@testable import Rules

/// What the reports promise, tried on random dossiers and all rules.
///
/// `FAITHFULNESS_RUNS=20000 swift test -c release --filter Faithfulness` is the long run.
@Suite("Faithfulness")
struct FaithfulnessTests {
  private static let runs = FaithfulnessRuns.count(default: 25)
  /// A repair takes many evaluations to check.
  private static let repairRuns = FaithfulnessRuns.count(default: 15)
  private static let asOf = CalendarDate(year: 2024, month: 6, day: 30) ?? .earliest

  private let program = CommittedRules.book.program

  /// A random project: its dossier as it was handed in, and its review.
  private struct Project {
    let dossier: Dossier
    let parameters: ParameterValues
    let review: Review
  }

  private func review(_ dossier: Dossier, _ parameters: ParameterValues) -> Review {
    let (binding, _) = bind(
      dossier, to: program, parameters: parameters, asOf: Self.asOf, today: Self.asOf)
    return evaluate(program, with: binding)
  }

  /// Runs a check on random projects, each from its own seed.
  private func forEachProject(
    _ seeds: UInt64, runs: Int = Self.runs, _ body: (Project, inout SplitMix64) throws -> Void
  ) rethrows {
    let source = RandomDossier(program)
    for run in 0..<runs {
      var random = SplitMix64(seed: seeds &+ UInt64(run))
      let dossier = source.dossier(&random)
      let parameters = source.parameters(&random)
      let project = Project(
        dossier: dossier, parameters: parameters, review: review(dossier, parameters))
      try body(project, &random)
    }
  }

  // MARK: - (a)

  @Test("A finding does not depend on facts that it does not cite")
  func uncitedFacts() throws {
    let source = RandomDossier(program)
    var compared = 0
    try forEachProject(1_000_000) { project, random in
      let places = project.dossier.places(in: program.vocabulary)
        .filter { !program.vocabulary.jurisdictionFields.contains($0.field) }
      let place = try #require(places.randomElement(using: &random))
      var changed = project.dossier
      changed.root.set(
        place, to: random.chance(20) ? nil : source.fact(of: place.field, &random),
        in: program.vocabulary)
      let after = review(changed, project.parameters)
      let totals = Set(program.derivations.keys.map { $0 })
        .union(program.vocabulary.ledgers.compactMap { $0.excess })
      let feeds = FieldReaders(of: project.review).feedTotals([place.field])
      #expect(project.review.findings.count == after.findings.count)
      for (old, new) in zip(project.review.findings, after.findings) {
        let cited =
          old.trace.facts.contains { $0.reference == place }
          || new.trace.facts.contains { $0.reference == place }
          || old.trace.scopes.union(new.trace.scopes).contains(place.field)
        let citesTotal = feeds && old.trace.facts.contains { totals.contains($0.reference.field) }
        guard !cited, !citesTotal else { continue }
        compared += 1
        let rule = program.rules.rules[old.rule].id
        let path = place.path(in: program.vocabulary)
        #expect(
          old.isSame(as: new), "\(rule) does not cite \(path): \(old.verdict), then \(new.verdict)")
      }
    }
    print("(a) \(Self.runs) dossiers, \(compared) findings compared")
  }

  // MARK: - (b)

  @Test("A repair leads to the decision it names, and each of its changes is needed")
  func repairs() {
    var repaired = 0
    var incurable = 0
    var perfect = 0
    forEachProject(2_000_000, runs: Self.repairRuns) { project, _ in
      let result = RepairSearch.find(in: project.review)
      let shortcoming = project.review.standing.shortcoming
      if shortcoming == .approve {
        perfect += 1
        #expect(result.repairs.isEmpty)
        return
      }
      if result.repairs.isEmpty {
        incurable += 1
        #expect(!result.incurable.isEmpty || !result.conflicting.isEmpty, "\(grounds(of: project))")
      }
      repaired += result.repairs.count
      for repair in result.repairs {
        check(repair, of: project, better: shortcoming)
      }
    }
    print(
      "(b) \(Self.repairRuns) dossiers, \(perfect) without shortcomings, \(repaired) repairs, "
        + "\(incurable) dossiers that no change improves")
  }

  private func grounds(of project: Project) -> String {
    let trial = Trial(project.review)
    return GroundFinder(trial: trial).grounds().map { ground in
      "\(program.rules.rules[ground.rule].id)[\(ground.position)] \(ground.effect) "
        + ground.options.map { option in
          option.changes.list(in: project.review).map {
            "\($0.path(in: program)) \($0.fromText(in: program, .chinese) ?? "-")→\($0.toText(in: program, .chinese))"
          }
          .joined(separator: "+") + "=\(option.effect)"
        }.joined(separator: " | ")
    }.joined(separator: "\n")
  }

  private func check(_ repair: Repair, of project: Project, better shortcoming: Decision) {
    let after = applying(repair.changes, to: project)
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
      let without = applying(fewer, to: project)
      #expect(
        without.standing.shortcoming > after.standing.shortcoming
          || without.decision > after.decision, "\(text) without \(change.path(in: program))")
    }
  }

  private func applying(_ changes: [FactChange], to project: Project) -> Review {
    var dossier = project.dossier
    for change in changes {
      dossier.root.set(
        change.reference, to: Fact(.value(change.to), range: RandomDossier.place),
        in: program.vocabulary)
    }
    return review(dossier, project.parameters)
  }

  @Test("A finding that is not met has a way out, or the report says why there is none")
  func waysOut() {
    var counts: [WayOut: Int] = [:]
    forEachProject(7_000_000, runs: Self.repairRuns) { project, _ in
      let advice = advise(project.review)
      let changes = advice.repairs.repairs.map { $0.changes } + advice.remedies.map { $0.changes }
      let after = changes.map { applying($0, to: project) }
      for (index, finding) in project.review.findings.enumerated()
      where finding.verdict == .notMet {
        let way = wayOut(of: finding, index, in: project.review, advice, after)
        counts[way, default: 0] += 1
        #expect(way != .neither, "\(name(of: finding)) of \(names(of: advice))")
      }
    }
    let told = WayOut.allCases.map { "\($0.rawValue) \(counts[$0] ?? 0)" }
    print("(b) \(Self.repairRuns) dossiers, findings not met: " + told.joined(separator: ", "))
  }

  /// What is said of a finding that is not met.
  private enum WayOut: String, CaseIterable {
    case repaired = "with a repair"
    /// No change cures it, alone or together with the others.
    case incurable = "without one, as the report says"
    /// Only the authority can find anew, or has to verify, what it rests on.
    case authority = "for the authority"
    /// Nothing follows from it that the decision would show.
    case harmless = "that bear on no decision"
    case neither = "with neither"
  }

  private func wayOut(
    of finding: Finding, _ index: Int, in review: Review, _ advice: Advice, _ after: [Review]
  ) -> WayOut {
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
    return finding.effect(in: program.vocabulary) == .approve ? .harmless : .neither
  }

  private func name(of finding: Finding) -> String {
    program.rules.rules[finding.rule].id
      + (finding.element.map { " " + $0.path(in: program.vocabulary) } ?? "")
  }

  private func names(of advice: Advice) -> String {
    let (repairs, remedies) = (advice.repairs.repairs, advice.remedies)
    return "repairs to \(repairs.map { $0.decision }), remedies "
      + "\(remedies.map { $0.rules.map { program.rules.rules[$0].id } }), incurable "
      + "\(advice.repairs.incurable.map { name(of: $0) }), conflicting "
      + "\(advice.repairs.conflicting.map { name(of: $0) })"
  }

  // MARK: - (c)

  @Test("Facts that the project can have and that are not asked for do not move the decision")
  func indifferentFacts() {
    let source = RandomDossier(program)
    var filled = 0
    var open = 0
    forEachProject(3_000_000) { project, random in
      let asked = MissingFact.all(in: project.review).filter(\.isDecisive)
      let decisive = Set(asked.compactMap(\.reference))
      if !asked.isEmpty { open += 1 }
      let existence = project.review.binding.existence
      var answers: [Answer] = []
      for place in unasked(of: project, decisive)
      where !existence.absentFields.contains(place.field) && random.chance(60) {
        answers.append(.value(place, source.value(of: place.field, &random)))
      }
      for list in project.dossier.missingLists(in: program.vocabulary)
      where !decisive.contains(list) && random.chance(60) {
        guard case .list(let index) = list.target, !source.feedsTotals(index),
          !existence.absentContainers.contains(index)
        else { continue }
        answers.append(.elements(index, source.list(index, 90, &random)))
      }
      filled += answers.count
      let after = answering(answers, of: project)
      guard after.decision != project.review.decision else { return }
      let guilty = needed(of: answers) {
        answering($0, of: project).decision != project.review.decision
      }
      Issue.record("\(project.review.decision), then \(after.decision): \(told(guilty, project))")
    }
    print("(c) \(Self.runs) dossiers, \(open) open, \(filled) facts filled in")
  }

  @Test("What projects of its kind cannot have does not count, and is noted when it is given")
  func foreignFacts() {
    let source = RandomDossier(program)
    var filled = 0
    forEachProject(3_000_000) { project, random in
      let existence = project.review.binding.existence
      let places = project.review.binding.dossier.places(in: program.vocabulary, missing: true)
        .filter { existence.absentFields.contains($0.field) && $0.indices.isEmpty }
        .sorted { $0.field < $1.field }
      let asked = MissingFact.all(in: project.review).compactMap { $0.reference }
      #expect(Set(asked).isDisjoint(with: places))
      guard let place = places.randomElement(using: &random) else { return }
      let after = answering([.value(place, source.value(of: place.field, &random))], of: project)
      filled += 1
      let label = place.label(in: program.vocabulary)
      #expect(
        after.decision == project.review.decision
          || after.foreignNotes.contains { $0.chinese.contains(label) }, "\(label)")
    }
    print("(c) \(Self.runs) dossiers, \(filled) facts given that projects of the kind do not have")
  }

  /// What is said of something that the dossier does not give.
  private enum Answer {
    case value(FactReference, ScalarValue)
    case elements(Int, DossierList)
  }

  /// The facts that are missing and not asked for.
  private func unasked(of project: Project, _ asked: Set<FactReference>) -> [FactReference] {
    let readers = FieldReaders(of: project.review)
    // A total that follows from its sources is not missing.
    return project.review.binding.dossier.places(in: program.vocabulary, missing: true).filter {
      !asked.contains($0) && !program.vocabulary.jurisdictionFields.contains($0.field)
        && !readers.feedTotals([$0.field])
    }
  }

  private func answering(_ answers: [Answer], of project: Project) -> Review {
    var dossier = project.dossier
    for answer in answers {
      switch answer {
      case .value(let place, let value):
        dossier.root.set(
          place, to: Fact(.value(value), range: RandomDossier.place), in: program.vocabulary)
      case .elements(let list, let elements): dossier.root.lists[list] = elements
      }
    }
    return review(dossier, project.parameters)
  }

  /// Some of the answers, none of which can be left out.
  private func needed(of answers: [Answer], for isSo: ([Answer]) -> Bool) -> [Answer] {
    var kept = answers
    for index in answers.indices.reversed() {
      var fewer = kept
      fewer.remove(at: index)
      if isSo(fewer) { kept = fewer }
    }
    return kept
  }

  private func told(_ answers: [Answer], _ project: Project) -> String {
    let after = answering(answers, of: project)
    let facts = answers.map { answer in
      switch answer {
      case .value(let place, let value): "\(place.path(in: program.vocabulary)) = \(value)"
      case .elements(let list, _): "\(program.vocabulary.containers[list].path.english) given"
      }
    }
    let rules = zip(project.review.findings, after.findings)
      .filter { $0.verdict != $1.verdict }
      .map { "\(name(of: $0)) \($0.verdict), then \($1.verdict)" }
    return "\(facts); \(rules)"
  }

  // MARK: - (d)

  @Test("Reasons hold every fact and parameter that was read, and nothing else")
  func explainedLeaves() {
    var leaves = 0
    forEachProject(4_000_000) { project, _ in
      for finding in project.review.findings {
        let reasons = explain(finding, in: project.review)
        let read = Leaves(of: finding.trace)
        let shown = Leaves(in: reasons)
        leaves += read.facts.count + read.parameters.count
        let rule = program.rules.rules[finding.rule].id
        #expect(shown.union(Leaves(unusedIn: reasons)) == read, "\(rule)")
      }
    }
    print("(d) \(Self.runs) dossiers, \(leaves) leaves")
  }

  @Test("A finding does not depend on facts that its reasons set apart as unused")
  func unusedFacts() throws {
    let source = RandomDossier(program)
    var compared = 0
    try forEachProject(6_000_000) { project, random in
      let unused = project.review.findings.map { finding in
        Leaves(unusedIn: explain(finding, in: project.review)).facts
      }
      let fields = Set(project.dossier.places(in: program.vocabulary))
        .intersection(unused.reduce(into: []) { $0.formUnion($1) })
        .filter { !program.vocabulary.jurisdictionFields.contains($0.field) }
        .sorted { $0.path(in: program.vocabulary) < $1.path(in: program.vocabulary) }
      guard let place = fields.randomElement(using: &random) else { return }
      var changed = project.dossier
      changed.root.set(
        place, to: random.chance(20) ? nil : source.fact(of: place.field, &random),
        in: program.vocabulary)
      let after = review(changed, project.parameters)
      try #require(project.review.findings.count == after.findings.count)
      for (position, facts) in unused.enumerated() where facts.contains(place) {
        let (old, new) = (project.review.findings[position], after.findings[position])
        compared += 1
        let rule = program.rules.rules[old.rule].id
        let path = place.path(in: program.vocabulary)
        #expect(
          old.isSame(as: new), "\(rule) rests on \(path): \(old.verdict), then \(new.verdict)")
      }
    }
    print("(d) \(compared) findings compared")
  }

  // MARK: - Trials

  @Test("Judging only the rules that rest on a changed fact gives what a full evaluation gives")
  func trials() throws {
    let source = RandomDossier(program)
    try forEachProject(5_000_000) { project, random in
      let places = project.dossier.places(in: program.vocabulary)
        .filter { !program.vocabulary.jurisdictionFields.contains($0.field) }
      let place = try #require(places.randomElement(using: &random))
      let value = source.value(of: place.field, &random)
      let trial = Trial(project.review)
      let changes = ChangeSet(values: [place: value])
      let entered = changes.list(in: project.review)
      let after = applying(entered, to: project)
      #expect(trial.standing(under: changes) == after.standing)
      let again = trial.review(entering: entered)
      #expect(again.decision == after.decision)
      #expect(zip(again.findings, after.findings).allSatisfy { $0.isSame(as: $1) })
    }
  }
}

/// The facts and parameters that reasons hold, or that an evaluation read.
private struct Leaves: Equatable {
  var facts: Set<FactReference> = []
  var parameters: Set<Int> = []

  init(of trace: Trace) {
    facts = Set(trace.facts.map { $0.reference })
    parameters = Set(trace.parameters.map { $0.parameter })
  }

  init(in reasons: [Reason]) {
    add(reasons.flatMap { $0.readings })
  }

  init(unusedIn reasons: [Reason]) {
    for case .about(.unused, _, let unused) in reasons { add(unused.flatMap { $0.readings }) }
  }

  private mutating func add(_ readings: [ReadValue]) {
    for reading in readings {
      switch reading {
      case .fact(let reference, _): facts.insert(reference)
      case .parameter(let index, _, .some): parameters.insert(index)
      case .parameter(_, _, nil), .result, .reviewDate: break
      }
    }
  }

  func union(_ other: Leaves) -> Leaves {
    var all = self
    all.facts.formUnion(other.facts)
    all.parameters.formUnion(other.parameters)
    return all
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

extension Review {
  fileprivate var standing: DecisionStanding {
    DecisionStanding(of: findings, in: program.vocabulary)
  }
}

extension Finding {
  fileprivate func isSame(as other: Finding) -> Bool {
    rule == other.rule && element == other.element && verdict == other.verdict
      && consequence?.consequence == other.consequence?.consequence
      && otherConsequences.map(\.consequence) == other.otherConsequences.map(\.consequence)
      && causes == other.causes
  }
}
