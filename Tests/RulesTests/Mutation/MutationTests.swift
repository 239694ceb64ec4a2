import Testing

@testable import Rules

/// What is changed of a rule, and what becomes of it.
@Suite("Mutants")
struct MutationTests {
  /// The outcomes of all mutants of some rules, and their report.
  private struct Run {
    let report: MutationReport
    let outcomes: [MutationTest.Outcome]
    let test: MutationTest

    init(_ book: RuleBook, today: CalendarDate, isOwn: (CatalogueRule) -> Bool = { _ in true }) {
      let runner = CaseRunner(book, today: today)
      let test = MutationTest(runner, cases: runner.cases, isOwn: isOwn)
      let results = test.jobs.indices.map { test.results(ofJob: $0) }
      outcomes = results.flatMap { $0.outcomes }.sorted { $0.mutant < $1.mutant }.map {
        $0.outcome
      }
      report = MutationReport(results, of: test, in: book)
      self.test = test
    }
  }

  private static func today() throws -> CalendarDate {
    try #require(CalendarDate(parsing: "2025-06-01"))
  }

  // MARK: - What is changed

  struct Kind: Sendable, CustomTestStringConvertible {
    let name: String
    var definitions = ""
    let clauses: String
    /// The cases that there are before.
    var cases: String?
    let changes: [String]
    var testDescription: String { name }
  }

