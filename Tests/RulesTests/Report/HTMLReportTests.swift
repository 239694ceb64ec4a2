import Testing

@testable import Reports
@testable import Rules

@Suite("The HTML report")
struct HTMLReportTests {
  /// A small vocabulary and ruleset that show every part of a report.
  private static let rules = SourceText(
    path: "Rules/sample/sample.rules",
    text: """
      单位 吨 t
      单位 千克 kg = 0.001 吨

      组 项目 project 「项目」
      字段 项目.名称 project.name 「项目名称」 : 文字
      字段 项目.城市 project.city 「城市」 : 文字
      字段 项目.审查日期 project.reviewDate 「审查日期」 : 日期
      字段 项目.单耗 project.use 「单位产品能耗」 : 数 千克
        可改
      字段 项目.手续 project.paper 「手续齐全」 : 是否
        证据 「批复文件」
        问 「手续是否齐全？」
      字段 项目.矿山 project.mine 「是否矿山」 : 是否

      辖区字段 项目.城市
      审查日期字段 项目.审查日期
      名称字段 项目.名称

      后果 不予审批 refuse 「不予审批」
        不符合 不予通过
        待定 补正
      后果 提示 note 「提示」
      维度 能效 energyEfficiency 100 「能源效率」

      规则集 示例 sample 「示例规则<集>」
        辖区 甲市

      文件 甲政发〔2024〕1号 《甲市节能方案》

      参数 基准 baseline 「基准水平」 : 数 千克
        值 900 千克 「附表」
      参数 标杆 benchmark 「标杆水平」 : 数 千克
        值 800 千克 「附表」

      规则 A-1 能耗不高于标杆
        依据 甲政发〔2024〕1号 一「能耗不高于标杆<水平>」
        应 项目.单耗 不高于 标杆
        否则 不予审批（推定）
        计分 能效 10 从 基准 到 标杆
        提醒 「以年均值计」
        补救 「改进工艺」
        关联 A-2

      规则 A-2 手续齐全
        依据 甲政发〔2024〕1号 二「手续齐全」
        应 项目.手续
        否则 不予审批

      规则 A-3 矿山另行规定
        依据 甲政发〔2024〕1号 三「矿山另行规定」
        当 项目.矿山
        禁止
        否则 提示

      规则 A-4 单耗不超过一千
        依据 甲政发〔2024〕1号 四「不超过1000」
        应 项目.单耗 不超过 1000 千克
        否则 提示

      不编码 A-5 五「布局合理」 人工判断 「须由人判断布局」
      """)

  private static let dossier = """
    {"project": {"name": "<script>alert('x')</script> & \\"甲\\" 厂\\u202e", "city": "甲市",
      "reviewDate": "2024-03-01", "mine": false,
      "use": {"value": 850, "source": {"document": "<b>节能报告</b>", "page": 3,
        "quote": "能耗 850 <千克>"}}}}
    """

