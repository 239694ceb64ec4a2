@testable import Rules

/// A record that says the same of a project as another one but for its numbers.
enum NumberRecord {
  /// Each number stays, or becomes one that is near it, now and then with a place more.
  static func bytes(_ text: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes: [UInt8] = []
    var isQuoted = false
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard !isQuoted, isDigit(byte) else {
        if byte != 0x0A, byte != 0x0D { bytes.append(byte) }
        place += 1
        continue
      }
      let end = text[place...].firstIndex { !isDigit($0) && $0 != UInt8(ascii: ".") } ?? text.count
      bytes += changed(text[place..<end], &random)
      place = end
    }
    return bytes
  }

  private static func changed(
    _ number: ArraySlice<UInt8>, _ random: inout SplitMix64
  ) -> [UInt8] {
    guard random.chance(30) else { return Array(number) }
    // What stays near stays among what its field can be.
    var changed = Array(number.dropLast()) + [digit(number.count == 1 ? 1 : 0, &random)]
    if random.chance(20), changed.contains(UInt8(ascii: ".")) { changed.append(digit(1, &random)) }
    return changed
  }

  private static func digit(_ least: UInt8, _ random: inout SplitMix64) -> UInt8 {
    UInt8(ascii: "0") + UInt8.random(in: least...9, using: &random)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
