/// Cuts rule text into ``Token``s.
///
/// Full-width letters, digits and punctuation mean the same as half-width ones. Whatever belongs
/// to no token becomes a diagnostic and a `stray` token, so that nothing is lost.
struct Lexer {
  private let source: SourceText
  private let sourceIndex: Int
  private let bytes: [UInt8]
  private var offset = 0
  private var gap = Token.Gap.lineBreak
  private(set) var tokens: [Token] = []
  private(set) var comments: [CommentSyntax] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Where texts begin that do not end, by their closing mark; found once the first was met.
  private var unclosed: [UInt32: Set<Int>] = [:]

  init(_ source: SourceText, index: Int) {
    self.source = source
    sourceIndex = index
    bytes = source.bytes
    tokens.reserveCapacity(bytes.count / 8)
  }

  mutating func run() {
    if let problem = TextCheck.problem(in: source, index: sourceIndex, range: bytes.indices) {
      diagnostics.append(problem)
      offset = bytes.count
    } else {
      skipByteOrderMark()
    }
    while let scalar = scalar(at: offset) {
      readToken(startingWith: scalar)
    }
    tokens.append(
      Token(
        kind: .endOfFile, range: range(from: offset), word: Word(unhashed: ""),
        follows: .lineBreak))
  }

  // MARK: - One token

  private mutating func readToken(startingWith scalar: Decoded) {
    let start = offset
    switch scalar.value {
    case 0x0A, 0x0D:
      offset += scalar.length
      gap = .lineBreak
    case 0x20, 0x09, 0x3000, 0xA0:
      offset += scalar.length
      if gap == .nothing { gap = .space }
    case 0x23, 0xFF03:
      readComment()
    case 0x300C:
      readText(kind: .string, open: 0x300C, close: 0x300D)
    case 0x201C:
      readText(kind: .string, open: 0x201C, close: 0x201D)
    case 0x22:
      readText(kind: .string, open: nil, close: 0x22)
    case 0x300A:
      readText(kind: .bookTitle, open: 0x300A, close: 0x300B)
    case let value where value.isInvisibleInRules:
      reportInvisible(scalar)
      offset += scalar.length
    case let value where Self.isDigit(value):
      readNumberOrDate()
    case let value where Self.isWordStart(value):
      readWord()
    case 0x2F where isForeignComment(0x2F, 0x2A), 0x2D where isForeignComment(0x2D, 0x2D):
      readForeignComment()
    default:
      if let (sign, length) = readSign(scalar) {
        offset += length
        append(.sign(sign), from: start, text: "")
      } else {
        offset += scalar.length
        // `&&` and `||` are one slip.
        if scalar.value == 0x26 || scalar.value == 0x7C, bytes[offset...].first == bytes[start] {
          offset += 1
        }
        reportStray(scalar, from: start)
        append(.stray, from: start, text: source.slice(start, offset))
      }
    }
  }

  /// Whether `//`, `/*` or `--` begins here.
  private func isForeignComment(_ first: UInt8, _ other: UInt8) -> Bool {
    offset + 1 < bytes.count && (bytes[offset + 1] == first || bytes[offset + 1] == other)
  }

  /// Passes a comment as other languages write it, to the end of its line.
  private mutating func readForeignComment() {
    let start = offset
    while offset < bytes.count, !endsLine(at: offset) { offset += 1 }
    diagnostics.append(
      Diagnostic(
        .strayCharacter, at: SourceRange(source: sourceIndex, start: start, end: start + 2),
        Phrase("注释以 `#` 开头", "a comment begins with `#`"),
        hint: Phrase(
          "把 `\(source.slice(start, start + 2))` 改成 `#`",
          "write `#` for `\(source.slice(start, start + 2))`")))
  }

  private mutating func reportInvisible(_ scalar: Decoded) {
    let code =
      "U+" + String(repeating: "0", count: max(0, 4 - String(scalar.value, radix: 16).count))
      + String(scalar.value, radix: 16, uppercase: true)
    let name = scalar.value.nameOfInvisible
    diagnostics.append(
      Diagnostic(
        .strayCharacter,
        at: SourceRange(source: sourceIndex, start: offset, end: offset + scalar.length),
        Phrase(
          "不可见的字符 \(code)（\(name.chinese)）", "an invisible character \(code) (\(name.english))"),
        hint: Phrase(
          "删去它；多来自 Word 或网页的复制", "delete it; it usually comes with a copy from Word or the web")))
  }

  private mutating func append(_ kind: Token.Kind, from start: Int, text: String) {
    tokens.append(
      Token(
        kind: kind, range: range(from: start), word: Word(unhashed: text), follows: gap))
    gap = .nothing
  }

