import Testing

@testable import Rules

/// What decides in a version of rules besides the conditions, and what it is called.
@Suite("Rules compared by what decides, not by what it is called")
struct RenumberedRuleTests {
  private static let clauses = "  应 窑.监测\n  否则 不予审批"

  @Test("A rule with another id that says the same is renumbered, not deleted and added")
  func renumbered() throws {
    let (old, new) = (Self.text("R1", Self.clauses), Self.text("R9", Self.clauses))
    let found = try Self.differences(old, new)
    #expect(found.map { $0.rule } == ["R9"])
    #expect(found.map { $0.formerRule } == ["R1"])
    #expect(found.map { $0.change } == [.equivalent])
    #expect(found.allSatisfy { $0.witnesses.isEmpty && !$0.changesFindings })
  }

  @Test("One that says something else is deleted and added")
  func other() throws {
    let old = Self.text("R1", Self.clauses)
    let new = Self.text("R9", "  应 窑.备用\n  否则 不予审批")
    let found = try Self.differences(old, new)
    #expect(found.map { $0.rule } == ["R9", "R1"])
    #expect(found.map { $0.change } == [.stricter, .looser])
    #expect(found.allSatisfy { $0.formerRule == nil })
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let change: RuleDifference.Change?
    var testDescription: String { "\(old) → \(new)" }
  }

  private static let rows = [
    Row(old: "可信度 S", new: "可信度 S2", change: .looser),
    Row(old: "可信度 X", new: "可信度 K-high", change: .stricter),
    Row(old: "可信度 S", new: "可信度 K-high", change: nil),
    Row(old: "可信度 S2", new: "可信度 X", change: nil),
  ]

  @Test(
    "A figure that may decide no longer, or now may, is a change with an example", arguments: rows)
  func certainty(_ row: Row) throws {
    func book(_ certainty: String) -> RuleBook {
      let definitions = """
        参数 底线 floor 「底线」 : 数 吨
          来源 「示例」
          值 5 吨 「附表」 \(certainty)

        """
      return SmallRules(rules: ["  应 窑.产量 不低于 底线\n  否则 不予审批"], definitions: definitions).book
    }
    let found = try Self.differences(book(row.old), book(row.new))
    #expect(found.map { $0.change } == [row.change].compactMap { $0 })
    guard let change = row.change else { return }
    let witness = try #require(found.first?.witnesses.first)
    #expect(witness.old == .notMet && witness.new == .notMet && witness.change == change)
    #expect(witness.consequences?.old != witness.consequences?.new)
    #expect(witness.region.chinese == "产量 在 [0, 5) 吨")
  }

  @Test("A choice is compared by its name, not by its place")
  func choices() throws {
    func book(_ choices: String, _ value: String) -> RuleBook {
      let definitions = """
        参数 范围 scope 「范围」 : 选项 \(choices)
          来源 「示例」
          值 \(value)

        """
      return SmallRules(
        rules: ["  当 范围 是 全部\n  应 窑.监测\n  否则 不予审批"], definitions: definitions
      ).book
    }
    let (one, other) = ("部分 some、全部 all", "全部 all、部分 some")
    #expect(try Self.differences(book(one, "全部"), book(other, "全部")).isEmpty)
    let found = try Self.differences(book(one, "部分"), book(other, "全部"))
    #expect(found.map { $0.change } == [.stricter])
  }

  private static func text(_ id: String, _ clauses: String) -> RuleBook {
    SmallRules(rules: [], definitions: "规则 \(id) 规则\n  依据 甲1号 一「照此办理」\n\(clauses)\n").book
  }

  private static func differences(_ old: RuleBook, _ new: RuleBook) throws -> [RuleDifference] {
    for book in [old, new] {
      #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })")
    }
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    return RuleComparison(old.program, new.program, today: today).differences()
  }
}
