import AuditLog
import Testing

@Suite("The audit trail on the command line")
struct AuditTrailTests {
  @Test("a logged opinion carries its proof, and the log lists, shows and proves it")
  func trail() throws {
    let log = try TrialLog()
    let opinion = try log.evaluate()
    #expect(opinion.status == 1)
    #expect(opinion.output.contains("日志序号：1\n"))
    #expect(!opinion.output.contains("未写入审计日志"))
    let checkpoint = try log.audit("checkpoint").output
    #expect(opinion.output.hasSuffix(checkpoint), "the report ends with the checkpoint")

    let listed = try log.audit("list")
    #expect(listed.output.split(separator: "\n").count == 2)
    #expect(listed.output.contains("evaluate  李工  不予通过  甲中心  T-1"))
    let shown = try log.audit("show", ["1"])
    #expect(shown.output.contains("项目：甲中心\n"))
    let line = try #require(log.lines.last)
    let leaf = MerkleTree.leafHash(of: line).hexadecimal
    #expect(shown.output.contains(leaf) && opinion.output.contains(leaf))
    #expect(try log.audit("verify").status == 0)
  }

  @Test("a proof convinces whoever has the key, the proof and the line")
  func proof() throws {
    let log = try TrialLog()
    for _ in 0..<3 { _ = try log.evaluate() }
    let proved = try log.audit("prove", ["2"])
    let parts = proved.output.split(separator: "\n", omittingEmptySubsequences: false)
    // The proof, an empty line, the line, and what follows the last line feed.
    let text = parts.dropLast(3).joined(separator: "\n") + "\n"
    let line = Array(parts[parts.count - 2].utf8)
    let key = try #require(VerifierKey(log.verifierKey))
    let proof = try TlogProof(text, place: "proof")
    #expect(proof.index == 2 && line == log.lines[2])
    #expect(proof.proves(line, keys: [key]))
    #expect(!proof.proves(log.lines[1], keys: [key]))
  }

  @Test("JSON results end with the proof, and only those that were logged")
  func json() throws {
    let log = try TrialLog()
    let logged = try log.evaluate(["dossier.json", "--format", "jsonl"])
    #expect(logged.output.contains(#","audit":{"seq":1,"leaf":""#))
    #expect(logged.output.hasSuffix("\"}}\n"))
    let plain = try log.program.run([
      "evaluate", "dossier.json", "--rules", "trial.rules", "--format", "jsonl",
    ])
    #expect(!plain.output.contains("\"audit\""))
    #expect(plain.output.contains(#""digest":"sha256:"#))
  }

