import Testing

@testable import Reports
@testable import Rules

/// Four times as much of anything takes about four times as long; with a step that looks at every
/// pair it would be up to sixteen times.
@Suite("Growth")
struct GrowthTests {
  private static let most = 8.0

  private static let words = """
    字段 甲 a 「甲」 : 数
      可改
    字段 类别 kind 「类别」 : 选项 大 large、小 small
    列表 炉 furnaces 「炉」
    字段 炉.名称 furnaces.name 「名称」 : 文字
    字段 炉.排放 furnaces.emission 「排放」 : 数
      可改
    字段 炉.停用 furnaces.closed 「停用」 : 是否
      可改
    字段 炉.认定 furnaces.finding 「认定」 : 是否
      由主管部门认定
    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正
    后果 限期改造 rectify 「限期改造」
      不符合 有条件通过
      待定 有条件通过
    参数 限额 limit 「限额」 : 数 按 文字
    文件 示〔2024〕1号 《示例》

    """

  private static func rule(_ id: String, _ clauses: String) -> String {
    "规则 \(id) 极限\n  依据 示〔2024〕1号 一「短引」\n\(clauses)\n  否则 不予审批\n"
  }

  private static func book(_ rules: String) throws -> RuleBook {
    let book = RuleBook([SourceText(path: "growth.rules", text: words + rules)])
    try #require(!book.diagnostics.hasErrors, "\(book.diagnostics.map(\.message.english))")
    return book
  }

  private static func review(_ book: RuleBook, _ json: String) throws -> Review {
    let source = SourceText(path: "d.json", text: json)
    return try #require(
      judgeDossier(source, by: book.program, in: ReviewSetting(today: .earliest)).review)
  }

  /// All that is told of a dossier, in every drawing.
  private static func tell(_ book: RuleBook, _ json: String) throws {
    let review = try review(book, json)
    let advice = advise(review)
    let report = Report(review, advice: advice, language: .chinese)
    #expect(!report.text().isEmpty)
    #expect(!report.html().isEmpty)
    var writer = JSONWriter(style: .compact)
    JSONReport(review, advice: advice, language: .english).write(to: &writer)
    #expect(!writer.bytes.isEmpty)
  }

  // MARK: - Elements of a list

  struct Elements: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let element: @Sendable (Int) -> String
  }

  static let kinds = [
    Elements(testDescription: "identical ones that fail") { _ in
      #"{"name": "甲", "emission": 6, "closed": false, "finding": false}"#
    },
    Elements(testDescription: "distinct ones that fail") {
      #"{"name": "炉\#($0)", "emission": \#(6 + $0), "closed": false, "finding": false}"#
    },
    Elements(testDescription: "some that fail, of many that are met") {
      #"{"name": "炉\#($0)", "emission": \#($0 % 10 == 0 ? 6 : 4), "closed": false, "finding": true}"#
    },
    Elements(testDescription: "open ones") { _ in "{}" },
    Elements(testDescription: "open ones with names") { #"{"name": "炉\#($0)"}"# },
    Elements(testDescription: "ones that are met") { _ in
      #"{"name": "甲", "emission": 1, "closed": false, "finding": true}"#
    },
  ]

  @Test(
    "Elements of a list, judged one by one and together, and told in every report",
    arguments: kinds)
  func elementsOfLists(_ elements: Elements) throws {
    let book = try Self.book(
      Self.rule("X-1", "  每个 项 于 炉 其中 非 项.停用\n  应 项.排放 不高于 5")
        + Self.rule("X-2", "  每个 项 于 炉\n  应 项.排放 不高于 限额[项.名称]")
        + Self.rule("X-3", "  每个 项 于 炉\n  应 项.认定")
        + Self.rule("X-4", "  应 都 项.排放 不高于 5 对 项 于 炉")
        + "关系 R1 「甲」\n  涉及 X-1、X-2\n  决定 「从严」\n")
    func dossier(_ count: Int) -> String {
      #"{"furnaces": ["# + (0..<count).map(elements.element).joined(separator: ",") + "]}"
    }
    let (small, large) = (dossier(25), dossier(100))
    let growth = try ProcessorTime.growth(
      small: { try Self.tell(book, small) }, large: { try Self.tell(book, large) })
    #expect(growth < Self.most)
  }

  // MARK: - Rules and facts

  struct Amount: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rules: @Sendable (Int) -> String
    let dossier: @Sendable (Int) -> String
  }

  private static let elements: @Sendable (Int) -> String = { count in
    let elements = (0..<count).map { #"{"emission": \#(6 + $0), "closed": false}"# }
    return #"{"furnaces": ["# + elements.joined(separator: ",") + "]}"
  }

  static let amounts = [
    Amount(
      testDescription: "rules that fail on one fact",
      rules: { (0..<$0).map { rule("X-\($0)", "  应 甲 高于 \($0 + 1)") }.joined() },
      dossier: { _ in #"{"a": 1}"# }),
    Amount(
      testDescription: "rules that fail on a fact each",
      rules: { count in
        (0..<count).map { number in
          "字段 字\(number) f\(number) 「字」 : 数\n  可改\n"
            + rule("X-\(number)", "  应 字\(number) 高于 1")
        }.joined()
      },
      dossier: { count in
        "{" + (0..<count).map { "\"f\($0)\": 1" }.joined(separator: ",") + "}"
      }),
    Amount(
      testDescription: "a sum of many numbers that fails",
      rules: { _ in rule("X-1", "  应 合计 项.排放 对 项 于 炉 不高于 1") }, dossier: elements),
    Amount(
      testDescription: "a largest number of many that fails",
      rules: { _ in rule("X-1", "  应 最大 项.排放 对 项 于 炉 不高于 1") }, dossier: elements),
    Amount(
      testDescription: "a choice among many that is not made",
      rules: { _ in rule("X-1", "  应 有 项.停用 对 项 于 炉") }, dossier: elements),
  ]

  @Test("Rules and facts, judged and told in every report", arguments: amounts)
  func rulesAndFacts(_ amount: Amount) throws {
    func told(_ count: Int) throws -> (RuleBook, String) {
      (try Self.book(amount.rules(count)), amount.dossier(count))
    }
    let (small, large) = (try told(30), try told(120))
    let growth = try ProcessorTime.growth(
      small: { try Self.tell(small.0, small.1) }, large: { try Self.tell(large.0, large.1) })
    #expect(growth < Self.most)
  }
}
