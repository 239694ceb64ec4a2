import Testing

@testable import Rules

@Suite("Looking a quotation up")
struct QuotePatternTests {
  private let text = PolicyText(MadeUpPolicy.policy(), index: 0)

  private func found(_ quote: String, in section: String? = nil) -> [String] {
    QuotePattern(quote).places(in: text, section: section.map { SectionName($0) }).map(text.words)
  }

  @Test("White space does not count, on either side")
  func whiteSpace() {
    #expect(found("新建数据中心PUE不高于1.3") == ["新建数据中心 PUE 不高于1.3"])
    #expect(found("既有数据 中心") == ["既有　数据中心"])
  }

  @Test("A skip stays inside one sentence")
  func skips() {
    #expect(found("新建……不高于1.3") == ["新建数据中心 PUE 不高于1.3"])
    #expect(found("以节约……绿色发展").isEmpty)
    #expect(found("淘汰100台……淘汰").isEmpty)
  }

  @Test("A section holds the sections inside it, and no others")
  func sections() {
    #expect(found("鼓励使用绿电", in: "二").count == 1)
    #expect(found("鼓励使用绿电", in: "二(一)").count == 1)
    #expect(found("鼓励使用绿电", in: "二（二）").isEmpty)
  }

  @Test("Words that stand several times are found several times")
  func repeats() {
    #expect(found("市工信局").count == 2)
    #expect(found("市工信局", in: "二").count == 1)
  }

  @Test(
    "An open edge leaves the rest of the sentence to others",
    arguments: [
      ("减煤5万吨", "到2025年，淘汰100台，减煤5万吨，改善空气质量。"),
      ("减煤5万吨……", "到2025年，淘汰100台，减煤5万吨，"),
      ("……减煤5万吨", "减煤5万吨，改善空气质量。"),
      ("……减煤5万吨……", "减煤5万吨，"),
    ])
  func edges(_ quote: String, _ claimed: String) throws {
    let pattern = QuotePattern(quote)
    let place = try #require(pattern.places(in: text).first)
    #expect(text.words(pattern.claim(at: place, in: text)) == claimed)
  }

  @Test("Nothing but skips is found nowhere", arguments: ["", "……", "… …"])
  func nothing(_ quote: String) {
    #expect(found(quote).isEmpty)
  }
}
