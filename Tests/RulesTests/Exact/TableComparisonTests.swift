import Testing

@testable import Rules

/// Versions of a rule that differ by the values of a table or of a parameter.
@Suite("Tables compared by the values that changed")
struct TableComparisonTests {
  /// Where a rule looks up the table.
  struct Look: Sendable, CustomTestStringConvertible {
    let name: String
    let clauses: String
    /// Whether it is no aggregate of a list, of which an example is found but nothing proved.
    var isProved = true
    var testDescription: String { name }
  }

  private static let looks = [
    Look(name: "by one fact", clauses: "  应 窑.产量 不高于 限值[窑.型号]\n  否则 不予审批"),
    Look(
      name: "by two facts",
      clauses: "  应 窑.产量 不高于 限值[窑.型号] 且 窑.替代量 不高于 限值[窑.旧型号]\n  否则 不予审批"),
    Look(
      name: "beside another table",
      clauses: "  当 窑.产量 高于 起点[窑.型号]\n  应 窑.替代量 不高于 限值[窑.型号]\n  否则 不予审批"),
    Look(
      name: "by each of a list",
      clauses: "  应 都 f.排放 不高于 限值[f.型号] 对 f 于 窑.炉\n  否则 不予审批", isProved: false),
  ]

  private typealias Rows = [(key: String, limit: Int)]

  private static func book(_ look: Look, _ rows: Rows) -> RuleBook {
    let lines = rows.map { "  行 「\($0.key)」、\($0.limit)" }.joined(separator: "\n")
    let definitions = """
      字段 窑.型号 kiln.model 「型号」 : 文字
      字段 窑.旧型号 kiln.oldModel 「旧型号」 : 文字
      字段 窑.炉.型号 kiln.furnaces.model 「炉型号」 : 文字
      表 限值表 limits 「限值」
        来源 「示例」
        键 型号 model : 文字
        列 限值 limit : 数 吨
      \(lines)
      表 起点表 floors 「起点」
        来源 「示例」
        键 型号 model : 文字
        列 起点 floor : 数 吨
      \(rows.map { "  行 「\($0.key)」、1" }.joined(separator: "\n"))
      参数 限值 limit 「限值」 : 数 吨 按 文字
        取自 限值表.限值
      参数 起点 floor 「起点」 : 数 吨 按 文字
        取自 起点表.起点

      """
    return SmallRules(rules: [look.clauses], definitions: definitions).book
  }

  /// A table with some values changed, and what that makes of a rule that says “not above”.
  private static func edited(
    _ rows: Rows, _ random: inout SplitMix64
  ) -> (rows: Rows, changed: Set<String>, change: RuleDifference.Change) {
    var edited = rows
    var (isStricter, isLooser) = (false, false)
    var changed: Set<String> = []
    for place in Array(rows.indices.shuffled(using: &random).prefix(2)) {
      let step = Int.random(in: -1...1, using: &random)
      guard step != 0 else { continue }
      edited[place].limit += step
      changed.insert(rows[place].key)
      if step < 0 { isStricter = true } else { isLooser = true }
    }
    let change: RuleDifference.Change =
      switch (isStricter, isLooser) {
      case (true, true): .mixed
      case (true, false): .stricter
      case (false, true): .looser
      case (false, false): .equivalent
      }
    return (edited, changed, change)
  }

