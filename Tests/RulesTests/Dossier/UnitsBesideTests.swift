import Testing

@testable import Reports
@testable import Rules

/// A number whose unit stands in a field beside it is the number with that unit, wherever it is read.
@Suite("Units beside their numbers")
struct UnitsBesideTests {
  private static let words = """
    规则集 示例 example 「示例」
    单位 千瓦 kW
    单位 兆瓦 MW = 1000 千瓦
    单位 吨 t
    单位 % % = 0.01
    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正
    文件 示〔2024〕1号 《示例》
    组 设备 equipment 「设备」
    字段 设备.功率 equipment.power 「额定功率」 : 数 千瓦
      范围 0 至 100000 千瓦
      单位见 设备.功率单位
    字段 设备.峰值 equipment.peak 「峰值功率」 : 数 随附单位
      单位见 设备.功率单位
    字段 设备.功率单位 equipment.powerUnit 「功率单位」 : 文字
    列表 机组 units 「机组」
    字段 机组.占比 units.share 「占比」 : 数 %
      单位见 机组.占比单位
    字段 机组.占比单位 units.shareUnit 「占比单位」 : 文字
    规则 X-1 功率
      依据 示〔2024〕1号 一「短引」
      应 设备.功率 不高于 25000 千瓦
      否则 不予审批
    规则 X-2 峰值
      依据 示〔2024〕1号 一「短引」
      应 设备.峰值 不高于 25 兆瓦
      否则 不予审批
    规则 X-3 占比
      依据 示〔2024〕1号 一「短引」
      每个 项 于 机组
      应 项.占比 不高于 50 %
      否则 不予审批
    """

  private static let book = RuleBook([SourceText(path: "a.rules", text: words)])
  private static let program = book.program

