import Reports
import Rules

/// The projects whose decision two versions of rules do not agree on.
struct DecisionChanges {
  let old: ReviewSession
  let new: ReviewSession
  private lazy var bulk = (old: BulkDecisions(old), new: BulkDecisions(new))
  private(set) var witnesses: [RuleChangeReport.WitnessMove] = []
  private(set) var stock: [RuleChangeReport.StockMove] = []
  private(set) var rejected: [String] = []
  private(set) var count = 0

  init(old: ReviewSession, new: ReviewSession) { (self.old, self.new) = (old, new) }

  /// Judges the examples of a comparison by all rules of both versions.
  mutating func judge(_ differences: [RuleDifference]) {
    for difference in differences {
      for witness in difference.witnesses {
        let unit = DossierUnit.text(SourceText(path: "witness.json", text: witness.dossier))
        let setting = ReviewSetting(asOf: witness.asOf, today: witness.asOf)
        let before = ReviewSession(program: old.program, setting: setting).judge(unit).review
        let after = ReviewSession(program: new.program, setting: setting).judge(unit).review
        guard let before, let after, before.decision != after.decision else { continue }
        witnesses.append(
          RuleChangeReport.WitnessMove(
            dossier: witness.dossier, rule: difference.rule, move: Self.move(before, after)))
      }
    }
  }

  mutating func judge(_ unit: DossierUnit, at path: String) {
    if let same = bulk.old?.decision(of: unit), same == bulk.new?.decision(of: unit) {
      count += 1
      return
    }
    guard let before = old.judge(unit, depth: .verdicts).review,
      let after = new.judge(unit, depth: .verdicts).review
    else {
      rejected.append(path)
      return
    }
    count += 1
    guard before.decision != after.decision else { return }
    // The ways to pass are read from what a review says in full.
    let edit =
      after.decision > before.decision
      ? new.judge(unit).review.flatMap { Self.edit($0, reaching: before.decision) } : nil
    stock.append(
      RuleChangeReport.StockMove(path: path, move: Self.move(before, after), edit: edit))
  }

  private static func move(_ before: Review, _ after: Review) -> RuleChangeReport.Move {
    let (old, new) = (verdicts(before), verdicts(after))
    let moved = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
    let order = moved.sorted {
      let (left, right) = (weight($0, old, new), weight($1, old, new))
      return left == right ? $0 < $1 : left > right
    }
    return RuleChangeReport.Move(from: before.decision, to: after.decision, rules: order)
  }

  private static func weight(
    _ rule: String, _ old: [String: Verdict], _ new: [String: Verdict]
  ) -> Int {
    max(old[rule]?.rawValue ?? 0, new[rule]?.rawValue ?? 0)
  }

  /// The worst verdict of each rule.
  private static func verdicts(_ review: Review) -> [String: Verdict] {
    var verdicts: [String: Verdict] = [:]
    for finding in review.findings {
      let id = review.program.rules.rules[finding.rule].id
      verdicts[id] = max(verdicts[id] ?? .notApplicable, finding.verdict)
    }
    return verdicts
  }

  /// What an applicant would change.
  private static func edit(_ review: Review, reaching wanted: Decision) -> Phrase? {
    let found = advise(review).repairs.repairs.filter { $0.decision <= wanted }
      .min { $0.changes.count < $1.changes.count }
    return found.map { repair in
      let words = Language.allCases.map { language in
        repair.changes.map { change in
          let from = change.fromText(in: review.program, language) ?? "—"
          return "\(change.label(in: review.program)) \(from) → "
            + change.toText(in: review.program, language)
        }.joined(separator: language == .chinese ? "；" : "; ")
      }
      return Phrase(words[0], words[1])
    }
  }
}