  @Test("A change is found under the keys that it touches", arguments: looks)
  func edits(_ look: Look) throws {
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    var random = SplitMix64(seed: 2_026)
    var seen: Set<RuleDifference.Change> = []
    for number in 0..<24 {
      let rows = (0..<14).map {
        (key: "型\($0)", limit: Int.random(in: 2...6, using: &random))
      }
      let (changed, keys, expected) = Self.edited(rows, &random)
      let (before, after) = (Self.book(look, rows), Self.book(look, changed))
      try #require(
        !before.diagnostics.hasErrors, "\(before.diagnostics.map { $0.message.chinese })")
      let found = RuleComparison(before.program, after.program, today: today).differences()
      let change = found.first?.change ?? .equivalent
      #expect(
        change == expected || (!look.isProved && change == .undecided && expected != .equivalent),
        "\(number): \(found)")
      #expect((found.first?.witnesses ?? []).isEmpty == (expected == .equivalent))
      for witness in found.flatMap({ $0.witnesses }) {
        #expect(keys.contains { witness.dossier.contains("\"\($0)\"") }, "\(witness.dossier)")
      }
      seen.insert(expected)
    }
    #expect(seen.count == 4)
  }

  @Test("Keys that are new or gone", arguments: looks.dropLast())
  func keys(_ look: Look) throws {
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    let rows = (0..<12).map { (key: "型\($0)", limit: $0 % 5 + 2) }
    let (few, many) = (Self.book(look, rows.dropLast()), Self.book(look, rows))
    for (old, new, change) in [(few, many, RuleDifference.Change.stricter), (many, few, .looser)] {
      let found = RuleComparison(old.program, new.program, today: today).differences()
      #expect(found.map { $0.change } == [change])
      #expect(found.first?.witnesses.first?.dossier.contains("型11") == true)
    }
  }

  @Test("A value with a date is another from its day on")
  func dates() throws {
    func book(_ end: String, _ day: String) -> RuleBook {
      let definitions = """
        参数 底线 floor 「底线」 : 数 吨
          来源 「示例」
          值 1 吨 自 2023-01-01 至 \(end)
          值 2 吨 自 \(day)

        """
      return SmallRules(rules: ["  应 窑.产量 不低于 底线\n  否则 不予审批"], definitions: definitions).book
    }
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    let (before, after) = (book("2024-06-30", "2024-07-01"), book("2024-07-31", "2024-08-01"))
    let found = RuleComparison(before.program, after.program, today: today).differences()
    #expect(found.map { $0.change } == [.looser])
    let witness = try #require(found.first?.witnesses.first)
    #expect(witness.asOf.description == "2024-07-01")
  }

  /// A rule asks for other than the limits of a table: each product has its own.
  private static let strictness = [
    Strictness(
      name: "below it, not at it", new: "  应 窑.产量 低于 限值[窑.型号]\n  否则 不予审批",
      region: "型号 乙（其他的各按自己的数），产量 在 {5} 吨（界限取自“限值”）"),
    Strictness(
      name: "half of it", new: "  应 2 × 窑.产量 不高于 限值[窑.型号]\n  否则 不予审批",
      region: "型号 乙（其他的各按自己的数），产量 在 (2.5, 5] 吨（界限取自“限值”）"),
    Strictness(
      name: "a limit for all", new: "  应 窑.产量 不高于 限值[窑.型号] 且 窑.产量 不高于 1 吨\n  否则 不予审批",
      region: "型号 其他（其他的各按自己的数），产量 在 (1, +∞) 吨"),
    Strictness(
      name: "another fact besides", new: "  应 窑.产量 不高于 限值[窑.型号] 且 窑.替代量 不高于 2 吨\n  否则 不予审批",
      region: "型号 其他（其他的各按自己的数），替代量 在 (2, +∞) 吨"),
  ]

  struct Strictness: Sendable, CustomTestStringConvertible {
    let name: String
    let new: String
    let region: String
    var testDescription: String { name }
  }

  @Test(
    "A region whose limits stand in a table names the table and whose they are",
    arguments: strictness)
  func regions(_ row: Strictness) throws {
    let rows: Rows = [("甲", 3), ("乙", 5), ("丙", 7)]
    let look = Look(name: "", clauses: "  应 窑.产量 不高于 限值[窑.型号]\n  否则 不予审批")
    let changed = Look(name: "", clauses: row.new)
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    let found = RuleComparison(
      Self.book(look, rows).program, Self.book(changed, rows).program, today: today
    ).differences()
    let difference = try #require(found.first)
    #expect(difference.change == .stricter)
    #expect(difference.witnesses.first?.region.chinese == row.region)
  }
}
