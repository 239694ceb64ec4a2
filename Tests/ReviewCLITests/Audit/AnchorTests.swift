import AuditLog
import Testing

/// Words of outsiders: time-stamps of a made-up authority, cosignatures of a made-up neighbour.
@Suite("Anchors are checked")
struct AnchorTests {
  /// A time-stamp authority: `tsa.pem` and all that `openssl ts -reply` needs.
  static func makeAuthority(in program: ReviewProgram, name: String = "tsa") throws {
    program.write(
      """
      [tsa]
      default_tsa = t
      [t]
      serial = \(name).serial
      crypto_device = builtin
      signer_cert = \(name).pem
      certs = \(name).pem
      signer_key = \(name).key
      signer_digest = sha256
      default_policy = 1.2.3.4.1
      digests = sha256
      """ + "\n", to: "\(name).cnf")
    let made = try program.run(
      [
        "-c",
        "echo 01 > \(name).serial && openssl req -x509 -newkey rsa:2048 -nodes -keyout \(name).key -out \(name).pem "
          + "-days 30 -subj /CN=\(name) -addext extendedKeyUsage=critical,timeStamping",
      ], program: "sh")
    try #require(made.status == 0, "\(made.errors)")
  }

  /// The authority's answer to a request.
  static func stamp(
    _ request: String, to token: String, by name: String = "tsa", in program: ReviewProgram
  ) throws {
    let run = try program.run(
      ["ts", "-reply", "-config", "\(name).cnf", "-queryfile", request, "-out", token],
      program: "openssl")
    try #require(run.status == 0, "\(run.errors)")
  }

  private static func headline(_ run: ReviewProgram.Run) -> String {
    String(run.output.prefix { $0 != "\n" })
  }

  @Test("a time-stamp goes out as a request and comes back as a proof")
  func timestamp() throws {
    let log = try TrialLog()
    let program = log.program
    try Self.makeAuthority(in: program)
    try Self.makeAuthority(in: program, name: "other")
    _ = try log.evaluate()
    program.write(try log.audit("anchor", ["--request", "one.tsq"]).output, to: "checkpoint.1")
    let query = try program.run(
      ["ts", "-query", "-in", "one.tsq", "-text"], program: "openssl")
    #expect(query.status == 0 && query.output.contains("Hash Algorithm: sha256"))
    try Self.stamp("one.tsq", to: "one.tsr", in: program)
    _ = try log.evaluate()

    let kept = try log.sign("anchor", ["--evidence", "one.tsr"])
    #expect(kept.status == 0 && kept.output.hasPrefix("rfc3161\n所证条数：2\n"), "\(kept.errors)")
    let again = try log.sign("anchor", ["--evidence", "one.tsr"])
    #expect(again.status == 3 && again.errors.contains("条目 3 已经收有"))

    let unchecked = try log.audit("verify")
    #expect(unchecked.status == 0 && Self.headline(unchecked).hasSuffix("；1 件外证未检查"))
    let checked = try log.audit("verify", ["--tsa", "tsa.pem"])
    #expect(
      Self.headline(checked) == "自洽、签名有效；最后一次外部证明之后有 2 条，不能排除持钥人改写",
      "\(checked.output)\(checked.errors)")
    #expect(checked.output.contains("外证：共 1 件，1 件有效，0 件未检查，0 件不符\n"))
    #expect(checked.output.contains("条目 3：rfc3161，所证前 2 条，有效：RFC 3161，北京时间 20"))
    let foreign = try log.audit("verify", ["--tsa", "other.pem"])
    #expect(foreign.status == 1 && Self.headline(foreign).hasPrefix("证据不全：1 件外证不符"))
    let json = try log.audit("verify", ["--tsa", "tsa.pem", "--format", "json"]).output
    #expect(json.contains(#""state": "valid""#) && json.contains(#""covered": 2"#))

