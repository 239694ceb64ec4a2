import Testing

@testable import Reports
@testable import Rules

/// What stands on the two pages, whatever the names are.
@Suite("Two pages of a paper")
struct OpinionLayoutTests {
  static let dossiers = ReportAgreementTests.dossiers

  private static let longName = String(
    String(repeating: "中卫市沙坡头区常乐镇工业集中区年产十万吨电石扩建及余热发电综合提升改造一期", count: 3).prefix(100))

  /// An office with a long name, an appeal, and seven that get a copy.
  private static let longOffice = """
    {"单位": "宁夏回族自治区中卫市发展和改革委员会", "发文代字": "卫发改审", "联系人": "张三",
     "电话": "0955-1234567", "地址": "宁夏中卫市沙坡头区滨河镇行政中心", "邮编": "755000",
     "权利告知": "如不服本意见，可自收到之日起60日内申请行政复议，也可在六个月内依法提起行政诉讼。",
     "抄送": ["市生态环境局", "市工业和信息化局", "市自然资源局", "市应急管理局", "市行政审批服务局",
       "沙坡头区人民政府", "国网宁夏电力有限公司中卫供电公司"]}
    """

  private func office(_ text: String) -> Office {
    OfficeReader.read(
      SourceText(path: "office.json", text: text),
      vocabulary: CommittedRules.book.program.vocabulary
    ).office
  }

  private func opinion(_ review: Review, _ language: Language, _ office: Office) -> Opinion {
    Opinion(review, advice: advise(review), language: language, office: office)
  }

  /// The example as it is, and with a name of a hundred characters.
  private func review(_ path: String, hasLongName: Bool) throws -> Review {
    let text = try #require(Repository.text(of: path))
    let short = try #require(Papers.review(path, text))
    guard hasLongName else { return short }
    let name = try #require(short.projectName)
    return try #require(Papers.review(path, text.replacing(name, with: Self.longName)))
  }

  @Test(
    "Every cause shows on the two pages with its numbers; only its details may move to the annex",
    arguments: dossiers, [false, true])
  func causes(_ path: String, _ isLong: Bool) throws {
    let review = try review(path, hasLongName: isLong)
    // Words in English take twice the room.
    for language in isLong ? [.chinese] : Language.allCases {
      let opinion = opinion(review, language, isLong ? office(Self.longOffice) : Office())
      let source = Papers.source(review, language)
      for kind in source.kinds where review.decision != .supplement {
        let failures = source.failures
        let words = kind.causes.map { failures.statement(of: failures.leading($0)) }
        #expect(
          words.contains { opinion.body.contains($0.withVisibleControls.dropFirst()) }, "\(words)")
      }
    }
  }

  @Test("The carbide refusal counts no cause and no measure")
  func carbide() throws {
    let review = try review("Rules/examples/zhongwei-calcium-carbide.json", hasLongName: false)
    #expect(!opinion(review, .chinese, Office()).body.contains("其余"))
  }

  @Test(
    "What has room is told in full; what has not is told in full by the annex", arguments: dossiers)
  func whole(_ path: String) throws {
    for isLong in [false, true] {
      let review = try review(path, hasLongName: isLong)
      guard review.decision != .supplement else { continue }
      let opinion = opinion(review, .chinese, isLong ? office(Self.longOffice) : Office())
      let source = Papers.source(review)
      let text = opinion.text()
      for words in source.causes + source.measures {
        #expect(text.contains(words.withoutEnd.withVisibleControls), "\(words)")
      }
    }
  }

  @Test("A notice names on its two pages most of what it asks", arguments: NoticeTests.sparse)
  func notice(_ text: String) throws {
    let review = try #require(Papers.review("d.json", text))
    let opinion = opinion(review, .chinese, Office())
    let source = Papers.source(review)
    let shown = opinion.parts.reduce(0) { count, part in
      if case .list(_, let items, _, _) = part { count + items.count } else { count }
    }
    let asked = source.asks.reduce(0) { $0 + $1.items.count }
    #expect(asked == 0 || shown * 2 >= asked, "\(shown) of \(asked)")
  }

  @Test("A paper in Chinese names no path of a file's fields", arguments: dossiers)
  func paths(_ path: String) throws {
    let review = try review(path, hasLongName: false)
    let text = opinion(review, .chinese, Office()).text()
    for field in review.program.vocabulary.fields where field.path.english.contains(".") {
      #expect(!text.contains("（\(field.path.english)）"), "\(field.path.english)")
    }
  }

  @Test("A paper in English says which words it leaves in Chinese", arguments: dossiers)
  func english(_ path: String) throws {
    let review = try review(path, hasLongName: false)
    let source = Papers.source(review, .english)
    let remedies = review.program.rules.rules.compactMap { $0.remedy?.withoutEnd }
    for measure in source.measures {
      guard remedies.contains(where: { measure.contains($0) }) else { continue }
      #expect(
        remedies.contains { measure.hasSuffix("; in the words of the rules, “\($0)”.") },
        "\(measure)")
    }
    let text = opinion(review, .english, Office()).text()
    #expect(text.contains("in Chinese, the language of the rules"))
  }

  struct Signature: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let office: Int
    let date: Int

    init(_ name: String, office: Int, date: Int) {
      (testDescription, self.office, self.date) = (name, office, date)
    }
  }

  /// GB/T 9704-2012, 7.3.5.1; in half-width characters from the right edge.
  @Test(
    "The office is centred above the date, which ends four characters before the edge",
    arguments: [
      Signature("甲局", office: 13, date: 8), Signature("中卫市发展和改革委员会", office: 4, date: 8),
      Signature("宁夏回族自治区中卫市发展和改革委员会", office: 0, date: 11),
    ])
  func signature(_ signature: Signature) throws {
    let review = try review(Self.dossiers[0], hasLongName: false)
    let indents = opinion(review, .chinese, office(#"{"单位": "\#(signature.testDescription)"}"#))
      .signatureIndents
    #expect(indents == (signature.office, signature.date))
  }

  @Test("A source that two projects use stands on the pages of the later one")
  func clash() throws {
    for path in Self.dossiers {
      let text = try #require(Repository.text(of: path))
      let later = try #require(Papers.review(path, text))
      let name = try #require(later.projectName)
      let earlier = try #require(Papers.review("b.json", text.replacing(name, with: "乙项目")))
      var ledger = LedgerBook(later.program.vocabulary)
      ledger.enter(
        earlier.sources.claims,
        of: ClaimingProject(name: "乙项目", code: "乙", place: [], path: "b.json"))
      ledger.enter(later.sources.claims, of: later.sources.project)
      let review = later.holding(ledger.clashes(of: later.sources.project))
      for language in Language.allCases {
        let body = opinion(review, language, Office()).body
        for balance in review.ledger where balance.kind != nil {
          #expect(body.contains(balance.source.withVisibleControls), "\(path) \(balance.source)")
        }
      }
    }
  }
}
