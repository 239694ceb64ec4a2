import Glibc
import Synchronization

@testable import AuditLog

/// Whether the long form of the harness was asked for, by `AUDIT_LONG=1`.
let isLongRun = getenv("AUDIT_LONG").map { String(cString: $0) } == "1"

/// A small log on a simulated disk, and what a run of commits on it was promised.
struct Scenario {
  static let start = Timestamp(milliseconds: 1_790_000_000_000)
  /// Small, so that a few lines cross from one file to the next.
  static let layout = SegmentLayout(linesPerSegment: 4)

  let disk: SimulatedDisk
  let key: SigningKey

  /// A log of three lines: its first entry and two evaluations.
  static func make() throws(AuditLogError) -> Scenario {
    let scenario = try makeEmpty()
    let log = try scenario.open(clock: ticking())
    _ = try log.append(try batch(1, of: "before", rules: log))
    _ = try log.append(try batch(1, of: "before", rules: log))
    return scenario
  }

  /// A log of its first entry.
  static func makeEmpty() throws(AuditLogError) -> Scenario {
    let disk = SimulatedDisk()
    let key = try SigningKey(name: "two-high.local/test", seed: [UInt8](repeating: 7, count: 32))
    let directory = try LogDirectory.make("audit", layout: layout, calls: disk)
    _ = try AuditLog.create(directory, key: key, author: "建库", clock: ticking())
    return Scenario(disk: disk, key: key)
  }

  /// A clock that moves one millisecond at each reading.
  static func ticking(from start: Timestamp = Scenario.start) -> LogClock {
    let ticks = Atomic<Int64>(0)
    let box = Box(ticks)
    return LogClock {
      let tick = box.value.add(1, ordering: .relaxed).newValue
      return Timestamp(milliseconds: start.milliseconds + tick)
    }
  }

  private final class Box: Sendable {
    let value: Atomic<Int64>
    init(_ value: consuming Atomic<Int64>) { self.value = value }
  }

  static func batch(
    _ count: Int, of name: String, rules log: AuditLog
  ) throws(AuditLogError) -> [LogSubmission] {
    let rules = try log.storeRules([
      RuleFile(path: "national/energy.rules", bytes: Array("rule \(name)\n".utf8))
    ])
    return (0..<count).map { number in
      LogSubmission(
        by: "李工", record: .evaluate(evaluation(project: "\(name)-\(number)", rules: rules)))
    }
  }

  static func evaluation(project: String, rules: Digest) -> Evaluation {
    Evaluation(
      project: project, asOf: "2026-09-30", decision: "refuse", hits: ["NX-3.1-05"],
      dossier: .open(Array("{\"project\":\"\(project)\"}".utf8)),
      result: .open(Array("不予通过 \(project)".utf8)), rules: rules,
      engine: Engine(version: "1.0.0", sha256: MerkleTree.emptyRoot))
  }

  func open(
    _ calls: (any FileSystemCalls)? = nil, held: Checkpoint? = nil,
    audit: OpeningAudit = .everyLine,
    clock: LogClock = ticking(from: Timestamp(milliseconds: start.milliseconds + 1000))
  ) throws(AuditLogError) -> AuditLog {
    let directory = try LogDirectory("audit", layout: Scenario.layout, calls: calls ?? disk)
    return try AuditLog.open(directory, key: key, held: kept(held), audit: audit, clock: clock)
  }

  /// Commits until something fails, and returns what was acknowledged.
  func run(on calls: any FileSystemCalls) -> [Acknowledgement] {
    var acknowledged: [Acknowledgement] = []
    do throws(AuditLogError) {
      let log = try open(calls)
      for count in [2, 5, 1] {
        acknowledged.append(
          try log.append(try Scenario.batch(count, of: "run\(count)", rules: log)))
      }
    } catch {
      return acknowledged
    }
    return acknowledged
  }
}

extension Scenario {
  /// What is wrong with a disk after a run, `nil` when every promise is kept.
  ///
  /// Every acknowledged line is there with its bodies and rules, the log continues the last
  /// acknowledged checkpoint, and goes on working.
  static func breach(
    of acknowledged: [Acknowledgement], on disk: SimulatedDisk, key: SigningKey
  ) -> String? {
    let scenario = Scenario(disk: disk, key: key)
    do {
      let log = try scenario.open(held: acknowledged.last?.checkpoint)
      for promise in acknowledged {
        for (sequence, leafHash) in zip(promise.sequences, promise.leafHashes) {
          let logged = try log.entry(at: sequence)
          guard logged.leafHash == leafHash else { return "line \(sequence) is another" }
          guard case .evaluate(let evaluation) = logged.entry.record else { return "not ours" }
          _ = try log.rules(evaluation.rules)
          for case .sealed(let reference) in logged.entry.record.documents {
            guard case .present = try log.body(of: reference) else { return "a body is gone" }
          }
        }
      }
      let next = try log.append(try batch(1, of: "after", rules: log))
      let verified = try log.verify(held: kept(acknowledged.last?.checkpoint))
      guard verified.checkpoint == next.checkpoint, verified.unacknowledgedByteCount == 0 else {
        return "the log did not go on"
      }
      guard !disk.list("audit/quarantine").contains(where: { $0.hasSuffix(".unreported") }) else {
        return "a tail is not named"
      }
      return nil
    } catch {
      return "\(error)"
    }
  }
}

/// A checkpoint that was kept, or none.
func kept(_ checkpoint: Checkpoint?) -> [HeldHead] {
  checkpoint.map { [HeldHead($0, place: "the held checkpoint")] } ?? []
}
