import Testing

@testable import Reports
@testable import Rules

/// What the sentences of a paper say, and what they never say.
@Suite("Sentences of papers")
struct PaperWordsTests {
  static let dossiers = ReportAgreementTests.dossiers

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate? {
    CalendarDate(year: year, month: month, day: day)
  }

  static let days = [nil, day(2024, 3, 1), day(2026, 3, 1)]

  private func review(_ path: String, asOf: CalendarDate? = nil) throws -> Review {
    let text = try #require(Repository.text(of: path))
    return try #require(Papers.review(path, text, asOf: asOf))
  }

  // MARK: - Causes

  /// A rule of one requirement, a project, and what the paper says of it.
  struct Sample: Sendable, CustomTestStringConvertible {
    let requirement: String
    let facts: String
    let sentence: String

    var testDescription: String { requirement }

    init(_ requirement: String, _ facts: String, _ sentence: String) {
      (self.requirement, self.facts, self.sentence) = (requirement, facts, sentence)
    }
  }

  static let samples = [
    Sample("应 项目.比例 高于 80 %", #""share": "80 %""#, "比例 80 %，应高于 80 %"),
    Sample("不得 项目.比例 不低于 80 %", #""share": "80 %""#, "比例 80 %，应低于 80 %"),
    Sample("应 项目.比例 不低于 80 %", #""share": "70 %""#, "比例 70 < 80 %，差 10 个百分点"),
    Sample(
      "应 项目.比例 不低于 80 %", #""share": {"from": 60, "to": 70}"#,
      "比例 60 至 70 % < 80 %，至少差 10 个百分点"),
    Sample(
      "应 项目.比例 高于 80 %", #""share": {"from": 60, "to": 80}"#, "比例 60 至 80 %，应高于 80 %"),
    Sample("应 项目.产能 不低于 10 吨", #""output": "9 吨""#, "产能 9 < 10 吨，差 10.00 %"),
    Sample("应 项目.产能 不高于 38000 吨", #""output": "4 万吨""#, "产能 4 > 3.8 万吨，超 5.26 %"),
    Sample("应 38000 吨 不低于 项目.产能", #""output": "4 万吨""#, "产能 4 > 3.8 万吨，超 5.26 %"),
    Sample("应 项目.产能 不高于 4 吨", #""output": "10 吨""#, "产能 10 > 4 吨，超 150.00 %"),
    Sample("应 项目.产能 不高于 4 吨", #""output": "498 吨""#, "产能 498 > 4 吨，为限值的 124.5 倍"),
    Sample(
      "应 项目.产能 不高于 4 吨", #""output": {"from": 498, "to": 500, "unit": "吨"}"#,
      "产能 498 至 500 吨 > 4 吨，至少为限值的 124.5 倍"),
    Sample(
      "应 项目.产能 ÷ 项目.总量 不低于 80 %", #""output": "7 吨", "total": "10 吨""#,
      "产能 ÷ 总量 70 < 80 %，差 10 个百分点"),
    Sample("应 项目.批文 属于 已批、免批", #""paper": "none""#, "批文为“无”，应为已批或免批"),
    Sample("应 项目.批文 是 已批", #""paper": "none""#, "批文为“无”，应为已批"),
    Sample("不得 项目.批文 是 无", #""paper": "none""#, "批文为“无”，条文不允许"),
    Sample("应 项目.批文 不是 无", #""paper": "none""#, "批文为“无”，条文不允许"),
    Sample("应 项目.核实", #""verified": false"#, "核实为“否”，应为“是”"),
    Sample(
      "应 项目.论证 不晚于 项目.申请", #""studied": "2024-11-18", "applied": "2024-11-08""#,
      "论证为“2024-11-18”，应不晚于申请（2024-11-08）"),
    Sample(
      "应 非 适用 项目.申请 或 项目.论证 不晚于 项目.申请", #""studied": "2024-11-18", "applied": "2024-11-08""#,
      "论证为“2024-11-18”，应不晚于申请（2024-11-08）"),
    Sample(
      "应 项目.批文 是 已批 或 项目.批文 是 免批", #""paper": "none""#, "批文为“无”，应为已批"),
  ]

  @Test("A violated requirement is told as the fact and what it should be", arguments: samples)
  func demand(_ sample: Sample) throws {
    let rules = SourceText(
      path: "Rules/sample.rules",
      text: """
        单位 % % 又称 percent = 0.01
        单位 吨 t
        单位 万吨 万t = 10000 吨
        组 项目 project 「项目」
        字段 项目.产能 project.output 「产能」 : 数 吨
        字段 项目.总量 project.total 「总量」 : 数 吨
        字段 项目.比例 project.share 「比例」 : 数 %
        字段 项目.批文 project.paper 「批文」 : 选项 无 none、已批 granted、免批 exempt
        字段 项目.核实 project.verified 「核实」 : 是否
        字段 项目.论证 project.studied 「论证」 : 日期
        字段 项目.申请 project.applied 「申请」 : 日期
        后果 不予审批 refuse 「不予审批」
          不符合 不予通过
          待定 补正
        规则集 示例 sample 「示例」
        文件 GBT2589-2020 《示例方案》
        规则 A-1 示例要求
          依据 GBT2589-2020 6「示例」
          \(sample.requirement)
          否则 不予审批
        """)
    let book = RuleBook([rules])
    try #require(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message })")
    let source = SourceText(path: "d.json", text: "{\"project\": {\(sample.facts)}}")
    let (dossier, problems) = DossierReader.read(source, vocabulary: book.program.vocabulary)
    try #require(!problems.hasErrors, "\(problems.map { $0.message })")
    let review = evaluate(
      book.program,
      with: bind(try #require(dossier), to: book.program, today: try #require(Self.days[1])).binding
    )
    #expect(
      Papers.source(review).causes == ["\(sample.sentence)（GBT2589-2020 6），不予审批。"])
  }

  @Test("Numbers in a row are one range")
  func ranges() {
    #expect(OpinionSource.ranges([]) == [])
    #expect(OpinionSource.ranges([3]) == ["3"])
    #expect(OpinionSource.ranges([1, 2, 3, 5, 7, 8]) == ["1–3", "5", "7–8"])
  }

  @Test("Causes that differ by the element alone are one sentence, and none is lost")
  func kinds() throws {
    for path in Self.dossiers {
      let review = try review(path)
      let source = Papers.source(review)
      let told = source.kinds.flatMap { $0.causes.flatMap { $0.findings } }
      #expect(told.sorted() == advise(review).causes.flatMap { $0.findings }.sorted())
    }
  }

  // MARK: - Deadlines

  @Test(
    "A deadline is one for a plant that exists, and says when it has passed", arguments: dossiers)
  func deadlines(_ path: String) throws {
    for day in Self.days {
      let review = try review(path, asOf: day)
      let isPlan = try #require(Repository.text(of: path)).contains(#""stage": "planned""#)
      for cause in Papers.source(review).causes where cause.contains("期限20") {
        #expect(!isPlan, "\(cause)")
        #expect(cause.contains("已过"), "\(cause)")
      }
    }
  }

  // MARK: - Measures

  @Test("Measures are what the rules demand and numbers to reach", arguments: dossiers)
  func measures(_ path: String) throws {
    for day in Self.days {
      let review = try review(path, asOf: day)
      let source = Papers.source(review)
      let rules = review.program.rules.rules
      for measure in source.measures {
        #expect(!measure.contains("改为") || rules.contains { $0.remedy?.contains("改为") == true })
        #expect(!measure.contains(" 0 "), "\(measure)")
        #expect(!measure.contains("不能靠改变"), "\(measure)")
      }
      for kind in source.kinds {
        let remedies = kind.causes[0].findings.compactMap { rules[review.findings[$0].rule].remedy }
        guard !remedies.isEmpty else { continue }
        #expect(
          source.measures.contains { measure in
            remedies.contains { measure.hasPrefix($0.withoutEnd) }
          }, "\(remedies)")
      }
    }
  }

  // MARK: - The page

  @Test(
    "A title breaks into lines that fit, none of them a single character",
    arguments: [1, 8, 12, 19, 20, 30, 36, 48, 60])
  func titles(_ length: Int) throws {
    let name = String(String(repeating: "年产10万吨电石扩建", count: 8).prefix(length))
    let review = try #require(
      Papers.review(
        "d.json", #"{"project":{"name":"\#(name)","province":"宁夏","city":"中卫市"}}"#))
    let title = Papers.opinion(review).title
    for line in title {
      #expect(TextWidth.cells(of: line) <= 40, "\(line)")
      #expect(line.count > 2 && !line.hasPrefix("的"), "\(line)")
    }
  }

  @Test("Names that are no names: none is made up from a file", arguments: ["", " \\n", "甲\\n乙"])
  func names(_ name: String) throws {
    let review = try #require(
      Papers.review(
        "填报表.xlsx", #"{"project":{"name":"\#(name)","province":"宁夏","city":"中卫市"}}"#))
    let body = Papers.opinion(review).body
    #expect(!body.contains("填报表"))
    #expect(!body.contains("\u{240A}"))
    #expect(body.contains("关于甲乙的") == (name == "甲\\n乙"))
  }

  @Test("The whole name stands in the text", arguments: [10, 50, 90])
  func wholeName(_ length: Int) throws {
    let name = String(repeating: "很长的名字", count: length / 5)
    let review = try #require(
      Papers.review("d.json", #"{"project":{"name":"\#(name)","province":"宁夏","city":"中卫市"}}"#))
    #expect(Papers.opinion(review).body.contains("“\(name)”"))
  }

  @Test(
    "A line breaks before no mark that ends words and within no number",
    arguments: ["国发〔2024〕12号二（三）至（六）等，不予审批。", "能耗 1936.25 > 1850 千克标准煤/吨，超 4.65 %", "ABC 汉字"])
  func lines(_ text: String) {
    for width in 8...30 {
      let lines = LineBreaking(width: width).lines(of: text)
      #expect(lines.joined() == text)
      for line in lines.dropFirst() {
        let first = line.first.map { "，。）〕".contains($0) } ?? false
        #expect(!first, "\(line)")
      }
    }
  }

  @Test("A quotation mark is as wide as a character")
  func wideMarks() {
    #expect(LineBreaking(width: 8).lines(of: "字“字“字“").count == 2)
    #expect(
      OfficialPage.height(ofLine: String(repeating: "“字", count: 15)) == 2 * OfficialPage.line)
  }

  @Test("A paper in English names facts in words", arguments: dossiers)
  func plainEnglish(_ path: String) throws {
    let review = try review(path)
    let body = Papers.opinion(review, .english).body
    for field in review.program.vocabulary.fields where field.path.english.contains(".") {
      #expect(!body.contains(field.path.english), "\(field.path.english)")
    }
    for (path, name) in [
      ("dataCentre.pue", "pue"), ("products[0].unitEnergy", "unit energy (products 1)"),
      ("param.unitEnergyBenchmark[烧碱]", "unit energy benchmark [烧碱]"), ("PUE", "PUE"),
      ("param.unitEnergyQuotaNX[烧碱]", "unit energy quota NX [烧碱]"),
    ] {
      #expect(path.plainName(.english) == name)
      #expect(path.plainName(.chinese) == path)
    }
  }

  @Test(
    "An office of another place is told apart from one that may sign",
    arguments: [
      ("中卫市发展和改革委员会", "中卫市", nil), ("宁夏回族自治区发展和改革委员会", "中卫市", nil),
      ("市发展和改革委员会", "中卫市", nil), ("中卫市发展和改革委员会", "石嘴山市", "中卫市"),
      ("内蒙古自治区发展和改革委员会", "中卫市", "内蒙古自治区"), ("中卫市沙坡头区审批局", "中卫市", nil),
    ] as [(String, String, String?)])
  func office(_ name: String, _ city: String, _ region: String?) throws {
    let review = try #require(
      Papers.review("d.json", #"{"project":{"name":"甲","province":"宁夏","city":"\#(city)"}}"#))
    let office = OfficeReader.read(
      SourceText(path: "office.json", text: #"{"单位": "\#(name)"}"#),
      vocabulary: review.program.vocabulary
    ).office
    #expect(review.regionElsewhere(of: office) == region)
  }
}
