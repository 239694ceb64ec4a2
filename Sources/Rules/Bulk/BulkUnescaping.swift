/// Copies of records in which characters that were written as escapes stand as themselves, with blanks
/// behind their strings, so that all tokens begin where they did:
///
///     {"\u7535\u77f3": "t\/a"}
///     {"电石"      : "t/a" }
///
/// A sign that only an escape can write, half of a character, and what is no escape stay as they are:
/// these are for ``JSONReader``.
final class BulkUnescaping {
  private var copy: UnsafeMutablePointer<UInt8>
  private var capacity = 0

  init() { copy = .allocate(capacity: 0) }

  deinit { copy.deallocate() }

  /// A copy that holds until the next one; nil: it would be the same.
  func plain(_ record: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    guard record.contains(0x5C) else { return nil }
    makeRoom(record.count)
    var (place, end) = (0, 0)
    var isQuoted = false
    var isChanged = false
    while place < record.count {
      let byte = record[place]
      if isQuoted, byte == 0x5C, let (character, length) = Self.character(record, at: place) {
        for unit in UTF8.encode(character) ?? UTF8.encodedReplacementCharacter {
          copy[end] = unit
          end &+= 1
        }
        place &+= length
        isChanged = true
        continue
      }
      copy[end] = byte
      (place, end) = (place &+ 1, end &+ 1)
      if byte == 0x5C, isQuoted, place < record.count {
        copy[end] = record[place]
        (place, end) = (place &+ 1, end &+ 1)
      } else if byte == 0x22 {
        isQuoted.toggle()
        while !isQuoted, end < place {
          copy[end] = 0x20
          end &+= 1
        }
      }
    }
    return isChanged && end == place ? UnsafeBufferPointer(start: copy, count: end) : nil
  }

  private func makeRoom(_ count: Int) {
    guard count > capacity else { return }
    copy.deallocate()
    capacity = count * 2
    copy = .allocate(capacity: capacity)
  }

  /// The character of an escape, and how many bytes that has; nil: it stays an escape.
  private static func character(
    _ record: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (Unicode.Scalar, length: Int)? {
    if place + 1 < record.count, record[place + 1] == 0x2F { return ("/", 2) }
    guard let first = unit(record, at: place) else { return nil }
    guard first & 0xFC00 == 0xD800 else {
      guard first >= 0x20, first != 0x22, first != 0x5C else { return nil }
      return Unicode.Scalar(first).map { ($0, 6) }
    }
    guard let second = unit(record, at: place + 6), second & 0xFC00 == 0xDC00 else { return nil }
    let value = 0x10000 + (UInt32(first) & 0x3FF) << 10 + UInt32(second) & 0x3FF
    return Unicode.Scalar(value).map { ($0, 12) }
  }

  /// The number of `\u7535` at a place; nil: none stands there.
  private static func unit(_ record: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt16? {
    guard place + 6 <= record.count, record[place] == 0x5C, record[place + 1] == 0x75 else {
      return nil
    }
    var unit: UInt16 = 0
    for offset in 2..<6 {
      let digit: UInt8
      switch record[place + offset] {
      case let byte where byte &- 0x30 <= 9: digit = byte &- 0x30
      case let byte where (byte | 0x20) &- 0x61 <= 5: digit = (byte | 0x20) &- 0x61 + 10
      default: return nil
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
