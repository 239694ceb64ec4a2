import AuditLog
import Glibc
import Testing

/// The writer who alone has the log's key, and reviewers who reach it by a socket.
@Suite("The writer", .serialized)
struct WriterTests {
  /// A trial log whose writer runs until ``stop(_:)``.
  private static func serve(
    _ log: TrialLog, _ options: [String] = [], variables: [String: String] = [:]
  ) throws -> ReviewProgram.Process {
    let process = try log.program.start(
      ["audit", "serve", "audit", "--key", "signing.key", "--socket", "writer.sock"] + options,
      variables: variables)
    try waitForWriter(log)
    return process
  }

  private static func waitForWriter(_ log: TrialLog) throws {
    for _ in 0..<600 {
      if log.program.listens(at: "writer.sock") { return }
      usleep(20_000)
    }
    Issue.record("the writer did not come up")
  }

  private static func words(
    _ dossier: String = "dossier.json", by name: String = "李工", _ more: [String] = []
  ) -> [String] {
    [
      "evaluate", "--rules", "trial.rules", "--parameters", "parameters.json", "--audit", "audit",
      "--audit-key", "writer.sock", "--reviewer", name, dossier,
    ] + more
  }

  private static var microseconds: Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1_000_000 + now.tv_nsec / 1000
  }

  private static func key(of name: String, in log: TrialLog) throws -> String {
    try log.program.run(["audit", "key", "\(name).key", "--name", name, "--for", "reviewer"]).output
  }

  @Test("gives reviewers the same answers as the key does, and replays")
  func sameAnswers() throws {
    let log = try TrialLog()
    let writer = try Self.serve(log)
    defer { log.program.kill(writer) }
    log.program.write(TrialLog.dossier("乙中心", pue: "1.1"), to: "good.json")
    let run = try log.program.run(Self.words())
    #expect(run.status == 1 && run.output.contains("日志序号：1\n"), "\(run.errors)")
    #expect(try log.program.run(Self.words("good.json")).status == 0)
    let override = try log.audit(
      "override",
      [
        "1", "--decision", "有条件通过", "--authority", "会议纪要〔2026〕3号", "--reason", "应急",
        "--finding", "T-1", "--reviewer", "张处", "--key", "writer.sock",
      ])
    // One account of the system is one person, whatever name it gives.
    #expect(override.status == 3 && override.errors.contains("出自同一登录名"))
    #expect(try log.audit("hold", ["1", "--reason", "诉讼", "--key", "writer.sock"]).status == 0)
    let verified = try log.audit("verify")
    #expect(verified.status == 0 && verified.output.contains("evaluate 2 · hold 1"))
    #expect(try log.audit("replay", ["--all"]).status == 0)
    // Who has the key goes on writing beside the writer.
    #expect(try log.evaluate().status == 1)
    #expect(try log.program.run(Self.words()).output.contains("日志序号：5\n"))
    #expect(try log.audit("verify").status == 0)
  }

  @Test(
    "another user of the system cannot read the key, and commits all the same",
    .enabled(if: ReviewProgram.canBecomeAnother, "only root becomes another user"))
  func secondUser() throws {
    let log = try TrialLog()
    // The writer's user and the reviewer share a group that may connect.
    let made = try log.program.run(
      [
        "-c",
        "mkdir home && chown 64002 home && chown -R 64001:64000 audit signing.key* && chmod 644 *.json *.rules && chown 64001 . && chmod 755 .",
      ], program: "sh")
    try #require(made.status == 0, "\(made.errors)")
    func run(_ user: Int, _ words: [String]) throws -> ReviewProgram.Run {
      try log.program.run(
        ["--reuid", "\(user)", "--regid", "64000", "--clear-groups", ReviewProgram.path] + words,
        variables: ["HOME": "\(log.program.folder)/home"], program: "setpriv")
    }
    let writer = try log.program.start(
      [
        "--reuid", "64001", "--regid", "64000", "--clear-groups", ReviewProgram.path, "audit",
        "serve",
        "audit", "--key", "signing.key", "--socket", "writer.sock",
      ], program: "setpriv")
    defer { log.program.kill(writer) }
    try Self.waitForWriter(log)
    let byKey = try run(64002, Self.words().map { $0 == "writer.sock" ? "signing.key" : $0 })
    #expect(byKey.status == 4 && byKey.output.isEmpty && byKey.errors.contains("Permission denied"))
    let read = try log.program.run(
      ["--reuid", "64002", "--regid", "64000", "--clear-groups", "cat", "signing.key"],
      program: "setpriv")
    #expect(read.status != 0 && read.output.isEmpty)
    let served = try run(64002, Self.words())
    #expect(served.status == 1 && served.output.contains("决定：不予通过"), "\(served.errors)")
    #expect(try log.audit("show", ["1"]).output.contains("登录名：uid 64002\n"))
    // What only the administrator decides.
    let setting = try run(
      64002,
      ["audit", "setting", "audit", "--rules", "any", "--reason", "x", "--key", "writer.sock"])
    #expect(setting.status == 3 && setting.errors.contains("这由日志管理员写入"))
    // A second person is another account too.
    func override(_ user: Int) throws -> ReviewProgram.Run {
      try run(
        user,
        [
          "audit", "override", "audit", "1", "--finding", "T-1", "--decision", "approve",
          "--authority", "会议纪要〔2026〕3号", "--reason", "应急", "--reviewer", "张处", "--key",
          "writer.sock",
        ])
    }
    #expect(try override(64002).status == 3)
    #expect(try override(64001).status == 0)
    // Who is not of the group does not even reach it.
    let stranger = try log.program.run(
      ["--reuid", "64003", "--regid", "64003", "--clear-groups", ReviewProgram.path] + Self.words(),
      program: "setpriv")
    #expect(stranger.status == 4 && stranger.output.isEmpty)
    // The memory is at the reviewer's home; a log that was set back stops them.
    try Forger(log: log).rewrite { lines in lines.removeLast(2) }
    log.program.kill(writer)
    let back = try run(64002, Self.words())
    #expect(back.status == 4 && back.errors.contains("已被改写或回退"), "\(back.errors)")
    #expect(try log.audit("verify").status == 0, "nothing in the log itself shows it")
  }

  @Test("six with keys of their own: one order, each signature checked by a verifier not ours")
  func six() throws {
    let log = try TrialLog()
    let names = ["李工", "王工", "张工", "赵工", "钱工", "孙工"]
    var keys = ""
    for name in names { keys += try Self.key(of: name, in: log) }
    log.program.write(keys, to: "reviewers")
    let registered = try log.sign("setting", ["--reviewers", "reviewers", "--reason", "2026年名单"])
    try #require(registered.status == 0, "\(registered.errors)")
    let writer = try Self.serve(log)
    defer { log.program.kill(writer) }
    let rounds = isLongRun ? 100 : 5
    for _ in 0..<rounds {
      let running = try names.map {
        try log.program.start(Self.words(by: $0, ["--reviewer-key", "\($0).key"]))
      }
      for process in running {
        let run = log.program.wait(for: process)
        #expect(run.status == 1, "\(run.errors)")
      }
    }
    let count = rounds * names.count
    #expect(log.lines.count == count + 2)
    for (options, part) in [
      ([String](), "本日志要求审查人员用自己的密钥签署"), (["--reviewer-key", "王工.key"], "不在本日志登记的审查人员之列"),
    ] {
      let run = try log.program.run(Self.words(by: "李工", options))
      #expect(run.status == 3 && run.output.isEmpty && run.errors.contains(part), "\(run.errors)")
    }
    let verified = try log.audit("verify")
    #expect(
      verified.output.contains("审查人员签名：\(count) 条有效，0 条不对，0 条没有（公钥取自日志的设置）\n"),
      "\(verified.output)")
    _ = try log.program.run(["audit", "tools", "tools"])
    let independent = try log.program.run(
      ["tools/check-signatures.py", "audit", "reviewers"], program: "python3")
    #expect(independent.status == 0, "\(independent.errors)")
    #expect(independent.output.split(separator: "\n").allSatisfy { $0.contains(" \(rounds) ") })
    let order = try log.program.run(
      ["tools/verify-audit-log.py", "audit", log.verifierKey], program: "python3")
    #expect(order.output.hasPrefix("verified \(count + 2) entries"), "\(order.errors)")
    print("writer: \(names.count) reviewers, \(count) decisions through one socket")
  }

  @Test("overrides and redactions are signed by a second person where reviewers are registered")
  func secondPerson() throws {
    let log = try TrialLog()
    var keys = ""
    for name in ["李工", "张处"] { keys += try Self.key(of: name, in: log) }
    log.program.write(keys, to: "reviewers")
    _ = try log.sign("setting", ["--reviewers", "reviewers", "--reason", "名单"])
    let signed = try log.evaluate(["dossier.json", "--reviewer-key", "李工.key"])
    #expect(signed.status == 1, "\(signed.errors)")
    func override(_ name: String, _ key: String?) throws -> ReviewProgram.Run {
      try log.sign(
        "override",
        [
          "2", "--decision", "有条件通过", "--authority", "会议纪要〔2026〕3号", "--reason", "应急",
          "--finding", "T-1", "--reviewer", name,
        ] + (key.map { ["--reviewer-key", $0] } ?? []))
    }
    #expect(try override("张处", nil).errors.contains("用自己的密钥签署"))
    #expect(try override("李工", "李工.key").errors.contains("须由另一人经手"))
    #expect(try override("张处", "李工.key").status == 3)
    #expect(try override("张处", "张处.key").status == 0)
    #expect(try log.redact(2).status == 3)
    let shown = try log.audit("show", ["3"]).output
    #expect(shown.contains("依据：会议纪要〔2026〕3号\n"))
    #expect(shown.contains("本人签名：张处+") && shown.contains("（签名与条目相符）\n"))
    #expect(try log.audit("verify").output.contains("审查人员签名：2 条有效，0 条不对"))
    // Whoever has the log's key can leave all that out, and is found.
    try Forger(log: log).rewrite { lines in
      lines[3] = replacing(lines[3], "张处", "李工")
    }
    let forged = try log.audit("verify")
    #expect(forged.status == 1 && forged.output.hasPrefix("证据不全：1 条决定的审查人员签名不对"))
    #expect(forged.output.contains("1 条改判或销毁出自作出决定的本人"))
    #expect(forged.output.contains("出自本人：条目 3\n"))
  }

  @Test("a writer that is killed at any moment loses nothing that was shown")
  func killed() throws {
    let log = try TrialLog()
    var random = SystemRandomNumberGenerator()
    var shown: Set<Int> = []
    var (killCount, lostCount) = (0, 0)
    // How long three take, so that kills fall before, into and behind their commits.
    let first = try Self.serve(log)
    let start = Self.microseconds
    for process in try (0..<3).map({ _ in try log.program.start(Self.words()) }) {
      #expect(log.program.wait(for: process).status == 1)
    }
    let duration = Self.microseconds - start
    log.program.kill(first)
    for round in 0..<(isLongRun ? 100 : 12) {
      let writer = try Self.serve(log)
      let running = try (0..<3).map { number in
        let name = "\(round)-\(number)"
        log.program.write(TrialLog.dossier(name, pue: "1.25"), to: "\(name).json")
        return try log.program.start(Self.words("\(name).json"))
      }
      usleep(UInt32.random(in: 0...UInt32(clamping: duration * 3 / 2), using: &random))
      log.program.kill(writer)
      killCount += 1
      for process in running {
        let run = log.program.wait(for: process)
        guard run.status == 1 else {
          #expect(run.status == 4 && run.output.isEmpty, "no log, no verdict: \(run.output)")
          lostCount += 1
          continue
        }
        let number = run.output.split(separator: "日志序号：").last?.prefix { $0.isNumber }
        let sequence = try #require(number.flatMap { Int($0) })
        #expect(shown.insert(sequence).inserted, "two have number \(sequence)")
      }
    }
    let verified = try log.audit("verify")
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    #expect(shown.allSatisfy { $0 < log.lines.count })
    let restarted = try Self.serve(log)
    defer { log.program.kill(restarted) }
    #expect(try log.program.run(Self.words()).status == 1)
    print("writer: \(killCount) kills, \(shown.count) shown, \(lostCount) refused, 0 bad")
  }

  @Test("one writer at a socket; a dead one's is taken over, anything else is left alone")
  func sockets() throws {
    let log = try TrialLog()
    let words = ["audit", "serve", "audit", "--key", "signing.key", "--socket", "writer.sock"]
    let writer = try Self.serve(log)
    let second = try log.program.run(words)
    #expect(second.status == 4 && second.errors.contains("已有写入进程占用这个套接字"))
    log.program.kill(writer)
    let nobody = try log.program.run(Self.words())
    #expect(nobody.status == 4 && nobody.errors.contains("没有写入进程在此等候"))
    let third = try Self.serve(log)
    #expect(try log.program.run(Self.words()).status == 1)
    log.program.kill(third)
    log.program.write("x", to: "plain")
    let plain = try log.program.run(
      ["audit", "serve", "audit", "--key", "signing.key", "--socket", "plain"])
    #expect(plain.status != 0 && log.program.bytes(of: "plain") == [0x78])
  }

  @Test("what is no request is answered and harms nobody")
  func garbage() throws {
    let log = try TrialLog()
    let writer = try Self.serve(log)
    defer { log.program.kill(writer) }
    log.program.write(
      """
      import socket, sys
      cases = [b"GET / HTTP/1.1\\r\\n\\r\\n", b"\\n", b"{}\\n", b'{"bodies":[],"do":"dance"}\\n',
               b'{"bodies":[99999999999],"do":"seal"}\\n', b'{"bodies":[-1],"do":"seal"}\\n',
               b'{"bodies":[2],"do":"commit"}\\n{}', b'{"bodies":[],"do":"commit"}\\n', b"x" * 5000000,
               b'{"bodies":[1],"do":"seal"}\\nabc']
      half = socket.socket(socket.AF_UNIX); half.connect("writer.sock"); half.send(b'{"bodies":[10]')
      for case in cases:
          s = socket.socket(socket.AF_UNIX); s.settimeout(20); s.connect("writer.sock")
          try:
              s.sendall(case)
          except OSError:
              pass
          answer = b""
          try:
              while part := s.recv(65536):
                  answer += part
          except OSError:
              pass
          assert not answer or b'"refused"' in answer, answer
          print(len(answer) > 0)
      """, to: "garbage.py")
    let before = log.lines.count
    let run = try log.program.run(["garbage.py"], program: "python3")
    #expect(run.status == 0, "\(run.errors)")
    #expect(log.lines.count == before)
    #expect(try log.program.run(Self.words()).status == 1)
    #expect(try log.audit("verify").status == 0)
  }

  @Test("a full disk refuses, and the writer goes on when there is room")
  func fullDisk() throws {
    let log = try TrialLog()
    // The limit of the size of a file is the disk that a test can fill.
    let limited = try log.program.start(
      [
        "-c",
        "ulimit -f 8; exec '\(ReviewProgram.path)' audit serve audit --key signing.key --socket writer.sock",
      ], program: "bash")
    try Self.waitForWriter(log)
    var refused: ReviewProgram.Run?
    var count = 0
    while refused == nil, count < 60 {
      let run = try log.program.run(Self.words())
      if run.status == 1 { count += 1 } else { refused = run }
    }
    let run = try #require(refused)
    #expect(run.status == 4 && run.output.isEmpty, "\(run.output)")
    #expect(run.errors.contains("磁盘空间或配额已满"), "\(run.errors)")
    #expect(count > 0 && log.lines.count == count + 1)
    log.program.kill(limited)
    let writer = try Self.serve(log)
    defer { log.program.kill(writer) }
    #expect(try log.program.run(Self.words()).status == 1)
    #expect(try log.audit("verify").status == 0)
  }

  @Test("a log whose key was replaced stops whoever remembers another")
  func replacedKey() throws {
    let log = try TrialLog()
    let home = ["HOME": log.program.folder]
    let writer = try Self.serve(log)
    let first = try log.program.run(Self.words(), variables: home)
    #expect(first.status == 1, "\(first.errors)")
    log.program.kill(writer)
    try Forger(log: log).replaceKey()
    // What the forger's own key remembers is of the log that it was made for.
    _ = try log.program.run(["-f", "forged.key.checkpoint"], program: "rm")
    let forger = try log.program.start(
      ["audit", "serve", "audit", "--key", "forged.key", "--socket", "writer.sock"])
    defer { log.program.kill(forger) }
    try Self.waitForWriter(log)
    let next = try log.program.run(Self.words(), variables: home)
    #expect(next.status == 4 && next.output.isEmpty, "\(next.output)")
    #expect(next.errors.contains("the checkpoint that is remembered in"), "\(next.errors)")
    #expect(try log.program.run(Self.words()).status == 1, "a user who saw nothing before")
  }

  @Test("an anchor comes in through the writer once, and none that is about another state")
  func anchors() throws {
    let log = try TrialLog()
    let writer = try Self.serve(log)
    defer { log.program.kill(writer) }
    _ = try log.program.run(Self.words())
    let key = String(
      try log.program.run(["audit", "key", "w.key", "--name", "w.local/w"]).output.dropLast())
    _ = try log.audit("witness", ["--request", "request"])
    let line = try log.program.run([
      "audit", "witness", "request", "--key", "w.key", "--log", log.verifierKey, "--state", "state",
    ])
    log.program.write(line.output, to: "line")
    let words = ["--evidence", "line", "--witness", key, "--key", "writer.sock"]
    #expect(try log.audit("anchor", words).status == 0)
    #expect(try log.audit("anchor", words).errors.contains("已经收有"))
    // The same past the program's own look: another size, and the same evidence again.
    log.program.write(
      """
      import base64, json, os, socket
      def ask(name, bodies):
          s = socket.socket(socket.AF_UNIX); s.connect("writer.sock")
          head = json.dumps({"bodies": [len(b) for b in bodies], "do": name}, separators=(",", ":"))
          s.sendall(head.encode() + b"\\n" + b"".join(bodies))
          answer = b""
          while part := s.recv(65536): answer += part
          return answer
      line = open("line", "rb").read()
      entry = json.loads(open("audit/entries/000000.jsonl").read().split("\\n")[2])
      del entry["seq"], entry["t"]
      for size, root in [(1, entry["root"]), (2, entry["root"])]:
          entry["evidence"] = json.loads(ask("seal", [line]).split(b"\\n")[0])["references"][0]
          entry["size"] = size
          print(ask("commit", [json.dumps(entry, sort_keys=True, separators=(",", ":"),
                                          ensure_ascii=False).encode()]).decode())
      """, to: "liar.py")
    let lies = try log.program.run(["liar.py"], program: "python3")
    #expect(lies.output.contains("日志从未有过所记的条数和根") && lies.output.contains("已经收有"))
    #expect(log.lines.count == 3, "\(lies.output)\(lies.errors)")
  }

  /// Speaks to the writer in its own words.
  private static let client = """
    import json, os, socket
    def ask(name, bodies, **more):
        s = socket.socket(socket.AF_UNIX); s.connect("writer.sock")
        head = json.dumps({"bodies": [len(b) for b in bodies], "do": name, **more},
                          sort_keys=True, separators=(",", ":"))
        s.sendall(head.encode() + b"\\n" + b"".join(bodies))
        answer = b""
        while part := s.recv(65536): answer += part
        return answer

    """

  @Test("a line that says otherwise than its result is refused, also without a replay")
  func contradictingLine() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    let writer = try Self.serve(log)
    defer { log.program.kill(writer) }
    log.program.write(
      Self.client + """
        entry = json.loads(open("audit/entries/000000.jsonl").read().splitlines()[1])
        def body(of):
            pack = open("audit/vault/" + of["pack"], "rb").read()
            return pack[of["at"] + 32:of["at"] + 32 + of["bytes"]]
        bodies = [body(entry["dossier"]), body(entry["result"])]
        for change in ({"decision": "approve"}, {"hits": []}, {"project": "p"}, {}):
            refs = json.loads(ask("seal", bodies).split(b"\\n")[0])["references"]
            told = {k: v for k, v in entry.items() if k not in ("seq", "t")}
            told |= {"dossier": refs[0], "result": refs[1], **change}
            print(ask("commit", [json.dumps(told, ensure_ascii=False, sort_keys=True,
                                            separators=(",", ":")).encode()]).decode())
        """, to: "liar.py")
    let lies = try log.program.run(["liar.py"], program: "python3")
    #expect(lies.status == 0, "\(lies.errors)")
    for part in ["不符：决定 /", "不符：不符合的规则 /", "不符：项目 /"] {
      #expect(lies.output.contains(part), "\(part): \(lies.output)")
    }
    #expect(log.lines.count == 3, "the last one tells the truth: \(lies.output)")
    #expect(try log.audit("verify").status == 0)
  }

  @Test("a program that says something else than its rules and dossiers is refused")
  func liars() throws {
    let log = try TrialLog()
    _ = try log.sign("setting", ["--rules", "released", "--reason", "正式"])
    let writer = try Self.serve(log, ["--replay"])
    defer { log.program.kill(writer) }
    let changed = try log.program.run(Self.words())
    #expect(changed.status == 4 && changed.output.isEmpty)
    #expect(changed.errors.contains("本日志只接受正式版规则"))
    // The same words to the writer without the program's own look.
    log.program.write(
      Self.client + """
        def commit(entry):
            return ask("commit", [json.dumps(entry, ensure_ascii=False, sort_keys=True,
                                             separators=(",", ":")).encode()])
        rules = b"# other rules\\n"
        import hashlib
        digest = hashlib.sha256(rules).hexdigest()
        manifest = json.dumps({"files": [{"bytes": len(rules), "path": "a.rules", "sha256": digest}],
                               "v": 1}, sort_keys=True, separators=(",", ":")).encode()
        ask("store", [rules, manifest])
        refs = json.loads(ask("seal", [b"{}", b"{}"]).split(b"\\n")[0])["references"]
        login = f"uid {os.getuid()}"
        entry = {"op": "evaluate", "v": 1, "who": "x", "project": "p", "asof": "2026-01-01",
                 "decision": "approve", "hits": [], "dossier": refs[0], "result": refs[1],
                 "rules": {"sha256": hashlib.sha256(manifest).hexdigest()},
                 "engine": {"sha256": "0" * 64, "ver": "1"},
                 "more": {"login": login, "rule_changes": {"count": 0, "first": []}}}
        print(commit(entry).decode())
        entry["more"]["login"] = "uid 4242"
        print(commit(entry).decode())
        print(commit({"op": "init", "v": 3, "who": "x", "origin": "o", "vkey": "v",
                      "more": {"login": login}}).decode())
        entry["dossier"] = dict(refs[0], at=1)
        print(commit(entry).decode())
        """, to: "liar.py")
    let lies = try log.program.run(["liar.py"], program: "python3")
    #expect(lies.status == 0, "\(lies.errors)")
    for part in ["本日志只接受正式版规则", "所记登录名 `uid 4242` 不是来者的", "原文不是由本次请求封存的"] {
      #expect(lies.output.contains(part), "\(part): \(lies.output)")
    }
    #expect(!lies.output.contains(#""do":"done""#))
    #expect(log.lines.count == 2)
  }
}
