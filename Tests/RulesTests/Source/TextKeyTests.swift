import Testing

@testable import Rules

@Suite("Names that are one name")
struct TextKeyTests {
  @Test(
    "White space, what is not seen, width and dashes tell no names apart",
    arguments: [
      "煤制甲醇-烟煤 ", "　煤制甲醇-烟煤", "煤制甲醇—烟煤", "煤制甲醇－烟煤", "煤制甲醇–烟煤", "煤制甲醇−烟煤",
      "煤制甲醇\u{200B}-烟煤", "煤制 甲醇 - 烟煤", "\u{FEFF}煤制甲醇-烟煤", "煤制甲醇\u{2011}烟煤",
    ])
  func same(_ text: String) {
    #expect(TextKey.areSame(text, "煤制甲醇-烟煤"))
    #expect(TextKey.hasUnseen(text))
  }

  @Test("Other names stay apart", arguments: ["煤制甲醇烟煤", "煤制甲醇-无烟煤", "煤制甲醇-烟煤1", ""])
  func different(_ text: String) {
    #expect(!TextKey.areSame(text, "煤制甲醇-烟煤"))
  }

  @Test("Brackets and letters of full width are those of ASCII")
  func width() {
    #expect(TextKey.folded("ＰＵＥ（Ａ）") == "PUE(A)")
  }

  @Test(
    "A product is found in its table however its name is written",
    arguments: ["煤制甲醇-烟煤", "煤制甲醇—烟煤", " 煤制甲醇－烟煤\u{200B}"])
  func found(_ name: String) throws {
    let program = CommittedRules.book.program
    let source = SourceText(
      path: "d.json",
      text:
        #"{"project": {"province": "内蒙古", "reviewDate": "2025-06-01"}, "products": [{"name": "\#(name)", "unitEnergy": "9000 kgce/t"}]}"#
    )
    let dossier = try #require(
      DossierReader.read(source, vocabulary: program.vocabulary).dossier)
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    let review = evaluate(program, with: bind(dossier, to: program, today: today).binding)
    #expect(
      review.findings.contains { finding in
        finding.trace.parameters.contains {
          $0.key.map { TextKey.areSame($0, name) } ?? false && $0.hasValue
        }
      })
  }
}
