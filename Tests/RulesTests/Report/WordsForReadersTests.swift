import Testing

@testable import Reports
@testable import Rules

/// What a reader is promised stands where it was promised, is counted once, and says what to write.
@Suite("Words for readers")
struct WordsForReadersTests {
  static let dossiers = ReportAgreementTests.dossiers

  private func review(_ path: String) throws -> Review {
    try Papers.review(path)
  }

  @Test("A report counts its verdicts alike everywhere", arguments: dossiers)
  func counts(_ path: String) throws {
    let review = try review(path)
    let report = Report(review, advice: advise(review), language: .chinese)
    let head = report.head.counts.first { $0.verdict == .notApplicable }?.count
    #expect(report.sections.first { $0.id == "not-applicable" }?.count == head)
    #expect(review.findings.count { $0.verdict == .notApplicable } == head)
  }

  @Test("What a remark of a paper says of below stands in its annex", arguments: dossiers)
  func promises(_ path: String) throws {
    let review = try review(path)
    let opinion = Papers.opinion(review)
    let isPromised = opinion.report.head.remarks.contains { $0.contains("项，见下") }
    #expect(!isPromised || opinion.annex.contains { $0.id == "unread" })
  }

  @Test("Some paper has such a remark")
  func samples() throws {
    let remarks = try Self.dossiers.flatMap { path in
      Papers.opinion(try review(path)).report.head.remarks
    }
    #expect(remarks.contains { $0.contains("项，见下") })
  }

  @Test("The title of a paper has the name of its project as it is", arguments: Language.allCases)
  func title(_ language: Language) throws {
    for name in ["宁夏虚构清洁能源示范基地日产四千五百吨新型干法熟料水泥生产线项目", "甲 2×350 MW 项目"] {
      let text = #"{"project": {"name": "\#(name)", "city": "中卫市", "industry": "cement"}}"#
      let opinion = Papers.opinion(try #require(Papers.review("d.json", text)), language)
      #expect(opinion.title.joined().contains(name), "\(opinion.title)")
      #expect(opinion.text().contains(name))
    }
  }

  @Test(
    "A list that decides is asked for with what its entries state", arguments: NoticeTests.sparse)
  func entries(_ text: String) throws {
    let review = try #require(Papers.review("d.json", text))
    let ask = AskText(program: review.program, language: .chinese)
    for fact in advise(review).missing where fact.isDecisive {
      guard case .list(let list)? = fact.reference?.target else { continue }
      let words = try #require(ask.values(fact, isWhole: true))
      #expect(!fact.entries.isEmpty, "\(fact.path)")
      for field in fact.entries {
        let declared = review.program.vocabulary.fields[field]
        #expect(review.program.vocabulary.lists(around: field).contains(list))
        #expect(words.contains(declared.label), "\(words)")
      }
    }
  }

  @Test("Where a choice decides, each of its choices is told", arguments: NoticeTests.sparse)
  func choices(_ text: String) throws {
    let review = try #require(Papers.review("d.json", text))
    for analysis in advise(review).analyses where !analysis.choices.isEmpty {
      guard case .field(let field)? = analysis.fact.reference?.target,
        case .choice(let list) = review.program.vocabulary.fields[field].type
      else {
        Issue.record("\(analysis.fact.path) is no choice")
        continue
      }
      let all = review.program.vocabulary.choiceLists[list].choices
      let told = analysis.choices.flatMap { $0.changes }
      #expect(told.count == all.count)
      let line = RegionText(program: review.program, language: .chinese).lines(analysis).joined()
      for choice in all { #expect(line.contains(choice.chinese), "\(line)") }
    }
  }

  @Test("An open place says what to write, and which regions have rules")
  func place() throws {
    let review = try #require(Papers.review("d.json", #"{"project": {"name": "甲"}}"#))
    let notes = review.placeNotes.map { $0.chinese }.joined()
    for words in ["六位区划代码", "宁夏回族自治区", "山西省"] { #expect(notes.contains(words), "\(notes)") }
    let ask = AskText(program: review.program, language: .english)
    let asked = advise(review).missing.filter { $0.path == "project.province" }
    #expect(asked.count == 1)
    for fact in asked { #expect(ask.values(fact)?.contains("six digits") == true) }
  }

  /// What an answer can be, as a person is asked for it.
  @Test("No question is stiff", arguments: NoticeTests.sparse)
  func questions(_ text: String) throws {
    let review = try #require(Papers.review("d.json", text))
    for language in Language.allCases {
      let ask = AskText(program: review.program, language: language)
      for fact in advise(review).missing {
        guard let words = ask.values(fact) else { continue }
        for stiff in ["可填 数", "填数（", "may be"] { #expect(!words.contains(stiff), "\(words)") }
      }
    }
  }

  @Test("In English a page names facts in words", arguments: dossiers)
  func english(_ path: String) throws {
    let review = try review(path)
    let report = Report(review, advice: advise(review), language: .english, isPlain: true)
    let causes = report.head.causes.map { $0.words }
    for field in review.program.vocabulary.fields where field.path.english.contains(".") {
      #expect(!causes.contains { $0.contains(field.path.english) }, "\(field.path.english)")
    }
  }
}
