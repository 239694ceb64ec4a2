import Reports
import Rules

/// Records that were judged one behind the other in bulk.
struct BulkBatch: Sendable {
  /// One of them.
  struct Record: Sendable {
    let decision: Decision
    /// How much of its file it takes, in bytes.
    let size: Int
    /// Its line of the results, among those of the batch.
    let line: Range<Int>
    /// Where its sources may be those of other dossiers.
    let sources: (project: ClaimingProject, claims: [SourceClaim])
    /// It, to be judged again where they are; nil for one that uses none.
    let unit: DossierUnit?
  }

  private(set) var records: [Record] = []
  private(set) var lines: [UInt8] = []
  fileprivate(set) var summary: StockSummary

  fileprivate init(_ vocabulary: Vocabulary) { summary = StockSummary(vocabulary) }

  fileprivate mutating func add(
    _ review: BulkReview, _ unit: DossierLine, _ writer: BulkLine, _ failures: BulkFailures?
  ) {
    let start = lines.count
    writer.write(
      review, line: unit.number,
      failures: failures.map { failures in
        { failures.write(review, path: unit.path, line: unit.number, to: &$0) }
      }, to: &lines)
    let claims = review.claims
    records.append(
      Record(
        decision: review.decision, size: unit.bytes.count + 1, line: start..<lines.count,
        sources: (review.project(path: unit.path), claims),
        unit: claims.isEmpty ? nil : .line(unit)))
  }
}

/// Judges what comes in by the plan of a program, and leaves the rest to a ``DossierJudge``.
final class BulkDossierJudge {
  private var judge: BulkJudge
  private let plan: BulkPlan
  private let setting: ReviewSetting
  private let rest: DossierJudge
  private let writer: BulkLine
  /// nil: of findings nothing is told but their rules.
  private let failures: BulkFailures?
  private let program: Program
  private var summary: BulkSummary

  /// nil: nothing can be judged in bulk.
  init?(
    _ plan: BulkPlan?, _ program: Program, _ setting: ReviewSetting, _ rest: DossierJudge,
    failures: BulkFailures?
  ) {
    self.failures = failures
    guard let plan, let judge = BulkJudge(plan, setting) else { return nil }
    (self.judge, self.rest, self.program) = (judge, rest, program)
    (self.plan, self.setting) = (plan, setting)
    writer = BulkLine(program)
    summary = BulkSummary(program)
  }

  func outcomes(of incoming: [Incoming]) -> [Outcome] {
    renew()
    var outcomes: [Outcome] = []
    var batch = BulkBatch(program.vocabulary)
    func finish() {
      guard !batch.records.isEmpty else { return }
      batch.summary = summary.take(judge)
      outcomes.append(.bulk(batch))
      batch = BulkBatch(program.vocabulary)
    }
    for item in incoming {
      if case .dossier(let unit, let warnings) = item, warnings.isEmpty,
        case .line(let line) = unit
      {
        let isJudged = line.bytes.withUnsafeBufferPointer { bytes in
          guard let review = judge.review(bytes) else { return false }
          batch.add(review, line, writer, failures)
          summary.add(review)
          return true
        }
        if isJudged { continue }
      }
      finish()
      if let outcome = rest.outcome(of: item) { outcomes.append(outcome) }
    }
    finish()
    return outcomes
  }

  /// Begins anew when too much is remembered; names are known by the judge that gave them.
  private func renew() {
    guard judge.isFull, let fresh = BulkJudge(plan, setting) else { return }
    judge = fresh
    summary = BulkSummary(program)
  }
}
