import AuditLog
import Testing

@Suite("The second root and signature, SM3 and SM2")
struct SM2Tests {
  private static func log() throws -> TrialLog {
    let log = try TrialLog()
    for _ in 0..<3 { _ = try log.evaluate() }
    let made = try log.program.run(
      [
        "-c",
        "openssl genpkey -algorithm SM2 -out sm2.pem && openssl pkey -in sm2.pem -pubout -out sm2.pub && openssl genpkey -algorithm ED25519 -out other.pem",
      ], program: "sh")
    try #require(made.status == 0, "\(made.errors)")
    let note = try log.audit("sm2", ["--sm2-key", "sm2.pem", "--output", "note"])
    try #require(note.status == 0, "\(note.errors)")
    return log
  }

  @Test("openssl and Python, which know nothing of us, come to the same root and find it signed")
  func independent() throws {
    let log = try Self.log()
    let before = log.program.bytes(of: "audit/checkpoint")
    log.program.write(
      """
      import base64, hashlib
      sm3 = lambda data: hashlib.new("sm3", data).digest()
      def root(leaves):
          if len(leaves) == 1: return sm3(b"\\0" + leaves[0])
          middle = 1
          while middle * 2 < len(leaves): middle *= 2
          return sm3(b"\\1" + root(leaves[:middle]) + root(leaves[middle:]))
      lines = open("audit/entries/000000.jsonl", "rb").read().split(b"\\n")[:-1]
      note = open("note", encoding="utf-8").read().split("\\n")
      assert note[3] == "sm3 " + base64.b64encode(root(lines)).decode(), note
      assert note[1] == str(len(lines))
      open("signed", "w").write("\\n".join(note[:4]) + "\\n")
      open("signature", "wb").write(base64.b64decode(note[5].split()[2]))
      """, to: "check.py")
    let roots = try log.program.run(["check.py"], program: "python3")
    #expect(roots.status == 0, "\(roots.errors)")
    let signature = try log.program.run(
      [
        "dgst", "-sm3", "-verify", "sm2.pub", "-sigopt", "distid:1234567812345678", "-signature",
        "signature", "signed",
      ], program: "openssl")
    #expect(signature.status == 0 && signature.output == "Verified OK\n", "\(signature.errors)")
    #expect(log.program.bytes(of: "audit/checkpoint") == before, "the log stays as it is")
  }

  @Test("verify says what the note proves, and refuses another key, another root and another log")
  func verify() throws {
    let log = try Self.log()
    _ = try log.evaluate()
    let words = ["--sm2", "note", "--sm2-key", "sm2.pub"]
    let good = try log.audit("verify", words)
    #expect(good.status == 0)
    #expect(good.output.contains("国密副签：前 4 条，SM2 签名有效，SHA-256 根和 SM3 根都与日志相符\n"))
    #expect(good.output.hasPrefix("自洽、签名有效；最后一次外部证明之后有 1 条"), "\(good.output)")
    let text = String(decoding: log.program.bytes(of: "note"), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    for (line, part) in [(2, "根与日志不符"), (3, "根与日志不符"), (1, "根与日志不符")] {
      var forged = lines
      let first = forged[line].split(separator: " ").last.map { String($0) } ?? ""
      let other =
        line == 1 ? "3" : (first.hasPrefix("A") ? "B" : "A") + first.dropFirst()
      forged[line] = replacing(forged[line], first, other)
      log.program.write(forged.joined(separator: "\n"), to: "forged")
      let run = try log.audit("verify", ["--sm2", "forged", "--sm2-key", "sm2.pub"])
      #expect(run.status == 1 && run.output.hasPrefix("证据不全：国密副签不符"), "\(line)")
      #expect(run.output.contains("SM2 签名不对") && run.output.contains(part), "\(run.output)")
    }
    _ = try log.program.run(
      ["-c", "openssl genpkey -algorithm SM2 | openssl pkey -pubout -out stranger.pub"],
      program: "sh")
    let stranger = try log.audit("verify", ["--sm2", "note", "--sm2-key", "stranger.pub"])
    #expect(stranger.status == 1 && stranger.output.contains("SM2 签名不对，SHA-256 根和 SM3 根都与日志相符"))
    // What was rewritten with the log's key is not what SM2 signed.
    try Forger(log: log).rewrite { lines in
      lines[1] = replacing(lines[1], #""decision":"refuse""#, #""decision":"approve""#)
    }
    #expect(try log.audit("verify", words).status == 1)
    let wrongKey = try log.audit("sm2", ["--sm2-key", "other.pem"])
    #expect(wrongKey.status == 3 && wrongKey.errors.contains("no private key of SM2"))
    #expect(try log.audit("verify", ["--sm2", "note", "--sm2-key", "other.pem"]).status == 3)
    #expect(try log.audit("verify", ["--sm2", "sm2.pub", "--sm2-key", "sm2.pub"]).status == 3)
  }
}
