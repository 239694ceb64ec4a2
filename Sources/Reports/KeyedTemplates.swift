import Rules

/// Templates by the words of what they rest on, in a table that is emptied when it becomes too large.
///
/// What is seen once is not kept: in a stock whose records all differ in a number, none would be seen
/// again.
final class KeyedTemplates<Template: AnyObject> {
  private struct Entry {
    let hash: UInt64
    /// Its key among ``words``.
    let start: Int
    let count: Int
    /// nil: there is none for this key.
    let template: Template?
  }

  private let keys: BulkRuleKeys
  private var entries: [Entry] = []
  /// The entry before each slot, from 1; 0 for none.
  private var slots: [Int32] = Array(repeating: 0, count: 256)
  private var words: [UInt64] = []
  /// The hashes that were seen last, in sets by their lowest bits, the last one of each first.
  private var seen: [UInt64] = Array(repeating: 0, count: 8_192)
  /// How many a set has. With one alone, two keys that come in turns would drive each other out for ever.
  private static var setSize: Int { 4 }
  /// In bytes, about.
  private(set) var size = 0

  init(_ keys: BulkRuleKeys) { self.keys = keys }

  func removeAll() {
    entries.removeAll()
    words.removeAll()
    slots = Array(repeating: 0, count: 256)
    size = 0
  }

  /// The template of the key that was taken last; nil: there is none.
  func template() -> Template? { held().template }

  /// Whether anything is kept for the key that was taken last, and its template, if it has one.
  func held() -> (isHeld: Bool, template: Template?) {
    entry(of: keys.hash).map { (true, entries[$0].template) } ?? (false, nil)
  }

  /// Whether the key that was taken last was seen before, and nothing is kept for it yet.
  func isToBeKept() -> Bool {
    let hash = keys.hash
    guard entry(of: hash) == nil else { return false }
    let first = Int(truncatingIfNeeded: hash) & (seen.count - 1) & ~(Self.setSize - 1)
    let last = first + Self.setSize - 1
    let found = (first...last).first { seen[$0] == hash }
    for place in stride(from: found ?? last, to: first, by: -1) { seen[place] = seen[place - 1] }
    seen[first] = hash
    return found != nil
  }

  /// Keeps the template of the key that was taken last; nil: there is none for it.
  func keep(_ template: Template?, size: Int) {
    let hash = keys.hash
    guard entry(of: hash) == nil else { return }
    if (entries.count + 1) * 2 > slots.count { grow() }
    entries.append(
      Entry(hash: hash, start: words.count, count: keys.count, template: template))
    for place in 0..<keys.count { words.append(keys.words[place]) }
    insert(entries.count - 1)
    self.size += size + keys.count * 8 + 64
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
