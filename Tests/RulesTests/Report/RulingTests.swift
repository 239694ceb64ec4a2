import Testing

@testable import Reports
@testable import Rules

/// A paper on a decision against the rules says whose decision it is, and nothing that is not so.
@Suite("Papers on overruled decisions")
struct RulingTests {
  /// A review of each decision that the examples come to.
  private static let reviews: [Decision: Review] = {
    var reviews: [Decision: Review] = [:]
    for path in ReportAgreementTests.dossiers {
      guard let text = Repository.text(of: path), let review = Papers.review(path, text) else {
        continue
      }
      reviews[review.decision] = reviews[review.decision] ?? review
    }
    return reviews
  }()

  private static let sentences = ["没有哪条规则阻止通过", "项目不能通过", "下列规则要求暂缓", "须落实下列要求"]

  @Test(
    "Each decision by each ruling", arguments: Decision.allCases, Decision.allCases)
  func ruled(_ own: Decision, _ other: Decision) throws {
    guard let review = Self.reviews[own] else { return }
    let failing = review.rankedFindings(.notMet) + review.rankedFindings(.undetermined)
    let rule = review.program.rules.rules[review.findings[failing.first ?? 0].rule].id
    let ruling = Ruling(
      decision: other, rule: rule, authority: "甲府〔2024〕1号", reason: "已补办", reviewer: "李四",
      sequence: 7)
    let opinion = Papers.opinion(review, rulings: [ruling])
    let body = opinion.body
    #expect(body.contains("决定：\(other.name.chinese)（经改判）。"))
    #expect(body.contains("按规则推算的结论是“\(own.name.chinese)”"))
    for sentence in Self.sentences { #expect(!body.contains(sentence), "\(sentence)") }
    for words in [rule, "甲府〔2024〕1号", "已补办", "李四", "第 7 号"] { #expect(body.contains(words)) }
    #expect(opinion.html().contains("<title>\(other.name.chinese)（经改判）"))
    #expect(opinion.annex.contains { $0.id == "overruled" })
    #expect(body.contains("补齐") == (other == .supplement))
  }

  @Test("What is overruled says so, and the rest stands")
  func marks() throws {
    let review = try #require(Self.reviews[.refuse])
    let advice = advise(review)
    let ids = advice.causes.map { cause in
      Set(cause.findings.map { review.program.rules.rules[review.findings[$0].rule].id })
    }
    for (index, rules) in ids.enumerated() {
      let rulings = rules.sorted().enumerated().map { position, rule in
        Ruling(
          decision: .conditional, rule: rule, authority: "甲府〔2024〕\(position)号", reason: "已补办",
          reviewer: "李四", sequence: 7 + position)
      }
      let opinion = Papers.opinion(review, rulings: rulings)
      let source = Papers.source(review, rulings: rulings)
      for (cause, words) in source.causes.enumerated() {
        #expect(words.contains("已改判（") == (cause == index), "\(words)")
      }
      for ruling in rulings { #expect(opinion.text().contains("依据\(ruling.authority)改判")) }
      #expect(opinion.body.contains("没有改判的 \(ids.count - 1) 项不符合"))
    }
  }

  @Test("Rulings on several findings hold together; a later one on the same takes its place")
  func several() throws {
    let review = try #require(Self.reviews[.refuse])
    let rules = review.rankedFindings(.notMet).map {
      review.program.rules.rules[review.findings[$0].rule].id
    }
    func ruling(_ rule: String, _ sequence: Int, _ decision: Decision) -> Ruling {
      Ruling(
        decision: decision, rule: rule, authority: "文〔2024〕\(sequence)号", reason: "理由",
        reviewer: "李四", sequence: sequence)
    }
    let text = Papers.opinion(
      review,
      rulings: [
        ruling(rules[0], 3, .suspend), ruling(rules[1], 4, .conditional),
        ruling(rules[0], 5, .approve),
      ]
    ).text()
    #expect(text.contains("\n决定：通过（经改判）。"))
    #expect(text.contains("文〔2024〕4号") && text.contains("文〔2024〕5号"))
    #expect(!text.contains("文〔2024〕3号"))
  }

  @Test("Without a ruling no rule stands against what is approved, and nothing else")
  func unruled() {
    for (decision, review) in Self.reviews {
      let body = Papers.opinion(review).body
      #expect(body.contains("没有哪条规则阻止通过") == (decision == .approve))
      #expect(!body.contains("改判"))
    }
  }
}

/// Papers of the committed rules.
enum Papers {
  static func review(_ path: String, _ text: String, asOf: CalendarDate? = nil) -> Review? {
    let program = CommittedRules.book.program
    let source = SourceText(path: path, text: text)
    guard let dossier = DossierReader.read(source, vocabulary: program.vocabulary).dossier,
      let today = CalendarDate(year: 2025, month: 6, day: 1)
    else { return nil }
    return evaluate(
      program, with: bind(dossier, to: program, asOf: asOf, today: today).binding)
  }

  /// The review of a file of the repository.
  static func review(_ path: String) throws -> Review {
    let text = try #require(Repository.text(of: path))
    return try #require(review(path, text))
  }

  static func opinion(
    _ review: Review, _ language: Language = .chinese, rulings: [Ruling] = []
  ) -> Opinion {
    Opinion(review, advice: advise(review), language: language, rulings: rulings)
  }

  static func source(
    _ review: Review, _ language: Language = .chinese, rulings: [Ruling] = []
  ) -> OpinionSource {
    let rulings = Rulings(rulings)
    return OpinionSource(
      source: ReportSource(
        review, advise(review), language, ReportOrigin(), rulings,
        isPlain: ReportForm.paper.callsFactsByWords(in: language)),
      office: Office(), rulings: rulings)
  }
}

extension Opinion {
  /// All that stands on the two pages.
  var body: String {
    ([number, title.joined(), addressee]
      + parts.flatMap { part -> [String] in
        switch part {
        case .paragraphs(let paragraphs), .closing(let paragraphs): paragraphs
        case .list(let heading, let items, _, let rest):
          [heading] + items + [rest].compactMap { $0 }
        }
      } + endnotes).joined(separator: "\n")
  }
}
