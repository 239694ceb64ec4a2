import Testing

@testable import Reports
@testable import Rules

@Suite("Missing facts")
struct MissingFactTests {
  private func asked(_ rules: SmallRules, _ json: String) throws -> [String] {
    MissingFact.asked(in: try rules.review(json)).map(\.path)
  }

  private func verdict(_ rules: SmallRules, _ json: String) throws -> Verdict {
    try rules.review(json).findings[0].verdict
  }

  // MARK: - Completions

  @Test("A verdict that is the same for every value of a choice stands")
  func correlatedChoices() throws {
    let rules = SmallRules("  应 窑.燃料 是 煤 或 窑.燃料 不是 煤\n  否则 不予审批")
    #expect(try verdict(rules, "{}") == .met)
    let never = SmallRules("  应 窑.燃料 是 煤 且 窑.燃料 是 气\n  否则 不予审批")
    let review = try never.review("{}")
    #expect(review.findings[0].verdict == .notMet)
    #expect(review.decision == .refuse)
    #expect(review.findings[0].indifferent.count == 1)
  }

  @Test("So does one that is the same for every number")
  func correlatedNumbers() throws {
    let rules = SmallRules("  应 窑.热效率 不高于 1.2 或 窑.热效率 高于 1.1\n  否则 不予审批")
    #expect(try verdict(rules, "{}") == .met)
    let gap = SmallRules("  应 窑.热效率 低于 1.2 或 窑.热效率 高于 1.2\n  否则 不予审批")
    #expect(try verdict(gap, "{}") == .undetermined)
    let whole = SmallRules("  应 窑.烟囱 不高于 2 或 窑.烟囱 高于 2.5\n  否则 不予审批")
    #expect(try verdict(whole, "{}") == .met)
  }

  @Test("A fact that never makes a difference is not asked for")
  func indifferent() throws {
    let rules = SmallRules(
      "  应 窑.备用 或 （窑.监测 且 窑.燃料 是 煤） 或 （窑.监测 且 窑.燃料 不是 煤）\n  否则 不予审批")
    #expect(try asked(rules, "{}") == ["kiln.backup", "kiln.monitored"])
  }

  @Test(
    "A rule that is met or does not apply, whichever it is, is met",
    arguments: [
      "{}", #"{"kiln": {"monitored": {"unavailable": "无"}}}"#,
      #"{"kiln": {"backup": {"unavailable": "无"}}}"#,
    ])
  func harmless(_ json: String) throws {
    let rules = SmallRules("  当 窑.监测\n  应 窑.监测 或 窑.备用\n  否则 不予审批")
    let review = try rules.review(json)
    #expect(review.findings[0].verdict == .met)
    #expect(review.decision == .approve && MissingFact.all(in: review).isEmpty)
    var pairs = try #require(BulkPairs(rules.book.program))
    pairs.compare(Array(json.utf8), named: json)
    #expect(pairs.equal == 1 && pairs.different.isEmpty, "\(pairs.different)")
  }

  @Test("A rule that only says what follows is met if it applies")
  func effect() throws {
    let rules = SmallRules("  当 窑.监测 或 （窑.监测 且 窑.备用）\n  则 提示")
    #expect(try verdict(rules, "{}") == .undetermined)
  }

  // MARK: - What is asked for

  @Test("A fact that cannot change the decision any more is not decisive")
  func settled() throws {
    let rules = SmallRules(
      "  应 窑.监测\n  否则 不予审批", "  应 窑.备用\n  否则 限期改造", "  应 窑.燃料 是 气\n  否则 不予审批")
    let review = try rules.review(#"{"kiln": {"monitored": false}}"#)
    #expect(MissingFact.all(in: review).filter(\.isDecisive).isEmpty)
    let open = try rules.review(#"{"kiln": {"backup": false}}"#)
    #expect(MissingFact.asked(in: open).map(\.path) == ["kiln.monitored", "kiln.fuel"])
  }

  @Test("What settles more comes first")
  func ranking() throws {
    let rules = SmallRules(
      "  应 窑.备用 或 窑.监测\n  否则 不予审批", "  应 窑.监测\n  否则 不予审批")
    #expect(try asked(rules, "{}") == ["kiln.monitored", "kiln.backup"])
  }

  // MARK: - Intervals

  @Test("A missing number is told by intervals: what must pass, and what must fail")
  func intervals() throws {
    let rules = SmallRules(
      "  应 窑.热效率 不高于 1.3\n  否则 不予审批", "  应 窑.热效率 不高于 1.2\n  否则 限期改造")
    let analysis = try #require(MissingAnalysis.all(in: try rules.review("{}")).first)
    let text = RegionText(program: rules.book.program, language: .english).lines(analysis)
    #expect(
      text == [
        "at least 0 and at most 1.2: the rules that ask for it are settled, none fails → approve",
        "above 1.2 and at most 1.3: R2 not met → conditional",
        "above 1.3 and at most 10: R1, R2 not met → refuse",
      ])
    #expect(analysis.completions.map(\.decision) == [.approve, .refuse])
  }

  @Test("Where it depends on another fact, the intervals say so")
  func open() throws {
    let rules = SmallRules("  应 窑.热效率 不高于 1.3 且 窑.监测\n  否则 不予审批")
    let analysis = try #require(
      MissingAnalysis.all(in: try rules.review("{}")).first { $0.fact.path == "kiln.efficiency" })
    #expect(analysis.regions.map(\.outcome) == [.open, .fails(rules: ["R1"])])
    #expect(analysis.regions.map(\.decision) == [.supplement, .refuse])
  }

  @Test("Where no value moves the decision alone, others are supposed to have values too")
  func joint() throws {
    let rules = SmallRules(
      "  当 窑.监测 且 窑.备用\n  应 窑.燃料 是 气\n  否则 不予审批", "  应 窑.烟囱 不高于 2\n  否则 不予审批")
    let review = try rules.review(#"{"kiln": {"fuel": "煤"}}"#)
    let analysis = try #require(
      MissingAnalysis.all(in: review).first { $0.fact.path == "kiln.monitored" })
    let text = RegionText(program: rules.book.program, language: .chinese).lines(analysis)
    #expect(text == ["若 备用 = 是：否 → 补正；是 → 不予通过"])
    let numbers = SmallRules("  应 窑.替代量 不低于 1.5 × 窑.产量\n  否则 不予审批")
    let open = MissingAnalysis.all(in: try numbers.review("{}"))
    #expect(open.count == 2)
    for analysis in open {
      #expect(analysis.completions.map(\.decision) == [.approve, .refuse])
      #expect(analysis.regions.isEmpty)
    }
  }

  @Test("A missing choice is told by all its values, by what they lead to")
  func choices() throws {
    let rules = SmallRules("  应 窑.燃料 属于 气、电\n  否则 不予审批")
    let analysis = try #require(MissingAnalysis.all(in: try rules.review("{}")).first)
    let text = RegionText(program: rules.book.program, language: .chinese).lines(analysis)
    #expect(text == ["气、电 → 通过；煤 → 不予通过"])
  }
}
