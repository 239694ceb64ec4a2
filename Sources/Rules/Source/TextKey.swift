/// A text as it is compared with names: of products, enterprises, places in a table.
///
/// People write `煤制甲醇－烟煤` and `煤制甲醇—烟煤 ` for `煤制甲醇-烟煤`. White space, characters that are
/// not seen, full-width forms and the many dashes tell no two names apart.
enum TextKey {
  /// The text without white space and invisible characters, with one dash and without full-width
  /// forms of ASCII.
  static func folded(_ text: String) -> String {
    if isFolded(text) { return text }
    guard text.unicodeScalars.contains(where: { plain($0) != $0 }) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if let plain = plain(scalar) { bytes.append(plain) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a text is nothing but characters that are compared as they are; most are.
  private static func isFolded(_ text: String) -> Bool {
    text.withBytes { bytes in
      for byte in bytes where !byte.isOfPlainText || byte == UInt8(ascii: " ") { return false }
      return true
    }
  }

  /// Whether two texts are one name.
  static func areSame(_ left: String, _ right: String) -> Bool {
    left == right || folded(left) == folded(right)
  }

  /// Whether a text holds white space, what is not seen, or a dash other than the hyphen, besides
  /// single blanks between words in Latin letters.
  static func hasUnseen(_ text: String) -> Bool {
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      let isBlankBetweenWords = scalar == " " && last.isASCII && last != " "
      if !isBlankBetweenWords, plain(scalar) == nil || (plain(scalar) == "-" && scalar != "-") {
        return true
      }
      last = scalar
    }
    return last == " "
  }

  /// The scalar that a name is compared by; nil for one that does not count.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x21...0x7E: scalar
    case 0x4E00...0x9FFF: scalar
    // Hyphens, dashes and the minus sign; one of them is as good as another.
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: "-"
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFF01 + 0x21)
    // The tortoise-shell brackets of file numbers.
    case 0x3014: "["
    case 0x3015: "]"
    default: scalar.properties.isWhitespace || scalar.isInvisible ? nil : scalar
    }
  }
}
