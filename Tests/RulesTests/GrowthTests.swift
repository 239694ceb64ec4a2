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
        + Self.rule("X-5", "  每个 项 于 炉\n  应 项.排放 不高于 5 或 （个数 对 别 于 炉） 低于 2")
        + "关系 R1 「甲」\n  涉及 X-1、X-2\n  决定 「从严」\n")
    func dossier(_ count: Int) -> String {
      #"{"furnaces": ["# + (0..<count).map(elements.element).joined(separator: ",") + "]}"
    }
    let (small, large) = (dossier(25), dossier(100))
    let growth = try ProcessorTime.growth(
      small: { try Self.tell(book, small) }, large: { try Self.tell(book, large) })
    #expect(growth < Self.most)
  }

  @Test("A result is as long as its list, where each element is asked how many there are")
  func lengthOfResults() throws {
    let book = try Self.book(
      Self.rule("X-1", "  每个 项 于 炉\n  应 项.排放 不高于 5 且 （个数 对 别 于 炉） 不低于 1"))
    func length(_ count: Int) throws -> Int {
      let elements = Array(repeating: #"{"emission": 6}"#, count: count).joined(separator: ",")
      let review = try Self.review(book, "{\"furnaces\": [\(elements)]}")
      var writer = JSONWriter(style: .compact)
      JSONReport(review, advice: advise(review), language: .chinese).write(to: &writer)
      return writer.bytes.count
    }
    #expect(try length(200) < 5 * length(50))
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

  // MARK: - Texts and stocks

  struct Work: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// How much there is of the small work.
    let size: Int
    /// Makes the work of a size; what it makes is not measured, doing it is.
    let make: @Sendable (Int) throws -> (() throws -> Void)
  }

  private static func reading(_ name: String, _ text: @escaping @Sendable (Int) -> String) -> Work {
    Work(testDescription: name, size: 2_000) { size in
      let source = SourceText(path: "d.json", text: text(size))
      let vocabulary = try book("").program.vocabulary
      return { _ = DossierReader.read(source, vocabulary: vocabulary) }
    }
  }

  private static func table(_ name: String, _ text: @escaping @Sendable (Int) -> String) -> Work {
    Work(testDescription: name, size: 2_000) { size in
      let source = SourceText(path: "d.csv", text: text(size))
      let vocabulary = try book("").program.vocabulary
      return {
        let read = DossierTable.read(source, vocabulary: vocabulary)
        for row in read.table?.rows ?? [] { _ = read.table?.reader.read(row) }
        for problem in read.diagnostics { _ = source.place(of: Int(problem.range.start)) }
      }
    }
  }

  private static func rules(
    _ name: String, size: Int = 400, _ text: @escaping @Sendable (Int) -> String
  ) -> Work {
    Work(testDescription: name, size: size) { size in
      let source = SourceText(path: "growth.rules", text: words + text(size))
      return { #expect(!RuleBook([source]).program.rules.rules.isEmpty) }
    }
  }

  /// `n` times what is made of each number.
  private static func each(_ count: Int, _ text: (Int) -> String) -> String {
    (0..<count).map(text).joined()
  }

  private static func cases(_ count: Int) -> String {
    each(count) { "案例 例\($0)\n  设 甲 = \($0 + 2)\n  得 X-1 符合\n" }
  }

  /// What a rule says in itself is looked for.
  private static func analysis(
    _ name: String, size: Int, _ text: @escaping @Sendable (Int) -> String
  ) -> Work {
    Work(testDescription: name, size: size) { size in
      let book = try book(text(size))
      return { _ = RuleAnalysis(book).singleRules() }
    }
  }

  /// Three letters that no other number has.
  private static func name(_ number: Int) -> String {
    (0..<3).compactMap { Unicode.Scalar(0x4E00 + 3 * number + $0).map { String($0) } }.joined()
  }

  static let works: [Work] = [
    reading("keys that nobody knows, of one object") { count in
      "{" + each(count) { "\"k\($0)\": 1, " } + "\"a\": 1}"
    },
    reading("a key given over and over") { count in
      "{" + each(count) { _ in "\"k\": 1, " } + "\"a\": 1}"
    },
    reading("a number of many digits") { count in
      "{\"a\": \(String(repeating: "9", count: 20 * count))}"
    },
    reading("a text of many escapes") { count in
      "{\"kind\": \"" + String(repeating: "\\u7089", count: 20 * count) + "\"}"
    },
    reading("a word of many letters") { count in
      "{\"" + String(repeating: "炉", count: 20 * count) + "\": 1}"
    },
    reading("a key of many words") { count in
      "{\"" + String(repeating: "字`", count: 20 * count) + "\": 1}"
    },
    reading("a unit of many parts") { count in
      "{\"a\": {\"value\": 1, \"unit\": \"" + String(repeating: "t/", count: 20 * count) + "\"}}"
    },
    reading("elements of a list") { count in
      "{\"furnaces\": [" + each(count) { "{\"name\": \"\($0)\"}," } + "{}]}"
    },
    reading("what is no JSON at all") { String(repeating: "}", count: 20 * $0) },
    table("rows of a table") { count in "a,kind\n" + each(count) { "\($0),大\n" } },
    table("rows that are wrong") { count in "a,kind\n" + each(count) { _ in "1,2,3\n" } },
    table("marks that do not hold their cells") { count in
      "a,kind\n" + each(count) { _ in "\"1\"2,\n" }
    },
    table("columns that nobody knows") { count in
      let row = String(repeating: "1,", count: count + 2) + "1\n"
      return "a,kind," + each(count) { "c\($0)," } + "d\n" + row
    },
    table("columns of the elements of a list") { count in
      let row = String(repeating: "x,", count: count / 4) + "1\n"
      return each(count / 4) { "furnaces[\($0)].name," } + "a\n" + row
    },
    rules("rules that stand alone") { count in
      each(count) { rule("X-\($0)", "  应 甲 高于 \($0)") }
    },
    rules("rules of one id") { count in
      each(count) { _ in rule("X-1", "  应 甲 高于 1") }
    },
    rules("fields") { count in
      each(count) { "字段 字\($0) f\($0) 「字」 : 数\n" } + rule("X-1", "  应 甲 高于 1")
    },
    rules("parts of one condition") { count in
      let parts = (0..<count).map { "甲 高于 \($0)" }
      return rule("X-1", "  应 " + parts.joined(separator: " 且 "))
    },
    rules("a name of many letters") { count in
      rule("X-1", "  应 甲 高于 1")
        + rule("X-2", "  应 " + String(repeating: "甲", count: 20 * count) + " 高于 1")
    },
    rules("exceptions of one rule", size: 100) { count in
      rule("X-1", "  应 甲 高于 1\n" + each(count) { "  除外 例\($0)：甲 低于 \($0)\n" })
    },
    rules("cases") { count in
      rule("X-1", "  应 甲 高于 1") + cases(count)
    },
    analysis("equal parts of one condition", size: 400) { count in
      rule("X-1", "  应 " + Array(repeating: "甲 高于 1", count: count).joined(separator: " 且 "))
    },
    analysis("equal cases of one condition", size: 400) { count in
      rule("X-1", "  应 " + Array(repeating: "甲 高于 1", count: count).joined(separator: " 或 "))
    },
    analysis("parts of one condition, each narrower", size: 400) { count in
      rule("X-1", "  应 " + (0..<count).map { "甲 高于 \($0)" }.joined(separator: " 且 "))
    },
    Work(testDescription: "keys of parameters, each a letter beside one of many names", size: 400) {
      size in
      let choices = (0..<size).map { "\(name($0)) c\($0)" }.joined(separator: "、")
      let rules = try book("字段 别类 other 「别类」 : 选项 \(choices)\n").program.rules
      let keys = (0..<size).map { "\"\(name($0).dropLast())甲\": 1" }.joined(separator: ", ")
      let source = SourceText(path: "p.json", text: "{\"limit\": {\(keys)}}")
      return { #expect(ParameterReader.read(source, rules: rules).diagnostics.count == size) }
    },
    Work(testDescription: "cases that are run", size: 1_000) { size in
      let book = try book(rule("X-1", "  应 甲 高于 1") + cases(size))
      return {
        let runner = CaseRunner(book, today: .earliest)
        for one in runner.cases { _ = runner.run(one) }
      }
    },
  ]

  @Test("Of many places that there are not, those that are shown are looked for")
  func unknownPlaces() throws {
    let rules = CommittedRules.book.program.rules
    func reading(_ count: Int) -> () -> Void {
      let keys = (0..<count).map { "\"无县\($0)\": true" }.joined(separator: ", ")
      let source = SourceText(
        path: "p.json", text: "{\"regionBehindBasicTarget\": {\(keys)}}")
      return { #expect(ParameterReader.read(source, rules: rules).diagnostics.count == count) }
    }
    let growth = ProcessorTime.growth(
      small: reading(DiagnosticDigest.limit), large: reading(4 * DiagnosticDigest.limit))
    #expect(growth < 3)
  }

  @Test("Long texts, read and judged", arguments: works)
  func texts(_ work: Work) throws {
    let (small, large) = (try work.make(work.size), try work.make(4 * work.size))
    #expect(try ProcessorTime.growth(small: small, large: large) < Self.most)
  }
}
