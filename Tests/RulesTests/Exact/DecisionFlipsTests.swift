import Testing

@testable import Rules

/// Whether a project is refused by one version of rules and passed by the other.
@Suite("Decisions that flip")
struct DecisionFlipsTests {
  private static func today() throws -> CalendarDate {
    try #require(CalendarDate(parsing: "2025-06-01"))
  }

  /// What is said of the direction from refused to passed, where a limit of efficiency moves up.
  enum Expected: Sendable, Equatable {
    case found
    /// By the rules or cross-checks of these names.
    case keptBy([String])
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    /// What stands beside the rule in both versions.
    var others: [String] = []
    var definitions = ""
    let expected: Expected
    var testDescription: String { name }
  }

  private static let rows = [
    Row(name: "alone", expected: .found),
    Row(
      name: "another rule asks for the old limit",
      others: ["  应 窑.热效率 不高于 1.2\n  否则 缓批限批"], expected: .keptBy(["R2"])),
    Row(
      name: "two rules leave nothing between them",
      others: ["  应 窑.热效率 低于 1.22\n  否则 缓批限批", "  应 窑.热效率 高于 1.23\n  否则 不予审批"],
      expected: .keptBy(["R2", "R3"])),
    Row(
      name: "another rule is milder", others: ["  应 窑.热效率 不高于 1.2\n  否则 限期改造"],
      expected: .found),
    Row(
      name: "another rule asks for another fact",
      others: ["  当 窑.燃料 是 煤\n  应 窑.监测\n  否则 不予审批"], expected: .found),
    Row(
      name: "another rule holds in principle", others: ["  原则上\n  应 窑.监测\n  否则 不予审批"],
      expected: .found),
    Row(
      name: "another rule asks for a day",
      others: ["  应 窑.投产日 不早于 2000-01-01\n  否则 不予审批"],
      definitions: "字段 窑.投产日 kiln.opened 「投产日」 : 日期\n", expected: .found),
    Row(
      name: "another rule names a day without a limit",
      others: ["  当 窑.监测\n  应 窑.投产日 不早于 2000-01-01\n  否则 不予审批"],
      definitions: "字段 窑.投产日 kiln.opened 「投产日」 : 日期\n", expected: .found),
    Row(
      name: "another rule asks for a day that a parameter gives",
      others: ["  应 窑.投产日 早于 起日\n  否则 不予审批"],
      definitions: """
        字段 窑.投产日 kiln.opened 「投产日」 : 日期
        参数 起日 start 「起日」 : 日期
          值 2010-11-01 「办法的施行日期」 可信度 S

        """, expected: .found),
    Row(
      name: "another rule asks for a day within some days of another",
      others: ["  应 窑.投产日 不早于 窑.批准日 且 窑.投产日 不晚于 窑.批准日 + 30天\n  否则 不予审批"],
      definitions: """
        字段 窑.投产日 kiln.opened 「投产日」 : 日期
        字段 窑.批准日 kiln.approved 「批准日」 : 日期

        """, expected: .found),
    Row(
      name: "a cross-check of the same number",
      definitions: "核对 「热效率不高于1.2」 「at most 1.2」：窑.热效率 不高于 1.2\n",
      expected: .keptBy(["核对「热效率不高于1.2」"])),
    Row(
      name: "a cross-check of facts that another rule asks for",
      others: ["  当 窑.燃料 属于 煤、气\n  应 窑.监测\n  否则 不予审批"],
      definitions: "核对 「烧煤的有备用」 「coal has a backup」：窑.燃料 不是 煤 或 窑.备用\n",
      expected: .found),
    Row(
      name: "two cross-checks leave nothing between them",
      others: ["  应 窑.监测 或 窑.备用\n  否则 不予审批"],
      definitions: """
        核对 「有监测」 「monitored」：窑.热效率 不高于 1.2 或 窑.监测
        核对 「没有监测」 「not monitored」：窑.热效率 不高于 1.2 或 非 窑.监测

        """, expected: .keptBy(["核对「有监测」", "核对「没有监测」"])),
  ]