  private mutating func append(_ word: Word, from start: Int) {
    tokens.append(
      Token(
        kind: .word, range: range(from: start), word: word, follows: gap,
        keywordEntry: KeywordSet.entry(of: word)))
    gap = .nothing
  }

  private func range(from start: Int) -> SourceRange {
    SourceRange(source: sourceIndex, start: start, end: offset)
  }

  private mutating func readComment() {
    let start = offset
    let alone = gap == .lineBreak
    while offset < bytes.count, !endsLine(at: offset) { offset += 1 }
    var text = source.slice(start, offset)
    while text.unicodeScalars.last == " " { text.unicodeScalars.removeLast() }
    comments.append(CommentSyntax(text: text, range: range(from: start), standsAlone: alone))
  }

  /// Whether a line ends here in any convention, so that no comment swallows the lines behind it: LF,
  /// CR (files of old Macs), U+0085, U+2028, U+2029 (text copied from documents).
  private func endsLine(at offset: Int) -> Bool {
    switch bytes[offset] {
    case 0x0A...0x0D: true
    case 0xC2: bytes[offset...].starts(with: [0xC2, 0x85])
    case 0xE2:
      bytes[offset...].starts(with: [0xE2, 0x80, 0xA8])
        || bytes[offset...].starts(with: [0xE2, 0x80, 0xA9])
    default: false
    }
  }

  private mutating func readText(kind: Token.Kind, open: UInt32?, close: UInt32) {
    let start = offset
    offset += scalar(at: offset)?.length ?? 1
    let contentStart = offset
    var depth = 1
    if unclosed[close]?.contains(start) ?? false { offset = bytes.count }
    while offset < bytes.count {
      skipPlainText()
      guard let next = scalar(at: offset) else { break }
      if next.value == close {
        depth -= 1
        if depth == 0 {
          let text = source.slice(contentStart, offset)
          offset += next.length
          append(kind, from: start, text: text)
          return
        }
      } else if next.value == open {
        depth += 1
      }
      offset += next.length
    }
    if unclosed[close] == nil { unclosed[close] = unclosedTexts(from: start, open, close) }
    // An unclosed text would swallow the file: it ends with its line instead.
    offset = source.lineBounds(around: start).upperBound
    diagnostics.append(
      Diagnostic(
        .unterminatedText, at: SourceRange(source: sourceIndex, start: start, end: contentStart),
        Phrase("引文没有结束", "the quoted text does not end"),
        hint: Phrase(
          "在末尾补上 `\(Self.character(close))`", "close it with `\(Self.character(close))`")))
    append(kind, from: start, text: source.slice(contentStart, offset))
  }

  /// Where texts begin, from an offset on, that do not end: one look at the rest of the file
  /// instead of one for each of them.
  private mutating func unclosedTexts(from start: Int, _ open: UInt32?, _ close: UInt32) -> Set<Int>
  {
    var begun: [Int] = []
    offset = start
    while offset < bytes.count {
      skipPlainText()
      guard let next = scalar(at: offset) else { break }
      if next.value == open {
        begun.append(offset)
      } else if next.value == close {
        _ = begun.popLast()
      }
      offset += next.length
    }
    return Set(begun)
  }

