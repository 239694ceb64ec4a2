import Testing

@testable import Rules

/// Every rule file of the repository, written in Chinese, in English, and back.
@Suite("The formatter on all rule files")
struct RoundTripTests {
  private static let chinese = CommittedRules.book.formatted(.chinese)
  private static let english = CommittedRules.book.rewritten(.english)

  private static let paths = CommittedRules.book.trees.map {
    CommittedRules.sources[$0.source].path
  }

  private static func text(_ path: String, in texts: [FormattedText]) -> FormattedText? {
    texts.first { CommittedRules.sources[$0.source].path == path }
  }

  @Test("The rules have no errors, in either language", arguments: Language.allCases)
  func noErrors(_ language: Language) {
    let book = language == .chinese ? CommittedRules.book : Self.english.book
    let problems = book.diagnostics.filter { $0.severity == .error }
    let renderer = DiagnosticRenderer(sources: book.sources, language: .english)
    #expect(problems.isEmpty, "\(renderer.render(Array(problems.prefix(5))))")
  }

  @Test("What was written says what was read", arguments: paths)
  func sameMeaning(_ path: String) throws {
    for texts in [Self.chinese, Self.english.texts] {
      let text = try #require(Self.text(path, in: texts))
      let renderer = DiagnosticRenderer(sources: CommittedRules.sources, language: .english)
      #expect(text.difference == nil, "\(text.difference.map(renderer.render) ?? "")")
    }
  }

  @Test("English and back gives the canonical Chinese, byte for byte", arguments: paths)
  func backAgain(_ path: String) throws {
    let book = Self.english.book
    let tree = try #require(book.trees.first { book.sources[$0.source].path == path })
    let first = try #require(Self.text(path, in: Self.chinese)).text
    let second = book.print(tree, .chinese)
    let isSame = first.utf8.elementsEqual(second.utf8)
    #expect(isSame, "\(Self.firstDifference(first, second))")
  }

  @Test("The files stand in the canonical layout", arguments: paths)
  func canonical(_ path: String) throws {
    let written = try #require(Self.text(path, in: Self.chinese)).text
    let file = try #require(Repository.text(of: path))
    let isSame = written.utf8.elementsEqual(file.utf8)
    #expect(isSame, "\(Self.firstDifference(file, written))")
    // The rule files are snapshots of the formatter.
    if !isSame, Repository.variable("RECORD_SNAPSHOTS") != nil {
      Repository.write(written, to: path)
    }
  }

  private static func firstDifference(_ left: String, _ right: String) -> String {
    let pairs = zip(left.split(separator: "\n"), right.split(separator: "\n"))
    return pairs.first { $0 != $1 }.map { "\($0)\n\($1)" } ?? "one is longer"
  }
}
