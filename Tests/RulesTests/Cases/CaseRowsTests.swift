import Testing

@testable import Rules

/// A case that is a table of examples.
@Suite("Rows of cases")
struct CaseRowsTests {
  private static let clauses = "  应 窑.热效率 不高于 2\n  除外 有监测：窑.监测\n  否则 不予审批"
  private static let cases = """
    案例 城区
      设 窑.地点 = 城区、窑.监测 = 否
      列 窑.热效率、R1
      行 2、符合
      行 2.1、不符合 不予审批
      行 缺、待定

    """

  private static func run(_ cases: String, _ definitions: String = "") throws -> [CaseResult] {
    let book = SmallRules(rules: [clauses], definitions: definitions, cases: cases).book
    let errors = book.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.map { $0.message.chinese })")
    let runner = CaseRunner(book, today: try #require(CalendarDate(parsing: "2025-06-01")))
    return runner.cases.map { runner.run($0) }
  }

  @Test("Each row is judged by itself on the facts of its case")
  func rows() throws {
    let result = try #require(try Self.run(Self.cases).first)
    #expect(result.passed, "\(result.failures)")
    #expect(result.reviews.count == 3)
    #expect(result.expectationCount == 3)
    #expect(result.declaration.rules == ["R1"])
  }

  @Test("A row that does not hold is named", arguments: 1...3)
  func failing(_ number: Int) throws {
    var lines = Self.cases.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0)
    }
    lines[2 + number] = "  行 9、符合"
    let result = try #require(try Self.run(lines.joined(separator: "\n")).first)
    guard case .row(number, .verdict)? = result.failures.first, result.failures.count == 1 else {
      Issue.record("\(result.failures)")
      return
    }
  }

  @Test("A decision, parameters and what all rows expect are held against each row")
  func others() throws {
    let results = try Self.run(
      """
      案例 各种
        列 窑.热效率、窑.监测、决定、配额
        行 2、否、通过、3 吨
        行 2.1、是、通过、4 吨
        行 2.1、否、不予通过、5 吨
      案例 都不适用
        设 窑.热效率 = 2
        列 窑.监测
        行 是
        行 否
        得 R1 符合

      """, "参数 配额 quota 「配额」 : 数 吨\n")
    #expect(results.allSatisfy { $0.passed }, "\(results.map { $0.failures })")
    #expect(results.map { $0.expectationCount } == [3, 2])
  }

  @Test("The day that a row gives is the day of its review")
  func days() throws {
    let definitions = """
      字段 窑.审查日 kiln.reviewDay 「审查日」 : 日期
      审查日期字段 窑.审查日

      """
    let book = SmallRules(
      rules: ["  自 2024-01-01\n  应 窑.监测\n  否则 不予审批"], definitions: definitions,
      cases: """
        案例 施行前后
          截至 2025-01-01
          设 窑.监测 = 否
          列 窑.审查日、R1
          行 2023-12-31、不适用
          行 2024-01-01、不符合

        """
    ).book
    #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })")
    let runner = CaseRunner(book, today: try #require(CalendarDate(parsing: "2025-06-01")))
    let result = runner.run(try #require(runner.cases.first))
    #expect(result.passed, "\(result.failures)")
    #expect(result.reviews.map { "\($0.binding.asOf)" } == ["2023-12-31", "2024-01-01"])
  }

  @Test("A sheet holds the rows below their case, and gives them back")
  func sheet() throws {
    let source = SourceText(path: "small.cases", text: Self.cases)
    let table = try #require(CaseTable(source))
    let sheet = CaseSheet([("small.cases", table)], .chinese)
    #expect(sheet.rows.count == 3)
    let back = try CaseSheet.tables([sheet.header] + sheet.rows)
    #expect(back.map { $0.table } == [table])
    #expect(back.first?.table.text(.chinese) == Self.cases.trimmedEnd)
  }
}

extension String {
  /// Without the blank line at its end.
  fileprivate var trimmedEnd: String { hasSuffix("\n\n") ? String(dropLast()) : self }
}
