extension Advice {
  /// What is told at once: the causes, what to ask for, and the rules that are not in force.
  ///
  /// For a page that is renewed with every keystroke; the ways to pass follow when the typing rests.
  public static func outline(of review: Review) -> Advice {
    let failures = FailedFinding.all(in: review)
    let missing = review.withEntries(MissingFact.all(in: review))
    return Advice(
      causes: FailureCause.all(of: failures, in: review), repairs: Advice.none.repairs,
      remedies: [], redeterminations: Redetermination.all(among: failures, in: review),
      dormant: DormantRule.all(in: review), unread: [],
      missing: missing, asks: Ask.all(among: missing, in: Trial(review)), analyses: [])
  }
}
