extension ReportedRepair {
  /// The repairs of a review in words.
  public static func all(in review: Review, _ language: Language) -> [ReportedRepair] {
    RepairSearch.find(in: review).repairs.map { repair in
      ReportedRepair(
        changes: repair.changes.map { change in
          ReportedChange(
            label: change.label(in: review.program), path: change.path(in: review.program),
            from: change.fromText(in: review.program, language),
            to: change.toText(in: review.program, language))
        }, decision: repair.decision)
    }
  }
}
