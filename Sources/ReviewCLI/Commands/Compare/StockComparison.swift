import Reports
import Rules

/// Two versions of rules, and what both judge with.
struct VersionPair: Sendable {
  let old: Program
  let new: Program
  let setting: ReviewSetting
}

/// A dossier of a stock or of a log.
struct StockDossier: Sendable {
  let unit: DossierUnit
  let path: String
}

/// What two versions of rules make of a dossier.
enum StockOutcome: Sendable {
  case same
  case moved(RuleChangeReport.StockMove)
  /// It cannot be read.
  case rejected(path: String)
}

/// Judges dossiers by two versions of rules, in one thread.
final class StockComparison {
  private let old: ReviewSession
  private let new: ReviewSession
  private let bulk: (old: BulkDecisions?, new: BulkDecisions?)

  /// - Parameter inBulk: Whether so many are judged that it is worth to make ready for them.
  init(_ pair: VersionPair, inBulk: Bool = true) {
    old = ReviewSession(program: pair.old, setting: pair.setting)
    new = ReviewSession(program: pair.new, setting: pair.setting)
    bulk = inBulk ? (BulkDecisions(old), BulkDecisions(new)) : (nil, nil)
  }

  func outcome(of dossier: StockDossier) -> StockOutcome {
    guard let move = move(of: dossier.unit) else { return .rejected(path: dossier.path) }
    guard move.from != move.to else { return .same }
    // The ways to pass are read from what a review says in full.
    let edit =
      move.to > move.from
      ? new.judge(dossier.unit).review.flatMap { Self.edit($0, reaching: move.from) } : nil
    return .moved(.init(path: dossier.path, move: move, edit: edit))
  }

  /// nil: it cannot be read.
  func move(of unit: DossierUnit) -> RuleChangeReport.Move? {
    if let before = bulk.old, let after = bulk.new, let old = before.review(of: unit),
      let new = after.review(of: unit)
    {
      guard old.decision != new.decision else {
        return .init(from: old.decision, to: new.decision, rules: [])
      }
      return .init((old.decision, before.verdicts(old)), (new.decision, after.verdicts(new)))
    }
    guard let before = old.judge(unit, depth: .verdicts).review,
      let after = new.judge(unit, depth: .verdicts).review
    else { return nil }
    return .init(before, after)
  }

  /// What an applicant would change.
  private static func edit(_ review: Review, reaching wanted: Decision) -> Phrase? {
    let found = RepairSearch.find(in: review).repairs.filter { $0.decision <= wanted }
      .min { $0.changes.count < $1.changes.count }
    return found.map { repair in
      let words = Language.allCases.map { language in
        repair.changes.map { change in
          let from = change.fromText(in: review.program, language) ?? "—"
          // The report names facts in English by their paths.
          let name =
            language == .chinese
            ? change.label(in: review.program) : change.path(in: review.program)
          return "\(name) \(from) → "
            + change.toText(in: review.program, language)
        }.joined(separator: language == .chinese ? "；" : "; ")
      }
      return Phrase(words[0], words[1])
    }
  }
}

extension RuleChangeReport.Move {
  /// The decisions of two reviews of one dossier, and the rules that say something else.
  init(_ before: Review, _ after: Review) {
    self.init(
      (before.decision, Self.verdicts(before)), (after.decision, Self.verdicts(after)))
  }

  /// - Parameters:
  ///   - before: The decision, and the worst verdict of each rule; of one that is left out it is none.
  ///   - after: The same by the new rules.
  init(
    _ before: (decision: Decision, verdicts: [String: Verdict]),
    _ after: (decision: Decision, verdicts: [String: Verdict])
  ) {
    let (old, new) = (before.verdicts, after.verdicts)
    let moved = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
    let order = moved.sorted {
      let (left, right) = (Self.weight($0, old, new), Self.weight($1, old, new))
      return left == right ? $0 < $1 : left > right
    }
    self.init(from: before.decision, to: after.decision, rules: order)
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
}
