import Rules

/// How the bytes of a file stand for characters.
enum TextEncoding: Sendable, Equatable {
  case utf8
  /// GB18030, which contains GBK and GB 2312: what spreadsheets in China write as CSV.
  case gb18030

  /// The encoding that a file was meant in: UTF-8 when it is valid, else GB18030.
  ///
  /// A file that was cut off in the middle of a character is not valid UTF-8, and may well be
  /// valid GB18030 that reads as nonsense. Chinese in GB18030 all but never looks like several
  /// UTF-8 characters in a row, so a file that begins with those is damaged UTF-8. A file that
  /// is valid in neither has the encoding that can be read further.
  static func detect(_ bytes: [UInt8]) -> TextEncoding {
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
