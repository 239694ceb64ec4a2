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
  /// valid GB18030 that reads as nonsense. Chinese in GB18030 all but never looks like several
  /// UTF-8 characters in a row, so a file that begins with those is damaged UTF-8. A file that
  /// is valid in neither has the encoding that can be read further.
  static func detect(_ bytes: [UInt8]) -> TextEncoding {
    switch bytes.prefix(2) {
    case [0xFF, 0xFE]: return .utf16(isBigEndian: false)
    case [0xFE, 0xFF]: return .utf16(isBigEndian: true)
    case let head where head.count == 2 && head.last == 0 && head.first != 0:
      return .utf16(isBigEndian: false)
    case let head where head.count == 2 && head.first == 0 && head.last != 0:
      return .utf16(isBigEndian: true)
    default: break
    }
    guard let invalid = TextCheck.firstInvalidUTF8(in: bytes, 0..<bytes.count)?.lowerBound else {
      return .utf8
    }
    let characters = bytes[..<invalid].count { $0 >= 0xC0 }
    if characters >= convincingCharacters { return .utf8 }
    switch GB18030.decode(bytes) {
    case .success: return .gb18030
    case .failure(let error): return error.offset > invalid ? .gb18030 : .utf8
    }
  }

  /// How many UTF-8 characters beyond ASCII in a row are no accident.
  private static let convincingCharacters = 8
}

extension SourceText {
  /// The text in UTF-8 without a byte-order mark, whatever encoding it was saved in; as it is, when it
  /// is valid in none.
  var decoded: SourceText {
    switch TextEncoding.detect(bytes) {
    case .utf8:
      guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return self }
      return SourceText(path: path, bytes: Array(bytes.dropFirst(3)), firstLine: firstLine)
    case .gb18030:
      guard case .success(let utf8) = GB18030.decode(bytes) else { return self }
      return SourceText(path: path, bytes: utf8, firstLine: firstLine)
    case .utf16(let isBigEndian):
      guard let text = Self.utf16(bytes, isBigEndian: isBigEndian) else { return self }
      return SourceText(path: path, bytes: Array(text.utf8), firstLine: firstLine)
    }
  }

  /// nil for half a character.
  private static func utf16(_ bytes: [UInt8], isBigEndian: Bool) -> String? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: 0, to: bytes.count, by: 2).map { offset in
      let (first, second) = (UInt16(bytes[offset]), UInt16(bytes[offset + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    let content = units.first == 0xFEFF ? units.dropFirst() : units[...]
    return String(validating: content, as: UTF16.self)
  }
}
