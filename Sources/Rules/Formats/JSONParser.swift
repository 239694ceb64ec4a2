/// The grammar of JSON, one token ahead of the value being read.
///
///     value  = object | array | string | number | "true" | "false" | "null"
///     object = "{" [ member { "," member } ] "}"        member = string ":" value
///     array  = "[" [ value { "," value } ] "]"
///
/// A rule returns nil when the text cannot be followed any further; it has then reported why.
struct JSONParser {
  let bytes: [UInt8]
  /// The offset behind the last byte to read.
  let end: Int
  /// The index of the text in the list that was read together.
  let index: Int

  /// The first byte of the current token; that of the ASCII form when it is full-width.
  var token: UInt8?
  /// The offset of the current token.
  var position: Int
  /// The offset behind the current token's first character.
  var tokenEnd: Int
  /// The offset behind the token before the current one.
  var previousEnd: Int
  var diagnostics: [Diagnostic] = []

  init(bytes: [UInt8], range: Range<Int>, index: Int) {
    self.bytes = bytes
    self.end = range.upperBound
    self.index = index
    position = range.lowerBound
    tokenEnd = position
    previousEnd = position
  }

  mutating func document() -> JSONNode? {
    skipByteOrderMark()
    advance()
    guard token != nil else {
      append(TextCheck.empty(at: range(position, position)))
      return nil
    }
    guard let node = value(depth: 0, closing: nil) else { return nil }
    if token != nil { reportTextAfterEnd() }
    return node
  }

  /// The value at the current token, inside `depth` brackets, of which `closing` ends the last.
  private mutating func value(depth: Int, closing: UInt8?) -> JSONNode? {
    switch token {
    case UInt8(ascii: "{"): return object(depth: depth + 1)
    case UInt8(ascii: "["): return array(depth: depth + 1)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard let (text, range) = string() else { return nil }
      return JSONNode(.string(text), range: range)
    case UInt8(ascii: ",") where depth > 0, closing where token != nil:
      // The value was forgotten, and what is around it can still be read.
      reportExpected(Phrase("一个值", "a value"))
      return JSONNode(.null, range: range(position, position))
    case nil, UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: ":"):
      reportExpected(Phrase("一个值", "a value"))
      return nil
    default: return number() ?? word()
    }
  }

  private mutating func object(depth: Int) -> JSONNode? {
    let closing = UInt8(ascii: "}")
    let opening = range(position, tokenEnd)
    guard isWithinDepth(depth) else { return nil }
    var members: [JSONMember] = []
    var keys = KeyIndex()
    consume()
    while token != closing {
      guard let (key, keyRange) = key(), colon(),
        let value = value(depth: depth, closing: closing)
      else { return nil }
      if let first = keys.range(of: key, in: members) {
        reportDuplicate(at: keyRange, first: first)
      }
      members.append(JSONMember(key: key, keyRange: keyRange, value: value))
      guard comma(before: closing, openedAt: opening) else { return nil }
    }
    consume()
    return JSONNode(.object(members), range: range(Int(opening.start), previousEnd))
  }

  private mutating func array(depth: Int) -> JSONNode? {
    let closing = UInt8(ascii: "]")
    let opening = range(position, tokenEnd)
    guard isWithinDepth(depth) else { return nil }
    var elements: [JSONNode] = []
    consume()
    while token != closing {
      guard let element = value(depth: depth, closing: closing) else { return nil }
      elements.append(element)
      guard comma(before: closing, openedAt: opening) else { return nil }
    }
    consume()
    return JSONNode(.array(elements), range: range(Int(opening.start), previousEnd))
  }

  private mutating func key() -> (text: String, range: SourceRange)? {
    switch token {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return string()
    case nil, UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: ","), UInt8(ascii: ":"):
      reportExpected(Phrase("带引号的键名", "a key in quotes"))
      return nil
    default: return unquotedKey()
    }
  }

  private mutating func colon() -> Bool {
    if token == UInt8(ascii: ":") {
      consume()
      return true
    }
    let expected = Phrase("`:`", "`:`")
    reportExpected(expected, hint: Phrase("键与值之间写 `:`", "write `:` between key and value"))
    if token == UInt8(ascii: "=") { consume() }
    return startsValue
  }

  /// Reads what stands between two elements, or stops in front of the closing bracket.
  private mutating func comma(before closing: UInt8, openedAt opening: SourceRange) -> Bool {
    if token == closing { return true }
    let comma = UInt8(ascii: ",")
    guard token == comma else {
      let bracket = Character(Unicode.Scalar(closing))
      reportExpected(
        Phrase("`,` 或 `\(bracket)`", "`,` or `\(bracket)`"),
        related: startsValue ? [] : [Diagnostic.Label(opening, Phrase("由此开始", "opened here"))],
        hint: startsValue ? nil : Phrase("补上 `\(bracket)`", "add `\(bracket)`"))
      return startsValue
    }
    let first = range(position, tokenEnd)
    consume()
    while token == comma {
      reportExpected(Phrase("下一项", "the next element"))
      consume()
    }
    if token == closing { reportTrailingComma(first) }
    return true
  }

  private var startsValue: Bool {
    switch token {
    case nil, UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: ":"): false
    default: true
    }
  }
}

