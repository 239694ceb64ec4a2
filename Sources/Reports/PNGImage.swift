import Rules

/// A picture in black and white as a PNG file (ISO/IEC 15948), a bit a point and not compressed.
struct PNGImage {
  let bytes: [UInt8]

  /// - Parameters:
  ///   - rows: From above; true is black. All are of one length.
  ///   - scale: How many points each way one element of a row is.
  init(_ rows: [[Bool]], scale: Int) {
    let (width, height) = ((rows.first?.count ?? 0) * scale, rows.count * scale)
    var data: [UInt8] = []
    for row in rows {
      // Each line says first that it is not filtered.
      let line = [0] + Self.line(row, scale: scale)
      for _ in 0..<scale { data += line }
    }
    let head = Self.bigEndian(UInt32(width)) + Self.bigEndian(UInt32(height)) + [1, 0, 0, 0, 0]
    bytes =
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Self.chunk("IHDR", head)
      + Self.chunk("IDAT", Self.stored(data)) + Self.chunk("IEND", [])
  }

  /// White is 1.
  private static func line(_ row: [Bool], scale: Int) -> [UInt8] {
    var line = [UInt8](repeating: 0, count: (row.count * scale + 7) / 8)
    for point in 0..<row.count * scale where !row[point / scale] {
      line[point / 8] |= 0x80 >> UInt8(point % 8)
    }
    return line
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let checked = Array(name.utf8) + content
    return bigEndian(UInt32(content.count)) + checked + bigEndian(CRC32.checksum(of: checked))
  }

  /// Blocks that are not compressed, RFC 1950 and RFC 1951, section 3.2.4.
  private static func stored(_ data: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let end = min(start + 0xFFFF, data.count)
      let (length, isLast) = (UInt16(end - start), end == data.count)
      stream.append(isLast ? 1 : 0)
      for word in [length, ~length] {
        stream += [UInt8(truncatingIfNeeded: word), UInt8(truncatingIfNeeded: word >> 8)]
      }
      stream += data[start..<end]
      start = end
    } while start < data.count
    return stream + bigEndian(adler32(data))
  }

  /// The check sum of RFC 1950, section 8.
  private static func adler32(_ data: [UInt8]) -> UInt32 {
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in data {
      low = (low + UInt32(byte)) % 65521
      high = (high + low) % 65521
    }
    return high << 16 | low
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
  }
}
