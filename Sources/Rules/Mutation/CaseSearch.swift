/// Looks for a dossier near those of the cases on which a rule and its mutant come to something else.
///
/// First the cases as they are, then with one fact said otherwise, then with two. What is found is
/// entered in the dossier, bound and judged by both before it is suggested.
struct CaseSearch: Sendable {
  /// How long is looked.
  enum Effort {
    /// For a nearer case than one that is known.
    case brief
    /// For the only one.
    case thorough

    /// The most dossiers that are judged for one mutant.
    var limit: Int {
      switch self {
      case .brief: 150
      case .thorough: 2_000
      }
    }

    /// The most cases of a rule that are varied.
    var caseLimit: Int {
      switch self {
      case .brief: 8
      case .thorough: 24
      }
    }

    /// The most facts that are said otherwise.
    var depth: Int {
      switch self {
      case .brief: 1
      case .thorough: 2
      }
    }
  }

  let program: Program
  let cases: [CaseDeclaration]
  let expected: ExpectedOutcomes
  let today: CalendarDate

  func suggestion(
    for mutant: Mutant, _ changed: Program, _ effort: Effort, among ids: [String]
  ) -> SuggestedCase? {
    for id in ids {
      var search = RuleCaseSearch(
        program: program, changed: changed, versions: expected.versions[id] ?? [], mutant: mutant,
        today: today, limit: effort.limit)
      var seen: Set<Int> = []
      let bases = expected.of(id).filter { !$0.isOfRow && seen.insert($0.declaration).inserted }
        .prefix(effort.caseLimit)
      for depth in 0...effort.depth {
        for base in bases {
          guard let (variation, binding, outcomes) = search.difference(from: base, depth) else {
            continue
          }
          return SuggestedCase(
            on: cases[base.declaration], base: base, variation, binding, id,
            expected.versions[id] ?? [], outcomes, program)
        }
      }
    }
    return nil
  }
}
