import Testing

@testable import Rules

@Suite("Checking quotations against the policy texts")
struct QuoteCheckTests {
  /// The made-up rules with some words replaced.
  private func check(_ words: String, _ replacement: String) throws -> QuoteCheck {
    let range = try #require(MadeUpPolicy.rules.firstRange(of: words))
    var rules = MadeUpPolicy.rules
    rules.replaceSubrange(range, with: replacement)
    return MadeUpPolicy.check(rules)
  }

  @Test("Quotations that stand are counted, whole sections and exceptions included")
  func found() {
    let check = MadeUpPolicy.check()
    #expect(check.diagnostics == [])
    #expect([check.found, check.moved, check.gone, check.unchecked] == [13, 0, 0, 0])
  }

  @Test("A quotation in another section has moved, and the message says where")
  func moved() throws {
    let check = try check("二（一）「鼓励使用绿电」", "二（二）「鼓励使用绿电」")
    let diagnostic = try #require(check.diagnostics.first)
    #expect(diagnostic.code == .quoteMoved)
    #expect(diagnostic.severity == .warning)
    #expect(diagnostic.message.chinese == "引文不在 二（二），而在 二（一）")
    #expect(check.moved == 1)
  }

  @Test("Words that the text does not hold are gone, and the nearest sentence is shown")
  func gone() throws {
    let check = try check("「新建数据中心PUE不高于1.3」", "「新建数据中心PUE不高于1.2」")
    let diagnostic = try #require(check.diagnostics.first)
    #expect(diagnostic.code == .quoteGone)
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.hint?.chinese.contains("PUE 不高于1.3") == true)
    #expect(check.gone == 1)
  }

  @Test("The quotation itself is marked, in a rule, in an exception and in the register")
  func marks() throws {
    for words in ["新建数据中心PUE不高于1.3", "应急备用除外", "鼓励使用绿电"] {
      let check = try check("「\(words)」", "「\(words)若干」")
      let range = try #require(check.diagnostics.first).range
      let book = MadeUpPolicy.book()
      let text = book.sources[Int(range.source)]
      #expect(text.slice(Int(range.start), Int(range.start) + 60).hasPrefix("「\(words)"))
    }
  }

  @Test("A section that the text does not have is an error")
  func sectionGone() throws {
    let check = try check("不编码 三（二）", "不编码 三（九）")
    #expect(check.diagnostics.map(\.code) == [.sectionGone])
    #expect(check.diagnostics.hasErrors)
  }

  @Test("Words that stand twice in their section are a warning")
  func ambiguous() throws {
    let check = try check("「新建数据中心PUE不高于1.3」", "「数据中心」")
    #expect(check.diagnostics.map(\.code) == [.quoteAmbiguous])
    #expect(check.found == 13)
  }

  @Test("A text that is not at hand is a warning, and nothing of it is checked")
  func missingText() {
    let book = MadeUpPolicy.book()
    let check = QuoteCheck(
      book.checked, trees: book.trees, in: PolicyTexts([], startingAt: book.sources.count))
    #expect(check.diagnostics.map(\.code) == [.policyTextMissing])
    #expect([check.found, check.unchecked] == [0, 13])
  }
}
