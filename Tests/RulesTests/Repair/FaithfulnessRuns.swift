/// How many random dossiers the tests try.
enum FaithfulnessRuns {
  /// `FAITHFULNESS_RUNS`, else the given number.
  static func count(default number: Int) -> Int { given ?? number }

  /// Whether a number of runs was asked for.
  static var isLong: Bool { given != nil }

  private static var given: Int? { Repository.variable("FAITHFULNESS_RUNS").flatMap(Int.init) }
}

extension SplitMix64 {
  /// True so many times in a hundred.
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}
