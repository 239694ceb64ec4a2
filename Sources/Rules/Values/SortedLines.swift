/// Lines of text sorted by their first cell, found by halving.
///
///     中卫	640500
///     中卫市	640500
///     中原	410102
///
/// Cells are parted by tabs; several lines may begin alike. A table in this form needs no index,
/// so one that is built into a program costs nothing until it is asked.
struct SortedLines: Sendable, Equatable {
  /// UTF-8, every line with its line feed.
  let bytes: [UInt8]

  private static let tab = UInt8(ascii: "\t")
  private static let lineFeed = UInt8(ascii: "\n")

  /// - Parameter bytes: What ``bytes`` of another table holds.
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Sorts lines; those that begin alike keep their order.
  init(_ lines: [[[UInt8]]]) {
    let keys = lines.enumerated().map { SortKey($1.first ?? [], at: $0) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(lines.count * 24)
    for key in keys.sorted(by: { SortKey.precedes($0, $1, in: lines) }) {
      for (position, cell) in lines[key.line].enumerated() {
        if position > 0 { bytes.append(Self.tab) }
        // What parts cells and lines cannot stand in one.
        for byte in cell { bytes.append(byte < 0x20 ? 0x20 : byte) }
      }
      bytes.append(Self.lineFeed)
    }
    self.bytes = bytes
  }

  /// The first bytes of a line as a number, which tell most lines apart.
  private struct SortKey {
    let prefix: UInt64
    let line: Int

    init(_ cell: [UInt8], at line: Int) {
      var prefix: UInt64 = 0
      for position in 0..<8 {
        prefix = prefix << 8 | (position < cell.count ? UInt64(cell[position]) : 0)
      }
      self.prefix = prefix
      self.line = line
    }

    static func precedes(_ left: SortKey, _ right: SortKey, in lines: [[[UInt8]]]) -> Bool {
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      let (first, second) = (lines[left.line].first ?? [], lines[right.line].first ?? [])
      return first == second
        ? left.line < right.line : first.lexicographicallyPrecedes(second)
    }
  }

  /// The cells behind the first one of every line that begins with a key, in their order.
  func rows(of key: [UInt8]) -> [[ArraySlice<UInt8>]] {
    var found: [[ArraySlice<UInt8>]] = []
    var start = firstLine(notBefore: key)
    while start < bytes.count {
      let cells = cells(ofLineAt: start)
      guard let first = cells.first, first.elementsEqual(key) else { break }
      found.append(Array(cells.dropFirst()))
      start = (cells.last?.endIndex ?? start) + 1
    }
    return found
  }

  /// Whether a line begins with these bytes.
  func hasLine(beginningWith start: [UInt8]) -> Bool {
    bytes[firstLine(notBefore: start)...].starts(with: start)
  }

  /// All cells of all lines.
  func eachLine(_ body: ([ArraySlice<UInt8>]) -> Void) {
    var start = 0
    while start < bytes.count {
      let cells = cells(ofLineAt: start)
      body(cells)
      start = (cells.last?.endIndex ?? start) + 1
    }
  }

  private func cells(ofLineAt start: Int) -> [ArraySlice<UInt8>] {
    var cells: [ArraySlice<UInt8>] = []
    var (first, end) = (start, start)
    while end < bytes.count, bytes[end] != Self.lineFeed {
      if bytes[end] == Self.tab {
        cells.append(bytes[first..<end])
        first = end + 1
      }
      end += 1
    }
    cells.append(bytes[first..<end])
    return cells
  }

  /// The start of the first line whose first cell is not before a key.
  private func firstLine(notBefore key: [UInt8]) -> Int {
    // INVARIANT: both are starts of lines; all lines before `low` are before the key, and none
    // from `high` on is.
    var (low, high) = (0, bytes.count)
    while low < high {
      var middle = low + (high - low) / 2
      while middle > low, bytes[middle - 1] != Self.lineFeed { middle -= 1 }
      if isLine(at: middle, before: key) {
        while bytes[middle] != Self.lineFeed { middle += 1 }
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  private func isLine(at start: Int, before key: [UInt8]) -> Bool {
    var position = start
    for byte in key {
      let own = bytes[position]
      // A cell that ends first is before a longer one; no byte of a key is that small.
      if own != byte { return own < byte }
      position += 1
    }
    return false
  }
}