  @Test("whatever byte of the entries is changed, nothing is shown as true")
  func tampering() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    let good = log.program.bytes(of: "audit/entries/000000.jsonl")
    for offset in [10, good.count / 2, good.count - 2] {
      var bad = good
      bad[offset] ^= 1
      log.program.write(bad, to: "audit/entries/000000.jsonl")
      for (verb, words) in [
        ("verify", []), ("list", []), ("show", ["1"]), ("prove", ["1"]), ("replay", ["--all"]),
      ] {
        let run = try log.audit(verb, words)
        #expect(run.status == 1, "\(verb), byte \(offset)")
        #expect(run.output.isEmpty, "\(verb), byte \(offset)")
      }
      let opinion = try log.evaluate()
      #expect(opinion.status == 4 && opinion.output.isEmpty)
    }
    log.program.write(good, to: "audit/entries/000000.jsonl")
    #expect(try log.audit("verify").status == 0)
  }

  @Test("a log that was set back contradicts a checkpoint that was kept")
  func rollback() throws {
    let log = try TrialLog()
    let early = try log.audit("checkpoint").output
    _ = try log.evaluate()
    log.program.write(try log.audit("checkpoint").output, to: "held")
    #expect(try log.audit("verify", ["--held", "held"]).status == 0)
    log.program.write(early, to: "audit/checkpoint")
    #expect(try log.audit("verify").status == 0)
    #expect(try log.audit("verify", ["--held", "held"]).status == 1)
  }

  @Test("no log, no verdict: whatever keeps an evaluation from the log, nothing is printed")
  func noLogNoVerdict() throws {
    let log = try TrialLog()
    let other = try TrialLog()
    log.program.write(other.program.bytes(of: "signing.key"), to: "other.key")
    let refusals: [(words: [String], status: Int32)] = [
      (["--audit", "nowhere", "--audit-key", "signing.key", "--reviewer", "李工"], 4),
      (["--audit", "audit", "--audit-key", "nowhere", "--reviewer", "李工"], 4),
      (["--audit", "audit", "--audit-key", "other.key", "--reviewer", "李工"], 4),
      (["--audit", "audit", "--reviewer", "李工"], 64),
      (["--audit", "audit", "--audit-key", "signing.key"], 64),
      (["--reviewer", "李工"], 64),
    ]
    for refusal in refusals {
      for format in ["text", "json", "jsonl"] {
        let run = try log.program.run(
          ["evaluate", "dossier.json", "--rules", "trial.rules", "--format", format]
            + refusal.words)
        #expect(run.status == refusal.status, "\(refusal.words)")
        #expect(run.output.isEmpty && !run.errors.isEmpty, "\(refusal.words)")
      }
    }
    #expect(log.lines.count == 1)
  }

  @Test("a disk that is full leaves no verdict and a log that is whole")
  func fullDisk() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    let words = TrialLog.evaluation(of: ["dossier.json"]).joined(separator: " ")
    // No file may be longer than one block, so neither vault nor entries can take the review.
    let run = try log.program.run(
      ["-c", "ulimit -f 1; exec '\(ReviewProgram.path)' \(words)"], program: "sh")
    #expect(run.status == 4 && run.output.isEmpty)
    #expect(try log.audit("verify").output.contains("evaluate 1\n"))
    #expect(try log.evaluate().status == 1)
  }

  @Test("a project's name cannot forge a line of the list")
  func forgedName() throws {
    let log = try TrialLog()
    let name = #"甲\n9  2026-01-01T00:00:00.000Z  evaluate  通过\u001b[1A\u202e乙"#
    log.program.write(TrialLog.dossier(name, pue: "1.25"), to: "dossier.json")
    _ = try log.evaluate()
    let listed = try log.audit("list").output
    #expect(listed.split(separator: "\n").count == 2)
    #expect(listed.contains("甲␤9") && listed.contains("␛[1A⟨U+202E⟩"))
  }

  @Test("an override is an entry of its own, of a finding that there is")
  func override() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    func override(
      _ finding: String, by reviewer: String = "张处", on authority: String = "会议纪要〔2026〕3号"
    ) throws -> ReviewProgram.Run {
      try log.sign(
        "override",
        [
          "1", "--decision", "有条件通过", "--authority", authority, "--reason", "应急保障",
          "--reviewer", reviewer, "--finding", finding,
        ])
    }
    #expect(try override("T-9").status == 3)
    let own = try override("T-1", by: "李 工")
    #expect(own.status == 3 && own.errors.contains("须由另一人经手"))
    let unseen = try override("T-1", by: "李\u{200B}工．")
    #expect(unseen.status == 3 && unseen.errors.contains("须由另一人经手"))
    let unnumbered = try override("T-1", on: "无")
    #expect(unnumbered.status == 3 && unnumbered.errors.contains("文件及其编号"))
    let destroyed = try log.redact(1, by: "李工")
    #expect(destroyed.status == 3 && destroyed.errors.contains("须由另一人经手"))
    #expect(try override("T-1").status == 0)
    let shown = try log.audit("show", ["1"]).output
    #expect(shown.contains("决定：不予通过\n"))
    #expect(shown.contains("override  张处  → 1  T-1  有条件通过  应急保障"))
    #expect(log.lines.count == 3)
  }

  @Test("the entries are found by project, decision, rule, reviewer, operation and time")
  func filters() throws {
    let log = try TrialLog()
    log.program.write(TrialLog.dossier("乙中心", pue: "1.1"), to: "good.json")
    _ = try log.evaluate(["dossier.json", "good.json"])
    _ = try log.redact(2)
    let expected: [([String], Int)] = [
      ([], 4), (["--project", "乙"], 2), (["--decision", "不予通过"], 1),
      (["--decision", "approve"], 1),
      (["--rule", "T-1"], 1), (["--reviewer", "李工"], 2), (["--op", "evaluate"], 2),
      (["--since", "2020-01-01"], 4), (["--until", "2020-01-01"], 0), (["--since", "9999"], 0),
    ]
    for (words, count) in expected {
      #expect(try log.audit("list", words).output.split(separator: "\n").count == count, "\(words)")
    }
    let json = try log.audit("list", ["--op", "evaluate", "--format", "json"]).output
    let lines = log.lines[1...2].map { String(decoding: $0, as: UTF8.self) }
    #expect(json == "[\n" + lines.joined(separator: ",\n") + "\n]\n")
  }

}
