import AuditLog
import Glibc

/// Writes to a log as fast as it can, and says each time what was acknowledged.
///
///     audit-log-writer DIRECTORY KEY NAME COMMITS BATCH
///
/// The tests run many of these at once and kill them. Each line of the output is one acknowledged
/// entry: its sequence number, its leaf hash and its project.
@main
enum Main {
  static func main() {
    do {
      try write(CommandLine.arguments)
    } catch {
      print(error)
      exit(1)
    }
  }

  private static func write(_ arguments: [String]) throws(AuditLogError) {
    guard arguments.count == 6, let commits = Int(arguments[4]), let size = Int(arguments[5])
    else { exit(64) }
    let log = try AuditLog.open(directory: arguments[1], keyPath: arguments[2])
    let rules = try log.storeRules([RuleFile(path: "a.rules", bytes: Array("rule a\n".utf8))])
    for commit in 0..<commits {
      let projects = (0..<size).map { "\(arguments[3])-\(commit)-\($0)" }
      let done = try log.append(projects.map { submission(project: $0, rules: rules) })
      for (index, sequence) in done.sequences.enumerated() {
        print(sequence, done.leafHashes[index].hexadecimal, projects[index])
      }
      fflush(nil)
    }
  }

  private static func submission(project: String, rules: Digest) -> LogSubmission {
    let evaluation = Evaluation(
      project: project, asOf: "2026-09-30", decision: "refuse", hits: ["NX-3.1-05"],
      dossier: .open(Array("{\"project\":\"\(project)\"}".utf8)), result: .open([1, 2, 3]),
      rules: rules, engine: Engine(version: "1.0.0", sha256: rules))
    return LogSubmission(by: "writer", record: .evaluate(evaluation))
  }
}
