import Foundation

@testable import Rules

/// The rule book of this repository, read once.
enum RealRules {
  static let book: RuleBook = {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = package.appendingPathComponent("Rules")
    let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    let sources = names.sorted().compactMap { name -> SourceText? in
      guard ["rules", "cases", "csv"].contains((name as NSString).pathExtension),
        let data = FileManager.default.contents(
          atPath: folder.appendingPathComponent(name).path)
      else { return nil }
      return SourceText(path: "Rules/\(name)", bytes: Array(data))
    }
    return RuleBook(sources)
  }()

  /// How many random dossiers to try: `FAITHFULNESS_RUNS`, else the given number.
  static func runs(default number: Int) -> Int { givenRuns ?? number }

  /// Whether a number of runs was asked for.
  static var isLongRun: Bool { givenRuns != nil }

  private static var givenRuns: Int? {
    ProcessInfo.processInfo.environment["FAITHFULNESS_RUNS"].flatMap(Int.init)
  }
}