/// Finds an earlier key of an object; few are compared one by one, many through a hash table.
private struct KeyIndex {
  private var ranges: [String: SourceRange] = [:]
  /// How many of the members are in the table.
  private var count = 0
  private static let fewMembers = 16

  /// The range of the first member with a key; the members of one object only ever grow.
  mutating func range(of key: String, in members: [JSONMember]) -> SourceRange? {
    if members.count <= Self.fewMembers { return members.first { $0.key == key }?.keyRange }
    for member in members[count...] where ranges[member.key] == nil {
      ranges[member.key] = member.keyRange
    }
    count = members.count
    return ranges[key]
  }
}

// MARK: - Checks

extension JSONParser {
  private mutating func isWithinDepth(_ depth: Int) -> Bool {
    if depth <= JSONReader.depthLimit { return true }
    append(
      Diagnostic(
        .jsonNesting, at: range(position, tokenEnd),
        Phrase(
          "嵌套超过 \(JSONReader.depthLimit) 层", "nested more than \(JSONReader.depthLimit) levels"),
        hint: Phrase(
          "字段按组写：`{\"组\": {\"字段\": 值}}`，删去多余的括号",
          "write fields by their groups, `{\"group\": {\"field\": value}}`, and remove further brackets"
        )))
    return false
  }

