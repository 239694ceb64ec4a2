import Testing

@testable import Rules

/// The pages of `Tests/Specification`, which are the manual of the language.
@Suite("The manual")
struct SpecificationTests {
  @Test("What is wrong with a text", arguments: Specimen.all("diagnostics"))
  func diagnostics(_ specimen: Specimen) {
    specimen.check(SpecimenOutput(specimen).diagnostics)
  }

  @Test("What the rules say of a dossier", arguments: Specimen.all("findings"))
  func findings(_ specimen: Specimen) {
    specimen.check(SpecimenOutput(specimen).findings)
  }

  @Test("The compiled program", arguments: Specimen.all("program"))
  func program(_ specimen: Specimen) {
    let file = ProgramFile(
      specimen.book.program, from: ProgramOrigin(digest: "sha256:…", rulesets: [0: "sha256:…"]))
    specimen.check(String(decoding: file.bytes, as: UTF8.self))
  }

  @Test("The canonical layout", arguments: Specimen.all("formatted"))
  func formatted(_ specimen: Specimen) throws {
    let language = try #require(specimen.language, "write `formatted zh` or `formatted en`")
    let book = specimen.book
    let own = book.formatted(language).first { specimen.ruleTexts[0] == book.sources[$0.source] }
    let formatted = try #require(own)
    #expect(formatted.difference == nil)
    specimen.check(formatted.text)
  }

  @Test(
    "A page shows its problems: what no block shows is clean",
    arguments: SpecificationPage.all.map(\.path))
  func silence(_ path: String) throws {
    let page = try #require(SpecificationPage.all.first { $0.path == path })
    for section in page.sections.indices {
      let blocks = page.sections[section].blocks
      guard !blocks.isEmpty, !blocks.contains(where: { $0.kind == "diagnostics" }) else {
        continue
      }
      let specimen = Specimen(page: page, section: section, output: 0)
      #expect(
        SpecimenOutput(specimen).diagnostics == "", "\(path), “\(specimen.title)”")
    }
  }

  @Test("A section that shows input shows an output", arguments: SpecificationPage.all.map(\.path))
  func outputs(_ path: String) throws {
    let page = try #require(SpecificationPage.all.first { $0.path == path })
    let kinds: Set = [
      "vocabulary", "rules", "dossier", "parameters", "csv", "diagnostics", "findings",
      "formatted", "program",
    ]
    for section in page.sections.dropFirst() {
      #expect(section.blocks.allSatisfy { kinds.contains($0.kind) }, "\(section.title)")
      #expect(
        section.blocks.contains {
          ["diagnostics", "findings", "formatted", "program"].contains($0.kind)
        },
        "\(section.title)")
    }
  }
}
