import Testing

@testable import Rules

@Suite("Repairs")
struct RepairSearchTests {
  // MARK: - Numbers

  @Test("A number goes to the threshold itself, and one step beyond a strict one")
  func thresholds() throws {
    let atMost = SmallRules("  应 窑.热效率 不高于 1.2\n  否则 不予审批")
    #expect(
      try atMost.repairs(#"{"kiln": {"efficiency": 1.25}}"#)
        == ["kiln.efficiency 1.25 → 1.2 = approve"])
    let below = SmallRules("  应 窑.热效率 低于 1.2\n  否则 不予审批")
    #expect(
      try below.repairs(#"{"kiln": {"efficiency": 1.25}}"#)
        == ["kiln.efficiency 1.25 → 1.19 = approve"])
    let above = SmallRules("  应 窑.烟囱 高于 2\n  否则 不予审批")
    #expect(
      try above.repairs(#"{"kiln": {"chimneys": 1}}"#) == ["kiln.chimneys 1 → 3 = approve"])
  }

  @Test("An equation is solved for each changeable fact with the others fixed")
  func equations() throws {
    let rules = SmallRules("  应 窑.替代量 不低于 1.5 × 窑.产量\n  否则 不予审批")
    #expect(
      try rules.repairs(#"{"kiln": {"output": 100, "offset": 120}}"#) == [
        "kiln.output 100 → 80 = approve", "kiln.offset 120 → 150 = approve",
      ])
  }

