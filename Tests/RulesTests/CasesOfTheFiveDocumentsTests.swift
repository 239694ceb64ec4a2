import Testing

@testable import Rules

/// The 26 cases that were agreed for the five documents, as `../shared/clauses/cases.json` has them.
///
/// Copies of the same facts stand beside the rules, as `Rules/**/*.cases`; where the agreed file
/// is not at hand these tests are skipped.
@Suite("The cases of the five documents")
struct CasesOfTheFiveDocumentsTests {
  private static let path = "../shared/clauses/cases.json"
  private static let source = Repository.bytes(of: path).map { SourceText(path: path, bytes: $0) }
  private static let agreed: [AgreedCase] = {
    guard let source, case .array(let nodes)? = JSONReader.read(source, index: 0).node?.kind
    else { return [] }
    return nodes.compactMap(AgreedCase.init)
  }()

  @Test(
    "Each rule gives the agreed verdict",
    .enabled(if: source != nil, "\(path) is not there; Rules/**/*.cases has the same facts"),
    arguments: agreed)
  func verdicts(_ agreed: AgreedCase) throws {
    let source = try #require(Self.source)
    let program = CommittedRules.book.program
    let (dossier, problems) = DossierReader(vocabulary: program.vocabulary).read(
      agreed.dossier, of: source)
    #expect(problems == [])
    let parameterText = SourceText(path: "parameters.json", text: agreed.parameters)
    let (parameters, more) = ParameterReader.read(parameterText, rules: program.rules)
    #expect(more == [])
    let today = try #require(CalendarDate(year: 2024, month: 6, day: 1))
    let (binding, _) = bind(
      try #require(dossier), to: program, parameters: parameters, today: today)
    let review = evaluate(program, with: binding)
    for expected in agreed.expected {
      let own = review.findings.filter { program.rules.rules[$0.rule].id == expected.rule }
      let worst = own.map(\.verdict).max()
      #expect(worst?.name.english == expected.verdict, "\(expected.rule): \(expected.reason)")
    }
  }

  @Test(
    "The file holds as many cases as were agreed",
    .enabled(if: source != nil, "\(path) is not there"))
  func complete() {
    #expect(Self.agreed.count == 26)
  }
}

/// One case of the agreed file.
struct AgreedCase: Sendable, CustomTestStringConvertible {
  struct Expectation: Sendable {
    let rule: String
    let verdict: String
    let reason: String
  }

  let id: String
  let title: String
  let dossier: JSONNode
  /// A parameter file.
  let parameters: String
  let expected: [Expectation]

  var testDescription: String { "\(id) \(title)" }

  init?(_ node: JSONNode) {
    guard let id = node.text("id"), let title = node.text("title"),
      let dossier = node.member("dossier"), let parameters = node.member("parameters"),
      case .array(let expected)? = node.member("expected")?.kind
    else { return nil }
    self.id = id
    self.title = title
    self.dossier = dossier
    self.parameters = parameters.compact
    self.expected = expected.compactMap { node in
      guard let rule = node.text("rule"), let verdict = node.text("verdict") else { return nil }
      return Expectation(rule: rule, verdict: verdict, reason: node.text("reason") ?? "")
    }
  }
}

extension JSONNode {
  fileprivate func member(_ key: String) -> JSONNode? {
    guard case .object(let members) = kind else { return nil }
    return members.first { $0.key == key }?.value
  }

  fileprivate func text(_ key: String) -> String? {
    guard case .string(let text)? = member(key)?.kind else { return nil }
    return text
  }
}
