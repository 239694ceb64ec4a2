import Glibc
import Testing

@testable import AuditLog

@Suite("Many processes", .serialized)
struct ProcessTests {
  private static let origin = "two-high.local/processes"

  /// The writer program, which is built beside the tests.
  private static func writer() -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }
    let here = String(decoding: path, as: UTF8.self)
    // The test runner loads the tests from beside the writer when it is not the test program.
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? here
    return "\(FilePath.parent(of: bundle))/audit-log-writer"
  }

  private static func makeLog(in folder: TemporaryFolder) throws -> (log: String, key: String) {
    let paths = (log: "\(folder.path)/audit", key: "\(folder.path)/signing.key")
    _ = try AuditLog.create(
      directory: paths.log, origin: origin, keyPath: paths.key, author: "test")
    return paths
  }

  /// Checks that every printed entry is in the log, under its number and hash, and only once.
  private static func check(
    _ outputs: [String], in log: String
  ) throws -> (acknowledged: Int, size: Int) {
    let reader = try AuditLog.open(directory: log)
    let verified = try reader.verify()
    var lines: [Int: (hash: String, project: String)] = [:]
    var projects: [String: Int] = [:]
    var entries = try reader.entries()
    while let logged = try entries.next() {
      guard case .evaluate(let evaluation) = logged.entry.record else { continue }
      lines[logged.entry.sequence] = (logged.leafHash.hexadecimal, evaluation.project)
      projects[evaluation.project, default: 0] += 1
    }
    var acknowledged: Set<Int> = []
    for line in outputs.joined().split(separator: "\n") {
      let parts = line.split(separator: " ").map { String($0) }
      // The last line of a killed writer may be cut; then nobody was told of it.
      guard parts.count == 3, let sequence = Int(parts[0]), parts[1].utf8.count == 64,
        let found = lines[sequence], parts[2] == found.project
      else { continue }
      #expect(found.hash == parts[1])
      #expect(acknowledged.insert(sequence).inserted)
    }
    #expect(projects.values.allSatisfy { $0 == 1 }, "an entry stands in the log twice")
    return (acknowledged.count, verified.checkpoint.size)
  }

  @Test("twenty processes at once leave one order, without a gap, a loss or a duplicate")
  func concurrent() throws {
    let folder = TemporaryFolder()
    let paths = try ProcessTests.makeLog(in: folder)
    let commits = isLongRun ? 100 : 10
    var processes: [(id: pid_t, output: String)] = []
    for number in 0..<20 {
      let output = "\(folder.path)/output-\(number)"
      let id = try #require(
        Command.start(
          ProcessTests.writer(), [paths.log, paths.key, "w\(number)", "\(commits)", "1"],
          output: output))
      processes.append((id, output))
    }
    for process in processes { #expect(Command.wait(for: process.id) == 0) }
    let outputs = processes.map { String(decoding: Command.contents(of: $0.output), as: UTF8.self) }
    let result = try ProcessTests.check(outputs, in: paths.log)
    #expect(result.acknowledged == 20 * commits)
    #expect(result.size == 20 * commits + 1)
    print("processes: 20 x \(commits) commits, \(result.acknowledged) acknowledged")
  }

  @Test("whoever is killed at any moment, every acknowledged entry is there")
  func killed() throws {
    let folder = TemporaryFolder()
    let paths = try ProcessTests.makeLog(in: folder)
    var random = SplitMix(seed: 4)
    var outputs: [String] = []
    var killCount = 0
    for round in 0..<(isLongRun ? 300 : 12) {
      var running: [(id: pid_t, output: String)] = []
      for number in 0..<4 {
        let output = "\(folder.path)/output-\(number)"
        let arguments = [paths.log, paths.key, "r\(round)w\(number)", "1000000", "\(number + 1)"]
        let id = try #require(Command.start(ProcessTests.writer(), arguments, output: output))
        running.append((id, output))
      }
      for process in running {
        usleep(UInt32.random(in: 5_000...60_000, using: &random))
        kill(process.id, SIGKILL)
        #expect(Command.wait(for: process.id) == 128 + SIGKILL)
        killCount += 1
      }
      outputs += running.map { String(decoding: Command.contents(of: $0.output), as: UTF8.self) }
    }
    let log = try AuditLog.open(directory: paths.log, keyPath: paths.key)
    _ = try log.vouchForClock(reason: "the end", by: "test")
    let result = try ProcessTests.check(outputs, in: paths.log)
    #expect(result.acknowledged > killCount / 2)
    print("kill -9: \(killCount) kills, \(result.acknowledged) acknowledged, size \(result.size)")
  }
}
