import Testing

@testable import Rules

/// Texts made to break the reader: each ends in a diagnostic or in an answer, never in a trap, and
/// in a time that grows with its length.
@Suite("Limits")
struct LimitsTests {
  private static let vocabulary = SourceText(
    path: "vocabulary.rules",
    text: """
      字段 甲 a 「甲」 : 数
      字段 乙 b 「乙」 : 是否
      后果 不予审批 refuse 「不予审批」
      文件 示〔2024〕1号 《示例》
      """)

  private static func problems(of text: String) -> [String] {
    let source = SourceText(path: "limits.rules", text: text)
    return RuleBook([source], context: [vocabulary]).diagnostics.map(\.code.name)
  }

  private static func rule(_ requirement: String) -> String {
    """
    规则 X-1 极限
      依据 示〔2024〕1号 一「短引」
      应 \(requirement)
      否则 不予审批
    """
  }

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test("Parentheses and negations nest 64 deep", arguments: [("（", "）"), ("非 ", "")])
  func nesting(_ open: String, _ close: String) {
    func rule(_ depth: Int) -> String {
      Self.rule(Self.repeated(open, depth) + "乙" + Self.repeated(close, depth))
    }
    #expect(Self.problems(of: rule(60)) == [])
    #expect(Self.problems(of: rule(66)) == ["nesting-too-deep"])
    #expect(Self.problems(of: rule(50_000)) == ["nesting-too-deep"])
  }

  @Test("A clause has 256 signs of arithmetic", arguments: [" + ", " - ", " × "])
  func operations(_ sign: String) {
    func rule(_ count: Int) -> String {
      Self.rule("甲" + Self.repeated(sign + "1", count) + " 不高于 1")
    }
    #expect(Self.problems(of: rule(256)) == [])
    #expect(Self.problems(of: rule(257)) == ["nesting-too-deep"])
    #expect(Self.problems(of: rule(50_000)) == ["nesting-too-deep"])
  }

  @Test(
    "Of a table with a value for each of its keys, 9,999 rows are analysed and 10,000 are left open",
    arguments: [(9_999, ["never-met"]), (10_000, [])])
  func tables(_ count: Int, _ found: [String]) {
    let table =
      "字段 名 name 「名」 : 文字\n表 限额表 limits 「限额」\n  来源 「示例」\n  键 名称 name : 文字\n"
      + "  列 限额 limit : 数\n" + (1...count).map { "  行 「行\($0)」、\($0)\n" }.joined()
      + "参数 限额 limit 「限额」 : 数 按 文字\n  取自 限额表.限额\n"
    let rule = """
      规则 X-1 极限
        依据 示〔2024〕1号 一「短引」
        当 甲 高于 20000
        应 甲 不高于 限额[名]
        否则 不予审批
      """
    let book = RuleBook(
      [SourceText(path: "limits.rules", text: table + rule)], context: [Self.vocabulary])
    #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map(\.message.chinese).prefix(3))")
    #expect(RuleAnalysis(book).singleRules().map(\.code.name) == found)
  }

  @Test("A number has one sign")
  func signs() {
    #expect(Self.problems(of: Self.rule("甲 不低于 -1")) == [])
    #expect(Self.problems(of: Self.rule("甲 不低于 \(Self.repeated("- ", 50_000))1")) != [])
  }

  @Test("A condition may have any number of parts side by side")
  func parts() {
    #expect(Self.problems(of: Self.rule("乙" + Self.repeated(" 且 乙", 3_000))) == [])
  }

  @Test("Definitions that use the one before twice do not double the work each time")
  func doubling() {
    let definitions = (1...60).map { "定义 层\($0)\n  = 层\($0 - 1) + 层\($0 - 1)" }
    let text = (["定义 层0\n  = 甲"] + definitions).joined(separator: "\n")
    #expect(Self.problems(of: text + "\n" + Self.rule("层60 不高于 1")) == [])
  }

  @Test(
    "Definitions stand on one another 64 deep, in whatever order they are written",
    arguments: [false, true])
  func definitions(_ isReversed: Bool) {
    func isTooDeep(_ count: Int) -> Bool {
      let texts = ["定义 层1\n  = 甲"] + (2...count).map { "定义 层\($0)\n  = 层\($0 - 1) + 1" }
      let ordered = isReversed ? texts.reversed() : texts
      return Self.problems(of: ordered.joined(separator: "\n")).contains("nesting-too-deep")
    }
    #expect(!isTooDeep(64))
    #expect(isTooDeep(65))
    #expect(isTooDeep(3_000))
  }

