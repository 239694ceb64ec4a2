import Testing

@testable import Rules

/// The keys of a table by place are places of its own level, and of no other.
@Suite("Parameters by place")
struct ParameterPlaceTests {
  private static let rules = CommittedRules.book.program.rules

  private static func read(_ text: String) -> (values: ParameterValues, diagnostics: [Diagnostic]) {
    ParameterReader.read(SourceText(path: "p.json", text: text), rules: rules)
  }

  @Test(
    "A key of another level, a slip and an empty key are rejected",
    arguments: [
      ("吴中市", "吴忠市"), ("宁夏", ""), ("640000", ""), ("利通区", ""), ("中卫市沙坡头区", ""), ("", ""),
      (" ", ""), ("　", ""), ("吴忠市区市", ""),
    ])
  func rejected(_ key: String, near: String) throws {
    for value in ["true", "false"] {
      let (values, problems) = Self.read(
        #"{"regionBehindBasicTarget": {"\#(key)": \#(value)}}"#)
      let problem = try #require(problems.first)
      #expect(problems.hasErrors)
      #expect(values.values.isEmpty)
      let hint = problem.hint?.chinese ?? ""
      #expect(near.isEmpty || hint.contains(near))
    }
  }

  @Test(
    "A place of its level is taken, by any of its names and wherever it is",
    arguments: ["吴忠市", "吴忠", "640300", "苏州市", "北京市", "仙桃市", "济源市"])
  func taken(_ key: String) {
    let (values, problems) = Self.read(#"{"regionBehindBasicTarget": {"\#(key)": true}}"#)
    #expect(problems == [])
    #expect(values.values.values.first?.count == 1)
  }

  @Test("An empty key is rejected in every table")
  func emptyKey() {
    for parameter in Self.rules.parameters where parameter.keyType != nil {
      let (values, problems) = Self.read(#"{"\#(parameter.name.english)": {"": 1}}"#)
      #expect(problems.hasErrors && values.values.isEmpty, "\(parameter.name.english)")
    }
  }
}
