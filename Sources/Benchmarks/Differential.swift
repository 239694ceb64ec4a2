import Glibc
import Reports
import Rules

/// Compares what is judged in bulk with the reference, record by record.
///
///     benchmarks --rules Rules --differential records.jsonl
enum Differential {
  /// How many records differ; what was compared, and why others were left to the reference, is
  /// printed.
  static func run(_ path: String, rules folder: String) -> Int {
    let program = RuleBook(Folder.rules(among: Folder.files(below: folder)), lints: false).program
    let setting = ReviewSetting(
      today: CalendarDate(year: 2026, month: 1, day: 1) ?? CalendarDate.earliest)
    guard let plan = BulkPlan(program), let judge = BulkJudge(plan, setting) else {
      print("nothing can be judged in bulk")
      return 1
    }
    let comparison = BulkComparison(program, setting, judge)
    var (count, equal, different) = (0, 0, 0)
    for line in Folder.lines(of: path) {
      count += 1
      switch comparison.compare(SourceText(path: path, bytes: line, firstLine: count)) {
      case .declined: break
      case .equal: equal += 1
      case .different(let bulk, let reference):
        different += 1
        if different <= 10 { print("line \(count)\n  bulk      \(bulk)\n  reference \(reference)") }
      }
    }
    print(
      "\(count) records: \(equal) equal, \(different) different, \(count - equal - different) declined"
    )
    for text in judge.declineTexts { print("  " + text) }
    return different
  }
}

extension Folder {
  static func lines(of path: String) -> [[UInt8]] {
    bytes(of: path).split(separator: 0x0A).map { Array($0) }
  }
}
