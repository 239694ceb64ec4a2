import Synchronization
import Testing

@testable import Rules

/// One section of a page: its inputs, and one output that they must give.
struct Specimen: Sendable, CustomTestStringConvertible {
  let page: SpecificationPage
  let section: Int
  /// The position of the output block in its section.
  let output: Int

  var testDescription: String {
    "\(page.path.split(separator: "/").suffix(2).joined(separator: "/")): \(title)"
  }

  var title: String { page.sections[section].title }
  var expected: SpecificationPage.Block { blocks[output] }
  private var blocks: [SpecificationPage.Block] { page.sections[section].blocks }

  /// Every output of a kind, page by page.
  static func all(_ kind: String) -> [Specimen] {
    SpecificationPage.all.flatMap { page in
      page.sections.indices.flatMap { section in
        page.sections[section].blocks.indices
          .filter { page.sections[section].blocks[$0].kind == kind }
          .map { Specimen(page: page, section: section, output: $0) }
      }
    }
  }

  // MARK: - Inputs

  /// The input blocks of a kind: the page's own first, then the section's.
  private func inputs(_ kind: String) -> [SpecificationPage.Block] {
    let shared = section == 0 ? [] : page.shared
    return (shared + blocks).filter { $0.kind == kind }
  }

  private func sources(_ kind: String, named name: String) -> [SourceText] {
    inputs(kind).map { SourceText(path: $0.path ?? name, bytes: $0.bytes) }
  }

  var ruleTexts: [SourceText] { sources("rules", named: "example.rules") }

  /// The rules of the section with the words of the page, or else with those of the repository.
  var book: RuleBook {
    let own = sources("vocabulary", named: "vocabulary.rules")
    return RuleBook(
      own + ruleTexts + sources("csv", named: "table.csv"),
      context: own.isEmpty ? CommittedRules.vocabulary : [], keepsSpellings: true)
  }

  var dossier: SourceText? { sources("dossier", named: "dossier.json").first }
  var parameters: SourceText? { sources("parameters", named: "parameters.json").first }

  // MARK: - Output

  /// The language after the kind of the output; nil: that of the text.
  var language: Language? {
    expected.options.compactMap(Language.init(rawValue:)).first
  }

  /// Compares, or with `RECORD_SNAPSHOTS` writes the page and fails.
  func check(_ actual: String, _ place: Testing.SourceLocation = #_sourceLocation) {
    guard actual != expected.text else { return }
    guard Repository.variable("RECORD_SNAPSHOTS") == nil else {
      Self.record(self, actual)
      Issue.record("\(page.path): recorded “\(title)”; read the diff and run again")
      return
    }
    Issue.record(
      """
      \(page.path), “\(title)”: the \(expected.kind) differ.
      --- on the page
      \(expected.text)--- now
      \(actual)---
      """, sourceLocation: place)
  }

  private static let writing = Mutex(())

  private static func record(_ specimen: Specimen, _ actual: String) {
    writing.withLock { _ in
      guard let text = Repository.text(of: specimen.page.path) else { return }
      let replaced = SpecificationPage.replacing(
        section: specimen.section, block: specimen.output, in: text, with: actual)
      Repository.write(replaced, to: specimen.page.path)
    }
  }
}
