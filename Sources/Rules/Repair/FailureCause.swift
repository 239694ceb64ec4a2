/// Findings that are not met for one reason: they fail on the same facts, or a city repeats the
/// sentence of its province.
public struct FailureCause: Sendable {
  /// Indices in ``Review/findings``, the heaviest first.
  public let findings: [Int]
  /// The facts that they fail on.
  public let facts: [FactReference]

  /// The causes of all findings that are not met, the heaviest first.
  static func all(in review: Review) -> [FailureCause] {
    var finder = FailureCauseFinder(review)
    return finder.causes()
  }
}

private struct FailureCauseFinder {
  let review: Review
  /// The findings that are not met, the heaviest first.
  private let failures: [Failure]

  private struct Failure {
    let finding: Int
    let facts: [FactReference]
    let quotes: [String]
  }

  init(_ review: Review) {
    self.review = review
    let program = review.program
    failures = review.rankedFindings(.notMet).map { index in
      let finding = review.findings[index]
      let rule = program.rules.rules[finding.rule]
      return Failure(
        finding: index, facts: explain(finding, in: review).failingFacts,
        quotes: rule.citations.map { $0.citation.quote })
    }
  }

  mutating func causes() -> [FailureCause] {
    var groups: [[Failure]] = []
    for failure in failures {
      let joined = groups.indices.filter { group in
        groups[group].contains { isOne($0, failure) }
      }
      guard let first = joined.first else {
        groups.append([failure])
        continue
      }
      // Groups that the failure joins become one, where the heaviest of them stands.
      for group in joined.dropFirst().reversed() { groups[first] += groups.remove(at: group) }
      groups[first].append(failure)
    }
    return groups.map { group in
      var facts: [FactReference] = []
      for fact in group.flatMap({ $0.facts }) where !facts.contains(fact) { facts.append(fact) }
      return FailureCause(findings: group.map { $0.finding }.sorted(by: isHeavier), facts: facts)
    }
  }

  private func isHeavier(_ one: Int, _ other: Int) -> Bool {
    let order = failures.map { $0.finding }
    return (order.firstIndex(of: one) ?? 0) < (order.firstIndex(of: other) ?? 0)
  }

  /// Whether two findings fail for one reason: one fails on nothing but what the other fails on,
  /// or two documents say the same sentence of the same element.
  private func isOne(_ one: Failure, _ other: Failure) -> Bool {
    let (first, second) = (Set(one.facts), Set(other.facts))
    if !first.isEmpty, !second.isEmpty, first.isSubset(of: second) || second.isSubset(of: first) {
      return true
    }
    guard review.findings[one.finding].element == review.findings[other.finding].element,
      review.findings[one.finding].rule != review.findings[other.finding].rule
    else { return false }
    return one.quotes.contains { other.quotes.contains($0) }
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
    var facts: [FactReference] = []
    for reading in failingParts.flatMap({ $0.readings }) {
      if case .fact(let reference, _) = reading, !facts.contains(reference) {
        facts.append(reference)
      }
    }
    return facts
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