  /// Passes over common Chinese characters and ASCII without quotation marks.
  private mutating func skipPlainText() {
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte >= 0xE4, byte <= 0xE9, offset + 2 < bytes.count {
        offset += 3
      } else if byte < 0x80, byte != 0x22 {
        offset += 1
      } else {
        return
      }
    }
  }

  private mutating func readNumberOrDate() {
    let start = offset
    var text = readDigits()
    if isDatePattern(after: text) {
      for _ in 0..<2 {
        offset += scalar(at: offset)?.length ?? 1
        text += "-" + readDigits()
      }
      append(.date, from: start, text: text)
      return
    }
    if let point = scalar(at: offset), point.value == 0x2E || point.value == 0xFF0E,
      let next = scalar(at: offset + point.length), Self.isDigit(next.value)
    {
      offset += point.length
      text += "." + readDigits()
    }
    append(.number, from: start, text: text)
  }

  private mutating func readDigits() -> String {
    var digits = ""
    while let next = scalar(at: offset), Self.isDigit(next.value) {
      digits.append(Self.character(Self.halfWidth(next.value)))
      offset += next.length
    }
    return digits
  }

  /// Whether `-` digits `-` digits follow a year of four digits.
  private func isDatePattern(after year: String) -> Bool {
    guard year.utf8.count == 4 else { return false }
    var position = offset
    for _ in 0..<2 {
      guard let dash = scalar(at: position), Self.halfWidth(dash.value) == 0x2D else {
        return false
      }
      position += dash.length
      guard let digit = scalar(at: position), Self.isDigit(digit.value) else { return false }
      while let digit = scalar(at: position), Self.isDigit(digit.value) {
        position += digit.length
      }
    }
    return true
  }

  private mutating func readWord() {
    let start = offset
    var needsFolding = false
    while true {
      skipPlainLetters()
      guard let next = scalar(at: offset) else { break }
      if next.value.isInvisibleInRules {
        reportInvisible(next)
        needsFolding = true
        offset += next.length
      } else if Self.isWordPart(next.value) {
        needsFolding = needsFolding || next.value >= 0xFF01
        offset += next.length
      } else if let joined = wordJoin(next) {
        needsFolding = needsFolding || next.value >= 0x80
        offset += joined
      } else {
        break
      }
    }
    let bytes = bytes[start..<offset]
    append(
      needsFolding ? Word(Self.folded(String(decoding: bytes, as: UTF8.self))) : Word(bytes),
      from: start)
  }

  /// Passes over ASCII letters and digits and common Chinese characters, which need no decoding.
  private mutating func skipPlainLetters() {
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte >= 0xE4, byte <= 0xE9, offset + 2 < bytes.count {
        offset += 3
      } else if (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39 {
        offset += 1
      } else {
        return
      }
    }
  }

  /// The length of a dot or hyphen that stands inside a word; nil when the word ends before it.
  private func wordJoin(_ scalar: Decoded) -> Int? {
    switch scalar.value {
    case 0x2D, 0x2E, 0xFF0D, 0xFF0E, 0x3002:
      guard let next = self.scalar(at: offset + scalar.length),
        Self.isWordPart(next.value) || next.value.isInvisibleInRules
      else { return nil }
      return scalar.length
    default:
      return nil
    }
  }

  private func readSign(_ scalar: Decoded) -> (Token.Sign, Int)? {
    let next = self.scalar(at: offset + scalar.length)
    let isEqualNext = next.map { Self.halfWidth($0.value) == 0x3D } ?? false
    let double = scalar.length + (next?.length ?? 0)
    switch Self.halfWidth(scalar.value) {
    case 0x28: return (.leftParenthesis, scalar.length)
    case 0x29: return (.rightParenthesis, scalar.length)
    case 0x5B, 0x3010: return (.leftBracket, scalar.length)
    case 0x5D, 0x3011: return (.rightBracket, scalar.length)
    case 0x2C, 0x3001: return (.comma, scalar.length)
    case 0x3A: return (.colon, scalar.length)
    case 0x2E, 0x3002: return (.dot, scalar.length)
    case 0x2B: return (.plus, scalar.length)
    case 0x2D, 0x2212: return (.minus, scalar.length)
    case 0x2A, 0xD7: return (.times, scalar.length)
    case 0x2F, 0xF7: return (.dividedBy, scalar.length)
    case 0x3D:
      switch next.map({ Self.halfWidth($0.value) }) {
      case 0x3D: return (.equal, double)
      case 0x3C: return (.lessOrEqual, double)
      case 0x3E: return (.greaterOrEqual, double)
      default: return (.equal, scalar.length)
      }
    case 0x21: return isEqualNext ? (.notEqual, double) : nil
    case 0x2260: return (.notEqual, scalar.length)
    case 0x3C: return isEqualNext ? (.lessOrEqual, double) : (.less, scalar.length)
    case 0x3E: return isEqualNext ? (.greaterOrEqual, double) : (.greater, scalar.length)
    case 0x2264, 0x2266, 0x2A7D: return (.lessOrEqual, scalar.length)
    case 0x2265, 0x2267, 0x2A7E: return (.greaterOrEqual, scalar.length)
    default: return nil
    }
  }

  private mutating func reportStray(_ scalar: Decoded, from start: Int) {
    let sign = source.slice(start, offset)
    diagnostics.append(
      Diagnostic(
        .strayCharacter, at: range(from: start),
        Phrase("规则里不能出现 `\(sign)`", "`\(sign)` has no place in a rule"),
        hint: Self.hint(forStray: scalar.value)))
  }

  private static func hint(forStray value: UInt32) -> Phrase? {
    switch halfWidth(value) {
    case 0x3B:
      Phrase("条件之间用 `且` 或 `或`，列表项之间用 `、`", "use `and` or `or`; `,` in lists")
    case 0x21:
      Phrase("不成立用 `非`", "write `not`")
    case 0x27, 0x2018, 0x2019:
      Phrase("文字写在「」里", "quote a text by \"")
    case 0x7B, 0x7D:
      Phrase("用 `（` `）`", "write `(` and `)`")
    case 0x24, 0x40, 0x5E, 0x5C, 0x60, 0x7E:
      Phrase("删去它", "delete it")
    case 0x26:
      Phrase("用 `且` 连接条件", "join conditions with `and`")
    case 0x7C:
      Phrase("用 `或` 连接条件", "join conditions with `or`")
    default: nil
    }
  }

  private mutating func skipByteOrderMark() {
    guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
    offset = 3
    diagnostics.append(
      Diagnostic(
        .byteOrderMark, at: SourceRange(source: sourceIndex, start: 0, end: 3),
        Phrase("文件以字节顺序标记（BOM）开头", "the file starts with a byte-order mark"),
        hint: Phrase("用编辑器另存为“UTF-8 无 BOM”", "save the file as UTF-8 without BOM")))
  }
}

