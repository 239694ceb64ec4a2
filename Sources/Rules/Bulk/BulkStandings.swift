/// A rule that may speak of a project.
struct BulkStanding {
  let rule: Int
  /// Whether only its date, a fact of the project, tells if it is the version that speaks.
  let isDated: Bool
  let isInForce: Bool
  /// Whether it lapsed and still counts for the score.
  let keepsMarks: Bool
}

/// The rules that may speak of projects at a place in a period, in plain memory.
final class BulkStandings {
  /// Those that may apply.
  let all: UnsafeMutablePointer<BulkStanding>
  let count: Int
  /// By ruleset, whether a rule of it speaks whatever the facts are, and whether one does not.
  let isSpeaking: [Bool]
  let isResting: [Bool]

  /// - Parameter mayApply: Whether a rule is to be looked at.
  init(
    _ standings: [BulkStanding], _ rules: [BulkRule], rulesets: Int, mayApply: (Int) -> Bool
  ) {
    // A version that only its date tells of is looked at, since its ruleset may speak by it.
    let looked = standings.filter { $0.isDated || mayApply($0.rule) }
    count = looked.count
    all = .allocate(capacity: count + 1)
    for (index, standing) in looked.enumerated() { (all + index).initialize(to: standing) }
    var (speaking, resting) =
      (Array(repeating: false, count: rulesets), Array(repeating: false, count: rulesets))
    for standing in standings where !standing.isDated {
      if standing.isInForce {
        speaking[rules[standing.rule].ruleset] = true
      } else {
        resting[rules[standing.rule].ruleset] = true
      }
    }
    (isSpeaking, isResting) = (speaking, resting)
  }

  deinit { all.deallocate() }
}

/// What was found before of places, periods and choices.
struct BulkStandingsTable {
  private var known: [Key: BulkStandings] = [:]
  private var size = 0

  /// How many standings are kept.
  private static let limit = 1 << 20

  struct Key: Hashable {
    let selection: Int
    let rank: Int
    /// -1: it is not known.
    let choice: Int
  }

  subscript(key: Key) -> BulkStandings? { known[key] }

  mutating func insert(_ standings: BulkStandings, at key: Key) {
    if size > Self.limit { (known, size) = ([:], 0) }
    known[key] = standings
    size += standings.count + 1
  }
}
