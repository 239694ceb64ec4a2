import Testing

@testable import Rules

@Suite("Numbers in texts")
struct NumberTextTests {
  @Test(
    "A number is read with its unit",
    arguments: [
      ("1.25", "1.25", nil), (" 108 kgce/t ", "108", "kgce/t"), ("108kgce / t", "108", "kgce/t"),
      ("１．２５", "1.25", nil), ("-5", "-5", nil), ("1e3", "1e3", nil),
      ("1.46e5 kWh", "1.46e5", "kWh"),
      ("1.46E+5kWh", "1.46E+5", "kWh"), ("5 e", "5", "e"), ("146 000", "146000", nil),
      ("1 234 567.5 t", "1234567.5", "t"), ("-146 000 t", "-146000", "t"),
      ("146\u{A0}000", "146000", nil), ("146\u{202F}000", "146000", nil),
      ("146\u{2009}000", "146000", nil), ("146\u{3000}000\u{3000}吨", "146000", "吨"),
      ("5\t吨", "5", "吨"), ("  ", "", nil), ("很多", "", "很多"),
    ] as [(String, String, String?)])
  func numbers(_ text: String, _ digits: String, _ unit: String?) {
    let number = NumberText(text)
    #expect(number.digits == digits && number.unit == unit && number.problem == nil)
  }

  @Test(
    "Any other blank inside a number is a problem",
    arguments: [
      "1 25", "1. 2 5", "1 .2", "1. 25", "1.2 5", "1 2", "12 34 567", "1  200", "1 2000", "1 200 5",
      "1 200 5000", "0 123", "1234 567", "1.234 567", "- 5", "1 e3", "1e 3", "1e3 5", "1\u{A0}25",
      "1\u{2009}25", "1\t25", "1\u{200B}25", "1\n25", "１　２５", "95 1050", "108 2 kgce/t",
    ])
  func blanks(_ text: String) {
    guard case .blankInside? = NumberText(text).problem else {
      Issue.record("\(text) was read as \(NumberText(text).digits)")
      return
    }
  }

  @Test(
    "A point has a digit on both sides",
    arguments: [("1.", "1"), (".5", "0.5"), ("-.5", "-0.5"), ("1. t", "1"), ("１．", "1")])
  func points(_ text: String, _ meant: String) {
    guard case .barePoint(let shown)? = NumberText(text).problem else {
      Issue.record("\(text) was read")
      return
    }
    #expect(shown == meant)
    #expect(ExactNumber(parsing: text) == nil)
  }

  @Test("What is read in one step reads as with all steps")
  func usual() {
    let pieces = [
      "1", "08", "25", ".", " ", "  ", "e", "E5", "吨", "万吨/年", "kgce/t", "%", "-", "以上", "左右",
      "至", "到", "间", "，", ",", "（", "约", "㎡", "m2", "t-1", "·", "％", "内", "/", "e吨", "\u{A0}",
    ]
    var generator = SplitMix64(seed: 7)
    var count = 0
    for _ in 0..<50_000 {
      let text = (0..<Int.random(in: 1...5, using: &generator))
        .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
      guard let usual = UsualNumber(text) else { continue }
      count += 1
      let number = NumberText(scanning: text)
      #expect(
        usual.digits == number.digits && usual.unit == number.unit && number.relation == .exactly
          && number.end == nil && number.remark == nil && number.problem == nil, "\(text)")
    }
    #expect(count > 1_000)
  }
}