// MARK: - Characters

extension Lexer {
  private struct Decoded {
    let value: UInt32
    let length: Int
  }

  /// The scalar at a byte offset, in a text that was found to be UTF-8.
  private func scalar(at position: Int) -> Decoded? {
    guard position < bytes.count else { return nil }
    let first = bytes[position]
    if first < 0x80 { return Decoded(value: UInt32(first), length: 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for byte in bytes[(position + 1)..<min(position + length, bytes.count)] {
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return Decoded(value: value, length: length)
  }

  /// The ASCII character of a full-width form; any other value unchanged.
  private static func halfWidth(_ value: UInt32) -> UInt32 {
    value >= 0xFF01 && value <= 0xFF5E ? value - 0xFEE0 : value
  }

  private static func isDigit(_ value: UInt32) -> Bool {
    let value = halfWidth(value)
    return value >= 0x30 && value <= 0x39
  }

  /// Letters of any script, `_`, `%` and `‰`, and the brackets of document numbers 〔 〕.
  private static func isWordStart(_ value: UInt32) -> Bool {
    let value = halfWidth(value)
    if value < 0x80 {
      return (value | 0x20) >= 0x61 && (value | 0x20) <= 0x7A || value == 0x5F || value == 0x25
    }
    switch value {
    case 0x80..<0xB2, 0xD7, 0xF7: return false
    case 0x2030: return true
    case 0x2000..<0x2070, 0x2190..<0x2460, 0x25A0..<0x2700, 0x2A7D...0x2A7E: return false
    case 0x3007, 0x3014, 0x3015: return true
    case 0x3000..<0x3040, 0xFE30..<0xFE70, 0xFF5F..<0xFFF0: return false
    default: return true
    }
  }

  private static func isWordPart(_ value: UInt32) -> Bool {
    isWordStart(value) || isDigit(value)
  }

  private static func folded(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.value.isInvisibleInRules {
      let value = scalar.value == 0x3002 ? 0x2E : halfWidth(scalar.value)
      result.append(Unicode.Scalar(value) ?? scalar)
    }
    return String(result)
  }

  private static func character(_ value: UInt32) -> Character {
    Unicode.Scalar(value).map(Character.init) ?? "?"
  }
}

extension UInt32 {
  /// Whether a scalar is not seen and means nothing in a rule.
  fileprivate var isInvisibleInRules: Bool {
    switch self {
    case 0xAD, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: true
    default: false
    }
  }

  fileprivate var nameOfInvisible: Phrase {
    switch self {
    case 0xAD: Phrase("软连字符", "soft hyphen")
    case 0x200B: Phrase("零宽空格", "zero width space")
    case 0x200C, 0x200D: Phrase("零宽连接符", "zero width joiner")
    case 0x200E, 0x200F, 0x202A...0x202E: Phrase("书写方向标记", "direction mark")
    case 0xFEFF: Phrase("字节顺序标记", "byte-order mark")
    default: Phrase("不可见的格式符", "format character")
    }
  }
}

extension Diagnostic.Code {
  static let unterminatedText = Self(
    name: "unterminated-text",
    explanation: Phrase(
      "引文以「开头、以」结尾。缺少结尾时，引文按到行末处理。",
      "A quotation opens with 「 and closes with 」. Without the end it is read to the line's end."
    ))

  static let strayCharacter = Self(
    name: "stray-character",
    explanation: Phrase(
      "规则由词、数、日期、引文和 `（ ） 、 ： + - × ÷ = < >` 等符号组成，全角半角均可。",
      "A rule is made of words, numbers, dates, quotations and the signs `( ) , : + - * / = < >`, "
        + "full-width or half-width."))
}
