extension JSONParser {
  /// Reads a bare word where a value stands: a keyword, or a slip that is named.
  mutating func word() -> JSONNode? {
    let wordEnd = endOfWord
    let text = String(decoding: bytes[position..<wordEnd], as: UTF8.self)
    let place = range(position, wordEnd)
    guard let first = text.unicodeScalars.first else {
      reportStrayCharacter()
      return nil
    }
    let kind: JSONNode.Kind
    if let keyword = Self.keyword(text) {
      kind = keyword
    } else if Self.isNotFinite(text) {
      reportNotFinite(text, at: place)
      kind = .null
    } else if Self.asciiForm(of: first).map(Self.beginsNumber) ?? false {
      kind = malformedNumber(text, at: place)
    } else {
      kind = unknownWord(text, at: place)
    }
    consume(to: wordEnd)
    return JSONNode(kind, range: place)
  }

  /// Reads a bare word where a key stands.
  mutating func unquotedKey() -> (text: String, range: SourceRange)? {
    let wordEnd = endOfWord
    guard wordEnd > position else {
      reportStrayCharacter()
      return nil
    }
    let text = String(decoding: bytes[position..<wordEnd], as: UTF8.self)
    let place = range(position, wordEnd)
    let shown = TextCheck.excerpt(text)
    append(
      Diagnostic(
        .jsonUnquotedKey, at: place,
        Phrase("键 `\(shown)` 没有引号", "the key `\(shown)` has no quotation marks"),
        hint: Phrase("写 `\"\(shown)\"`", "write `\"\(shown)\"`")))
    consume(to: wordEnd)
    return (text, place)
  }

  /// Whether a word or a number may end at an offset.
  func endsWord(at offset: Int) -> Bool {
    guard offset < end else { return true }
    let byte = bytes[offset]
    switch byte {
    case 0...0x20, 0x7F: return true
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "'"):
      return true
    case UInt8(ascii: "/"): return commentMark(at: offset) != nil
    case 0x80...:
      let scalar = scalar(at: offset)
      return Self.asciiToken(of: scalar) != nil || Self.isWideSpace(scalar)
    default: return false
    }
  }

  private var endOfWord: Int {
    var offset = position
    while !endsWord(at: offset) { offset = characterEnd(at: offset) }
    return offset
  }
}

// MARK: - What a word was meant to be

extension JSONParser {
  private static func keyword(_ text: String) -> JSONNode.Kind? {
    switch text {
    case "true": .boolean(true)
    case "false": .boolean(false)
    case "null": .null
    default: nil
    }
  }

  private static func isNotFinite(_ text: String) -> Bool {
    var word = text.lowercased()
    if word.first == "-" || word.first == "+" { word.removeFirst() }
    return word == "nan" || word == "inf" || word == "infinity" || word == "∞"
  }

  private static func beginsNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// Reports a word that begins like a number, and takes it for the number it resembles.
  private mutating func malformedNumber(_ text: String, at place: SourceRange) -> JSONNode.Kind {
    let repaired = Self.repairedNumber(text)
    let shown = TextCheck.excerpt(text)
    append(
      Diagnostic(
        .jsonMalformedNumber, at: place,
        Phrase("`\(shown)` 不是 JSON 的数字", "`\(shown)` is not a number of JSON"),
        hint: repaired.map(TextCheck.excerpt).map { Phrase("写 `\($0)`", "write `\($0)`") }
          ?? Phrase("如果是文本，写 `\"\(shown)\"`", "if it is text, write `\"\(shown)\"`")))
    return repaired.map(JSONNode.Kind.number) ?? .string(text)
  }

  /// The number in ASCII, without `+`, `_` and leading zeros, with a digit around its point.
  private static func repairedNumber(_ text: String) -> String? {
    var bytes = text.unicodeScalars.compactMap(asciiForm)
    guard bytes.count == text.unicodeScalars.count else { return nil }
    bytes.removeAll { $0 == UInt8(ascii: "_") }
    var sign = ""
    if bytes.first == UInt8(ascii: "-") { sign = "-" }
    if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
    let zeros = bytes.prefix { $0 == UInt8(ascii: "0") }.count
    bytes.removeFirst(zeros)
    if bytes.first.map({ $0 < UInt8(ascii: "0") || $0 > UInt8(ascii: "9") }) ?? (zeros > 0) {
      bytes.insert(UInt8(ascii: "0"), at: 0)
    }
    if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
    guard let shape = NumberShape(bytes[...]), shape.end == bytes.count else { return nil }
    return sign + String(decoding: bytes, as: UTF8.self)
  }