  private static let kinds = [
    Kind(
      name: "a limit", clauses: "  应 窑.产量 不高于 1.20 吨\n  否则 不予审批",
      changes: ["≤→<", "≤→≥", "1.2 → 1.21", "1.2 → 1.19", "1.2 → 12"]),
    Kind(
      name: "a whole number", clauses: "  应 窑.烟囱 高于 2\n  否则 不予审批",
      changes: [">→≥", "2 → 3", "2 → 1", "2 → 20"]),
    Kind(
      name: "two conditions", clauses: "  当 窑.监测 且 窑.备用\n  应 窑.热效率 不高于 2\n  否则 不予审批",
      changes: ["且→或", "去掉这一项", "去掉“当”"]),
    Kind(
      name: "a list of choices", clauses: "  应 窑.燃料 属于 煤、气\n  否则 不予审批",
      changes: ["去掉第 1 项", "去掉第 2 项"]),
    Kind(name: "one choice", clauses: "  应 窑.燃料 是 煤\n  否则 不予审批", changes: ["是→不是"]),
    Kind(name: "a negation", clauses: "  应 非 窑.监测\n  否则 不予审批", changes: ["去掉“非”"]),
    Kind(
      name: "an exception and an exclusion",
      clauses: "  排除 备用：窑.备用\n  应 窑.热效率 不高于 2\n  除外 监测：窑.监测\n  否则 不予审批",
      changes: ["去掉“排除”", "去掉“除外”"]),
    Kind(
      name: "each of a list",
      clauses: "  应 都 炉.排放 不高于 5 吨 对 炉 于 窑.炉 其中 非 炉.停用\n  否则 不予审批",
      changes: ["都→有", "去掉列表的条件", "去掉“非”"]),
    Kind(
      name: "a due date",
      clauses: "  自 2024-01-01\n  至 2026-12-31\n  应 窑.监测\n  否则 不予审批",
      changes: ["施行 2024-01-01 早一天", "失效 2026-12-31 晚一天"]),
    Kind(
      name: "what follows", clauses: "  应 窑.监测\n  否则 缓批限批",
      changes: ["缓批限批→不予审批", "缓批限批→限期改造"]),
    Kind(
      name: "a sum", clauses: "  应 窑.产量 + 窑.替代量 不高于 9 吨\n  否则 不予审批", changes: ["+→-"]),
    Kind(
      name: "the lesser of two", clauses: "  应 较小者（窑.产量、窑.替代量） 不高于 9 吨\n  否则 不予审批",
      changes: ["较小者→较大者"]),
    Kind(
      name: "a value of the authority", definitions: "参数 配额 quota 「配额」 : 数 吨\n",
      clauses: "  应 窑.产量 不高于 配额\n  否则 不予审批",
      cases: "案例 恰等于配额\n  设 窑.产量 = 5 吨\n  参数 配额 = 5 吨\n  得 R1 符合\n",
      changes: ["≤→<", "≤→≥"]),
    Kind(
      name: "a product with such a value", definitions: "参数 折扣 discount 「折扣」 : 数\n",
      clauses: "  应 窑.产量 不高于 折扣 × 窑.替代量\n  否则 不予审批", changes: ["≤→<", "≤→≥"]),
    Kind(
      name: "a table",
      definitions: """
        表 限值表 limits 「限值」
          来源 「示例」
          键 燃料 fuel : 文字
          列 限值 limit : 数 吨
          行 煤、2
          行 气、3
        参数 限值 limit 「限值」 : 数 吨 按 文字
          取自 限值表.限值

        """,
      clauses: "  应 窑.产量 不高于 限值[窑.燃料]\n  否则 不予审批",
      changes: ["2 → 3", "3 → 4", "2 → 20"]),
    Kind(
      name: "a graded score",
      definitions: "维度 能效 efficiency 60 「能效」\n维度 环境 environment 40 「环境」\n",
      clauses: "  应 窑.产量 不高于 9 吨\n  否则 不予审批\n  计分 能效 20 从 9 吨 到 5 吨",
      cases: "案例 七吨\n  设 窑.产量 = 7 吨\n  得 R1 符合\n",
      changes: [
        "计分 20 → 21", "计分 20 → 200", "计分 能效→环境", "计分 从↔到", "计分 去掉“从…到…”", "5 → 4",
      ]),
    Kind(
      name: "a score where nothing can be met",
      definitions: "维度 能效 efficiency 60 「能效」\n",
      clauses: "  当 窑.备用\n  禁止\n  否则 不予审批\n  计分 能效 5", changes: ["计分 5 → 6"]),
    Kind(
      name: "a cross-check",
      definitions: "核对 「产量不多于替代量」 「output is within offset」：窑.备用 或 窑.产量 不高于 窑.替代量\n",
      clauses: "  应 窑.监测\n  否则 不予审批", changes: ["≤→<", "≤→≥", "或→且", "去掉这一项"]),
    Kind(
      name: "a cross-check that computes",
      definitions: "核对 「产量不多于替代量的两倍」 「output is within twice the offset」：窑.产量 不高于 2 × 窑.替代量\n",
      clauses: "  应 窑.监测\n  否则 不予审批", changes: ["≤→<", "2 → 3", "2 → 1", "2 → 20"]),
    Kind(
      name: "a cross-check of a list and a table",
      definitions: """
        表 限值表 limits 「限值」
          来源 「示例」
          键 燃料 fuel : 文字
          列 限值 limit : 数 吨
          行 煤、2
          行 气、3
        参数 限值 limit 「限值」 : 数 吨 按 文字
          取自 限值表.限值
        核对 「排放与限值相差20倍以内」 「emissions are within 20 times the limit」：都 20 × 炉.排放 不低于 限值[窑.燃料] 且 炉.排放 不高于 20 × 限值[窑.燃料] 对 炉 于 窑.炉

        """,
      clauses: "  应 窑.监测\n  否则 不予审批",
      cases: """
        案例 两座炉
          设 窑.燃料 = 煤、窑.炉[0].排放 = 1 吨、窑.炉[1].排放 = 1 吨
          得 核对 「排放与限值相差20倍以内」 符合

        """,
      changes: ["≤→<", "≥→>", "20 → 21", "20 → 19", "且→或", "都→有", "去掉这一项"]),
    Kind(
      name: "a table that a case reads",
      definitions: """
        表 限值表 limits 「限值」
          来源 「示例」
          键 燃料 fuel : 文字
          列 限值 limit : 数 吨
          行 煤、2
          行 气、3.5
          行 电、8
        参数 限值 limit 「限值」 : 数 吨 按 文字
          取自 限值表.限值

        """,
      clauses: "  应 窑.产量 不高于 限值[窑.燃料]\n  否则 不予审批",
      cases: "案例 煤窑\n  设 窑.燃料 = 煤、窑.产量 = 1 吨\n  得 R1 符合\n",
      changes: ["3.5 → 3.6", "8 → 80"]),
  ]

