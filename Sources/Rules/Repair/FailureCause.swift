/// Findings that are not met for one reason: they fail on the same facts, or a city repeats the
/// sentence of its province. Findings that share no more than one of their facts are not.
public struct FailureCause: Sendable {
  /// Indices in ``Review/findings``, the heaviest first.
  public let findings: [Int]
  /// The facts that they fail on.
  public let facts: [FactReference]

  /// The causes of some failures, those that weigh most on the decision first.
  static func all(of failures: [FailedFinding], in review: Review) -> [FailureCause] {
    FailureCauseFinder(review: review, failures: failures).causes()
  }
}

/// A finding that is not met, and what it fails on.
struct FailedFinding {
  /// The index in ``Review/findings``.
  let finding: Int
  let facts: [FactReference]

  /// All failures of a review, those that weigh most on the decision first.
  static func all(in review: Review) -> [FailedFinding] {
    review.rankedFindings(.notMet).map { index in
      FailedFinding(
        finding: index, facts: explainDemand(of: review.findings[index], in: review).failingFacts)
    }
  }
}

private struct FailureCauseFinder {
  let review: Review
  let failures: [FailedFinding]

  func causes() -> [FailureCause] {
    var groups = DisjointGroups(count: failures.count)
    joinSameFacts(in: &groups)
    joinTwins(in: &groups)
    return groups.all().map { group in
      FailureCause(
        findings: group.map { failures[$0].finding },
        facts: .union(of: group.lazy.map { failures[$0].facts }))
    }
  }

  /// Joins findings that fail on the same facts, whatever kind of project they speak of.
  private func joinSameFacts(in groups: inout DisjointGroups) {
    let kind = review.program.farReachingFields
    var first: [Set<FactReference>: Int] = [:]
    for (index, failure) in failures.enumerated() {
      let facts = Set(failure.facts)
      let changeable = facts.filter { !kind.contains($0.field) }
      let told = changeable.isEmpty ? facts : changeable
      guard !told.isEmpty else { continue }
      if let same = first[told] {
        groups.join(same, index)
      } else {
        first[told] = index
      }
    }
  }

  /// Joins findings of several rulesets that say the same sentence of the same element.
  ///
  /// Where one ruleset has made several rules of a sentence, the sentence says several things, and
  /// only the facts tell which of them is meant.
  private func joinTwins(in groups: inout DisjointGroups) {
    let rules = review.program.rules.rules
    var sayings: [Sentence: [Int]] = [:]
    for (index, failure) in failures.enumerated() {
      let finding = review.findings[failure.finding]
      for quote in Set(rules[finding.rule].citations.map { $0.citation.quote }) {
        sayings[Sentence(element: finding.element, quote: quote), default: []].append(index)
      }
    }
    for saying in sayings.values {
      let rulesets = saying.map { rules[review.findings[failures[$0].finding].rule].ruleset }
      guard Set(rulesets).count == saying.count else { continue }
      for other in saying.dropFirst() { groups.join(saying[0], other) }
    }
  }

  private struct Sentence: Hashable {
    let element: FactReference?
    let quote: String
  }
}

extension Review {
  /// The findings of a verdict, by index, those that weigh most on the decision first.
  package func rankedFindings(_ verdict: Verdict) -> [Int] {
    let found = findings.indices.filter { findings[$0].verdict == verdict }
    let weights = found.map { index in
      (
        effect: findings[index].effect(in: program.vocabulary),
        // The vocabulary declares consequences from the hardest to the mildest.
        rank: findings[index].consequence?.consequence ?? .max
      )
    }
    return found.indices.sorted { left, right in
      let (one, other) = (weights[left], weights[right])
      if one.effect != other.effect { return one.effect > other.effect }
      if one.rank != other.rank { return one.rank < other.rank }
      return left < right
    }.map { found[$0] }
  }
}

// MARK: - What fails

extension [Reason] {
  /// The parts that a finding fails on: those of its requirement that do not hold, or, where the
  /// clause forbids, what makes it apply.
  package var failingParts: [Reason] {
    for case .about(.requirement, _, let reasons) in self {
      let failing = reasons.flatMap { $0.failing }
      if !failing.isEmpty { return failing }
    }
    for case .about(.scope, _, let reasons) in self {
      return reasons.flatMap { $0.parts(that: .true) }
    }
    return []
  }

  var failingFacts: [FactReference] {
    .union(
      of: failingParts.lazy.map { part in
        part.readings.compactMap { reading in
          if case .fact(let reference, _) = reading { reference } else { nil }
        }
      })
  }
}

extension Reason {
  fileprivate var failing: [Reason] { parts(that: .false) }

  /// The comparisons beneath that came to a truth; a group that did not is passed over.
  fileprivate func parts(that truth: Truth) -> [Reason] {
    switch self {
    case .part(truth, let pieces, let below): Self.parts(of: self, pieces, below, truth)
    case .all(truth, let reasons), .any(truth, let reasons), .about(_, truth, let reasons):
      reasons.flatMap { $0.parts(that: truth) }
    case .part, .all, .any, .about, .note: []
    }
  }

  /// A comparison itself; of a definition by itself, what it came to this truth by.
  private static func parts(
    of part: Reason, _ pieces: [Piece], _ below: [Reason], _ truth: Truth
  ) -> [Reason] {
    guard pieces.count == 1, case .result(.truth)? = pieces[0].reading else { return [part] }
    let inner = below.flatMap { $0.parts(that: truth) }
    return inner.isEmpty ? [part] : inner
  }
}
