/// Where the lines of a text begin, and how many characters stand before each of its blocks.
///
/// A place is found by halving, and its column by counting within one block, however long the text
/// or its lines are.
struct LineTable: Sendable, Equatable {
  /// The offset of each line's first byte.
  private let starts: [Int32]
  /// The Unicode scalars before each block of ``blockSize`` bytes.
  private let counts: [Int32]

  private static let blockSize = 256

  init(_ bytes: [UInt8]) {
    var starts: [Int32] = [0]
    var counts: [Int32] = []
    counts.reserveCapacity(bytes.count / Self.blockSize + 1)
    var scalars: Int32 = 0
    var blockStart = 0
    repeat {
      counts.append(scalars)
      let blockEnd = min(blockStart + Self.blockSize, bytes.count)
      for offset in blockStart..<blockEnd {
        let byte = bytes[offset]
        let endsLine =
          byte == 0x0A
          || (byte == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] != 0x0A)
        if endsLine { starts.append(Int32(truncatingIfNeeded: offset + 1)) }
        if byte & 0xC0 != 0x80 { scalars += 1 }
      }
      blockStart = blockEnd
    } while blockStart < bytes.count
    self.starts = starts
    self.counts = counts
  }

  /// The line that holds an offset, from 0.
  func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    // INVARIANT: line `low` begins at or before the offset, line `high` behind it.
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The offset of a line's first byte.
  func start(of line: Int) -> Int { Int(starts[line]) }

  /// The offset of the byte that ends a line, LF or a CR without one; nil for the last line.
  func end(of line: Int) -> Int? {
    line + 1 < starts.count ? Int(starts[line + 1]) - 1 : nil
  }

  /// How many Unicode scalars begin before an offset.
  func scalars(before offset: Int, in bytes: [UInt8]) -> Int {
    let block = min(offset / Self.blockSize, counts.count - 1)
    var count = Int(counts[block])
    for place in block * Self.blockSize..<offset where bytes[place] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
