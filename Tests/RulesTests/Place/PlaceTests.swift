import Testing

@testable import Reports
@testable import Rules

/// What becomes of a project whose place is written in one way or another.
@Suite("The place of a project")
struct PlaceTests {
  private static let program = CommittedRules.book.program

  private static func review(_ dossier: String) throws -> (review: Review, problems: [Diagnostic]) {
    let source = SourceText(path: "dossier.json", text: dossier)
    let (read, problems) = DossierReader.read(source, vocabulary: program.vocabulary)
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    let (binding, more) = bind(try #require(read), to: program, today: today)
    return (evaluate(program, with: binding), (problems + more).filter { $0.severity == .error })
  }

  /// What every finding says, and the decision.
  private static func outcome(of review: Review) -> [String] {
    review.findings.map { finding in
      let element = finding.element?.elementPath(in: program.vocabulary) ?? ""
      return "\(program.rules.rules[finding.rule].id) \(element) \(finding.verdict.name.english)"
    } + [review.decision.name.english]
  }

  /// Other spellings of the places of the examples.
  private static let spellings: [String: [String]] = [
    "宁夏回族自治区": ["宁夏", "640000", "宁夏回族自治区 ", "宁夏省", "\\u200b宁夏自治区"],
    "内蒙古自治区": ["内蒙古", "内蒙", "150000", "内蒙古区", "　内蒙古自治区"],
    "山西省": ["山西", "140000", "山西省\\t", "山西 省", "１４００００"],
    "中卫市": ["中卫", "640500", "中卫市沙坡头区", "中卫地区", "宁夏中卫"],
    "石嘴山市": ["石嘴山", "640200", "石嘴山 市", "石嘴山地区", "宁夏石嘴山市"],
    "吴忠市": ["吴忠", "640300", "吴忠市利通区", "利通区", "银南地区"],
    "呼和浩特市": ["呼和浩特", "150100", "呼和浩特市　", "和林格尔县", "内蒙古呼和浩特"],
    "乌海市": ["乌海", "150300", "乌海市海南区", "海南区", "乌海盟"],
    "鄂尔多斯市": ["鄂尔多斯", "150600", "伊克昭盟", "鄂尔多斯 市", "杭锦旗"],
    "临汾市": ["临汾", "141000", "临汾地区", "临汾市尧都区", "尧都区"],
  ]

  @Test("Every spelling of a place gives the same findings", arguments: CommittedRules.examples)
  func spellings(_ example: SourceText) throws {
    let text = String(decoding: example.bytes, as: UTF8.self)
    let expected = try Self.review(text)
    #expect(expected.problems == [])
    var tried = 0
    for (name, others) in Self.spellings where text.contains("\"\(name)\"") {
      for other in others {
        let changed = text.replacing("\"\(name)\"", with: "\"\(other)\"")
        let (review, problems) = try Self.review(changed)
        #expect(problems == [], "\(other)")
        #expect(Self.outcome(of: review) == Self.outcome(of: expected.review), "\(other)")
        tried += 1
      }
    }
    #expect(tried >= 10)
  }

  /// A dossier of which only the place is told.
  private static func project(_ members: String) -> String {
    #"{"project": {"name": "某项目", \#(members)}}"#
  }

  @Test(
    "Without rules for its province a project is at best supplemented, and every format says so",
    arguments: ["河北省", "上海", "新疆"])
  func provinceWithoutRules(_ province: String) throws {
    let (review, _) = try Self.review(Self.project(#""province": "\#(province)""#))
    #expect(review.decision >= .supplement)
    #expect(review.coverage != .covered)
    try Self.expectInEveryFormat("没有", review)
  }

  @Test("A city without a ruleset of its own is told of in every format, and does not block")
  func cityWithoutRules() throws {
    let (review, _) = try Self.review(Self.project(#""province": "宁夏", "city": "吴忠""#))
    #expect(review.coverage == .partly("吴忠市"))
    try Self.expectInEveryFormat("吴忠市没有自己的规则集", review)
  }

  @Test(
    "An open place is asked for and never approved",
    arguments: [
      #""province": null"#, #""province": """#, #""province": "宁夏""#,
      #""province": "宁夏", "city": {"unavailable": "未定"}, "code": "2405-640502-04-01-123456""#,
    ])
  func open(_ members: String) throws {
    let (review, problems) = try Self.review(Self.project(members))
    #expect(problems == [])
    #expect(!review.openJurisdiction.isEmpty)
    #expect(review.decision >= .supplement)
    try Self.expectInEveryFormat("没有写明", review)
  }

  @Test("The digits of a project's number fill in the place, and only note what they contradict")
  func number() throws {
    let filled = try Self.review(Self.project(#""code": "2405-640502-04-01-123456""#)).review
    #expect(filled.binding.place.regions == ["宁夏回族自治区", "中卫市", "沙坡头区"])
    #expect(filled.openJurisdiction.isEmpty)
    try Self.expectInEveryFormat("由项目代码里的 640502", filled)
    let other = try Self.review(
      Self.project(#""province": "山西", "city": "大同", "code": "2405-640502-04-01-123456""#)
    ).review
    #expect(other.binding.place.regions == ["山西省", "大同市", nil])
    try Self.expectInEveryFormat("与所写的地点不一致", other)
  }

  private static func expectInEveryFormat(_ note: String, _ review: Review) throws {
    let lines = Report(review, advice: advise(review), language: .chinese).text().split(
      separator: "\n"
    ).prefix(6)
    #expect(lines.contains { $0.contains(note) }, "\(lines)")
    var json = JSONWriter(style: .compact)
    JSONReport(review, advice: advise(review), language: .chinese).write(to: &json)
    #expect(json.text.contains(note))
    #expect(Report(advised: review, language: .chinese).html().contains(note))
  }
}
