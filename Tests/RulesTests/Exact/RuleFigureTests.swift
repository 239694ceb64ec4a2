import Testing

@testable import Rules

@Suite("What a rule compares with, as texts write it")
struct RuleFigureTests {
  struct Writing: Sendable, CustomTestStringConvertible {
    let figure: RuleFigure
    let written: [String]
    var others: [String] = []
    var testDescription: String { written[0] }
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> RuleFigure {
    .day(CalendarDate(year: year, month: month, day: day) ?? .earliest)
  }

  static let writings = [
    Writing(figure: .number("1.2"), written: ["1.2"], others: ["0万", "1,2"]),
    Writing(
      figure: .number("1500000"), written: ["1500000", "1,500,000", "150万", "150 万"],
      others: ["15万", "0.015亿"]),
    Writing(figure: .number("12500"), written: ["12500", "12,500", "1.25万"], others: ["1.3万"]),
    Writing(
      figure: day(2025, 12, 31),
      written: [
        "2025-12-31", "2025年12月31日", "2025年底", "2025年末", "2025年12月底", "20251231", "2025/12/31",
      ]),
    Writing(
      figure: day(2025, 6, 30), written: ["2025-06-30", "2025年6月30日", "2025年6月底"],
      others: ["2025年底"]),
    Writing(
      figure: day(2025, 6, 1), written: ["2025-06-01", "2025.6.1"], others: ["2025年6月底"]),
  ]

  @Test("Each way is looked for, and none of another figure", arguments: writings)
  func spellings(_ writing: Writing) {
    for text in writing.written { #expect(writing.figure.spellings.contains(text), "\(text)") }
    for text in writing.others { #expect(!writing.figure.spellings.contains(text), "\(text)") }
  }
}
