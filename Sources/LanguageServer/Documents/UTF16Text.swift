import Rules

/// A text with its places counted as the protocol counts them: lines from 0, and in a line UTF-16
/// code units, of which 中 is one and 😀 two.
///
/// Lines end with LF, CR LF or CR, as the protocol says.
struct UTF16Text {
  private let bytes: [UInt8]
  /// The offset of each line's first byte.
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for offset in bytes.indices {
      let byte = bytes[offset]
      if byte == 0x0A || (byte == 0x0D && (offset + 1 == bytes.count || bytes[offset + 1] != 0x0A))
      {
        starts.append(offset + 1)
      }
    }
    self.starts = starts
  }

  /// The byte offset of a place; what lies behind the end of a line or of the text is its end, and
  /// what lies inside a character its beginning.
  func offset(line: Int, character: Int) -> Int {
    guard line >= 0 else { return 0 }
    guard line < starts.count else { return bytes.count }
    let end = contentEnd(of: line)
    var offset = starts[line]
    var units = 0
    while offset < end {
      let (length, width) = Self.size(of: bytes[offset])
      guard units + width <= character else { break }
      units += width
      offset = min(offset + length, end)
    }
    return offset
  }

  /// The place of a byte offset.
  func place(of offset: Int) -> (line: Int, character: Int) {
    let target = min(max(offset, 0), bytes.count)
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= target { low = middle } else { high = middle }
    }
    var units = 0
    var index = starts[low]
    while index < target {
      let (length, width) = Self.size(of: bytes[index])
      guard index + length <= target else { break }
      units += width
      index += length
    }
    return (low, units)
  }

  /// The end of a line without its line break.
  private func contentEnd(of line: Int) -> Int {
    guard line + 1 < starts.count else { return bytes.count }
    var end = starts[line + 1] - 1
    if end > starts[line], bytes[end] == 0x0A, bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }

  /// The bytes and the code units of a character by its first byte; a byte that begins none is one.
  private static func size(of byte: UInt8) -> (bytes: Int, units: Int) {
    switch byte {
    case 0xC2...0xDF: (2, 1)
    case 0xE0...0xEF: (3, 1)
    case 0xF0...0xF4: (4, 2)
    default: (1, 1)
    }
  }
}

extension JSONWriter {
  /// A range as `{"start": {"line": …, "character": …}, "end": …}`.
  mutating func range(_ start: Int, _ end: Int, in text: UTF16Text) {
    object { json in
      for (key, offset) in [("start", start), ("end", end)] {
        let place = text.place(of: offset)
        json.member(key) { json in
          json.object { json in
            json.member("line", place.line)
            json.member("character", place.character)
          }
        }
      }
    }
  }
}
