// What a Chinese input method or another format leaves between the tokens.

extension JSONParser {
  /// Takes a full-width sign for the ASCII one that is meant by it.
  mutating func readFullWidthToken() {
    let scalar = scalar(at: position)
    tokenEnd = characterEnd(at: position)
    guard let meant = Self.asciiToken(of: scalar) else { return }
    let ascii = Unicode.Scalar(meant)
    append(
      Diagnostic(
        .jsonFullWidth, at: range(position, tokenEnd),
        Phrase("全角标点 `\(scalar)`", "the full-width sign `\(scalar)`"),
        hint: Phrase("写半角的 `\(ascii)`", "write the ASCII sign `\(ascii)`")))
    token = meant
  }

  /// Steps over a space that is none in JSON; false when no such space stands here.
  mutating func skipWideSpace() -> Bool {
    let scalar = scalar(at: position)
    guard Self.isWideSpace(scalar) else { return false }
    let start = position
    while position < end, bytes[position] >= 0x80, Self.isWideSpace(self.scalar(at: position)) {
      position = characterEnd(at: position)
    }
    let name = "U+" + String(scalar.value, radix: 16, uppercase: true)
    append(
      Diagnostic(
        .jsonFullWidth, at: range(start, position),
        Phrase("特殊空格 \(name)", "the special space \(name)"),
        hint: scalar == "\u{FEFF}"
          ? Phrase(
            "这是另一个文件开头的 BOM：删去；合并文件时各占一行",
            "this is the BOM at the beginning of another file: remove it; files that are joined begin on lines of their own"
          )
          : Phrase("写普通空格，或删去", "write a plain space, or remove it")))
    return true
  }

  /// Steps over a comment; false when none stands here.
  mutating func skipComment() -> Bool {
    guard let mark = commentMark(at: position) else { return false }
    let start = position
    position += mark == .block ? 2 : 1
    while position < end {
      let byte = bytes[position]
      if mark == .line, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      position += 1
      if mark == .block, byte == UInt8(ascii: "/"), position - start > 3,
        bytes[position - 2] == UInt8(ascii: "*")
      {
        break
      }
    }
    append(
      Diagnostic(
        .jsonComment, at: range(start, position),
        Phrase("JSON 没有注释", "JSON has no comments"),
        hint: Phrase(
          "删去注释，或写成一项：`\"备注\": \"…\"`",
          "remove it, or make it a member: `\"note\": \"…\"`")))
    return true
  }

  enum CommentMark { case line, block }

  func commentMark(at offset: Int) -> CommentMark? {
    if bytes[offset] == UInt8(ascii: "#") { return .line }
    guard offset + 1 < end, bytes[offset] == UInt8(ascii: "/") else { return nil }
    switch bytes[offset + 1] {
    case UInt8(ascii: "/"): return .line
    case UInt8(ascii: "*"): return .block
    default: return nil
    }
  }
}

// MARK: - Characters

extension JSONParser {
  /// The offset behind the character at an offset; the text is valid UTF-8.
  func characterEnd(at offset: Int) -> Int {
    var next = offset + 1
    while next < end, bytes[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }

  func scalar(at offset: Int) -> Unicode.Scalar {
    let text = String(decoding: bytes[offset..<characterEnd(at: offset)], as: UTF8.self)
    return text.unicodeScalars.first ?? "\u{FFFD}"
  }

  /// The sign of JSON that a full-width sign is typed for.
  static func asciiToken(of scalar: Unicode.Scalar) -> UInt8? {
    switch scalar {
    case "：": UInt8(ascii: ":")
    case "，", "、", "；": UInt8(ascii: ",")
    case "｛": UInt8(ascii: "{")
    case "｝": UInt8(ascii: "}")
    case "［", "【": UInt8(ascii: "[")
    case "］", "】": UInt8(ascii: "]")
    case "“", "”", "„", "＂", "‘", "’", "＇": UInt8(ascii: "\"")
    default: nil
    }
  }

  /// The ASCII character itself, or the one that a full-width letter, digit or sign stands for.
  static func asciiForm(of scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0..<0x80: UInt8(scalar.value)
    case 0xFF01...0xFF5E: UInt8(scalar.value - 0xFEE0)
    default: nil
    }
  }

  /// The spaces that editors, web pages and input methods leave: none is white space in JSON.
  static func isWideSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x85, 0xA0, 0x2000...0x200D, 0x2028, 0x2029, 0x202F, 0x2060, 0x3000, 0xFEFF: true
    default: false
    }
  }
}

extension Diagnostic.Code {
  static let jsonFullWidth = Self(
    name: "json-full-width",
    explanation: Phrase(
      """
      文本之外的标点和空格必须是半角的；中文输入法打出的 `：` `，` `“` `”` 不是 JSON。
      双引号以内可以写任何标点。

          {“pue”：1.25，“level”：2}      全角标点
          {"pue": 1.25, "level": 2}     正确
      """,
      """
      Outside strings every sign and space is ASCII; the `：` `，` `“` `”` of a Chinese input method
      are not JSON. Inside the quotation marks any sign may be written.

          {“pue”：1.25，“level”：2}      full-width signs
          {"pue": 1.25, "level": 2}     right
      """))

  static let jsonComment = Self(
    name: "json-comment",
    explanation: Phrase(
      """
      JSON 没有注释：`//`、`/* */` 和 `#` 都不行。需要保留的说明写成一项。

          {"pue": 1.25 // 设计值
          }
          {"pue": 1.25, "备注": "设计值"}
      """,
      """
      JSON has no comments, be it `//`, `/* */` or `#`. A remark worth keeping becomes a member.

          {"pue": 1.25 // as designed
          }
          {"pue": 1.25, "note": "as designed"}
      """))
}