    // The same bytes, cut out as the auditors' page says, for openssl alone.
    _ = try program.run(["-c", "head -n 3 checkpoint.1 > stamped"], program: "sh")
    let outside = try program.run(
      ["ts", "-verify", "-in", "one.tsr", "-data", "stamped", "-CAfile", "tsa.pem"],
      program: "openssl")
    #expect(outside.status == 0)
  }

  @Test("a token over a checkpoint's whole text is as good, and is about that checkpoint alone")
  func wholeText() throws {
    let log = try TrialLog()
    let program = log.program
    try Self.makeAuthority(in: program)
    _ = try log.evaluate()
    program.write(try log.audit("checkpoint").output, to: "printed")
    _ = try log.evaluate()
    _ = try program.run(
      ["ts", "-query", "-data", "printed", "-sha256", "-cert", "-out", "q.tsq"], program: "openssl")
    try Self.stamp("q.tsq", to: "q.tsr", in: program)
    let newest = try log.sign("anchor", ["--evidence", "q.tsr"])
    #expect(newest.status == 3 && newest.errors.contains("所证的不是本日志的任何检查点"))
    let given = try log.sign("anchor", ["--evidence", "q.tsr", "--checkpoint", "printed"])
    #expect(given.status == 0 && given.output.contains("所证条数：2\n"))
    let checked = try log.audit("verify", ["--tsa", "tsa.pem"])
    #expect(checked.status == 0 && checked.output.contains("1 件有效"), "\(checked.output)")
  }

  @Test("what is about no state of the log, or is no evidence, is refused and nothing is written")
  func refused() throws {
    let log = try TrialLog()
    let program = log.program
    let other = try TrialLog()
    try Self.makeAuthority(in: other.program)
    _ = try other.evaluate()
    _ = try other.audit("anchor", ["--request", "q.tsq"])
    try Self.stamp("q.tsq", to: "q.tsr", in: other.program)
    program.write(other.program.bytes(of: "q.tsr"), to: "foreign.tsr")
    program.write((0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 131) }, to: "noise")
    program.write("— w AAAA\n", to: "line")
    program.write("附在台账 2026-11 第 3 页\n", to: "words")
    let before = log.lines.count
    for (words, part) in [
      (["--evidence", "foreign.tsr"], "所证的不是本日志的任何检查点"),
      (["--evidence", "noise"], "看不出这是时间戳令牌还是共签行"),
      (["--evidence", "noise", "--kind", "rfc3161"], "不是时间戳令牌"),
      (["--evidence", "noise", "--kind", "copy"], "副本须写成文字"),
      (["--evidence", "line", "--kind", "cosignature"], "没有共签行"),
      (["--evidence", "words"], "看不出这是时间戳令牌还是共签行"),
    ] {
      let run = try log.sign("anchor", words)
      #expect(run.status == 3 && run.errors.contains(part), "\(words): \(run.errors)")
    }
    #expect(log.lines.count == before)
    #expect(try log.sign("anchor", ["--evidence", "words", "--kind", "copy"]).status == 0)
    #expect(Self.headline(try log.audit("verify")).hasSuffix("；1 件外证未检查"))
  }

  @Test("an entry that says a token is about another state is found, whoever wrote it")
  func falseAnchor() throws {
    let log = try TrialLog()
    let program = log.program
    try Self.makeAuthority(in: program)
    _ = try log.evaluate()
    _ = try log.audit("anchor", ["--request", "q.tsq"])
    try Self.stamp("q.tsq", to: "q.tsr", in: program)
    _ = try log.sign("anchor", ["--evidence", "q.tsr"])
    try Forger(log: log).rewrite { lines in
      lines[2] = replacing(lines[2], #""size":2"#, #""size":1"#)
    }
    let run = try log.audit("verify", ["--tsa", "tsa.pem"])
    #expect(run.status == 1 && run.output.contains("不符：日志从未有过所记的条数和根"))
  }

  @Test("a neighbour witnesses by files: it signs what continues what it signed, and nothing else")
  func witness() throws {
    let log = try TrialLog()
    let program = log.program
    func key(_ name: String) throws -> String {
      let made = try program.run(
        ["audit", "key", "\(name).key", "--name", "\(name).local/w", "--for", "witness"])
      return String(made.output.dropLast())
    }
    let names = ["a", "b", "c"]
    let keys = try names.map { try key($0) }
    program.write(
      "log \(log.verifierKey)\n"
        + zip(["省厅", "审计局", "邻市"], keys).map { "witness \($0) \($1)\n" }.joined()
        + "group 外证 2 省厅 审计局 邻市\nquorum 外证\n", to: "policy")
    func witness(_ name: String, _ request: String) throws -> ReviewProgram.Run {
      try program.run([
        "audit", "witness", request, "--key", "\(name).key", "--log", log.verifierKey, "--state",
        "\(name).state",
      ])
    }
    _ = try log.evaluate()
    #expect(try log.audit("witness", ["--request", "first"]).status == 0)
    let first = try witness("a", "first")
    #expect(first.status == 0 && first.output.hasPrefix("— a.local/w "), "\(first.errors)")
    program.write(first.output, to: "a.line")
    let unknown = try log.sign("anchor", ["--evidence", "a.line", "--witness", keys[1]])
    #expect(unknown.status == 3 && unknown.errors.contains("没有给出这位共签人的公钥"))
    #expect(try log.sign("anchor", ["--evidence", "a.line", "--policy", "policy"]).status == 0)
    let one = try log.audit("verify", ["--policy", "policy"])
    #expect(one.output.contains("1 件有效") && Self.headline(one).contains("未与外部检查点比对"))
    // The second, of the same state, makes two of three.
    program.write(try witness("b", "first").output, to: "b.line")
    #expect(try log.sign("anchor", ["--evidence", "b.line", "--policy", "policy"]).status == 0)
    let two = try log.audit("verify", ["--policy", "policy"])
    #expect(
      Self.headline(two) == "自洽、签名有效；最后一次外部证明之后有 2 条，不能排除持钥人改写", "\(two.output)")

    // The next request begins where the neighbour stands.
    let stale = try witness("a", "first")
    #expect(stale.status == 3 && stale.errors.contains("2 entries were signed last"))
    _ = try log.audit("witness", ["--request", "next", "--old", "2"])
    #expect(try witness("a", "next").status == 0)
    // A log that was rewritten gets no signature.
    try Forger(log: log).rewrite { lines in
      lines[1] = replacing(lines[1], #""decision":"refuse""#, #""decision":"approve""#)
    }
    _ = try log.audit("witness", ["--request", "forged", "--old", "4"])
    let forged = try witness("a", "forged")
    #expect(forged.status == 1 && forged.output.isEmpty)
    #expect(forged.errors.contains("已被改写或回退"))
  }

  @Test("a witness is told what is wrong with what it was given, and signs nothing")
  func unfitRequests() throws {
    let log = try TrialLog()
    let program = log.program
    for name in ["w", "reviewer"] {
      _ = try program.run(
        [
          "audit", "key", "\(name).key", "--name", "w.local/\(name)", "--for",
          name == "w" ? "witness" : name,
        ])
    }
    func answer(_ request: String, _ key: String = "w.key") throws -> ReviewProgram.Run {
      try program.run([
        "audit", "witness", request, "--key", key, "--log", log.verifierKey, "--state", "state",
      ])
    }
    _ = try log.audit("witness", ["--request", "request"])
    program.write("附件\n", to: "letter")
    let letter = try answer("letter")
    #expect(letter.status == 3 && letter.errors.contains("不是见证请求"))
    let wrongKey = try answer("request", "reviewer.key")
    #expect(wrongKey.status == 3 && wrongKey.errors.contains("不是见证人的密钥"))
    #expect(try answer("request").status == 0)
    _ = try log.evaluate()
    _ = try log.audit("witness", ["--request", "request"])
    let late = try answer("request")
    #expect(
      late.status == 3 && late.output.isEmpty && late.errors.contains("上次已签到 1 条"), "\(late.errors)"
    )
    _ = try log.audit("witness", ["--request", "request", "--old", "1"])
    #expect(try answer("request").status == 0)
    program.write("quorum\n", to: "policy")
    let policy = try log.audit("verify", ["--policy", "policy"])
    #expect(policy.status == 3 && policy.errors.contains("不合格式"), "\(policy.errors)")
  }

  @Test("a cosignature is checked by a few lines that are not ours")
  func independentCosignature() throws {
    let log = try TrialLog()
    let program = log.program
    let key = String(
      try program.run(["audit", "key", "w.key", "--name", "w.local/w"]).output.dropLast())
    program.write(try log.audit("witness", ["--request", "request"]).output, to: "checkpoint")
    let line = try program.run([
      "audit", "witness", "request", "--key", "w.key", "--log", log.verifierKey, "--state", "state",
    ]).output
    program.write(line, to: "line")
    program.write(
      """
      import base64, subprocess, sys
      key = base64.b64decode(sys.argv[1].split("+", 2)[2])
      mark = base64.b64decode(open("line").read().split()[2])
      body = b"".join(open("checkpoint", "rb").readlines()[:3])
      time = int.from_bytes(mark[4:12], "big")
      open("message", "wb").write(f"cosignature/v1\\ntime {time}\\n".encode() + body)
      open("signature", "wb").write(mark[12:])
      open("public", "wb").write(bytes.fromhex("302a300506032b6570032100") + key[1:])
      sys.exit(subprocess.call("openssl pkeyutl -verify -pubin -keyform DER -inkey public -rawin "
                               "-in message -sigfile signature".split()))
      """, to: "check.py")
    #expect(try program.run(["check.py", key], program: "python3").status == 0)
  }

  @Test("a monitor says what is new, and has one line for the register")
  func monitor() throws {
    let log = try TrialLog()
    let first = try log.audit("monitor", ["--state", "seen"])
    #expect(first.status == 0 && first.output.hasPrefix("首次查看：1 条：init 1\n台账：20"))
    _ = try log.evaluate()
    let next = try log.audit("monitor", ["--state", "seen"])
    #expect(next.output.hasPrefix("延续上次的检查点（1 条），新增 1 条：evaluate 1\n"))
    let line = try #require(next.output.split(separator: "\n").last)
    log.program.write(String(line), to: "register")
    #expect(try log.audit("verify", ["--held", "register"]).status == 0)
    try Forger(log: log).rewrite { lines in lines.removeLast() }
    #expect(try log.audit("monitor", ["--state", "seen"]).status == 1)
  }

  @Test("a log goes on with a new key, and with the old one no more")
  func newKey() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    let changed = try log.sign("key", ["--new", "second.key", "--reason", "每年更换"])
    #expect(changed.status == 0, "\(changed.errors)")
    let key = String(changed.output.dropLast())
    #expect(try log.evaluate().status == 4)
    let next = try log.program.run(
      [
        "evaluate", "dossier.json", "--rules", "trial.rules", "--audit", "audit", "--audit-key",
        "second.key", "--reviewer", "李工",
      ])
    #expect(next.status == 2 || next.status == 1, "\(next.errors)")
    let verified = try log.program.run(["audit", "verify", "audit", "--pinned", key])
    #expect(verified.status == 0 && verified.output.contains("key 1"))
  }
}
