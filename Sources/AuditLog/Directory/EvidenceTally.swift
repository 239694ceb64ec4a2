/// How many of the things that lines commit to were found as the lines say.
public struct EvidenceTally: Sendable, Equatable {
  /// A thing that is not as a line says.
  public struct Fault: Sendable, Equatable {
    /// The sequence number of the first line that commits to it.
    public let entry: Int
    /// The file, and the byte in it where that matters.
    public let place: String
  }

  /// There, and what was committed to.
  public internal(set) var present = 0
  /// Destroyed, as a `redact` entry says.
  public internal(set) var redacted = 0
  /// Gone, and no `redact` entry says so.
  public internal(set) var missing: [Fault] = []
  /// There, but not what was committed to.
  public internal(set) var altered: [Fault] = []
  /// Not looked at: this copy has none, or this reader may not open them.
  public internal(set) var unchecked = 0

  public var total: Int { present + redacted + missing.count + altered.count + unchecked }
  /// Whether nothing that was looked at is missing or altered.
  public var isSound: Bool { missing.isEmpty && altered.isEmpty }
}

/// What became of all that the lines commit to.
public struct VerifiedEvidence: Sendable, Equatable {
  /// Dossiers, results and outside evidence in the vault, by salted commitment.
  public internal(set) var bodies = EvidenceTally()
  /// Rule files, their manifests and parameters in the rule store, each counted once.
  public internal(set) var objects = EvidenceTally()
  /// The words of outsiders, in the order of the log.
  public internal(set) var anchors: [VerifiedAnchor] = []
  /// How many of the first entries an authority or enough witnesses vouch for; 0 for none.
  public internal(set) var anchoredCount = 0
  /// Why some were not looked at; `nil` when all were.
  public internal(set) var obstacle: Obstacle?

  public enum Obstacle: Sendable, Equatable {
    /// The lines alone were copied, for publication.
    case publishedCopy
    /// The system does not let this reader in.
    case noPermission(place: String)
  }

  public var isSound: Bool { bodies.isSound && objects.isSound }
}
