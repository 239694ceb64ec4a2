extension JSONParser {
  /// Reads the string at the current token, which is a quotation mark of any kind.
  mutating func string() -> (text: String, range: SourceRange)? {
    let start = position
    var offset = tokenEnd
    if bytes[start] == UInt8(ascii: "\"") {
      while offset < end {
        let byte = bytes[offset]
        if byte == UInt8(ascii: "\"") {
          let text = String(decoding: bytes[tokenEnd..<offset], as: UTF8.self)
          consume(to: offset + 1)
          return (text, range(start, offset + 1))
        }
        guard byte >= 0x20, byte != UInt8(ascii: "\\") else { break }
        offset += 1
      }
    }
    return stringWithCare(from: start, readUpTo: offset)
  }

  /// The slow way: for escapes, for quotation marks other than `"`, and for errors.
  private mutating func stringWithCare(
    from start: Int, readUpTo offset: Int
  ) -> (text: String, range: SourceRange)? {
    let marks = ClosingMarks(opening: bytes[start..<tokenEnd])
    var text = Array(bytes[tokenEnd..<offset])
    position = offset
    while position < end, !isFull {
      if let length = marks.match(bytes[position..<end]) {
        if marks == .single { reportSingleQuotes(start, position + length, text) }
        consume(to: position + length)
        return (String(decoding: text, as: UTF8.self), range(start, previousEnd))
      }
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      if byte == UInt8(ascii: "\\") {
        readEscape(into: &text)
      } else {
        if byte < 0x20 { reportControlCharacter(byte) }
        text.append(byte)
        position += 1
      }
    }
    append(
      Diagnostic(
        .jsonUnterminatedString, at: range(start, max(position, start)),
        Phrase("这段文本缺少结尾的引号", "the string has no closing quotation mark"),
        hint: Phrase(
          "在本行内以 `\"` 结尾；换行写作 `\\n`",
          "close it with `\"` on this line; write a line break as `\\n`")))
    return nil
  }

  /// Which characters end a string, after the one it began with.
  private enum ClosingMarks {
    case straight, single, typographic, singleTypographic

    init(opening: ArraySlice<UInt8>) {
      switch String(decoding: opening, as: UTF8.self) {
      case "\"": self = .straight
      case "'": self = .single
      case "‘", "’", "＇": self = .singleTypographic
      default: self = .typographic
      }
    }

    /// The length in bytes of the closing mark that the bytes begin with; nil without one.
    func match(_ bytes: ArraySlice<UInt8>) -> Int? {
      switch self {
      case .straight: return bytes.first == UInt8(ascii: "\"") ? 1 : nil
      case .single: return bytes.first == UInt8(ascii: "'") ? 1 : nil
      case .typographic: return match(bytes, UInt8(ascii: "\""), ["“", "”", "„", "＂"])
      case .singleTypographic: return match(bytes, UInt8(ascii: "'"), ["‘", "’", "＇"])
      }
    }

    private func match(_ bytes: ArraySlice<UInt8>, _ plain: UInt8, _ marks: [String]) -> Int? {
      guard let first = bytes.first else { return nil }
      if first == plain { return 1 }
      guard first >= 0xE2 else { return nil }
      return marks.contains { bytes.starts(with: $0.utf8) } ? 3 : nil
    }
  }
}

// MARK: - Escapes

extension JSONParser {
  /// Reads the escape at the current offset; a wrong one stays in the text as it was written.
  private mutating func readEscape(into text: inout [UInt8]) {
    let start = position
    let letter = start + 1 < end ? bytes[start + 1] : 0
    if let byte = Self.escaped(letter) {
      text.append(byte)
      position += 2
    } else if letter == UInt8(ascii: "u") {
      readUnicodeEscape(into: &text)
    } else {
      text.append(UInt8(ascii: "\\"))
      reportBadEscape(start, letter < 0x20 ? start + 1 : characterEnd(at: start + 1))
      position += 1
    }
  }

