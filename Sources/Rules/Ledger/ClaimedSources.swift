/// What one project uses of which source, with all that a book finds them by.
///
/// It follows from the dossier alone and is made where that is read, so that a book, of which there
/// is one for all threads, has only to look up.
public final class ClaimedSources: Sendable {
  public let project: ClaimingProject
  /// Whether it uses none.
  public let isEmpty: Bool
  /// What the project is found by again.
  let keys: [Word]
  /// Those in lists that are ledgers.
  let sources: [ClaimedSource]
  /// The facts that all the rest but the path follows from; empty where they were not kept.
  private let spelling: [UInt8]

  /// What any project uses where a vocabulary has no ledgers.
  static let none = ClaimedSources(
    [], of: ClaimingProject(name: "", code: "", place: [], path: ""), isEmpty: true)

  convenience init(_ claims: [SourceClaim], of project: ClaimingProject, in ledgers: SourceLedgers)
  {
    self.init(
      claims.compactMap { ClaimedSource($0, in: ledgers) }, of: project, isEmpty: claims.isEmpty)
  }

  /// - Parameter spelling: The facts of the project and of its sources, the same bytes for the same
  ///   facts.
  init(
    _ sources: [ClaimedSource], of project: ClaimingProject, isEmpty: Bool,
    spelling: [UInt8] = []
  ) {
    (self.sources, self.project, self.isEmpty) = (sources, project, isEmpty)
    self.spelling = spelling
    keys = project.keys.map { Word($0) }
  }

  /// What the dossier says of each source, in the order of the ledgers and of the lists.
  public var claims: [SourceClaim] { sources.map { $0.claim } }

  /// Whether a dossier says what this one says, as far as that is seen at a glance.
  func isPlainlySame(as other: ClaimedSources) -> Bool {
    self === other
      || !spelling.isEmpty && spelling.isSame(as: other.spelling)
        && project.path == other.project.path
  }
}

/// A use of a source, in the forms that a book compares.
final class ClaimedSource: Sendable {
  let claim: SourceClaim
  /// Its ledger, in the order of the vocabulary.
  let ledger: Int
  let number: Word?
  /// As ``SourceIdentity/names``, where it has no number.
  let names: Word?
  let near: Word?
  /// The hash of ``SourceIdentity/nearNumber``.
  let nearNumber: Int?
  let stems: [String]

  /// nil: its list is no ledger.
  init?(_ claim: SourceClaim, in ledgers: SourceLedgers) {
    guard let ledger = ledgers.ledger(of: claim) else { return nil }
    let identity = SourceIdentity(claim, endings: ledgers.all[ledger].endings)
    (self.claim, self.ledger, stems) = (claim, ledger, identity.stems)
    number = identity.number.map { Word($0) }
    names = number == nil ? identity.names.map { Word($0) } : nil
    let near = identity.near
    self.near = near.map { Word($0) }
    nearNumber = near.flatMap { identity.nearNumber(beside: $0) }?.hashValue
  }

  /// Whether it can be found again.
  var isComplete: Bool { number != nil || names != nil }

  var sums: AccountSums { AccountSums(claim, stems: stems) }
}

/// The ledgers of a vocabulary, by the paths of their lists.
struct SourceLedgers: Sendable {
  let all: [SourceLedger]
  private let ofPath: [Word: Int]

  init(_ vocabulary: Vocabulary) {
    all = vocabulary.ledgers
    var paths: [Word: Int] = [:]
    for (index, ledger) in vocabulary.ledgers.enumerated() {
      paths[Word(vocabulary.containers[ledger.list].path.english)] = index
    }
    ofPath = paths
  }

  /// nil: its list is no ledger.
  func ledger(of claim: SourceClaim) -> Int? { ofPath[Word(claim.list)] }
}

extension [UInt8] {
  fileprivate func isSame(as other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    return withUnsafeBytes { own in
      other.withUnsafeBytes { other in
        guard let own = own.baseAddress, let other = other.baseAddress else { return true }
        return own.isEqual(other, count: count)
      }
    }
  }
}
