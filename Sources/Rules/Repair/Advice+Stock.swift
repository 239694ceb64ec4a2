extension Advice {
  /// The causes of a decision and what is missing, without what would make the project pass, whose
  /// search costs the most: for the row of a table.
  public static func ofStock(_ review: Review) -> Advice {
    Advice(
      causes: FailureCause.all(of: FailedFinding.all(in: review), in: review),
      repairs: Advice.none.repairs, remedies: [], redeterminations: [], dormant: [], unread: [],
      missing: MissingFact.all(in: review), asks: [], analyses: [])
  }
}