  private static func escaped(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "r"): 0x0D
    default: nil
    }
  }

  private mutating func readUnicodeEscape(into text: inout [UInt8]) {
    let start = position
    guard let unit = codeUnit(at: start) else {
      text.append(UInt8(ascii: "\\"))
      reportBadEscape(start, start + 2)
      position += 1
      return
    }
    position += 6
    if let scalar = Unicode.Scalar(unit) {
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    } else if let scalar = surrogatePair(unit, codeUnit(at: position)) {
      position += 6
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    } else {
      text.append(contentsOf: UTF8.encodedReplacementCharacter)
      reportLoneSurrogate(start)
    }
  }

  /// The number in `\uXXXX` at an offset; nil when something else stands there.
  private func codeUnit(at offset: Int) -> UInt16? {
    guard offset + 6 <= end, bytes[offset] == UInt8(ascii: "\\"),
      bytes[offset + 1] == UInt8(ascii: "u")
    else { return nil }
    let digits = bytes[offset + 2..<offset + 6]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private func surrogatePair(_ high: UInt16, _ low: UInt16?) -> Unicode.Scalar? {
    guard let low, UTF16.isLeadSurrogate(high), UTF16.isTrailSurrogate(low) else { return nil }
    return Unicode.Scalar(0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
  }
}

// MARK: - Checks

extension JSONParser {
  private mutating func reportSingleQuotes(_ start: Int, _ end: Int, _ text: [UInt8]) {
    let content = TextCheck.excerpt(String(decoding: text, as: UTF8.self))
    append(
      Diagnostic(
        .jsonSingleQuotes, at: range(start, end),
        Phrase("文本写在单引号里", "a string in single quotation marks"),
        hint: Phrase("写 `\"\(content)\"`", "write `\"\(content)\"`")))
  }

  private mutating func reportControlCharacter(_ byte: UInt8) {
    let name = byte == 0x09 ? "\\t" : "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    append(
      Diagnostic(
        .jsonControlCharacter, at: range(position, position + 1),
        Phrase("文本里有控制字符", "a control character in a string"),
        hint: Phrase("写 `\(name)`，或删去", "write `\(name)`, or remove it")))
  }

  private mutating func reportBadEscape(_ start: Int, _ end: Int) {
    let escape = String(decoding: bytes[start..<end], as: UTF8.self)
    append(
      Diagnostic(
        .jsonBadEscape, at: range(start, end),
        Phrase("`\(escape)` 不是转义", "`\(escape)` is no escape"),
        hint: Phrase("反斜杠本身写作 `\\\\`", "write the backslash itself as `\\\\`")))
  }

  private mutating func reportLoneSurrogate(_ start: Int) {
    append(
      Diagnostic(
        .jsonLoneSurrogate, at: range(start, start + 6),
        Phrase("半个字符：代理项没有成对", "half a character: a surrogate without its pair"),
        hint: Phrase("直接写出这个字符", "write the character itself")))
  }
}

extension Diagnostic.Code {
  static let jsonUnterminatedString = Self(
    name: "json-unterminated-string",
    explanation: Phrase(
      """
      文本以 `"` 开头、以 `"` 结尾，两者在同一行。换行写作 `\\n`。

          {"name": "某数据中心}      缺少结尾的 `"`
          {"name": "某数据中心"}     正确
      """,
      """
      A string begins and ends with `"` on one line. A line break in it is written `\\n`.

          {"name": "A data centre}      the closing `"` is missing
          {"name": "A data centre"}     right
      """))

  static let jsonSingleQuotes = Self(
    name: "json-single-quotes",
    explanation: Phrase(
      """
      JSON 的文本和键写在双引号里。

          {'name': 'A'}     单引号
          {"name": "A"}     正确
      """,
      """
      JSON writes strings and keys in double quotation marks.

          {'name': 'A'}     single ones
          {"name": "A"}     right
      """))

  static let jsonControlCharacter = Self(
    name: "json-control-character",
    explanation: Phrase(
      """
      文本里不能直接有制表符等控制字符（U+0000 至 U+001F），要写成转义。多半是从表格粘贴来的。

          "某\t项目"      中间是一个制表符
          "某\\t项目"     正确
      """,
      """
      A string cannot hold a tab or another control character (U+0000 to U+001F) as it is; it is
      written as an escape. Most of them come from pasting out of a spreadsheet.

          "a\tname"      a tab in the middle
          "a\\tname"     right
      """))

  static let jsonBadEscape = Self(
    name: "json-bad-escape",
    explanation: Phrase(
      """
      JSON 的转义只有 `\\" \\\\ \\/ \\b \\f \\n \\r \\t` 和 `\\u` 加四位十六进制数字。

          "D:\\报告"      `\\报` 不是转义
          "D:\\\\报告"     正确
      """,
      """
      The escapes of JSON are `\\" \\\\ \\/ \\b \\f \\n \\r \\t`, and `\\u` with four hexadecimal digits.

          "D:\\data"      `\\d` is no escape
          "D:\\\\data"     right
      """))

  static let jsonLoneSurrogate = Self(
    name: "json-lone-surrogate",
    explanation: Phrase(
      """
      U+FFFF 以上的字符用 `\\u` 写时是一对代理项，缺一半就不是字符。

          "\\ud840"            半个字符
          "\\ud840\\udc0b"      𠀋
      """,
      """
      A character beyond U+FFFF is written as two `\\u` escapes, a pair; half of it is none.

          "\\ud840"            half a character
          "\\ud840\\udc0b"      𠀋
      """))
}
