import Testing

@testable import Rules

/// Sentences that a city's document shares with its province's.
@Suite("One sentence, one encoding")
struct TwinsTests {
  private static let rules = CommittedRules.book.program.rules

  struct Twins {
    let city: CatalogueRule
    let province: CatalogueRule
  }

  /// The rules of a city beside those of its province for which a test holds.
  private static func twins(_ areTwins: (CatalogueRule, CatalogueRule) -> Bool) -> [Twins] {
    rules.rules.flatMap { city in
      rules.rules.filter { province in
        rules.rulesets[city.ruleset].regions.count == 2
          && rules.rulesets[city.ruleset].parent == province.ruleset && areTwins(city, province)
      }.map { Twins(city: city, province: $0) }
    }
  }

  @Test("A shared sentence is encoded once, or a remark says what differs")
  func sharedSentences() {
    let shared = Self.twins { !Self.quotes(of: $0).isDisjoint(with: Self.quotes(of: $1)) }
    let differing = shared.filter { $0.city.follows == nil }
    #expect(shared.count > differing.count)
    for twins in differing {
      #expect(!twins.city.remarks.isEmpty, "\(twins.city.id) and \(twins.province.id)")
    }
  }

  /// Rules that have no score or remedy of their own although the province's has one.
  private static let withoutScore: Set<String> = ["SZS-3.3-06", "ZW-4.7-05"]

  @Test("Equal conditions are not written twice")
  func equalConditions() {
    let written = Self.conditions
    let equal = Self.twins { city, province in
      city.follows == nil && written[city.id] != nil && written[city.id] == written[province.id]
    }
    #expect(Set(equal.map(\.city.id)) == Self.withoutScore)
  }

  @Test("A rule that follows another has its conditions")
  func following() throws {
    let rules = CommittedRules.book.checked.rules
    let followers = rules.filter { $0.follows != nil }
    #expect(followers.count >= 27)
    for rule in followers {
      let followed = try #require(rules.first { $0.id == rule.follows })
      #expect(rule.when?.range == followed.when?.range, "\(rule.id)")
      #expect(rule.citations.map(\.citation) != followed.citations.map(\.citation), "\(rule.id)")
    }
  }

  private static func quotes(of rule: CatalogueRule) -> Set<String> {
    Set(
      rule.citations.map { cited in
        cited.citation.quote.filter { !"…，。；、 ".contains($0) }
      })
  }

  /// What each rule writes of its conditions and its demand, without white space.
  private static let conditions: [String: [String]] = {
    let kinds: Set<Keyword> = [
      .each, .when, .exclude, .must, .mustNot, .forbidden, .then, .except, .inPrinciple, .due,
    ]
    var written: [String: [String]] = [:]
    for tree in CommittedRules.book.trees {
      for declaration in tree.declarations where declaration.keyword == .rule {
        guard let id = declaration.operands.first?.name?.text else { continue }
        written[id] = declaration.clauses.filter { kinds.contains($0.keyword) }.map { clause in
          CommittedRules.book.sources[Int(clause.range.source)]
            .slice(Int(clause.range.start), Int(clause.range.end)).filter { !$0.isWhitespace }
        }.sorted()
      }
    }
    return written
  }()
}
