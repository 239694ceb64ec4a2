import Testing

@testable import Rules

/// How many elements the lists of a dossier may have, however it is written; a list by itself is in
/// ``FactsSaidOnceTests``.
@Suite("All lists of a dossier together")
struct ListLimitTests {
  private static let program = RuleBook([
    SourceText(
      path: "a.rules",
      text: """
        列表 产品 products 「主要产品」
        字段 产品.名称 products.name 「产品名称」 : 文字
        列表 炉 furnaces 「炉」
        字段 炉.名称 furnaces.name 「炉名」 : 文字
        列表 炉.来源 furnaces.sources 「来源」
        字段 炉.来源.名称 furnaces.sources.name 「来源名称」 : 文字
        后果 不予审批 refuse 「不予审批」
        文件 示〔2024〕1号 《示例》
        规则 X-1 示例
          依据 示〔2024〕1号 一「短引」
          每个 项 于 产品
          应 项.名称 是 「甲」
          否则 不予审批
        """)
  ]).program

  /// Two lists and one in an element, of so many elements together.
  private static func counts(_ beyond: Int) -> (products: Int, furnaces: Int, sources: Int) {
    (ListLimit.elements, 1, ListLimit.inAll - ListLimit.elements - 1 + beyond)
  }

  private static func json(_ beyond: Int) -> String {
    let (products, _, sources) = counts(beyond)
    func list(_ count: Int) -> String {
      "[" + Array(repeating: #"{"name": "甲"}"#, count: count).joined(separator: ",") + "]"
    }
    return #"{"products": \#(list(products)), "furnaces": [{"sources": \#(list(sources))}]}"#
  }

  @Test("In JSON, by the reference and in bulk", arguments: [0, 1])
  func objects(_ beyond: Int) throws {
    let source = SourceText(path: "d.jsonl", text: Self.json(beyond))
    let (_, problems) = DossierReader.read(source, vocabulary: Self.program.vocabulary)
    #expect(problems.map { $0.code.name } == (beyond == 0 ? [] : ["list-too-long"]))
    let setting = ReviewSetting(today: .earliest)
    let judge = try #require(BulkPlan(Self.program).flatMap { BulkJudge($0, setting) })
    let isJudged = source.bytes.withUnsafeBufferPointer { judge.review($0) != nil }
    #expect(isJudged == (beyond == 0), "\(judge.declineTexts)")
  }

  @Test("In a row of a table", arguments: [0, 1])
  func rows(_ beyond: Int) throws {
    let (products, furnaces, sources) = Self.counts(beyond)
    let header =
      (0..<products).map { "products[\($0)].name" } + (0..<furnaces).map { "furnaces[\($0)].name" }
      + (0..<sources).map { "furnaces[0].sources[\($0)].name" }
    let text =
      header.joined(separator: ",") + "\n"
      + Array(repeating: "甲", count: header.count).joined(separator: ",") + "\n"
    let read = DossierTable.read(
      SourceText(path: "d.csv", text: text), vocabulary: Self.program.vocabulary)
    let table = try #require(read.table)
    let problems = read.diagnostics + table.rows.flatMap { table.reader.read($0).diagnostics }
    #expect(problems.map { $0.code.name } == (beyond == 0 ? [] : ["list-too-long"]))
    #expect(problems.allSatisfy { $0.range.start > 0 })
  }
}
