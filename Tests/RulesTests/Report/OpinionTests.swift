import Testing

@testable import Reports
@testable import Rules

/// The paper an office signs: what stands in it, in which form, and on how much of the page.
@Suite("Opinions and notices")
struct OpinionTests {
  static let dossiers = ReportAgreementTests.dossiers

  private func review(_ path: String, _ text: String? = nil) throws -> Review {
    let program = CommittedRules.book.program
    let source = SourceText(path: path, text: try #require(text ?? Repository.text(of: path)))
    let dossier = try #require(
      DossierReader.read(source, vocabulary: program.vocabulary).dossier)
    let today = try #require(CalendarDate(year: 2025, month: 6, day: 1))
    return evaluate(program, with: bind(dossier, to: program, today: today).binding)
  }

  private func opinion(
    _ review: Review, _ language: Language = .chinese, office: Office = Office(),
    rulings: [Ruling] = []
  ) -> Opinion {
    Opinion(
      review, advice: advise(review), language: language, office: office, rulings: rulings)
  }

  private func office(_ text: String) -> (office: Office, diagnostics: [Diagnostic]) {
    OfficeReader.read(
      SourceText(path: "office.json", text: text),
      vocabulary: CommittedRules.book.program.vocabulary)
  }

  // MARK: - What it says

  @Test(
    "The decision stands in one line, and every cause and every ask is told", arguments: dossiers)
  func complete(_ path: String) throws {
    let review = try review(path)
    let advice = advise(review)
    for language in Language.allCases {
      let text = opinion(review, language).text()
      let start = language == .chinese ? "决定：" : "Decision: "
      #expect(text.split(separator: "\n").count { $0.hasPrefix(start) } == 1)
      for cause in advice.causes {
        let failures = FailureText(review, language, isPlain: true)
        let words = failures.statement(of: failures.leading(cause)).withVisibleControls
        // It may begin a sentence.
        #expect(text.holds(String(words.dropFirst())), "\(words)")
      }
      if review.decision == .supplement {
        for fact in review.noticed(advice.missing) {
          let name = language == .chinese ? fact.label : fact.path.plainName(.english)
          #expect(text.holds(name.withVisibleControls), "\(name)")
        }
      }
      for judgement in review.judgements {
        #expect(text.holds((judgement.quote ?? judgement.section).withVisibleControls))
      }
      for note in ReportNames(review, language, isPlain: true).notes(review.notes) {
        #expect(text.holds(note.withVisibleControls))
      }
    }
  }

  @Test("What is missing makes a notice, everything else an opinion", arguments: dossiers)
  func kind(_ path: String) throws {
    let review = try review(path)
    let text = opinion(review).text()
    #expect(text.contains("补正通知书（一次性告知）") == (review.decision == .supplement))
    #expect(text.contains("审查意见书") == (review.decision != .supplement))
  }

