/// A rule that may speak of a project.
struct BulkStanding {
  let rule: Int
  /// Whether only its date, a fact of the project, tells if it is the version that speaks.
  let isDated: Bool
  let isInForce: Bool
  /// Whether it lapsed and still counts for the score.
  let keepsMarks: Bool
}

/// The rules that may speak of projects at a place in a period, as bits in plain memory.
final class BulkStandings {
  /// By rule, those that speak whatever the facts are, those that only their date tells of, those in
  /// force, and those that lapsed and still count for the score.
  let undated: UnsafeMutablePointer<UInt64>
  let dated: UnsafeMutablePointer<UInt64>
  let inForce: UnsafeMutablePointer<UInt64>
  let keepingMarks: UnsafeMutablePointer<UInt64>
  let wordCount: Int
  /// By ruleset, whether a rule of it speaks whatever the facts are, and whether one does not.
  let isSpeaking: [Bool]
  let isResting: [Bool]

  init(_ standings: [BulkStanding], _ rules: [BulkRule], rulesets: Int, wordCount: Int) {
    self.wordCount = wordCount
    func bits(_ holds: (BulkStanding) -> Bool) -> UnsafeMutablePointer<UInt64> {
      let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: wordCount + 1)
      bits.initialize(repeating: 0, count: wordCount + 1)
      for standing in standings where holds(standing) {
        bits[standing.rule / 64] |= 1 << UInt64(standing.rule % 64)
      }
      return bits
    }
    undated = bits { !$0.isDated && ($0.isInForce || $0.keepsMarks) }
    dated = bits { $0.isDated }
    inForce = bits { $0.isInForce }
    keepingMarks = bits { $0.keepsMarks }
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

  deinit {
    undated.deallocate()
    dated.deallocate()
    inForce.deallocate()
    keepingMarks.deallocate()
  }
}

/// What was found before of places and periods.
struct BulkStandingsTable {
  private var known: [Key: BulkStandings] = [:]
  private var size = 0

  /// How many words of standings are kept.
  private static let limit = 1 << 19

  struct Key: Hashable {
    let selection: Int
    let rank: Int
  }

  subscript(key: Key) -> BulkStandings? { known[key] }

  mutating func insert(_ standings: BulkStandings, at key: Key) {
    if size > Self.limit { (known, size) = ([:], 0) }
    known[key] = standings
    size += standings.wordCount * 4 + 1
  }
}
