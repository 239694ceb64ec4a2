import Testing

@testable import Reports
@testable import Rules

/// A diagnostic says what to write instead; this is the table of what people get wrong in dossiers
/// and in what they set on a command line.
@Suite("Hints")
struct HintTests {
  static let dossiers = [
    #"[1]"#, #"{"project": 3}"#, #"{"dataCentre": [1]}"#, #"{"products": 3}"#,
    #"{"products": [3]}"#,
    #"{"products": {"name": "甲"}}"#, #"{"dataCentre": {"pue": 1e400}}"#,
    #"{"dataCentre": {"pue": 0.1234567890123456789012345678901234567890123}}"#,
    #"{"dataCentre": {"pue": [1.2]}}"#, #"{"dataCentre": {"pue": true}}"#,
    #"{"dataCentre": {"pue": "高"}}"#, #"{"dataCentre": {"pue": {"from": 2, "to": 1}}}"#,
    #"{"dataCentre": {"pue": {"value": 1, "unit": 3}}}"#, #"{"dataCentre": {"pue": "1.2 吨"}}"#,
    #"{"dataCentre": {"renewableShare": "30 顿"}}"#, #"{"dataCentre": {"renewableShare": "30 吨"}}"#,
    #"{"energy": {"coal": "3 万"}}"#, #"{"energy": {"coal": "3 千克/吨"}}"#,
    #"{"project": {"industry": 3}}"#, #"{"project": {"industry": ["cement"]}}"#,
    #"{"project": {"reviewDate": 3}}"#, #"{"project": {"reviewDate": [1]}}"#,
    #"{"project": {"constructionStartDate": {"from": "2024-05-01", "to": "2024-04-01"}}}"#,
    #"{"project": {"name": [1]}}"#, #"{"project": {"name": {"from": 1, "to": 2}}}"#,
    #"{"approvals": {"impactTopics": 3}}"#, #"{"approvals": {"impactTopics": [3]}}"#,
    #"{"project": {"stage": "某某"}}"#, #"{"project": {"province": "某某省"}}"#,
    #"{"listing": {"twoHigh": "也许"}}"#, #"{"fleet": {"emissionStandard": 5.5}}"#,
    #"{"dataCentre": {"pue": {"notApplicable": false}}}"#, #"{"dataCentre": {"pue": {}}}"#,
    #"{"dataCentre": {"pue": {"value": 1, "unavailable": "无"}}}"#,
    String(repeating: #"{"a":"#, count: 200) + "1" + String(repeating: "}", count: 200),
  ]

  @Test("Every error of a dossier says what to write", arguments: dossiers)
  func dossier(_ text: String) throws {
    let program = CommittedRules.book.program
    let source = SourceText(path: "d.json", text: text)
    let (dossier, problems) = DossierReader.read(source, vocabulary: program.vocabulary)
    var all = problems
    if let dossier {
      all += bind(dossier, to: program, today: .earliest).diagnostics
    }
    let errors = all.filter { $0.severity == .error }
    #expect(!errors.isEmpty || all.contains { $0.severity == .warning }, "nothing is wrong")
    for problem in errors {
      #expect(problem.hint != nil, "\(problem.code.name): \(problem.message.chinese)")
    }
  }

  @Test(
    "Every error of a parameter file says what to write",
    arguments: ["[1]", #"{"coalReplacementRatio": {"甲": 1}}"#])
  func parameterFile(_ text: String) {
    let source = SourceText(path: "p.json", text: text)
    let (_, problems) = ParameterReader.read(source, rules: CommittedRules.book.program.rules)
    #expect(problems.contains { $0.severity == .error })
    for problem in problems { #expect(problem.hint != nil, "\(problem.message.chinese)") }
  }

  private func review() throws -> Review {
    try #require(
      Papers.review(
        "d.json", #"{"project": {"name": "甲", "city": "中卫市"}, "dataCentre": {"pue": 1.3}}"#))
  }

  @Test(
    "A name that nothing has is told with those that may be meant",
    arguments: [
      ("foo=1", "review explain"), ("pue=1", "dataCentre.pue"),
      ("dataCentre.peu=1", "dataCentre.pue"),
      ("coalReplacementRati=1", "coalReplacementRatio"),
    ])
  func names(_ change: String, _ wanted: String) throws {
    let (changed, problems) = WhatIf([change], of: try review()).review()
    #expect(changed == nil)
    #expect(problems.count == 1)
    for problem in problems {
      #expect(problem.chinese.contains(wanted) && problem.english.contains(wanted), "\(problem)")
    }
  }

  @Test("What --set supposes is told as supposed, and has no place in the dossier")
  func assumed() throws {
    let before = try review()
    let (after, problems) = WhatIf(
      ["dataCentre.pue=1.2", "coalReplacementRatio=2"], of: before
    ).review()
    #expect(problems.isEmpty)
    let review = try #require(after)
    let field = try #require(
      review.program.vocabulary.fields.firstIndex { $0.path.english == "dataCentre.pue" })
    let fact = try #require(
      review.binding.dossier.fact(FactReference(.field(field)), in: review.program.vocabulary))
    let place = FactPlace(fact, in: review.binding.dossier.source)
    #expect(place.place == nil && place.evidence == nil)
    #expect(place.text(.chinese) == "假设（--set）")
    #expect(place.text(.english) == "assumed (--set)")
    for given in review.setting.parameters.values.values.flatMap({ $0.values }) {
      #expect(given.range?.isAssumption == true)
    }
  }
}
