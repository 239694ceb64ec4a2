import Testing

@testable import Rules

@Suite("Splitting a policy text")
struct PolicyTextTests {
  private let text = PolicyText(MadeUpPolicy.policy(), index: 0)

  @Test("Numbers open sections, with either kind of bracket")
  func sections() {
    #expect(
      text.sections.map(\.text) == [
        "前言", "一", "二", "二（一）", "二（二）", "三", "三（一）", "三（二）", "附件",
      ])
  }

  @Test("A sentence ends with its mark and the closing marks behind it, or with its paragraph")
  func sentences() {
    let section = text.sentences.filter { $0.section.text == "二（二）" }
    #expect(
      section.map(\.text) == [
        "(二) 燃煤锅炉。", "淘汰35蒸吨/小时以下燃煤锅炉(应急备用除外)。",
        "到2025年，淘汰100台，减煤5万吨，改善空气质量。", "（市工信局负责。）",
      ])
  }

  @Test("A heading only names what follows; an item of a list is no heading")
  func headings() {
    #expect(
      text.sentences.filter { $0.kind == .heading }.map(\.text) == [
        "一、总体要求", "二、重点任务", "（一）数据中心。", "(二) 燃煤锅炉。", "三、附则",
      ])
  }

  @Test(
    "A numbered norm does not pass for a heading",
    arguments: [
      "一、要求\n（一）新建项目应当入园。\n（二）既有项目应当改造。\n二、附则\n其他。",
      "一、要求\n（一）新建项目应当入园，并通过审查。既有项目不在此列。\n（二）数据。其他。",
      "一、要求\n（一）电耗不高于12。超过的不予审批。\n（二）数据。其他。",
    ])
  func norms(_ text: String) {
    let text = PolicyText(SourceText(path: "a.txt", text: text), index: 0)
    let first = text.sentences.first { $0.section.text == "一（一）" }
    #expect(first?.kind == .sentence)
  }

  @Test("The row of a table stays whole")
  func tableRows() {
    #expect(text.sentences.filter { $0.kind == .tableRow }.map(\.text) == ["指标\t单位\t数值"])
  }

  @Test("Sentences know their bytes in the text")
  func ranges() {
    for sentence in text.sentences {
      let slice = text.source.slice(Int(sentence.range.start), Int(sentence.range.end))
      #expect(slice == sentence.text)
    }
  }

  @Test("Every letter belongs to one sentence")
  func partition() {
    var end = 0
    for sentence in text.sentences {
      #expect(sentence.letters.lowerBound == end)
      end = sentence.letters.upperBound
    }
    #expect(end == text.letters.count)
  }

  @Test("An empty text has no sentences")
  func empty() {
    #expect(
      PolicyText(SourceText(path: "a.txt", text: "\u{FEFF}\n \n"), index: 0).sentences.isEmpty)
  }
}
