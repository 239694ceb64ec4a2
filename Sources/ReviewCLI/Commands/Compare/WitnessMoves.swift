import Reports
import Rules

/// What two versions of rules decide on the examples of a comparison.
///
/// Many rules may change at once, and each has examples that all rules must judge: those of one day are
/// judged together, a dossier that shows several rules once.
struct WitnessMoves {
  private var moves: [Example: RuleChangeReport.Move] = [:]

  private struct Example: Hashable {
    let dossier: String
    let asOf: CalendarDate

    init(_ witness: RuleDifference.Witness) { (dossier, asOf) = (witness.dossier, witness.asOf) }
  }

  /// From so many on it is worth to make ready for bulk.
  private static let bulkCount = 16

  init(_ witnesses: [RuleDifference.Witness], _ pair: VersionPair) {
    let examples = Set(witnesses.map { Example($0) })
    for (day, ofDay) in Dictionary(grouping: examples, by: { $0.asOf }) {
      let setting = ReviewSetting(asOf: day, today: day)
      let comparison = StockComparison(
        VersionPair(old: pair.old, new: pair.new, setting: setting),
        inBulk: ofDay.count >= Self.bulkCount)
      for example in ofDay {
        let source = SourceText(path: "witness.json", text: example.dossier)
        moves[example] = comparison.move(of: .text(source))
      }
    }
  }

  /// nil: one of the versions cannot read it.
  func move(of witness: RuleDifference.Witness) -> RuleChangeReport.Move? {
    moves[Example(witness)]
  }
}
