import Testing

@testable import Rules

/// Nothing chooses between two statements of one fact, and nothing takes half a statement for one.
@Suite("Facts that are said twice or half")
struct FactsSaidOnceTests {
  private static let words = """
    单位 吨 t
    后果 不予审批 refuse 「不予审批」
    文件 示〔2024〕1号 《示例》
    组 项目 project 「项目」
    字段 项目.名称 project.name 「项目名称」 : 文字
    字段 项目.编号 project.code 「项目编号」 : 文字
    组 数据中心 dataCentre 「数据中心」
    字段 数据中心.PUE dataCentre.pue 「电能利用效率」 : 数
    字段 数据中心.产量 dataCentre.output 「产量」 : 数 吨
    列表 产品 products 「主要产品」
    字段 产品.名称 products.name 「产品名称」 : 文字
    字段 产品.产量 products.output 「产品产量」 : 数 吨
    字段 性质 nature 「性质」 : 选项 新建 new、扩建 expansion
    参数 比例 ratio 「比例」 : 数
      来源 「示例」
    参数 限值 limits 「限值」 : 数 按 选项 新建 new、扩建 expansion
      来源 「示例」
    参数 标杆 benchmarks 「标杆」 : 数 按 文字
      来源 「示例」
    规则 X-1 示例
      依据 示〔2024〕1号 一「短引」
      应 数据中心.PUE 不高于 比例
      否则 不予审批
    """

  private static let book = RuleBook([SourceText(path: "a.rules", text: words)])

  private static func codes(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { ($0.severity == .error ? "" : "warning ") + $0.code.name }
  }

  @Test("The words have no errors")
  func vocabulary() {
    #expect(Self.codes(Self.book.diagnostics.filter { $0.severity == .error }) == [])
  }

