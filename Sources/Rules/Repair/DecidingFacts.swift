/// The facts of a dossier that alone force its decision: without all its other facts the rules come to
/// the same, and without any one of these they no longer do.
///
/// Of a refusal those of the cause that needs the fewest; the least of all such sets is not looked for.
public struct DecidingFacts {
  /// In the order of the dossier's fields.
  public let facts: [FactReference]
  /// How many facts the dossier gives.
  public let given: Int

  /// nil: the decision rests on what is missing rather than on what is given.
  public init?(of review: Review) {
    guard review.decision != .supplement, review.contradictions.isEmpty, review.ledger.isEmpty
    else { return nil }
    let search = DecidingSearch(review)
    guard search.decides(search.all) else { return nil }
    given = search.all.count
    let causes = review.findings.filter { finding in
      finding.verdict == .notMet
        && finding.effect(in: review.program.vocabulary) == review.decision
    }
    var best = search.least(of: search.narrowed(to: causes.first, search.all))
    for cause in causes.dropFirst().prefix(Self.causeLimit) {
      let start = search.narrowed(to: cause, search.all)
      guard start.count < search.all.count else { continue }
      let found = search.least(of: start)
      if found.count < best.count { best = found }
    }
    facts = best.sorted { $0.precedes($1) }
  }

  /// How many causes of a refusal are tried beside the first one.
  private static let causeLimit = 6
}

/// Judges a dossier with some of its facts.
struct DecidingSearch {
  let review: Review
  /// The facts and lists that the dossier itself gives.
  let all: [FactReference]

  init(_ review: Review) {
    self.review = review
    var given: [FactReference] = []
    review.binding.dossier.root.addGiven(at: [], to: &given)
    all = given.sorted { $0.precedes($1) }
  }

  /// Whether the rules come to the same by some facts alone.
  func decides(_ kept: [FactReference]) -> Bool {
    var dossier = review.binding.dossier.applying([], in: review.program.vocabulary)
    dossier.root = dossier.root.keeping(Set(kept), at: [])
    let original = review.binding
    let binding = bind(
      dossier, to: review.program, parameters: original.parameters, asOf: original.asOf,
      today: original.asOf
    ).binding
    return evaluate(review.program, with: binding, depth: .verdicts).decision == review.decision
  }

  /// The facts that one finding rests on, with those that say where and what the project is, if they
  /// decide; else all.
  func narrowed(to cause: Finding?, _ all: [FactReference]) -> [FactReference] {
    guard let cause else { return all }
    let vocabulary = review.program.vocabulary
    let read = Set(cause.trace.facts.map { $0.reference })
    let routing = Set(vocabulary.jurisdictionFields)
    let some = all.filter { reference in
      switch reference.target {
      case .field(let field): read.contains(reference) || routing.contains(field)
      case .list: true
      }
    }
    return decides(some) ? some : all
  }

  /// Takes away what can be: first in large parts, then one by one.
  func least(of start: [FactReference]) -> [FactReference] {
    var kept = start
    var size = max(1, kept.count / 2)
    while true {
      var place = 0
      var isSmaller = false
      while place < kept.count {
        let end = min(place + size, kept.count)
        let rest = Array(kept[..<place] + kept[end...])
        if decides(rest) {
          kept = rest
          isSmaller = true
        } else {
          place = end
        }
      }
      if size == 1, !isSmaller { return kept }
      size = max(1, size / 2)
    }
  }
}

extension DossierElement {
  fileprivate func addGiven(at indices: [Int?], to given: inout [FactReference]) {
    for (field, fact) in facts where fact.range != nil {
      given.append(FactReference(.field(field), indices: indices))
    }
    for (list, content) in lists {
      given.append(FactReference(.list(list), indices: indices))
      guard case .elements(let elements) = content else { continue }
      for (position, element) in elements.enumerated() {
        element.addGiven(at: indices + [position], to: &given)
      }
    }
  }

  /// The element with some of its facts; what stands in a list that is left out goes with it.
  fileprivate func keeping(
    _ kept: Set<FactReference>, at indices: [Int?]
  ) -> DossierElement {
    var element = DossierElement()
    for (field, fact) in facts
    where kept.contains(FactReference(.field(field), indices: indices)) {
      element.facts[field] = fact
    }
    for (list, content) in lists
    where kept.contains(FactReference(.list(list), indices: indices)) {
      guard case .elements(let elements) = content else {
        element.lists[list] = content
        continue
      }
      element.lists[list] = .elements(
        elements.enumerated().map { $0.element.keeping(kept, at: indices + [$0.offset]) })
    }
    return element
  }
}
