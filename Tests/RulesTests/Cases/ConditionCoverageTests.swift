import Reports
import Testing

@testable import Rules

/// What cases show of a rule.
@Suite("Coverage of condition values")
struct ConditionCoverageTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let clauses: String
    let cases: String
    /// The words of each place, and what no case shows of it.
    let lacks: [String]
    var testDescription: String { name }
  }

  private static let rows = [
    Row(
      name: "no case", clauses: "  应 窑.监测\n  否则 不予审批",
      cases: "案例 别的\n  设 窑.备用 = 否\n  得 R1 待定\n",
      lacks: [
        "规则 R1 规则1: refuse, met, notMet", "窑.监测: true, false",
      ]),
    Row(
      name: "all of a flag", clauses: "  应 窑.监测\n  否则 不予审批",
      cases: """
        案例 甲
          设 窑.监测 = 是
          得 R1 符合
        案例 乙
          设 窑.监测 = 否
          得 R1 不符合
        案例 丙
          设 窑.备用 = 否
          得 R1 待定

        """, lacks: []),
    Row(
      name: "a part that another one hides", clauses: "  应 窑.监测 或 窑.备用\n  否则 不予审批",
      cases: """
        案例 甲
          设 窑.监测 = 是
          设 窑.备用 = 否
          得 R1 符合
        案例 乙
          设 窑.监测 = 否
          设 窑.备用 = 否
          得 R1 不符合
        案例 丙
          设 窑.监测 = 是
          设 窑.备用 = 是
          得 R1 符合
        案例 丁
          设 窑.烟囱 = 1
          得 R1 待定

        """, lacks: ["窑.备用: true"]),
    // The text says it is none of these: that is true, and the case shows that it is.
    Row(
      name: "a condition that denies", clauses: "  应 窑.燃料 不是 煤\n  否则 不予审批",
      cases: """
        案例 甲
          设 窑.燃料 = 气
          得 R1 符合
        案例 丙
          设 窑.备用 = 否
          得 R1 待定

        """, lacks: ["规则 R1 规则1: refuse, notMet", "窑.燃料 不是 煤: false"]),
    Row(
      name: "what is forbidden", clauses: "  不得 窑.燃料 是 煤\n  否则 不予审批",
      cases: """
        案例 甲
          设 窑.燃料 = 气
          得 R1 符合
        案例 丙
          设 窑.备用 = 否
          得 R1 待定

        """, lacks: ["规则 R1 规则1: refuse, notMet", "窑.燃料 是 煤: true"]),
    Row(
      name: "a limit from afar", clauses: "  应 窑.热效率 不高于 1.2\n  否则 不予审批",
      cases: """
        案例 甲
          设 窑.热效率 = 1.2
          得 R1 符合
        案例 乙
          设 窑.热效率 = 5
          得 R1 不符合
        案例 丙
          设 窑.备用 = 否
          得 R1 待定

        """, lacks: ["窑.热效率 不高于 1.2: just below, just above"]),
    Row(
      name: "a count of one", clauses: "  应 （个数 对 炉 于 窑.炉） 高于 0\n  否则 不予审批",
      cases: """
        案例 甲
          设 窑.炉[0].排放 = 1 吨
          得 R1 符合
        案例 乙
          设 窑.炉 = 空
          得 R1 不符合
        案例 丙
          设 窑.备用 = 否
          得 R1 待定

        """, lacks: ["个数 对 炉 于 窑.炉） 高于 0: just below"]),
  ]

  @Test("What is lacking", arguments: rows)
  func lacking(_ row: Row) throws {
    let book = SmallRules(rules: [row.clauses], cases: row.cases).book
    #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map(\.message.chinese))")
    let runner = CaseRunner(book, today: try #require(CalendarDate(parsing: "2025-06-01")))
    let coverage = ConditionCoverage(runner.cases.map { runner.run($0) }, of: book) { _ in true }
    var lacks: [String] = []
    for rule in coverage.rules {
      var places: [SourceRange] = []
      for goal in rule.goals where !places.contains(goal.place) { places.append(goal.place) }
      for place in places {
        let missing = rule.goals.filter { $0.place == place && !coverage.reached.contains($0) }
        guard !missing.isEmpty else { continue }
        let text = book.sources[Int(place.source)].slice(Int(place.start), Int(place.end))
        let names = missing.map { goal in
          if case .consequence = goal.kind { return "refuse" }
          return goal.kind.name.english
        }
        let line = text.split(separator: "\n").first.map { String($0) } ?? ""
        lacks.append(line + ": " + names.joined(separator: ", "))
      }
    }
    #expect(lacks == row.lacks)
    let goals = coverage.rules.flatMap { $0.goals }
    #expect(coverage.total.total == goals.count)
    #expect((coverage.total.percent == "100") == row.lacks.isEmpty)
  }

  struct Further: Sendable, CustomTestStringConvertible {
    let column: String
    /// Its cell in each of the three rows.
    let cells: [String]
    var testDescription: String { column }
  }

  private static let further = [
    Further(column: "决定", cells: ["通过", "不予通过", "补正"]),
    Further(column: "R2", cells: ["符合", "待定", "待定"]),
    Further(column: "核对 「有监测」", cells: ["符合", "符合", "符合"]),
    Further(column: "窑.燃料", cells: ["煤", "煤", "煤"]),
  ]

  @Test("A case that states more counts for no less", arguments: further)
  func statingMore(_ further: Further) throws {
    // The first row counts for all rules, so that what the others show is looked at.
    let rows = [["2", "是", "符合"], ["2.1", "缺", "不符合 不予审批"], ["缺", "缺", "待定"]]
    func reached(_ columns: [String], _ rows: [[String]]) throws -> Set<CoverageGoal> {
      let lines = [["9", "是", "不符合 不予审批"] + (columns.count > 3 ? [further.cells[1]] : [])] + rows
      let table = lines.map { "  行 " + $0.joined(separator: "、") }
      let cases = "案例 表\n  列 \(columns.joined(separator: "、"))\n" + table.joined(separator: "\n")
      let book = SmallRules(
        rules: [
          "  应 窑.热效率 不高于 2\n  否则 不予审批", "  应 窑.监测\n  否则 提示",
        ], definitions: "核对 「有监测」 「monitored」：窑.监测 或 非 窑.监测\n", cases: cases + "\n"
      ).book
      #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map(\.message.chinese))")
      let runner = CaseRunner(book, today: try #require(CalendarDate(parsing: "2025-06-01")))
      return ConditionCoverage(runner.cases.map { runner.run($0) }, of: book) { _ in true }.reached
    }
    let columns = ["窑.热效率", "窑.监测", "R1"]
    let own = try reached(columns, rows)
    let more = try reached(
      columns + [further.column], zip(rows, further.cells).map { $0 + [$1] })
    #expect(more.isSuperset(of: own), "\(own.subtracting(more))")
  }

  struct Proof: Sendable, CustomTestStringConvertible {
    var definitions = ""
    let clauses: String
    /// What no dossier can show.
    let proved: [String]
    var testDescription: String { clauses }
  }

  private static let proofs = [
    Proof(clauses: "  应 窑.监测 或 窑.备用\n  否则 不予审批", proved: []),
    // No number of chimneys is below none, and none above 100.
    Proof(clauses: "  应 窑.烟囱 高于 0\n  否则 不予审批", proved: ["窑.烟囱 高于 0: just below"]),
    Proof(clauses: "  应 窑.烟囱 低于 100\n  否则 不予审批", proved: ["窑.烟囱 低于 100: just above"]),
    Proof(clauses: "  应 窑.热效率 不高于 1.2\n  否则 不予审批", proved: []),
    // Where it is a stand-by kiln nothing else follows.
    Proof(
      clauses: "  当 窑.备用\n  应 窑.监测\n  否则 不予审批 若 窑.备用\n  否则 限期改造",
      proved: ["窑.备用: false", "规则 R1 规则1: follows"]),
    // A fuel is one of two where it is not the third.
    Proof(
      clauses: "  当 窑.燃料 属于 煤、气\n  应 窑.监测\n  否则 不予审批 若 窑.燃料 是 煤\n  否则 限期改造",
      proved: []),
    Proof(
      clauses: "  当 窑.燃料 是 电\n  应 窑.监测 或 窑.燃料 是 煤\n  否则 不予审批",
      proved: ["窑.燃料 是 煤: true"]),
    // Open where the first is open, and then nothing hangs on it.
    Proof(
      clauses: "  当 窑.燃料 是 电\n  应 窑.监测\n  另应 窑.备用 若确知 窑.燃料 是 电\n  否则 不予审批",
      proved: ["窑.燃料 是 电: false"]),
    // Up to the limit the first part holds.
    Proof(
      clauses: "  应 窑.热效率 不高于 5 或 （窑.热效率 高于 5 且 窑.监测）\n  除外 气：窑.燃料 是 气\n  否则 不予审批",
      proved: [
        "窑.热效率 高于 5: at the limit", "窑.热效率 高于 5: false", "窑.热效率 高于 5: just below",
      ]),
    Proof(
      clauses: "  当 窑.备案 不是 无\n  排除 免：窑.备案 是 免于备案\n  应 窑.备案 是 已备案\n  否则 不予审批",
      proved: ["窑.备案 是 已备案: false", "规则 R1 规则1: follows"]),
    // A kiln out of town has no view, and then nothing is shown of it.
    Proof(
      definitions: "字段 窑.意见 kiln.view 「意见」 : 选项 好 good、坏 bad\n  存在于 窑.地点 是 城区\n",
      clauses: "  当 窑.意见 是 好 或 （窑.备用 且 窑.意见 是 坏）\n  应 窑.监测\n  否则 不予审批",
      proved: ["窑.意见 是 坏: false"]),
    // Where the one is open the other is.
    Proof(
      clauses: "  应 窑.监测\n  否则 不予审批 若 窑.燃料 是 煤 或 窑.燃料 是 气\n  否则 限期改造",
      proved: ["窑.燃料 是 气: unknown", "窑.燃料 是 煤: unknown"]),
    // What is above the limit is violated, whatever else is demanded of it.
    Proof(
      clauses: "  应 窑.热效率 不高于 5\n  另应 窑.监测 若确知 窑.热效率 高于 5\n  否则 不予审批",
      proved: [
        "窑.热效率 高于 5: just above", "窑.热效率 高于 5: true", "窑.监测: false", "窑.监测: true",
        "窑.监测: unknown",
      ]),
    // Of a kiln out of town no view is demanded, whether the rule says so or not.
    Proof(
      definitions: "字段 窑.观感 kiln.look 「观感」 : 是否\n  存在于 窑.地点 是 城区\n",
      clauses: "  当 适用 窑.观感\n  应 窑.观感\n  否则 不予审批", proved: ["适用 窑.观感: false"]),
    Proof(
      definitions: "字段 窑.观感 kiln.look 「观感」 : 是否\n  存在于 窑.地点 是 城区\n",
      clauses: "  排除 免：非 适用 窑.观感\n  应 窑.观感 或 窑.监测\n  否则 不予审批", proved: []),
    Proof(
      clauses: "  当 窑.烟囱 低于 35 或 （窑.备用 且 窑.烟囱 等于 35）\n  应 窑.监测\n  否则 不予审批",
      proved: ["窑.烟囱 等于 35: just below"]),
  ]

  @Test("What is proved to be shown by no dossier is shown by none", arguments: proofs)
  func unreachable(_ row: Proof) throws {
    let book = SmallRules(rules: [row.clauses], definitions: row.definitions).book
    #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map(\.message.chinese))")
    let all = ConditionCoverage([], of: book) { _ in true }
    let goals = UnreachableGoals(all, of: book.program)
    let proved = Set(goals.open.indices.filter { goals.isProved($0) }.map { goals.open[$0] })
    let names = proved.map { goal in
      let text = book.sources[Int(goal.place.source)]
        .slice(Int(goal.place.start), Int(goal.place.end))
      let line = text.split(separator: "\n").first.map { String($0) } ?? ""
      return "\(line): \(goal.kind.name.english)"
    }
    #expect(names.sorted() == row.proved.sorted())
    #expect(try Self.shown(by: book.program).isDisjoint(with: proved))
    let rest = all.without(proved)
    #expect(rest.total.total == all.total.total - proved.count)
  }

  /// What is shown of a rule by any of its facts in any of their states, given or not.
  private static func shown(by program: Program) throws -> Set<CoverageGoal> {
    let rule = try #require(CoveredRule(program, rule: 0))
    let facts = try #require(RuleFacts([program], [0]))
    let binding = Binding(
      dossier: Dossier(source: SourceText(path: "state.json", text: ""), root: DossierElement()),
      parameters: ParameterValues(), asOf: try #require(CalendarDate(parsing: "2025-06-01")),
      place: Place(regions: [], notes: []), existence: Existence())
    var shown: Set<CoverageGoal> = []
    for number in 0..<facts.count {
      let state = facts.state(number).sorted { $0.key < $1.key }
      for given in 0..<(1 << state.count) {
        var assumed: [FactReference: Fact] = [:]
        for (place, fact) in state.enumerated() where given >> place & 1 == 1 {
          assumed[FactReference(.field(fact.key))] = fact.value
        }
        let judge = RuleJudge(program: program, binding: binding, assumptions: assumed)
        for finding in judge.findings(of: 0) {
          let wanted = Set(rule.goals)
          shown.formUnion(ShownGoals(finding, of: rule, on: binding.asOf, wanted: wanted).goals)
        }
      }
    }
    return shown
  }

  @Test("The page shows a rule line by line, as it was written")
  func page() throws {
    let clauses = "  当 窑.备用\n    且 窑.监测\n  应 窑.热效率 不高于 1.2\n  否则 不予审批"
    let book = SmallRules(rules: [clauses], cases: "案例 甲\n  设 窑.备用 = 否\n  得 R1 不适用\n").book
    let runner = CaseRunner(book, today: try #require(CalendarDate(parsing: "2025-06-01")))
    let coverage = ConditionCoverage(runner.cases.map { runner.run($0) }, of: book) { _ in true }
    let page = ConditionCoverageReport(coverage, of: book, language: .chinese).html
    let shown = try #require(page.part(from: "<pre>", to: "</pre>"))
    let rule = try #require(book.program.rules.rules.first).range
    let source = book.sources[Int(rule.source)]
    #expect(words(of: shown) == source.slice(Int(rule.start), Int(rule.end)))
  }

  /// A piece of a page without its tags.
  private func words(of markup: Substring) -> String {
    var (words, isTag) = ("", false)
    for character in markup {
      if character == "<" { isTag = true }
      if !isTag { words.append(character) }
      if character == ">" { isTag = false }
    }
    return words
  }

  @Test("A figure is rounded down: 100 % means everything")
  func percent() {
    #expect(CoverageCount(reached: 9999, total: 10000).percent == "99.9")
    #expect(CoverageCount(reached: 1, total: 1).percent == "100")
    #expect(CoverageCount(reached: 0, total: 3).percent == "0")
    #expect(CoverageCount(reached: 9999, total: 10000).isBelow(ExactNumber(100)))
    #expect(!CoverageCount(reached: 1, total: 2).isBelow(ExactNumber(50)))
  }
}
