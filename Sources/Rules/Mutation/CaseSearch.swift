/// Looks for a dossier near those of the cases on which a rule and its mutant come to something else.
///
/// What is found is entered in the dossier, bound and judged by both before it is suggested.
struct CaseSearch: Sendable {
  let program: Program
  let cases: [CaseDeclaration]
  let expected: ExpectedOutcomes

  /// The most cases of a rule that are varied.
  private static let caseLimit = 24
  /// The most dossiers that are judged for one mutant of which no example is known.
  private static let limit = 1_000

  /// What an example shows, said of a case in as few words as possible: the case that needs the fewest.
  func suggestion(
    for mutant: Mutant, _ changed: Program, _ id: String, showing example: MutantExample,
    _ rebinder: Rebinder
  ) -> SuggestedCase? {
    var search = self.search(for: mutant, changed, id, rebinder)
    var best: (base: CaseExpectationRecord, found: RuleCaseSearch.Found)?
    for base in bases(of: id) {
      guard let found = search.nearest(to: example, from: base) else { continue }
      if best.map({ found.0.count < $0.found.0.count }) ?? true { best = (base, found) }
      if found.0.count <= 1 { break }
    }
    return best.map { suggestion($0.base, $0.found, id) }
  }

  /// Without an example: the cases with one fact said otherwise, then with two.
  func suggestion(
    for mutant: Mutant, _ changed: Program, among ids: [String], _ rebinder: Rebinder
  ) -> SuggestedCase? {
    for id in ids {
      var search = self.search(for: mutant, changed, id, rebinder)
      let bases = self.bases(of: id)
      for depth in 0...2 {
        for base in bases {
          if let found = search.difference(from: base, depth) { return suggestion(base, found, id) }
        }
      }
    }
    return nil
  }

  private func search(
    for mutant: Mutant, _ changed: Program, _ id: String, _ rebinder: Rebinder
  ) -> RuleCaseSearch {
    RuleCaseSearch(
      program: program, changed: changed, versions: expected.versions[id] ?? [], mutant: mutant,
      rebinder: rebinder, limit: Self.limit)
  }

  private func bases(of id: String) -> [CaseExpectationRecord] {
    var seen: Set<Int> = []
    let bases = expected.of(id).filter { !$0.isOfRow && seen.insert($0.declaration).inserted }
    return Array(bases.prefix(Self.caseLimit))
  }

  private func suggestion(
    _ base: CaseExpectationRecord, _ found: RuleCaseSearch.Found, _ id: String
  ) -> SuggestedCase {
    let (variation, binding, claim) = found
    return SuggestedCase(
      on: cases[base.declaration], base: base, variation, binding, id, expected.versions[id] ?? [],
      claim, program)
  }
}
