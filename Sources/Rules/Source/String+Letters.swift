extension UInt8 {
  /// Whether it is printable ASCII, or belongs to a character from U+4000 to U+9FFF: most texts are
  /// nothing else, and whoever folds or escapes what is rare can leave them as they are.
  var isOfPlainText: Bool {
    switch self {
    case 0x20...0x7E, 0x80...0xBF, 0xE4...0xE9: true
    default: false
    }
  }
}

extension [UInt8] {
  /// Adds a scalar in UTF-8.
  mutating func append(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0..<0x80: append(UInt8(scalar.value))
    case 0x800..<0x1_0000:
      append(0xE0 | UInt8(scalar.value >> 12))
      append(0x80 | UInt8(scalar.value >> 6 & 0x3F))
      append(0x80 | UInt8(scalar.value & 0x3F))
    default: self += Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter
    }
  }
}

extension String {
  /// The text with its ASCII letters in small ones.
  var asciiLowercased: String {
    let isSmall = withBytes { bytes in
      for byte in bytes where byte.asciiLowercased != byte { return false }
      return true
    }
    guard !isSmall else { return self }
    return String(decoding: utf8.map { $0.asciiLowercased }, as: UTF8.self)
  }
}

extension String {
  /// Does something with its bytes, in one piece: they are gone through much quicker so.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var text = self
    return text.withUTF8(body)
  }

  /// Whether the bytes of another text stand somewhere in this one; nothing stands nowhere.
  package func holds(_ part: String) -> Bool {
    var (text, part) = (self, part)
    return !part.isEmpty && text.withUTF8 { text in part.withUTF8 { text.holdsBytes($0) } }
  }
}
