import Testing

@testable import Rules

/// What the pages beside the rules say of them.
@Suite("The pages beside the rules")
struct RulesReadmeTests {
  private static let rules = CommittedRules.book.checked
  private static let page = Repository.text(of: "Rules/README.md") ?? ""
  private static let examples = Repository.text(of: "Rules/examples/README.md") ?? ""

  /// The cells of the lines of a page that are rows of a table.
  private static func rows(of page: String) -> [[String]] {
    page.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
      line.split(separator: "|").map { cell in
        String(cell.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      }
    }
  }

  @Test("The table has the numbers of each ruleset")
  func counts() throws {
    for (index, ruleset) in Self.rules.rulesets.enumerated() {
      let folder = try #require(ruleset.folder.split(separator: "/").last)
      let row = try #require(
        Self.rows(of: Self.page).first { $0.first == "`\(folder)`" && $0.count == 6 },
        "no row for \(folder)")
      let own = Self.rules.rules.filter { $0.ruleset == index }
      let omissions = Self.rules.omissions.filter { $0.ruleset == index }
      let counts = [
        own.count, own.filter { $0.follows != nil }.count, omissions.count,
        omissions.filter { $0.category == .judgement }.count,
      ]
      #expect(row.dropFirst(2).map { Int($0) } == counts.map(Optional.some), "\(folder)")
    }
  }

  @Test("Every rule that the page names is there")
  func names() {
    var known = Set(Self.rules.rules.map(\.id))
    known.formUnion(Self.rules.omissions.compactMap(\.id))
    let prefixes = ["CN-", "NX-", "ZW-", "SZS-", "NM-", "SX-"]
    let words = Self.page.split { character in
      !character.isASCII || !(character.isLetter || character.isNumber || "-.".contains(character))
    }
    for word in words where prefixes.contains(where: { word.hasPrefix($0) }) {
      #expect(known.contains(String(word)), "\(word)")
    }
  }

  @Test("Every clause left to judgement and every family of national rules is on the page")
  func complete() {
    for omission in Self.rules.omissions where omission.category == .judgement {
      if let id = omission.id { #expect(Self.page.contains(id), "\(id)") }
    }
    for rule in Self.rules.rules where rule.id.hasPrefix("CN-") {
      let family = rule.id.split(separator: "-").dropLast().joined(separator: "-")
      #expect(Self.page.contains(family), "\(rule.id)")
    }
  }

  @Test("The examples come out as their page says")
  func exampleDecisions() throws {
    let program = CommittedRules.book.program
    let told = Self.rows(of: Self.examples).filter { $0.first?.hasSuffix(".json`") ?? false }
    let files = Repository.files(below: "Rules/examples", endingIn: [".json"])
      .filter { !$0.contains("/parameters/") }
    #expect(told.count == files.count)
    for row in told {
      let path = "Rules/examples/\(row[0].filter { $0 != "`" })"
      let source = SourceText(path: path, bytes: try #require(Repository.bytes(of: path)))
      let (dossier, problems) = DossierReader.read(source, vocabulary: program.vocabulary)
      #expect(problems == [])
      let today = try #require(CalendarDate(parsing: "2026-01-01"))
      let (binding, _) = bind(try #require(dossier), to: program, today: today)
      let decision = evaluate(program, with: binding).decision
      #expect(row[2].hasSuffix(decision.name.english), "\(path): \(decision.name.english)")
    }
  }
}