  @Test("Everything that a rule says is changed", arguments: kinds)
  func changed(_ kind: Kind) throws {
    let book = SmallRules(rules: [kind.clauses], definitions: kind.definitions).book
    #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })")
    let run = Run(book, today: try Self.today())
    let changes = Set(run.test.mutants.map { $0.change.chinese })
    for change in kind.changes { #expect(changes.contains(change), "\(changes.sorted())") }
  }

  @Test("What is lacking of a table comes as one case with a row for each")
  func cells() throws {
    let kind = try #require(Self.kinds.first { $0.name == "a table that a case reads" })
    let first = Run(
      SmallRules(rules: [kind.clauses], definitions: kind.definitions, cases: kind.cases).book,
      today: try Self.today())
    let tables = first.report.cases(.chinese).filter { $0.text.contains("  列 ") }
    #expect(tables.count == 1, "\(first.report.text(.chinese))")
    #expect(tables.first?.text.contains("  基于 煤窑\n") ?? false)
  }

  // MARK: - What becomes of it

  @Test("The suggested cases notice every change that is not equivalent", arguments: kinds)
  func suggested(_ kind: Kind) throws {
    let day = try Self.today()
    let first = Run(
      SmallRules(rules: [kind.clauses], definitions: kind.definitions, cases: kind.cases).book,
      today: day)
    #expect(first.report.undecided == 0, "\(first.report.text(.chinese))")
    let suggested = first.report.cases(.chinese).map { $0.text }
    let cases = ([kind.cases].compactMap { $0 } + suggested).joined(separator: "\n")
    let book = SmallRules(
      rules: [kind.clauses], definitions: kind.definitions, cases: cases
    ).book
    #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })\n\(cases)")
    let runner = CaseRunner(book, today: day)
    for result in runner.cases.map({ runner.run($0) }) {
      #expect(result.passed, "\(result.declaration.title): \(result.failures)")
    }
    let second = Run(book, today: day)
    #expect(second.report.isClean, "\(cases)\n\(second.report.text(.chinese))")
    #expect(second.report.count == first.report.count)
    #expect(second.report.noticed > 0)
    // What is noticed stays so, and what is proved stays proved, whatever cases are added.
    for (before, after) in zip(first.outcomes, second.outcomes) {
      switch (before, after) {
      case (.noticed, .noticed), (.missing, .noticed), (.equivalent, .equivalent): break
      default: Issue.record("\(before) became \(after)")
      }
    }
  }

  @Test("Mutants that are worked on at once come to what they come to one by one")
  func atOnce() async throws {
    let kind = try #require(Self.kinds.first { $0.name == "each of a list" })
    let cases = "案例 一座\n  设 窑.炉[0].排放 = 5 吨、窑.炉[0].停用 = 否\n  得 R1 符合\n"
    let book = SmallRules(rules: [kind.clauses], cases: cases).book
    let day = try Self.today()
    let run = Run(book, today: day)
    let runner = CaseRunner(book, today: day)
    let record = runner.mutationCases
    let records = await Self.concurrently(runner.cases.count) { record(runner.cases[$0], $0) }
    let test = MutationTest(runner, cases: runner.cases, records: records) { _ in true }
    let results = await Self.concurrently(test.jobs.count) { test.results(ofJob: $0) }
    let report = MutationReport(results, of: test, in: book)
    #expect(report.text(.chinese) == run.report.text(.chinese))
    #expect(report.noticed > 0 && !report.isClean)
  }

  private static func concurrently<Product: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Int) -> Product
  ) async -> [Product] {
    await withTaskGroup(of: (Int, Product).self) { group in
      for index in 0..<count { group.addTask { (index, work(index)) } }
      var products: [Int: Product] = [:]
      for await (index, product) in group { products[index] = product }
      return (0..<count).compactMap { products[$0] }
    }
  }

  private static let conclusion =
    "字段 窑.结论 kiln.conclusion 「结论」 : 选项 符合 conform、不符合 notConform、不适用 notApplicable\n"
  /// A sum has no few states that could be tried one by one.
  private static let onConclusion =
    "  当 适用 窑.结论 且 窑.备用\n  应 窑.结论 是 符合 或 窑.产量 + 窑.替代量 不高于 5 吨\n  否则 不予审批"

  private static let equivalents: [(clauses: String, change: String)] = [
    // Its range ends at 10.
    ("  应 窑.热效率 不高于 10\n  否则 不予审批", "10 → 11"),
    ("  应 窑.烟囱 不低于 0\n  否则 不予审批", "0 → -1"),
    ("  应 窑.监测 或 窑.监测\n  否则 不予审批", "或→且"),
    // What does not apply is not demanded either.
    ("  当 适用 窑.监测\n  应 窑.监测\n  否则 不予审批", "去掉“当”"),
    (
      "  排除 没有：非 适用 窑.监测\n  当 窑.燃料 属于 煤、气\n  应 窑.监测\n  原则上\n  否则 不予审批",
      "去掉“排除”"
    ),
    // Who says that it does not apply chooses that.
    (onConclusion, "去掉这一项"),
    // All that are within 5 are within 6, and within 7.
    (
      "  应 （都 炉.排放 不高于 6 吨 对 炉 于 窑.炉） 且 （都 炉.排放 不高于 5 吨 对 炉 于 窑.炉）\n  否则 不予审批",
      "6 → 7"
    ),
    (
      "  应 （有 炉.排放 高于 5 吨 对 炉 于 窑.炉） 或 （都 炉.排放 不高于 6 吨 对 炉 于 窑.炉）\n  否则 不予审批",
      "6 → 7"
    ),
    // An element that is judged is counted.
    (
      "  每个 炉 于 窑.炉\n  应 窑.备用 或 炉.排放 不高于 5 吨\n"
        + "  另应 炉.排放 不高于 5 吨 若确知 （个数 对 项 于 窑.炉） 不低于 1\n  否则 不予审批",
      "5 → 6"
    ),
  ]

  @Test("A number that does not apply is no number within its limit")
  func notApplicable() throws {
    let clauses = "  当 适用 窑.产量\n  应 窑.产量 不高于 2 吨\n  否则 不予审批"
    let run = Run(SmallRules(clauses).book, today: try Self.today())
    let index = try #require(run.test.mutants.firstIndex { $0.change.chinese == "去掉“当”" })
    guard case .missing = run.outcomes[index] else {
      Issue.record("\(run.outcomes[index])")
      return
    }
    let cases = run.report.cases(.chinese).map { $0.text }.joined()
    #expect(cases.contains("窑.产量 = 不适用"), "\(cases)")
  }

  @Test("What a case lacks is told of the case that is there, in the fewest words")
  func near() throws {
    let clauses = "  当 窑.燃料 属于 煤、气 且 窑.备用\n  应 窑.产量 不高于 2 吨\n  否则 不予审批"
    let cases = "案例 煤窑\n  设 窑.燃料 = 煤、窑.备用 = 是、窑.产量 = 1 吨\n  得 R1 符合\n"
    let run = Run(SmallRules(rules: [clauses], cases: cases).book, today: try Self.today())
    let index = try #require(run.test.mutants.firstIndex { $0.change.chinese == "≤→<" })
    guard case .missing(let suggestion) = run.outcomes[index] else {
      Issue.record("\(run.outcomes[index])")
      return
    }
    var taken: Set<String> = []
    let text = suggestion.text(.chinese, taken: &taken)
    #expect(text.contains("  基于 煤窑\n  设 窑.产量 = 2 吨\n  得 R1 符合\n"), "\(text)")
  }

  @Test("A unit with a product as divisor is suggested as cases can say it")
  func divisor() throws {
    let table = """
      单位 千克 kg = 0.001 吨
      单位 吨·因数 t·F
      表 限值表 limits 「限值」
        来源 「示例」
        键 燃料 fuel : 文字
        列 限值 limit : 数 千克/吨·因数
        行 煤、2
        行 气、3.5
      参数 限值 limit 「限值」 : 数 千克/吨·因数 按 文字
        取自 限值表.限值
      字段 窑.燃料名 kiln.fuelName 「燃料名」 : 文字
      字段 窑.单耗 kiln.rate 「单耗」 : 数 千克/吨·因数

      """
    let clauses = "  应 窑.单耗 不高于 限值[窑.燃料名]\n  否则 不予审批"
    let cases = "案例 煤窑\n  设 窑.燃料名 = 「煤」、窑.单耗 = 1 千克/吨·因数\n  得 R1 符合\n"
    let day = try Self.today()
    let book = SmallRules(rules: [clauses], definitions: table, cases: cases).book
    #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })")
    let run = Run(book, today: day)
    let suggested = run.report.cases(.chinese).map { $0.text }.joined(separator: "\n")
    #expect(suggested.contains("千克/吨·因数"))
    let after = SmallRules(rules: [clauses], definitions: table, cases: cases + suggested).book
    #expect(!after.diagnostics.hasErrors, "\(suggested)")
  }

  @Test("What means the same is proved to", arguments: equivalents)
  func proved(_ row: (clauses: String, change: String)) throws {
    let book = SmallRules(rules: [row.clauses], definitions: Self.conclusion).book
    #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })")
    let run = Run(book, today: try Self.today())
    let index = try #require(run.test.mutants.firstIndex { $0.change.chinese == row.change })
    if case .equivalent = run.outcomes[index] { return }
    Issue.record("\(run.outcomes[index])")
  }

  @Test("A fact that a kind of project cannot have does not apply to it")
  func cannotBe() throws {
    let definitions = Self.conclusion + "  存在于 窑.地点 是 城区\n"
    let book = SmallRules(rules: [Self.onConclusion], definitions: definitions).book
    #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })")
    let run = Run(book, today: try Self.today())
    let index = try #require(run.test.mutants.firstIndex { $0.change.chinese == "去掉这一项" })
    guard case .missing(let suggestion) = run.outcomes[index] else {
      Issue.record("\(run.outcomes[index])")
      return
    }
    var taken: Set<String> = []
    let text = suggestion.text(.chinese, taken: &taken)
    #expect(text.contains("窑.地点 = 郊区") && text.contains("得 R1 不适用"), "\(text)")
  }

  @Test("What rules share is noticed by the cases of all of them, whichever are examined")
  func examined() throws {
    let text = "定义 受监测 = 窑.热效率 不高于 2\n"
    let clauses = ["  应 受监测\n  否则 不予审批", "  应 受监测 或 窑.备用\n  否则 不予审批"]
    let cases = "案例 恰在界限\n  设 窑.热效率 = 2\n  得 R1 符合\n"
    let book = SmallRules(rules: clauses, definitions: text, cases: cases).book
    let runner = CaseRunner(book, today: try Self.today())
    let test = MutationTest(
      runner, cases: runner.cases, isOwn: { _ in true }, isExamined: { $0.id == "R2" })
    #expect(test.mutants.allSatisfy { $0.rules.contains(1) })
    let index = try #require(test.mutants.firstIndex { $0.change.chinese == "≤→<" })
    let job = try #require(test.jobs.firstIndex { $0.contains(index) })
    let outcome = test.results(ofJob: job).outcomes.first { $0.mutant == index }?.outcome
    guard case .noticed("恰在界限")? = outcome else {
      Issue.record("\(String(describing: outcome))")
      return
    }
  }

  @Test("A value of a table matters under what another fact finds in another table")
  func otherTable() throws {
    let tables = """
      字段 窑.城市 kiln.city 「城市」 : 文字
      表 限值表 limits 「限值」
        来源 「示例」
        键 燃料 fuel : 文字
        列 限值 limit : 数 吨
        行 煤、2
        行 气、5
      参数 限值 limit 「限值」 : 数 吨 按 文字
        取自 限值表.限值
      表 名单 places 「名单」
        来源 「示例」
        键 城市 city : 文字
        列 在内 within : 是否
        行 东城、是
      参数 名单内 listed 「名单内」 : 是否 按 文字
        取自 名单.在内

      """
    let clauses = "  当 名单内[窑.城市]\n  应 窑.产量 不高于 限值[窑.燃料]\n  否则 不予审批"
    let book = SmallRules(rules: [clauses], definitions: tables).book
    #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })")
    let run = Run(book, today: try Self.today())
    let index = try #require(run.test.mutants.firstIndex { $0.change.chinese == "2 → 3" })
    guard case .missing = run.outcomes[index] else {
      Issue.record("\(run.outcomes[index])")
      return
    }
  }

  @Test("A definition that two rules use is one place, and a case of either notices")
  func shared() throws {
    let text = "定义 受监测 = 窑.热效率 不高于 2\n"
    let clauses = ["  应 受监测\n  否则 不予审批", "  应 受监测 或 窑.备用\n  否则 不予审批"]
    let cases = "案例 恰在界限\n  设 窑.热效率 = 2\n  得 R1 符合\n案例 超过\n  设 窑.热效率 = 3\n  得 R1 不符合\n"
    let book = SmallRules(rules: clauses, definitions: text, cases: cases).book
    #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })")
    let run = Run(book, today: try Self.today())
    let limits = run.test.mutants.indices.filter {
      run.test.mutants[$0].change.chinese == "≤→<"
    }
    #expect(limits.count == 1)
    let index = try #require(limits.first)
    #expect(run.test.mutants[index].rules.count == 2)
    guard case .noticed(let title) = run.outcomes[index] else {
      Issue.record("\(run.outcomes[index])")
      return
    }
    #expect(title == "恰在界限")
  }
}
