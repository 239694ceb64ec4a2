import CZlib

/// The parts of a ZIP file, by name, unpacked one at a time.
///
/// Read from its central directory: APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16. Parts are
/// stored or deflated; archives beyond 4 GB and those of several disks are no workbooks.
/// <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>
struct ZIPArchive {
  private let bytes: [UInt8]
  private var parts: [String: Part] = [:]
  /// How many bytes may still be unpacked.
  private var room = SpreadsheetLimit.bytes

  private struct Part {
    let method: Int
    let checksum: UInt
    let packed: Int
    let unpacked: Int
    let offset: Int
    let isEncrypted: Bool
  }

  init(_ bytes: [UInt8]) throws(SpreadsheetFailure) {
    self.bytes = bytes
    guard let end = Self.endOfDirectory(in: bytes) else { throw .damaged("ZIP") }
    let count = number(at: end + 10, 2)
    var offset = number(at: end + 16, 4)
    guard count <= SpreadsheetLimit.parts else { throw .tooLarge }
    for _ in 0..<count {
      guard offset + 46 <= bytes.count, number(at: offset, 4) == 0x0201_4B50 else {
        throw .damaged("ZIP")
      }
      let (name, extra, comment) = (
        number(at: offset + 28, 2), number(at: offset + 30, 2), number(at: offset + 32, 2)
      )
      guard offset + 46 + name + extra + comment <= bytes.count else { throw .damaged("ZIP") }
      let path = String(decoding: bytes[(offset + 46)..<(offset + 46 + name)], as: UTF8.self)
      parts[path] = Part(
        method: number(at: offset + 10, 2), checksum: UInt(number(at: offset + 16, 4)),
        packed: number(at: offset + 20, 4), unpacked: number(at: offset + 24, 4),
        offset: number(at: offset + 42, 4), isEncrypted: number(at: offset + 8, 2) & 1 == 1)
      offset += 46 + name + extra + comment
    }
  }

  /// The record at the end, behind which only a comment stands.
  private static func endOfDirectory(in bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    for offset in stride(from: bytes.count - 22, through: max(0, bytes.count - 22 - 65_535), by: -1)
    where bytes[offset..<(offset + 4)].elementsEqual([0x50, 0x4B, 0x05, 0x06]) {
      return offset
    }
    return nil
  }

  private func number(at offset: Int, _ length: Int) -> Int {
    guard offset >= 0, offset + length <= bytes.count else { return 0 }
    return bytes[offset..<(offset + length)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// A part, unpacked and compared with its checksum; nil when there is none of the name.
  mutating func part(_ name: String) throws(SpreadsheetFailure) -> [UInt8]? {
    guard let part = parts[name] else { return nil }
    guard !part.isEncrypted else { throw .encrypted }
    room -= part.unpacked
    guard room >= 0 else { throw .tooLarge }
    // The local header has a name and extra fields of its own lengths.
    let header = part.offset
    let start = header + 30 + number(at: header + 26, 2) + number(at: header + 28, 2)
    guard number(at: header, 4) == 0x0403_4B50, start + part.packed <= bytes.count else {
      throw .damaged(name)
    }
    let packed = bytes[start..<(start + part.packed)]
    let content: [UInt8]?
    switch part.method {
    case 0: content = part.packed == part.unpacked ? Array(packed) : nil
    case 8: content = Inflation.inflate(packed, to: part.unpacked)
    default: content = nil
    }
    guard let content, Inflation.checksum(of: content) == part.checksum else {
      throw .damaged(name)
    }
    return content
  }
}

/// Raw deflate data (RFC 1951), by zlib.
enum Inflation {
  /// The data, unpacked; nil when it is not exactly as long as it should be.
  static func inflate(_ packed: ArraySlice<UInt8>, to length: Int) -> [UInt8]? {
    var stream = z_stream()
    guard czlib_inflate_raw_init(&stream) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var input = Array(packed)
    let isWhole = input.withUnsafeMutableBufferPointer { source -> [UInt8]? in
      var output = [UInt8](repeating: 0, count: max(1, length))
      let status = output.withUnsafeMutableBufferPointer { target -> Int32 in
        stream.next_in = source.baseAddress
        stream.avail_in = uInt(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = uInt(target.count)
        return CZlib.inflate(&stream, Z_FINISH)
      }
      guard status == Z_STREAM_END, Int(stream.total_out) == length else { return nil }
      return length == 0 ? [] : output
    }
    return isWhole
  }

  static func checksum(of content: [UInt8]) -> UInt {
    content.withUnsafeBufferPointer { UInt(crc32(0, $0.baseAddress, uInt($0.count))) }
  }
}
