import Testing

@testable import Rules

@Suite("Records that come to the same")
struct BulkVerdictMemoryTests {
  private static let setting = ReviewSetting(
    parameters: ParameterValues(), today: CalendarDate(year: 2026, month: 1, day: 1) ?? .earliest)

  /// What a record comes to; nil: it is for the reference.
  private func verdicts(_ bytes: [UInt8], _ judge: BulkJudge) -> BulkVerdicts? {
    bytes.withUnsafeBufferPointer { record in
      judge.review(record).flatMap { _ in judge.memory.records.current }
    }
  }

  @Test("The same facts at other places, on other evidence, are judged once")
  func elsewhere() throws {
    let plan = try #require(BulkPlan(CommittedRules.book.program))
    let judge = try #require(BulkJudge(plan, Self.setting))
    var (all, shared) = (0, 0)
    for example in CommittedRules.examples {
      guard let first = verdicts(ElsewhereRecord.bytes(example.bytes, 7), judge),
        let second = verdicts(ElsewhereRecord.bytes(example.bytes, 14), judge)
      else { continue }
      all += 1
      if first === second { shared += 1 }
    }
    #expect(shared * 2 > all, "\(shared) of \(all)")
    #expect(all > 3)
  }

  @Test("Lists too long for a key are judged each time", arguments: [1, 100, ListLimit.elements])
  func longLists(_ count: Int) throws {
    let plan = try #require(BulkPlan(CommittedRules.book.program))
    let judge = try #require(BulkJudge(plan, Self.setting))
    let lines = CommittedRules.examples.map { String(decoding: $0.bytes, as: UTF8.self) }
    let line = try #require(lines.first { !$0.contains("\"products\"") })
    let element = #"{"name": "硅铁", "unitEnergyBasis": "comprehensive"}"#
    let list = Array(repeating: element, count: count).joined(separator: ",")
    let start = try #require(line.firstIndex(of: "{"))
    let record = Array(("{\"products\": [\(list)]," + line[line.index(after: start)...]).utf8)
    let first = try #require(verdicts(record, judge))
    let second = try #require(verdicts(record, judge))
    #expect(first.notMet == second.notMet && first.undetermined == second.undetermined)
    #expect((first === second) == (count < ListLimit.elements))
  }
}
