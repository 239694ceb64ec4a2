import Testing

/// What was rejected gets no verdict, neither on the screen nor in the log; a flood is counted.
@Suite("Rejected input")
struct RejectedInputTests {
  @Test("A row with an error gets no verdict, in the log neither, and the other rows go on")
  func rows() throws {
    let log = try TrialLog()
    log.program.write(
      "project.name,dataCentre.pue\n甲,\"1.2\"5\n乙,1.1\n丙,1.3,x\n丁,1 25\n戊,1.15\n", to: "rows.csv")
    let run = try log.evaluate(["rows.csv", "--format", "jsonl"])
    #expect(run.status == 3)
    let names = run.output.split(separator: "\n").compactMap { line in
      ["甲", "乙", "丙", "丁", "戊"].first { line.contains("\"name\":\"\($0)\"") }
    }
    #expect(names == ["乙", "戊"])
    #expect(log.lines.count == 3)
    for code in ["csv-stray-quote", "csv-cell-count", "wrong-value"] {
      #expect(run.errors.contains("[\(code)]"))
    }
  }

  @Test(
    "A header that says a thing twice rejects the file",
    arguments: [
      "dataCentre.pue,dataCentre.pue", "dataCentre.pue,数据中心.PUE", "dataCentre.pue,\"x\"y",
    ])
  func header(_ header: String) throws {
    let log = try TrialLog()
    log.program.write("project.name,\(header)\n甲,1.1,1.1\n", to: "rows.csv")
    let run = try log.evaluate(["rows.csv"])
    #expect(run.status == 3 && run.output.isEmpty)
    #expect(log.lines.count == 1)
  }

  @Test("A column without a name is told, and the projects beside it are judged")
  func namelessColumn() throws {
    let log = try TrialLog()
    log.program.write("project.name,dataCentre.pue,\n甲,1.1,1.1\n", to: "rows.csv")
    let run = try log.evaluate(["rows.csv"])
    #expect(run.errors.contains("警告[csv-unnamed-column]"))
    #expect(log.lines.count == 2)
  }

  @Test("Each line of a stream carries its own warnings, however many are not shown beside it")
  func warnings() throws {
    let program = ReviewProgram()
    program.write(TrialLog.rules, to: "trial.rules")
    let lines = (0..<130).map { "{\"dataCentre\": {\"pue\": 1.1}, \"键\($0)\": 1}" }
    program.write(lines.joined(separator: "\n") + "\n", to: "lines.ndjson")
    let run = try program.run(
      ["evaluate", "lines.ndjson", "--rules", "trial.rules", "--format", "jsonl"])
    let results = run.output.split(separator: "\n")
    #expect(results.count == 130)
    for (index, result) in results.enumerated() {
      #expect(result.contains("`键\(index)`"))
      #expect(result.contains("lines.ndjson:\(index + 1):"))
    }
  }

