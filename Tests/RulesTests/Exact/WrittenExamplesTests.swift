import Testing

@testable import Rules

/// Dossiers that people wrote, where none could be made up.
@Suite("Written examples")
struct WrittenExamplesTests {
  /// Whether a fact applies is where exactness ends.
  private static let old = SmallRules("  应 窑.监测\n  否则 不予审批").book.program
  private static let new = SmallRules("  应 适用 窑.监测 且 窑.监测\n  否则 不予审批").book.program

  private static func comparison(_ isReversed: Bool = false) throws -> RuleComparison {
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    return isReversed
      ? RuleComparison(new, old, today: today) : RuleComparison(old, new, today: today)
  }

  private static func example(
    _ dossier: String, of rules: [String] = ["R1"]
  ) throws -> WrittenExamples.Example {
    let day = try #require(CalendarDate(parsing: "2025-06-01"))
    return WrittenExamples.Example(title: "甲", dossier: dossier, asOf: day, rules: rules)
  }

  private static let inapplicable = #"{"kiln":{"monitored":{"notApplicable":"无"}}}"#
  private static let monitored = #"{"kiln":{"monitored":true}}"#

  @Test("A rule that is not decided is shown by a dossier of it", arguments: [false, true])
  func rules(_ isReversed: Bool) throws {
    let comparison = try Self.comparison(isReversed)
    let difference = try #require(comparison.differences().first)
    #expect(difference.change == .undecided)
    let all = [try Self.example(Self.monitored), try Self.example(Self.inapplicable)]
    let shown = WrittenExamples(comparison) { all }.completing(difference)
    let witness = try #require(shown.witnesses.first)
    #expect(shown.witnesses.count == 1 && witness.dossier == Self.inapplicable)
    #expect(witness.isStricter == !isReversed && witness.isLooser == isReversed)
    // One way is shown, and the other one is as open as it was.
    #expect(shown.change == .undecided && shown.reason == difference.reason)
  }

  @Test("Dossiers that show nothing, or are of other rules, change nothing")
  func others() throws {
    let comparison = try Self.comparison()
    let difference = try #require(comparison.differences().first)
    let all = [
      try Self.example(Self.monitored), try Self.example(Self.inapplicable, of: ["R2"]),
      try Self.example("{"),
    ]
    #expect(WrittenExamples(comparison) { all }.completing(difference).witnesses.isEmpty)
  }

  @Test(
    "A flip that is not decided is shown by a dossier; a proof stands", arguments: [false, true])
  func decisions(_ isReversed: Bool) throws {
    let comparison = try Self.comparison(isReversed)
    let all = [try Self.example(Self.monitored), try Self.example(Self.inapplicable)]
    let examples = WrittenExamples(comparison) { all }
    let open = DecisionFlips.Answer.undecided(rule: "R1", Phrase("", ""))
    // The new rules refuse what does not apply.
    guard case .found(let witness) = examples.completing(open, isReversed: !isReversed) else {
      Issue.record("not shown")
      return
    }
    #expect(witness.dossier == Self.inapplicable)
    #expect((isReversed ? witness.old : witness.new) == .refuse)
    guard case .undecided = examples.completing(open, isReversed: isReversed) else {
      Issue.record("shown the other way")
      return
    }
    guard case .none = examples.completing(.none(keptBy: []), isReversed: !isReversed) else {
      Issue.record("a proof was overruled")
      return
    }
  }
}
