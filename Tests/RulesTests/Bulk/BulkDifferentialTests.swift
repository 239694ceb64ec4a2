import Testing

@testable import Reports
@testable import Rules

/// What is judged in bulk is what the reference says, to the byte: the line of results, and what a
/// summary keeps.
///
/// `BULK_PAIRS=100000 swift test -c release --filter BulkDifferential` compares so many records for
/// each test; seeds that ever failed stand in ``corpus`` and are tried first.
@Suite("In bulk as by the reference")
struct BulkDifferentialTests {
  private static let pairs = Repository.variable("BULK_PAIRS").flatMap { Int($0) }

  /// Seeds that failed once.
  private static let corpus: [UInt64] = []
  /// Seeds of random programs under which records failed once.
  private static let programs: [UInt64] = [111]

  private static func seeds(_ start: UInt64, _ few: Int) -> [UInt64] {
    corpus + (0..<UInt64(pairs ?? few)).map { start + $0 }
  }

  private func check(_ pairs: BulkPairs, atLeast share: Int) {
    for text in pairs.different.prefix(5) { Issue.record("\(text)") }
    #expect(pairs.different.isEmpty)
    let all = pairs.equal + pairs.declined + pairs.different.count
    #expect(
      pairs.equal * 100 >= all * share,
      "\(pairs.equal) of \(all) were judged in bulk; declined: \(pairs.declines)")
  }

  @Test("The examples are all judged in bulk")
  func examples() throws {
    var pairs = try #require(BulkPairs(CommittedRules.book.program))
    for example in CommittedRules.examples {
      let line = example.bytes.filter { $0 != 0x0A && $0 != 0x0D }
      pairs.compare(line, named: example.path)
      for shift in [0, 1, 2, 3, 4, 5, 6, 7] {
        pairs.compare(Array(repeating: 0x20, count: shift) + line, named: example.path)
      }
    }
    check(pairs, atLeast: 100)
  }

  /// What is true of a project is told alike wherever it stands, and on whatever evidence.
  @Test("The same facts at other places, with other evidence", arguments: Language.allCases)
  func elsewhere(_ language: Language) throws {
    var pairs = try #require(BulkPairs(CommittedRules.book.program, language: language))
    for example in CommittedRules.examples {
      for number in 0..<12 {
        pairs.compare(ElsewhereRecord.bytes(example.bytes, number), named: example.path)
      }
    }
    check(pairs, atLeast: 60)
    #expect(pairs.templateUses > 120, "only \(pairs.templateUses) rules were told of by templates")
  }

  @Test("Texts and keys written with escapes", arguments: EscapedRecord.all)
  func escapes(_ escaped: EscapedRecord) throws {
    var pairs = try #require(BulkPairs(CommittedRules.book.program))
    for example in CommittedRules.examples {
      let line = example.bytes.filter { $0 != 0x0A && $0 != 0x0D }
      pairs.compare(escaped.bytes(line), named: example.path)
      // Seen before, findings are told by templates.
      pairs.compare([0x20] + escaped.bytes(line), named: example.path)
      pairs.compare([0x20, 0x20] + escaped.bytes(line), named: example.path)
    }
    check(pairs, atLeast: 100)
  }

  /// A text may say that there is no value, and why.
  @Test("Other texts in the place of each", arguments: [0, 7])
  func texts(_ first: Int) throws {
    var pairs = try #require(BulkPairs(CommittedRules.book.program))
    for example in CommittedRules.examples {
      let line = example.bytes.filter { $0 != 0x0A && $0 != 0x0D }
      for record in TextRecord.all(line, from: first) { pairs.compare(record, named: example.path) }
    }
    #expect(pairs.equal + pairs.declined > 500)
    check(pairs, atLeast: 40)
  }

  /// Numbers change what is told of a rule and, now and then, what it comes to.
  @Test("Other numbers in the same facts", arguments: Language.allCases)
  func numbers(_ language: Language) throws {
    var pairs = try #require(BulkPairs(CommittedRules.book.program, language: language))
    var random = SplitMix64(seed: 5)
    for example in CommittedRules.examples {
      for _ in 0..<8 {
        pairs.compare(NumberRecord.bytes(example.bytes, &random), named: example.path)
      }
    }
    check(pairs, atLeast: 40)
  }

  /// A line with all findings is one of the same facts, or of those that single rules read.
  @Test("All that is told of a record, at other places and with other numbers")
  func all() throws {
    for language in Language.allCases {
      let program = CommittedRules.book.program
      var pairs = try #require(BulkPairs(program, language: language, tellsAll: true))
      var random = SplitMix64(seed: 6)
      for example in CommittedRules.examples {
        for number in [0, 7, 14, 21, 8, 9] {
          pairs.compare(ElsewhereRecord.bytes(example.bytes, number), named: example.path)
        }
        for _ in 0..<3 {
          pairs.compare(NumberRecord.bytes(example.bytes, &random), named: example.path)
        }
      }
      check(pairs, atLeast: 50)
      #expect(pairs.recordUses > 10, "only \(pairs.recordUses) records were copies")
      #expect(pairs.templateUses > 500, "only \(pairs.templateUses) rules were told by templates")
    }
  }

  @Test("All that is told of random dossiers and of examples that are changed fact by fact")
  func allOfNeighbours() throws {
    let program = CommittedRules.book.program
    var pairs = try #require(BulkPairs(program, tellsAll: true))
    let count = Self.pairs.map { max(1, $0 / 20) } ?? 4
    for seed in Self.seeds(1_000, 10) { pairs.compare(seed: seed) }
    for (place, example) in CommittedRules.examples.enumerated() {
      let dossier = try #require(DossierReader.read(example, vocabulary: program.vocabulary).0)
      pairs.compareNeighbours(of: dossier, count: count, seed: UInt64(place))
    }
    check(pairs, atLeast: 40)
  }

  @Test("Random dossiers under the shipped rules")
  func shippedRules() throws {
    var pairs = try #require(BulkPairs(CommittedRules.book.program))
    for seed in Self.seeds(1_000, 60) { pairs.compare(seed: seed) }
    check(pairs, atLeast: 25)
  }

  @Test("Examples that are changed fact by fact")
  func neighbours() throws {
    let program = CommittedRules.book.program
    var pairs = try #require(BulkPairs(program))
    let count = Self.pairs.map { max(1, $0 / 20) } ?? 4
    for (place, example) in CommittedRules.examples.enumerated() {
      let dossier = try #require(DossierReader.read(example, vocabulary: program.vocabulary).0)
      pairs.compareNeighbours(of: dossier, count: count, seed: UInt64(place))
    }
    check(pairs, atLeast: 60)
  }

  @Test("Random dossiers under the shipped rules and given parameters")
  func parameters() throws {
    let program = CommittedRules.book.program
    var random = SplitMix64(seed: 77)
    let values = RandomDossier(program).parameters(&random)
    var pairs = try #require(BulkPairs(program, parameters: values))
    for seed in Self.seeds(2_000_000, 20) { pairs.compare(seed: seed) }
    check(pairs, atLeast: 20)
  }

  @Test("Random programs over all constructs of the language")
  func randomPrograms() throws {
    let count = (Self.pairs.map { max(1, $0 / 40) } ?? 30)
    for seed in Self.programs + Array(0..<UInt64(count)) {
      var random = RandomProgram(seed: seed)
      let source = random.source()
      let book = RuleBook([source], lints: false)
      let errors = book.diagnostics.filter { $0.severity == .error }
      try #require(errors.isEmpty, "seed \(seed): \(errors.map { $0.message.chinese })")
      var pairs = try #require(BulkPairs(book.program))
      for record in 0..<40 as Range<UInt64> { pairs.compare(seed: seed * 1_000 + record) }
      pairs.compareNeighbours(of: pairs.dossier(seed: seed), count: 60, seed: seed)
      var all = try #require(BulkPairs(book.program, tellsAll: true))
      all.compareNeighbours(of: all.dossier(seed: seed), count: 30, seed: seed)
      #expect(all.different.isEmpty, "program \(seed), all: \(all.different.prefix(1))")
      for text in pairs.different.prefix(1) {
        Issue.record("program \(seed): \(text)\n\(String(decoding: source.bytes, as: UTF8.self))")
      }
      #expect(pairs.different.isEmpty, "program \(seed)")
    }
  }
}
