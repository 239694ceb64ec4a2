/// How many terminal cells a text takes: two for East Asian wide characters, none for marks.
///
/// The ranges are those of Unicode's EastAsianWidth.txt (classes W and F), joined where the
/// gaps hold no assigned character.
package enum TextWidth {
  package static func cells(of text: some StringProtocol) -> Int {
    var total = 0
    for scalar in text.unicodeScalars { total += cells(of: scalar) }
    return total
  }

  static func cells(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
