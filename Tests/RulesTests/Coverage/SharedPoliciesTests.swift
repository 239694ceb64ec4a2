import Testing

@testable import Rules

@Suite(
  "The repository's rules against the five policy texts",
  .enabled(if: PolicyFolder.isPresent, Comment(rawValue: PolicyFolder.isAbsent)))
struct SharedPoliciesTests {
  private static let book = RuleBook(PolicyFolder.rules)
  private static let sources = PolicyFolder.texts
  private static let texts = PolicyTexts(sources, startingAt: book.sources.count)

  private var book: RuleBook { Self.book }
  private var sources: [SourceText] { Self.sources }
  private var texts: PolicyTexts { Self.texts }

  @Test("Every quotation stands in the section it names, at one place")
  func quotes() {
    let check = QuoteCheck(book.checked, trees: book.trees, in: texts)
    #expect(check.diagnostics.map(\.message.english) == [])
    #expect(check.moved == 0 && check.gone == 0)
  }

  @Test("Every sentence is accounted for, and no entry is idle")
  func complete() {
    let coverage = measureCoverage(of: book.checked, trees: book.trees, in: texts)
    #expect(coverage.documents.count == sources.count)
    #expect(coverage.unaccounted.map(\.sentence.sentence.text) == [])
    #expect(coverage.idle.map(\.section) == [])
    #expect(coverage.lost.isEmpty && coverage.unmeasured.isEmpty)
  }

  @Test("Without any one entry of the register, the sentence it stood for is named")
  func deletions() throws {
    let rulesets = book.checked.rulesets
    let ningxia = try #require(rulesets.firstIndex { $0.folder == "Rules/ningxia" })
    let omissions = book.checked.omissions
    // One document whole, of the others every ninth.
    let deleted = omissions.indices.filter { omissions[$0].ruleset == ningxia || $0 % 9 == 0 }
    #expect(deleted.count > 150)
    var read: [String: PolicyTexts] = [:]
    for index in deleted {
      var rules = book.checked
      let omission = rules.omissions.remove(at: index)
      let own = sources.filter { source in
        rules.documents.contains {
          $0.ruleset == omission.ruleset && source.path.hasSuffix("/\($0.textName ?? "").txt")
        }
      }
      // The texts of the nation's instruments are not at hand.
      guard !own.isEmpty else { continue }
      let name = own.map { $0.path }.joined()
      let text = read[name] ?? PolicyTexts(own, startingAt: book.sources.count)
      read[name] = text
      let coverage = measureCoverage(of: rules, trees: book.trees, in: text)
      let named = coverage.unaccounted.map(\.sentence.sentence)
      let section = SectionName(omission.section)
      #expect(!named.isEmpty, "\(omission.section)「\(omission.quote ?? "")」")
      #expect(named.allSatisfy { section.contains($0.section) })
      if let quote = omission.quote {
        let document = try #require(coverage.documents.first?.text)
        let place = try #require(QuotePattern(quote).places(in: document, section: section).first)
        #expect(named.contains { $0.letters.overlaps(place) }, "\(quote)")
      }
    }
  }

  @Test("Deleting the line from the file does the same", arguments: ["shanxi", "zhongwei"])
  func deletedLine(_ folder: String) {
    let path = "Rules/\(folder)/register.rules"
    let rules = PolicyFolder.rules.map { source -> SourceText in
      guard source.path == path else { return source }
      let lines = source.slice(0, source.bytes.count)
        .split(separator: "\n", omittingEmptySubsequences: false)
      let entry = lines.firstIndex { $0.hasPrefix("不编码 四") }
      let left = lines.indices.filter { $0 != entry }.map { lines[$0] }
      return SourceText(path: path, text: left.joined(separator: "\n"))
    }
    let book = RuleBook(rules)
    let coverage = measureCoverage(of: book.checked, trees: book.trees, in: texts)
    #expect(coverage.unaccounted.count == 1)
    #expect(coverage.counts.share.map { $0 < ExactNumber(100) } == true)
  }

  /// The reference joins a heading with the paragraph behind it; the front matter likewise.
  @Test(
    "The split has every sentence end of the reference, and beyond them only ends of paragraphs",
    arguments: [
      ("NX", "ningxia-2022-30"), ("ZW", "zhongwei-2023-24"), ("SZS", "shizuishan-2022-57"),
      ("NM", "inner-mongolia-2022"), ("SX", "shanxi-2022-25"),
    ])
  func split(_ name: String, _ file: String) throws {
    let source = try #require(sources.first { $0.path.hasSuffix("/\(file).txt") })
    let text = PolicyText(source, index: 0)
    let reference = PolicyFolder.referenceSentences.filter { $0.text == name }
      .map { $0.sentence.unicodeScalars.filter { !PolicyText.isBlank($0) } }
    // Some texts open with the lede of the news page they were taken from, which is not stored.
    let title = try #require(text.sentences.first)
    let start = try #require(
      reference.firstIndex { $0.elementsEqual(text.letters[title.letters]) }
        ?? reference.firstIndex { $0.starts(with: text.letters[title.letters]) })
    var end = 0
    var ends: Set<Int> = []
    for sentence in reference[start...] where end < text.letters.count {
      #expect(
        text.letters[end...].starts(with: sentence), "\(String(String.UnicodeScalarView(sentence)))"
      )
      end += sentence.count
      ends.insert(end)
    }
    #expect(end == text.letters.count)
    let own = Set(text.sentences.map(\.letters.upperBound))
    #expect(ends.subtracting(own).isEmpty)
    for extra in own.subtracting(ends) {
      let behind = text.offsets[extra - 1]..<text.offsets[extra]
      #expect(text.source.bytes[behind].contains(UInt8(ascii: "\n")))
    }
  }
}
