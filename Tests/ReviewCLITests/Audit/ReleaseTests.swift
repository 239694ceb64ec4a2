import AuditLog
import Testing

/// Other rules than the released ones, and documents that somebody wants gone.
@Suite("Released rules and legal holds")
struct ReleaseTests {
  private static let repository = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(4).joined(separator: "/")

  /// The shipped rules with one number of one rule changed, a dossier that they refuse, and a log.
  private static func makeEvil(_ rules: String...) throws -> ReviewProgram {
    let program = ReviewProgram()
    let made = try program.run(
      [
        "-c",
        """
        cp -r '\(repository)/Rules' Rules && cp Rules/examples/zhongwei-data-centre.json d.json &&
        sed -i 's/\\(应 数据中心.PUE 不高于 1\\).2$/\\1.3/' Rules/ningxia/3-key-tasks.rules &&
        ! cmp -s Rules/ningxia/3-key-tasks.rules '\(repository)/Rules/ningxia/3-key-tasks.rules'
        """,
      ], program: "sh")
    try #require(made.status == 0, "\(made.errors)")
    _ = try program.run(
      ["audit", "init", "audit", "--origin", "two-high.local/r", "--key", "k"] + rules)
    return program
  }

  private static let evaluation = [
    "evaluate", "d.json", "--audit", "audit", "--audit-key", "k", "--reviewer", "张三",
  ]

  @Test("a changed rule is named by the log, with its old and its new words")
  func changedRule() throws {
    let program = try Self.makeEvil()
    // `./Rules` is picked up without a word on the command line.
    let report = try program.run(Self.evaluation)
    #expect(report.output.contains("NX-3.1-05 1.2 → 1.3"), "\(report.output)")
    let shown = try program.run(["audit", "show", "audit", "1"]).output
    #expect(shown.contains("规则版本：与正式版不同：NX-3.1-05 1.2 → 1.3\n"), "\(shown)")
    #expect(try program.run(["audit", "list", "audit"]).output.contains("（规则与正式版不同）"))
    _ = try program.run(["-c", "mv Rules elsewhere"], program: "sh")
    _ = try program.run(Self.evaluation)
    let released = try program.run(["audit", "show", "audit", "2"]).output
    #expect(released.contains("规则版本：程序内置的规则 sha256:"))
    #expect(released.contains("（未经政策机关签发）\n"))
    #expect(shown.contains("所比的规则：程序内置的规则 sha256:"))
  }

  @Test("a log that takes the released rules alone gives no verdict by others")
  func refusal() throws {
    let program = try Self.makeEvil("--rules", "released")
    let run = try program.run(Self.evaluation)
    #expect(run.status == 4 && run.output.isEmpty)
    #expect(run.errors.contains("本日志只接受正式版规则，所用规则与正式版有 1 处不同：NX-3.1-05 1.2 → 1.3"))
    let allowed = try program.run([
      "audit", "setting", "audit", "--rules", "any", "--reason", "试点", "--key", "k",
    ])
    #expect(allowed.status == 0, "\(allowed.errors)")
    #expect(try program.run(Self.evaluation).status != 4)
    let verified = try program.run(["audit", "verify", "audit"])
    #expect(verified.status == 0 && verified.output.contains("setting 2"))
  }