  private mutating func unknownWord(_ text: String, at place: SourceRange) -> JSONNode.Kind {
    let meant = Self.meantKeyword(text)
    let shown = TextCheck.excerpt(text)
    append(
      Diagnostic(
        .jsonUnknownWord, at: place,
        Phrase("`\(shown)` 不是 JSON 的值", "`\(shown)` is not a value of JSON"),
        hint: meant.map { Phrase("写 `\($0)`", "write `\($0)`") }
          ?? Phrase("如果是文本，写 `\"\(shown)\"`", "if it is text, write `\"\(shown)\"`")))
    return meant.flatMap(Self.keyword) ?? .string(text)
  }

  /// The keyword that a word of another language, or a misspelling, stands for.
  private static func meantKeyword(_ text: String) -> String? {
    let word = text.lowercased()
    switch word {
    case "true", "yes", "是", "真": return "true"
    case "false", "no", "否", "假": return "false"
    case "null", "nil", "none", "undefined", "无": return "null"
    default: return Suggestion.nearest(to: word, among: ["true", "false", "null"])
    }
  }

  private mutating func reportNotFinite(_ text: String, at place: SourceRange) {
    append(
      Diagnostic(
        .jsonNotFinite, at: place,
        Phrase("`\(text)` 不是数", "`\(text)` is no number"),
        hint: Phrase("没有这个值就写 `null`", "write `null` for a value that is not known")))
  }

  private mutating func reportStrayCharacter() {
    let number = String(bytes[position], radix: 16, uppercase: true)
    let name = "U+00" + (number.utf8.count < 2 ? "0" : "") + number
    append(
      Diagnostic(
        .jsonUnexpectedToken, at: range(position, position + 1),
        Phrase("文本之外有控制字符 \(name)", "the control character \(name) outside a string"),
        hint: Phrase("删去它", "remove it")))
  }
}

extension Diagnostic.Code {
  static let jsonUnquotedKey = Self(
    name: "json-unquoted-key",
    explanation: Phrase(
      """
      JSON 的键写在双引号里。

          {pue: 1.25}       没有引号
          {"pue": 1.25}     正确
      """,
      """
      JSON writes keys in double quotation marks.

          {pue: 1.25}       none
          {"pue": 1.25}     right
      """))

  static let jsonUnknownWord = Self(
    name: "json-unknown-word",
    explanation: Phrase(
      """
      不带引号的词只有 `true`、`false` 和 `null`，都是小写；文本要写在双引号里。

          {"approved": True, "city": 中卫}         两处都不对
          {"approved": true, "city": "中卫"}       正确
      """,
      """
      The only words without quotation marks are `true`, `false` and `null`, in lower case; text
      stands in double quotation marks.

          {"approved": True, "city": Zhongwei}       both are wrong
          {"approved": true, "city": "Zhongwei"}     right
      """))

  static let jsonMalformedNumber = Self(
    name: "json-malformed-number",
    explanation: Phrase(
      """
      数字用半角写成十进制：不带正号、不以 0 补位、小数点两边都有数字、不带千分位和单位。

          +1   007   .5   5.   １２   1_000     不是 JSON 的数字
          1    7     0.5  5    12     1000      正确

      带单位的量是文本：`"108 kgce/t"`。
      """,
      """
      A number is written in ASCII decimal digits: no plus sign, no leading zeros, a digit on both
      sides of the point, no thousands separators and no unit.

          +1   007   .5   5.   １２   1_000     no numbers of JSON
          1    7     0.5  5    12     1000      right

      A quantity with its unit is text: `"108 kgce/t"`.
      """))

  static let jsonNotFinite = Self(
    name: "json-not-finite",
    explanation: Phrase(
      """
      JSON 没有 NaN 和 Infinity。没有给出的值写 `null`，或者不写这个键。

          {"pue": NaN}      多半是除以零的结果
          {"pue": null}     没有给出
      """,
      """
      JSON has no NaN and no Infinity. A value that is not given is `null`, or its key is left out.

          {"pue": NaN}      most likely the result of a division by zero
          {"pue": null}     not given
      """))
}
