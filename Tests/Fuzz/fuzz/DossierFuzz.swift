import Reports
import Rules

/// A dossier: what is judged in bulk is what the reference says.
struct DossierFuzz: FuzzedReader {
  private let comparison: BulkComparison

  /// nil for rules that cannot be judged in bulk.
  init?(_ program: Program) {
    guard let day = CalendarDate(year: 2026, month: 1, day: 1), let plan = BulkPlan(program),
      let judge = BulkJudge(plan, ReviewSetting(today: day))
    else { return nil }
    comparison = BulkComparison(program, ReviewSetting(today: day), judge)
  }

  func read(_ bytes: [UInt8]) {
    let dossier = SourceText(path: "fuzz.json", bytes: bytes)
    if case .different(let bulk, let reference) = comparison.compare(dossier) {
      preconditionFailure("bulk \(bulk)\nreference \(reference)")
    }
  }
}
