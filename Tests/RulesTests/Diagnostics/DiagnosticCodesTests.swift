import Testing

@testable import Rules

@Suite("The kinds of problems")
struct DiagnosticCodesTests {
  private static let sources = Repository.files(below: "Sources/Rules", endingIn: [".swift"])
    .compactMap(Repository.text)

  /// The names in `static let unitMismatch = Self(name: "unit-mismatch", …`.
  private static var declared: [String] {
    sources.flatMap { text in
      text.split(separator: "\n").compactMap { line -> String? in
        let trimmed = line.drop { $0 == " " }
        guard trimmed.hasPrefix("name: \"") else { return nil }
        let name = trimmed.dropFirst(7).prefix { $0 != "\"" }
        return name.contains("-") ? String(name) : nil
      }
    }
  }

  @Test("`review explain` knows every code, and each stands in the sources once")
  func complete() {
    #expect(Self.declared.sorted() == Diagnostic.Code.all.map(\.name).sorted())
  }

  @Test(
    "A code is kebab-case and has a page in both languages",
    arguments: Diagnostic.Code.all.map(\.name))
  func page(_ name: String) throws {
    let code = try #require(Diagnostic.Code.named(name))
    #expect(name.allSatisfy { $0.isLowercase || $0 == "-" || $0.isNumber })
    #expect(!code.explanation.chinese.isEmpty)
    #expect(!code.explanation.english.isEmpty)
    #expect(code.explanation.chinese != code.explanation.english)
  }
}
