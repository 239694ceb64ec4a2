import Rules
import Testing

@testable import Reports

@Suite("The summary of many records")
struct BulkSummaryTests {
  @Test("Records count as often as they come, whenever what was counted is taken", arguments: 1...4)
  func recurring(_ rounds: Int) throws {
    let program = CommittedRules.book.program
    let setting = ReviewSetting(
      today: CalendarDate(year: 2026, month: 1, day: 1) ?? CalendarDate.earliest)
    let judge = try #require(BulkPlan(program).flatMap { BulkJudge($0, setting) })
    let (reader, fields) = (
      DossierReader(vocabulary: program.vocabulary), StockFields(program.vocabulary)
    )
    var bulk = BulkSummary(program)
    var taken = StockSummary(program.vocabulary)
    var reference = StockSummary(program.vocabulary)
    for round in 0..<rounds {
      for example in CommittedRules.examples {
        let record = SourceText(
          path: example.path, bytes: ElsewhereRecord.bytes(example.bytes, round))
        let isCounted = record.bytes.withUnsafeBufferPointer { bytes in
          judge.review(bytes).map { bulk.add($0) } != nil
        }
        guard isCounted else { continue }
        let (dossier, problems) = reader.read(record)
        let review = try #require(
          judgeDossier(dossier, problems, by: program, in: setting, depth: .failures).review)
        reference.add(StockEntry(review, fields), review.decision)
      }
      if !round.isMultiple(of: 2) { taken.add(bulk.take()) }
    }
    taken.add(bulk.take())
    #expect(taken.decisions.total > 3 * rounds)
    #expect(Self.text(taken) == Self.text(reference))
  }

  private static func text(_ summary: StockSummary) -> String {
    var json = JSONWriter(style: .compact)
    summary.write(to: &json)
    return json.text
  }
}
