/// How one rule differs between two versions of rules, by what it means.
public struct RuleDifference: Sendable {
  public enum Change: String, Sendable {
    /// No dossier is violated by one and not by the other, nor does more or less follow: proved.
    case equivalent
    /// The new version is violated by more, by fewer, or by others; or more, less, or now this and now
    /// that follows.
    case stricter, looser, mixed
    /// Exactness ends; ``RuleDifference/reason`` says where.
    case undecided
  }

  /// A dossier that the versions say something else of, as `review evaluate` reads it.
  public struct Witness: Sendable {
    public let dossier: String
    public let asOf: CalendarDate
    /// What the reference evaluator says of it; nil: the version has no such rule.
    public let old: Verdict?
    public let new: Verdict?
    /// What follows, where both versions are violated by it, or apply and demand nothing, and something
    /// else follows; nil: they differ by the verdict.
    public let consequences: ConsequenceChange?
    /// A region around it in which the versions differ, and whether they do so elsewhere, too.
    public let region: Phrase
    /// Whether the new version is violated by it alone, or more follows: stricter; less: looser.
    public let change: Change
  }

  /// What followed, and what follows.
  public struct ConsequenceChange: Sendable, Equatable {
    public let old: Phrase
    public let new: Phrase
  }

  /// A text of the rule that people read and that is another one.
  public struct Rewording: Sendable, Equatable {
    /// Which text it is: its title, its quotation and so on.
    public let place: Phrase
    /// nil: there was none.
    public let old: Phrase?
    /// nil: there is none.
    public let new: Phrase?
  }

  public let rule: String
  /// What the old version calls it, which says the same by another id; nil: by this one, or not at all.
  public internal(set) var formerRule: String?
  public let title: Phrase
  public let change: Change
  public let witnesses: [Witness]
  public let rewordings: [Rewording]
  /// Whether it is proved that nothing can violate either version.
  public let isNeverViolated: Bool
  /// Why it was not decided, in whole or in part.
  public let reason: Phrase?

  /// Whether any dossier is shown, or may be, that the versions say something else of.
  public var changesFindings: Bool { change != .equivalent || !witnesses.isEmpty }
}