  @Test(
    "Rules name and follow one another 64 deep, in whatever order they are written",
    arguments: ["当 X-层 符合", "当 X-层 不符合", "当 X-层 不适用", "沿用 X-层"], [false, true])
  func ruleChains(_ clause: String, _ isReversed: Bool) {
    func isTooDeep(_ count: Int) -> Bool {
      let texts = (0..<count).map { level in
        let demand = level > 0 && clause.hasPrefix("沿用") ? "" : "\n  应 乙\n  否则 不予审批"
        let link = level > 0 ? "\n  " + clause.replacing("层", with: "\(level - 1)") : ""
        return "规则 X-\(level) 极限\n  依据 示〔2024〕1号 一「短引」" + link + demand
      }
      let ordered = isReversed ? texts.reversed() : texts
      return Self.problems(of: ordered.joined(separator: "\n")).contains("nesting-too-deep")
    }
    #expect(!isTooDeep(65))
    #expect(isTooDeep(66))
    #expect(isTooDeep(3_000))
  }

  @Test("Rules that name one another in a circle are told once, however many they are")
  func ruleCircle() {
    func problems(_ count: Int) -> [String] {
      let texts = (0..<count).map { level in
        """
        规则 X-\(level) 极限
          依据 示〔2024〕1号 一「短引」
          当 X-\((level + 1) % count) 符合
          应 乙
          否则 不予审批
        """
      }
      return Self.problems(of: texts.joined(separator: "\n"))
    }
    #expect(problems(3) == ["circular-definition"])
    #expect(problems(64) == ["circular-definition"])
    #expect(Set(problems(3_000)) == ["nesting-too-deep"])
  }

  @Test(
    "Definitions nest as deep as one clause may, written out",
    arguments: [4, 5, 60])
  func levels(_ signs: Int) {
    let negated = Self.repeated("非 （", signs) + "定义名" + Self.repeated("）", signs)
    let definitions = (1..<62).map {
      "定义 层\($0)\n  = " + negated.replacing("定义名", with: "层\($0 - 1)")
    }
    let text = (["定义 层0\n  = 乙"] + definitions).joined(separator: "\n")
    let isTooDeep = Self.problems(of: text + "\n" + Self.rule("层61")).contains("nesting-too-deep")
    #expect(isTooDeep == (signs > 4))
  }

  @Test("Of what was said around a dossier a result tells a thousand, and counts the rest")
  func surroundings() throws {
    let text = SourceText(path: "parameters.json", text: "{}")
    let range = SourceRange(source: 0, start: 0, end: 1)
    let warning = ReadingWarning(Diagnostic(.unknownKey, at: range, Phrase("键", "key")), in: text)
    let setting = ReviewSetting(
      today: .earliest, surroundings: Array(repeating: warning, count: 1_001))
    let book = RuleBook([Self.vocabulary])
    let dossier = SourceText(path: "d.json", text: "{}")
    let review = try #require(judgeDossier(dossier, by: book.program, in: setting).review)
    #expect(review.allWarnings.count == 1_000)
    #expect(review.warnings.count == 100)
    #expect(review.warningCount == 1_001)
  }

  @Test(
    "Any piece of the rules is read without a trap",
    arguments: ["Rules/vocabulary.rules", "Rules/ningxia/4-policies.rules", "Rules/units.rules"])
  func pieces(_ path: String) throws {
    let bytes = try #require(Repository.bytes(of: path))
    var generator = SplitMix64(seed: UInt64(bytes.count))
    for _ in 0..<40 {
      let start = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, start + Int.random(in: 0...400, using: &generator))
      var piece = Array(bytes[start..<end])
      if !piece.isEmpty {
        let place = Int.random(in: 0..<piece.count, using: &generator)
        piece[place] = UInt8.random(in: 0...255, using: &generator)
      }
      let source = SourceText(path: "piece.rules", bytes: piece)
      let book = RuleBook([source], context: [Self.vocabulary], keepsSpellings: true)
      let renderer = DiagnosticRenderer(sources: book.sources, language: .chinese)
      _ = renderer.render(book.diagnostics)
      _ = book.formatted(.english)
    }
  }
}
