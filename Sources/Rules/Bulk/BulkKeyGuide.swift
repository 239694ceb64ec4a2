/// Reads the keys of objects, and expects them in the order of the object before: then a key is one
/// comparison, without a search for its end or its place in a table.
///
/// A key is a slot, its number in the table; the beginning of an object is one, too. It is of one
/// thread.
final class BulkKeyGuide {
  private let table: BulkByteTable
  private let names: UnsafeMutablePointer<Name>
  private let bytes: UnsafeMutablePointer<UInt8>
  /// The key that stood behind each, with the beginnings of objects, by their tag, at the end; -1
  /// for none.
  private let followers: UnsafeMutablePointer<Int32>

  private struct Name {
    /// Where it begins among ``bytes``, and how long it is with ``end``.
    let start: Int
    let count: Int
    let value: Int
  }

  /// What stands behind a name in a record that has no blanks.
  private static let end: [UInt8] = [0x22, 0x3A]

  /// - Parameter tags: How many tags the keys have.
  init(_ table: BulkByteTable, tags: Int) {
    self.table = table
    let entries = table.all
    names = .allocate(capacity: entries.count + 1)
    bytes = .allocate(capacity: entries.reduce(1) { $0 + $1.bytes.count + Self.end.count })
    followers = .allocate(capacity: entries.count + tags)
    followers.initialize(repeating: -1, count: entries.count + tags)
    var start = 0
    for (slot, entry) in entries.enumerated() {
      (names + slot).initialize(
        to: Name(
          start: start, count: entry.bytes.count + Self.end.count, value: entry.value))
      for byte in entry.bytes + Self.end {
        bytes[start] = byte
        start += 1
      }
    }
  }

  deinit {
    names.deallocate()
    bytes.deallocate()
    followers.deallocate()
  }

  /// Where an object of a tag begins.
  func first(_ tag: Int) -> Int { table.count + tag }

  /// What a key stands for.
  func value(_ slot: Int) -> Int { names[slot].value }

  /// Takes the key at the current place, at its quotation mark, and the colon behind it; -1: it is not
  /// in the table, or, with a failure of the scanner, is none.
  @inline(__always)
  func next(after slot: Int, tag: Int, _ scanner: inout BulkScanner) -> Int {
    let expected = Int(followers[slot])
    if expected >= 0 {
      let name = names + expected
      if scanner.takeString(bytes + name.pointee.start, count: name.pointee.count) {
        return expected
      }
    }
    return search(after: slot, tag: tag, &scanner)
  }

  private func search(after slot: Int, tag: Int, _ scanner: inout BulkScanner) -> Int {
    let token = scanner.string()
    guard !scanner.hasFailed, scanner.take(0x3A) else { return -1 }
    let text = UnsafeBufferPointer(start: scanner.bytes + token.start, count: token.count)
    guard let found = table.index(of: text, tag: tag) else { return -1 }
    followers[slot] = Int32(found)
    return found
  }
}
