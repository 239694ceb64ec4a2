import Glibc
import Testing

@testable import AuditLog

@Suite("Faults of the disk")
struct FaultTests {
  @Test("every acknowledged commit survives a power loss at any call")
  func powerLoss() throws {
    let plain = try FaultHarness().powerLoss()
    let torn = try FaultHarness().withTornTail().powerLoss()
    print("power loss: \(plain.caseCount + torn.caseCount) states")
    #expect(plain.breach == nil)
    #expect(torn.breach == nil)
  }

  @Test("no failing call, full disk, short write or flipped bit breaks a promise")
  func failures() throws {
    let outcome = try FaultHarness().faults()
    print("failing calls: \(outcome.caseCount) runs, \(try FaultHarness().callCount()) calls each")
    #expect(outcome.breach == nil)
  }

  @Test("a failed commit says so, and the next one works when the fault has passed")
  func failureIsReported() throws {
    let base = try Scenario.make()
    let faults = FaultLayer(SimulatedDisk(copying: base.disk), .none)
    _ = base.run(on: faults)
    for code in [EIO, ENOSPC] {
      for call in 0..<faults.callCount {
        let disk = SimulatedDisk(copying: base.disk)
        let scenario = Scenario(disk: disk, key: base.key)
        let acknowledged = scenario.run(on: FaultLayer(disk, .failure(at: call, code: code)))
        let size = try scenario.open().checkpoint().size
        #expect(size >= 3 + acknowledged.map(\.sequences.count).reduce(0, +))
      }
    }
  }

  @Test("writers that take turns keep each other's lines")
  func otherWriter() throws {
    let outcome = try FaultHarness().otherWriter()
    #expect(outcome.breach == nil)
  }

  @Test("a writer that stopped stays stopped, and the next one goes on from the checkpoint")
  func stopped() throws {
    let scenario = try Scenario.make()
    var stopCount = 0
    for call in 0..<200 {
      let disk = SimulatedDisk(copying: scenario.disk)
      let here = Scenario(disk: disk, key: scenario.key)
      guard let log = try? here.open(FaultLayer(disk, .failure(at: call, code: EIO))),
        let rules = try? log.storeRules([])
      else { continue }
      let submission = LogSubmission(
        by: "李工", record: .evaluate(Scenario.evaluation(project: "p", rules: rules)))
      do {
        _ = try log.append([submission])
      } catch AuditLogError.stopped(let cause) {
        stopCount += 1
        #expect(throws: AuditLogError.stopped(cause)) { try log.append([submission]) }
        #expect(throws: Never.self) { try here.open().append([submission]) }
      } catch {
        continue
      }
    }
    #expect(stopCount >= 5)
  }
}

@Suite("Mistakes in the protocol")
struct MutantTests {
  @Test("the harness catches", arguments: MutantLayer.Mistake.allCases)
  func caught(_ mistake: MutantLayer.Mistake) throws {
    let harness = try FaultHarness(mistake)
    let outcome =
      switch mistake {
      case .skipsSyncOfLines, .skipsSyncOfEntriesFolder, .skipsSyncOfCheckpoint,
        .skipsSyncOfLogFolder, .renamesCheckpointBeforeSync, .skipsSyncOfVaultPack,
        .skipsSyncOfVaultFolder, .skipsSyncOfRules, .skipsSyncOfRulesFolder:
        harness.powerLoss()
      case .skipsSyncOfQuarantine, .skipsSyncOfQuarantineFolder:
        harness.withTornTail().powerLoss()
      case .retriesFailedSync, .signsUnread: harness.faults()
      case .stampsBeforeLock, .signsWithoutLock: harness.otherWriter()
      }
    let breach = try #require(outcome.breach)
    print("mutant \(mistake): caught after \(outcome.caseCount) cases, \(breach.prefix(60))")
  }
}
