import Testing

@testable import Rules

/// What a message says to write in place of the author's words.
@Suite("Hints are in the language of the text")
struct HintSpellingTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let line: String
    let written: String
    var testDescription: String { line }
  }

  private static let rows = [
    Row(line: "  项目.两高 且 项目.行业 是 水泥", written: "当 项目.两高 且 项目.行业 是 水泥"),
    Row(line: "  project.x and project.y", written: "when project.x and project.y"),
    Row(line: "  禁止 项目.两高", written: "不得 项目.两高"),
    Row(line: "  forbidden project.x", written: "must not project.x"),
    Row(line: "  应 甲 且 乙 或 丙", written: "（甲 且 乙） 或 丙"),
    Row(line: "  must a and b or c", written: "(a and b) or c"),
    Row(line: "  应 项目.产能 高于 3 项目.限额", written: "3 × 项目.限额"),
  ]

  /// Whichever the language of the messages is.
  @Test("It is the same in messages of both languages", arguments: rows)
  func spelling(_ row: Row) throws {
    let head =
      row.line.utf8.contains { $0 >= 0x80 }
      ? "规则 X-1 甲\n  依据 甲 一「乙」\n" : "rule X-1 a\n  cites a 一「b」\n"
    let text = SourceText(path: "a.rules", text: head + row.line + "\n")
    let hints = Parser.parse(text).diagnostics.compactMap { $0.hint }
    let found = hints.first { $0.chinese.contains(row.written) }
    let hint = try #require(found, "\(hints)")
    #expect(hint.english.contains(row.written), "\(hint.english)")
  }
}
