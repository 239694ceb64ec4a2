import Testing

@testable import Reports
@testable import Rules

/// A notice asks for everything at once.
@Suite("Notices")
struct NoticeTests {
  /// Dossiers that say what the project is and where, and nothing else.
  static let sparse: [String] = {
    let vocabulary = CommittedRules.book.program.vocabulary
    let industries = ["dataCentre", "calciumCarbide", "cement", "ferroalloy", "coking", "steel"]
    return ["中卫市", "石嘴山市", "吴忠市", "鄂尔多斯市", "临汾市"].flatMap { city in
      industries.filter { industry in
        vocabulary.choiceLists.contains { $0.choices.contains { $0.english == industry } }
      }.map { industry in
        #"{"project":{"name":"甲项目","city":"\#(city)","industry":"\#(industry)","reviewDate":"2024-06-18"}}"#
      }
    }
  }()

  @Test("There are notices to try")
  func samples() { #expect(Self.sparse.count >= 20) }

  @Test(
    "An answer to all that a notice asks opens nothing that the notice has not announced",
    arguments: sparse)
  func once(_ text: String) throws {
    for seed: UInt64 in 1...3 {
      let review = try #require(Papers.review("d.json", text))
      guard review.decision == .supplement else { continue }
      var answers = Answers(random: SplitMix64(seed: seed))
      let missing = MissingFact.all(in: review)
      let asked = review.noticed(missing)
      let announced = review.followUps(of: asked)
      let fields = Set(announced.flatMap { $0.fields })
      let parameters = Set(
        announced.flatMap { $0.parameters }.map { review.program.rules.parameters[$0].name.english }
      )
      let dossier = answers.dossier(answering: asked, in: review)
      let again = evaluate(
        review.program,
        with: bind(dossier, to: review.program, today: review.binding.asOf).binding)
      // Facts that cannot all be so are asked about as such.
      guard again.contradictions.isEmpty else { continue }
      let known = Set(asked.map { $0.path })
      for fact in again.noticed(MissingFact.all(in: again)) where !known.contains(fact.path) {
        let isAnnounced =
          if let reference = fact.reference, case .field(let field) = reference.target {
            fields.contains(field)
          } else {
            parameters.contains(
              String(fact.path.dropFirst("param.".count).prefix { $0 != "[" }))
          }
        #expect(isAnnounced, "\(fact.path) \(fact.label) \(fact.rules)")
      }
    }
  }

  @Test("What is asked in an interview is asked in the notice, first", arguments: sparse)
  func order(_ text: String) throws {
    let review = try #require(Papers.review("d.json", text))
    let missing = MissingFact.all(in: review)
    let noticed = review.noticed(missing).map { $0.path }
    let decisive = missing.filter { $0.isDecisive }.map { $0.path }
    #expect(Array(noticed.prefix(decisive.count)) == decisive)
    #expect(Set(noticed).count == noticed.count)
    let items = Papers.opinion(review).text()
    for fact in review.noticed(missing) { #expect(items.contains(fact.label), "\(fact.label)") }
  }

  @Test("A notice asks for nothing that cannot change the decision", arguments: sparse)
  func relevance(_ text: String) throws {
    let review = try #require(Papers.review("d.json", text))
    for fact in review.noticed(MissingFact.all(in: review)) {
      #expect(fact.couldDecide > review.settledDecision)
    }
    #expect(!Papers.opinion(review).body.contains("可能：通过"))
  }
}

/// Makes up an answer to every question.
private struct Answers {
  var random: SplitMix64

  mutating func dossier(answering asked: [MissingFact], in review: Review) -> Dossier {
    var dossier = review.binding.dossier
    let vocabulary = review.program.vocabulary
    for reference in asked.compactMap({ $0.reference }) {
      switch reference.target {
      case .list(let list):
        if reference.indices.isEmpty { dossier.root.lists[list] = .elements([DossierElement()]) }
      case .field(let field):
        guard reference.indices.isEmpty, let value = value(of: field, in: vocabulary) else {
          continue
        }
        dossier.root.facts[field] = Fact(.value(value), range: nil)
      }
    }
    return dossier
  }

  private mutating func value(of index: Int, in vocabulary: Vocabulary) -> ScalarValue? {
    let field = vocabulary.fields[index]
    switch field.type {
    case .truth: return .truth(Bool.random(using: &random))
    case .choice(let list):
      let choices = vocabulary.choiceLists[list].choices.indices
      return choices.randomElement(using: &random).map { .choice($0) }
    case .choices(let list):
      let choices = vocabulary.choiceLists[list].choices.indices
      return choices.randomElement(using: &random).map { .choices([$0]) }
    case .number:
      let low = field.interval.lower?.value ?? .one
      return .number(Quantity(interval: NumberInterval(low), unit: field.unit))
    case .date: return CalendarDate(year: 2024, month: 1, day: 2).map { .date($0) }
    case .text: return .text("甲")
    }
  }
}
