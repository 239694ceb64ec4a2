import AuditLog
import Testing

/// A log beside rules with a ledger, and dossiers that name one furnace.
struct LedgerTrial {
  static let rules = """
    规则集 试验 trial 「试验规则」
      辖区 全国
    文件 试〔2024〕1号 《试验办法》
      机关 试验机关
    单位 吨 t
    后果 补材料 supplement 「补正」
      不符合 补正
      待定 补正
    组 项目 project 「项目」
    字段 项目.名称 project.name 「项目名称」 : 文字
    字段 项目.规模 project.size 「规模」 : 数
    名称字段 项目.名称
    列表 高炉 furnaces 「退出的高炉」
    字段 高炉.编号 furnaces.number 「编号」 : 文字
    字段 高炉.使用 furnaces.used 「使用产能」 : 数 吨
    字段 高炉.总量 furnaces.whole 「总产能」 : 数 吨
    台账 高炉 「退出产能」
      来源编号 编号
      使用数量 使用
      来源总量 总量
    规则 T-1 规模
      依据 试〔2024〕1号 一「规模不超过10」
      应 项目.规模 不超过 10
      否则 补材料

    """

  let program = ReviewProgram()
  let verifierKey: String

  init() throws {
    program.write(Self.rules, to: "trial.rules")
    let made = try program.run(
      ["audit", "init", "audit", "--origin", "two-high.local/trial", "--key", "signing.key"])
    try #require(made.status == 0, "\(made.errors)")
    verifierKey = String(made.output.dropLast())
  }

