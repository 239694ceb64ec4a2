import Glibc

@testable import AuditLog

/// Runs the same commits under many faults, with the protocol as it is or with a mistake in it.
struct FaultHarness {
  /// How many cases were tried, and what went wrong first, `nil` when nothing did.
  struct Outcome {
    var caseCount = 0
    var breach: String?
  }

  let scenario: Scenario
  let mistake: MutantLayer.Mistake?
  /// Bytes past the checkpoint that must never be lost, empty for none.
  private(set) var evidence: [UInt8] = []

  init(_ mistake: MutantLayer.Mistake? = nil) throws(AuditLogError) {
    self.mistake = mistake
    scenario = try Scenario.make()
  }

  /// The same harness on a log that a writer left with half a line too many.
  func withTornTail() -> FaultHarness {
    var harness = self
    harness.evidence = Array("{\"op\":\"evaluate\",\"half\":".utf8)
    harness.scenario.disk["audit/entries/000000.jsonl"] += harness.evidence
    return harness
  }

  /// How many calls a run makes that can fail.
  func callCount() -> Int {
    let faults = FaultLayer(SimulatedDisk(copying: scenario.disk), .none)
    _ = scenario.run(on: MutantLayer(faults, mistake))
    return faults.callCount
  }

  /// The power goes at every call; then the disk holds one of several states.
  ///
  /// The short form takes two states at each call, in turn, and the long form all of them.
  func powerLoss() -> Outcome {
    var outcome = Outcome()
    // From the end, where a mistake shows at once.
    for call in (0...callCount()).reversed() {
      let disk = SimulatedDisk(copying: scenario.disk)
      let acknowledged = scenario.run(
        on: MutantLayer(FaultLayer(disk, .powerLoss(at: call)), mistake))
      let named = SimulatedDisk.Loss.named
      let chances = (0..<40).map { SimulatedDisk.Loss.chance(UInt64(call * 40 + $0)) }
      for loss in isLongRun ? named + chances : [named[call % named.count], chances[0]] {
        check(
          disk.afterPowerLoss(loss), acknowledged, "power loss at call \(call), \(loss)", &outcome)
        if outcome.breach != nil { return outcome }
      }
    }
    return outcome
  }

  /// Every call fails in several ways; then the log is opened, after a power loss and without.
  ///
  /// The short form takes two ways for each call in turn, one with a power loss.
  func faults() -> Outcome {
    var outcome = Outcome()
    let plans = FaultHarness.plans
    for call in (0..<callCount()).reversed() {
      for index in isLongRun ? 0..<plans.count : call..<call + 2 {
        let plan = plans[index % plans.count](call)
        let disk = SimulatedDisk(copying: scenario.disk)
        let acknowledged = scenario.run(on: MutantLayer(FaultLayer(disk, plan), mistake))
        if isLongRun || index == call {
          check(disk.afterPowerLoss(.everything), acknowledged, "\(plan), power loss", &outcome)
        }
        if isLongRun || index != call { check(disk, acknowledged, "\(plan)", &outcome) }
        if outcome.breach != nil { return outcome }
      }
    }
    return outcome
  }

  private static let plans: [@Sendable (Int) -> FaultLayer.Plan] = [
    { .failure(at: $0, code: EIO) }, { .failure(at: $0, code: ENOSPC) }, { .diskFull(from: $0) },
    { .shortWrite(at: $0) }, { .flippedBit(at: $0) },
  ]

  /// Another writer commits as soon as the first one lets it.
  func otherWriter() -> Outcome {
    var outcome = Outcome()
    let disk = SimulatedDisk(copying: scenario.disk)
    let here = Scenario(disk: disk, key: scenario.key)
    let layer = MutantLayer(disk, mistake)
    var others: [Acknowledgement] = []
    layer.otherWriter = {
      guard let log = try? here.open(),
        let batch = try? Scenario.batch(3, of: "other", rules: log),
        let done = try? log.append(batch)
      else { return }
      others.append(done)
    }
    let acknowledged = (scenario.run(on: layer) + others)
      .sorted { $0.checkpoint.size < $1.checkpoint.size }
    check(disk, acknowledged, "another writer", &outcome)
    if outcome.breach == nil, acknowledged.count != 4 { outcome.breach = "a writer stopped" }
    return outcome
  }

  private func check(
    _ disk: SimulatedDisk, _ acknowledged: [Acknowledgement], _ name: String,
    _ outcome: inout Outcome
  ) {
    outcome.caseCount += 1
    guard outcome.breach == nil else { return }
    if !evidence.isEmpty, !FaultHarness.holds(disk, evidence) {
      outcome.breach = "\(name): the tail is lost"
    } else if let breach = Scenario.breach(of: acknowledged, on: disk, key: scenario.key) {
      outcome.breach = "\(name): \(breach)"
    }
  }

  private static func holds(_ disk: SimulatedDisk, _ evidence: [UInt8]) -> Bool {
    ["audit/entries", "audit/quarantine"].contains { folder in
      disk.list(folder).contains { name in
        let bytes = disk["\(folder)/\(name)"]
        return bytes.indices.contains { bytes[$0...].starts(with: evidence) }
      }
    }
  }
}
