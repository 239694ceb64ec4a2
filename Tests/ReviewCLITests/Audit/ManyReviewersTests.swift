import AuditLog
import Testing

@Suite("Many reviewers at once", .serialized)
struct ManyReviewersTests {
  /// `review` processes that run beside one another, each as often as the test says.
  private static let reviewerCount = 20

  @Test("their evaluations stand in one order, without a gap, a loss or a duplicate")
  func order() throws {
    let log = try TrialLog()
    let rounds = isLongRun ? 100 : 2
    var printed: [Int: String] = [:]
    for round in 0..<rounds {
      var running: [ReviewProgram.Process] = []
      for reviewer in 0..<Self.reviewerCount {
        let name = "\(reviewer)-\(round)"
        log.program.write(TrialLog.dossier(name, pue: "1.25"), to: "\(name).json")
        running.append(
          try log.program.start(
            TrialLog.evaluation(of: ["\(name).json", "--format", "jsonl"])))
      }
      for process in running {
        let run = log.program.wait(for: process)
        #expect(run.status == 1, "\(run.errors)")
        let (sequence, leaf) = try #require(Self.proof(in: run.output))
        #expect(printed.updateValue(leaf, forKey: sequence) == nil, "two have number \(sequence)")
      }
    }
    let count = Self.reviewerCount * rounds
    #expect(log.lines.count == count + 1)
    #expect(printed.keys.sorted() == Array(1...count))
    for (sequence, leaf) in printed {
      #expect(MerkleTree.leafHash(of: log.lines[sequence]).hexadecimal == leaf)
    }
    let verified = try log.audit("verify")
    #expect(verified.status == 0 && verified.output.contains("evaluate \(count)"))
    print("reviewers: \(Self.reviewerCount) x \(rounds) evaluations, \(log.lines.count) lines")
  }

  /// The number and the leaf hash that a result was printed with.
  private static func proof(in output: String) -> (sequence: Int, leaf: String)? {
    guard let text = output.split(separator: "\"seq\":").last,
      let sequence = Int(text.prefix { $0 != "," }),
      let leaf = output.split(separator: "\"leaf\":\"").last?.prefix(64)
    else { return nil }
    return (sequence, String(leaf))
  }
}
