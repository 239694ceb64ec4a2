import Testing

@testable import Rules

/// A slip that takes rules out of force, or makes a project another kind of project, is a question.
@Suite("Dossiers that contradict themselves, or the calendar")
struct ContradictionTests {
  private static let program = CommittedRules.book.program

  /// nil: the dossier is rejected.
  private static func review(
    _ text: String, asOf: String? = nil, _ program: Program = program
  ) throws -> Review? {
    let source = SourceText(path: "dossier.json", text: text)
    let setting = ReviewSetting(
      asOf: try asOf.map { try #require(CalendarDate(parsing: $0)) },
      today: try #require(CalendarDate(parsing: "2025-06-01")))
    return judgeDossier(source, by: program, in: setting).review
  }

  private static func example(_ name: String) throws -> String {
    let path = "Rules/examples/\(name).json"
    return String(
      decoding: try #require(CommittedRules.examples.first { $0.path == path }).bytes,
      as: UTF8.self)
  }

  struct Slip: Sendable, CustomTestStringConvertible {
    let example: String
    let written: String
    let slip: String
    /// What a note names.
    let word: String
    var testDescription: String { "\(example): \(written) → \(slip)" }

    init(_ example: String, _ written: String, _ slip: String, _ word: String) {
      (self.example, self.written, self.slip, self.word) = (example, written, slip, word)
    }
  }

  private static let centre = "inner-mongolia-data-centre"
  private static let methanol = "inner-mongolia-methanol"

  static let slips = [
    Slip(centre, #""reviewDate": "2024"#, #""reviewDate": "2014"#, "2014"),
    Slip(centre, #""reviewDate": "2024"#, #""reviewDate": "1924"#, "1924"),
    Slip(centre, #""reviewDate": "2024"#, #""reviewDate": "2004"#, "受理日期"),
    Slip(centre, #""nature": "new""#, #""nature": "none""#, "无建设"),
    Slip(centre, #""facilityType": "dataCentre""#, #""facilityType": "industrial""#, "数据中心"),
    Slip(centre, #""industry": "dataCentre""#, #""industry": "transport""#, "数据中心"),
    Slip(methanol, #""facilityType": "industrial""#, #""facilityType": "parking""#, "设施类型"),
    Slip(methanol, #""facilityType": "industrial""#, #""facilityType": "dataCentre""#, "设施类型"),
  ]

  @Test("A contradiction is a question, named at the top", arguments: slips)
  func question(_ slip: Slip) throws {
    let text = try Self.example(slip.example)
    #expect(text.contains(slip.written))
    let edited = text.replacing(slip.written, with: slip.slip)
    let review = try #require(try Self.review(edited))
    #expect(review.decision >= .supplement)
    #expect(review.notes.contains { $0.chinese.contains(slip.word) }, "\(review.notes)")
    #expect(
      review.settledDecision == .refuse || MissingFact.all(in: review).contains { $0.isDecisive })
  }

  @Test("The examples do not contradict themselves", arguments: CommittedRules.examples)
  func examples(_ example: SourceText) throws {
    let text = String(decoding: example.bytes, as: UTF8.self)
    let review = try #require(try Self.review(text))
    #expect(review.contradictions.map { $0.note.chinese } == [])
    #expect(review.dormantRulesets == [])
  }

  @Test(
    "A date at which no rule of the place is in force is no approval",
    arguments: ["0001-01-01", "1999-12-31", "2014-04-16"])
  func asOf(_ date: String) throws {
    let review = try #require(try Self.review(try Self.example(Self.centre), asOf: date))
    #expect(review.decision >= .supplement)
    #expect(review.notes.contains { $0.chinese.contains("没有一条有效") })
  }

  @Test("A ruleset that begins later counts as none")
  func laterRuleset() throws {
    let sources = CommittedRules.sources.map { source in
      guard source.path == "Rules/inner-mongolia/ruleset.rules" else { return source }
      let text = String(decoding: source.bytes, as: UTF8.self)
      return SourceText(
        path: source.path,
        text: text.replacing("  又称 内蒙古\n", with: "  又称 内蒙古\n  自 2035-01-01\n"))
    }
    let program = RuleBook(sources, lints: false).program
    let review = try #require(try Self.review(try Self.example(Self.centre), program))
    #expect(review.decision >= .supplement)
    #expect(review.placeNotes.contains { $0.chinese.contains("内蒙古自治区") })
  }

  @Test(
    "A year that nobody means is rejected", arguments: ["0024-04-16", "0001-01-01", "9999-01-01"])
  func year(_ date: String) throws {
    #expect(try Self.review(#"{"project": {"reviewDate": "\#(date)"}}"#) == nil)
  }

  @Test("A number that cannot be below zero has a range, or a check of its own")
  func ranges() {
    let vocabulary = Self.program.vocabulary
    let unbounded = vocabulary.fields.filter { field in
      if case .number = field.type { field.interval.lower == nil } else { false }
    }
    #expect(
      Set(unbounded.map { $0.path.english }) == [
        // Value added of a year may be a loss.
        "energy.addedValue",
        // What is supplied out is below zero.
        "energy.carriers.physicalQuantity", "energy.carriers.calorific",
        "energy.carriers.equivalent",
        // Converters recover more than they use; 核对 asks of all others.
        "products.unitEnergy",
      ])
  }

  @Test("A unit energy of nothing or below is a question, save where the limits are below zero")
  func negative() throws {
    func products(_ name: String, _ energy: String) -> String {
      #"{"products": [{"name": "\#(name)", "unitEnergy": "\#(energy)"}]}"#
    }
    let slip = try #require(try Self.review(products("煤制甲醇-烟煤", "-1452 kgce/t")))
    #expect(slip.contradictions.contains { $0.note.chinese.contains("-1452") })
    let converter = try #require(try Self.review(products("炼钢-转炉工序", "-28 kgce/t")))
    #expect(converter.contradictions.isEmpty)
  }

  @Test(
    "Lists that are said to be empty are named", arguments: ["[]", #"{"notApplicable": "没有"}"#])
  func emptied(_ list: String) throws {
    let review = try #require(
      try Self.review(#"{"project": {"facilityType": "industrial"}, "pollutants": \#(list)}"#))
    #expect(review.notes.contains { $0.chinese.contains("申报没有污染物") })
  }
}
