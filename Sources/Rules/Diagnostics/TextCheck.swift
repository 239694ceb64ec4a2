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
      hint: Phrase(
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

extension Diagnostic.Code {
  static let invalidUTF8 = Self(
    name: "invalid-utf8",
    explanation: Phrase(
      "规则文件与卷宗必须是 UTF-8 编码。GB18030 只在 CSV 卷宗中接受。",
      "Rule files and dossiers are UTF-8. GB18030 is accepted in CSV dossiers only."))

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