  @Test(
    "JSON",
    arguments: [
      (#"{"dataCentre.pue": 1.1, "数据中心.PUE": 1.3}"#, ["duplicate-fact"]),
      (#"{"dataCentre": {"pue": 1.1}, "数据中心": {"PUE": 1.3}}"#, ["duplicate-fact"]),
      (#"{"dataCentre": {"pue": null}, "电能利用效率": 1.3}"#, ["duplicate-fact"]),
      (#"{"products": [], "主要产品": [{"name": "x"}]}"#, ["duplicate-fact"]),
      (#"{"products": [{"name": "x", "名称": "y"}]}"#, ["duplicate-fact"]),
      (#"{"dataCentre.pue": {"value": 1.1, "值": 1.3}}"#, ["duplicate-fact"]),
      (#"{"dataCentre.pue": {"from": 1.1, "自": 1.3, "to": 2}}"#, ["duplicate-fact"]),
      (#"{"dataCentre.pue": {"from": 1.1, "至": 1.3, "上限": 2}}"#, ["duplicate-fact"]),
      (#"{"dataCentre.output": {"value": 1, "unit": "t", "单位": "吨"}}"#, ["duplicate-fact"]),
      (#"{"dataCentre.pue": {"value": 1, "source": "a", "来源": "b"}}"#, ["duplicate-fact"]),
      (
        #"{"dataCentre.pue": {"value": 1, "source": {"page": 1, "页码": 2}}}"#, ["duplicate-fact"]
      ),
      (#"{"dataCentre.pue": {"unavailable": "a", "无法提供": "b"}}"#, ["duplicate-fact"]),
      (#"{"dataCentre.pue": {"notApplicable": false}}"#, ["wrong-value"]),
      (#"{"dataCentre.pue": {"不适用": null}}"#, ["wrong-value"]),
      (#"{"dataCentre.pue": {"unavailable": ""}}"#, ["wrong-value"]),
      (#"{"dataCentre.pue": {"unavailable": " \u200b\u3000"}}"#, ["wrong-value"]),
      (#"{"dataCentre.pue": {"unavailable": 0}}"#, ["wrong-value"]),
      (#"{"dataCentre.pue": {"unavailable": "."}}"#, ["wrong-value"]),
      (#"{"dataCentre.pue": {"notApplicable": "——"}}"#, ["wrong-value"]),
      (#"{"dataCentre.pue": {"notApplicable": "false"}}"#, ["wrong-value"]),
      (#"{"dataCentre.pue": {"notApplicable": " 否 "}}"#, ["wrong-value"]),
      (#"{"dataCentre.pue": {"notApplicable": "ｎｏ"}}"#, ["wrong-value"]),
      (#"{"dataCentre.pue": {"notApplicable": "NULL"}}"#, ["wrong-value"]),
      (#"{"products": {"notApplicable": "是"}}"#, ["wrong-value"]),
      (#"{"products": {"unavailable": "0"}}"#, ["wrong-value"]),
      (#"{"dataCentre.pue": {"unavailable": ["a"]}}"#, ["wrong-value"]),
      (#"{"nature": {"value": "新建", "unit": "kg"}}"#, ["wrong-value"]),
      (#"{"nature": {"value": "新建", "unit": null}}"#, []),
      (#"{"dataCentre.pue": {"value": 1, "notApplicable": "x"}}"#, ["dossier-shape"]),
      (#"{"dataCentre.pue": {"value": 1, "notApplicable": false}}"#, ["dossier-shape"]),
      (#"{"dataCentre.pue": {"unavailable": "x", "notApplicable": "y"}}"#, ["dossier-shape"]),
      (#"{"products": {"notApplicable": false}}"#, ["wrong-value"]),
      (#"{"products": {"unavailable": ""}}"#, ["wrong-value"]),
      (#"{"products": {"unavailable": "x", "notApplicable": "y"}}"#, ["dossier-shape"]),
      (#"{"products": {"value": [], "notApplicable": "y"}}"#, ["dossier-shape"]),
      (#"{"dataCentre.pue": {"value": 1, "source": true}}"#, ["wrong-value"]),
      (#"{"dataCentre.pue": {"value": 1, "source": {"page": [1]}}}"#, ["wrong-value"]),
      (#"{"dataCentre.pue": "1 25"}"#, ["wrong-value"]),
      (#"{"dataCentre.pue": "1."}"#, ["wrong-value"]),
      (#"{"dataCentre.pue": 1e-78}"#, ["number-too-small"]),
      (#"{"dataCentre.pue": "1e-78"}"#, ["number-too-small"]),
      (#"{"dataCentre.pue": 1e400}"#, ["number-too-large"]),
      (#"{"nobody": 1e400}"#, ["warning unknown-key"]),
      (#"{"dataCentre.pue": 0e400}"#, []),
      (#"{"dataCentre.pue": 0e99999999999999999999}"#, []),
      (#"{"dataCentre.pue": {"unavailable": "尚未设计"}, "products": {"notApplicable": "无产品"}}"#, []),
      (
        #"{"dataCentre.pue": {"value": 1, "source": {"document": "a", "page": 37, "quote": null}}}"#,
        []
      ),
    ])
  func json(_ text: String, _ expected: [String]) {
    let source = SourceText(path: "a.json", text: text)
    let diagnostics = DossierReader.read(source, vocabulary: Self.book.program.vocabulary)
      .diagnostics
    #expect(Self.codes(diagnostics) == expected)
    #expect(diagnostics.allSatisfy { $0.hint != nil || $0.code.name != "wrong-value" })
  }

  @Test(
    "A reason says why; an answer, a verdict, a choice and a word for not knowing are none",
    arguments: [
      "未通过", "不达标", "存在违规", "超标", "否决", "拒绝", "未批先建", "同上", "见附件", "暂缺", "无法提供", "refused",
      "不符合", "符合", "notConform", "met", "待定", "未到期", "不知道", "不清楚", "未知", "不详", "unknown", "TBD",
      "原因", "理由", "reason", "Why", "a", "ab", "不", "不适用：否", "不适用: 是", "全新：否", "待核实", "ｕｎｋｎｏｗｎ",
      "新建", "NEW", "否", "xx", "原 因", "Don't know",
    ])
  func noReason(_ text: String) {
    for key in ["notApplicable", "unavailable", "不适用", "无法提供"] {
      for value in [#"{"\#(key)": "\#(text)"}"#, #""\#(key)：\#(text)""#, #""\#(key): \#(text)""#] {
        let source = SourceText(path: "a.json", text: #"{"性质": \#(value)}"#)
        let (dossier, diagnostics) = DossierReader.read(
          source, vocabulary: Self.book.program.vocabulary)
        #expect(Self.codes(diagnostics) == ["wrong-value"], "\(value)")
        #expect(dossier?.root.facts.isEmpty == true)
      }
    }
  }

  @Test(
    "A text that says only that there is none yet is not given",
    arguments: [
      ("待定", true), ("见附件", true), ("无法提供", true), ("TBD", true), ("ＴＢＤ", true), ("??", true),
      ("？", true),
      ("***", true), ("（待补充）", true), ("unknown", true), ("暂无", true), ("缺", true), ("待 定", true),
      ("待定县热电厂", false), ("附件厂", false), ("甲", false), ("A", false), ("1", false), ("#3", false),
      ("无名", false),
    ])
  func placeholder(_ text: String, _ isOne: Bool) {
    let source = SourceText(path: "a.json", text: #"{"products": [{"名称": "\#(text)"}]}"#)
    let (dossier, diagnostics) = DossierReader.read(
      source, vocabulary: Self.book.program.vocabulary)
    #expect(Self.codes(diagnostics) == (isOne ? ["warning wrong-value"] : []))
    guard case .elements(let products)? = dossier?.root.lists.values.first else {
      Issue.record("no list of products")
      return
    }
    #expect(products.map { $0.facts.isEmpty } == [isOne])
  }

  @Test(
    "What says why is a reason",
    arguments: [
      "无", "没有", "尚未开工", "未定", "新建锅炉", "拟建", "no boiler", "不涉及挥发性有机物", "不产生：否则另报", "无VOC",
    ])
  func reason(_ text: String) {
    for key in ["notApplicable", "unavailable"] {
      for value in [#"{"\#(key)": "\#(text)"}"#, #""\#(key)：\#(text)""#] {
        let source = SourceText(path: "a.json", text: #"{"性质": \#(value)}"#)
        let (dossier, diagnostics) = DossierReader.read(
          source, vocabulary: Self.book.program.vocabulary)
        #expect(Self.codes(diagnostics) == [], "\(value)")
        #expect(dossier?.root.facts.count == 1)
      }
    }
  }

  @Test("Hyphens for a list are a question", arguments: ["-", "--", "－"])
  func hyphens(_ text: String) {
    let source = SourceText(path: "a.json", text: #"{"products": "\#(text)"}"#)
    let diagnostics = DossierReader.read(source, vocabulary: Self.book.program.vocabulary)
      .diagnostics
    #expect(Self.codes(diagnostics) == ["wrong-value"])
  }

  private static func header(_ text: String) -> [Diagnostic] {
    let source = SourceText(path: "a.csv", text: text)
    let (table, problems) = CSVReader.read(source, index: 0)
    guard let table else { return problems }
    return problems
      + RowReader.make(
        header: table.header, of: source, vocabulary: book.program.vocabulary
      ).diagnostics
  }

  @Test(
    "Columns",
    arguments: [
      ("dataCentre.pue,数据中心.PUE", ["duplicate-fact"]),
      ("dataCentre.pue,电能利用效率", ["duplicate-fact"]),
      ("products[0].name,产品[0].名称", ["duplicate-fact"]),
      ("products.name,products[0].name", ["duplicate-fact"]),
      ("products[00].name", ["wrong-index"]), ("products[+0].name", ["wrong-index"]),
      ("products[-1].name", ["wrong-index"]), ("products[0]junk[5].name", ["wrong-index"]),
      ("products[0][1].name", ["wrong-index"]), ("products[].name", ["wrong-index"]),
      ("products[ 0 ].name", ["wrong-index"]), ("products[０].name", ["wrong-index"]),
      ("products[0x0].name", ["wrong-index"]), ("products[.name", ["wrong-index"]),
      ("products[0.name", ["wrong-index"]), ("products[0]].name", ["wrong-index"]),
      ("project[3].code", ["wrong-index"]), ("project.code[0]", ["wrong-index"]),
      ("products[1].name", ["wrong-index"]), ("products[999].name", ["wrong-index"]),
      ("products[0].name,products[2].name", ["wrong-index"]),
      ("products[1000].name", ["list-too-long"]),
      ("products[99999999999999999999].name", ["wrong-index"]),
      ("products[1].name,products[0].output", []),
      ("[", ["warning unknown-key"]), ("products.[", ["warning unknown-key"]),
      ("products[0]", ["warning unknown-key"]), ("备注[内部]", ["warning unknown-key"]),
      ("a,a", ["csv-duplicate-column"]),
    ])
  func columns(_ header: String, _ expected: [String]) {
    #expect(Self.codes(Self.header(header)) == expected)
  }

  @Test("No header makes the reader trap", arguments: 0..<4)
  func headers(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let pieces = [
      "[", "]", ".", "0", "00", "+", "-", "products", "产品", "name", "project", "", " ", "\u{301}",
      "９",
    ]
    var names = ColumnReader(Self.book.program.vocabulary)
    for _ in 0..<3_000 {
      let count = Int.random(in: 0..<8, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let cell = CSVCell(text: text, range: SourceRange(source: 0, start: 0, end: 0))
      if case .column(let column, _) = names.read(cell) {
        // What is taken is written as the path is, in either language, or is a field's own label.
        let path = column.path(in: Self.book.program.vocabulary)
        #expect(text.contains("name") || text.contains("名称"), "\(text) is \(path)")
      }
    }
  }

  @Test("A list has as many elements in JSON and in CSV", arguments: [0, 1])
  func longLists(_ beyond: Int) {
    let count = ListLimit.elements + beyond
    let json =
      #"{"products": ["# + Array(repeating: "{}", count: count).joined(separator: ",") + "]}"
    let header = (0..<count).map { "products[\($0)].name" }.joined(separator: ",")
    let read = DossierReader.read(
      SourceText(path: "a.json", text: json), vocabulary: Self.book.program.vocabulary)
    let expected = beyond == 0 ? [] : ["list-too-long"]
    #expect(Self.codes(read.diagnostics) == expected)
    #expect(Self.codes(Self.header(header)) == expected)
  }

  @Test(
    "Parameters",
    arguments: [
      (#"{"ratio": 1, "比例": 2}"#, ["duplicate-fact"]),
      (#"{"ratio": 1, "param.ratio": 2}"#, ["duplicate-fact"]),
      (#"{"limits": {"new": 1, "新建": 2}}"#, ["duplicate-fact"]),
      (#"{"limits": {"new": 1, "expansoin": 2}}"#, ["warning unknown-key"]),
      (#"{"benchmarks": {"电石 ": 2, "电石": 3}}"#, ["duplicate-fact"]),
      (#"{"benchmarks": {"电石": 2}}"#, []),
      (#"{"ratio": {"notApplicable": false}}"#, ["wrong-value"]),
      (#"{"ratio": {"value": 1, "值": 2}}"#, ["duplicate-fact"]),
      (#"{"ratio": "1 25"}"#, ["wrong-value"]),
      (#"{"limits": {"new": 1, "expansion": 2}}"#, []),
    ])
  func parameters(_ text: String, _ expected: [String]) {
    let source = SourceText(path: "p.json", text: text)
    let diagnostics = ParameterReader.read(source, rules: Self.book.program.rules).diagnostics
    #expect(Self.codes(diagnostics) == expected)
  }

  @Test(
    "Cases",
    arguments: [
      ("设 数据中心.PUE = 1.1、dataCentre.pue = 1.3", ["duplicate-fact"]),
      ("设 产品[0].名称 = 「甲」、products[0].name = 「乙」", ["duplicate-fact"]),
      ("设 产品[00].名称 = 「甲」", ["wrong-index"]),
      ("设 产品[甲].名称 = 「甲」", ["wrong-index"]),
      ("设 项目[3].编号 = 「甲」", ["wrong-index"]),
      ("设 项目.编号[0] = 「甲」", ["wrong-index"]),
      ("设 产品[1000].名称 = 「甲」", ["list-too-long"]),
      ("参数 比例 = 1、ratio = 2", ["duplicate-fact"]),
      ("设 产品[0].名称 = 「甲」、产品[1].名称 = 「乙」", []),
    ])
  func cases(_ clause: String, _ expected: [String]) {
    let text = "案例 示例\n  \(clause)\n  得 X-1 待定"
    let sources = [
      SourceText(path: "a.rules", text: Self.words), SourceText(path: "a.cases", text: text),
    ]
    let diagnostics = RuleBook(sources).diagnostics.filter { $0.severity == .error }
    #expect(Self.codes(diagnostics) == expected)
  }

  @Test("A case that skips elements of a list is broken")
  func skippedElement() throws {
    let text = "案例 示例\n  设 产品[999].名称 = 「甲」\n  得 X-1 待定"
    let book = RuleBook([
      SourceText(path: "a.rules", text: Self.words), SourceText(path: "a.cases", text: text),
    ])
    let day = try #require(CalendarDate(parsing: "2025-01-01"))
    let result = CaseRunner(book, today: day).run(try #require(book.cases.first))
    guard case .broken(let problem)? = result.failures.first else {
      Issue.record("it ran")
      return
    }
    #expect(problem.english == "`products[999]` leaves out elements before it")
  }

  @Test(
    "Changes by --set",
    arguments: [
      (["dataCentre.pue=1.1", "数据中心.PUE=1.2"], false), (["products[5].name=x"], false),
      (["products[00].name=x"], false), (["products[1].name=x"], true),
      (["products[1].name=x", "products[2].name=y"], true), (["dataCentre.pue="], false),
      (["dataCentre.pue=1 25"], false), (["dataCentre.pue=1.1"], true),
    ])
  func changes(_ changes: [String], _ isAccepted: Bool) throws {
    let source = SourceText(path: "a.json", text: #"{"products": [{"name": "a"}]}"#)
    let dossier = try #require(
      DossierReader.read(source, vocabulary: Self.book.program.vocabulary).dossier)
    let day = try #require(CalendarDate(parsing: "2025-01-01"))
    let (binding, _) = bind(dossier, to: Self.book.program, today: day)
    let before = evaluate(Self.book.program, with: binding)
    let (review, problems) = WhatIf(changes, of: before).review()
    #expect((review != nil) == isAccepted)
    #expect(problems.isEmpty == isAccepted)
  }

  @Test("Names are searched for no longer once a hundred problems are found")
  func manyUnknownKeys() {
    let keys = (0..<2_000).map { "\"dataCentre.pux\($0 % 10)\($0)\": 1" }
    let source = SourceText(path: "a.json", text: "{" + keys.joined(separator: ",") + "}")
    let diagnostics = DossierReader.read(source, vocabulary: Self.book.program.vocabulary)
      .diagnostics
    #expect(diagnostics.count == 2_000)
    #expect(diagnostics.dropFirst(DiagnosticDigest.limit).allSatisfy { $0.hint == nil })
    #expect(diagnostics.first?.hint != nil)
  }
}
