import Testing

@testable import Reports
@testable import Rules

/// The engine knows no field by name: another vocabulary and other rules are another product.
@Suite("Another domain: the licence of a warehouse")
struct OtherDomainTests {
  private static let vocabulary = """
    单位 米 m
    单位 平方米 m2
    后果 不予许可 deny 「不予许可」
      不符合 不予通过
      待定 补正
    维度 消防 fire 100 「消防」
    组 仓库 warehouse 「仓库」
    字段 仓库.城市 warehouse.city 「所在城市」 : 文字
    字段 仓库.高度 warehouse.height 「净高」 : 数 米
      范围 0 至 无上限
      可改
    列表 通道 aisles 「通道」
    字段 通道.宽度 aisles.width 「通道宽度」 : 数 米
      范围 0 至 无上限
    辖区字段 仓库.城市
    """

  private static let rules = """
    规则集 港城 harbour 「港城仓库许可」
      辖区 港城
    文件 港消〔2030〕1号 《仓库消防规定》
    规则 W-1 净高
      依据 港消〔2030〕1号 一「净高不超过24米」
      应 仓库.高度 不超过 24 米
      否则 不予许可
      计分 消防 10
    规则 W-2 通道宽度
      依据 港消〔2030〕1号 二「通道宽度不小于1.4米」
      每个 通道项 于 通道
      应 通道项.宽度 不低于 1.4 米
      否则 不予许可（推定）
    """

  private func review(_ dossier: String) throws -> Review {
    let book = RuleBook([
      SourceText(path: "vocabulary.rules", text: Self.vocabulary),
      SourceText(path: "harbour/harbour.rules", text: Self.rules),
    ])
    try #require(book.diagnostics.isEmpty)
    let source = SourceText(path: "warehouse.json", text: dossier)
    let today = try #require(CalendarDate(parsing: "2030-01-01"))
    let judged = judgeDossier(source, by: book.program, in: ReviewSetting(today: today))
    try #require(judged.diagnostics.isEmpty)
    return try #require(judged.review)
  }

  @Test("A warehouse on every limit is licensed")
  func licensed() throws {
    let review = try review(
      #"{"warehouse": {"city": "港城", "height": 24}, "aisles": [{"width": "1.4 m"}]}"#)
    #expect(review.decision == .approve)
    #expect(review.findings.map(\.verdict) == [.met, .met])
  }

  @Test("Each aisle is judged by itself, and a missing one asks for its width")
  func refused() throws {
    let review = try review(
      #"{"仓库": {"城市": "港城", "净高": 24.01}, "aisles": [{"width": 1.39}, {}]}"#)
    #expect(review.decision == .refuse)
    #expect(review.findings.map(\.verdict) == [.notMet, .notMet, .undetermined])
    let text = Report(review, advice: advise(review), language: .chinese).text()
    #expect(text.contains("净高 24.01 > 24 米，超 0.04 %"))
    #expect(text.contains("aisles[1].width"))
  }
}
