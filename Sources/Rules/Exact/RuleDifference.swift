/// How one rule differs between two versions of rules, by what it means.
public struct RuleDifference: Sendable {
  public enum Change: String, Sendable {
    /// No dossier is violated by one and not by the other: proved.
    case equivalent
    /// The new version is violated by more, by fewer, or by others.
    case stricter, looser, mixed
    /// Exactness ends; ``RuleDifference/reason`` says where.
    case undecided
  }

  /// A dossier that one version is violated by and the other is not, as `review evaluate` reads it.
  public struct Witness: Sendable {
    public let dossier: String
    public let asOf: CalendarDate
    /// What the reference evaluator says of it; nil: the version has no such rule.
    public let old: Verdict?
    public let new: Verdict?
    /// The smallest region around it in which the versions differ.
    public let region: Phrase
  }

  public let rule: String
  public let title: Phrase
  public let change: Change
  public let witnesses: [Witness]
  /// Why it was not decided, in whole or in part.
  public let reason: Phrase?
}
