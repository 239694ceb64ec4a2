import Testing

@testable import Rules

/// What rules can never do, and what nearly looks like it.
@Suite("Rules that can make no difference")
struct RuleAnalysisTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let rules: [String]
    let codes: [String]
    var testDescription: String { name }

    init(_ name: String, _ rules: String..., finds codes: String...) {
      (self.name, self.rules, self.codes) = (name, rules, codes)
    }
  }

  private static let refuse = "\n  否则 不予审批"

  private static let rows = [
    Row(
      "an exclusion that leaves nobody",
      "  当 窑.热效率 高于 2\n  排除 高：窑.热效率 不低于 1.5\n  应 窑.监测" + refuse, finds: "never-applies"),
    Row(
      "an exclusion that leaves somebody",
      "  当 窑.热效率 高于 1\n  排除 高：窑.热效率 不低于 1.5\n  应 窑.监测" + refuse),
    Row(
      "two sums that exclude each other",
      "  当 窑.产量 + 窑.替代量 低于 5 吨 且 窑.产量 高于 6 吨\n  应 窑.监测" + refuse, finds: "never-applies"),
    Row(
      "what nobody can do", "  当 窑.产量 高于 窑.替代量\n  应 窑.替代量 不低于 窑.产量" + refuse,
      finds: "never-met"),
    Row("what somebody can do", "  当 窑.产量 高于 窑.替代量\n  应 窑.替代量 不低于 1 吨" + refuse),
    Row(
      "what everybody does", "  当 窑.产量 高于 窑.替代量\n  应 窑.产量 不低于 窑.替代量" + refuse,
      finds: "never-violated"),
    Row(
      "a part that says the same again", "  当 窑.产量 高于 窑.替代量 且 窑.替代量 不高于 窑.产量\n  应 窑.监测" + refuse,
      finds: "unreached-limit"),
    Row(
      "a choice among those of the part before", "  当 窑.燃料 属于 煤、气 且 窑.燃料 不是 电\n  应 窑.监测" + refuse,
      finds: "idle-condition"),
    Row(
      "a choice that leaves out one more", "  当 窑.燃料 属于 煤、气 且 窑.燃料 不是 煤\n  应 窑.监测" + refuse),
    Row(
      "a case that an earlier case contains",
      "  当 窑.燃料 属于 煤、气 或 （窑.燃料 是 煤 且 窑.备用）\n  应 窑.监测" + refuse, finds: "idle-condition"),
    Row(
      "a case that says again whom it is for",
      "  当 窑.燃料 不是 电\n  应 （窑.燃料 是 煤 且 窑.监测） 或 （窑.燃料 是 气 且 窑.备用）" + refuse),
    Row(
      "an exception for who complies", "  应 窑.热效率 不高于 2\n  除外 低：窑.热效率 不高于 1.5" + refuse,
      finds: "idle-exception"),
    Row("an exception for who does not", "  应 窑.热效率 不高于 2\n  除外 中：窑.热效率 不高于 2.5" + refuse),
    Row(
      "an exclusion of who is not asked", "  当 窑.热效率 高于 2\n  排除 低：窑.热效率 低于 1\n  应 窑.监测" + refuse,
      finds: "idle-exception"),
    Row(
      "a consequence for nobody", "  应 窑.热效率 不高于 2\n  否则 限期改造 若 窑.热效率 低于 1\n  否则 不予审批",
      finds: "idle-consequence"),
    Row("a consequence for some", "  应 窑.热效率 不高于 2\n  否则 限期改造 若 窑.热效率 低于 3\n  否则 不予审批"),
    Row(
      "a comment that allows nothing", "  # 允许 never-met 试\n  应 窑.监测" + refuse,
      finds: "idle-allowance"),
    Row(
      "a comment that allows it",
      "  # 允许 idle-exception 原文如此\n  应 窑.热效率 不高于 2\n  除外 低：窑.热效率 不高于 1.5" + refuse),
  ]

  @Test("What one rule says in itself", arguments: rows)
  func single(_ row: Row) throws {
    let book = SmallRules(rules: row.rules).book
    #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map(\.message.chinese))")
    let found = RuleAnalysis(book).singleRules()
    #expect(found.map(\.code.name) == row.codes, "\(found.map(\.message.chinese))")
  }

  private static let pairs = [
    Row(
      "a limit below another", "  应 窑.热效率 不高于 1.2" + refuse, "  应 窑.热效率 不高于 1.5" + refuse,
      finds: "shadowed-rule"),
    Row(
      "a limit for others", "  当 窑.燃料 是 煤\n  应 窑.热效率 不高于 1.2" + refuse,
      "  应 窑.热效率 不高于 1.5" + refuse),
    Row(
      "another consequence", "  应 窑.热效率 不高于 1.2" + refuse, "  应 窑.热效率 不高于 1.5\n  否则 限期改造"),
    Row(
      "a rule that names the other", "  应 窑.热效率 不高于 1.2\n  否则 不予审批\n  关联 R2",
      "  应 窑.热效率 不高于 1.5" + refuse),
    Row(
      "demands that exclude each other", "  应 窑.热效率 不高于 1.2" + refuse,
      "  当 窑.燃料 是 煤\n  应 窑.热效率 不低于 1.5" + refuse, finds: "contradicting-rules"),
    Row(
      "demands that meet", "  应 窑.热效率 不高于 1.5" + refuse,
      "  当 窑.燃料 是 煤\n  应 窑.热效率 不低于 1.5" + refuse),
    Row(
      "demands of different projects", "  当 窑.燃料 是 气\n  应 窑.热效率 不高于 1.2" + refuse,
      "  当 窑.燃料 是 煤\n  应 窑.热效率 不低于 1.5" + refuse),
  ]

  @Test("What two rules say together", arguments: pairs)
  func pair(_ row: Row) throws {
    let book = SmallRules(rules: row.rules).book
    #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map(\.message.chinese))")
    let found = RuleAnalysis(book).pairs()
    #expect(found.map(\.code.name) == row.codes, "\(found.map(\.message.chinese))")
  }

  @Test("The comments that only an analysis can judge are those of its codes")
  func codes() {
    let codes = Diagnostic.Code.ofConditions + Diagnostic.Code.ofPairs
    #expect(Set(codes.map(\.name)) == Allowance.codesOfAnalysis)
  }

  @Test("Nothing is said of the shipped rules")
  func shipped() {
    let analysis = RuleAnalysis(CommittedRules.book)
    #expect(analysis.singleRules().map(\.message.chinese) == [])
    #expect(analysis.pairs().map(\.message.chinese) == [])
  }
}
