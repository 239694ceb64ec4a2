import Testing

@testable import Rules

/// A region says on which days it is so, and a rule that one version lacks is shown where it holds.
@Suite("When a region is so, and where")
struct WitnessPeriodTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    let region: String
    var testDescription: String { name }
  }

  private static let rows = [
    Row(
      name: "a later deadline", old: "  应 窑.监测\n  期限 2025-12-31 适用于 窑.备用\n  否则 不予审批",
      new: "  应 窑.监测\n  期限 2026-06-30 适用于 窑.备用\n  否则 不予审批",
      region: "有监测 否，备用 是，审查日 在 [2026-01-01, 2026-06-30]"),
    Row(
      name: "an end", old: "  应 窑.监测\n  否则 不予审批",
      new: "  至 2025-12-31\n  应 窑.监测\n  否则 不予审批",
      region: "有监测 否，审查日 在 [2026-01-01, +∞)"),
    Row(
      name: "a later beginning", old: "  自 2024-01-01\n  应 窑.监测\n  否则 不予审批",
      new: "  自 2024-03-01\n  应 窑.监测\n  否则 不予审批",
      region: "有监测 否，审查日 在 [2024-01-01, 2024-02-29]"),
    Row(
      name: "what follows until a day",
      old: "  应 窑.监测\n  否则 不予审批 若 审查日 早于 2024-03-01\n  否则 提示",
      new: "  应 窑.监测\n  否则 提示", region: "有监测 否，审查日 在 (−∞, 2024-02-29]"),
    Row(
      name: "all days on which they are in force",
      old: "  自 2024-01-01\n  至 2026-12-31\n  应 窑.监测\n  否则 不予审批",
      new: "  自 2024-01-01\n  至 2026-12-31\n  应 窑.监测\n  除外 备用：窑.备用\n  否则 不予审批",
      region: "有监测 否，备用 是"),
  ]

  @Test("A region names the days where versions in force say the same on others", arguments: rows)
  func days(_ row: Row) throws {
    let (old, new) = (SmallRules(row.old).book, SmallRules(row.new).book)
    for book in [old, new] {
      #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })")
    }
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    let differences = RuleComparison(old.program, new.program, today: today).differences()
    #expect(differences.flatMap { $0.witnesses.map { $0.region.chinese } } == [row.region])
  }

  @Test(
    "A rule that one version lacks is shown at the place of the other", arguments: [true, false])
  func lacking(isDeleted: Bool) throws {
    let program = CommittedRules.book.program
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    let rule = try #require(
      program.programRules.indices.first {
        program.rules.rules[program.programRules[$0].rule].id == "NX-3.1-05"
      })
    let sides = isDeleted ? ([rule], []) : ([], [rule])
    var question = RuleQuestion((program, sides.0), (program, sides.1))
    let (answers, limit) = question.answers(on: today)
    #expect(limit == nil)
    let witness = try #require(isDeleted ? answers.oldOnly : answers.newOnly)
    #expect(isDeleted ? witness.old == .notMet && witness.new == nil : witness.new == .notMet)
    #expect((isDeleted ? answers.newOnly : answers.oldOnly) == nil)
  }
}
