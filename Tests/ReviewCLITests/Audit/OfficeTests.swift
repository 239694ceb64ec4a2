import AuditLog
import Testing

/// What an office asks of its log day by day.
@Suite("Lists, tables and histories of the log")
struct OfficeTests {
  /// The rules of the trial log with a project code.
  private static func log() throws -> TrialLog {
    let log = try TrialLog()
    let rules = replacing(
      TrialLog.rules, "名称字段 项目.名称\n",
      "名称字段 项目.名称\n字段 项目.代码 project.code 「项目代码」 : 文字\n编号字段 项目.代码\n")
    log.program.write(rules, to: "trial.rules")
    return log
  }

  private static func dossier(_ name: String, _ code: String, pue: String) -> String {
    #"{"project": {"name": "\#(name)", "code": "\#(code)"}, "dataCentre": {"pue": \#(pue)}}"# + "\n"
  }

  @Test("the list has the office's time and the decision that is in force")
  func list() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    _ = try log.sign(
      "override",
      [
        "1", "--decision", "有条件通过", "--authority", "会议纪要〔2026〕3号", "--reason", "应急",
        "--finding", "T-1", "--reviewer", "张处",
      ])
    let listed = try log.audit("list").output
    #expect(listed.contains("evaluate  李工  不予通过，条目 2 改判为有条件通过  甲中心  T-1  "))
    let shown = try log.audit("show", ["1"]).output
    #expect(shown.contains("决定：不予通过\n现行决定：有条件通过\n"))
    let line = String(decoding: log.lines[1], as: UTF8.self)
    let time = try #require(Timestamp(String(line.split(separator: #""t":""#)[1].prefix(24))))
    let office = Timestamp(milliseconds: time.milliseconds + 8 * 3_600_000).description
    let shownTime = office.prefix(10) + " " + office.dropFirst(11).prefix(8)
    #expect(listed.contains(shownTime) && shown.contains("时间：北京时间 \(shownTime)（\(time)）"))
    let since = try log.audit("list", ["--since", String(office.prefix(19)), "--op", "override"])
    #expect(since.output.split(separator: "\n").count == 1)
    #expect(try log.audit("list", ["--limit", "1"]).output.hasPrefix("2  "))
    #expect(try log.audit("list", ["--limit", "0"]).status == 64)
    let english = try log.audit("list", ["--language", "en"]).output
    #expect(english.contains("refuse, now conditional by entry 2"))
  }

  @Test("the table opens in a spreadsheet, and no name in it becomes a formula")
  func export() throws {
    let log = try Self.log()
    log.program.write(Self.dossier("=HYPERLINK(\\\"x\\\")", "2405-1", pue: "1.25"), to: "a.json")
    log.program.write(Self.dossier("甲,\\\"乙\\\"", "2405-2", pue: "1.1"), to: "b.json")
    _ = try log.evaluate(["a.json", "b.json"])
    _ = try log.evaluate(["b.json", "--trial"])
    _ = try log.redact(2)
    let run = try log.audit("export")
    #expect(run.output.hasPrefix("\u{FEFF}序号,北京时间,项目,项目代码,受理编号,审查日,决定,现行决定,"))
    let lines = run.output.split(separator: "\r\n").map { String($0) }
    try #require(lines.count == 4)
    #expect(lines[1].contains(#","'=HYPERLINK(""x"")",2405-1,,"#) && lines[1].contains(",T-1,李工,"))
    #expect(lines[2].contains(#","甲,""乙""",2405-2,,"#) && lines[2].contains("已销毁"))
    #expect(lines[3].contains(",是,"), "a trial run")
    #expect(try log.audit("list").output.contains("  （试算）"))
    #expect(try log.audit("export", ["--output", "table.csv"]).status == 0)
    #expect(String(decoding: log.program.bytes(of: "table.csv"), as: UTF8.self) == run.output)
    #expect(try log.audit("verify").status == 0)
    #expect(try log.audit("replay", ["--all"]).status == 0)
  }

  @Test("the table is a workbook too, in which everything is text")
  func workbook() throws {
    let log = try Self.log()
    log.program.write(Self.dossier("=1+1", "2405-1", pue: "1.25"), to: "a.json")
    _ = try log.evaluate(["a.json", "--acceptance", "受2026-001"])
    #expect(try log.audit("export", ["--format", "xlsx", "--output", "t.xlsx"]).status == 0)
    let read = try log.program.run(
      [
        "-c",
        "import sys,zipfile; x=zipfile.ZipFile('t.xlsx').read('xl/worksheets/sheet1.xml').decode(); sys.stdout.write(x)",
      ], program: "python3")
    #expect(read.output.contains("受理编号") && read.output.contains("受2026-001"))
    #expect(read.output.contains("=1+1") && !read.output.contains("<f>"))
  }

  @Test("the register of accepted projects is matched with the decisions")
  func register() throws {
    let log = try Self.log()
    for (name, code) in [("甲", "2405-1"), ("乙", "2405-2"), ("丙", "2405-3")] {
      log.program.write(Self.dossier(name, code, pue: "1.1"), to: "\(name).json")
    }
    _ = try log.evaluate(["甲.json", "--acceptance", "受001"])
    _ = try log.evaluate(["甲.json", "--acceptance", "受001"])
    _ = try log.evaluate(["乙.json"])
    _ = try log.evaluate(["丙.json"])
    _ = try log.evaluate(["丙.json", "--trial"])
    log.program.write(
      "受理登记\n受理 编号,项目代码\n受001,2405-1\n受002,2405-2\n受003,\n", to: "register.csv")
    let run = try log.audit("match", ["--register", "register.csv"])
    let lines = run.output.split(separator: "\n").map { String($0) }
    #expect(run.status == 1, "\(run.errors)")
    #expect(
      lines == [
        "受理 3 件：2 件有决定，1 件没有；1 件评审多次；1 条决定没有受理；试算 1 条不计", "  没有决定：受003",
        "  评审多次：受001：条目 1、2", "  没有受理：条目 4  丙",
      ])
    #expect(try log.audit("show", ["1"]).output.contains("受理编号：受001\n"))
    log.program.write("编号\n受001\n", to: "other.csv")
    let none = try log.audit("match", ["--register", "other.csv"])
    #expect(none.status == 3 && none.errors.contains("受理编号"))
    let several = try log.evaluate(["甲.json", "乙.json", "--acceptance", "受009"])
    #expect(several.status == 64)
  }

  @Test("who was logged in, and where, stands beside the name that was given")
  func login() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    let shown = try log.audit("show", ["1"]).output
    #expect(shown.contains("何人：李工\n"))
    #expect(shown.contains("\n  limit 1.2  未注明来源\n"), "the parameters that were given")
    #expect(shown.contains("登录名：") && shown.contains("(uid ") && shown.contains("主机："))
  }

  @Test("the history of a project names the facts that changed")
  func history() throws {
    let log = try Self.log()
    for (name, pue) in [("甲中心", "1.25"), ("甲中心", "1.25"), ("甲中心（二期）", "1.15")] {
      log.program.write(Self.dossier(name, "2405-1", pue: pue), to: "a.json")
      _ = try log.evaluate(["a.json"])
    }
    log.program.write(Self.dossier("乙", "2405-2", pue: "1.1"), to: "b.json")
    _ = try log.evaluate(["b.json"])
    let run = try log.audit("history", ["2405-1"])
    let lines = run.output.split(separator: "\n").map { String($0) }
    try #require(lines.count == 6, "\(run.output)\(run.errors)")
    #expect(lines[0].contains("不予通过  甲中心  T-1") && lines[2] == "    事实未变")
    #expect(lines[3].contains("  通过  甲中心（二期）"))
    #expect(lines[4] == "    project.name：甲中心 → 甲中心（二期）")
    #expect(lines[5] == "    dataCentre.pue：1.25 → 1.15")
    #expect(try log.audit("history", ["2405-9"]).status == 3)
    #expect(try log.audit("history").status == 64)
    _ = try log.redact(2)
    let redacted = try log.audit("history", ["2405-1"]).output
    #expect(redacted.contains("卷宗不在这里，或已销毁"))
  }

  @Test("a sample by a public seed is drawn again by anybody, and by another seed differently")
  func sample() throws {
    let log = try TrialLog()
    let names = (0..<40).map { "项目\($0)" }
    for name in names { log.program.write(TrialLog.dossier(name, pue: "1.25"), to: "\(name).json") }
    _ = try log.evaluate(names.map { "\($0).json" })
    func sample(_ seed: String) throws -> [String] {
      try log.audit("list", ["--sample", "5", "--seed", seed]).output.split(separator: "\n")
        .map { String($0) }
    }
    let first = try sample("2026-11-30 收盘 3888.88")
    #expect(first.count == 5 && Set(first).count == 5)
    #expect(try sample("2026-11-30 收盘 3888.88") == first)
    #expect(try sample("2026-12-01 收盘 3870.02") != first)
    #expect(try log.audit("list", ["--sample", "5"]).status == 64)
    // The same by sha256sum alone.
    log.program.write(
      log.lines.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined(), to: "l")
    let script = """
      import hashlib
      lines = open("l", "rb").read().split(b"\\n")[:-1]
      leaf = lambda line: hashlib.sha256(b"\\0" + line).digest()
      rank = lambda line: hashlib.sha256("2026-11-30 收盘 3888.88\\n".encode() + leaf(line)).digest()
      chosen = sorted(range(1, len(lines)), key=lambda seq: rank(lines[seq]))[:5]
      print(*sorted(chosen))
      """
    log.program.write(script, to: "sample.py")
    let numbers = try log.program.run(["sample.py"], program: "python3").output
    #expect(numbers == first.map { String($0.prefix { $0 != " " }) }.joined(separator: " ") + "\n")
  }
}
