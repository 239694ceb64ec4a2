import Testing

@testable import Rules

@Suite("Drawing diagnostics")
struct DiagnosticRendererTests {
  /// The lines that draw a mark under `HERE`.
  private static func drawn(_ before: String, _ behind: String) -> [Substring] {
    let source = SourceText(path: "a.json", text: before + "HERE" + behind)
    let start = before.utf8.count
    let range = SourceRange(source: 0, start: start, end: start + 4)
    let diagnostic = Diagnostic(.unknownKey, at: range, Phrase("甲", "a"))
    return DiagnosticRenderer(sources: [source], language: .english).render(diagnostic)
      .split(separator: "\n")
  }

  /// Texts around a word, each longer than a screen on one side, or on both.
  private static let sides = [
    "", "x", "中", String(repeating: "x", count: 5_000), String(repeating: "中文", count: 2_000),
    String(repeating: "\t", count: 300), String(repeating: "\u{202E}", count: 300),
    String(repeating: "e\u{301}", count: 300), String(repeating: "𠀋", count: 99),
  ]

  @Test(
    "Of a line 200 columns are drawn, and the mark stands under its word",
    arguments: sides, sides)
  func window(_ before: String, _ behind: String) throws {
    let lines = Self.drawn(before, behind)
    let line = lines[3].dropFirst(5)
    let mark = lines[4].dropFirst(5)
    let indent = mark.prefix { $0 == " " }.count
    let place = try #require(line.firstIndex(of: "H"))
    #expect(TextWidth.cells(of: line[..<place]) == indent)
    #expect(mark.dropFirst(indent) == "^^^^")
    #expect(line.unicodeScalars.count <= LineWindow.columnLimit)
    #expect(TextWidth.cells(of: line) <= LineWindow.columnLimit)
    #expect(!line.unicodeScalars.contains { $0.isInvisible })
    let isWhole = (before + "HERE" + behind).utf8.count <= 60
    #expect(
      isWhole != line.unicodeScalars.contains("…") || before == Self.sides[8]
        || behind == Self.sides[8])
  }

  @Test("Marks that lie far apart in one line are drawn in windows of their own")
  func farMarks() {
    let text = "first" + String(repeating: " ", count: 1_000) + "second"
    let source = SourceText(path: "a.json", text: text)
    let diagnostic = Diagnostic(
      .duplicateFact, at: SourceRange(source: 0, start: 1_005, end: 1_011), Phrase("甲", "a"),
      related: [.init(SourceRange(source: 0, start: 0, end: 5), Phrase("乙", "b"))])
    let text2 = DiagnosticRenderer(sources: [source], language: .english).render(diagnostic)
    #expect(text2.contains("first") && text2.contains("second"))
    #expect(text2.split(separator: "\n").allSatisfy { $0.count <= LineWindow.columnLimit + 5 })
  }

  @Test("A message is one line of bounded length, whatever it repeats")
  func message() {
    let word = String(repeating: "长", count: 10_000) + "\n\u{1B}"
    let range = SourceRange(source: 0, start: 0, end: 0)
    let diagnostic = Diagnostic(
      .unknownKey, at: range, Phrase("`\(word)`", "`\(word)` is not known"),
      hint: Phrase(word, word))
    for phrase in [diagnostic.message, diagnostic.hint].compactMap(\.self) {
      for language in Language.allCases { #expect(phrase[language].count < 650) }
    }
    #expect(diagnostic.message.english.hasSuffix("…` is not known"))
  }

  @Test("A path with controls is drawn on one line")
  func path() {
    let source = SourceText(path: "a\n错误[x]：\u{1B}.json", text: "{}")
    let range = SourceRange(source: 0, start: 0, end: 1)
    let text = DiagnosticRenderer(sources: [source], language: .chinese)
      .render(Diagnostic(.unknownKey, at: range, Phrase("甲", "a")))
    #expect(text.split(separator: "\n")[1] == "  --> a␤错误[x]：␛.json:1:1")
  }
}

@Suite("How many diagnostics are shown")
struct DiagnosticDigestTests {
  private static func list(_ severities: [Diagnostic.Severity]) -> [Diagnostic] {
    severities.enumerated().map { offset, severity in
      Diagnostic(
        .unknownKey, at: SourceRange(source: 0, start: offset, end: offset), Phrase("甲", "a"),
        severity: severity)
    }
  }

  @Test("A hundred are shown, errors before warnings, in the order of the text")
  func limit() {
    let severities = (0..<300).map { $0.isMultiple(of: 5) ? Diagnostic.Severity.error : .warning }
    let digest = DiagnosticDigest(Self.list(severities))
    #expect(digest.shown.count == DiagnosticDigest.limit)
    #expect(digest.shown.count { $0.severity == .error } == 60)
    #expect(digest.errorsLeftOut == 0 && digest.warningsLeftOut == 200)
    #expect(digest.shown.map(\.range.start) == digest.shown.map(\.range.start).sorted())
  }

  @Test("What is left out is counted", arguments: [0, 1, 99, 100, 101, 250], [0, 1, 100])
  func count(_ errors: Int, _ room: Int) {
    let all = Self.list(Array(repeating: .error, count: errors) + [.warning, .warning])
    let digest = DiagnosticDigest(all, room: room)
    #expect(digest.shown.count == min(room, all.count))
    #expect(digest.shown.count + digest.errorsLeftOut + digest.warningsLeftOut == all.count)
    #expect(digest.shown.hasErrors == (errors > 0 && room > 0))
  }

  @Test("The count is said with its file, and how many are errors")
  func note() {
    #expect(DiagnosticDigest.note(errors: 0, warnings: 0, in: "a") == nil)
    #expect(
      DiagnosticDigest.note(errors: 3, warnings: 9, in: "a\n.json")
        == Phrase("另有 12 条（a␤.json，其中错误 3 条）", "and 12 more (a␤.json, 3 of them errors)"))
  }
}
