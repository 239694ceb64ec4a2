import Glibc
import Testing

@testable import Rules

/// What the reports promise, tried on random dossiers and all rules.
///
/// `FAITHFULNESS_RUNS=20000 swift test -c release --filter Faithfulness` is the long run.
@Suite("Faithfulness")
struct FaithfulnessTests {
  @Test("What is said of findings, of repairs and of what is asked holds of random dossiers")
  func promises() async {
    let runs = FaithfulnessRuns.count(default: 40)
    let program = CommittedRules.book.program
    let threads = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let counts = await withTaskGroup(of: FaithfulnessCounts.self) { group in
      for thread in 0..<threads {
        group.addTask {
          var laws = Faithfulness(program)
          for run in stride(from: thread, to: runs, by: threads) { laws.hold(ofRun: run) }
          return laws.counts
        }
      }
      return await group.reduce(into: FaithfulnessCounts()) { $0.add($1) }
    }
    print(counts.text)
    #expect(counts.dossiers == runs)
    #expect(FaithfulnessCounts.all.allSatisfy { counts[$0] > 0 }, "\(counts.text)")
  }
}
