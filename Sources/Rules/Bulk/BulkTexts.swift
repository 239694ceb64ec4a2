/// Texts by their number, so that two of them are compared as numbers.
///
/// As in the reference, texts are one key when they are without what ``TextKey/folded(_:)`` leaves
/// out.
struct BulkTexts {
  /// The number that all texts of one key share, by text.
  private(set) var keys: [Int32] = []
  private(set) var texts: [String] = []
  private var places = BulkByteTable()
  private var keyOfFolded: [String: Int32] = [:]

  var count: Int { texts.count }

  mutating func number(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if let known = places.value(of: bytes, tag: 0) { return known }
    let number = add(String(decoding: bytes, as: UTF8.self))
    places.insert(bytes, tag: 0, value: number)
    return number
  }

  mutating func number(of text: String) -> Int {
    var text = text
    return text.withUTF8 { number(of: $0) }
  }

  private mutating func add(_ text: String) -> Int {
    let folded = TextKey.folded(text)
    let key = keyOfFolded[folded] ?? Int32(keyOfFolded.count)
    keyOfFolded[folded] = key
    texts.append(text)
    keys.append(key)
    return texts.count - 1
  }
}

/// Numbers by the bytes of a text and a number beside it.
struct BulkByteTable {
  private struct Entry {
    let hash: UInt64
    let tag: Int
    let start: Int
    let count: Int
    let value: Int
  }

  private var entries: [Entry] = []
  /// The entry before each place, from 1; 0 for none.
  private var slots: [Int32] = Array(repeating: 0, count: 64)
  private var bytes: [UInt8] = []

  var count: Int { entries.count }

  @inline(__always)
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ tag: Int) -> UInt64 {
    let count = bytes.count
    var hash = UInt64(truncatingIfNeeded: tag) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(count)
    guard let base = bytes.baseAddress, count > 0 else { return finished(hash) }
    let raw = UnsafeRawPointer(base)
    // The last words overlap, so that no byte is taken by itself.
    if count >= 8 {
      var place = 0
      while place &+ 8 < count {
        hash = mixed(hash, raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        place &+= 8
      }
      hash = mixed(hash, raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
    } else if count >= 4 {
      let first = raw.loadUnaligned(as: UInt32.self)
      let last = raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      hash = mixed(hash, UInt64(first) << 32 | UInt64(last))
    } else {
      let ends = UInt64(base[0]) << 16 | UInt64(base[count >> 1]) << 8
      hash = mixed(hash, ends | UInt64(base[count &- 1]))
    }
    return finished(hash)
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ mixed >> 32
  }

  @inline(__always)
  private static func finished(_ hash: UInt64) -> UInt64 {
    let finished = (hash ^ hash >> 29) &* 0xC4CE_B9FE_1A85_EC53
    return finished ^ finished >> 32
  }

  /// All texts and what they stand for, in the order of their indices.
  var all: [(bytes: ArraySlice<UInt8>, value: Int)] {
    entries.map { (bytes[$0.start..<($0.start + $0.count)], $0.value) }
  }

  /// nil: it is not in the table.
  func value(of text: UnsafeBufferPointer<UInt8>, tag: Int) -> Int? {
    index(of: text, tag: tag).map { entries[$0].value }
  }

  /// The place of a text in the table; nil: it is not in it.
  func index(of text: UnsafeBufferPointer<UInt8>, tag: Int) -> Int? {
    let hash = Self.hash(text, tag)
    return slots.withUnsafeBufferPointer { slots in
      entries.withUnsafeBufferPointer { entries in
        bytes.withUnsafeBytes { bytes in
          let mask = slots.count &- 1
          var slot = Int(truncatingIfNeeded: hash) & mask
          while true {
            let found = Int(slots[slot]) &- 1
            guard found >= 0 else { return nil }
            if entries[found].hash == hash, entries[found].tag == tag,
              entries[found].count == text.count,
              Self.isEqual(bytes.baseAddress, entries[found].start, text)
            {
              return found
            }
            slot = (slot &+ 1) & mask
          }
        }
      }
    }
  }

  @inline(__always)
  private static func isEqual(
    _ own: UnsafeRawPointer?, _ start: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let own, let base = text.baseAddress else { return true }
    return (own + start).isEqual(UnsafeRawPointer(base), count: text.count)
  }

  /// The text must not be in the table.
  mutating func insert(_ text: UnsafeBufferPointer<UInt8>, tag: Int, value: Int) {
    let hash = Self.hash(text, tag)
    entries.append(
      Entry(hash: hash, tag: tag, start: bytes.count, count: text.count, value: value))
    bytes += text
    if entries.count * 2 > slots.count {
      slots = Array(repeating: 0, count: slots.count * 2)
      for index in entries.indices { place(index) }
    } else {
      place(entries.count - 1)
    }
  }

  private mutating func place(_ index: Int) {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: entries[index].hash) & mask
    while slots[slot] != 0 { slot = (slot &+ 1) & mask }
    slots[slot] = Int32(index + 1)
  }
}

/// Numbers by two numbers.
struct BulkPairTable {
  private var keys: [(Int64, Int64)] = Array(repeating: (0, 0), count: 256)
  /// -1 for an empty place.
  private var values: [Int] = Array(repeating: -1, count: 256)
  private var count = 0

  private func place(_ first: Int64, _ second: Int64) -> Int {
    let mask = values.count &- 1
    var hash = UInt64(truncatingIfNeeded: first) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ UInt64(truncatingIfNeeded: second)) &* 0xFF51_AFD7_ED55_8CCD
    var place = Int(truncatingIfNeeded: hash >> 24) & mask
    while values[place] >= 0, keys[place] != (first, second) { place = (place &+ 1) & mask }
    return place
  }

  /// -1: it is not in the table.
  func value(of first: Int64, _ second: Int64) -> Int { values[place(first, second)] }

  mutating func insert(_ first: Int64, _ second: Int64, value: Int) {
    if count * 2 >= values.count {
      let (old, oldValues) = (keys, values)
      keys = Array(repeating: (0, 0), count: old.count * 2)
      values = Array(repeating: -1, count: old.count * 2)
      for (key, value) in zip(old, oldValues) where value >= 0 { put(key.0, key.1, value) }
    }
    put(first, second, value)
    count += 1
  }

  private mutating func put(_ first: Int64, _ second: Int64, _ value: Int) {
    let place = place(first, second)
    keys[place] = (first, second)
    values[place] = value
  }
}
