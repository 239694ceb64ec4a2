import Testing

@testable import Rules

/// What holds of every text of the language, tried on the rules of all pages of the manual.
@Suite("The laws of the language, on every page")
struct LanguageLawsTests {
  /// A section of the manual whose rules have no errors.
  struct Clean: Sendable, CustomTestStringConvertible {
    let specimen: Specimen
    let book: RuleBook
    var testDescription: String { specimen.testDescription }
  }

  private static let sections: [Clean] = SpecificationPage.all.flatMap { page in
    page.sections.indices.map { Specimen(page: page, section: $0, output: 0) }
  }.compactMap { specimen in
    guard !specimen.ruleTexts.isEmpty else { return nil }
    let book = specimen.book
    return book.diagnostics.hasErrors ? nil : Clean(specimen: specimen, book: book)
  }

  @Test("English and back gives the canonical Chinese, byte for byte", arguments: sections)
  func thereAndBack(_ section: Clean) throws {
    let chinese = section.book.formatted(.chinese)
    let (english, book) = section.book.rewritten(.english)
    #expect(chinese.allSatisfy { $0.difference == nil })
    #expect(english.allSatisfy { $0.difference == nil })
    for text in chinese {
      let tree = try #require(book.trees.first { $0.source == text.source })
      #expect(book.print(tree, .chinese).utf8.elementsEqual(text.text.utf8))
    }
  }

  @Test("What was formatted stays as it is", arguments: sections)
  func formattedTwice(_ section: Clean) throws {
    let (chinese, book) = section.book.rewritten(.chinese)
    for text in chinese {
      let tree = try #require(book.trees.first { $0.source == text.source })
      #expect(book.print(tree, .chinese).utf8.elementsEqual(text.text.utf8))
    }
  }

  @Test("A program file read back is the program", arguments: sections)
  func programFile(_ section: Clean) throws {
    let origin = ProgramOrigin(digest: "sha256:…", rulesets: [:])
    let file = ProgramFile(section.book.program, from: origin)
    #expect(try ProgramFile(file.bytes) == file)
  }
}

@Suite("Keywords")
struct KeywordTests {
  @Test("Each keyword has a place of its own in a set", arguments: Keyword.allCases)
  func oneBitEach(_ keyword: Keyword) {
    #expect(Keyword.allCases.count <= KeywordSet.capacity)
    let set = KeywordSet([keyword])
    #expect(set.members == [keyword])
    #expect(Keyword.allCases.filter(set.contains) == [keyword])
  }

  /// The keywords that may stand in one place: the declarations, and the clauses of each.
  private static let places: [[Keyword]] =
    [Array(Grammar.declarations.keys)] + Grammar.declarations.values.map { Array($0.clauses.keys) }

  @Test("No two keywords of one place are spelt alike", arguments: places)
  func noCollisions(_ keywords: [Keyword]) {
    for spelling in [Language.chinese, .english] {
      let words = keywords.map { $0.spelling[spelling] }
      #expect(Set(words).count == words.count, "\(words.sorted())")
    }
  }

  @Test("No clause is spelt as a declaration, which would end the one above it")
  func clausesAreNoDeclarations() {
    // `参数` sets parameters in a case, which declares none.
    let allowed: Set<Keyword> = [.parameter]
    for form in Grammar.declarations.values {
      for clause in form.clauses.keys where !allowed.contains(clause) {
        for declaration in Grammar.declarations.keys where declaration != clause {
          #expect(clause.spelling.chinese != declaration.spelling.chinese)
        }
      }
    }
  }

  @Test("A word to write is no word that is answered by another one")
  func synonymsAreNoKeywords() {
    for (keyword, words) in Synonyms.clauses.rows + Synonyms.declarations.rows {
      for word in words { #expect(word.text != keyword.spelling.chinese) }
    }
  }
}
