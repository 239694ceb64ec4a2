import AuditLog
import Testing

@Suite("Receipts and the tools of those who have no log")
struct ReceiptTests {
  private static func log() throws -> TrialLog {
    let log = try TrialLog()
    _ = try log.evaluate()
    _ = try log.evaluate()
    let tools = try log.program.run(["audit", "tools", "tools"])
    try #require(tools.status == 0 && tools.output.contains("tools/check-receipt.py"))
    let receipt = try log.audit("receipt", ["1", "--output", "receipt.json"])
    try #require(receipt.status == 0, "\(receipt.errors)")
    return log
  }

  private static func check(_ log: TrialLog, _ words: [String] = []) throws -> ReviewProgram.Run {
    try log.program.run(
      ["tools/check-receipt.py", "receipt.json", log.verifierKey] + words, program: "python3")
  }

  @Test("an applicant checks a receipt with Python and openssl")
  func good() throws {
    let log = try Self.log()
    let run = try Self.check(log, ["dossier.json"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("valid 有效: 1 ") && run.output.contains(" 甲中心 refuse T-1\n"))
    #expect(run.output.contains("rules other than the released 与正式版不同的规则: "))
    #expect(run.output.contains("\n  + T-1\n"), "\(run.output)")
    for name in ["check-receipt.py", "verify-audit-log.py"] {
      let lines = log.program.bytes(of: "tools/\(name)").count { $0 == 0x0A }
      #expect(lines <= 60, "\(name) has \(lines) lines")
    }
  }

  @Test("a receipt with another word in it, of another log or for another dossier is refused")
  func bad() throws {
    let log = try Self.log()
    let good = String(decoding: log.program.bytes(of: "receipt.json"), as: UTF8.self)
    let forgeries = [
      ("refuse", "approve"), (#"\"seq\":1"#, #"\"seq\":2"#), ("index 1", "index 2"),
      ("1.25", "1.15"), ("甲中心", "乙中心"), ("— two-high", "— too-high"),
      (#""result": "{"#, #""result": " {"#),
    ]
    for (old, new) in forgeries {
      let forged = replacing(good, old, new)
      #expect(forged != good, "\(old)")
      log.program.write(forged, to: "receipt.json")
      let run = try Self.check(log)
      #expect(run.status == 1 && run.errors.hasPrefix("refused 不予认可: "), "\(old): \(run.output)")
    }
    log.program.write(good, to: "receipt.json")
    #expect(try Self.check(log).status == 0)
    log.program.write(TrialLog.dossier("甲中心", pue: "1.15"), to: "other.json")
    #expect(try Self.check(log, ["other.json"]).status == 1)
    let stranger = try TrialLog()
    let run = try log.program.run(
      ["tools/check-receipt.py", "receipt.json", stranger.verifierKey], program: "python3")
    #expect(run.status == 1)
  }

  @Test(
    "whoever gives too few words is told which", arguments: ["check-receipt", "verify-audit-log"])
  func usage(_ name: String) throws {
    let log = try Self.log()
    let tool = "tools/\(name).py"
    let first = name == "check-receipt" ? "receipt.json" : "audit"
    let none = try log.program.run([tool, first], program: "python3")
    #expect(none.status == 1 && none.errors.contains("VERIFIER-KEY 公钥"), "\(none.errors)")
    let wrong = try log.program.run([tool, first, "x"], program: "python3")
    #expect(wrong.status == 1 && wrong.errors.contains("verifier key"), "\(wrong.errors)")
  }

  @Test("without a checkpoint from outside the independent verifier says so, too")
  func notCompared() throws {
    let log = try Self.log()
    let words = ["tools/verify-audit-log.py", "audit", log.verifierKey]
    let alone = try log.program.run(words, program: "python3")
    #expect(alone.status == 0 && alone.output.contains("未与外部检查点比对"))
    log.program.write(try log.audit("checkpoint").output, to: "held")
    let new = String(
      try log.program.run([
        "audit", "key", "audit", "--new", "new.key", "--key", "signing.key", "--reason", "年度更换",
      ]).output.dropLast())
    let changed = ["tools/verify-audit-log.py", "audit", new, "held"]
    #expect(try log.program.run(changed, program: "python3").status == 1)
    let compared = try log.program.run(changed + [log.verifierKey], program: "python3")
    #expect(compared.status == 0 && compared.output.contains("延续留存的检查点"), "\(compared.errors)")
  }

  @Test("there is no receipt of what was destroyed, or is no decision")
  func none() throws {
    let log = try Self.log()
    #expect(try log.audit("receipt", ["0"]).status == 3)
    _ = try log.redact(1)
    let run = try log.audit("receipt", ["1"])
    #expect(run.status == 4 && run.errors.contains("不能出具回执"))
  }

  @Test("the pages for auditors work as they stand", arguments: ["auditors.md", "审计人员.md"])
  func page(_ name: String) throws {
    let log = try Self.log()
    let program = log.program
    program.write(try log.audit("checkpoint").output, to: "held-checkpoint")
    try AnchorTests.makeAuthority(in: program)
    _ = try log.audit("anchor", ["--request", "q.tsq"])
    try AnchorTests.stamp("q.tsq", to: "q.tsr", in: program)
    #expect(try log.sign("anchor", ["--evidence", "q.tsr"]).output.contains("日志序号：3\n"))
    program.write(program.bytes(of: "tsa.pem"), to: "ca.pem")
    let page = String(decoding: program.bytes(of: "tools/\(name)"), as: UTF8.self)
    var blocks: [String] = []
    for part in page.split(separator: "```sh\n").dropFirst() {
      if let block = part.split(separator: "\n```").first { blocks.append(String(block)) }
    }
    try #require(blocks.count == 10)
    // The reader's own key and entries.
    blocks[0] = "VKEY='\(log.verifierKey)'"
    blocks[5] = replacing(blocks[5], "SEQ=7", "SEQ=1")
    blocks[9] = replacing(blocks[9], "SEQ=22", "SEQ=3")
    let names = "set -e\nreview() { \"$R\" \"$@\"; }\n"
    let run = try program.run(
      ["-c", names + blocks.joined(separator: "\necho ----\n")],
      variables: ["R": ReviewProgram.path], program: "bash")
    #expect(run.status == 0, "\(run.output)\n\(run.errors)")
    let parts = run.output.split(separator: "----\n", omittingEmptySubsequences: false)
    try #require(parts.count == 10)
    #expect(parts[2].contains("Signature Verified Successfully"))
    #expect(parts[3].hasPrefix("verified 4 entries"))
    #expect(parts[3].contains("延续留存的检查点"))
    #expect(parts[4].split(separator: "\n").count == 2, "two refusals")
    let codes = parts[5].split(separator: "\n").map { $0.suffix(64) }
    #expect(codes.count == 2 && codes[0] == codes[1])
    for line in parts[6].split(separator: "\n") {
      let words = line.split(separator: " ")
      #expect(words.count == 2 && words[0] == words[1])
    }
    let leaf = try log.audit("show", ["1"]).output
    #expect(leaf.contains(parts[7].prefix(64)))
    #expect(parts[8].hasPrefix("valid 有效: 1 "))
    #expect(parts[9].contains("Verification: OK"), "\(run.errors)")
  }
}
