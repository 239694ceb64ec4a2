import Testing

@testable import Rules

@Suite("Accounting for every sentence")
struct CoverageTests {
  @Test("The made-up rules are well formed")
  func wellFormed() {
    #expect(MadeUpPolicy.book().diagnostics.filter { $0.severity == .error } == [])
  }

  @Test("Each sentence has a status, with the rules and the reasons")
  func statuses() throws {
    let coverage = MadeUpPolicy.coverage()
    let document = try #require(coverage.documents.first)
    let section = document.sentences.filter { $0.sentence.section.text == "二（二）" }
    #expect(section.map(\.status) == [.heading, .encoded, .judgement, .outOfScope])
    #expect(section[1].rules == ["T-2.2-01"])
    #expect(section[2].omissions.map(\.id) == ["T-2.2-02", "T-2.2-03", "T-2.2-04"])
    #expect(section[3].omissions.map(\.category) == [.organisation])
    #expect(coverage.counts.shareText == "100")
    #expect(coverage.lost.isEmpty && coverage.idle.isEmpty && coverage.unmeasured.isEmpty)
  }

  @Test("A whole-section omission accounts for the sentences of the section")
  func wholeSection() throws {
    let document = try #require(MadeUpPolicy.coverage().documents.first)
    let section = document.sentences.filter { $0.sentence.section.text == "一" }
    #expect(section.map(\.status) == [.heading, .outOfScope, .outOfScope])
  }

  @Test("Deleting any entry of the register leaves a sentence without an account")
  func deletions() throws {
    let lines = MadeUpPolicy.rules.split(separator: "\n", omittingEmptySubsequences: false)
    let entries = lines.indices.filter { lines[$0].hasPrefix("不编码") }
    #expect(entries.count == 10)
    for entry in entries {
      var left = lines
      left.remove(at: entry)
      let coverage = MadeUpPolicy.coverage(left.joined(separator: "\n"))
      #expect(!coverage.unaccounted.isEmpty, "\(lines[entry])")
      #expect(coverage.counts.share.map { $0 < ExactNumber(100) } == true)
    }
  }

  @Test("What several entries leave out of one sentence is named")
  func partOfSentence() throws {
    let rules = MadeUpPolicy.rules.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("T-2.2-03") }.joined(separator: "\n")
    let (_, sentence) = try #require(MadeUpPolicy.coverage(rules).unaccounted.first)
    #expect(sentence.sentence.text == "到2025年，淘汰100台，减煤5万吨，改善空气质量。")
    #expect(sentence.unaccounted == ["减煤5万吨，"])
  }

  @Test("A sentence the text gained is unaccounted; a quotation it lost is lost")
  func amendedText() {
    let text = MadeUpPolicy.text.replacing("鼓励使用绿电；", with: "优先使用绿电；淘汰旧设备；")
    let coverage = MadeUpPolicy.coverage(of: text)
    #expect(
      coverage.unaccounted.map(\.sentence.sentence.text) == ["优先使用绿电；", "淘汰旧设备；"])
    #expect(coverage.lost.map(\.quote) == ["鼓励使用绿电"])
  }

  @Test("An omission on a sentence that others account for is idle")
  func idle() {
    let rules = MadeUpPolicy.rules + "\n不编码 二（一）「既有数据中心」 其他 「同句。」\n"
    let coverage = MadeUpPolicy.coverage(rules)
    #expect(coverage.idle.map(\.quote) == ["既有数据中心"])
    #expect(coverage.diagnostics.map(\.code) == [.omissionIdle])
  }

  @Test("A document whose text is not at hand is unmeasured")
  func unmeasured() {
    let book = MadeUpPolicy.book()
    let coverage = measureCoverage(
      of: book.checked, trees: book.trees,
      in: PolicyTexts([], startingAt: book.sources.count))
    #expect(coverage.unmeasured.map(\.number) == ["某政发〔2024〕1号"])
    #expect(coverage.counts.total == 0)
    #expect(coverage.counts.share == nil)
    #expect(coverage.counts.shareText == "–")
  }

  @Test("Without texts the register is counted section by section")
  func register() throws {
    let summary = MadeUpPolicy.book().register
    let document = try #require(summary.documents.first)
    let section = try #require(document.sections.first { $0.name.text == "二（二）" })
    let counts = section.omissions.countsByCategory
    #expect(section.rules == ["T-2.2-01"])
    #expect(counts.map(\.count) == [2, 1, 1])
    #expect(counts.map(\.category) == [.target, .judgement, .organisation])
  }
}
