import Rules

/// How the bytes of a file stand for characters.
enum TextEncoding: Sendable, Equatable {
  case utf8
  /// GB18030, which contains GBK and GB 2312: what spreadsheets in China write as CSV.
  case gb18030
  /// What Excel calls Unicode text.
  case utf16(isBigEndian: Bool)

  /// The encoding that a file was meant in: UTF-16 with its mark or as ASCII in two bytes each, UTF-8
  /// when it is valid, else GB18030.
  ///
  /// A file that was cut off in the middle of a character is not valid UTF-8, and may well be
  /// valid GB18030 that reads as nonsense, so that one most of which is UTF-8 is damaged UTF-8. A
  /// file that is valid in neither has the encoding that can be read further.
  static func detect(_ bytes: [UInt8]) -> TextEncoding {
    if let isBigEndian = isBigEndianUTF16(bytes[...]) { return .utf16(isBigEndian: isBigEndian) }
    guard let invalid = TextCheck.firstInvalidUTF8(in: bytes, 0..<bytes.count)?.lowerBound else {
      return .utf8
    }
    if TextCheck.isDamagedUTF8(bytes, 0..<bytes.count) { return .utf8 }
    switch GB18030.decode(bytes) {
    case .success: return .gb18030
    case .failure(let error): return error.offset > invalid ? .gb18030 : .utf8
    }
  }

  /// Which byte of UTF-16 comes first, as the beginning of a text shows; nil: it is something else.
  static func isBigEndianUTF16(_ text: ArraySlice<UInt8>) -> Bool? {
    switch text.prefix(2) {
    case [0xFF, 0xFE]: false
    case [0xFE, 0xFF]: true
    case let head where head.count == 2 && head.last == 0 && head.first != 0: false
    case let head where head.count == 2 && head.first == 0 && head.last != 0: true
    default: nil
    }
  }

  /// Text of UTF-16 in UTF-8, without a byte-order mark; nil for half a character.
  static func utf8(ofUTF16 bytes: [UInt8], isBigEndian: Bool) -> [UInt8]? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: 0, to: bytes.count, by: 2).map { offset in
      let (first, second) = (UInt16(bytes[offset]), UInt16(bytes[offset + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    let content = units.first == 0xFEFF ? units.dropFirst() : units[...]
    return String(validating: content, as: UTF16.self).map { Array($0.utf8) }
  }
}

extension SourceText {
  /// The text in UTF-8 without a byte-order mark, whatever encoding it was saved in; as it is, when it
  /// is valid in none, and when it is JSON that is not UTF-8 and has too little to tell what it is.
  var decoded: SourceText { recoded.text }

  /// ``decoded``, and what is to be said of it: that of JSON, which is UTF-8, GB18030 is a guess.
  var recoded: (text: SourceText, warning: Diagnostic?) {
    switch TextEncoding.detect(bytes) {
    case .utf8:
      guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return (self, nil) }
      return (with(Array(bytes.dropFirst(3))), nil)
    case .gb18030:
      guard case .success(let utf8) = GB18030.decode(bytes) else { return (self, nil) }
      guard utf8.beginsJSON else { return (with(utf8), nil) }
      return GB18030.isLikely(bytes) ? (with(utf8), .guessedGB18030) : (self, nil)
    case .utf16(let isBigEndian):
      return (TextEncoding.utf8(ofUTF16: bytes, isBigEndian: isBigEndian).map(with) ?? self, nil)
    }
  }

  private func with(_ bytes: [UInt8]) -> SourceText {
    SourceText(path: path, bytes: bytes, firstLine: firstLine)
  }
}

extension [UInt8] {
  fileprivate var beginsJSON: Bool {
    let first = first { !" \t\r\n".utf8.contains($0) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }
}
