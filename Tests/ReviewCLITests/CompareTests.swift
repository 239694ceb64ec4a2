import Testing

/// What `review compare` says beside the differences of rules: of what it was given and could not use,
/// in the language of the report, and of many rules at once.
@Suite("Comparisons")
struct CompareTests {
  private static let words = """
    规则集 试验 trial 「试验规则」
      辖区 全国

    文件 试〔2024〕1号 《试验办法》
      机关 试验机关

    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正

    组 项目 project 「项目」
    字段 项目.名称 project.name 「项目名称」 : 文字
    名称字段 项目.名称
    组 数据中心 dataCentre 「数据中心」
    字段 数据中心.PUE dataCentre.pue 「电能利用效率」 : 数
      范围 1 至 3
      可改

    """

  /// Rules of which each has a limit of its own.
  private static func rules(_ limits: [String]) -> String {
    limits.enumerated().reduce(words) { text, rule in
      text + """
        规则 T-\(rule.offset) 电能利用效率
          英文名 「Power usage」
          依据 试〔2024〕1号 一「PUE限值」
          应 数据中心.PUE 不高于 \(rule.element)
          否则 不予审批


        """
    }
  }

  private static func program(_ old: [String], _ new: [String]) -> ReviewProgram {
    let program = ReviewProgram()
    program.write(rules(old), to: "old.rules")
    program.write(rules(new), to: "new.rules")
    return program
  }

  private static func compare(
    _ program: ReviewProgram, _ more: [String] = []
  ) throws -> ReviewProgram.Run {
    try program.run(["compare", "old.rules", "new.rules", "--as-of", "2024-06-01"] + more)
  }

  @Test("Dossiers that cannot be read are named, and the others compared", arguments: ["zh", "en"])
  func unread(_ language: String) throws {
    let program = Self.program(["1.2"], ["1.25"])
    let lines = ["{\"数据中心\": {\"PUE\": 1.22}}", "{\"数据中心\": {\"PUE\": \"好\"}}"]
    program.write(lines.joined(separator: "\n") + "\n", to: "stock.ndjson")
    let run = try Self.compare(
      program, ["--dossiers", "stock.ndjson", "--language", language])
    #expect(run.status == 3)
    #expect(run.errors.contains("stock.ndjson:2") && !run.errors.contains("stock.ndjson:1"))
    #expect(run.errors.contains(language == "zh" ? "没有比较" : "were not compared"))
    #expect(run.output.contains("stock.ndjson:1"))
  }

  /// No rules are no change to rules: it would read as the proof that nothing changes.
  @Test(
    "A text without rules is refused on either side",
    arguments: [("{\"a\": 1}\n", "x.json"), ("# 规则\n", "x.md"), ("# 只有注释\n", "x.rules")])
  func nothing(_ text: String, _ name: String) throws {
    let program = Self.program(["1.2"], ["1.25"])
    program.write(text, to: name)
    for operands in [["old.rules", name], [name, "new.rules"]] {
      let run = try program.run(["compare"] + operands)
      #expect(run.status == 3 && run.output.isEmpty)
      #expect(run.errors.contains("`\(name)` 里没有规则可比较"), "\(run.errors)")
    }
  }

  @Test("Cases that cannot be run are told, with what is wrong with them", arguments: ["zh", "en"])
  func brokenCases(_ language: String) throws {
    let program = ReviewProgram()
    _ = try program.run(["new"], program: "mkdir")
    program.write(Self.rules(["1.2"]), to: "old.rules")
    program.write(Self.rules(["1.25"]), to: "new/new.rules")
    program.write("案例 高\n  设 数据中心.机架 = 1.22\n  得 T-0 不符合\n", to: "new/new.cases")
    let run = try program.run([
      "compare", "old.rules", "new", "--as-of", "2024-06-01", "--language", language,
    ])
    #expect(run.errors.contains("数据中心.机架") && run.errors.contains("new/new.cases:2"))
    #expect(run.errors.contains(language == "zh" ? "没有运行" : "were not run"))
    #expect(run.output.contains("T-0"))
  }

  @Test(
    "A report in English has no Chinese but what has no English name", arguments: ["text", "html"])
  func english(_ format: String) throws {
    let program = Self.program(["1.25"], ["1.2"])
    program.write("{\"数据中心\": {\"PUE\": 1.22}}\n", to: "stock.ndjson")
    let run = try Self.compare(
      program, ["--dossiers", "stock.ndjson", "--language", "en", "--format", format])
    #expect(run.output.contains("dataCentre.pue") || run.output.contains("data centre"))
    // The sheet of style names fonts.
    let body = run.output.firstRange(of: "</style>").map { run.output[$0.upperBound...] }
    let chinese = (body ?? run.output[...]).split(separator: "\n").filter { line in
      line.unicodeScalars.contains { (0x3000...0x9FFF).contains($0.value) || $0.value >= 0xFF00 }
    }
    #expect(chinese.isEmpty, "\(chinese)")
  }

  @Test("The examples of many rules are judged as those of few")
  func many() throws {
    func moves(_ count: Int) throws -> [Substring] {
      let limits = (0..<count).map { 1_200 + 10 * $0 }
      let program = Self.program(
        limits.map { "\($0 / 1_000).\($0 % 1_000)" },
        limits.map { "\(($0 + 5) / 1_000).\(($0 + 5) % 1_000)" })
      // The rule with the least limit decides alone, whichever others there are.
      return try Self.compare(program).output.split(separator: "\n")
        .filter { $0.contains("见证的决定会变") }
    }
    let (few, many) = (try moves(4), try moves(40))
    #expect(few.count == 1 && few == many)
  }
}
