/// What is asked of a file before its characters are: that it has some, and that they are UTF-8.
public enum TextCheck {
  /// The reason why a part of a text cannot be read at all; nil when it can.
  static func problem(in source: SourceText, index: Int, range: Range<Int>) -> Diagnostic? {
    let start = range.lowerBound
    if range.isEmpty { return empty(at: SourceRange(source: index, start: start, end: start)) }
    if looksLikeUTF16(source.bytes[range].prefix(2)) {
      let place = SourceRange(source: index, start: start, end: start + 2)
      return Diagnostic(
        .invalidUTF8, at: place,
        Phrase("文件是 UTF-16 编码，不是 UTF-8", "the file is UTF-16, not UTF-8"),
        hint: Phrase("另存为“UTF-8 无 BOM”", "save it as UTF-8 without BOM"))
    }
    guard let invalid = firstInvalidUTF8(in: source.bytes, range) else { return nil }
    return Diagnostic(
      .invalidUTF8,
      at: SourceRange(source: index, start: invalid.lowerBound, end: invalid.upperBound),
      Phrase(
        "不是 UTF-8 的字节：\(hexadecimal(source.bytes[invalid]))",
        "bytes that are not UTF-8: \(hexadecimal(source.bytes[invalid]))"),
      hint: isDamagedUTF8(source.bytes, range)
        ? Phrase(
          "其余是 UTF-8，这里损坏了：重写这里的字，或重新导出文件",
          "the rest is UTF-8, and is damaged here: write the characters anew, or export the file again"
        )
        : Phrase(
          "文件可能是 GB18030（GBK）编码：另存为 UTF-8",
          "the file may be GB18030 (GBK): save it as UTF-8"))
  }

  static func empty(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .emptyFile, at: range, Phrase("没有内容", "there is nothing to read"),
      hint: Phrase("看看是不是选错了文件", "see whether it is the file that you mean"))
  }

  /// The first bytes that are no UTF-8; nil when all are.
  public static func firstInvalidUTF8(in bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span.extracting(range))
      return nil
    } catch {
      let offsets = error.byteOffsets
      return range.lowerBound + offsets.lowerBound..<range.lowerBound + offsets.upperBound
    }
  }

  /// Whether a text that is not all UTF-8 was meant as such.
  ///
  /// Its Chinese is characters of three bytes, and damage is rarer than they are. Of Chinese in
  /// GB18030 one pair of characters in fifty looks like one of those, and all others like damage.
  public static func isDamagedUTF8(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var (characters, damages) = (0, 0)
    var offset = range.lowerBound
    while offset < range.upperBound {
      let lead = bytes[offset]
      offset += 1
      guard lead >= 0x80 else { continue }
      let following = followingBytes(of: lead)
      let start = offset
      while offset - start < following, offset < range.upperBound, bytes[offset] & 0xC0 == 0x80 {
        offset += 1
      }
      if following == 0 || offset - start < following {
        damages += 1
      } else if following >= 2 {
        characters += 1
      }
    }
    return damages > 0 && damages <= 2 * characters
  }

  /// How many bytes come behind the first one of a character, RFC 3629 section 3; 0: it is none.
  private static func followingBytes(of lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 1
    case 0xE0...0xEF: 2
    case 0xF0...0xF4: 3
    default: 0
    }
  }

  /// The author's words as a message can show them: one line, and not too long.
  static func excerpt(_ text: String) -> String {
    let short = text.prefix(60).prefix { !$0.isNewline }
    return short.endIndex == text.endIndex ? text : short + "…"
  }

  /// Whether a text begins with the UTF-8 byte-order mark.
  static func hasByteOrderMark(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0xEF, 0xBB, 0xBF])
  }

  /// Whether a text begins with the UTF-16 byte-order mark, or with ASCII in two bytes each.
  private static func looksLikeUTF16(_ head: ArraySlice<UInt8>) -> Bool {
    head.elementsEqual([0xFF, 0xFE]) || head.elementsEqual([0xFE, 0xFF])
      || (head.count == 2 && head.count { $0 == 0 } == 1)
  }

  private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
      .joined(separator: " ")
  }
}

extension Diagnostic {
  /// The warning of JSON that was read as GB18030, which is a guess.
  public static let guessedGB18030 = Diagnostic(
    .guessedEncoding, at: SourceRange(source: 0, start: 0, end: 0),
    Phrase("不是 UTF-8，按 GB18030（GBK）读", "this is not UTF-8, and is read as GB18030 (GBK)"),
    hint: Phrase(
      "看名称和数字对不对：对则另存为 UTF-8；不对则文件已损坏，重新导出",
      "see whether names and numbers are right: if so, save it as UTF-8; if not, it is damaged, and is to be exported again"
    ),
    severity: .warning)
}

extension Diagnostic.Code {
  static let guessedEncoding = Self(
    name: "guessed-encoding",
    explanation: Phrase(
      """
      JSON 是 UTF-8。不是 UTF-8、而像 GB18030（GBK）的，按 GB18030 读，并说明一次：损坏的 UTF-8 有时也像
      GB18030，读出来的名称就不对了。
      """,
      """
      JSON is UTF-8. What is not, and looks like GB18030 (GBK), is read as such, and it is said once:
      damaged UTF-8 may look like GB18030, and its names are then wrong.
      """))

  static let invalidUTF8 = Self(
    name: "invalid-utf8",
    explanation: Phrase(
      """
      规则文件必须是 UTF-8。卷宗和参数也可以是 UTF-16 或 GB18030（GBK）。大部分是 UTF-8 的文本是损坏的
      UTF-8，指出第一处。
      """,
      """
      Rule files are UTF-8. Dossiers and parameters may be UTF-16 or GB18030 (GBK), too. A text most of
      which is UTF-8 is damaged UTF-8, and its first place is told.
      """))

  static let byteOrderMark = Self(
    name: "byte-order-mark",
    explanation: Phrase(
      "UTF-8 文件不需要字节顺序标记；有些编辑器会加上。请另存为“UTF-8 无 BOM”。",
      "UTF-8 needs no byte-order mark; some editors add one. Save as UTF-8 without BOM."))

  static let emptyFile = Self(
    name: "empty-file",
    explanation: Phrase(
      """
      文件是空的，或者只有空白。最小的 JSON 卷宗是一个空对象：

          {}
      """,
      """
      The file is empty, or holds white space only. The smallest JSON dossier is an empty object:

          {}
      """))
}
