/// A set of changes to the facts, and the decision that a full evaluation with them came to.
public struct ReportedRepair: Sendable {
  public let changes: [ReportedChange]
  public let decision: Decision

  public init(changes: [ReportedChange], decision: Decision) {
    self.changes = changes
    self.decision = decision
  }
}

/// One change of a fact, in words and with units.
public struct ReportedChange: Sendable {
  public let label: String
  /// As `dataCentre.pue`.
  public let path: String
  /// nil: the dossier does not give it.
  public let from: String?
  public let to: String

  public init(label: String, path: String, from: String?, to: String) {
    self.label = label
    self.path = path
    self.from = from
    self.to = to
  }
}
