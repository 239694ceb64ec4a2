import Testing

@testable import Rules

/// A score does not rise because rules stop to apply.
@Suite("Scores")
struct ScoreTests {
  private static let program = CommittedRules.book.program

  private static func score(_ dossier: Dossier, on day: String) throws -> Score {
    let date = try #require(CalendarDate(parsing: day))
    let (binding, _) = bind(dossier, to: program, asOf: date, today: date)
    return evaluate(program, with: binding).score
  }

  @Test("The day on which the plans of 2021 to 2025 lapse raises no score")
  func endOfThePlans() throws {
    let source = RandomDossier(Self.program)
    for run in 0..<6 {
      var random = SplitMix64(seed: 20_251_231 &+ UInt64(run))
      let dossier = source.dossier(&random)
      let before = try Self.score(dossier, on: "2025-12-31")
      let after = try Self.score(dossier, on: "2026-01-01")
      #expect(after.low <= before.low, "run \(run)")
      #expect(after.high <= before.high, "run \(run)")
    }
  }

  /// Of an order that another one replaced only the new one is judged.
  @Test("An order that gave way to another takes no marks from who keeps to the new one")
  func replacedOrder() throws {
    let source = SourceText(
      path: "d.json",
      text: """
        {"project": {"province": "湖南省", "city": "长沙市", "nature": "新建", "stage": "在建",
          "industry": "其他", "facilityType": "工业", "constructionStartDate": "2025-09-20"},
         "energy": {"designTceCalorific": "737.4 tce", "coalIncrement": "0",
          "annualElectricity": "600 万千瓦时"},
         "approvals": {"energyReviewStatus": "无"}}
        """)
    let dossier = try #require(
      DossierReader.read(source, vocabulary: Self.program.vocabulary).dossier)
    let score = try Self.score(dossier, on: "2025-10-10")
    #expect(score.parts.isEmpty)
    #expect(score.high == ExactNumber(100))
    // Under the order of 2023, which was not replaced yet, the same works were not begun in time.
    #expect(try Self.score(dossier, on: "2025-08-30").high == .zero)
  }
}
