import AuditLog
import Glibc

/// Times the log on a new directory, which must not exist yet.
///
///     audit-log-benchmark DIRECTORY [ENTRIES-PER-BATCH] [BATCHES]
///
/// It writes ten batches of 50,000 evaluations, each with a dossier of 1,500 bytes and a result of
/// 800, then verifies the log, opens it both ways, and makes single commits.
@main
enum Main {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2 else {
      print("usage: audit-log-benchmark DIRECTORY [ENTRIES-PER-BATCH] [BATCHES]")
      exit(64)
    }
    let size = arguments.count > 2 ? Int(arguments[2]) ?? 50_000 : 50_000
    let batches = arguments.count > 3 ? Int(arguments[3]) ?? 10 : 10
    do {
      try run(arguments[1], size: size, batches: batches)
    } catch {
      print(error)
      exit(1)
    }
  }

  private static func run(_ path: String, size: Int, batches: Int) throws(AuditLogError) {
    let key = path + ".key"
    let log = try AuditLog.create(
      directory: path, origin: "two-high.local/benchmark", keyPath: key, author: "benchmark")
    let rules = try log.storeRules([RuleFile(path: "a.rules", bytes: Array("rule a\n".utf8))])
    for batch in 0..<batches {
      let submissions = (0..<size).map { submission(batch * size + $0, rules: rules) }
      try time("one durable commit", count: size) { () throws(AuditLogError) in
        _ = try log.append(submissions)
      }
    }
    let lines = size * batches + 1
    try time("verify", count: lines) { () throws(AuditLogError) in _ = try log.verify() }
    try time("prove one of them", count: lines) { () throws(AuditLogError) in
      _ = try log.prove(lines / 2)
    }
    for (name, audit) in [("every line", OpeningAudit.everyLine), ("newest", .newestLines)] {
      try time("open, \(name)", count: lines) { () throws(AuditLogError) in
        _ = try AuditLog.open(directory: path, keyPath: key, audit: audit)
      }
    }
    let single = 200
    try time("single commits", count: single) { () throws(AuditLogError) in
      for number in 0..<single { _ = try log.append([submission(number, rules: rules)]) }
    }
  }

  private static func submission(_ number: Int, rules: Digest) -> LogSubmission {
    let evaluation = Evaluation(
      project: "2026-640500-\(number)", asOf: "2026-09-30", decision: "refuse",
      hits: ["NX-3.1-05", "NX-4.2-01"],
      dossier: .open([UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 1500)),
      result: .open([UInt8](repeating: 0x41, count: 800)), rules: rules,
      engine: Engine(version: "1.0.0", sha256: rules))
    return LogSubmission(by: "李工", record: .evaluate(evaluation))
  }

  private static func time(
    _ name: String, count: Int, _ body: () throws(AuditLogError) -> Void
  ) throws(AuditLogError) {
    let start = nanoseconds()
    try body()
    let elapsed = max(nanoseconds() - start, 1)
    print("\(name): \(count) in \(elapsed / 1_000_000) ms, \(count * 1_000_000_000 / elapsed)/s")
  }

  private static func nanoseconds() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1_000_000_000 + now.tv_nsec
  }
}
