import Testing

@testable import Reports
@testable import Rules

/// A line of a stock says why its decision is not a better one, whatever kept it from that.
@Suite("A line tells why")
struct BriefReasonTests {
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let from: String
    let to: String
    /// What the notes of its line say.
    let notes: [String]
  }

  /// Changes of a dossier that is approved, none of which any rule speaks of.
  static let changes = [
    Change(testDescription: "nothing", from: "", to: "", notes: []),
    Change(
      testDescription: "a province without a ruleset", from: "内蒙古自治区", to: "湖南省",
      notes: ["没有湖南省的规则集"]),
    Change(
      testDescription: "days that contradict each other", from: "2024-03-11", to: "2026-01-01",
      notes: ["审查日不应早于受理日期"]),
    Change(
      testDescription: "a day that nobody means", from: "2024-03-11", to: "1930-03-11",
      notes: ["离审查日 2024-04-16 太远"]),
  ]

  private static let example = "Rules/examples/inner-mongolia-data-centre.json"

  @Test("What keeps a dossier from being approved besides rules", arguments: changes)
  func notes(_ change: Change) throws {
    let program = CommittedRules.book.program
    var text = try #require(Repository.text(of: Self.example)).replacing("\n", with: "")
    text = text.replacing("\"呼和浩特市\"", with: change.to == "湖南省" ? "\"长沙市\"" : "\"呼和浩特市\"")
    text = text.replacing("\"和林格尔县\"", with: change.to == "湖南省" ? "\"岳麓区\"" : "\"和林格尔县\"")
    if !change.from.isEmpty { text = text.replacing(change.from, with: change.to) }
    let review = try #require(reviewed(SourceText(path: "a.json", text: text), program))
    #expect(review.decision == (change.notes.isEmpty ? .approve : .supplement))
    #expect(review.decisiveRules.isEmpty)
    let written = line(review)
    #expect(review.bindingNotes.count == change.notes.count)
    for note in change.notes { #expect(written.holds(note), "\(written)") }
    #expect(written.holds("\"notes\":") == !change.notes.isEmpty)
    let row = StockRow(review, advice: Advice.none, mark: "1", line: 1, .chinese)
    #expect(row.cells.count == StockRow.header(.chinese).count)
    for note in change.notes { #expect(row.cells.last?.holds(note) ?? false) }
    // In bulk as by the reference.
    var pairs = try #require(BulkPairs(program))
    pairs.compare(Array(text.utf8), named: change.testDescription)
    #expect(pairs.different.isEmpty)
    #expect(pairs.equal == 1, "\(pairs.declines)")
  }

  /// Whoever reads a line knows by what it would have to change: rules that decide are among those that are
  /// named, and where none decides, a note does.
  @Test("Every decision below approval has its reasons", arguments: 0..<40 as Range<UInt64>)
  func law(_ seed: UInt64) throws {
    let program = CommittedRules.book.program
    var random = SplitMix64(seed: seed)
    var dossier = RandomDossier(program).dossier(&random)
    if let example = CommittedRules.examples.randomElement(using: &random), random.chance(50) {
      dossier = try #require(DossierReader.read(example, vocabulary: program.vocabulary).0)
    }
    let today = try #require(CalendarDate(year: 2026, month: 1, day: 1))
    let review = evaluate(program, with: bind(dossier, to: program, today: today).binding)
    let effects = review.findings.map { $0.effect(in: program.vocabulary) }
    let decides = Set(
      zip(review.findings, effects).filter { $1 == review.decision && $1 > .approve }
        .map { $0.0.rule })
    #expect(Set(review.decisiveRules) == decides)
    #expect(review.bindingNotes.isEmpty == (review.leastDecision == .approve))
    #expect(review.decision == .approve || !decides.isEmpty || !review.bindingNotes.isEmpty)
    for note in review.bindingNotes { #expect(review.notes.contains(note)) }
  }

  private func reviewed(_ source: SourceText, _ program: Program) -> Review? {
    let today = CalendarDate(year: 2026, month: 1, day: 1) ?? .earliest
    let (dossier, problems) = DossierReader.read(source, vocabulary: program.vocabulary)
    return judgeDossier(
      dossier, problems, by: program, in: ReviewSetting(parameters: ParameterValues(), today: today)
    ).review
  }

  private func line(_ review: Review) -> String {
    var json = JSONWriter(style: .compact)
    JSONReport(review, advice: Advice.none, language: .chinese)
      .writeBrief(id: "1", tellsFailures: false, to: &json)
    return json.text
  }
}