  private mutating func reportDuplicate(at range: SourceRange, first: SourceRange) {
    let key = String(decoding: bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
    let shown = TextCheck.excerpt(key)
    append(
      Diagnostic(
        .jsonDuplicateKey, at: range,
        Phrase("键 `\(shown)` 重复", "the key `\(shown)` is given twice"),
        related: [Diagnostic.Label(first, Phrase("先前在此", "first given here"))],
        hint: Phrase("保留其中一个", "keep one of the two")))
  }

  private mutating func reportTrailingComma(_ range: SourceRange) {
    append(
      Diagnostic(
        .jsonTrailingComma, at: range,
        Phrase("最后一项之后不能有 `,`", "a `,` behind the last element"),
        hint: Phrase("删去这个 `,`", "remove this `,`")))
  }

  private mutating func reportTextAfterEnd() {
    append(
      Diagnostic(
        .jsonTextAfterEnd, at: range(position, tokenEnd),
        Phrase("值结束之后还有 \(found.chinese)", "\(found.english) behind the end of the value"),
        hint: hintAfterEnd))
  }

  /// What to write for the text at the current token, behind the value.
  private var hintAfterEnd: Phrase {
    if isBehindBareReturn {
      return Phrase(
        "各行只以回车符（CR）结尾：另存为以 LF 或 CRLF 换行",
        "lines end in a bare CR: save them with LF or CRLF at their ends")
    }
    return Phrase(
      ".json 文件只写一个值，.jsonl 每行只写一个：多个卷宗写成数组，或每行一个存为 .jsonl",
      "a .json file holds one value, and a line of .jsonl one: put several into an array, or one a line into .jsonl"
    )
  }

  /// Whether the current token stands behind a CR without LF, which ends no line of a stream.
  private var isBehindBareReturn: Bool {
    (previousEnd..<position).contains { place in
      bytes[place] == 0x0D && bytes[place + 1] != 0x0A
    }
  }

  private mutating func reportExpected(
    _ expected: Phrase, related: [Diagnostic.Label] = [], hint: Phrase? = nil
  ) {
    let place = token == nil ? range(position, position) : range(position, tokenEnd)
    append(
      Diagnostic(
        .jsonUnexpectedToken, at: place,
        Phrase(
          "此处应为\(spaced(expected.chinese))，却是\(spaced(found.chinese))",
          "expected \(expected.english) but found \(found.english)"),
        related: related, hint: hint))
  }

  /// What stands at the current token, in words.
  private var found: Phrase {
    guard token != nil else { return Phrase("文件结尾", "the end of the text") }
    let character = String(decoding: bytes[position..<tokenEnd], as: UTF8.self)
    return Phrase("`\(character)`", "`\(character)`")
  }

  /// A fragment set off from Chinese text by a space when it begins with ASCII.
  private func spaced(_ text: String) -> String {
    text.utf8.first == UInt8(ascii: "`") ? " \(text)" : text
  }

  private mutating func skipByteOrderMark() {
    guard TextCheck.hasByteOrderMark(bytes[position..<end]) else { return }
    append(
      Diagnostic(
        .byteOrderMark, at: range(position, position + 3),
        Phrase("文件以字节顺序标记（BOM）开头", "the file begins with a byte-order mark (BOM)"),
        hint: Phrase("另存为“UTF-8 无 BOM”", "save it as UTF-8 without BOM")))
    position += 3
  }
}

extension Diagnostic.Code {
  static let jsonUnexpectedToken = Self(
    name: "json-unexpected-token",
    explanation: Phrase(
      """
      JSON 的对象写作 `{"键": 值, "键": 值}`，数组写作 `[值, 值]`。常见的错误是缺逗号、缺冒号，
      或者括号没有成对。

          {"pue": 1.25 "level": 2}      缺 `,`
          {"pue": 1.25, "level": 2}     正确
      """,
      """
      A JSON object is `{"key": value, "key": value}` and an array `[value, value]`. What goes
      wrong most often is a comma, a colon or a closing bracket that is missing.

          {"pue": 1.25 "level": 2}      a `,` is missing
          {"pue": 1.25, "level": 2}     right
      """))

  static let jsonTrailingComma = Self(
    name: "json-trailing-comma",
    explanation: Phrase(
      """
      逗号写在两项之间，最后一项之后没有逗号。

          [1, 2,]     多一个 `,`
          [1, 2]      正确
      """,
      """
      A comma stands between two elements, and none behind the last one.

          [1, 2,]     one `,` too many
          [1, 2]      right
      """))

  static let jsonDuplicateKey = Self(
    name: "json-duplicate-key",
    explanation: Phrase(
      """
      同一对象里一个键只能出现一次，否则无从知道以哪个值为准。看起来相同的键（同一字符的
      不同 Unicode 写法）也算重复。

          {"pue": 1.25, "pue": 1.3}
      """,
      """
      A key stands once in an object: of two values nobody could tell which one is meant. Keys
      that look the same, spelt with other Unicode characters, are the same key.

          {"pue": 1.25, "pue": 1.3}
      """))

  static let jsonNesting = Self(
    name: "json-nesting",
    explanation: Phrase(
      """
      对象与数组最多嵌套 64 层。真实的卷宗不会超过十层；更深的文本多半是程序写错了。

          [[[[[[ … ]]]]]]
      """,
      """
      Objects and arrays stand at most 64 deep in one another. A real dossier needs fewer than
      ten levels; a deeper text is most likely the work of a faulty program.

          [[[[[[ … ]]]]]]
      """))

  static let jsonTextAfterEnd = Self(
    name: "json-text-after-end",
    explanation: Phrase(
      """
      一个 JSON 文件是一个值，值之后只能有空白。

          {"project": "A"} {"project": "B"}       两个值
          [{"project": "A"}, {"project": "B"}]    一个数组

      每行一个值的文件（NDJSON）以 .ndjson 或 .jsonl 为扩展名。
      """,
      """
      A JSON file is one value, and only white space may follow it.

          {"project": "A"} {"project": "B"}       two values
          [{"project": "A"}, {"project": "B"}]    one array

      A file of one value a line (NDJSON) is called .ndjson or .jsonl.
      """))
}