  @Test("A quotient and the least of several are solved as well")
  func quotients() throws {
    let quotient = SmallRules("  应 窑.替代量 ÷ 窑.产量 不低于 0.8\n  否则 不予审批")
    #expect(
      try quotient.repairs(#"{"kiln": {"output": 200, "offset": 120}}"#) == [
        "kiln.output 200 → 150 = approve", "kiln.offset 120 → 160 = approve",
      ])
    let least = SmallRules("  应 窑.热效率 不高于 较小者（1.4、1.2 + 0.1、2）\n  否则 不予审批")
    #expect(
      try least.repairs(#"{"kiln": {"efficiency": 1.5}}"#)
        == ["kiln.efficiency 1.5 → 1.3 = approve"])
  }

  @Test("A threshold whose decimals never end is rounded to the side that passes")
  func endlessDecimals() throws {
    let rules = SmallRules("  应 3 × 窑.热效率 不高于 1\n  否则 不予审批")
    #expect(
      try rules.repairs(#"{"kiln": {"efficiency": 0.5}}"#)
        == ["kiln.efficiency 0.5 → 0.3333 = approve"])
  }

  @Test("A whole number stays whole, and a value outside the field's range is no repair")
  func ranges() throws {
    let half = SmallRules("  应 2 × 窑.烟囱 不低于 5\n  否则 不予审批")
    #expect(try half.repairs(#"{"kiln": {"chimneys": 1}}"#) == ["kiln.chimneys 1 → 3 = approve"])
    let beyond = SmallRules("  应 窑.热效率 不低于 11\n  否则 不予审批")
    let review = try beyond.review(#"{"kiln": {"efficiency": 1}}"#)
    let result = RepairSearch.find(in: review)
    #expect(result.repairs.isEmpty)
    #expect(result.incurable.map(\.rule) == [0])
    #expect(result.reachable == .refuse)
  }

  // MARK: - Other facts

  @Test("Booleans are flipped, choices take each value in reach and sets each that satisfies")
  func choices() throws {
    let choice = SmallRules("  应 窑.燃料 属于 气、电 且 窑.监测\n  否则 不予审批")
    #expect(
      try choice.repairs(#"{"kiln": {"fuel": "煤", "monitored": false}}"#) == [
        "kiln.fuel coal → gas, kiln.monitored no → yes = approve",
        "kiln.fuel coal → electric, kiln.monitored no → yes = approve",
      ])
    let filing = SmallRules("  应 窑.备案 属于 已备案、免于备案\n  否则 不予审批")
    #expect(
      try filing.repairs(#"{"kiln": {"filing": "无"}}"#) == ["kiln.filing none → filed = approve"])
    let set = SmallRules("  应 窑.措施 包含 除尘、脱硫\n  否则 不予审批")
    #expect(
      try set.repairs(#"{"kiln": {"measures": ["脱硫", "脱硝"]}}"#)
        == ["kiln.measures sulphur, nitrogen → dust, sulphur, nitrogen = approve"])
  }

  @Test("Exceptions, the accepted justification and what the rule names as its cure are ways out")
  func waysOut() throws {
    let exception = SmallRules(
      "  当 窑.燃料 是 煤\n  禁止\n  除外 备用窑：窑.备用\n  否则 不予审批\n  整改 窑.燃料")
    #expect(
      try exception.repairs(#"{"kiln": {"fuel": "煤", "backup": false}}"#) == [
        "kiln.backup no → yes = approve", "kiln.fuel coal → gas = approve",
        "kiln.fuel coal → electric = approve",
      ])
    let principle = SmallRules("  当 窑.地点 是 城区\n  禁止\n  原则上\n  否则 不予审批")
    #expect(
      try principle.repairs(#"{"kiln": {"place": "城区", "reason": "不采纳"}}"#)
        == ["kiln.reason rejected → accepted = approve"])
  }

  /// A rule that is left behind, and a consequence that is made milder, are not complied with.
  @Test(
    "Nobody is shown how to evade a rule",
    arguments: [
      // The threshold of the scope, a choice, an exclusion, the filter of a list.
      ("  当 窑.产量 不低于 500 吨\n  应 窑.监测\n  否则 不予审批", #"{"kiln": {"output": 520, "monitored": null}}"#),
      ("  当 窑.产量 不低于 500 吨\n  禁止\n  否则 不予审批", #"{"kiln": {"output": 520}}"#),
      ("  当 窑.燃料 是 煤\n  应 窑.地点 是 郊区\n  否则 不予审批", #"{"kiln": {"fuel": "煤", "place": "城区"}}"#),
      (
        "  排除 备用窑：窑.备用\n  应 窑.地点 是 郊区\n  否则 不予审批",
        #"{"kiln": {"backup": false, "place": "城区"}}"#
      ),
      (
        "  每个 炉 于 窑.炉 其中 非 炉.停用\n  应 窑.地点 是 郊区\n  否则 不予审批",
        #"{"kiln": {"place": "城区", "furnaces": [{"closed": false}]}}"#
      ),
      // A state that is worse and has a milder consequence; a plant of which nothing is left.
      (
        "  应 窑.地点 是 郊区\n  否则 不予审批 若 窑.监测\n  否则 限期改造",
        #"{"kiln": {"place": "城区", "monitored": true}}"#
      ),
      (
        "  应 窑.替代量 不低于 窑.产量\n  否则 不予审批",
        #"{"kiln": {"output": 10, "offset": {"from": 0, "to": 20}}}"#
      ),
    ])
  func evasions(_ rule: String, _ dossier: String) throws {
    let result = RepairSearch.find(in: try SmallRules(rule).review(dossier))
    #expect(result.repairs.isEmpty)
  }

  @Test("Each finding of the examples that is not met keeps a way out, or a reason why it has none")
  func findingsAreAccountedFor() throws {
    for example in CommittedRules.examples {
      let today = try #require(CalendarDate(parsing: "2025-06-01"))
      let judged = judgeDossier(
        example, by: CommittedRules.book.program, in: ReviewSetting(today: today))
      let review = try #require(judged.review)
      let advice = advise(review)
      let rules = review.program.rules.rules
      let cured = Set(advice.remedies.flatMap { $0.rules })
      let told = Set((advice.repairs.incurable + advice.repairs.conflicting).map { $0.rule })
      for finding in review.findings
      where finding.verdict == .notMet && finding.effect(in: review.program.vocabulary) > .approve {
        let isTold = told.contains(finding.rule) || cured.contains(finding.rule)
        #expect(
          isTold || !advice.repairs.repairs.isEmpty, "\(example.path): \(rules[finding.rule].id)")
      }
    }
  }

  @Test("What an applicant cannot change is no repair")
  func unchangeable() throws {
    let rules = SmallRules("  应 窑.地点 是 郊区\n  否则 不予审批")
    let result = RepairSearch.find(in: try rules.review(#"{"kiln": {"place": "城区"}}"#))
    #expect(result.repairs.isEmpty)
    #expect(result.incurable.count == 1)
  }

  @Test("Each element of a list is repaired by itself")
  func elements() throws {
    let rules = SmallRules(
      "  每个 炉 于 窑.炉 其中 非 炉.停用\n  应 炉.排放 不高于 5 吨\n  否则 不予审批\n  整改 炉.停用")
    #expect(
      try rules.repairs(
        #"{"kiln": {"furnaces": [{"emission": 4, "closed": false}, {"emission": 8, "closed": false}]}}"#
      )
        == [
          "kiln.furnaces[1].emission 8 → 5 = approve",
          "kiln.furnaces[1].closed no → yes = approve",
        ])
    let sum = SmallRules("  应 合计 炉.排放 对 炉 于 窑.炉 不高于 10 吨\n  否则 不予审批")
    #expect(
      try sum.repairs(#"{"kiln": {"furnaces": [{"emission": 4}, {"emission": 8}]}}"#) == [
        "kiln.furnaces[1].emission 8 → 6 = approve",
        "kiln.furnaces[0].emission 4 → 2 = approve",
      ])
  }

  // MARK: - Several findings

  @Test("One value serves two rules where the stricter one covers both")
  func stricter() throws {
    let rules = SmallRules(
      "  应 窑.热效率 不高于 1.3\n  否则 不予审批", "  应 窑.热效率 不高于 1.2\n  否则 缓批限批")
    #expect(
      try rules.repairs(#"{"kiln": {"efficiency": 1.5}}"#)
        == ["kiln.efficiency 1.5 → 1.2 = approve"])
  }

  @Test("A change that breaks another rule is followed by a change that mends it")
  func sideEffects() throws {
    let rules = SmallRules(
      "  应 窑.燃料 是 气\n  否则 不予审批", "  当 窑.燃料 是 气\n  应 窑.监测\n  否则 不予审批")
    #expect(
      try rules.repairs(#"{"kiln": {"fuel": "煤", "monitored": false}}"#)
        == ["kiln.fuel coal → gas, kiln.monitored no → yes = approve"])
  }

  @Test("Behind a finding that nothing can cure, only what is worse is cured")
  func floor() throws {
    let rules = SmallRules(
      "  应 窑.热效率 不高于 1.2\n  否则 不予审批", "  应 窑.地点 是 郊区\n  否则 限期改造",
      "  应 窑.监测\n  否则 限期改造")
    let review = try rules.review(
      #"{"kiln": {"efficiency": 1.25, "place": "城区", "monitored": false}}"#)
    let result = RepairSearch.find(in: review)
    #expect(result.reachable == .conditional)
    #expect(result.repairs.map(\.changes.count) == [1])
    #expect(result.incurable.map(\.rule) == [1])
  }

  @Test("Rules that contradict one another are said to be in conflict")
  func conflict() throws {
    let rules = SmallRules("  应 窑.监测\n  否则 不予审批", "  不得 窑.监测\n  否则 不予审批")
    let result = RepairSearch.find(in: try rules.review(#"{"kiln": {"monitored": false}}"#))
    #expect(result.repairs.isEmpty)
    #expect(result.incurable.isEmpty)
    #expect(result.conflicting.map(\.rule) == [0])
  }

  @Test("Facts that are missing stay missing, and the decision says so")
  func missing() throws {
    let rules = SmallRules("  应 窑.热效率 不高于 1.2\n  否则 不予审批", "  应 窑.监测\n  否则 不予审批")
    #expect(
      try rules.repairs(#"{"kiln": {"efficiency": 1.25}}"#)
        == ["kiln.efficiency 1.25 → 1.2 = supplement"])
  }

  // MARK: - The rule files

  /// All cases in the long run of ``FaithfulnessTests``, else each tenth.
  @Test("For every case whose decision rests on a shortcoming there is a repair or a reason")
  func ruleFiles() {
    let stride = FaithfulnessRuns.isLong ? 1 : 20
    let runner = CaseRunner(
      CommittedRules.book, today: CalendarDate(year: 2024, month: 6, day: 30) ?? .earliest)
    var repaired = 0
    var explained = 0
    for (index, declaration) in runner.cases.enumerated() where index % stride == 0 {
      guard let review = runner.run(declaration).review else { continue }
      let standing = DecisionStanding(of: review.findings, in: review.program.vocabulary)
      guard standing.shortcoming > .approve else { continue }
      let result = RepairSearch.find(in: review)
      if result.repairs.isEmpty { explained += 1 } else { repaired += 1 }
      #expect(
        !result.repairs.isEmpty || !result.incurable.isEmpty || !result.conflicting.isEmpty,
        "\(declaration.title)")
    }
    print("cases with a shortcoming: \(repaired) with repairs, \(explained) with a reason for none")
  }
}
