import Testing

@testable import Rules

/// Nobody can tell in which unit a bare number is that stands beside one with a unit.
@Suite("Numbers without a unit")
struct BareNumberTests {
  private static let book = RuleBook([
    SourceText(
      path: "a.rules",
      text: """
        单位 吨 t
        单位 年 a
        单位 万吨 万t = 10000 吨
        单位 千伏安 kVA
        后果 不予审批 refuse 「不予审批」
          不符合 不予通过
          待定 补正
        文件 示〔2024〕1号 《示例》
        组 项目 project 「项目」
        字段 项目.批复 project.approved 「批复产能」 : 数 随附单位
          范围 0 至 无上限
        字段 项目.实际 project.actual 「实际产能」 : 数 随附单位
          范围 0 至 无上限
        列表 来源 sources 「来源」
        字段 来源.产能 sources.capacity 「来源产能」 : 数 随附单位
          范围 0 至 无上限
        字段 项目.单耗 project.energy 「单耗」 : 数 随附单位
        参数 标杆 benchmark 「标杆」 : 数 随附单位
          缺省单位 吨
          来源 「示例」
        规则 X-1 实际不超批复
          依据 示〔2024〕1号 一「短引」
          应 项目.实际 不高于 项目.批复
          否则 不予审批
        规则 X-2 一点一倍
          依据 示〔2024〕1号 二「短引」
          应 1.1 × 项目.实际 不高于 项目.批复
          否则 不予审批
        规则 X-3 来源合计
          依据 示〔2024〕1号 三「短引」
          应 合计 项.产能 对 项 于 来源 不低于 项目.实际
          否则 不予审批
        规则 X-4 差
          依据 示〔2024〕1号 四「短引」
          应 项目.批复 - 项目.实际 不低于 0
          否则 不予审批
        规则 X-5 标杆
          依据 示〔2024〕1号 五「短引」
          应 项目.单耗 不高于 标杆
          否则 不予审批
        """)
  ])

  private static func verdicts(
    _ dossier: String, _ parameters: String = "{}"
  ) throws -> (Review, [String: Verdict]) {
    let program = book.program
    let (read, problems) = DossierReader.read(
      SourceText(path: "d.json", text: dossier), vocabulary: program.vocabulary)
    let given = ParameterReader.read(
      SourceText(path: "p.json", text: parameters), rules: program.rules)
    #expect(problems.isEmpty && given.diagnostics.isEmpty)
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    let (binding, _) = bind(
      try #require(read), to: program, parameters: given.values, today: today)
    let review = evaluate(program, with: binding)
    let pairs = review.findings.map { (program.rules.rules[$0.rule].id, $0.verdict) }
    return (review, Dictionary(pairs) { first, _ in first })
  }

  @Test("The words have no errors")
  func words() { #expect(!Self.book.diagnostics.hasErrors, "\(Self.book.diagnostics)") }

  struct Row: Sendable, CustomTestStringConvertible {
    let actual: String
    let approved: String
    let verdict: Verdict
    var testDescription: String { "\(actual) ≤ \(approved)" }
  }

  static let rows = [
    Row(actual: "22.5", approved: #""75000 t/a""#, verdict: .undetermined),
    Row(actual: #""75000 t/a""#, approved: "22.5", verdict: .undetermined),
    Row(actual: "1700000", approved: #""1500000 t/a""#, verdict: .undetermined),
    Row(actual: #""≤5""#, approved: #""75000 t/a""#, verdict: .undetermined),
    Row(actual: #"{"from": 3, "to": 5}"#, approved: #""75000 t/a""#, verdict: .undetermined),
    Row(actual: #""7万""#, approved: #""75000 t/a""#, verdict: .undetermined),
    Row(actual: "22.5", approved: "75000", verdict: .met),
    Row(actual: "75001", approved: "75000", verdict: .notMet),
    Row(actual: "0", approved: #""75000 t/a""#, verdict: .met),
    Row(actual: "5", approved: #""0 t/a""#, verdict: .notMet),
    Row(actual: #""7.5 万t/a""#, approved: #""75000 t/a""#, verdict: .met),
    Row(actual: #""5 kVA""#, approved: #""75000 t/a""#, verdict: .undetermined),
  ]

  @Test("A bare number beside one with a unit is a question, zero is none", arguments: rows)
  func comparison(_ row: Row) throws {
    let (review, verdicts) = try Self.verdicts(
      #"{"project": {"actual": \#(row.actual), "approved": \#(row.approved)}}"#)
    #expect(verdicts["X-1"] == row.verdict)
    #expect(verdicts["X-2"] == row.verdict || row.actual == "75001" || row.actual.contains("7.5"))
    #expect((verdicts["X-4"] == .undetermined) == (row.verdict == .undetermined))
    guard row.verdict == .undetermined else { return }
    #expect(review.decision >= .supplement)
    #expect(
      MissingFact.all(in: review).contains { $0.question?.contains("单位") ?? false },
      "\(MissingFact.all(in: review))")
  }

  @Test("What is missing is asked for, not its unit")
  func missing() throws {
    let (review, verdicts) = try Self.verdicts(#"{"project": {"approved": "75000 t/a"}}"#)
    #expect(verdicts["X-1"] == .undetermined)
    #expect(MissingFact.all(in: review).allSatisfy { $0.question == nil })
  }

  @Test(
    "A sum of bare numbers and others is open",
    arguments: [
      ([#""100 t/a""#, "200"], Verdict.undetermined), (["200", #""100 t/a""#], .undetermined),
      ([#""100 t/a""#, #""9 kVA""#], .undetermined), ([#""100 t/a""#, #""200 t/a""#], .met),
      ([#""100 t/a""#, "0"], .met), (["0", #""100 t/a""#], .met),
    ])
  func sum(_ capacities: [String], _ verdict: Verdict) throws {
    let sources = capacities.map { #"{"capacity": \#($0)}"# }.joined(separator: ", ")
    let (_, verdicts) = try Self.verdicts(
      #"{"project": {"actual": "100 t/a"}, "sources": [\#(sources)]}"#)
    #expect(verdicts["X-3"] == verdict)
  }

  @Test("A bare number is in the unit of the table it is compared with")
  func table() throws {
    for (energy, benchmark) in [("5", #""6 t""#), (#""5 t""#, "6"), ("5", "6")] {
      let (_, verdicts) = try Self.verdicts(
        #"{"project": {"energy": \#(energy)}}"#, #"{"benchmark": \#(benchmark)}"#)
      #expect(verdicts["X-5"] == .met)
    }
  }

  @Test(
    "A total without a unit does not stand for sources with one",
    arguments: [
      ("1700000", #""1500000 t/a""#), (#""1700000 t/a""#, "1700000"),
    ])
  func total(_ total: String, _ source: String) throws {
    let program = CommittedRules.book.program
    let text =
      #"{"capacityReplacement": {"retiredCapacity": \#(total), "sources": [{"capacity": \#(source)}]}}"#
    let (dossier, problems) = DossierReader.read(
      SourceText(path: "d.json", text: text), vocabulary: program.vocabulary)
    #expect(problems.isEmpty)
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    let (_, more) = bind(try #require(dossier), to: program, today: today)
    #expect(more.map { $0.code.name }.filter { $0 == "unit-mismatch" } == ["unit-mismatch"])
    #expect(more.hasErrors)
  }
}
