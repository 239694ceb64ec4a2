/// What was found before, by words that say all that it rests on, in plain memory.
///
/// It is of one thread.
final class BulkOutcomeTable {
  private struct Entry {
    let hash: UInt64
    /// Its words, among all words.
    let start: Int
    let count: Int
    let outcome: Int32
  }

  private var slots: UnsafeMutablePointer<Int32>
  private var slotCount = 1 << 12
  private var entries: UnsafeMutablePointer<Entry>
  private var entryCount = 0
  private var entryCapacity = 1 << 10
  private var words: UnsafeMutablePointer<UInt64>
  private var wordCount = 0
  private var wordCapacity = 1 << 13

  /// How many are kept, and of how many words.
  private static let entryLimit = 1 << 16
  private static let wordLimit = 1 << 20

  init() {
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: -1, count: slotCount)
    entries = .allocate(capacity: entryCapacity)
    words = .allocate(capacity: wordCapacity)
  }

  deinit {
    slots.deallocate()
    entries.deallocate()
    words.deallocate()
  }

  static func hash(_ key: UnsafePointer<UInt64>, _ count: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: count)
    for place in 0..<count {
      hash = (hash ^ key[place]) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return hash
  }

  /// -1: it was not found yet.
  func outcome(_ key: UnsafePointer<UInt64>, _ count: Int, hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slotCount &- 1)
    while true {
      let found = Int(slots[slot])
      guard found >= 0 else { return -1 }
      let entry = entries + found
      if entry.pointee.hash == hash, entry.pointee.count == count,
        isSame(words + entry.pointee.start, key, count)
      {
        return Int(entry.pointee.outcome)
      }
      slot = (slot &+ 1) & (slotCount &- 1)
    }
  }

  private func isSame(
    _ left: UnsafePointer<UInt64>, _ right: UnsafePointer<UInt64>, _ count: Int
  ) -> Bool {
    for place in 0..<count where left[place] != right[place] { return false }
    return true
  }

  /// False: it is full, and nothing was kept.
  func insert(_ key: UnsafePointer<UInt64>, _ count: Int, hash: UInt64, outcome: Int) -> Bool {
    guard entryCount < Self.entryLimit, wordCount + count <= Self.wordLimit else { return false }
    if entryCount == entryCapacity { entries = Self.larger(entries, &entryCapacity) }
    if wordCount + count > wordCapacity { words = Self.larger(words, &wordCapacity) }
    (words + wordCount).update(from: key, count: count)
    (entries + entryCount).initialize(
      to: Entry(hash: hash, start: wordCount, count: count, outcome: Int32(outcome)))
    wordCount += count
    entryCount += 1
    if entryCount * 2 > slotCount { grow() } else { place(entryCount - 1) }
    return true
  }

  /// Twice the memory, with all that is in it.
  private static func larger<Element>(
    _ memory: UnsafeMutablePointer<Element>, _ capacity: inout Int
  ) -> UnsafeMutablePointer<Element> {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: memory, count: capacity)
    memory.deallocate()
    capacity *= 2
    return larger
  }

  func removeAll() {
    (entryCount, wordCount) = (0, 0)
    slots.update(repeating: -1, count: slotCount)
  }

  private func place(_ entry: Int) {
    var slot = Int(truncatingIfNeeded: entries[entry].hash) & (slotCount &- 1)
    while slots[slot] >= 0 { slot = (slot &+ 1) & (slotCount &- 1) }
    slots[slot] = Int32(entry)
  }

  private func grow() {
    slots.deallocate()
    slotCount *= 2
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: -1, count: slotCount)
    for entry in 0..<entryCount { place(entry) }
  }
}
