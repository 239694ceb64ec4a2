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

extension String {
  /// The text with its ASCII letters in small ones.
  var asciiLowercased: String {
    guard utf8.contains(where: { $0.asciiLowercased != $0 }) else { return self }
    return String(decoding: utf8.map { $0.asciiLowercased }, as: UTF8.self)
  }
}

extension String {
  /// Whether the bytes of another text stand somewhere in this one; nothing stands nowhere.
  package func holds(_ part: String) -> Bool {
    var (text, part) = (self, part)
    return !part.isEmpty && text.withUTF8 { text in part.withUTF8 { text.holdsBytes($0) } }
  }
}
