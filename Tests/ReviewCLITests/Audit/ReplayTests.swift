import Testing

@Suite("Replay")
struct ReplayTests {
  /// Machines differ in these; a result must not.
  private static let machines: [(variables: [String: String], directory: String)] = [
    (["TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8"], "."),
    (["TZ": "America/New_York", "LANG": "C", "LC_ALL": "C"], "audit"),
    (["TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "HOME": "/"], "/"),
  ]

  private static func replayAll(_ log: TrialLog) throws -> [ReviewProgram.Run] {
    // Each run is a new process, and so has another seed for its hash tables.
    try machines.map { machine in
      try log.program.run(
        [
          "audit", "replay", "\(log.program.folder)/audit", "--all", "--pinned", log.verifierKey,
          "--language", "en",
        ], variables: machine.variables,
        directory: machine.directory == "."
          ? nil : machine.directory == "/" ? "/" : "\(log.program.folder)/\(machine.directory)")
    }
  }

  @Test("every example, under every machine, is equal to the byte")
  func examples() throws {
    let log = try TrialLog()
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
      .joined(separator: "/")
    let options = [
      "--audit", "audit", "--audit-key", "signing.key", "--reviewer", "李工",
    ]
    let examples = "\(root)/Rules/examples"
    let plain = try log.program.run(["evaluate", examples, "--format", "json"] + options)
    try #require(!plain.output.isEmpty, "\(plain.errors)")
    let given = try log.program.run(
      [
        "evaluate", "\(examples)/zhongwei-calcium-carbide.json", "--parameters",
        "\(examples)/parameters/ningxia-2024.json", "--as-of", "2024-06-30",
      ] + options)
    try #require(!given.output.isEmpty, "\(given.errors)")
    let count = log.lines.count - 1
    #expect(count > 8)
    for run in try Self.replayAll(log) {
      #expect(run.status == 0)
      #expect(
        run.output
          == "\(count) evaluations: \(count) equal to the byte, 0 different, 0 redacted, 0 not replayable\n"
      )
    }
    print("replay: \(count) evaluations x \(Self.machines.count) machines")
  }

  @Test("rows, lines and elements are replayed from their own bytes alone")
  func excerpts() throws {
    let log = try TrialLog()
    let (a, b) = (TrialLog.dossier("甲", pue: "1.25"), TrialLog.dossier("乙", pue: "1.15"))
    log.program.write("\n" + a + b, to: "stream.jsonl")
    log.program.write("[ \(a),\n   \(b)]", to: "array.json")
    let table = "项目名称,dataCentre.pue\n甲,1.25\n\"乙\n二期\",1.15\n\n丙,1.3\n"
    log.program.write(table, to: "table.csv")
    log.program.write(table.map { $0 == "\n" ? "\r" : String($0) }.joined(), to: "old.csv")
    let run = try log.evaluate([
      "stream.jsonl", "array.json", "table.csv", "old.csv", "--format", "jsonl",
    ])
    #expect(run.output.split(separator: "\n").count == 10)
    #expect(run.output.contains("table.csv:6:"))
    #expect(run.output.contains("array.json:3:"))
    for run in try Self.replayAll(log) {
      #expect(run.output.hasPrefix("10 evaluations: 10 equal to the byte"))
    }
  }

  @Test("what changed beside the log does not matter; what changed inside it is found")
  func changes() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    log.program.write("规则集 别的 other 「别的」\n", to: "trial.rules")
    log.program.write(#"{"limit": 9}"#, to: "parameters.json")
    log.program.write("{}", to: "dossier.json")
    #expect(try log.audit("replay", ["1"]).status == 0)

    let pack = try #require(Self.pack(of: log))
    var body = log.program.bytes(of: pack)
    body[40] ^= 1
    log.program.write(body, to: pack)
    let altered = try log.audit("replay", ["--all"])
    #expect(altered.status == 1)
    #expect(altered.output.contains("1  保存的原文已被改动"))
  }

  @Test("a destroyed dossier is no difference where a redact entry says so, and else it is one")
  func redaction() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    _ = try log.evaluate()
    #expect(try log.redact(1).status == 0)
    #expect(try log.audit("replay", ["1"]).status == 4)
    #expect(try log.audit("replay", ["--all"]).status == 0)
    let pack = try #require(Self.pack(of: log))
    log.program.write(log.program.bytes(of: pack).map { _ in 0 }, to: pack)
    let run = try log.audit("replay", ["--all"])
    #expect(run.status == 1)
    #expect(run.output.contains("2  原文已被销毁，而没有 redact 条目"))
    #expect(try log.audit("verify").status == 1)
  }

  @Test("another program does not replay; asked what if, it says that it is another")
  func otherEngine() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    // The same code with a byte behind it is another file, and so another engine.
    let program = "\(log.program.folder)/other"
    let copy = try log.program.run(
      ["-c", "cat '\(ReviewProgram.path)' > other; echo >> other; chmod +x other"], program: "sh")
    try #require(copy.status == 0)
    let words = ["audit", "replay", "audit", "1", "--pinned", log.verifierKey, "--language", "en"]
    let refused = try log.program.run(words, program: program)
    #expect(refused.status == 4)
    #expect(refused.output.contains("not replayed: decided by"))
    let asked = try log.program.run(words + ["--what-if"], program: program)
    #expect(asked.status == 0)
    #expect(asked.output == "1  what-if by another program: equal to the byte\n")
  }

  @Test("a replay is an entry when asked for, a what-if never")
  func recorded() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    #expect(try log.sign("replay", ["1", "--record", "--reviewer", "审计组"]).status == 0)
    #expect(try log.sign("replay", ["1", "--record", "--what-if"]).status == 64)
    #expect(try log.audit("show", ["1"]).output.contains("replay  审计组  → 1  一致"))
  }

  /// The file of the last evaluation's documents.
  private static func pack(of log: TrialLog) -> String? {
    let words = log.lines.map { String(decoding: $0, as: UTF8.self) }
    guard let line = words.last(where: { $0.contains("\"op\":\"evaluate\"") }),
      let name = line.split(separator: "\"pack\":\"").dropFirst().first?.prefix(32)
    else { return nil }
    return "audit/vault/\(name)"
  }
}
