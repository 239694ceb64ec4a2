extension UnsafeBufferPointer<UInt8> {
  /// The character that begins at a place of a text, and how many bytes it has.
  package func scalar(at place: Int) -> (Unicode.Scalar, width: Int) {
    let first = self[place]
    let width = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = UInt32(width == 1 ? first : first & (0x7F >> UInt8(width)))
    for next in 1..<width { value = value << 6 | UInt32(self[place + next] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
  }
}