  @Test("Each cause is a sentence with its numbers, its clause and what follows")
  func sentence() throws {
    let text = opinion(try review("Rules/examples/zhongwei-calcium-carbide.json")).text()
    #expect(
      text.contains(
        "设计（实际）单位产品综合能耗 958 > 805 千克标准煤/吨，超 19.01 %（国发〔2024〕12号二（三）至（六）等），不予审批（推定）。\n"))
  }

  @Test("What the office does not say of itself is a blank line, and nothing else is left out")
  func offices() throws {
    let review = try review("Rules/examples/zhongwei-calcium-carbide.json")
    let bare = opinion(review).text()
    #expect(bare.hasPrefix("＿＿＿＿＿＿＿＿\n〔　　　　〕　　号\n"))
    #expect(bare.contains("\n主送：宁夏虚构碳素电石有限公司\n"))
    let full = opinion(
      review,
      office: office(
        #"{"单位": "甲市局", "发文代字": "甲审", "电话": "0955-1", "抄送": ["乙局"], "权利告知": "可申请复议。"}"#
      ).office
    ).text()
    #expect(full.hasPrefix("甲市局\n甲审〔　　　　〕　　号\n"))
    for words in ["\n主送：宁夏虚构碳素电石有限公司\n", "甲市局（盖章）", "（电话：0955-1）", "抄送：乙局", "\n可申请复议。\n"] {
      #expect(full.contains(words), "\(words)")
    }
  }

  @Test(
    "A ruling is the decision, beside what the rules say, with its authority",
    arguments: Language.allCases)
  func ruling(_ language: Language) throws {
    let review = try review("Rules/examples/zhongwei-calcium-carbide.json")
    let ruling = Ruling(
      decision: .conditional, rule: "NX-4.3-08", authority: "中政专纪〔2024〕5号", reason: "已补办",
      reviewer: "李四", sequence: 12)
    let text = opinion(review, language, rulings: [ruling]).text()
    let decision =
      language == .chinese ? "\n决定：有条件通过（经改判）。" : "\nDecision: Conditional (by a ruling). "
    #expect(text.contains(decision))
    for words in ["NX-4.3-08", "中政专纪〔2024〕5号", "已补办", "李四", "12"] { #expect(text.contains(words)) }
    #expect(text.contains(review.decision.name.spaced(language)))
  }

  // MARK: - Settings

  struct Setting: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The codes of what is said of it, and a part of the hint.
    let codes: [String]
    let hint: String

    init(_ text: String, _ codes: [String] = [], _ hint: String = "") {
      (testDescription, self.codes, self.hint) = (text, codes, hint)
    }
  }

  @Test(
    "The settings of an office",
    arguments: [
      Setting("{}"), Setting(#"{"name": "A", "code": "B", "supplementDays": 15}"#),
      Setting(#"{"单位": "甲", "抄送": "乙局", "补正期限": 999}"#),
      Setting(#"{"单位": " "}"#), Setting(#"{"applicantField": "project.enterprise"}"#),
      Setting("[]", ["dossier-shape"], "单位"),
      Setting(#"{"单位名": "甲"}"#, ["unknown-key"], "`单位`"),
      Setting(#"{"qqqqqq": 1}"#, ["unknown-key"], "发文代字"),
      Setting(#"{"单位": 1}"#, ["wrong-value"], "写成"),
      Setting(#"{"单位": "甲", "name": "乙"}"#, ["duplicate-fact"], "只留一个"),
      Setting(#"{"补正期限": 0}"#, ["wrong-value"], "15"),
      Setting(#"{"补正期限": 1.5}"#, ["wrong-value"], "15"),
      Setting(#"{"补正期限": "15"}"#, ["wrong-value"], "15"),
      Setting(#"{"补正期限": 1e9}"#, ["wrong-value"], "15"),
      Setting(#"{"抄送": ["甲", 2]}"#, ["wrong-value"], "写成"),
      Setting(#"{"申请单位字段": "项目.企亚"}"#, ["wrong-value"], "项目.企业"),
      Setting(#"{"申请单位字段": "主要产品.名称"}"#, ["wrong-value"], ""),
      Setting(#"{"申请单位字段": "项目.受理日期"}"#, ["wrong-value"], ""),
    ])
  func settings(_ setting: Setting) {
    let problems = office(setting.testDescription).diagnostics
    #expect(problems.map { $0.code.name } == setting.codes)
    for problem in problems {
      #expect(problem.severity == .error)
      let hint = problem.hint?.chinese ?? ""
      #expect(!hint.isEmpty && (setting.hint.isEmpty || hint.contains(setting.hint)), "\(hint)")
    }
  }

  // MARK: - Forms

  @Test(
    "A page has the report on the screen and the opinion on paper", arguments: Language.allCases)
  func bothForms(_ language: Language) throws {
    let review = try review("Rules/examples/zhongwei-calcium-carbide.json")
    let opinion = opinion(review, language)
    let (both, alone) = (opinion.htmlOfBothForms(), opinion.html())
    for page in [both, alone] {
      #expect(page.unbalancedElements == [])
      let names = page.values(of: "id")
      #expect(Set(names).count == names.count)
      for target in page.values(of: "href") + page.values(of: "aria-labelledby").map({ "#" + $0 }) {
        #expect(names.contains(String(target.dropFirst())), "\(target)")
      }
      for item in opinion.items { #expect(page.holds(HTMLWriter.escaped(item))) }
    }
    let full = Report(advised: review, language: language).html()
    #expect(Set(full.sectionIDs).isSubset(of: both.sectionIDs))
    #expect(Set(alone.sectionIDs) == Set(opinion.annex.map { $0.id }))
    #expect(both.contains("<article class=\"paper onpaper\">"))
    #expect(alone.contains("<article class=\"paper\">"))
  }

  @Test("A document holds the opinion, or the whole report", arguments: dossiers)
  func document(_ path: String) throws {
    let review = try review(path)
    for language in Language.allCases {
      let opinion = opinion(review, language)
      let text = try Self.words(of: opinion.docx())
      for words in opinion.paragraphs + opinion.items + [opinion.number, opinion.addressee] {
        #expect(text.holds(WordWriter.escaped(words)), "\(words)")
      }
      let report = Report(advised: review, language: language)
      let full = try Self.words(of: report.docx())
      let drawing = TextDrawing(report: report)
      for line in drawing.lines where !line.rest.isEmpty {
        #expect(full.holds(WordWriter.escaped(line.rest)), "\(line.rest)")
      }
      #expect(Report.isDocument(opinion.docx()) && Report.isDocument(report.docx()))
      #expect(opinion.docx() == opinion.docx())
    }
  }

  /// The text of a document, whose parts are all looked at.
  private static func words(of bytes: [UInt8]) throws -> String {
    let files = try #require(StoredFiles(bytes)).files
    #expect(files.map { $0.name }.first == "[Content_Types].xml")
    for file in files {
      #expect(file.text.hasPrefix("<?xml "))
      #expect(!file.text.unicodeScalars.contains { $0.value >= 0xFFFE && $0.value <= 0xFFFF })
    }
    return try #require(files.first { $0.name == "word/document.xml" }).text
  }

  // MARK: - The page

  /// GB/T 9704-2012, 5.2.1: 37 mm above and 28 mm beside the type area of 156 mm by 225 mm, each to a
  /// millimetre.
  @Test("The type area is that of the standard")
  func typeArea() throws {
    let review = try review("Rules/examples/zhongwei-calcium-carbide.json")
    for bytes in [opinion(review).docx(), Report(advised: review, language: .chinese).docx()] {
      let text = try Self.words(of: bytes)
      let section = try #require(text.part(from: "<w:sectPr>", to: "</w:sectPr>"))
      func millimetres(_ name: String) throws -> Double {
        let place = try #require(section.firstRange(of: " w:\(name)=\"")).upperBound
        let digits = try #require(Double(section[place...].prefix { $0 != "\"" }))
        return digits * 25.4 / 1440
      }
      let (width, height) = (try millimetres("w"), try millimetres("h"))
      let (left, top) = (try millimetres("left"), try millimetres("top"))
      let typeWidth = width - left - (try millimetres("right"))
      let typeHeight = height - top - (try millimetres("bottom"))
      for (measured, wanted) in [
        (width, 210), (height, 297), (left, 28), (top, 37), (typeWidth, 156), (typeHeight, 225),
      ] {
        #expect(abs(measured - Double(wanted)) < 0.5, "\(measured) \(wanted)")
      }
      #expect(abs((try millimetres("linePitch")) * 22 - typeHeight) < 1)
    }
  }

  @Test("As much stands on two pages as has room there, the first of it always first")
  func room() {
    let items = (0..<100).map { "第 \($0) 项" + String(repeating: "字", count: $0) }
    for taken in 0..<44 {
      var room = PageRoom()
      room.take(lines: taken)
      let (shown, rest) = room.fill(with: items, .table, keeping: 0)
      #expect(shown == Array(items.prefix(shown.count)) && shown.count + rest == items.count)
      let height = shown.map { OfficialPage.height(ofRow: $0) }.reduce(0, +)
      #expect(height <= max(0, (44 - taken) * OfficialPage.line))
    }
  }

  @Test(
    "Foreign words stay words, and however long they are the paper says the decision",
    arguments: [
      "<w:p><w:t>x</w:t></w:p>", "]]> & \" '", "\u{FFFE}\u{FFFF}", "\u{202E}\u{0}\u{1B}[31m",
      "|", "a|b|c", "\n\n决定：通过", "Decision: approve", String(repeating: "很长的名字", count: 3000), "",
    ])
  func hostile(_ name: String) throws {
    var json = JSONWriter(style: .compact)
    json.object { json in
      json.member("project") { json in
        json.object { json in
          json.member("name", name)
          json.member("enterprise", name)
          json.member("province", "宁夏回族自治区")
          json.member("city", "中卫市")
        }
      }
    }
    let review = try review("<dossier>.json", json.text)
    let office = office(#"{"申请单位字段": "项目.企业"}"#).office
    for language in Language.allCases {
      let opinion = opinion(review, language, office: office)
      let start = language == .chinese ? "决定：" : "Decision: "
      for text in [opinion.text(), Report(advised: review, language: language).text()] {
        #expect(text.split(separator: "\n").count { $0.hasPrefix(start) } == 1)
      }
      #expect(opinion.html().unbalancedElements == [])
      let document = try Self.words(of: opinion.docx())
      #expect(document.unbalancedWordElements == [])
      #expect(opinion.title.joined().count < 120)
      #expect(opinion.items.count > 0 || review.decision < .supplement)
    }
  }
}

extension Opinion {
  /// The paragraphs that are no items.
  fileprivate var paragraphs: [String] {
    parts.flatMap { part -> [String] in
      switch part {
      case .paragraphs(let paragraphs), .closing(let paragraphs): paragraphs
      case .list(let heading, _, _, let rest): [heading] + [rest].compactMap { $0 }
      }
    }
  }

  fileprivate var items: [String] {
    parts.flatMap { part -> [String] in
      switch part {
      case .paragraphs, .closing: []
      case .list(_, let items, _, _): items
      }
    }
  }
}

extension String {
  /// The elements of WordprocessingML that were closed without being open, or were never closed.
  fileprivate var unbalancedWordElements: [String] {
    var open: [Substring] = []
    for part in split(separator: "<").dropFirst() {
      guard let end = part.firstIndex(of: ">") else { return [String(part)] }
      let tag = part[..<end]
      let name = tag.prefix { $0 != " " }
      if tag.hasPrefix("?") || tag.hasSuffix("/") { continue }
      guard tag.hasPrefix("/") else {
        open.append(name)
        continue
      }
      guard open.popLast() == name.dropFirst() else { return [String(tag)] }
    }
    return open.map { String($0) }
  }
}
