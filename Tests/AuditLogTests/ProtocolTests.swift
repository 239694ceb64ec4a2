import Testing

@testable import AuditLog

@Suite("Commits")
struct ProtocolTests {
  private let day: Int64 = 24 * 3_600_000

  @Test("lines are numbered without gaps across files, and read back as they were submitted")
  func roundTrip() throws {
    let scenario = try Scenario.make()
    let log = try scenario.open()
    let batch = try Scenario.batch(10, of: "many", rules: log)
    let done = try log.append(batch)
    #expect(done.sequences == 3..<13)
    #expect(scenario.disk.list("audit/entries").count == 4)
    var entries = try log.entries()
    var sequence = 0
    while let logged = try entries.next() {
      #expect(logged.entry.sequence == sequence)
      #expect(try LogEntry(line: logged.line, place: "test").line == logged.line)
      if done.sequences.contains(sequence) {
        #expect(logged.leafHash == done.leafHashes[sequence - 3])
        #expect(try log.prove(sequence).proof.proves(logged.line, keys: [scenario.key.verifier]))
      }
      sequence += 1
    }
    #expect(sequence == 13)
    let verified = try log.verify()
    #expect(verified.checkpoint == done.checkpoint)
    #expect(verified.counts == [.initialize: 1, .evaluate: 12])
  }