  func write(_ name: String, _ number: String = "T-17", whole: Int? = nil) {
    let whole = whole.map { #", "whole": \#($0)"# } ?? ""
    program.write(
      #"{"project": {"name": "\#(name)", "size": 1}, "furnaces": [{"number": "\#(number)", "used": 30\#(whole)}]}"#,
      to: "\(name).json")
  }

  func evaluate(_ names: String..., options: [String] = []) throws -> ReviewProgram.Run {
    try program.run(evaluation(names, options))
  }

  func evaluate(file: String, options: [String]) throws -> ReviewProgram.Run {
    try program.run(evaluation([], options) + [file])
  }

  func evaluation(_ names: [String], _ options: [String] = []) -> [String] {
    [
      "evaluate", "--rules", "trial.rules", "--audit", "audit", "--audit-key", "signing.key",
      "--reviewer", "李工", "--as-of", "2024-06-01",
    ] + options + names.map { "\($0).json" }
  }

  func ledger(_ words: String...) throws -> ReviewProgram.Run {
    try program.run(["ledger", "--rules", "trial.rules", "--audit", "audit"] + words)
  }

  func audit(_ words: String...) throws -> ReviewProgram.Run {
    try program.run(
      ["audit"] + words + ["--key", "signing.key", "--reviewer", "王处"])
  }

  func override(_ sequence: Int, _ decision: String) throws {
    let run = try audit(
      "override", "audit", "\(sequence)", "--finding", "T-1", "--decision", decision,
      "--authority", "会议纪要〔2024〕3号", "--reason", "项目取消")
    try #require(run.status == 0, "\(run.errors)")
  }

  /// Takes the index away, as somebody may.
  func forgetIndex() throws {
    let name = "audit/ledger/head"
    program.write("", to: name)
  }

  /// Every decision of the log, judged again.
  func replays() throws -> Bool {
    let run = try program.run(["audit", "replay", "audit", "--all", "--pinned", verifierKey])
    return run.status == 0
  }
}

@Suite("Sources that are not used twice")
struct LedgerTests {
  @Test("A source that many use is told once behind a stock, with how often and each project once")
  func stock() throws {
    let trial = try LedgerTrial()
    let names = ["甲", "乙", "丙", "丁", "戊"]
    for name in names { trial.write(name) }
    let run = try trial.program.run(
      ["evaluate", "--rules", "trial.rules", "--format", "jsonl", "--explain", "none"]
        + names.map { "\($0).json" })
    #expect(run.errors.contains("4 个项目的来源与其他项目冲突，共 1 处"))
    #expect(run.errors.contains("`T-17` 重复使用 5 次"))
    for name in names { #expect(run.errors.split(separator: "“\(name)”").count == 2) }
    let ledger = try trial.program.run(
      ["ledger", "--rules", "trial.rules", "--language", "en"] + names.map { "\($0).json" })
    #expect(ledger.output.contains("is used 5 times"))
  }

  @Test("In one run the later dossier is held up, and a summary says so in every form")
  func oneRun() throws {
    let trial = try LedgerTrial()
    trial.write("甲")
    trial.write("乙", "Ｔ-１7 ")
    func run(_ format: String) throws -> ReviewProgram.Run {
      try trial.program.run(
        ["evaluate", "--rules", "trial.rules", "--as-of", "2024-06-01", "--format", format]
          + ["甲.json", "乙.json"] + (format == "html" ? ["--output", "pages"] : []))
    }
    let text = try run("text")
    #expect(text.status == 2)
    #expect(text.output.contains("决定：通过"))
    #expect(text.output.contains("决定：补正"))
    #expect(text.output.contains("“甲”使用 30 吨；“乙”使用 30 吨"))
    #expect(text.output.contains("来源台账：1 个项目的来源与其他项目冲突，共 1 处。"))
    for format in ["json", "jsonl"] {
      let run = try run(format)
      #expect(run.status == 2)
      #expect(run.output.contains("doubleUse"))
      #expect(run.errors.contains("来源台账：1 个项目"))
    }
    #expect(try run("html").status == 2)
    let page = String(decoding: trial.program.bytes(of: "pages/0002-乙.html"), as: UTF8.self)
    #expect(page.contains("重复使用"))
    let index = String(decoding: trial.program.bytes(of: "pages/index.html"), as: UTF8.self)
    #expect(index.contains("来源台账"))
    #expect(try trial.program.run(["ledger", "--rules", "trial.rules", "甲.json"]).status == 0)
    let ledger = try trial.program.run(
      ["ledger", "--rules", "trial.rules", "甲.json", "乙.json", "--format", "json"])
    #expect(ledger.status == 1)
    #expect(ledger.output.contains("\"left\": \"-30\""))
  }

  @Test("A log's earlier decisions count, its replay gives the same bytes, and it goes on")
  func history() throws {
    let trial = try LedgerTrial()
    for name in ["甲", "乙", "丙"] { trial.write(name) }
    #expect(try trial.evaluate("甲").status == 0)
    let second = try trial.evaluate("乙")
    #expect(second.status == 2)
    #expect(second.output.contains("“甲”使用 30 吨（日志第 1 条）"))
    // The first user comes again and keeps its turn.
    #expect(try trial.evaluate("甲").status == 0)
    // An index that is not there is made again.
    try trial.forgetIndex()
    #expect(try trial.evaluate("丙").status == 2)
    #expect(try trial.replays())
    let ledger = try trial.ledger()
    #expect(ledger.status == 1)
    #expect(ledger.output.contains("甲  30 吨  日志第 3 条，通过"))
    #expect(ledger.output == (try trial.ledger("--rebuild")).output)
  }

  @Test("Parts within the whole are no clash, and are replayed with the balances of then")
  func parts() throws {
    let trial = try LedgerTrial()
    for name in ["甲", "乙", "丙"] { trial.write(name, whole: 70) }
    #expect(try trial.evaluate("甲", "乙").status == 0)
    #expect(try trial.evaluate("丙").status == 2)
    #expect(try trial.replays())
    let ledger = try trial.ledger("--format", "json")
    #expect(ledger.output.contains("overdrawn"))
    #expect(ledger.output.contains("\"left\": \"-20\""))
  }

  @Test("A project that an authority withdrew uses nothing; any other override leaves its use")
  func overrides() throws {
    let trial = try LedgerTrial()
    for name in ["甲", "乙", "丙"] { trial.write(name) }
    #expect(try trial.evaluate("甲").status == 0)
    try trial.override(1, "conditional")
    #expect(try trial.evaluate("乙").status == 2)
    #expect(try trial.ledger().output.contains("甲  30 吨  日志第 1 条，有条件通过"))
    try trial.override(1, "refuse")
    try trial.override(3, "refuse")
    #expect(try trial.evaluate("丙").status == 0)
    #expect(try trial.ledger().status == 0)
    #expect(try trial.replays())
  }

  @Test("A trial run uses nothing")
  func trialRun() throws {
    let trial = try LedgerTrial()
    for name in ["甲", "乙"] { trial.write(name) }
    #expect(try trial.evaluate("甲", options: ["--trial"]).status == 0)
    #expect(try trial.evaluate("乙").status == 0)
  }

  @Test(
    "Destroyed documents leave the place of the source; an index made anew says that it lacks them")
  func redacted() throws {
    let trial = try LedgerTrial()
    for name in ["甲", "乙", "丙"] { trial.write(name) }
    #expect(try trial.evaluate("甲").status == 0)
    #expect(
      try trial.audit("redact", "audit", "1", "--authority", "保密决定〔2026〕1号", "--reason", "商业秘密")
        .status == 0)
    // Nothing of it is left in the index.
    let words = ["T-17", "t-17"]
    let shelves = (0..<256).map { number in
      let name = (number < 16 ? "0" : "") + String(number, radix: 16)
      return String(decoding: trial.program.bytes(of: "audit/ledger/\(name)"), as: UTF8.self)
    }
    #expect(!shelves.contains { shelf in words.contains { shelf.contains($0) } })
    #expect(try trial.evaluate("乙").status == 2)
    let index = try trial.program.run(["ledger", "--rules", "trial.rules", "--audit", "audit"])
    #expect(!index.output.contains("甲  30"))
    try trial.forgetIndex()
    let anew = try trial.ledger()
    #expect(anew.output.contains("日志里 1 个决定的材料已不在，其来源不可知：第 1 条"))
    #expect(try trial.replays())
  }

  @Test("Of two that decide at once, one sees the other")
  func atOnce() throws {
    let trial = try LedgerTrial()
    let names = ["甲", "乙", "丙", "丁"]
    for name in names { trial.write(name) }
    let processes = try names.map { try trial.program.start(trial.evaluation([$0])) }
    let statuses = processes.map { trial.program.wait(for: $0).status }
    #expect(statuses.sorted() == [0, 2, 2, 2])
    #expect(try trial.replays())
  }
}
