/// The account of one source: who uses how much of it, what is left, and what is wrong with it.
public struct SourceBalance: Sendable {
  /// What is wrong with an account.
  public enum Kind: Sendable, CaseIterable {
    /// Used whole, and used again.
    case doubleUse
    /// The parts that are used are more than there is.
    case overdrawn
    /// It may be one of the above: names that are nearly alike, or amounts that are not known.
    case question
    /// What is said of the source differs.
    case conflict

    /// Its name in the JSON form.
    public var name: String {
      switch self {
      case .doubleUse: "doubleUse"
      case .overdrawn: "overdrawn"
      case .question: "question"
      case .conflict: "conflict"
      }
    }
  }

  /// One project's use of the source.
  public struct Use: Sendable {
    public let project: ClaimingProject
    public let claim: SourceClaim
    /// The entry of the audit log that holds the decision; nil: it is not logged, or not yet.
    public let sequence: Int?
    /// The decision on the project in one word; nil: it is not known, or not yet.
    public let decision: String?
    /// The entry since which the project uses as much of the source without a break; nil: it is
    /// not logged, or not yet.
    public let since: Int?

    public init(
      project: ClaimingProject, claim: SourceClaim, sequence: Int?, decision: String?, since: Int?
    ) {
      (self.project, self.claim, self.sequence) = (project, claim, sequence)
      (self.decision, self.since) = (decision, since)
    }
  }

  /// The title of the ledger.
  public let title: Phrase
  /// The logged ones in the order of the log, then the others; last that of the project which is
  /// reviewed.
  public let uses: [Use]
  /// How many more uses there are, where not all are listed.
  public let unlisted: Int
  /// The project that is reviewed; nil: the account stands for itself.
  public let reviewed: ClaimingProject?
  /// How much the source has; nil: nobody says.
  public let capacity: Quantity?
  /// What no project uses, below zero where it is overdrawn; nil: it cannot be told.
  public let left: Quantity?
  /// nil: nothing is wrong.
  public let kind: Kind?
  /// Whether it can be found again in other dossiers.
  public let isIdentified: Bool

  /// The source in the words of the first dossier that names it.
  public var source: String { uses.first?.claim.source ?? "" }
}