  @Test("every operation keeps its line, and a line shows no dossier")
  func operations() throws {
    let scenario = try Scenario.make()
    let log = try scenario.open()
    let engine = Engine(version: "1.0.0", sha256: MerkleTree.emptyRoot)
    let override = Override(
      evaluation: 1, finding: "NX-3.1-05", decision: "permit", authority: "自治区发改委〔2026〕7号",
      reason: "置换")
    let records: [LogRecord] = [
      .override(override), .replay(Replay(evaluation: 1, difference: nil, engine: engine)),
      .replay(Replay(evaluation: 1, difference: "line 3", engine: engine)),
    ]
    _ = try log.append(records.map { LogSubmission(by: "李工", record: $0) })
    _ = try log.anchor(copy: Array("台账第 3 页".utf8), checkpoint: nil, by: "李工")
    _ = try log.vouchForClock(reason: "夏令时", by: "李工")
    _ = try log.redact(1, reason: "商业秘密", by: "李工")
    var entries = try log.entries()
    var operations: [LogOperation] = []
    while let logged = try entries.next() {
      operations.append(logged.entry.record.operation)
      #expect(try LogEntry(line: logged.line, place: "test") == logged.entry)
      #expect(!String(decoding: logged.line, as: UTF8.self).contains("{\"project\""))
    }
    #expect(
      operations == [
        .initialize, .evaluate, .evaluate, .override, .replay, .replay, .anchor, .clock, .redact,
      ])
    #expect(try log.entry(at: 3).entry.record == .override(override))
  }

  @Test("redaction destroys one body and its salt, and no proof")
  func redaction() throws {
    let scenario = try Scenario.make()
    let log = try scenario.open()
    let done = try log.append(try Scenario.batch(2, of: "secret", rules: log))
    _ = try log.redact(3, reason: "商业秘密", by: "李工")
    for (sequence, isThere) in [(3, false), (4, true)] {
      for case .sealed(let reference) in try log.entry(at: sequence).entry.record.documents {
        let body = try log.body(of: reference)
        if case .present = body {
          #expect(isThere)
        } else {
          #expect(body == .destroyed && !isThere)
        }
      }
      #expect(try log.entry(at: sequence).leafHash == done.leafHashes[sequence - 3])
    }
    #expect(throws: Never.self) { try log.verify(held: kept(done.checkpoint)) }
    for name in scenario.disk.list("audit/vault") {
      let text = String(decoding: scenario.disk["audit/vault/\(name)"], as: UTF8.self)
      #expect(!text.contains("secret-0"))
    }
  }

  @Test("a body that was changed in the vault is refused")
  func alteredBody() throws {
    let scenario = try Scenario.make()
    let log = try scenario.open()
    guard case .sealed(let reference)? = try log.entry(at: 1).entry.record.documents.first else {
      Issue.record("no document")
      return
    }
    scenario.disk["audit/vault/\(reference.pack)"][reference.offset + 40] ^= 1
    #expect(throws: AuditLogError.self) { try log.body(of: reference) }
    scenario.disk.remove("audit/vault/\(reference.pack)")
    #expect(try log.body(of: reference) == .missing)
  }

  @Test("a tail past the checkpoint is moved aside byte for byte, and the next commit names it")
  func recovery() throws {
    let scenario = try Scenario.make()
    let tail = Array("{\"half\":".utf8)
    scenario.disk["audit/entries/000000.jsonl"] += tail
    #expect(try scenario.open().verify().unacknowledgedByteCount == tail.count)
    let log = try scenario.open()
    let done = try log.append(try Scenario.batch(1, of: "after", rules: log))
    #expect(done.sequences == 4..<5)
    guard case .recover(let recovered) = try log.entry(at: 3).entry.record else {
      Issue.record("the tail is not named")
      return
    }
    #expect(scenario.disk["audit/quarantine/\(recovered.file)"] == tail)
    #expect(recovered.sha256 == SHA256.hash(tail))
    #expect(try log.verify().unacknowledgedByteCount == 0)
  }

  @Test("time never runs backwards in the log")
  func monotone() throws {
    let scenario = try Scenario.make()
    let back = Scenario.start.milliseconds - 4 * 60_000
    let log = try scenario.open(clock: Scenario.ticking(from: Timestamp(milliseconds: back)))
    let before = try log.verify().lastTime
    #expect(try log.append(try Scenario.batch(1, of: "back", rules: log)).time == before)
  }

  @Test("a clock that jumped is refused until an operator vouches for it")
  func clock() throws {
    let scenario = try Scenario.make()
    let last = try scenario.open().verify().lastTime.milliseconds
    func log(at milliseconds: Int64) throws -> AuditLog {
      try scenario.open(clock: LogClock { Timestamp(milliseconds: milliseconds) })
    }
    func append(at milliseconds: Int64) throws -> Acknowledgement {
      let log = try log(at: milliseconds)
      return try log.append(try Scenario.batch(1, of: "p", rules: log))
    }
    func text(_ time: Int64) -> String { "\(Timestamp(milliseconds: time))" }
    func wentBack(_ now: Int64) -> AuditLogError {
      .clockWentBack(last: text(last), now: text(now))
    }
    #expect(throws: wentBack(last - 300_001)) { try append(at: last - 300_001) }
    #expect(
      throws: AuditLogError.clockJumpedAhead(
        last: text(last), now: text(last + 30 * day + 1))
    ) { try append(at: last + 30 * day + 1) }

    // An hour back: after the operator's word the hour before counts, and the stamp stands still.
    let hourBack = last - 3_600_000
    _ = try log(at: hourBack).vouchForClock(reason: "wrong zone", by: "李工")
    #expect(try append(at: hourBack + 5).time.milliseconds == last)
    #expect(throws: wentBack(hourBack - 300_001)) { try append(at: hourBack - 300_001) }

    let later = last + 31 * day
    _ = try log(at: later).vouchForClock(reason: "no project for a month", by: "李工")
    #expect(try append(at: later + 1).time.milliseconds == later + 1)
    let holiday = later + 10 * day
    #expect(try append(at: holiday).time.milliseconds == holiday)
    #expect(throws: Never.self) { try scenario.open().verify() }
  }

  @Test("an entry that cannot be a line is refused before anything is written")
  func unfit() throws {
    let scenario = try Scenario.make()
    let log = try scenario.open()
    let rules = try log.storeRules([])
    let long = Scenario.evaluation(project: String(repeating: "长", count: 20_000), rules: rules)
    var badKey = Scenario.evaluation(project: "p", rules: rules)
    badKey.more = .object([.init("Upper", .null)])
    for evaluation in [long, badKey] {
      let submission = LogSubmission(by: "李工", record: .evaluate(evaluation))
      #expect(throws: AuditLogError.self) { try log.append([submission]) }
    }
    #expect(throws: AuditLogError.self) { try log.append([]) }
    #expect(try log.verify().checkpoint.size == 3)
  }

  @Test("after a change of keys the old key writes no more, and the log verifies with the new one")
  func keyChange() throws {
    let scenario = try Scenario.make()
    let newKey = try SigningKey(
      name: "two-high.local/test", seed: [UInt8](repeating: 9, count: 32))
    let held = try scenario.open().checkpoint()
    _ = try scenario.open().changeKey(to: newKey, reason: "yearly", by: "李工")
    #expect(throws: AuditLogError.self) { try scenario.open() }
    let log = try Scenario(disk: scenario.disk, key: newKey).open()
    _ = try log.append(try Scenario.batch(1, of: "new", rules: log))
    #expect(try log.verify(held: kept(held)).keys == [scenario.key.verifier, newKey.verifier])
  }

  @Test("kept roots of full files open a log in the same state, and lies in them change nothing")
  func segmentRoots() throws {
    let scenario = try Scenario.make()
    let log = try scenario.open()
    _ = try log.append(try Scenario.batch(11, of: "many", rules: log))
    _ = try scenario.open(audit: .newestLines)
    let roots = scenario.disk["audit/segment-roots"]
    #expect(roots.count == 3 * 65)
    for content in [roots, [], Array("lie\n".utf8), Array(roots.reversed()), roots + roots] {
      scenario.disk["audit/segment-roots"] = content
      let log = try scenario.open(audit: .newestLines)
      let size = try log.append(try Scenario.batch(1, of: "one", rules: log)).checkpoint.size
      #expect(try log.verify().checkpoint.size == size)
    }
  }

  @Test("the newest setting is found in any file, whatever became of the note of where they stand")
  func settings() throws {
    let scenario = try Scenario.make()
    func set(_ value: String) throws {
      let setting = Setting(name: "rules", value: value, reason: "会议纪要")
      _ = try scenario.open().append([LogSubmission(by: "李工", record: .setting(setting))])
    }
    func fill(_ count: Int) throws {
      let log = try scenario.open()
      _ = try log.append(try Scenario.batch(count, of: "more", rules: log))
    }
    #expect(try scenario.open().settings()["rules"] == nil)
    for value in ["released", "any"] {
      try set(value)
      try fill(11)
      #expect(try scenario.open().settings()["rules"] == value)
      let note = scenario.disk["audit/segment-settings-3"]
      #expect(note.split(separator: 0x0A).count == scenario.disk["audit/segment-roots"].count / 65)
      for content in [note, [], Array("lie\n".utf8), Array(note.reversed()), note + note] {
        scenario.disk["audit/segment-settings-3"] = content
        #expect(try scenario.open(audit: .newestLines).settings()["rules"] == value)
      }
    }
    #expect(try scenario.open().settings()["other"] == nil)
  }

  @Test("stored rules are found by digest, and changed ones are refused")
  func rules() throws {
    let scenario = try Scenario.make()
    let log = try scenario.open()
    let files = [RuleFile(path: "b.rules", bytes: [2]), RuleFile(path: "a.rules", bytes: [1])]
    let digest = try log.storeRules(files)
    #expect(try log.storeRules(files.reversed()) == digest)
    #expect(try log.rules(digest) == files.reversed())
    scenario.disk["audit/rules/\(SHA256.hash([1]).hexadecimal)"] = [3]
    #expect(throws: AuditLogError.self) { try log.rules(digest) }
  }
}
