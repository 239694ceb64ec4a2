import Testing

@testable import Rules

@Suite("The width of text on a terminal")
struct TextWidthTests {
  @Test(
    "Wide characters take two cells, marks none",
    arguments: [
      ("", 0), ("PUE", 3), ("数据中心", 8), ("（）：、", 8), ("「1.2」", 7), ("《》", 4), ("〔2022〕", 8),
      ("e\u{301}", 1), ("１２", 4), ("≤", 1), ("×", 1), ("𠮷", 2), ("……", 2), ("a\u{200B}b", 2),
      ("○", 1), ("Ⅳ", 1), ("〇", 2), ("·", 1),
    ])
  func width(_ text: String, _ cells: Int) {
    #expect(TextWidth.cells(of: text) == cells)
  }

  @Test("The width of a text is the sum of its characters' widths")
  func sum() {
    let text = "新建大型、超大型数据中心PUE ≤ 1.2（含）"
    let parts = text.unicodeScalars.map { TextWidth.cells(of: $0) }
    #expect(TextWidth.cells(of: text) == parts.reduce(0, +))
  }
}
