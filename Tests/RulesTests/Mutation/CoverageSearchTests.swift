import Testing

@testable import Rules

/// Cases that are suggested for what no case shows.
@Suite("Cases that coverage lacks")
struct CoverageSearchTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let clauses: String
    let cases: String
    var testDescription: String { name }
  }

  private static let rows = [
    Row(
      name: "a limit", clauses: "  应 窑.产量 不高于 1.2 吨\n  否则 不予审批",
      cases: "案例 甲\n  设 窑.产量 = 1 吨\n  得 R1 符合\n"),
    Row(
      name: "a condition, an exclusion and an exception",
      clauses:
        "  当 窑.燃料 是 煤\n  排除 备用：窑.备用\n  应 窑.烟囱 不高于 2\n  除外 监测：窑.监测\n  否则 不予审批",
      cases: """
        案例 甲
          设 窑.燃料 = 煤、窑.备用 = 否、窑.烟囱 = 1、窑.监测 = 否
          得 R1 符合

        """),
    Row(
      name: "a period", clauses: "  自 2024-01-01\n  至 2026-12-31\n  应 窑.监测\n  否则 不予审批",
      cases: "案例 甲\n  截至 2025-01-01\n  设 窑.监测 = 是\n  得 R1 符合\n"),
    Row(
      name: "elements of a list",
      clauses: "  每个 炉 于 窑.炉\n  当 非 炉.停用\n  应 炉.排放 不高于 5 吨\n  否则 不予审批",
      cases: "案例 甲\n  设 窑.炉[0].停用 = 否、窑.炉[0].排放 = 1 吨\n  得 R1 符合\n"),
  ]

  @Test("They show everything that was not shown", arguments: rows)
  func complete(_ row: Row) throws {
    let day = try #require(CalendarDate(parsing: "2025-06-01"))
    func coverage(_ runner: CaseRunner) -> ConditionCoverage {
      ConditionCoverage(runner.cases.map { runner.run($0) }, of: runner.book) { _ in true }
    }
    let book = SmallRules(rules: [row.clauses], cases: row.cases).book
    #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })")
    let runner = CaseRunner(book, today: day)
    let before = coverage(runner)
    #expect(before.total.percent != "100")
    let record = runner.mutationCases
    let search = CoverageSearch(
      runner, cases: runner.cases, records: runner.cases.enumerated().map { record($1, $0) },
      lacking: before)
    let missing = MissingCases(
      search.rules.flatMap { search.suggestions(ofRule: $0) }, in: book)
    let text = missing.cases(.chinese).map { $0.text }.joined(separator: "\n")
    let after = SmallRules(rules: [row.clauses], cases: row.cases + "\n" + text).book
    #expect(!after.diagnostics.hasErrors, "\(text)")
    let second = CaseRunner(after, today: day)
    for result in second.cases.map({ second.run($0) }) {
      #expect(result.passed, "\(result.declaration.title): \(result.failures)\n\(text)")
    }
    let shown = coverage(second)
    #expect(shown.total.percent == "100", "\(text)")
  }
}
