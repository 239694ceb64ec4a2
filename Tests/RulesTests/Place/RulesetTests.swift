import Testing

@testable import Rules

/// Which rulesets, regions and keys are errors, whether warnings are looked for or not.
@Suite("Rulesets and the names of places in rules")
struct RulesetTests {
  private static let vocabulary = """
    组 项目 project 「项目」
    字段 项目.省份 project.province 「省份」 : 文字
    字段 项目.城市 project.city 「城市」 : 文字
    字段 项目.达标 project.good 「达标」 : 是否
    辖区字段 项目.省份、项目.城市
      区划 「divisions.csv」
    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正
    文件 令1 《办法》
    参数 缓批 paused 「缓批」 : 是否 按 文字
      取自 缓批表.缓批
    """
  private static let divisions = """
    code,name,level,short
    640000,宁夏回族自治区,province,宁夏
    640300,吴忠市,city,
    640500,中卫市,city,
    """
  private static let rule = """
    规则 A-1 达标
      依据 令1 一「应达标」
      应 项目.达标
      否则 不予审批
    """
  private static let table = """
    表 缓批表 pauses 「缓批」
      键 城市 city : 文字
      列 缓批 paused : 是否
    """

  /// The codes of the errors of some rule files, with and without warnings.
  private static func errors(
    _ rules: [String], table rows: String = "  行 吴忠市、是"
  ) -> [[String]] {
    let sources =
      [
        SourceText(path: "vocabulary.rules", text: vocabulary),
        SourceText(path: "divisions.csv", text: divisions),
        SourceText(path: "table.rules", text: table + "\n" + rows),
      ]
      + rules.enumerated().map {
        SourceText(path: "set\($0.offset)/a.rules", text: $0.element)
      }
    return [true, false].map { lints in
      RuleBook(sources, lints: lints).diagnostics.filter { $0.severity == .error }
        .map { $0.code.name }
    }
  }

  struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rules: [String]
    var rows = "  行 吴忠市、是"
    let errors: [String]
  }

  static let samples = [
    Sample(
      testDescription: "the nation", rules: ["规则集 国家 「国」\n  辖区 全国\n" + rule], errors: []),
    Sample(
      testDescription: "the nation in English",
      rules: ["ruleset 国家 「国」\n  jurisdiction nationwide\n" + rule], errors: []),
    Sample(
      testDescription: "short names",
      rules: ["规则集 中卫 「中」\n  辖区 宁夏、中卫\n" + rule], errors: []),
    Sample(testDescription: "no ruleset", rules: [rule], errors: ["missing-ruleset"]),
    Sample(
      testDescription: "no jurisdiction", rules: ["规则集 国家 「国」\n" + rule],
      errors: ["missing-ruleset"]),
    Sample(
      testDescription: "no parent", rules: ["规则集 宁夏 「宁」\n  上级 国家\n  辖区 宁夏\n" + rule],
      errors: ["unknown-name"]),
    Sample(
      testDescription: "its own parent", rules: ["规则集 宁夏 「宁」\n  上级 宁夏\n  辖区 宁夏\n" + rule],
      errors: ["circular-rulesets"]),
    Sample(
      testDescription: "a circle of parents",
      rules: [
        "规则集 宁夏 「宁」\n  上级 中卫\n  辖区 宁夏\n" + rule,
        "规则集 中卫 「中」\n  上级 宁夏\n  辖区 宁夏、中卫\n",
      ], errors: ["circular-rulesets"]),
    Sample(
      testDescription: "a region that is none", rules: ["规则集 宁夏 「宁」\n  辖区 宁厦\n" + rule],
      errors: ["unknown-division"]),
    Sample(
      testDescription: "one region in two spellings",
      rules: ["规则集 宁夏 「宁」\n  辖区 宁夏\n" + rule, "规则集 又 「又」\n  辖区 宁夏省\n"],
      errors: ["duplicate-jurisdiction"]),
    Sample(
      testDescription: "a place that is none in a rule",
      rules: ["规则集 国家 「国」\n  辖区 全国\n" + rule + "\n  当 项目.城市 是 日照"],
      errors: ["unknown-division"]),
    Sample(
      testDescription: "a place that is none in a table",
      rules: ["规则集 国家 「国」\n  辖区 全国\n" + rule + "\n  当 缓批[项目.城市]"],
      rows: "  行 吴忠、是\n  行 吴仲、是", errors: ["unknown-division"]),
    Sample(
      testDescription: "two spellings of one key",
      rules: ["规则集 国家 「国」\n  辖区 全国\n" + rule + "\n  当 缓批[项目.城市]"],
      rows: "  行 吴忠、是\n  行 吴忠市、否", errors: ["overlapping-rows"]),
    Sample(
      testDescription: "the code of a division in a row, a condition and a case",
      rules: [
        "规则集 国家 「国」\n  辖区 全国\n" + rule
          + "\n  当 缓批[项目.城市] 且 项目.城市 是 「640500」\n案例 甲\n  设 项目.城市 = 640500、项目.达标 = 是\n  得 A-1 符合"
      ],
      rows: "  行 640300、是\n  行 640500、是", errors: []),
    Sample(
      testDescription: "the code and the name of one key",
      rules: ["规则集 国家 「国」\n  辖区 全国\n" + rule + "\n  当 缓批[项目.城市]"],
      rows: "  行 640300、是\n  行 吴忠、否", errors: ["overlapping-rows"]),
    Sample(
      testDescription: "a number that is the code of no division",
      rules: ["规则集 国家 「国」\n  辖区 全国\n" + rule + "\n  当 缓批[项目.城市]"],
      rows: "  行 吴忠、是\n  行 640900、是", errors: ["wrong-type"]),
    Sample(
      testDescription: "a place that is none in a case",
      rules: [
        "规则集 国家 「国」\n  辖区 全国\n" + rule + "\n案例 甲\n  设 项目.城市 = 「中尉市」\n  得 A-1 待定"
      ], errors: ["unknown-division"]),
  ]

  @Test("Errors of rulesets do not depend on warnings", arguments: samples)
  func errors(_ sample: Sample) {
    for found in Self.errors(sample.rules, table: sample.rows) {
      #expect(found == sample.errors)
    }
  }

  @Test("A parameter's keys are places under any of their names, each once")
  func parameterKeys() throws {
    let rules = CommittedRules.book.program.rules
    func read(_ keys: String) -> (keys: [String], codes: [String]) {
      let source = SourceText(path: "p.json", text: #"{"regionBehindBasicTarget": {\#(keys)}}"#)
      let (values, problems) = ParameterReader.read(source, rules: rules)
      return (
        values.values.values.flatMap { $0.keys }.sorted(), problems.map { $0.code.name }
      )
    }
    for key in ["吴忠市", "吴忠", "吴忠市 ", "640300", "宁夏吴忠"] {
      #expect(read(#""\#(key)": true"#) == (["吴忠市"], []), "\(key)")
    }
    #expect(read(#""吴仲市": true"#) == ([], ["unknown-division"]))
    #expect(read(#""吴忠": true, "吴忠市": false"#) == (["吴忠市"], ["duplicate-fact"]))
  }
}