  @Test(
    "A dossier that is rejected is named among several results, in JSON and in the index of pages")
  func amongSeveral() throws {
    let program = ReviewProgram()
    program.write(TrialLog.rules, to: "trial.rules")
    for name in ["a", "c"] {
      program.write(
        #"{"project": {"name": "\#(name)"}, "dataCentre": {"pue": 1.1}}"#, to: "\(name).json")
    }
    for name in ["b", "d"] {
      program.write(#"{"dataCentre": {"pue": "高"}}"#, to: "\(name).json")
    }
    func run(_ names: [String], _ options: [String]) throws -> ReviewProgram.Run {
      let run = try program.run(
        ["evaluate", "--rules", "trial.rules"] + options + names.map { "\($0).json" })
      #expect(run.status == 3)
      return run
    }
    func places(_ texts: [String], in output: String) -> [Int?] {
      texts.map { text in output.firstRange(of: text).map { output[..<$0.lowerBound].count } }
    }
    for names in ["abcd", "bacd", "dbac", "ab", "ba", "db"] {
      let files = names.map { String($0) }
      let output = try run(files, ["--format", "json"]).output
      #expect(output.hasPrefix("[\n") && output.hasSuffix("\n]\n"))
      let ids = places(files.map { "\"id\": \"\($0).json:1\"" }, in: output)
      #expect(!ids.contains(nil) && ids.compactMap { $0 } == ids.compactMap { $0 }.sorted())
      #expect(output.contains(#""rejected": ["#) && output.contains("wrong-value"))
    }
    _ = try run(["b", "a", "d", "c"], ["--format", "html", "--output", "pages"])
    let index = String(decoding: program.bytes(of: "pages/index.html"), as: UTF8.self)
    #expect(index.contains("共 2 个项目，另有 2 份卷宗被拒绝。"))
    #expect(index.contains("0002-a.html") && index.contains("0004-c.html"))
    for name in ["b", "d"] { #expect(index.contains("\(name).json:1:")) }
  }

  @Test("A line that is rejected stands in its place in a stream, in a log's batch too")
  func rejectedLines() throws {
    let log = try TrialLog()
    log.program.write(
      """
      {"dataCentre": {"pue": 1.1}}
      {bad

      {"dataCentre": {"pue": 1.3}}
      {"dataCentre": {"pue": "x"}}
      {"dataCentre": {"pue": 1 25}}

      """, to: "lines.ndjson")
    log.program.write("project.name,dataCentre.pue\n甲,1.1\n乙,1.1,x\n丙,x\n丁,1.3\n", to: "rows.csv")
    let wanted = [
      "lines.ndjson": [
        #""decision":"approve""#, #"{"id":"2","line":2,"rejected":[{"code":"json-"#,
        #""decision":"refuse""#, #"{"id":"5","line":5,"rejected":[{"code":"wrong-value""#,
        #"{"id":"6","line":6,"rejected":[{"code":"json-"#,
      ],
      "rows.csv": [
        #""decision":"approve""#, #"{"id":"3","line":3,"rejected":[{"code":"csv-cell-count""#,
        #"{"id":"4","line":4,"rejected":[{"code":"wrong-value""#, #""decision":"refuse""#,
      ],
    ]
    for (file, kinds) in wanted {
      let words = [file, "--format", "jsonl"]
      let alone = try log.program.run(
        ["evaluate", "--rules", "trial.rules", "--parameters", "parameters.json"] + words)
      for run in [try log.evaluate(words), alone] {
        #expect(run.status == 3)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == kinds.count)
        for (line, kind) in zip(lines, kinds) {
          #expect(line.contains(kind), "\(line.prefix(200))")
        }
      }
    }
  }

  @Test("A line of a stream tells as much as it is asked to, logged or not")
  func explain() throws {
    let log = try TrialLog()
    log.program.write(
      #"{"dataCentre": {"pue": 1.3}}"# + "\n" + #"{"dataCentre": {"pue": 1.1}}"# + "\n{}\n",
      to: "lines.ndjson")
    let short = [
      #"{"id":"1","decision":"refuse","notMet":["T-1"],"undetermined":[],"decisive":["T-1"],"score":{"low":0,"high":100}"#,
      #"{"id":"2","decision":"approve","notMet":[],"undetermined":[],"decisive":[],"score":"#,
      #"{"id":"3","decision":"supplement","notMet":[],"undetermined":["T-1"],"decisive":["T-1"],"score":"#,
    ]
    for level in ["none", "failed"] {
      let words = ["lines.ndjson", "--format", "jsonl", "--explain", level]
      let alone = try log.program.run(
        ["evaluate", "--rules", "trial.rules", "--parameters", "parameters.json"] + words)
      for run in [try log.evaluate(words), alone] {
        let lines = run.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 3)
        for (line, start) in zip(lines, short) {
          let wanted = start.replacing(#""low":0,"high":100}"#, with: "")
          #expect(line.hasPrefix(wanted), "\(line)")
        }
        #expect((lines.first?.contains(#""explanation":"#) ?? false) == (level == "failed"))
      }
    }
    let text = try log.evaluate(["lines.ndjson", "--explain", "none"])
    #expect(text.status == 64)
  }

  @Test("Of many problems a hundred are shown, and the rest is counted, whoever reports them")
  func floods() throws {
    let program = ReviewProgram()
    program.write(TrialLog.rules, to: "trial.rules")
    let keys = (0..<250).map { "\"未知\($0)\": 1" }.joined(separator: ",")
    program.write("{\(keys), \"dataCentre\": {\"pue\": \"x\"}}", to: "keys.json")
    program.write("[" + String(repeating: "+1,", count: 250) + "1]", to: "slips.json")
    program.write(TrialLog.rules + String(repeating: "；", count: 3_000), to: "signs.rules")
    let rows = (0..<250).map { "甲\($0),x" }.joined(separator: "\n")
    program.write("project.name,dataCentre.pue\n\(rows)\n", to: "rows.csv")
    let lines = (0..<250).map { _ in "{\"dataCentre\": {\"pue\": \"x\"}}" }.joined(separator: "\n")
    program.write(lines + "\n", to: "lines.ndjson")
    for (words, rest) in [
      (["evaluate", "keys.json", "--rules", "trial.rules"], "另有 151 条（keys.json）"),
      (["evaluate", "slips.json", "--rules", "trial.rules"], "另有 151 条（slips.json，其中错误 151 条）"),
      (["evaluate", "rows.csv", "--rules", "trial.rules"], "另有 150 条（rows.csv，其中错误 150 条）"),
      (["evaluate", "lines.ndjson", "--rules", "trial.rules"], "and 150 more (lines.ndjson"),
      (["check", "signs.rules"], "另有 "), (["test", "signs.rules"], "另有 "),
      (["coverage", "signs.rules"], "另有 "), (["format", "--check", "signs.rules"], "另有 "),
    ] {
      let run = try program.run(words)
      let lines = run.errors.split(separator: "\n")
      #expect(run.status == 3, "\(words)")
      #expect(lines.count { $0.contains("  --> ") } == 100, "\(words)")
      #expect(lines.last?.hasPrefix(rest) == true, "\(words): \(lines.last ?? "")")
      #expect(lines.allSatisfy { $0.unicodeScalars.count <= 210 })
    }
  }
}
