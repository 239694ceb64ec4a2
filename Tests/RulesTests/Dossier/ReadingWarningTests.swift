import Testing

@testable import Reports
@testable import Rules

/// Who reads a report has not seen what was printed beside it.
@Suite("Warnings of reading belong to the review")
struct ReadingWarningTests {
  private static let program = CommittedRules.book.program

  private static func review(_ dossier: Dossier) throws -> Review {
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    return evaluate(program, with: bind(dossier, to: program, today: today).binding)
  }

  private static func json(_ text: String) throws -> Review {
    let source = SourceText(path: "dossier.json", text: text)
    return try review(
      try #require(DossierReader.read(source, vocabulary: program.vocabulary).dossier))
  }

  /// The drawings of a review, by their names.
  private static func drawings(of review: Review, _ language: Language) -> [(String, String)] {
    let advice = advise(review)
    var json = JSONWriter(style: .compact)
    JSONReport(review, advice: advice, language: language).write(to: &json)
    return [
      ("text", Report(review, advice: advice, language: language).text()),
      ("html", Report(review, advice: advice, language: language).html()),
      ("json", json.text),
    ]
  }

  @Test(
    "Each is in every format, with its place",
    arguments: [
      (#"{"project": {"natur": "new"}}"#, "natur", "dossier.json:1:14"),
      (#"{"dataCentre": {"peu": 1.2}}"#, "peu", "dossier.json:1:17"),
      (#"{"无此项": 1}"#, "无此项", "dossier.json:1:2"),
      (#"{"dataCentre": {"pue": {"value": 1.2, "sorce": "x"}}}"#, "sorce", "dossier.json:1:39"),
    ])
  func inEveryFormat(_ example: (dossier: String, word: String, place: String)) throws {
    let review = try Self.json(example.dossier)
    #expect(review.warnings.map { $0.code } == ["unknown-key"])
    for language in Language.allCases {
      for (format, text) in Self.drawings(of: review, language) {
        #expect(text.contains(example.word), "\(format)")
        #expect(text.contains(example.place), "\(format)")
      }
    }
  }

  @Test("Each row of a table has those of its header")
  func rows() throws {
    let source = SourceText(path: "rows.csv", text: "project.name,dataCentre.peu\n甲,1.2\n乙,1.3\n")
    let table = try #require(CSVReader.read(source, index: 0).table)
    let (reader, _) = RowReader.make(
      header: table.header, of: source, vocabulary: Self.program.vocabulary)
    for row in table.rows {
      let review = try Self.review(reader.read(row).dossier)
      #expect(review.warnings.map { $0.place } == ["rows.csv:1:14"])
    }
  }

  @Test("A line of a stock tells twenty of those of a header, and counts the rest")
  func lines() throws {
    let strangers = (0..<50).map { "未知\($0)" }.joined(separator: ",")
    let cells = Array(repeating: "1", count: 50).joined(separator: ",")
    let source = SourceText(
      path: "rows.csv", text: "project.name,\(strangers)\n甲,\(cells)\n")
    let table = try #require(CSVReader.read(source, index: 0).table)
    let (reader, _) = RowReader.make(
      header: table.header, of: source, vocabulary: Self.program.vocabulary)
    let review = try Self.review(reader.read(try #require(table.rows.first)).dossier)
    #expect(review.warningCount == 50)
    var json = JSONWriter(style: .compact)
    JSONReport(review, advice: .none, language: .chinese)
      .writeBrief(id: "1", tellsFailures: false, to: &json)
    #expect(json.text.contains("\"warningsLeftOut\":30"))
    // In bulk as by the reference.
    let header = reader.briefWarnings
    #expect(header.shown.count == DiagnosticDigest.briefLimit && header.warningsLeftOut == 30)
    let told = header.shown.map { ReadingWarning($0, in: source) }
    #expect(review.briefWarnings.map(\.place) == told.map(\.place))
    let members = String(decoding: told.members(of: 50, .chinese), as: UTF8.self)
    #expect(json.text.contains(",\(members)}"))
  }

  @Test("A flood leaves the causes at the top, and is counted")
  func flood() throws {
    let keys = (0..<250).map { "\"未知\($0)\": 1" }.joined(separator: ",")
    let review = try Self.json("{\(keys)}")
    #expect(review.warnings.count == 100 && review.binding.warnings.count == 250)
    for (format, text) in Self.drawings(of: review, .chinese) where format != "json" {
      #expect(text.contains("另有 247 条") && text.contains("另有 150 条"), "\(format)")
    }
  }
}