  private static func told(_ dossier: Dossier) -> String {
    var json = JSONWriter(style: .compact)
    JSONDossier(dossier, program: program, language: .english).write(to: &json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func read(_ text: String) -> (dossier: Dossier?, codes: [String]) {
    let (dossier, problems) = DossierReader.read(
      SourceText(path: "d.json", text: text), vocabulary: program.vocabulary)
    return (dossier, problems.map { $0.code.name })
  }

  @Test("The words have no errors, and a program file keeps them")
  func vocabulary() throws {
    #expect(Self.book.diagnostics.filter { $0.severity == .error }.map { $0.code.name } == [])
    let origin = ProgramOrigin(digest: "", rulesets: [:])
    let file = try ProgramFile(ProgramFile(Self.program, from: origin).bytes)
    #expect(file.program.vocabulary == Self.program.vocabulary)
  }

  /// Facts in two keys, each with the same in one.
  static let pairs: [(beside: String, whole: String)] = [
    (#""power": 25, "powerUnit": "MW""#, #""power": "25 MW""#),
    (#""powerUnit": "MW", "power": 25"#, #""power": "25 MW""#),
    (#""power": "25", "powerUnit": " ＭＷ ""#, #""power": "25 MW""#),
    (#""power": "2.5万", "powerUnit": "千瓦""#, #""power": "2.5万千瓦""#),
    (#""power": 2.5, "powerUnit": "万千瓦""#, #""power": "2.5万千瓦""#),
    (#""power": "2.5万千瓦", "powerUnit": "千瓦""#, #""power": "2.5万千瓦""#),
    (#""power": "20-25", "powerUnit": "MW""#, #""power": "20-25 MW""#),
    (#""power": "≤25", "powerUnit": "MW""#, #""power": "≤25 MW""#),
    (#""power": "25 MW", "powerUnit": "兆瓦""#, #""power": "25 MW""#),
    (#""power": "25（25000 kW）", "powerUnit": "MW""#, #""power": "25 MW""#),
    (#""power": {"from": 20, "to": 25}, "powerUnit": "MW""#, #""power": "20-25 MW""#),
    (#""power": {"value": 25, "unit": "MW"}, "powerUnit": {"value": "MW"}"#, #""power": "25 MW""#),
    (#""power": 25, "peak": 26, "powerUnit": "MW""#, #""power": "25 MW", "peak": "26 MW""#),
    (#""power": 25, "powerUnit": null"#, #""power": 25"#),
    (#""power": 25, "powerUnit": " ""#, #""power": 25"#),
    (#""power": 25, "powerUnit": "/""#, #""power": 25"#),
    (#""power": 25, "powerUnit": {"unavailable": "没有写"}"#, #""power": 25"#),
    (#""powerUnit": "桶""#, ""),
    (#""power": null, "powerUnit": "t""#, #""power": null"#),
    (#""power": "/", "powerUnit": "t""#, #""power": "/""#),
  ]

  @Test("The number is in the unit beside it", arguments: pairs)
  func same(_ pair: (beside: String, whole: String)) throws {
    let vocabulary = Self.program.vocabulary
    let unit = try #require(vocabulary.field(at: "equipment.powerUnit"))
    for group in ["equipment", "设备"] {
      let beside = Self.read("{\"\(group)\": {\(pair.beside)}}")
      let whole = Self.read("{\"\(group)\": {\(pair.whole)}}")
      #expect(beside.codes == [] && whole.codes == [], "\(pair)")
      for field in vocabulary.fields.indices where field != unit {
        #expect(
          beside.dossier?.root.facts[field]?.state == whole.dossier?.root.facts[field]?.state,
          "\(pair)")
      }
      // What is written down of it says the same again.
      let again = beside.dossier.map { Self.read(Self.told($0)) }
      #expect(again?.codes == [], "\(pair)")
      for field in vocabulary.fields.indices where field != unit {
        #expect(
          again?.dossier?.root.facts[field]?.state == whole.dossier?.root.facts[field]?.state,
          "\(pair)")
      }
    }
  }

  @Test("The unit may stand in another object of the same group, and decides a share")
  func elsewhere() throws {
    let apart = Self.read(#"{"equipment": {"powerUnit": "MW"}, "设备": {"功率": 25}}"#)
    let whole = Self.read(#"{"设备": {"功率": "25 MW"}}"#)
    let power = try #require(Self.program.vocabulary.field(at: "equipment.power"))
    #expect(apart.codes == [])
    #expect(apart.dossier?.root.facts[power]?.state == whole.dossier?.root.facts[power]?.state)
    #expect(Self.read(#"{"units": [{"share": 0.65}]}"#).codes == ["share-in-doubt"])
    #expect(Self.read(#"{"units": [{"share": 0.65, "shareUnit": "%"}]}"#).codes == [])
  }

  /// Facts that are one error, and which.
  static let wrong: [(text: String, code: String)] = [
    (#""power": 25, "powerUnit": "马力""#, "unknown-unit"),
    (#""power": 25, "powerUnit": 3"#, "unknown-unit"),
    (#""power": 25, "powerUnit": "t""#, "unit-mismatch"),
    (#""power": "20-25", "powerUnit": "t""#, "unit-mismatch"),
    (#""power": {"from": 20, "to": 25}, "powerUnit": "t""#, "unit-mismatch"),
    (#""power": "25 MW", "powerUnit": "kW""#, "unit-mismatch"),
    (#""power": "20 kW-25 MW", "powerUnit": "kW""#, "unit-mismatch"),
    (#""power": {"value": 25, "unit": "MW"}, "powerUnit": "kW""#, "unit-mismatch"),
    (#""power": "25 千瓦", "powerUnit": "万千瓦""#, "unit-mismatch"),
    (#""power": "25 t", "powerUnit": "kW""#, "unit-mismatch"),
    (#""power": "25万", "powerUnit": "万千瓦""#, "wrong-value"),
    (#""power": 250, "powerUnit": "MW""#, "out-of-range"),
    (#""powerUnit": "kW", "功率单位": "MW", "power": 25"#, "duplicate-fact"),
  ]

  @Test("A unit that does not fit is one message", arguments: wrong)
  func mistakes(_ wrong: (text: String, code: String)) {
    #expect(Self.read("{\"equipment\": {\(wrong.text)}}").codes == [wrong.code], "\(wrong.text)")
  }

  /// Tables, each with what JSON would say, and the codes of what is wrong with the row.
  static let tables: [(table: String, json: String, codes: [String])] = [
    ("设备.功率,设备.功率单位\n25,MW\n", #"{"equipment": {"power": "25 MW"}}"#, []),
    ("功率单位,额定功率\nMW,25\n", #"{"equipment": {"power": "25 MW"}}"#, []),
    ("额定功率,功率单位\n25,\n", #"{"equipment": {"power": 25}}"#, []),
    ("额定功率（兆瓦）,功率单位\n25,MW\n", #"{"equipment": {"power": "25 MW"}}"#, []),
    ("额定功率（千瓦）,功率单位\n25,MW\n", #"{}"#, ["unit-mismatch"]),
    ("额定功率,功率单位\n25,马力\n", #"{}"#, ["unknown-unit"]),
    (
      "units[0].share,units[0].shareUnit,units[1].share,units[1].shareUnit\n0.5,%,60,\n",
      #"{"units": [{"share": "0.5 %"}, {"share": 60}]}"#, []
    ),
  ]

  @Test("Columns of a table", arguments: tables)
  func rows(_ table: (table: String, json: String, codes: [String])) throws {
    let source = SourceText(path: "t.csv", text: table.table)
    let read = try #require(
      DossierTable.read(source, vocabulary: Self.program.vocabulary).table)
    let row = try #require(read.rows.first)
    let (dossier, problems) = read.reader.read(row)
    #expect(problems.map { $0.code.name } == table.codes)
    let whole = try #require(Self.read(table.json).dossier)
    for field in Self.program.vocabulary.fields.indices
    where Self.program.vocabulary.fields[field].unitField != nil {
      #expect(
        Self.numbers(field, in: dossier.root) == Self.numbers(field, in: whole.root),
        "\(table.table)")
    }
  }

  private static func numbers(_ field: Int, in element: DossierElement) -> [Fact.State] {
    var found = [element.facts[field]?.state].compactMap { $0 }
    for case .elements(let elements) in element.lists.values {
      for inner in elements { found += numbers(field, in: inner) }
    }
    return found
  }

  @Test("What is judged in bulk is what the reference says")
  func bulk() throws {
    var pairs = try #require(BulkPairs(Self.program, tellsAll: true))
    for pair in Self.pairs {
      pairs.compare(Array("{\"equipment\":{\(pair.beside)}}".utf8), named: pair.beside)
    }
    for pair in Self.pairs {
      pairs.compare(Array("{\"equipment\":{\(pair.whole)}}".utf8), named: pair.whole)
    }
    for pair in Self.wrong {
      pairs.compare(Array("{\"equipment\":{\(pair.text)}}".utf8), named: pair.text)
    }
    for seed in 0..<300 { pairs.compare(seed: UInt64(seed)) }
    for text in pairs.different.prefix(5) { Issue.record("\(text)") }
    #expect(pairs.different.isEmpty)
    #expect(pairs.equal > 0 && pairs.declined > 0)
  }

  @Test(
    "Another value for a number, and another unit",
    arguments: [
      ([#"设备.功率=26"#], ["notMet"]), ([#"设备.功率=24"#], ["met"]), ([#"设备.功率=26 kW"#], ["met"]),
      ([#"设备.功率=26"#, #"设备.功率单位=kW"#], ["met"]), ([#"设备.功率单位=kW"#], []),
    ])
  func whatIf(_ changes: [String], _ verdicts: [String]) throws {
    let source = SourceText(
      path: "d.json", text: #"{"equipment": {"power": 25, "powerUnit": "MW"}}"#)
    let (dossier, _) = DossierReader.read(source, vocabulary: Self.program.vocabulary)
    let day = try #require(CalendarDate(parsing: "2025-01-01"))
    let before = evaluate(
      Self.program, with: bind(try #require(dossier), to: Self.program, today: day).binding)
    let (review, problems) = WhatIf(changes, of: before).review()
    #expect(problems.isEmpty == !verdicts.isEmpty)
    let found = review?.findings.filter { Self.program.rules.rules[$0.rule].id == "X-1" }
    #expect((found ?? []).map { "\($0.verdict)" } == verdicts)
  }
}
