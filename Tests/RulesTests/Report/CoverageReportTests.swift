import Testing

@testable import Reports
@testable import Rules

@Suite("Reporting coverage")
struct CoverageReportTests {
  /// The made-up rules without one entry of the register.
  private var incomplete: Coverage {
    MadeUpPolicy.coverage(
      MadeUpPolicy.rules.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.contains("T-2.2-03") }.joined(separator: "\n"))
  }

  @Test("The text shows a table for each document, then the sentences nobody speaks for")
  func text() {
    #expect(
      CoverageTextReport(incomplete, language: .chinese).text == """
        某政发〔2024〕1号 《某市节能办法》
          条款      句数  已编码  人工判断  不编码  标题  未交代  规则
          前言         2       0         0       2     0       0
          一           3       0         0       2     1       0
          二           1       0         0       0     1       0
          二（一）     3       1         0       1     1       0  T-2.1-01
          二（二）     4       1         0       1     1       1  T-2.2-01
          三           1       0         0       0     1       0
          三（一）     1       0         0       1     0       0
          三（二）     3       0         0       3     0       0
          附件         2       0         0       2     0       0
          合计        20       2         0      12     5       1
          不编码的理由：背景 4、鼓励 1、组织实施 5、其他 2

        20 句中 19 句已交代（95%）：已编码 2、人工判断 0、不编码 12、标题 5、未交代 1

        未交代的句子：
          policies/town-2024.txt:8:25  某政发〔2024〕1号 二（二）
            「到2025年，淘汰100台，减煤5万吨，改善空气质量。」
            没有条目的部分：「减煤5万吨，」

        """)
  }

  @Test("The text speaks English too")
  func english() {
    let text = CoverageTextReport(incomplete, language: .english).text
    #expect(text.contains("19 of 20 sentences are accounted for (95%): encoded 2"))
    #expect(text.contains("no entry for: 「减煤5万吨，」"))
  }

  @Test("JSON names the sentence, its place and its entries")
  func json() throws {
    var json = JSONWriter(style: .compact)
    CoverageJSONReport(incomplete).write(to: &json)
    let start = """
      {"share":"95","sentences":20,"unaccounted":1,"encoded":2,"judgement":0,"outOfScope":12,\
      "heading":5,"documents":[{"document":"某政发〔2024〕1号"
      """
    let end = """
      "unaccountedSentences":[{"document":"某政发〔2024〕1号","section":"二（二）",\
      "at":"policies/town-2024.txt:8:25","text":"到2025年，淘汰100台，减煤5万吨，改善空气质量。",\
      "status":"unaccounted","rules":[],"omissions":[\
      {"clause":"T-2.2-02","category":"target","reason":"全市数量。"},\
      {"clause":"T-2.2-04","category":"judgement","reason":"没有指标。"}],\
      "unaccounted":["减煤5万吨，"]}],"lost":[],"unmeasured":[]}
      """
    #expect(json.text.hasPrefix(start))
    #expect(json.text.hasSuffix(end))
  }

  @Test("The register alone is reported with a word on what it cannot show")
  func register() {
    let text = RegisterReport(MadeUpPolicy.book().register)
      .text(in: .english)
    #expect(text.contains("  二（二）      1         4  target 2, judgement 1, organisation 1"))
    #expect(text.contains("with --policies DIR the sentences that it forgot are shown"))
  }
}
