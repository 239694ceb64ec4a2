import Rules

/// What one version of rules says of many dossiers, of those that can be judged in bulk.
final class BulkDecisions {
  private let plan: BulkPlan
  private let setting: ReviewSetting
  private let rules: [CatalogueRule]
  private var judge: BulkJudge

  /// nil: nothing can be judged in bulk.
  init?(_ session: ReviewSession) {
    guard let plan = BulkPlan(session.program), let judge = BulkJudge(plan, session.setting) else {
      return nil
    }
    (self.plan, setting, self.judge) = (plan, session.setting, judge)
    rules = session.program.rules.rules
  }

  /// nil: the reference must judge it.
  func review(of unit: DossierUnit) -> BulkReview? {
    if judge.isFull, let fresh = BulkJudge(plan, setting) { judge = fresh }
    switch unit {
    case .line(let line): return review(of: line.bytes[...])
    case .text(let source, _): return review(of: source.bytes[...])
    case .node(let node, let source):
      return review(of: source.bytes[Int(node.range.start)..<Int(node.range.end)])
    case .row, .form: return nil
    }
  }

  private func review(of bytes: ArraySlice<UInt8>) -> BulkReview? {
    bytes.withUnsafeBufferPointer { judge.review($0) }
  }

  /// The verdicts of a review that are not met or open, the worst of each rule.
  func verdicts(_ review: BulkReview) -> [String: Verdict] {
    var verdicts: [String: Verdict] = [:]
    for rule in review.undetermined { verdicts[rules[rule].id] = .undetermined }
    for rule in review.notMet { verdicts[rules[rule].id] = .notMet }
    return verdicts
  }
}
