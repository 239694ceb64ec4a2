import AuditLog
import Testing

@Suite("Reviewers sign with their own keys", .serialized)
struct SignatureTests {
  private static let reviewers = ["李工", "王工", "张工", "赵工", "钱工", "孙工"]

  /// A key for each reviewer, `NAME.key`, and all their verifier keys in `reviewers`.
  private static func makeKeys(_ log: TrialLog, _ names: [String]) throws {
    var keys = ""
    for name in names {
      keys += try log.program.run(
        ["audit", "key", "\(name).key", "--name", name, "--for", "reviewer"]
      ).output
    }
    log.program.write(keys, to: "reviewers")
  }

  private static func words(_ name: String, _ dossier: String) -> [String] {
    [
      "evaluate", "--rules", "trial.rules", "--parameters", "parameters.json", "--audit", "audit",
      "--audit-key", "signing.key", "--reviewer", name, "--reviewer-key", "\(name).key", dossier,
    ]
  }

  @Test("six at once: one order, and each signature is checked by a verifier that is not ours")
  func six() throws {
    let log = try TrialLog()
    try Self.makeKeys(log, Self.reviewers)
    let rounds = isLongRun ? 100 : 5
    for _ in 0..<rounds {
      let running = try Self.reviewers.map { try log.program.start(Self.words($0, "dossier.json")) }
      for process in running {
        let run = log.program.wait(for: process)
        #expect(run.status == 1, "\(run.errors)")
      }
    }
    let count = rounds * Self.reviewers.count
    #expect(log.lines.count == count + 1)
    let verified = try log.audit("verify", ["--reviewers", "reviewers"])
    #expect(verified.status == 0)
    #expect(
      verified.output.contains("审查人员签名：\(count) 条有效，0 条不对，0 条没有（公钥由 --reviewers 给出）\n"),
      "\(verified.output)")
    #expect(try log.program.run(["audit", "tools", "tools"]).status == 0)
    let independent = try log.program.run(
      ["tools/check-signatures.py", "audit", "reviewers"], program: "python3")
    #expect(independent.status == 0, "\(independent.errors)")
    let lines = independent.output.split(separator: "\n")
    #expect(lines.count == Self.reviewers.count)
    #expect(lines.allSatisfy { $0.contains(" \(rounds) ") })
    print("signatures: \(Self.reviewers.count) reviewers, \(count) decisions")
  }

  @Test("a signature in another's name, or over another decision, is found whoever rewrote the log")
  func forged() throws {
    let log = try TrialLog()
    try Self.makeKeys(log, ["李工", "王工"])
    let other = try log.program.run(
      Self.words("李工", "dossier.json").map { $0 == "李工.key" ? "王工.key" : $0 })
    #expect(other.status == 4 && other.output.isEmpty)
    #expect(other.errors.contains("in the name of 王工"))
    _ = try log.program.run(Self.words("李工", "dossier.json"))
    _ = try log.evaluate()
    let good = try log.audit("verify")
    #expect(good.output.contains("审查人员签名：1 条有效，0 条不对，1 条没有（公钥取自条目本身，未核对是谁）\n"))
    log.program.write("", to: "nobody")
    #expect(try log.audit("verify", ["--reviewers", "nobody"]).status == 1)
    try Forger(log: log).rewrite { lines in
      lines[1] = replacing(lines[1], #""decision":"refuse""#, #""decision":"approve""#)
    }
    let run = try log.audit("verify")
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("证据不全：1 条决定的审查人员签名不对"))
    #expect(run.output.contains("签名不对：条目 1\n"))
    _ = try log.program.run(["audit", "tools", "tools"])
    let independent = try log.program.run(
      ["tools/check-signatures.py", "audit"], program: "python3")
    #expect(independent.status == 1 && independent.errors.contains("[1]"))
  }
}