  @Test("a log that takes sourced parameters alone names those that say no document")
  func unsourcedParameters() throws {
    let log = try TrialLog()
    let set = try log.sign("setting", ["--parameters", "sourced", "--reason", "审计意见〔2026〕2号"])
    #expect(set.status == 0, "\(set.errors)")
    let refused = try log.evaluate()
    #expect(refused.status == 4 && refused.output.isEmpty)
    #expect(refused.errors.contains("本日志只接受注明来源的参数；没有来源的 1 个：限值"))
    let sourced =
      #"{"limit": {"value": 1.2, "source": {"document": "试〔2026〕12号", "page": 3, "authority": "试验机关", "date": "2026-03-01"}}}"#
    log.program.write(sourced, to: "parameters.json")
    let taken = try log.evaluate(["dossier.json", "--format", "json"])
    #expect(taken.status == 1, "\(taken.errors)")
    #expect(taken.output.contains(#""source": "试〔2026〕12号 3 2026-03-01""#), "\(taken.output)")
    #expect(taken.output.contains(#""givenBy": "试验机关""#))
    let report = try log.evaluate(["dossier.json"])
    #expect(report.output.contains("随审查给定：试〔2026〕12号 第 3 页 2026-03-01 试验机关"))
    let shown = try log.audit("show", ["2"]).output
    #expect(shown.contains("随审查给定的参数：\n  limit 1.2  试〔2026〕12号 3 试验机关 2026-03-01\n"), "\(shown)")
    #expect(try log.audit("list").output.contains("（参数随审查给定）"))
    let demanded = try log.audit("verify").output
    #expect(demanded.contains("日志的要求：2 条决定须合要求，0 处违反\n"), "\(demanded)")
    // Where the log does not ask, the report says so all the same.
    let free = try log.sign("setting", ["--parameters", "any", "--reason", "审计意见〔2026〕3号"])
    #expect(free.status == 0)
    log.program.write(#"{"limit": 9}"#, to: "parameters.json")
    let swapped = try log.evaluate()
    #expect(swapped.status == 0 && swapped.output.contains("随审查给定，未注明来源"))
    let nothing = try log.sign("setting", ["--reason", "x"])
    #expect(nothing.status == 64)
  }

  @Test("a signed manifest counts the decisions by other rules")
  func manifest() throws {
    let program = try Self.makeEvil()
    let key = String(
      try program.run(
        ["audit", "key", "policy.key", "--name", "policy.nx.local/rules", "--for", "release"]
      ).output.dropLast())
    let made = try program.run([
      "release", "\(Self.repository)/Rules", "--key", "policy.key", "--name", "正式版 2026-11",
      "--output", "release",
    ])
    #expect(made.status == 0, "\(made.errors)")
    let sums = try program.run(
      [
        "-c",
        "sed -n '3,/^$/p' release | sed '$d' > sums && cd '\(Self.repository)/Rules' && sha256sum --quiet -c '\(program.folder)/sums'",
      ], program: "sh")
    #expect(sums.status == 0, "\(sums.output)\(sums.errors)")
    _ = try program.run(Self.evaluation)
    _ = try program.run(["-c", "mv Rules elsewhere"], program: "sh")
    _ = try program.run(Self.evaluation)
    let words = ["audit", "verify", "audit", "--release", "release"]
    let run = try program.run(words + ["--release-key", key])
    #expect(run.status == 0)
    #expect(run.output.prefix { $0 != "\n" }.hasSuffix("；1 条决定所依规则与正式版不同"))
    #expect(
      run.output.contains(
        "规则版本：正式版 2026-11（policy.nx.local/rules）：1 条决定依此作出，1 条依其他规则，0 条未检查\n"))
    #expect(run.output.contains("条目 1 与正式版不同：Rules/ningxia/3-key-tasks.rules\n"))
    #expect(try program.run(words).output.contains("规则发布清单的签名未经核对"))
    // A log outlives releases: a decision may rest on any of those that are given.
    let second = try program.run([
      "release", "elsewhere", "--key", "policy.key", "--name", "试行2026-12", "--output", "second",
    ])
    #expect(second.status == 0, "\(second.errors)")
    let both = try program.run(words + ["--release", "second", "--release-key", key])
    #expect(both.status == 0 && both.output.contains("2 条决定依此作出，0 条依其他规则"), "\(both.output)")
    #expect(both.output.contains("  正式版 2026-11：1 条\n  试行2026-12：1 条\n"))
    let builtIn = try program.run(["audit", "verify", "audit", "--release", "built-in"])
    #expect(builtIn.status == 3 && builtIn.errors.contains("没有经政策机关签发"))
    let text = String(decoding: program.bytes(of: "release"), as: UTF8.self)
    program.write(replacing(text, "2026-11", "2026-12"), to: "release")
    let forged = try program.run(words + ["--release-key", key])
    #expect(forged.status == 1 && forged.output.hasPrefix("证据不全：规则发布清单的签名不对"))
    let broken = try program.run(["release", "audit", "--key", "policy.key", "--name", "x"])
    #expect(broken.status == 3, "a folder without rules")
  }

  @Test("nobody destroys or overrules without a name, a reason and a numbered document")
  func secondPerson() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    let document = ["--authority", "保密决定〔2026〕1号"]
    let nameless = try log.sign("redact", ["1", "--reason", "商业秘密"] + document)
    #expect(nameless.status == 64 && nameless.errors.contains("`--reviewer`"))
    for (reason, authority, part) in [
      ("。", "保密决定〔2026〕1号", "`--reason` 要写明理由"), ("商业秘密", "2026", "要写明文件及其编号"),
      ("商业秘密", "保密决定", "要写明文件及其编号"),
    ] {
      let words = ["1", "--reason", reason, "--authority", authority, "--reviewer", "张处"]
      let redaction = try log.sign("redact", words)
      #expect(redaction.status == 3 && redaction.errors.contains(part), "\(redaction.errors)")
      let override = try log.sign(
        "override", words + ["--finding", "T-1", "--decision", "approve"])
      #expect(override.status == 3 && override.errors.contains(part), "\(override.errors)")
    }
    #expect(log.lines.count == 2)
  }

  @Test("what is held is not destroyed, until the hold ends")
  func hold() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    #expect(try log.sign("hold", ["1", "--reason", "诉讼"]).status == 0)
    let refused = try log.redact(1)
    #expect(refused.status == 3 && refused.errors.contains("条目 1 依条目 2 保全，不得销毁"))
    #expect(try log.audit("show", ["1"]).output.contains("hold  "))
    // Whoever wants it kept may say so alone; the end of it wants a document and a second person.
    let ends = ["1", "--release", "--reason", "结案", "--authority", "结案通知〔2026〕5号"]
    #expect(try log.sign("hold", ["1", "--release", "--reason", "结案"]).status == 64)
    #expect(try log.sign("hold", ends).status == 64)
    let own = try log.sign("hold", ends + ["--reviewer", "李工"])
    #expect(own.status == 3 && own.errors.contains("须由另一人经手"))
    let vague = try log.sign(
      "hold", ["1", "--release", "--reason", "结案", "--authority", "通知", "--reviewer", "张处"])
    #expect(vague.status == 3 && vague.errors.contains("要写明文件及其编号"))
    #expect(try log.sign("hold", ends + ["--reviewer", "张处"]).status == 0)
    let again = try log.sign("hold", ends + ["--reviewer", "张处"])
    #expect(again.status == 3 && again.errors.contains("没有保全"))
    #expect(try log.redact(1).status == 0)
    #expect(try log.audit("verify").status == 0)
    #expect(try log.sign("hold", ["9", "--reason", "诉讼"]).status == 3)
    #expect(try log.sign("hold", ["0", "--reason", "诉讼"]).errors.contains("没有原文可以保全"))
    let tools = try log.program.run(["audit", "tools", "tools"])
    #expect(tools.status == 0)
    let independent = try log.program.run(
      ["tools/verify-audit-log.py", "audit", log.verifierKey], program: "python3")
    #expect(independent.status == 0, "\(independent.errors)")
  }
}
