import AuditLog
import Testing

/// What `verify` says, and what it must not say, when somebody cheated.
@Suite("A verification says what it proved")
struct VerificationTests {
  private static let notCompared = "未与外部检查点比对，不能排除持钥人改写或回退"
  private static let notPinned = "公钥取自日志本身（未给 --pinned），不能排除整体重写"

  /// A log with a refusal, an override of it and an approval; `held` is its checkpoint.
  private static func log() throws -> TrialLog {
    let log = try TrialLog()
    log.program.write(TrialLog.dossier("乙中心", pue: "1.1"), to: "good.json")
    _ = try log.evaluate()
    _ = try log.sign(
      "override",
      [
        "1", "--decision", "有条件通过", "--authority", "会议纪要〔2026〕3号", "--reason", "应急",
        "--finding", "T-1", "--reviewer", "张处",
      ])
    _ = try log.evaluate(["good.json"])
    log.program.write(try log.audit("checkpoint").output, to: "held")
    return log
  }

  private static func headline(_ run: ReviewProgram.Run) -> String {
    String(run.output.prefix { $0 != "\n" })
  }

  @Test("a log that is whole says how far that was proved")
  func whole() throws {
    let log = try Self.log()
    let alone = try log.program.run(["audit", "verify", "audit"])
    #expect(alone.status == 0)
    #expect(
      Self.headline(alone) == "自洽、签名有效；\(Self.notCompared)；\(Self.notPinned)")
    #expect(!alone.output.contains("日志完好"))
    let pinned = try log.audit("verify")
    #expect(Self.headline(pinned) == "自洽、签名有效；\(Self.notCompared)")
    #expect(pinned.output.contains("原文：共 4 份，4 份在且无误\n"))
    #expect(pinned.output.contains("规则与参数：共 4 份，4 份在且无误\n"))
    let compared = try log.audit("verify", ["--held", "held"])
    #expect(Self.headline(compared).hasPrefix("日志完好：自洽、签名有效，全部条目与外部检查点相符"))
    _ = try log.evaluate()
    let later = try log.audit("verify", ["--held", "held"])
    #expect(Self.headline(later) == "自洽、签名有效；最后一次外部证明之后有 1 条，不能排除持钥人改写")
    let english = try log.audit("verify", ["--language", "en"])
    #expect(
      Self.headline(english)
        == "self-consistent, the signature is valid; not compared with an outside checkpoint: "
        + "a rewrite or rollback by the key's holder is not excluded")
    let lines = try log.audit("verify", ["--lines-only", "--held", "held"])
    #expect(Self.headline(lines).hasSuffix("原文、规则、外证和审查人员签名未检查（--lines-only）"))
  }

  @Test("JSON says the same under keys that stay")
  func json() throws {
    let log = try Self.log()
    let run = try log.audit("verify", ["--format", "json", "--held", "held"])
    for part in [
      #""sound": true"#, #""open": []"#, #""pinned": true"#, #""covered": 4"#, #""uncovered": 0"#,
      #""committed": 4"#, #""signed": true"#, #""place": "held""#, #""size": 4"#,
    ] {
      #expect(run.output.contains(part), "\(part) in \(run.output)")
    }
    let alone = try log.program.run(["audit", "verify", "audit", "--format", "json"])
    #expect(alone.output.contains("\"notCompared\",\n    \"notPinned\"\n"))
  }

  enum Rewrite: String, CaseIterable {
    case decisionChanged, overrideDropped, timeMovedBack, oldCopyRestored

    func apply(to log: TrialLog) throws {
      let forger = Forger(log: log)
      switch self {
      case .decisionChanged:
        try forger.rewrite { lines in
          lines[1] = replacing(lines[1], #""decision":"refuse""#, #""decision":"approve""#)
        }
      case .overrideDropped:
        try forger.rewrite { lines in
          lines.remove(at: 2)
          lines[2] = replacing(lines[2], #""seq":3"#, #""seq":2"#)
        }
      case .timeMovedBack:
        try forger.rewrite { lines in
          let time = lines[0].split(separator: #""t":""#)[1].prefix(24)
          for index in 1...2 {
            let own = lines[index].split(separator: #""t":""#)[1].prefix(24)
            lines[index] = replacing(lines[index], String(own), String(time))
          }
        }
      case .oldCopyRestored:
        try forger.rewrite { lines in lines.removeLast() }
      }
    }
  }

  @Test(
    "what the key's holder rewrote is only shown by what was kept outside; that is said, and the next evaluation stops",
    arguments: Rewrite.allCases)
  func rewrites(_ rewrite: Rewrite) throws {
    let log = try Self.log()
    try rewrite.apply(to: log)
    let pinned = try log.audit("verify")
    // Another decision beside the result shows by itself; for the rest somebody must have kept something.
    #expect(pinned.status == (rewrite == .decisionChanged ? 1 : 0))
    #expect(Self.headline(pinned).contains(Self.notCompared))
    #expect(!pinned.output.contains("日志完好"))
    let compared = try log.audit("verify", ["--held", "held"])
    #expect(compared.status == 1 && compared.output.isEmpty)
    #expect(compared.errors.contains("日志不延续先前签署的检查点，已被改写或回退"))
    let next = try log.evaluate()
    #expect(next.status == 4 && next.output.isEmpty)
    #expect(next.errors.contains("没有写入日志，因此不出结论"))
    #expect(next.errors.contains("已被改写或回退") && next.errors.contains("signing.key.checkpoint"))
    #expect(
      try log.sign("clock", ["--reason", "校时"]).status == 1, "no other writer goes on either")
  }

  struct LineEdit: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    /// What `verify` and `replay` call it.
    let named: String
    var testDescription: String { named }
  }

  static let lineEdits = [
    LineEdit(old: #""decision":"refuse""#, new: #""decision":"approve""#, named: "决定"),
    LineEdit(old: #""hits":["T-1"]"#, new: #""hits":[]"#, named: "不符合的规则"),
    LineEdit(old: "甲中心", new: "丁中心", named: "项目"),
    LineEdit(old: #""asof":"20"#, new: #""asof":"19"#, named: "审查日"),
  ]

  @Test(
    "a line that says otherwise than its result is found without anything from outside",
    arguments: lineEdits)
  func contradictedLine(_ edit: LineEdit) throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    #expect(try log.audit("replay", ["1"]).status == 0)
    try Forger(log: log).rewrite { lines in lines[1] = replacing(lines[1], edit.old, edit.new) }
    let verified = try log.audit("verify")
    #expect(verified.status == 1)
    #expect(verified.output.hasPrefix("证据不全：1 条决定的记录行与其结果不符；"))
    #expect(verified.output.contains("  记录行与结果不符：条目 1：\(edit.named)\n"), "\(verified.output)")
    let json = try log.audit("verify", ["--format", "json"])
    #expect(
      json.status == 1 && json.output.contains("\"contradicted\": [\n    {\n      \"seq\": 1,"))
    // A replay on another day is another result.
    if edit.named != "审查日" {
      let replayed = try log.audit("replay", ["1"])
      #expect(replayed.status == 1 && replayed.output.contains("记录行与结果不符：\(edit.named)"))
      #expect(try log.audit("replay", ["--all"]).output.contains("0 条逐字节一致，1 条不一致"))
    }
    // Without the vault nobody can tell, and that is said.
    _ = try log.program.run(
      ["-c", "mkdir copy && cp -r audit/entries audit/checkpoint audit/log.vkey copy"],
      program: "sh")
    let copy = try log.program.run(["audit", "verify", "copy", "--pinned", log.verifierKey])
    #expect(copy.status == 0 && Self.headline(copy).hasSuffix("份原文或规则未检查"))
  }

  @Test("a checkpoint inside the log is none from outside")
  func ownCheckpoint() throws {
    let log = try Self.log()
    for path in ["audit/checkpoint", "./audit/../audit/checkpoint"] {
      let run = try log.audit("verify", ["--held", path])
      #expect(
        run.status == 3 && run.output.isEmpty && run.errors.contains("在日志之内"), "\(run.errors)")
    }
    _ = try log.program.run(["-s", "audit/checkpoint", "link"], program: "ln")
    #expect(try log.audit("verify", ["--held", "link"]).status == 3)
    // A folder that holds the log, too, gives what is beside it.
    _ = try log.program.run(
      ["-c", "mkdir office && mv audit office && mv held office"], program: "sh")
    let words = [
      "audit", "verify", "office/audit", "--pinned", log.verifierKey, "--against", "office",
    ]
    let beside = try log.program.run(words)
    #expect(beside.status == 0 && beside.output.contains("office/held"), "\(beside.errors)")
    #expect(!beside.output.contains("office/audit/checkpoint"))
    _ = try log.program.run(["office/held"], program: "rm")
    #expect(try log.program.run(words).status == 3)
  }

  @Test("what was copied by hand may be a slip, and is told from what was signed")
  func slips() throws {
    let log = try Self.log()
    let root = try log.audit("checkpoint").output.split(separator: "\n")[2]
    let short = try log.audit("verify", ["--held", "4:\(root.dropLast(4))"])
    #expect(short.status == 3 && short.errors.contains("请核对抄写"))
    let other = String(repeating: "A", count: 43) + "="
    let slip = try log.audit("verify", ["--held", "4:\(other)"])
    #expect(slip.status == 1 && slip.errors.contains("抄件没有签名，请先核对抄写"))
    #expect(!slip.errors.contains("二者合为证据"))
    let nothing = try log.program.run(["audit", "verify", "audit", "--pinned", "nonsense"])
    #expect(nothing.status == 3 && nothing.errors.contains("既不是验证公钥"))
    #expect(try log.audit("verify", ["--tsa", "nowhere.pem"]).status == 4)
  }

  @Test("what a log demanded is checked again, also where the key's holder left the check out")
  func demands() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    let set = try log.sign(
      "setting", ["--parameters", "sourced", "--rules", "released", "--reason", "审计意见〔2026〕2号"])
    #expect(set.status == 0, "\(set.errors)")
    let before = try log.audit("verify")
    #expect(before.status == 0 && !before.output.contains("日志的要求"))
    // The demands move above the decision that they would have kept out.
    try Forger(log: log).rewrite { lines in
      let decision = lines.remove(at: 1)
      lines.append(decision)
      let time = String(lines[2].split(separator: #""t":""#)[1].prefix(24))
      for index in 1...3 {
        let seq = String(lines[index].split(separator: #""seq":"#)[1].prefix { $0.isNumber })
        let own = String(lines[index].split(separator: #""t":""#)[1].prefix(24))
        lines[index] = replacing(lines[index], "\"seq\":\(seq),", "\"seq\":\(index),")
        lines[index] = replacing(lines[index], own, time)
      }
    }
    let run = try log.audit("verify")
    #expect(run.status == 1, "\(run.output)\(run.errors)")
    #expect(run.output.hasPrefix("证据不全：2 处违反日志自己的要求；"))
    #expect(run.output.contains("日志的要求：1 条决定须合要求，2 处违反\n"))
    #expect(run.output.contains("  条目 3：不是正式版规则\n  条目 3：参数没有来源\n"), "\(run.output)")
    let english = try log.audit("verify", ["--language", "en"])
    #expect(english.output.contains("entry 3: parameters without a source"))
  }

  @Test("rulings from the login of the decision are counted, for two names may be one person")
  func sameLogin() throws {
    let log = try Self.log()
    let run = try log.audit("verify")
    #expect(
      run.output.contains("改判和销毁：1 条，0 条出自作出决定的本人，1 条与原决定出自同一登录名（条目 2）\n"),
      "\(run.output)")
    #expect(run.output.contains("条目自述：0 条用程序内置的规则，2 条用其他规则（条目 1、3）\n"))
  }

  @Test("another key in the place of the log's is seen by whoever pinned the first")
  func otherKey() throws {
    let log = try Self.log()
    try Forger(log: log).replaceKey()
    let alone = try log.program.run(["audit", "verify", "audit"])
    #expect(alone.status == 0)
    #expect(Self.headline(alone).contains(Self.notPinned))
    #expect(Self.headline(alone).contains(Self.notCompared))
    #expect(try log.audit("verify").status == 1)
    #expect(try log.program.run(["audit", "verify", "audit", "--held", "held"]).status == 1)
    #expect(try log.evaluate().status == 4)
  }

  @Test("what a rewritten log does not continue stops it also where the memory is kept for a user")
  func stateHome() throws {
    let log = try Self.log()
    let state = ["XDG_STATE_HOME": "\(log.program.folder)/state"]
    let words = TrialLog.evaluation(of: ["good.json"])
    #expect(try log.program.run(words, variables: state).status == 0)
    _ = try log.program.run(["-f", "signing.key.checkpoint"], program: "rm")
    try Rewrite.oldCopyRestored.apply(to: log)
    #expect(try log.program.run(words, variables: state).status == 4)
    #expect(try log.program.run(words).status == 0, "a user who saw nothing before")
  }

  @Test("a body or a rule text that is gone or changed without a redact entry is exit 1")
  func lostEvidence() throws {
    let cheats: [(script: String, words: String)] = [
      ("rm audit/vault/*", "证据不全：4 份原文中 4 份缺失，无 redact 条目"),
      ("rm -r audit/vault", "证据不全：4 份原文中 4 份缺失，无 redact 条目"),
      (
        "for f in audit/vault/*; do printf x | dd of=$f bs=1 seek=40 conv=notrunc; break; done",
        "证据不全：4 份原文中 1 份被改动"
      ),
      (
        "for f in audit/vault/*; do dd if=/dev/zero of=$f bs=1 count=60 conv=notrunc; break; done",
        "证据不全：4 份原文中 1 份缺失，无 redact 条目"
      ),
      ("rm -f audit/rules/*", "证据不全：3 份规则与参数原文中 3 份缺失，无 redact 条目"),
      ("chmod u+w audit/rules/*; for f in audit/rules/*; do echo >> $f; done", "份被改动"),
    ]
    for cheat in cheats {
      let log = try Self.log()
      _ = try log.program.run(["-c", cheat.script], program: "sh")
      let run = try log.audit("verify", ["--held", "held"])
      #expect(run.status == 1, "\(cheat.script)")
      #expect(Self.headline(run).hasPrefix("证据不全："), "\(cheat.script)")
      #expect(Self.headline(run).contains(cheat.words), "\(run.output)")
      #expect(!run.output.contains("日志完好"))
    }
  }

  @Test("what a redact entry says was destroyed is no loss")
  func redaction() throws {
    let log = try Self.log()
    _ = try log.redact(3)
    let run = try log.audit("verify")
    #expect(run.status == 0)
    #expect(run.output.contains("原文：共 4 份，2 份在且无误，2 份依 redact 条目销毁\n"))
  }

  @Test("a checkpoint is held as a file, as printed in any report, or as size and root by hand")
  func heldForms() throws {
    let log = try TrialLog()
    let report = try log.evaluate().output
    let json = try log.evaluate(["dossier.json", "--format", "jsonl"]).output
    let checkpoint = try log.audit("checkpoint").output
    let lines = checkpoint.split(separator: "\n", omittingEmptySubsequences: false)
    let indented = lines.map { "  \($0)\r" }.joined(separator: "\n")
    let head = "\(lines[1]):\(lines[2])"
    let forms: [(name: String, text: String)] = [
      ("as it is", checkpoint), ("a whole report", report), ("a result", json),
      ("indented", indented), ("a line too many", "检查点：\n" + checkpoint + "第 3 页\n"),
      ("the empty line lost", replacing(checkpoint, "\n\n", "\n")),
      ("quoted in a mail", lines.map { "> \($0)" }.joined(separator: "\n")),
      ("in a page", "<pre class=\"checkpoint\">\(checkpoint)</pre>"),
      ("a line of the register", "2026-11-29  \(head)  李工\n"),
    ]
    for form in forms {
      log.program.write(form.text, to: "kept")
      let run = try log.audit("verify", ["--held", "kept"])
      #expect(run.status == 0 && run.output.contains("比对：延续"), "\(form.name)\n\(run.errors)")
    }
    #expect(try log.audit("verify", ["--held", head]).status == 0)
    #expect(try log.audit("verify", ["--held", indented]).status == 0)
    let other = "\(lines[1]):" + (lines[2].hasPrefix("A") ? "B" : "A") + lines[2].dropFirst()
    #expect(try log.audit("verify", ["--held", other]).status == 1)
    #expect(try log.audit("verify", ["--held", "9\(head)"]).status == 1, "larger than the log")
    log.program.write("没有\n", to: "kept")
    let none = try log.audit("verify", ["--held", "kept"])
    #expect(none.status == 3 && none.errors.contains("条数:根"))
  }

  @Test("all heads of a folder are compared, and one that contradicts is named")
  func against() throws {
    let log = try Self.log()
    _ = try log.program.run(["-p", "kept/2026"], program: "mkdir")
    log.program.write(try log.evaluate().output, to: "kept/2026/opinion.txt")
    log.program.write(log.program.bytes(of: "held"), to: "kept/held")
    let other = try TrialLog()
    log.program.write("其他\n", to: "kept/other")
    let good = try log.audit("verify", ["--against", "kept"])
    #expect(good.status == 0 && good.output.contains("opinion.txt"))
    #expect(Self.headline(good).hasPrefix("日志完好"))
    // A log of the same name that another key signed.
    log.program.write(try other.audit("checkpoint").output, to: "kept/2026/forged")
    let bad = try log.audit("verify", ["--against", "kept"])
    #expect(bad.status == 1 && bad.errors.contains("kept/2026/forged"))
    _ = try log.program.run(["-c", "rm -r kept/*"], program: "sh")
    #expect(try log.audit("verify", ["--against", "kept"]).status == 3)
  }

  @Test("a published copy of the lines verifies, lists, shows and proves")
  func publishedCopy() throws {
    let log = try Self.log()
    _ = try log.program.run(
      ["-c", "mkdir copy && cp -r audit/entries audit/checkpoint audit/log.vkey copy"],
      program: "sh")
    let pinned = ["--pinned", log.verifierKey]
    let run = try log.program.run(["audit", "verify", "copy", "--held", "held"] + pinned)
    #expect(run.status == 0 && Self.headline(run) == "自洽、签名有效；7 份原文或规则未检查")
    #expect(run.output.contains("这是只含条目的公开副本"))
    for words in [["list", "copy"], ["show", "copy", "1"], ["prove", "copy", "1"]] {
      #expect(try log.program.run(["audit"] + words + pinned).status == 0, "\(words)")
    }
    let replay = try log.program.run(["audit", "replay", "copy", "1"] + pinned)
    #expect(replay.status == 4 && replay.output.contains("vault 中没有原文"))
  }

  @Test(
    "a reader who may not open the vault verifies, lists and shows",
    .enabled(if: ReviewProgram.canBecomeAnother, "only root becomes another user"))
  func readOnlyAuditor() throws {
    let log = try Self.log()
    _ = try log.program.run(["755", log.program.folder], program: "chmod")
    for (words, expected) in [
      (["verify", "audit"], "无权读取"), (["list", "audit"], "甲中心"), (["show", "audit", "1"], "甲中心"),
    ] {
      let run = try log.program.run(
        ["--reuid", "65534", "--clear-groups", ReviewProgram.path, "audit"] + words,
        program: "setpriv")
      #expect(run.status == 0 && run.output.contains(expected), "\(words): \(run.errors)")
    }
  }
}
