import Testing

@testable import Rules

/// Versions of a rule that the same dossiers violate, and of which something else follows or is read.
@Suite("Consequences and words compared")
struct ConsequenceComparisonTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    let change: RuleDifference.Change
    /// What followed, what follows, and where, of each example.
    var examples: [Example] = []
    var isNeverViolated = false
    var testDescription: String { name }
  }

  struct Example: Sendable, Equatable {
    let old: String
    let new: String
    let region: String
  }

  private static let rows = [
    Row(
      name: "a milder one", old: "  应 窑.监测\n  否则 不予审批", new: "  应 窑.监测\n  否则 限期改造",
      change: .looser, examples: [Example(old: "不予审批", new: "限期改造", region: "有监测 否")]),
    Row(
      name: "a heavier one", old: "  应 窑.热效率 不高于 2\n  否则 提示", new: "  应 窑.热效率 不高于 2\n  否则 缓批限批",
      change: .stricter,
      examples: [Example(old: "提示", new: "缓批限批", region: "热效率 在 (2, 10]")]),
    Row(
      name: "chosen for more", old: "  应 窑.监测\n  否则 不予审批 若 窑.热效率 高于 2\n  否则 提示",
      new: "  应 窑.监测\n  否则 不予审批 若 窑.热效率 高于 1.8\n  否则 提示", change: .stricter,
      examples: [Example(old: "提示", new: "不予审批", region: "有监测 否，热效率 在 (1.8, 2]")]),
    Row(
      name: "exchanged", old: "  应 窑.监测\n  否则 不予审批 若 窑.备用\n  否则 提示",
      new: "  应 窑.监测\n  否则 提示 若 窑.备用\n  否则 不予审批", change: .mixed,
      examples: [
        Example(old: "不予审批", new: "提示", region: "有监测 否，备用 是"),
        Example(old: "提示", new: "不予审批", region: "有监测 否，备用 否"),
      ]),
    Row(
      name: "chosen in other words", old: "  应 窑.监测\n  否则 不予审批 若 窑.热效率 高于 2\n  否则 提示",
      new: "  应 窑.监测\n  否则 提示 若 窑.热效率 不高于 2\n  否则 不予审批", change: .equivalent),
    Row(
      name: "of a rule that nothing can violate", old: "  应 窑.热效率 不高于 10\n  否则 提示",
      new: "  应 窑.热效率 不高于 10\n  否则 不予审批", change: .equivalent, isNeverViolated: true),
    Row(
      name: "of a rule that demands nothing", old: "  当 窑.监测\n  则 缓批限批 「甲」",
      new: "  当 窑.监测\n  则 不予审批 「甲」", change: .equivalent,
      examples: [Example(old: "缓批限批", new: "不予审批", region: "有监测 是")]),
    Row(
      name: "besides a limit", old: "  应 窑.热效率 不高于 2\n  否则 不予审批",
      new: "  应 窑.热效率 不高于 1\n  否则 提示", change: .mixed,
      examples: [Example(old: "不予审批", new: "提示", region: "热效率 在 (2, 10]")]),
    Row(
      name: "of each of a list", old: "  每个 f 于 窑.炉\n  应 f.排放 不高于 5 吨\n  否则 提示",
      new: "  每个 f 于 窑.炉\n  应 f.排放 不高于 5 吨\n  否则 不予审批", change: .stricter,
      examples: [Example(old: "提示", new: "不予审批", region: "排放 在 (5, +∞) 吨")]),
  ]

  @Test("A change of what follows says from what to what, where, and shows it", arguments: rows)
  func follows(_ row: Row) throws {
    let (old, new) = (SmallRules(row.old).book, SmallRules(row.new).book)
    let difference = try #require(try Self.differences(old, new).first)
    #expect(difference.change == row.change, "\(difference)")
    #expect(difference.reason == nil)
    let shown = difference.witnesses.filter { $0.consequences != nil }
    #expect(
      shown.map {
        Example(
          old: $0.consequences?.old.chinese ?? "", new: $0.consequences?.new.chinese ?? "",
          region: $0.region.chinese)
      } == row.examples)
    for witness in shown { #expect(witness.old == witness.new) }
    #expect(difference.isNeverViolated == (row.isNeverViolated || row.new.contains("  则 ")))
  }

  struct Wording: Sendable, CustomTestStringConvertible {
    let place: String
    let old: String?
    let new: String?
    var clauses = ("", "")
    var testDescription: String { place }
  }

  private static let wordings = [
    Wording(
      place: "说明", old: "旧", new: "新", clauses: ("  则 提示 「旧」", "  则 提示 「新」")),
    Wording(
      place: "补救", old: nil, new: "装监测",
      clauses: ("  应 窑.监测\n  否则 提示", "  应 窑.监测\n  否则 提示\n  补救 「装监测」")),
    Wording(
      place: "备注", old: "甲", new: nil,
      clauses: ("  应 窑.监测\n  否则 提示\n  备注 「甲」", "  应 窑.监测\n  否则 提示")),
    Wording(
      place: "后果", old: "提示", new: "提示（推定）",
      clauses: ("  应 窑.监测\n  否则 提示", "  应 窑.监测\n  否则 提示（推定）")),
    Wording(
      place: "除外", old: "备用的", new: "备用窑",
      clauses: (
        "  应 窑.监测\n  除外 备用的：窑.备用\n  否则 提示", "  应 窑.监测\n  除外 备用窑：窑.备用\n  否则 提示"
      )),
  ]

  @Test(
    "A text that people read is told old and new, and the rule is proved the same",
    arguments: wordings)
  func words(_ wording: Wording) throws {
    let old = SmallRules("  当 窑.备用\n" + wording.clauses.0).book
    let new = SmallRules("  当 窑.备用\n" + wording.clauses.1).book
    for book in [old, new] {
      #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })")
    }
    let difference = try #require(try Self.differences(old, new).first)
    #expect(difference.change == .equivalent && difference.witnesses.isEmpty)
    #expect(difference.rewordings.count == 1)
    let found = try #require(difference.rewordings.first)
    #expect(found.place.chinese == wording.place)
    #expect(found.old?.chinese == wording.old && found.new?.chinese == wording.new)
  }

  private static func differences(_ old: RuleBook, _ new: RuleBook) throws -> [RuleDifference] {
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    return RuleComparison(old.program, new.program, today: today).differences()
  }
}
