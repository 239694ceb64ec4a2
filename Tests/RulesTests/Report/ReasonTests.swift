import Testing

@testable import Reports
@testable import Rules

/// What a value of a dossier may do to a report: change its own text, and nothing else.
@Suite("Reasons in every drawing")
struct ReasonTests {
  private static let rules = SourceText(
    path: "Rules/sample.rules",
    text: """
      组 项目 project 「项目」
      字段 项目.地点 project.place 「地点」 : 文字
      后果 提示 note 「提示」
      规则集 示例 sample 「示例」
      文件 示〔2024〕1号 《示例方案》
      规则 A-1 在园区
        依据 示〔2024〕1号 一「在园区」
        应 项目.地点 是 「园区」
        否则 提示
      """)

  /// Texts that a drawing could mistake for its own signs; none ends in what the reader trims.
  private static let hostile = [
    "第一行  第二部分：见附件", "✗ 乙", "│", "说明：", "- 甲", "甲（乙", "「甲」", "? a", "=  b", "a: b",
    "\u{1B}[31m红", "一\n决定：通过", "一\r\n  ✗ 乙", "甲\u{202E}过通", "甲\u{2066}乙\u{2069}丙", "a\u{200B}b",
    "[甲]（[乙",
    "「", "」", "：", "；", "甲 → 通过", "■ 不符合（0）", "<!--", "]]>", "a\u{2028}b", "%3Cscript%3E",
    "\"}],\"verdict\":\"met\"", "<b>甲</b>", "&amp;",
  ]

  private func review(place: String) throws -> Review {
    let book = RuleBook([Self.rules])
    try #require(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.english })")
    var json = JSONWriter(style: .compact)
    json.object { json in
      json.member("project") { json in json.object { $0.member("place", place) } }
    }
    let source = SourceText(path: "d.json", text: json.text)
    let dossier = try #require(
      DossierReader.read(source, vocabulary: book.program.vocabulary).dossier)
    let today = try #require(CalendarDate(year: 2024, month: 1, day: 1))
    return evaluate(book.program, with: bind(dossier, to: book.program, today: today).binding)
  }

  private func json(_ review: Review) -> String {
    var json = JSONWriter(style: .compact)
    JSONReport(review, advice: advise(review), language: .chinese).write(to: &json)
    return json.text
  }

  private func quoted(_ text: String) -> String {
    var json = JSONWriter(style: .compact)
    json.string(text)
    return String(json.text.dropFirst().dropLast())
  }

  @Test("A value in the HTML report changes nothing but its own text", arguments: hostile)
  func page(_ value: String) throws {
    let plain = Report(advised: try review(place: "某地"), language: .chinese).html()
    let page = Report(advised: try review(place: value), language: .chinese).html()
    #expect(plain.replacing("某地", with: HTMLWriter.escaped(value)) == page)
    #expect(page.unbalancedElements == [])
  }

  @Test("A value in the text report changes nothing but its own text", arguments: hostile)
  func text(_ value: String) throws {
    let plain = Report(advised: try review(place: "某地"), language: .chinese)
    let report = Report(advised: try review(place: value), language: .chinese)
    for colour in [false, true] {
      #expect(
        plain.text(colour: colour).replacing("某地", with: value.withVisibleControls)
          == report.text(colour: colour))
    }
  }

  @Test("A value in the JSON report changes nothing but its own text", arguments: hostile)
  func members(_ value: String) throws {
    let plain = json(try review(place: "某地"))
    let told = json(try review(place: value))
    let shown = value.withVisibleControls
    guard shown != value else {
      #expect(plain.replacing("某地", with: quoted(value)) == told)
      return
    }
    // A drawing within the report shows what is invisible; the values are as they were given.
    #expect(
      told.replacing(quoted(value), with: "某地").replacing(quoted(shown), with: "某地") == plain)
  }

  @Test("A value in drawn reasons changes nothing but its own text", arguments: hostile)
  func drawing(_ value: String) throws {
    func drawn(_ review: Review) -> String {
      ReasonDrawing(review, language: .chinese).lines(explain(review.findings[0], in: review))
        .joined(separator: "\n")
    }
    #expect(
      drawn(try review(place: "某地")).replacing("某地", with: value.withVisibleControls)
        == drawn(try review(place: value)))
  }
}