  @Test("A project flips that both versions judge so, or it is told what keeps it", arguments: rows)
  func flips(_ row: Row) throws {
    func program(_ limit: String) -> Program {
      let rules = ["  应 窑.热效率 不高于 \(limit)\n  否则 不予审批"] + row.others
      let book = SmallRules(rules: rules, definitions: row.definitions).book
      #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })")
      return book.program
    }
    let (old, new) = (program("1.2"), program("1.25"))
    let looser = try Self.flips(old, new)
    try Self.expect(row.expected, looser.refusedThenPassed(), old, new)
    #expect(Self.keepers(looser.passedThenRefused()) == [])
    let stricter = try Self.flips(new, old)
    try Self.expect(row.expected, stricter.passedThenRefused(), new, old)
    #expect(Self.keepers(stricter.refusedThenPassed()) == [])
  }

  /// One edit of a shipped file, and whether a project flips by it.
  struct Edit: Sendable, CustomTestStringConvertible {
    let path: String
    let old: String
    let new: String
    let expected: Expected
    var testDescription: String { "\(old) → \(new)" }
  }

  private static let edits = [
    Edit(
      path: "Rules/national/data-centre.rules", old: "应 数据中心.PUE 不高于 1.2\n",
      new: "应 数据中心.PUE 不高于 1.25\n", expected: .found),
    Edit(
      path: "Rules/ningxia/3-key-tasks.rules", old: "应 数据中心.PUE 不高于 1.2\n",
      new: "应 数据中心.PUE 不高于 1.25\n", expected: .found),
    Edit(
      path: "Rules/inner-mongolia/4-policies.rules",
      old: "当 清单.两高 且 项目.阶段 属于 在建、存量\n  应 项目.实际产能",
      new: "当 清单.两高 且 项目.阶段 是 在建\n  应 项目.实际产能", expected: .found),
  ]

  @Test("A condition of the shipped rules that asks for less lets a project pass", arguments: edits)
  func shipped(_ edit: Edit) throws {
    let sources = CommittedRules.sources.filter { !$0.path.hasSuffix(".cases") }
    let edited = try sources.map { source -> SourceText in
      guard source.path == edit.path else { return source }
      let text = String(decoding: source.bytes, as: UTF8.self)
      let place = try #require(text.firstRange(of: edit.old))
      return SourceText(
        path: source.path,
        text: text[..<place.lowerBound] + edit.new + text[place.upperBound...])
    }
    let (old, new) = (CommittedRules.book.program, RuleBook(edited).program)
    let flips = try Self.flips(old, new)
    try Self.expect(edit.expected, flips.refusedThenPassed(), old, new)
    #expect(Self.keepers(flips.passedThenRefused()) == [])
  }

  private static func flips(_ old: Program, _ new: Program) throws -> DecisionFlips {
    let comparison = RuleComparison(old, new, today: try today())
    return DecisionFlips(comparison, comparison.differences())
  }

  private static func expect(
    _ expected: Expected, _ answer: DecisionFlips.Answer, _ old: Program, _ new: Program
  ) throws {
    switch (expected, answer) {
    case (.found, .found(let witness)):
      func decision(_ program: Program) -> Decision? {
        let source = SourceText(path: "witness.json", text: witness.dossier)
        let setting = ReviewSetting(asOf: witness.asOf, today: witness.asOf)
        return judgeDossier(source, by: program, in: setting).review?.decision
      }
      #expect(decision(old) == witness.old && decision(new) == witness.new)
      #expect(max(witness.old, witness.new) == .refuse)
      #expect(min(witness.old, witness.new) < .supplement)
    case (.keptBy(let names), .none(let keepers)):
      #expect(Set(keepers.map { $0.chinese }) == Set(names))
    default: Issue.record("\(answer)")
    }
  }

  /// What keeps all projects from flipping; nil: that is not proved.
  private static func keepers(_ answer: DecisionFlips.Answer) -> [String]? {
    guard case .none(let keepers) = answer else { return nil }
    return keepers.map { $0.chinese }
  }
}
