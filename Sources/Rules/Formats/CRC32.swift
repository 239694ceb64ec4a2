/// The check sum of ZIP archives: CRC-32 of ISO/IEC 13239, as in ITU-T V.42.
///
/// It finds accidents, not forgeries.
package enum CRC32 {
  package static func checksum(of bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum = table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8
    }
    return ~sum
  }

  /// What each byte does to the sum; the polynomial is written with its lowest power first.
  private static let table: [UInt32] = (0..<256).map { byte in
    var entry = UInt32(byte)
    for _ in 0..<8 { entry = entry & 1 == 0 ? entry >> 1 : entry >> 1 ^ 0xEDB8_8320 }
    return entry
  }
}