  private func review(
    _ text: String = dossier, rules: SourceText = rules
  ) throws -> Review {
    let book = RuleBook([rules])
    try #require(
      !book.diagnostics.hasErrors, "\(book.diagnostics.map(\.message.english))")
    let source = SourceText(path: "dossier<1>.json", text: text)
    let (read, _) = DossierReader.read(source, vocabulary: book.program.vocabulary)
    let dossier = try #require(read)
    let today = try #require(CalendarDate(year: 2024, month: 1, day: 1))
    let (binding, _) = bind(dossier, to: book.program, today: today)
    return evaluate(book.program, with: binding)
  }

  @Test("The sections stand in the order of their weight", arguments: Language.allCases)
  func sections(_ language: Language) throws {
    let text = Report(advised: try review(), language: language).html()
    let ids = [
      "decision", "not-met", "repairs", "undetermined", "facts", "judgements", "parameters",
      "score",
      "met", "not-given", "not-applicable", "rulesets",
    ]
    #expect(text.sectionIDs == ids)
    #expect(
      text.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language == .chinese ? "zh-CN" : "en")\">"))
    #expect(text.contains("<main>") && text.contains("</main>"))
  }

  @Test("Every element that opens closes", arguments: Language.allCases)
  func balance(_ language: Language) throws {
    #expect(Report(advised: try review(), language: language).html().unbalancedElements == [])
  }

  @Test("Every link within the page leads somewhere, and no name is used twice")
  func links() throws {
    let text = Report(advised: try review(), language: .chinese).html()
    let names = text.values(of: "id")
    #expect(Set(names).count == names.count)
    let targets = text.values(of: "href")
    #expect(!targets.isEmpty)
    for target in targets {
      #expect(target.hasPrefix("#") && names.contains(String(target.dropFirst())))
    }
    for target in text.values(of: "aria-labelledby") { #expect(names.contains(target)) }
  }

  @Test("The decision is said in words, with what brought it about")
  func decision() throws {
    let chinese = Report(advised: try review(), language: .chinese).html()
    #expect(chinese.contains("<strong>不予通过</strong>"))
    #expect(chinese.contains("<li><a href=\"#finding-0\">单位产品能耗 850 &gt; 800 千克，超 6.25 %</a>"))
    let english = Report(advised: try review(), language: .english).html()
    #expect(english.contains("<strong>Refuse</strong>"))
  }

  @Test("Facts stand once, with their evidence; their place in the file is apart")
  func facts() throws {
    let text = Report(advised: try review(), language: .chinese).html()
    let facts = try #require(text.part(from: "<section id=\"facts\"", to: "</section>"))
    #expect(facts.contains("<span class=\"value\">850 千克</span>"))
    for expected in [
      "&lt;b&gt;节能报告&lt;/b&gt; 第 3 页", "<q>能耗 850 &lt;千克&gt;</q>", "dossier&lt;1&gt;.json:3:20",
    ] {
      #expect(text.ranges(of: expected).count == 1, "\(expected)")
      #expect(facts.contains(expected), "\(expected)")
    }
  }

  @Test("A page of a folder leads back to the index")
  func back() throws {
    let review = try review()
    let page = Report(advised: review, language: .chinese).html(index: "index.html")
    #expect(page.values(of: "href").contains("index.html"))
  }

  @Test("A finding shows clause, reasons, margin and marks")
  func finding() throws {
    let text = Report(advised: try review(), language: .chinese).html()
    let article = try #require(text.part(from: "<article", to: "</article>"))
    for expected in [
      "「能耗不高于标杆&lt;水平&gt;」", "甲市节能方案", "<b>850 千克</b>", "不予审批（推定）", "差距 50 千克（6.25 %）",
      "以年均值计", "改进工艺", "<a class=\"rule\" href=\"#finding-1\">A-2</a>",
    ] {
      #expect(article.contains(expected), "\(expected)")
    }
  }

  @Test("A graded value stands between baseline and benchmark, the better end to the right")
  func numberLine() throws {
    let review = try review()
    let line = try #require(
      NumberLine(gradingOf: review.findings[0], ReasonText(review, .chinese)))
    #expect(line.marks.map(\.kind) == [.worst, .value, .best])
    #expect(line.marks.map(\.shown) == ["900 千克", "850 千克", "800 千克"])
    #expect(line.marks.map { $0.place.start.scoreText } == ["10", "50", "90"])
  }

  @Test("An open score is an interval, drawn as one")
  func interval() throws {
    let text = Report(advised: try review(#"{"project": {"city": "甲市"}}"#), language: .chinese)
      .html()
    #expect(text.contains("<rect class=\"open\" x=\"0%\" width=\"100%\" height=\"100%\"></rect>"))
    #expect(text.contains("0–100"))
  }

  @Test("A missing fact is asked for in words, with the rules that need it")
  func missing() throws {
    let review = try review(#"{"project": {"city": "甲市", "use": 700, "mine": false}}"#)
    let text = Report(advised: review, language: .chinese).html()
    let section = try #require(text.part(from: "<section id=\"missing\"", to: "</section>"))
    for expected in ["手续齐全", "project.paper", "手续是否齐全？", "批复文件", "#finding-1"] {
      #expect(section.contains(expected), "\(expected)")
    }
  }

  @Test("Nothing that a dossier or a rule says becomes markup", arguments: Language.allCases)
  func escaping(_ language: Language) throws {
    let text = Report(advised: try review(), language: language).html()
    #expect(!text.contains("<script") && !text.contains("<b>节能报告"))
    #expect(text.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;甲&quot;"))
    #expect(text.contains("示例规则&lt;集&gt;") == (language == .chinese))
    #expect(!text.unicodeScalars.contains("\u{202E}"))
  }

  @Test("The page needs nothing from elsewhere")
  func selfContained() throws {
    let text = Report(advised: try review(), language: .chinese).html()
    for sign in ["http:", "https:", "src=", "@import", "<link", "url(//"] {
      #expect(!text.contains(sign), "\(sign)")
    }
    #expect(text.contains("default-src &#39;none&#39;"))
  }

  @Test("The same review gives the same bytes", arguments: Language.allCases)
  func determinism(_ language: Language) throws {
    let first = Report(advised: try review(), language: language).html()
    #expect(
      first.utf8.elementsEqual(Report(advised: try review(), language: language).html().utf8))
  }

  @Test("Digests, proof and repairs have their places")
  func enclosures() throws {
    let review = try review()
    let bare = Report(advised: review, language: .chinese).html()
    #expect(bare.contains("本报告没有留存证明"))
    let full = Report(
      review, advice: advise(review), language: .chinese,
      origin: ReportOrigin(
        rulesetDigests: [0: "sha256:abc"],
        proof: AuditProofText(sequence: 7, leafHash: "def", checkpoint: "log\n8\n<hash>\n"))
    ).html()
    #expect(full.contains("sha256:abc") && full.contains("&lt;hash&gt;"))
    #expect(full.contains("<del>850 千克</del> → <ins>800 千克</ins>"))
    #expect(!full.contains("没有留存证明"))
    #expect(full.unbalancedElements == [])
  }

  @Test("Rules that an authority signed are the released ones; others say that none did")
  func release() throws {
    let review = try review()
    func page(_ release: Release) -> String {
      Report(
        review, advice: advise(review), language: .chinese, origin: ReportOrigin(release: release)
      ).html()
    }
    let signer = "policy.nx.local/rules"
    #expect(
      page(Release(name: "2026-11", signer: signer, differs: []))
        .contains("规则是正式版：2026-11（policy.nx.local/rules 签发）"))
    let other = page(
      Release(name: "2026-11", signer: signer, differs: ["A-1"], changes: ["A-1": "1 → 2"]))
    #expect(other.contains("所用规则与正式版不同：1 条（A-1 1 → 2）。正式版：2026-11（policy.nx.local/rules 签发）"))
    #expect(
      page(Release(name: "sha256:abc", differs: [])).contains("规则与程序内置的规则相同：sha256:abc（未经政策机关签发）"))
  }

  @Test("A figure that nobody verified is named with its source, and does not refuse")
  func unverified() throws {
    let marked = String(decoding: Self.rules.bytes, as: UTF8.self)
      .replacing("800 千克 「附表」", with: "800 千克 「附表」 可信度 S2")
    let review = try review(rules: SourceText(path: Self.rules.path, text: marked))
    let page = Report(advised: review, language: .chinese).html()
    #expect(page.contains("<strong>补正</strong>") && page.contains("（数值未核实"))
    #expect(page.contains("标杆水平 800 千克（S2）：A-1。来源：附表"))
  }

  // MARK: - Index

  @Test("The index counts decisions and reasons, links to the pages, and names what was rejected")
  func index() throws {
    let failing = try review()
    let open = try review(#"{"project": {"name": "乙厂", "city": "甲市"}}"#)
    let broken = RejectedDossier(
      id: "丙.json:1", line: 1, [.noDossier], in: SourceText(path: "丙.json", text: "[]"))
    let text = HTMLIndex(
      [
        HTMLIndex.Entry(
          failing, advice: advise(failing), language: .chinese, number: 1, page: "甲 厂.html"),
        HTMLIndex.Entry(
          open, advice: advise(open), language: .chinese, number: 3, page: "javascript:alert(1)"),
      ], [HTMLIndex.Rejection(broken, language: .chinese, number: 2)], language: .chinese
    ).text
    #expect(text.contains("不予通过<b>1</b>") && text.contains("补正<b>1</b>"))
    #expect(text.contains("href=\"%E7%94%B2%20%E5%8E%82.html\""))
    #expect(text.contains("href=\"javascript%3Aalert%281%29\""))
    #expect(text.contains("<span class=\"name\">A-1 能耗不高于标杆</span>"))
    #expect(text.contains("共 2 个项目，另有 1 份卷宗被拒绝。"))
    #expect(text.contains(">3</td>") && text.contains(">2</td>"))
    #expect(text.contains("丙.json:1</td>") && text.contains("没有卷宗"))
    #expect(text.contains("&lt;script&gt;") && text.unbalancedElements == [])
  }
}
