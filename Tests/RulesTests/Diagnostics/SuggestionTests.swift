import Testing

@testable import Rules

@Suite("The nearest name")
struct SuggestionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let nearest: String?
    var testDescription: String { name }

    init(_ name: String, _ nearest: String?) { (self.name, self.nearest) = (name, nearest) }

    static let all = [
      Row("dataCentre.peu", "dataCentre.pue"), Row("数据中心.PUD", "数据中心.PUE"),
      Row("新见", "新建"), Row("新建", nil), Row("kgec/t", "kgce/t"), Row("xyz", nil), Row("", nil),
      Row("年", nil), Row("项目.建设性", "项目.建设性质"),
    ]
  }

  private static let known = [
    "dataCentre.pue", "数据中心.PUE", "新建", "kgce/t", "项目.建设性质", "供热机组.容量", "吨",
  ]

  @Test("Near is a third of the name, and never the whole of it", arguments: Row.all)
  func nearest(_ row: Row) {
    let others = Self.known.filter { $0 != row.name }
    #expect(Suggestion.nearest(to: row.name, among: others) == row.nearest)
  }

  @Test("Of two names that are as near the first in order is offered, whatever their order here")
  func stable() {
    #expect(Suggestion.nearest(to: "abcd", among: ["abce", "abcf"]) == "abce")
    #expect(Suggestion.nearest(to: "abcd", among: ["abcf", "abce"]) == "abce")
  }

  @Test("Kept names give what a search through all of them gives")
  func keptNames() {
    let vocabulary = CommittedRules.book.program.vocabulary
    let names = vocabulary.fields.flatMap { [$0.path.english, $0.path.chinese, $0.label] }
    let kept = NearestNames(names)
    var random = SplitMix64(seed: 7)
    for name in names + ["", "年", "x", String(repeating: "量", count: 200)] {
      var letters = Array(name.unicodeScalars)
      for _ in 0..<Int.random(in: 1...4, using: &random) where letters.count > 1 {
        let place = Int.random(in: 0..<letters.count - 1, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: letters.swapAt(place, place + 1)
        case 1: letters.remove(at: place)
        case 2: letters.insert("甲", at: place)
        default: letters[place] = "x"
        }
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: letters)
      let slip = String(view)
      #expect(kept.nearest(to: slip) == Suggestion.nearest(to: slip, among: names), "\(slip)")
    }
  }

  @Test("Every name is found again after one slip")
  func slips() {
    let names = CommittedRules.book.program.vocabulary.fields.map(\.path.english)
    for name in names.prefix(15) {
      var letters = Array(name)
      letters.swapAt(letters.count - 2, letters.count - 1)
      let slip = String(letters)
      guard slip != name, !names.contains(slip) else { continue }
      #expect(Suggestion.nearest(to: slip, among: names) != nil, "\(slip)")
    }
  }
}
