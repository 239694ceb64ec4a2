import Testing

@testable import Rules

/// What several rulesets read is shown by a case of the widest of them.
@Suite("What several rulesets share")
struct WidestRulesetTests {
  /// A nation, its province and that one's city, from the widest; each may have a rule that reads what all share.
  private static let rulesets = [
    (id: "N-1", text: "规则集 全国集 nation 「全国」\n  辖区 全国\n"),
    (id: "P-1", text: "规则集 省集 province 「省」\n  上级 全国集\n  辖区 甲省\n"),
    (id: "C-1", text: "规则集 市集 city 「市」\n  上级 省集\n  辖区 甲省、乙市\n"),
  ]

  private static let vocabulary = """
    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正
    单位 吨 t
    组 窑 kiln 「窑」
    字段 窑.省 kiln.province 「省」 : 文字
    字段 窑.市 kiln.city 「市」 : 文字
    辖区字段 窑.省、窑.市
    字段 窑.燃料 kiln.fuel 「燃料」 : 选项 煤 coal、气 gas、电 electric
    字段 窑.燃料名 kiln.fuelName 「燃料名」 : 文字
    字段 窑.产量 kiln.output 「产量」 : 数 吨
    集合 受限燃料 limitedFuels 「受限燃料」 于 窑.燃料 : 煤、气
    表 限值表 limits 「限值」
      来源 「示例」
      键 燃料 fuel : 文字
      列 限值 limit : 数 吨
      行 煤、2
      行 气、3.5
    参数 限值 limit 「限值」 : 数 吨 按 文字
      取自 限值表.限值
    定义 少产 = 窑.产量 不高于 7 吨
    文件 甲1号 《甲》

    """

  /// What the rules share: a row of a table, a member of a set, a definition; and a case of each rule.
  private static let shared = [
    ("应 窑.产量 不高于 限值[窑.燃料名]", "窑.燃料名 = 「煤」、窑.产量 = 1 吨"),
    ("应 窑.燃料 不属于 受限燃料", "窑.燃料 = 电"),
    ("应 少产", "窑.产量 = 1 吨"),
  ]

  struct Readers: Sendable, CustomTestStringConvertible {
    /// The places among the rulesets, from the widest.
    let places: [Int]
    let isReversed: Bool
    let demand: String
    let facts: String
    var testDescription: String { "\(places) \(isReversed ? "reversed" : "") \(demand)" }

    static let all = [[0, 1], [0, 2], [1, 2], [0, 1, 2], [2]].flatMap { places in
      [false, true].flatMap { isReversed in
        WidestRulesetTests.shared.map { demand, facts in
          Readers(places: places, isReversed: isReversed, demand: demand, facts: facts)
        }
      }
    }

    var book: RuleBook {
      var texts = WidestRulesetTests.rulesets.enumerated().flatMap { place, ruleset in
        let rule =
          places.contains(place)
          ? "规则 \(ruleset.id) 示例\n  依据 甲1号 一「示例」\n  \(demand)\n  否则 不予审批\n" : ""
        let own = "案例 \(ruleset.id)的项目\n  设 窑.省 = 「甲省」、窑.市 = 「乙市」、\(facts)\n  得 \(ruleset.id) 符合\n"
        let rules = SourceText(path: "\(place)/a.rules", text: ruleset.text + rule)
        return places.contains(place)
          ? [rules, SourceText(path: "\(place)/a.cases", text: own)] : [rules]
      }
      if isReversed { texts.reverse() }
      return RuleBook(
        [SourceText(path: "vocabulary.rules", text: WidestRulesetTests.vocabulary)] + texts)
    }
  }

  @Test("is shown by a case of the widest that reads it", arguments: Readers.all)
  func widest(_ readers: Readers) throws {
    let book = readers.book
    #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })")
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    let runner = CaseRunner(book, today: today)
    let test = MutationTest(runner, cases: runner.cases, isOwn: { _ in true })
    let widest = try #require(readers.places.min().map { Self.rulesets[$0].id })
    var missing = 0
    for job in test.jobs.indices {
      for (index, outcome) in test.results(ofJob: job).outcomes {
        let ids = test.mutants[index].rules.map { book.program.rules.rules[$0].id }
        guard ids.count == readers.places.count, case .missing(let suggestion) = outcome else {
          continue
        }
        missing += 1
        #expect(suggestion.rule == widest, "\(test.mutants[index].change.chinese)")
      }
    }
    #expect(missing > 0)
  }
}
