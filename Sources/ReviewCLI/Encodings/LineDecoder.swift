import Rules

/// Hands on the lines of a stream in UTF-8, whose encoding its first line beyond ASCII tells that has
/// enough to tell it.
///
/// A line of a stream of UTF-8 that is not is damaged; of another stream each line that is not UTF-8
/// is GB18030.
struct LineDecoder {
  /// nil: no line told it so far.
  private var encoding: TextEncoding?

  /// A line of GB18030 in UTF-8; nil: it stays as it is.
  mutating func decode(_ line: [UInt8]) -> [UInt8]? {
    if encoding == nil, line.reduce(0, |) >= 0x80 { encoding = Self.encoding(of: line) }
    guard case .gb18030? = encoding, TextEncoding.detect(line) == .gb18030,
      case .success(let text) = GB18030.decode(line)
    else { return nil }
    return text
  }

  private static func encoding(of line: [UInt8]) -> TextEncoding? {
    let encoding = TextEncoding.detect(line)
    return encoding != .gb18030 || GB18030.isLikely(line) ? encoding : nil
  }
}
