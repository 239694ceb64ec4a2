import Testing

@testable import Rules

@Suite("Reading the lines of an explanation")
struct ExplanationPartTests {
  @Test("Each value is put with the words it stood under")
  func values() {
    let parts = ExplanationPart.parts(of: [
      "要求不成立：",
      "  ✗ 单位能耗 不高于 标杆水平",
      "    │               │",
      "    │               805 千克  附表",
      "    868 千克  a.json:1:2",
      "差距：63 千克",
    ])
    #expect(
      parts == [
        .heading("要求不成立："),
        .condition(
          ExplanationPart.Condition(
            truth: .false,
            pieces: [
              .init(words: "单位能耗 不高于 ", value: "868 千克  a.json:1:2"),
              .init(words: "标杆水平", value: "805 千克  附表"),
            ])),
        .sentence("差距：63 千克"),
      ])
  }

  @Test("Words before the first value stand alone")
  func wordsBefore() {
    let parts = ExplanationPart.parts(of: ["✓ 非 在园区", "     │", "     否"])
    #expect(
      parts == [
        .condition(
          ExplanationPart.Condition(
            truth: .true,
            pieces: [.init(words: "非 ", value: nil), .init(words: "在园区", value: "否")]))
      ])
  }

  @Test("A condition without values, and points, keep their words")
  func plain() {
    let parts = ExplanationPart.parts(of: ["? 甲 或 乙", "  - 缺 甲"])
    #expect(
      parts == [
        .condition(
          ExplanationPart.Condition(truth: .unknown, pieces: [.init(words: "甲 或 乙", value: nil)])),
        .point("缺 甲"),
      ])
  }

  @Test("A value that looks like a drawing stays a value")
  func hostileValue() {
    let parts = ExplanationPart.parts(of: ["✓ 名称", "  │", "  ✗ 乙", "完"])
    #expect(
      parts == [
        .condition(
          ExplanationPart.Condition(truth: .true, pieces: [.init(words: "名称", value: "✗ 乙")])),
        .sentence("完"),
      ])
  }
}
