/// What a rule or a check came to.
struct BulkOutcome {
  var verdict = Verdict.notApplicable
  /// What is not met or open.
  var finding: BulkFinding?
  /// Of a check.
  var truth = Truth.true
  /// Of what says whether things exist.
  var existence: BulkExistence?
}

/// How often records were alike in all that a rule rests on.
struct BulkRecurrence {
  enum State: UInt8 { case unknown, kept, given }

  var state = State.unknown
  var grounds: BulkGrounds?
  private var hits = 0
  private var misses = 0

  /// So many misses are looked at before it is given up.
  private static let trial = 256

  mutating func hit() { hits &+= 1 }

  /// Counts a record of a kind that was not seen before, and gives up where most are.
  mutating func miss() {
    misses += 1
    if misses >= Self.trial, hits < misses { state = .given }
  }
}

/// What rules came to, by what they rest on.
final class BulkOutcomeMemory {
  let recurrences: UnsafeMutablePointer<BulkRecurrence>
  /// The words of the key at hand, and their hash.
  let words: UnsafeMutablePointer<UInt64>
  @exclusivity(unchecked) var count = 0
  private let table = BulkOutcomeTable()
  @exclusivity(unchecked) private var outcomes: [BulkOutcome] = []

  /// What whole records came to.
  let records: BulkVerdictMemory

  static let wordLimit = 96

  /// - Parameter count: Of rules and checks.
  init(count: Int, _ records: BulkVerdictMemory) {
    self.records = records
    recurrences = .allocate(capacity: count + 1)
    recurrences.initialize(repeating: BulkRecurrence(), count: count + 1)
    words = .allocate(capacity: Self.wordLimit)
  }

  deinit {
    recurrences.deallocate()
    words.deallocate()
  }

  /// What the key at hand came to; nil: it is new.
  func known(hash: UInt64) -> BulkOutcome? {
    let found = table.outcome(words, count, hash: hash)
    return found < 0 ? nil : outcomes[found]
  }

  var hash: UInt64 { BulkOutcomeTable.hash(words, count) }

  /// - Parameters:
  ///   - hash: That of the key.
  ///   - key: Its words, which were at hand when it was looked for.
  func keep(_ outcome: BulkOutcome, _ key: [UInt64], hash: UInt64) {
    key.withUnsafeBufferPointer { key in
      guard let base = key.baseAddress else { return }
      if !table.insert(base, key.count, hash: hash, outcome: outcomes.count) {
        table.removeAll()
        outcomes.removeAll(keepingCapacity: true)
        _ = table.insert(base, key.count, hash: hash, outcome: 0)
      }
      outcomes.append(outcome)
    }
  }
}
