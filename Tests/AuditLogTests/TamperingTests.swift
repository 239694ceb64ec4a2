import Testing

@testable import AuditLog

@Suite("Tampering")
struct TamperingTests {
  /// Every file that verification relies on.
  static let files = [
    "audit/checkpoint", "audit/log.vkey", "audit/entries/000000.jsonl",
    "audit/entries/000001.jsonl",
  ]

  /// A log of six lines in two files, and the key that an auditor pinned.
  private static func smallLog() throws -> Scenario {
    let scenario = try Scenario.makeEmpty()
    let log = try scenario.open()
    for reason in ["夏令时", "b", "c", "d", "e"] {
      _ = try log.vouchForClock(reason: reason, by: "李")
    }
    return scenario
  }

  private static func isAccepted(_ scenario: Scenario, held: Checkpoint? = nil) -> Bool {
    guard
      let directory = try? LogDirectory("audit", layout: Scenario.layout, calls: scenario.disk)
    else { return false }
    let verifier = LogVerifier(directory: directory, pinned: [scenario.key.verifier])
    return (try? verifier.verify(held: kept(held), progress: { _, _ in })) != nil
  }

  @Test("every truncation and every bit flip is found")
  func everyByte() throws {
    let scenario = try TamperingTests.smallLog()
    #expect(TamperingTests.isAccepted(scenario))
    var (truncations, flips) = (0, 0)
    for file in TamperingTests.files {
      let bytes = scenario.disk[file]
      for count in bytes.indices {
        scenario.disk[file] = Array(bytes[..<count])
        #expect(!TamperingTests.isAccepted(scenario), "\(file) cut at \(count)")
        truncations += 1
        // The short form flips one bit of each byte, another one each time.
        for bit in 0..<8 where isLongRun || bit == count % 8 {
          scenario.disk[file] = bytes
          scenario.disk[file][count] ^= 1 << UInt8(bit)
          #expect(!TamperingTests.isAccepted(scenario), "\(file), byte \(count), bit \(bit)")
          flips += 1
        }
      }
      scenario.disk[file] = bytes
    }
    print("tampering: \(truncations) truncations, \(flips) bit flips, all found")
  }

  enum Edit: CaseIterable {
    case deleteLine, deleteLastLine, swapLines, duplicateLine, insertLine, editLine, backdate
    case deleteFile, emptyFile, swapFiles, addSpace, carriageReturns
  }

  @Test("an edit is found, also when the checkpoint is left alone", arguments: Edit.allCases)
  func edits(_ edit: Edit) throws {
    let scenario = try TamperingTests.smallLog()
    let disk = scenario.disk
    let name = "audit/entries/000000.jsonl"
    var lines = disk[name].split(separator: 0x0A).map { Array($0) }
    switch edit {
    case .deleteLine: lines.remove(at: 1)
    case .deleteLastLine: lines.removeLast()
    case .swapLines: lines.swapAt(1, 2)
    case .duplicateLine: lines.insert(lines[1], at: 1)
    case .insertLine: lines.insert(Array("{}".utf8), at: 2)
    case .editLine:
      lines[1] = Array(
        replacing(String(decoding: lines[1], as: UTF8.self), "夏", "冬").utf8)
    case .backdate:
      lines[2] = Array(replacing(String(decoding: lines[2], as: UTF8.self), "T", "T0").utf8)
    case .deleteFile: disk.remove(name)
    case .emptyFile: lines = []
    case .swapFiles: disk["audit/entries/000001.jsonl"] = disk[name]
    case .addSpace: lines[0].append(0x20)
    case .carriageReturns: lines = lines.map { $0 + [0x0D] }
    }
    disk[name] = Array(lines.map { $0 + [0x0A] }.joined())
    #expect(!TamperingTests.isAccepted(scenario))
    let before = TamperingTests.files.map { disk[$0] }
    #expect(throws: AuditLogError.self) { try scenario.open() }
    #expect(TamperingTests.files.map { disk[$0] } == before, "a damaged log must not be touched")
  }

  @Test("whoever has the key can write another log, but it does not continue a held checkpoint")
  func regrow() throws {
    let honest = try TamperingTests.smallLog()
    let held = try honest.open().checkpoint()
    let forged = try Scenario.make()
    let log = try forged.open()
    for _ in 0..<6 { _ = try log.vouchForClock(reason: "forged", by: "李工") }
    #expect(TamperingTests.isAccepted(forged))
    #expect(!TamperingTests.isAccepted(forged, held: held))
    #expect(throws: AuditLogError.self) { try forged.open(held: held) }
    #expect(throws: AuditLogError.self) { try log.proveConsistency(from: held) }
  }

  @Test("a log that was set back is refused with a held checkpoint, and by a writer that saw more")
  func rollback() throws {
    let scenario = try TamperingTests.smallLog()
    let log = try scenario.open()
    let old = SimulatedDisk(copying: scenario.disk)
    let held = try log.vouchForClock(reason: "later", by: "李工").checkpoint
    #expect(TamperingTests.isAccepted(scenario, held: held))
    for file in TamperingTests.files { scenario.disk[file] = old[file] }
    #expect(TamperingTests.isAccepted(scenario))
    #expect(!TamperingTests.isAccepted(scenario, held: held))
    #expect(throws: AuditLogError.self) { try scenario.open(held: held) }
    let error = #expect(throws: AuditLogError.self) {
      try log.vouchForClock(reason: "after", by: "李工")
    }
    guard case .rolledBack(let seen, let found)? = error else {
      Issue.record("a rolled back log was continued")
      return
    }
    #expect(seen == held.text)
    #expect(try Checkpoint(Array(found.utf8), place: "found").size == held.size - 1)
  }

  @Test("lines signed in the wrong order are refused by their numbers and times alone")
  func order() throws {
    let scenario = try TamperingTests.smallLog()
    var audit = LineAudit(origin: "two-high.local/test", place: "entries")
    let bytes = scenario.disk["audit/entries/000000.jsonl"]
    let lines = bytes.split(separator: 0x0A).map { Array($0) }
    func take(_ line: [UInt8], _ sequence: Int) throws {
      try line.withUnsafeBytes { try audit.take($0, sequence: sequence) }
    }
    try take(lines[0], 0)
    #expect(throws: AuditLogError.self) { try take(lines[0], 1) }
    #expect(throws: AuditLogError.self) { try take(lines[2], 1) }
    try take(lines[1], 1)
    let backdated = replacing(String(decoding: lines[2], as: UTF8.self), "\"t\":\"2", "\"t\":\"1")
    #expect(throws: AuditLogError.self) { try take(Array(backdated.utf8), 2) }
  }
}
