/// A smallest set of changes to the facts an applicant can change, and what it leads to.
public struct Repair: Sendable {
  /// In the order of the vocabulary.
  public let changes: [FactChange]
  /// The decision on the changed dossier.
  public let decision: Decision

  /// The sizes of its changes together.
  public var relativeSize: ExactNumber {
    changes.reduce(.zero) { sum, change in sum.adding(change.relativeSize) ?? sum }
  }
}

/// How the shortcomings of a project can be made good.
public struct RepairResult: Sendable {
  /// Ranked by the number of changes, then by their relative size; empty when no change of facts
  /// improves the decision, or nothing is wrong.
  public let repairs: [Repair]
  /// The best decision that changes lead to while the missing facts stay missing.
  public let reachable: Decision
  /// Findings that are not met and that no change of changeable facts can cure.
  public let incurable: [Finding]
  /// Findings that could be cured one by one, but for which no changes were found that cure them
  /// together, or without another failing.
  public internal(set) var conflicting: [Finding]
  /// The repairs leave alone what does no more than this to the decision.
  let floor: Decision
}
