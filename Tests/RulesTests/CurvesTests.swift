import Testing

@testable import Rules

/// Long texts and long lists: no step is worse than n log n, so each of these ends at once. With a
/// step that looks at every pair they would take minutes.
@Suite("Curves")
struct CurvesTests {
  private static let words = """
    字段 甲 a 「甲」 : 数
      可改
    字段 乙 b 「乙」 : 是否
    列表 炉 furnaces 「炉」
    字段 炉.排放 furnaces.emission 「排放」 : 数
      可改
    字段 炉.停用 furnaces.closed 「停用」 : 是否
      可改
    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正
    文件 示〔2024〕1号 《示例》

    """

  private static func rule(_ clauses: String, id: Int = 1) -> String {
    "规则 X-\(id) 极限\n  依据 示〔2024〕1号 一「短引」\n\(clauses)\n  否则 不予审批\n"
  }

  private static func book(_ text: String, _ others: SourceText...) -> RuleBook {
    RuleBook([SourceText(path: "curves.rules", text: words + text)] + others)
  }

  private static func review(_ book: RuleBook, _ json: String) throws -> Review {
    let source = SourceText(path: "d.json", text: json)
    return try #require(
      judgeDossier(source, by: book.program, in: ReviewSetting(today: .earliest)).review)
  }

  // MARK: - Rule texts

  @Test("Broken lines are each one problem", arguments: ["规则 X「", "规则", "规则 X-1 一", "规则 X《"])
  func brokenLines(_ line: String) {
    let source = SourceText(
      path: "curves.rules", text: String(repeating: line + "\n", count: 20_000))
    #expect(Parser.parse(source).diagnostics.count <= 40_000)
  }

  @Test("What encloses an unclosed text is not lost, nor what it encloses")
  func unclosed() {
    var lexer = Lexer(
      SourceText(path: "curves.rules", text: "「甲「乙」\n「丙」\n「丁\n「「戊」」 “己\n“庚”"), index: 0)
    lexer.run()
    let texts = lexer.tokens.filter { $0.kind == .string }.map { $0.text }
    #expect(texts == ["甲「乙」", "丙", "丁", "「戊」", "己", "庚"])
    #expect(lexer.diagnostics.count == 3)
  }

  @Test("Rules of one id, and names that nobody declared, are reported one by one")
  func names() {
    let repeated = Self.book(String(repeating: Self.rule("  应 乙"), count: 2_000))
    #expect(repeated.diagnostics.count { $0.code == .duplicateName } == 1_999)
    let unknown = (1...2_000).map { Self.rule("  应 炉子.排放 高于 1", id: $0) }.joined()
    let problems = Self.book(unknown).diagnostics.filter { $0.code == .unknownName }
    #expect(problems.count == 2_000)
    // The first ones name what may have been meant; so many are never shown.
    #expect(problems.first?.hint != nil)
    #expect(problems.last?.hint == nil)
  }

  @Test("A name of a million letters is compared with none")
  func longName() {
    let name = String(repeating: "甲", count: 1_000_000)
    #expect(Suggestion.nearest(to: name, among: [name + "乙"]) == nil)
  }

  @Test("Rows of one key are one problem, and say how many")
  func rows() {
    let table = """
      表 大表 bigTable 「大表」
        键 产品 product : 文字
        列 限额 limit : 数
        数据 「t.csv」
      """
    let rows = (1...20_000).map { "同一产品,\($0)\n" }.joined()
    let book = Self.book(table, SourceText(path: "t.csv", text: "产品,限额\n" + rows))
    let problems = book.diagnostics.filter { $0.code == .overlappingRows }
    #expect(
      problems.map(\.message.english) == ["the periods of 20000 rows for the key `同一产品` overlap"])
  }

  @Test("The periods that overlap are those that have a day in common with another one")
  func periods() {
    var random = SplitMix64(seed: 5)
    func day(_ number: Int) -> CalendarDate? {
      CalendarDate(year: 2024, month: 1 + number / 28, day: 1 + number % 28)
    }
    for _ in 0..<2_000 {
      let periods = (0..<Int.random(in: 0...6, using: &random)).map { _ -> Validity in
        let start = Int.random(in: 0..<60, using: &random)
        let end = start + Int.random(in: 0..<12, using: &random)
        return Validity(
          since: random.chance(15) ? nil : day(start), until: random.chance(15) ? nil : day(end))
      }
      let expected = periods.indices.filter { own in
        periods.indices.contains { $0 != own && periods[$0].overlaps(periods[own]) }
      }
      #expect(Validity.overlapping(periods) == expected, "\(periods)")
    }
  }

  // MARK: - Cases

  @Test("Cases that stand on one another in a circle are found, each circle once")
  func circles() {
    func name(_ number: Int) -> String { "第\(number)例" }
    let long = (0..<3_000).map { "案例 \(name($0))\n  基于 「\(name(($0 + 1) % 3_000))」\n" }
    #expect(Self.book(long.joined()).diagnostics.count { $0.code == .circularCases } == 1)
    let chain = (0..<40).map { "案例 \(name($0))\n" + ($0 < 39 ? "  基于 「\(name($0 + 1))」\n" : "") }
    let tooLong = Self.book(chain.joined()).diagnostics.filter { $0.severity == .error }
    #expect(tooLong.map(\.code.name) == ["nesting-too-deep"])
    let allowed = Self.book(chain.suffix(CaseDeclaration.baseLimit + 1).joined())
    #expect(!allowed.diagnostics.hasErrors)
    let runner = CaseRunner(allowed, today: .earliest)
    #expect(runner.cases.allSatisfy { runner.run($0).passed })
  }

  // MARK: - Conditions and lists

  @Test("A chain of comparisons is judged, cured and asked for", arguments: ["不低于", "不高于"])
  func chain(_ comparison: String) throws {
    let condition = (1...1_000).map { "甲 \(comparison) \($0)" }.joined(separator: " 且 ")
    let book = Self.book(Self.rule("  应 \(condition)"))
    let failed = try Self.review(book, #"{"a": 5000.5}"#)
    #expect(failed.decision == (comparison == "不高于" ? .refuse : .approve))
    _ = RepairSearch.find(in: failed)
    let open = try Self.review(book, "{}")
    #expect(open.decision == .supplement)
    #expect(MissingAnalysis.all(in: open).count == 1)
  }

  @Test("Long lists are judged element by element, with all their repairs")
  func elements() throws {
    let book = Self.book(
      Self.rule("  每个 项 于 炉 其中 非 项.停用\n  应 项.排放 不高于 5", id: 1)
        + Self.rule("  每个 项 于 炉\n  应 项.排放 高于 0 且 非 项.停用", id: 2))
    func dossier(_ count: Int, failing: Int) -> String {
      let elements = (0..<count).map {
        #"{"emission": \#($0 < failing ? 6 : 4), "closed": false}"#
      }
      return #"{"furnaces": ["# + elements.joined(separator: ",") + "]}"
    }
    let few = RepairSearch.find(in: try Self.review(book, dossier(1_000, failing: 3)))
    #expect(few.repairs.first?.changes.count == 3)
    #expect(few.repairs.first?.decision == .approve)
    let all = RepairSearch.find(in: try Self.review(book, dossier(1_000, failing: 1_000)))
    #expect(all.repairs.isEmpty)
    #expect(all.conflicting.count == 1_000)
    let missing =
      #"{"furnaces": ["# + repeatElement("{}", count: 1_000).joined(separator: ",") + "]}"
    let open = try Self.review(book, missing)
    #expect(MissingFact.all(in: open).count == 2_000)
    #expect(MissingAnalysis.all(in: open).count == MissingAnalysis.factLimit)
  }
}
