import Testing

@testable import Reports
@testable import Rules

/// A program in a file is the program.
@Suite("Program files")
struct ProgramFileTests {
  private static let program = CommittedRules.book.program
  private static let origin = ProgramOrigin(
    digest: "sha256:00", rulesets: [0: "sha256:01", 4: "sha256:02"])
  private static let bytes = ProgramFile(program, from: origin).bytes
  private static let day = CalendarDate(year: 2026, month: 1, day: 5)

  @Test("Read, a program is what was written; written again, it is the same bytes")
  func roundTrip() throws {
    let file = try ProgramFile(Self.bytes)
    #expect(file.origin == Self.origin)
    #expect(file.program == Self.program)
    #expect(file.bytes == Self.bytes)
  }

  @Test("Every example gets the same report through the file")
  func examples() throws {
    let read = try ProgramFile(Self.bytes).program
    let day = try #require(Self.day)
    for example in CommittedRules.examples {
      let reports = try [Self.program, read].map { program in
        let dossier = DossierReader.read(example, vocabulary: program.vocabulary).dossier
        let (binding, _) = bind(try #require(dossier), to: program, today: day)
        let review = evaluate(program, with: binding)
        let advice = advise(review)
        var json = JSONWriter(style: .pretty)
        JSONReport(review, advice: advice, language: .chinese).write(to: &json)
        return Report(review, advice: advice, language: .english).text() + json.text
      }
      #expect(reports[0] == reports[1], "\(example.path)")
    }
  }

  /// Every case when `PROGRAM_CASES` is `all`, else one in forty: there are thousands.
  @Test("A case comes out the same through the file")
  func cases() throws {
    let read = try ProgramFile(Self.bytes).program
    let runner = CaseRunner(CommittedRules.book, today: try #require(Self.day))
    let isLong = Repository.variable("PROGRAM_CASES") == "all"
    for index in stride(from: 0, to: runner.cases.count, by: isLong ? 1 : 40) {
      let declaration = runner.cases[index]
      guard case .success(let binding) = runner.binding(of: declaration) else { continue }
      let findings = [Self.program, read].map { program in
        let review = evaluate(program, with: binding)
        return review.findings.map { "\($0.rule) \($0.verdict) \($0.causes)" }
          + ["\(review.decision) \(review.score)"]
      }
      #expect(findings[0] == findings[1], "\(declaration.title)")
    }
  }

  @Test("A file that was cut off is refused")
  func cuts() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<40 {
      let length = Int.random(in: 0..<(Self.bytes.count - 1), using: &random)
      #expect(throws: ProgramFileError.self, "\(length)") {
        try ProgramFile(Array(Self.bytes.prefix(length)))
      }
    }
  }

  @Test("A file of another version, or with more behind it, is refused")
  func strangers() {
    let next = "program \(ProgramFile.version + 1)\n"
    let other = Array(next.utf8) + Self.bytes.drop { $0 != 0x0A }.dropFirst()
    #expect(throws: ProgramFileError.self) { try ProgramFile(other) }
    #expect(throws: ProgramFileError.self) { try ProgramFile(Self.bytes + Self.bytes) }
    #expect(throws: ProgramFileError.self) { try ProgramFile([]) }
  }
}
