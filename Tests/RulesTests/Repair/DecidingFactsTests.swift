import Testing

@testable import Rules

@Suite("The facts that decide alone")
struct DecidingFactsTests {
  private static func review(_ example: SourceText) throws -> Review {
    let day = try #require(CalendarDate(parsing: "2026-03-01"))
    return try #require(
      judgeDossier(
        example, by: CommittedRules.book.program, in: ReviewSetting(today: day)
      ).review)
  }

  @Test("They force the decision, and without any one of them it is another")
  func least() throws {
    var decided = 0
    for example in CommittedRules.examples {
      let review = try Self.review(example)
      guard let found = DecidingFacts(of: review) else { continue }
      decided += 1
      let search = DecidingSearch(review)
      #expect(search.decides(found.facts), "\(example.path)")
      #expect(found.facts.count < found.given, "\(example.path)")
      for fact in found.facts.prefix(12) {
        let rest = found.facts.filter { $0 != fact }
        let path = fact.path(in: review.program.vocabulary)
        #expect(!search.decides(rest), "\(example.path): \(path)")
      }
    }
    #expect(decided >= 4)
  }

  @Test("A refusal rests on the few facts of one cause")
  func refusal() throws {
    let example = try #require(
      CommittedRules.examples.first { $0.path.hasSuffix("zhongwei-data-centre.json") })
    let review = try Self.review(example)
    let found = try #require(DecidingFacts(of: review))
    let paths = found.facts.map { $0.path(in: review.program.vocabulary) }
    #expect(paths.contains("dataCentre.pue"))
    #expect(paths.count <= 6, "\(paths)")
  }
}
