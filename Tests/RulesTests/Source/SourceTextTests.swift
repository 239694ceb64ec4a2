import Testing

@testable import Rules

@Suite("Places in a text")
struct SourceTextTests {
  private static let text = SourceText(path: "a.rules", text: "应 a\r\n\n\t当 𠮷 e\u{301}\n末")

  @Test(
    "Lines and columns count from 1; a column is one Unicode scalar",
    arguments: [
      (0, 1, 1), (3, 1, 2), (4, 1, 3), (5, 1, 4), (6, 1, 5), (7, 2, 1), (8, 3, 1), (9, 3, 2),
      (12, 3, 3), (13, 3, 4), (17, 3, 5), (18, 3, 6), (19, 3, 7), (21, 3, 8), (22, 4, 1),
      (25, 4, 2), (1000, 4, 2),
    ])
  func position(_ offset: Int, _ line: Int, _ column: Int) {
    #expect(Self.text.position(of: offset) == SourcePosition(line: line, column: column))
  }

  @Test(
    "A line is found without its line break",
    arguments: [(0, 0..<5), (4, 0..<5), (7, 7..<7), (10, 8..<21), (22, 22..<25), (99, 22..<25)])
  func line(_ offset: Int, _ bounds: Range<Int>) {
    #expect(Self.text.lineBounds(around: offset) == bounds)
  }

  @Test("A slice beyond the end is cut off")
  func slice() {
    #expect(Self.text.slice(22, 99) == "末")
    #expect(Self.text.slice(-5, 3) == "应")
    #expect(Self.text.slice(9, 3) == "")
  }

  @Test("The position grows with the offset")
  func monotone() {
    let source = CommittedRules.sources[0]
    var last = (line: 0, column: 0)
    for offset in 0..<min(source.bytes.count, 2000) where source.bytes[offset] & 0xC0 != 0x80 {
      let position = source.position(of: offset)
      #expect((last.line, last.column) < (position.line, position.column))
      last = (position.line, position.column)
    }
  }

  @Test(
    "The language of a text",
    arguments: [
      ("a.rules", "# 注释\nrule A 「新建」", Language.english), ("a.rules", "规则 A b", .chinese),
      ("a.cases", "案例 x", .chinese), ("a.json", "{\"project\": {}}", .english),
      ("a.json", "{\"project\": \"中卫\"}", .chinese), ("a.csv", "product,基准", .chinese),
      ("a.rules", "", .chinese), ("a.json", "{}", .chinese),
    ])
  func language(_ path: String, _ text: String, _ language: Language) {
    #expect(SourceText(path: path, text: text).mainLanguage == language)
  }

  @Test("A range ends where it begins, or later")
  func ranges() {
    let first = SourceRange(source: 2, start: 5, end: 3)
    #expect(first.end == 5)
    let second = SourceRange(source: 2, start: 7, end: 9)
    #expect(first.through(second) == SourceRange(source: 2, start: 5, end: 9))
    #expect(second.through(first).end == 9)
  }
}
