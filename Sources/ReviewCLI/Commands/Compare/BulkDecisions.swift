import Rules

/// The decisions of one version of rules on many dossiers, of those that can be judged in bulk.
final class BulkDecisions {
  private let plan: BulkPlan
  private let setting: ReviewSetting
  private var judge: BulkJudge

  /// nil: nothing can be judged in bulk.
  init?(_ session: ReviewSession) {
    guard let plan = BulkPlan(session.program), let judge = BulkJudge(plan, session.setting) else {
      return nil
    }
    (self.plan, setting, self.judge) = (plan, session.setting, judge)
  }

  /// nil: the reference must judge it.
  func decision(of unit: DossierUnit) -> Decision? {
    if judge.isFull, let fresh = BulkJudge(plan, setting) { judge = fresh }
    switch unit {
    case .line(let line): return decision(of: line.bytes[...])
    case .text(let source, _): return decision(of: source.bytes[...])
    case .node(let node, let source):
      return decision(of: source.bytes[Int(node.range.start)..<Int(node.range.end)])
    case .row, .form: return nil
    }
  }

  private func decision(of bytes: ArraySlice<UInt8>) -> Decision? {
    bytes.withUnsafeBufferPointer { judge.review($0)?.decision }
  }
}
