import AuditLog
import Rules

/// The sources of one invocation: each review is held beside the earlier ones, and beside those of
/// an audit log.
struct SourceRun {
  private var book: LedgerBook
  /// The projects that others' sources stand against.
  private(set) var projectCount = 0

  private static let noteLimit = 100

  /// How many uses of others stand beside a project's own, in a run that no log keeps.
  private static let listLimit = 20

  /// - Parameter isLogged: Whether a log shows by which uses it was decided: then all are listed.
  init(_ vocabulary: Vocabulary, isLogged: Bool) {
    book = LedgerBook(vocabulary, listLimit: isLogged ? nil : Self.listLimit)
  }

  /// The review with what others use of its sources.
  ///
  /// - Parameter index: Where earlier decisions are found; nil without a log. It is held from then
  ///   on, so that nobody decides by the same balances.
  mutating func hold(
    _ review: Review, _ sources: (project: ClaimingProject, claims: [SourceClaim]),
    _ index: LedgerIndex?
  ) throws(CommandFailure) -> Review {
    let (project, claims) = sources
    if let index, !claims.isEmpty {
      do throws(AuditLogError) {
        try index.load(claims, into: &book)
      } catch {
        throw .unlogged(error)
      }
    }
    book.enter(claims, of: project)
    let held = review.holding(book.clashes(of: project))
    book.note(held.decision.name.english, on: project)
    if held.ledger.contains(where: { $0.kind != nil }) { projectCount += 1 }
    return held
  }

  /// Enters what a dossier uses that was judged in bulk; whether others use any of it, so that it has
  /// to be held beside them.
  mutating func clash(_ sources: ClaimedSources, _ decision: Decision) -> Bool {
    guard !sources.isEmpty || book.hasProjects else { return false }
    return book.enter(sources, noting: decision.name.english)
  }

  /// Enters what dossiers judged elsewhere use, those of one dossier behind one another. A dossier that
  /// uses nothing left no word here: it does not take back what its project used before.
  mutating func enter(_ uses: [SourceBalance.Use]) {
    for dossier in uses.byDossier {
      book.enter(dossier.claims, of: dossier.project)
      if let decision = dossier.decision { book.note(decision.name.english, on: dossier.project) }
    }
  }

  /// Notes the entries of the log that hold the decisions.
  mutating func note(_ review: Review, sequence: Int) {
    book.note(
      review.decision.name.english, on: review.sources.project, sequence: sequence)
  }

  /// What is wrong with the sources in the end, each told once: of the first so many, and how many
  /// there are.
  var notes: (shown: [Phrase], count: Int) {
    guard projectCount > 0 else { return ([], 0) }
    var (shown, count): ([Phrase], Int) = ([], 0)
    for balance in book.balances where balance.kind != nil {
      count += 1
      if count <= Self.noteLimit, let note = balance.note { shown.append(note) }
    }
    return (shown, count)
  }

  /// What is said behind several reviews; nil: nothing is wrong.
  func summary(_ language: Language) -> String? {
    guard projectCount > 0 else { return nil }
    let (shown, count) = notes
    let heading =
      language == .chinese
      ? "来源台账：\(projectCount) 个项目的来源与其他项目冲突，共 \(count) 处。"
      : "Ledger: the sources of \(projectCount) projects clash with others, \(count) in all."
    let rest = count - shown.count
    let more = rest > 0 ? (language == .chinese ? "另 \(rest) 处。" : "\(rest) more.") : nil
    let lines = shown.map { "  " + $0[language] } + (more.map { ["  " + $0] } ?? [])
    return ([heading] + lines).map { $0 + "\n" }.joined()
  }

  /// The review beside what a logged result says that others used.
  static func hold(_ review: Review, beside result: [UInt8]) -> Review {
    let source = SourceText(path: "result", bytes: result)
    guard let node = JSONReader.read(source, index: 0).node else { return review }
    let vocabulary = review.program.vocabulary
    var book = LedgerBook(vocabulary)
    for use in LedgerResult.earlierUses(in: node, units: vocabulary.units) { book.load(use) }
    let (project, claims) = review.sources
    book.enter(claims, of: project)
    return review.holding(book.clashes(of: project))
  }
}

/// What one dossier uses, of those that a summary keeps.
struct DossierUses {
  let project: ClaimingProject
  let claims: [SourceClaim]
  /// nil: it is not known.
  let decision: Decision?
}

extension [SourceBalance.Use] {
  /// Those of each dossier, which stand behind one another.
  var byDossier: [DossierUses] {
    var found: [DossierUses] = []
    var rest = self[...]
    while let first = rest.first {
      var places: Set<SourcePlace> = []
      let own = rest.prefix { use in
        let place = SourcePlace(list: use.claim.list, position: use.claim.position)
        return use.project.isSame(as: first.project) && places.insert(place).inserted
      }
      let decision = Decision.allCases.first { $0.name.english == first.decision }
      found.append(
        DossierUses(project: first.project, claims: own.map { $0.claim }, decision: decision))
      rest = rest.dropFirst(own.count)
    }
    return found
  }
}

/// Where a dossier names a source: the same place again is of another dossier.
private struct SourcePlace: Hashable {
  let list: String
  let position: [Int]
}
