/// What whole records came to, by all that rules can tell of them: records that differ in their names,
/// their evidence and texts that no rule reads are judged once.
///
/// It is of one thread, and bounded: it begins anew when it is full.
final class BulkVerdictMemory {
  /// A fact in a row, or a list.
  private struct Place {
    let place: Int
    /// The list; -1 for a field.
    let list: Int
    /// Whether a text counts by what it says, and not only as given.
    let isRead: Bool
  }

  /// By the list whose elements hold them; 0: the project.
  private let places: [[Place]]
  /// The key of the record at hand.
  private let words: UnsafeMutablePointer<UInt64>
  @exclusivity(unchecked) private var count = 0
  @exclusivity(unchecked) private var hash: UInt64 = 0
  private let table = BulkOutcomeTable()
  @exclusivity(unchecked) private var verdicts: [BulkVerdicts] = []
  /// What the record at hand comes to; nil: it was declined.
  @exclusivity(unchecked) private(set) var current: BulkVerdicts?

  /// Longer keys are of records with long lists, which are rarely alike.
  private static let wordLimit = 1 << 12

  init(_ plan: BulkPlan) {
    let schema = plan.schema
    let reads = plan.reads(of: Array(plan.program.steps.indices))
    let regions = plan.program.vocabulary.jurisdictionFields
    places = schema.size.indices.map { home in
      schema.fieldsOfHome[home].map { field in
        Place(
          place: schema.placeOfField[field], list: -1,
          isRead: reads.fields.contains(field) || regions.contains(field))
      }
        + schema.listsOfHome[home].map {
          Place(place: schema.placeOfList[$0], list: $0, isRead: true)
        }
    }
    words = .allocate(capacity: Self.wordLimit)
  }

  deinit { words.deallocate() }

  /// What the record at hand comes to.
  ///
  /// - Parameter find: Finds it; nil for a record that is declined.
  func verdicts(
    _ evaluator: BulkEvaluator, at place: BulkPlaces.Place, _ find: () -> BulkVerdicts?
  ) -> BulkVerdicts? {
    let isKeyed = take(evaluator, at: place)
    let known = isKeyed ? table.outcome(words, count, hash: hash) : -1
    current = known >= 0 ? verdicts[known] : find()
    if known < 0, isKeyed, let found = current, found.isOfRecord { keep(found) }
    return current
  }

  private func keep(_ found: BulkVerdicts) {
    if !table.insert(words, count, hash: hash, outcome: verdicts.count) {
      table.removeAll()
      verdicts.removeAll(keepingCapacity: true)
      guard table.insert(words, count, hash: hash, outcome: 0) else { return }
    }
    verdicts.append(found)
  }

  // MARK: - Keys

  /// Takes the key of the record at hand; false: it is too long.
  private func take(_ evaluator: BulkEvaluator, at place: BulkPlaces.Place) -> Bool {
    count = 0
    put(UInt64(evaluator.asOf) << 32 | UInt64(place.selection) << 8 | UInt64(place.least.rawValue))
    guard put(0, row: 0, evaluator) else { return false }
    hash = BulkOutcomeTable.hash(words, count)
    return true
  }

  /// Whether the longest fact fits.
  private var hasRoom: Bool { count &+ 8 < Self.wordLimit }

  @inline(__always)
  private func put(_ word: UInt64) {
    words[count] = word
    count &+= 1
  }

  /// The facts of the project, or of one element of a list.
  private func put(_ home: Int, row: Int, _ evaluator: BulkEvaluator) -> Bool {
    let state = evaluator.state
    return places[home].withUnsafeBufferPointer { places in
      for place in places {
        let fact = state.rows + row + place.place
        guard fact.pointee.state != .none else { continue }
        guard hasRoom else { return false }
        guard fact.pointee.state == .elements, place.list >= 0 else {
          put(fact, place, evaluator)
          continue
        }
        put(UInt64(place.place) << 8 | UInt64(BulkFact.State.elements.rawValue))
        put(UInt64(fact.pointee.last))
        let first = fact.pointee.first
        for element in first..<(first + fact.pointee.last) {
          guard put(place.list, row: Int(state.elements[element]), evaluator), hasRoom else {
            return false
          }
          // Where the facts of an element end; no fact begins so.
          put(UInt64.max)
        }
      }
      return true
    }
  }

  private func put(
    _ fact: UnsafeMutablePointer<BulkFact>, _ place: Place, _ evaluator: BulkEvaluator
  ) {
    let state = fact.pointee.state
    let head =
      UInt64(place.place) << 32 | UInt64(fact.pointee.unit) << 16
      | (fact.pointee.isWritten ? 1 << 8 : 0) | UInt64(state.rawValue)
    // Each head tells how many words follow, so that no two records have one key.
    switch state {
    // Why something is not there is no matter of rules.
    case .none, .notDone, .unavailable, .notApplicable, .elements: put(head)
    case .truth, .choice, .date, .choices:
      put(head)
      put(UInt64(bitPattern: fact.pointee.wide))
    case .days:
      put(head)
      put(UInt64(fact.pointee.first) << 32 | UInt64(fact.pointee.last))
    case .text:
      put(head)
      if place.isRead { put(UInt64(evaluator.text(of: fact))) }
    case .number:
      let number = fact.pointee.number
      put(head | UInt64(number.ends) << 9 | (number.isSingle ? 1 << 13 : 0))
      put(number.low)
      if !number.isSingle { put(number.high) }
    }
  }

  private func put(_ number: BulkNumber) {
    put(UInt64(bitPattern: number.numerator))
    put(UInt64(bitPattern: number.denominator))
  }
}
