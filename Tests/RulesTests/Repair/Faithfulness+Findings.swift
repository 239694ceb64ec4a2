import Testing

@testable import Reports
@testable import Rules

// What findings and their reasons cite, and that trials judge as a full evaluation does.

extension Faithfulness {
  /// A finding does not depend on facts that it does not cite.
  mutating func tryUncitedFact(_ project: RandomProject, _ random: inout SplitMix64) {
    guard let (place, changed) = change(of: project.places, in: project, &random) else { return }
    let after = project.review(of: changed)
    let feeds = project.trial.readers.feedTotals([place.field])
    let totals = Set(program.derivations.keys).union(
      program.vocabulary.ledgers.compactMap { $0.excess })
    // What the other review cites is only looked up where it comes to something else.
    lazy var told = project.review(of: changed, .complete)
    #expect(project.review.findings.count == after.findings.count)
    for (position, (old, new)) in zip(project.review.findings, after.findings).enumerated() {
      guard !old.cites(place), !feeds || !old.cites(anyOf: totals) else { continue }
      counts[.compared] += 1
      guard !old.isSame(as: new), !told.findings[position].cites(place) else { continue }
      let path = place.path(in: program.vocabulary)
      Issue.record(
        "\(project.name(of: old)) does not cite \(path): \(old.verdict), then \(new.verdict)")
    }
  }

  /// Reasons hold every fact and parameter that was read, and nothing else.
  mutating func tryLeaves(_ project: RandomProject) {
    for (finding, reasons) in zip(project.review.findings, project.reasons) {
      let read = Leaves(of: finding.trace)
      let shown = Leaves(in: reasons)
      counts[.leaves] += read.facts.count + read.parameters.count
      #expect(shown.union(Leaves(unusedIn: reasons)) == read, "\(project.name(of: finding))")
    }
  }

  /// A finding does not depend on facts that its reasons set apart as unused.
  mutating func tryUnusedFact(_ project: RandomProject, _ random: inout SplitMix64) {
    let unused = project.reasons.map { Leaves(unusedIn: $0).facts }
    let all = unused.reduce(into: Set()) { $0.formUnion($1) }
    let places = project.places.filter { all.contains($0) }
    guard let (place, changed) = change(of: places, in: project, &random) else { return }
    let after = project.review(of: changed)
    #expect(project.review.findings.count == after.findings.count)
    for (position, (old, new)) in zip(project.review.findings, after.findings).enumerated()
    where unused[position].contains(place) {
      counts[.unused] += 1
      let path = place.path(in: program.vocabulary)
      #expect(
        old.isSame(as: new),
        "\(project.name(of: old)) rests on \(path): \(old.verdict), then \(new.verdict)")
    }
  }

  /// Judging only the rules that rest on a changed fact gives what a full evaluation gives.
  mutating func tryTrial(_ project: RandomProject, _ random: inout SplitMix64) {
    guard let place = project.places.randomElement(using: &random) else { return }
    let value = source.value(of: place.field, &random)
    let changes = ChangeSet(values: [place: value])
    let entered = changes.list(in: project.review)
    let after = project.review(with: entered)
    #expect(project.trial.standing(under: changes) == after.standing)
    let again = project.trial.review(entering: entered)
    #expect(again.decision == after.decision)
    let path = place.path(in: program.vocabulary)
    for (tried, judged) in zip(again.findings, after.findings) {
      #expect(
        tried.isSame(as: judged),
        "\(project.name(of: judged)) with \(path) = \(value): \(tried.verdict), then \(judged.verdict)"
      )
    }
  }

  /// One of the facts, and the dossier with another value of it, or without.
  private func change(
    of places: [FactReference], in project: RandomProject, _ random: inout SplitMix64
  ) -> (FactReference, Dossier)? {
    guard let place = places.randomElement(using: &random) else { return nil }
    var changed = project.dossier
    changed.root.set(
      place, to: random.chance(20) ? nil : source.fact(of: place.field, &random),
      in: program.vocabulary)
    return (place, changed)
  }
}

extension Finding {
  fileprivate func cites(_ place: FactReference) -> Bool {
    trace.scopes.contains(place.field) || trace.facts.contains { $0.reference == place }
  }

  fileprivate func cites(anyOf fields: Set<Int>) -> Bool {
    trace.facts.contains { fields.contains($0.reference.field) }
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
