import Testing

@testable import Reports
@testable import Rules

/// Findings whose records differ in numbers are told by one template: each number, distance and percentage
/// is that of its own record, to the byte.
@Suite("Numbers in the findings of many records")
struct NumberHoleTests {
  private static let rules = """
    单位 吨 t
    单位 千克 kg = 0.001 吨
    单位 米 m
    单位 % % 又称 percent = 0.01
    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正
    组 厂 plant 「厂」
    字段 厂.名称 plant.name 「名称」 : 文字
    字段 厂.排放 plant.emission 「排放」 : 数 吨
    字段 厂.削减 plant.offset 「削减」 : 数 吨
    字段 厂.份额 plant.share 「份额」 : 数 %
    字段 厂.高度 plant.height 「高度」 : 数
    字段 厂.台数 plant.count 「台数」 : 整数
    字段 厂.重点 plant.key 「重点」 : 是否
    列表 炉 furnaces 「炉」
    字段 炉.容量 furnaces.size 「容量」 : 数 吨
    字段 炉.停用 furnaces.closed 「停用」 : 是否

    规则集 试 trial 「试」
    文件 试〔2024〕1号 《试》
    定义 余量 : 吨 = 厂.削减 - 厂.排放
    规则 H-1 限额
      依据 试〔2024〕1号 一「限额」
      应 厂.排放 不高于 30 吨
      否则 不予审批
    规则 H-2 两数
      依据 试〔2024〕1号 二「两数」
      当 厂.排放 高于 0 吨
      应 厂.削减 不低于 厂.排放
      否则 不予审批
    规则 H-3 份额
      依据 试〔2024〕1号 三「份额」
      应 厂.份额 不低于 75 %
      否则 不予审批
    规则 H-4 倍数
      依据 试〔2024〕1号 四「倍数」
      应 厂.削减 不低于 厂.排放 × 1.5
      否则 不予审批
    规则 H-5 余量
      依据 试〔2024〕1号 五「余量」
      应 余量 高于 0 吨
      否则 不予审批
    规则 H-6 无单位
      依据 试〔2024〕1号 六「无单位」
      应 厂.高度 高于 3 且 厂.台数 低于 4
      否则 不予审批
    规则 H-7 重点
      依据 试〔2024〕1号 七「重点」
      当 厂.重点
      应 厂.排放 等于 厂.削减
      否则 不予审批
    规则 H-8 逐台
      依据 试〔2024〕1号 八「逐台」
      每个 台 于 炉
      当 台.容量 低于 35 吨
      应 台.停用 或 台.容量 不低于 厂.削减
      否则 不予审批
    规则 H-9 总量
      依据 试〔2024〕1号 九「总量」
      应 （合计 台.容量 对 台 于 炉） 不高于 厂.排放
      否则 不予审批
    规则 H-10 提示
      依据 试〔2024〕1号 十「提示」
      应 厂.份额 低于 90 %
      否则 不予审批
      提醒 「接近」 若 厂.份额 高于 80 %

    """

  /// At limits and beside them, of both signs, with many decimals, as ranges, in other units, with
  /// evidence, of other kinds, missing.
  private static let weights = [
    "30", "30.0", "30.001", "29.999", "31", "90.1", "120.005", "0", "-1", "0.004", "33.333333",
    "\"30 t\"", "\"30000 kg\"", "\"30500 千克\"", "{\"value\": 31000, \"unit\": \"kg\"}",
    "{\"value\": 45, \"source\": {\"document\": \"报告\", \"page\": 3}}",
    "{\"from\": 20, \"to\": 31}",
    "{\"from\": 31, \"to\": 40}", "1e2", "\"约 40\"", "99999999999999999999", "\"3 m\"", "null",
    "{\"notApplicable\": \"无\"}", "3100000000000000",
  ]
  private static let plain = [
    "74.99", "75", "75.5", "80", "80.01", "89.995", "90", "100", "\"76 %\"", "3", "4", "2", "0",
    "{\"from\": 70, \"to\": 76}", "null",
  ]

  private static func record(_ random: inout SplitMix64) -> [UInt8] {
    func weight() -> String { random.chance(60) ? near(40, &random) : pick(weights, &random) }
    func number(_ near: Int) -> String {
      random.chance(60) ? self.near(near, &random) : pick(plain, &random)
    }
    let furnaces = (0..<Int.random(in: 0...2, using: &random)).map { _ in
      "{\"size\": \(weight()), \"closed\": \(random.chance(30))}"
    }
    return Array(
      """
      {"plant": {"name": "厂", "emission": \(weight()), "offset": \(weight()), \
      "share": \(number(70)), "height": \(number(2)), "count": \(Int.random(in: 2...9, using: &random)), \
      "key": \(random.chance(60))}, "furnaces": [\(furnaces.joined(separator: ", "))]}
      """.utf8)
  }

  private static func pick(_ all: [String], _ random: inout SplitMix64) -> String {
    all.randomElement(using: &random) ?? ""
  }

  private static func near(_ number: Int, _ random: inout SplitMix64) -> String {
    "\(number).\(Int.random(in: 1...9_999, using: &random))"
  }

  @Test("Other numbers, units and ranges, at limits and beside them", arguments: Language.allCases)
  func forms(_ language: Language) throws {
    let book = RuleBook([SourceText(path: "holes.rules", text: Self.rules)], lints: false)
    let errors = book.diagnostics.filter { $0.severity == .error }
    try #require(errors.isEmpty, "\(errors.map { $0.message.chinese })")
    for tellsAll in [false, true] {
      var pairs = try #require(BulkPairs(book.program, language: language, tellsAll: tellsAll))
      var random = SplitMix64(seed: 14)
      let count = Repository.variable("BULK_PAIRS").flatMap { Int($0) } ?? 600
      for number in 0..<count { pairs.compare(Self.record(&random), named: "record \(number)") }
      for text in pairs.different.prefix(3) { Issue.record("\(text)") }
      #expect(pairs.different.isEmpty)
      #expect(pairs.equal > count / 2, "only \(pairs.equal) of \(count): \(pairs.declines)")
      // No two records are alike: without holes, there would be hardly any.
      #expect(
        pairs.templateUses > count, "only \(pairs.templateUses) rules were told of by templates")
    }
  }

  /// The examples with numbers that are a little different in each record.
  @Test("No two records of one number", arguments: Language.allCases)
  func examples(_ language: Language) throws {
    for tellsAll in [false, true] {
      var pairs = try #require(
        BulkPairs(CommittedRules.book.program, language: language, tellsAll: tellsAll))
      var random = SplitMix64(seed: 15)
      for example in CommittedRules.examples {
        for _ in 0..<(tellsAll ? 7 : 24) {
          pairs.compare(NumberRecord.bytes(example.bytes, &random), named: example.path)
        }
      }
      for text in pairs.different.prefix(3) { Issue.record("\(text)") }
      #expect(pairs.different.isEmpty)
      #expect(
        pairs.templateUses > (tellsAll ? 1_000 : 250),
        "only \(pairs.templateUses) rules were told of by templates")
    }
  }
}
