import Rules

/// The templates of findings by what their rules read, in bounded memory.
///
/// What is seen once is not kept: in a stock whose records all differ in a number, none would be seen
/// again.
final class FindingTemplates {
  private struct Entry {
    let hash: UInt64
    /// Its key among ``words``.
    let start: Int
    let count: Int
    /// nil: there is none for this key.
    let template: FindingTemplate?
  }

  private let keys: BulkRuleKeys
  private var entries: [Entry] = []
  /// The entry before each slot, from 1; 0 for none.
  private var slots: [Int32] = Array(repeating: 0, count: 256)
  private var words: [UInt64] = []
  /// The hashes that were seen last, by their lowest bits.
  private var seen: [UInt64] = Array(repeating: 0, count: 4_096)
  private var hash: UInt64 = 0
  /// In bytes, about.
  private var size = 0
  private var judge: ObjectIdentifier?

  /// In bytes, for one thread.
  private static let limit = 12 << 20

  init(_ program: Program) { keys = BulkRuleKeys(program) }

  /// Goes on to another record; templates are of one judge, by whose numbers units are called.
  func begin(_ review: BulkReview) {
    guard judge != review.judgeName || size > Self.limit else { return }
    judge = review.judgeName
    entries.removeAll()
    words.removeAll()
    slots = Array(repeating: 0, count: 256)
    size = 0
  }

  /// The template of a rule that is not met; nil: there is none.
  func template(of rule: Int, _ review: BulkReview) -> FindingTemplate? {
    entry(of: rule, review).flatMap { entries[$0].template }
  }

  func isKnown(_ rule: Int, _ review: BulkReview) -> Bool {
    template(of: rule, review) != nil
  }

  /// Whether what a rule reads was seen before, and is to be kept by ``keep(_:)``.
  func isToBeKept(_ rule: Int, _ review: BulkReview) -> Bool {
    guard keys.take(rule, of: review) else { return false }
    hash = keys.hash
    guard entry(of: hash) == nil else { return false }
    let place = Int(truncatingIfNeeded: hash) & (seen.count - 1)
    defer { seen[place] = hash }
    return seen[place] == hash
  }

  private func entry(of rule: Int, _ review: BulkReview) -> Int? {
    guard keys.take(rule, of: review) else { return nil }
    return entry(of: keys.hash)
  }

  private func entry(of hash: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: hash >> 12) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if entries[index].hash == hash, isKey(entries[index]) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func isKey(_ entry: Entry) -> Bool {
    guard entry.count == keys.count else { return false }
    return words.withUnsafeBufferPointer { words in
      for place in 0..<entry.count where words[entry.start + place] != keys.words[place] {
        return false
      }
      return true
    }
  }

  /// Keeps the template of the key that was asked for last; nil: there is none for it.
  func keep(_ template: FindingTemplate?) {
    if (entries.count + 1) * 2 > slots.count { grow() }
    entries.append(
      Entry(hash: hash, start: words.count, count: keys.count, template: template))
    for place in 0..<keys.count { words.append(keys.words[place]) }
    insert(entries.count - 1)
    size += (template?.size ?? 0) + keys.count * 8 + 64
  }

  private func insert(_ index: Int) {
    var slot = Int(truncatingIfNeeded: entries[index].hash >> 12) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(truncatingIfNeeded: index + 1)
  }

  private func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for index in entries.indices { insert(index) }
  }
}
