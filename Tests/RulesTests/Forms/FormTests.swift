import Testing

@testable import Rules

/// What is asked of each trade, and that each format of an empty form is read as one.
@Suite("Forms")
struct FormTests {
  private static let program = CommittedRules.book.program
  private static var vocabulary: Vocabulary { program.vocabulary }
  private static let reader = DossierReader(vocabulary: vocabulary)
  private static let today = CalendarDate(year: 2026, month: 1, day: 1) ?? .earliest

  static let trades: [String] = {
    guard let field = vocabulary.field(at: "project.industry"),
      case .choice(let list) = vocabulary.fields[field].type
    else { return [] }
    return vocabulary.choiceLists[list].choices.map { $0.english }
  }()

  /// How many questions there are when nothing is known of the project.
  private static let allQuestions: Int = {
    let nothing = Dossier(source: SourceText(path: "", text: ""), root: DossierElement())
    let binding = bind(nothing, to: program, asOf: today, today: today).binding
    return ProjectForm(for: binding, in: program).questionCount
  }()

  private static func binding(city: String?, trade: String?) throws -> Binding {
    var dossier = Dossier(source: SourceText(path: "", text: ""), root: DossierElement())
    if let city {
      dossier.root.facts[vocabulary.jurisdictionFields[1]] = Fact(.value(.text(city)), range: nil)
    }
    if let trade {
      let field = try #require(vocabulary.field(at: "project.industry"))
      guard case .choice(let list) = vocabulary.fields[field].type else { throw Missing() }
      let choice = try #require(vocabulary.choiceLists[list].index(of: trade))
      dossier.root.facts[field] = Fact(.value(.choice(choice)), range: nil)
    }
    return bind(dossier, to: program, asOf: today, today: today).binding
  }

  private struct Missing: Error {}

  @Test("There are all the trades")
  func tradeCount() { #expect(Self.trades.count > 40) }

  @Test("An empty form of each trade is read in each format", arguments: trades)
  func emptyForms(_ trade: String) throws {
    let form = ProjectForm(for: try Self.binding(city: "中卫市", trade: trade), in: Self.program)
    #expect(form.questionCount > 20)
    #expect(form.questionCount < Self.allQuestions)
    // Each trade in one language, one after the other: both read the same names.
    let number = try #require(Self.trades.firstIndex(of: trade))
    for language in [Language.allCases[number % 2]] {
      let json = SourceText(path: "a.json", text: form.json(language, Self.vocabulary))
      let (dossier, problems) = Self.reader.read(json)
      #expect(problems.isEmpty, "\(problems.map { $0.message.chinese })")
      try check(try #require(dossier), trade)

      let table = SourceText(path: "a.csv", text: form.table(language, Self.vocabulary))
      let (read, found) = DossierTable.read(table, vocabulary: Self.vocabulary)
      #expect(found.isEmpty, "\(found.map { $0.message.chinese })")
      let rows = try #require(read?.rows)
      #expect(rows.count == 1)
      let first = try #require(rows.first)
      try check(try #require(read?.reader.read(first).dossier), trade)

      let sheets = FilledForm(
        form, from: JSONNode(.object([]), range: Self.nowhere), Self.vocabulary, language)
      let (filled, wrong) = FormReader.read(try sheets.reread(), vocabulary: Self.vocabulary)
      #expect(wrong.isEmpty, "\(wrong.map { $0.message.chinese })")
      try check(filled, trade)
    }
  }

  private static let nowhere = SourceRange(source: 0, start: 0, end: 0)

  /// An empty form is of the trade, and nothing is approved on it.
  private func check(_ dossier: Dossier, _ trade: String) throws {
    let binding = bind(dossier, to: Self.program, asOf: Self.today, today: Self.today).binding
    let field = try #require(Self.vocabulary.field(at: "project.industry"))
    guard case .value(.choice(let choice))? = binding.dossier.root.facts[field]?.state,
      case .choice(let list) = Self.vocabulary.fields[field].type
    else { throw Missing() }
    #expect(Self.vocabulary.choiceLists[list].choices[choice].english == trade)
    #expect(evaluate(Self.program, with: binding).decision == .supplement)
  }

  @Test(
    "Nothing is asked that a project of the trade cannot have",
    arguments: [
      ("dataCentre", ["products", "pollutants", "furnaces", "cokeOvens", "freight"]),
      ("calciumCarbide", ["dataCentre", "building", "parking", "fleet"]),
      ("coking", ["dataCentre", "building", "parking", "fleet"]),
      ("building", ["products", "pollutants", "furnaces", "powerUnits"]),
    ])
  func foreign(_ trade: String, _ groups: [String]) throws {
    // A park may have anything, so that the facility is said.
    let form = ProjectForm(for: try Self.binding(city: "中卫市", trade: trade), in: Self.program)
    let asked = Set(
      form.sections.flatMap { $0.questions }.map { question in
        String(question.path.english.prefix { $0 != "." && $0 != "[" })
      })
    let allowed =
      trade == "dataCentre" || trade == "building"
      ? [] : ["building", "parking", "fleet", "dataCentre"]
    #expect(asked.intersection(groups).subtracting(allowed) == [])
  }

  @Test("Every question has a label, a path and something to answer")
  func questions() throws {
    let form = ProjectForm(for: try Self.binding(city: nil, trade: nil), in: Self.program)
    for question in form.sections.flatMap({ $0.questions }) {
      #expect(!question.label.isEmpty)
      #expect(!question.answer.text(.chinese).isEmpty)
      #expect(!question.answer.text(.english).isEmpty)
      #expect(!question.path.english.isEmpty)
    }
  }

  @Test("Parameters that nobody gave are read as none")
  func parameters() throws {
    let form = ParameterForm(
      for: try Self.binding(city: "中卫市", trade: "calciumCarbide"), in: Self.program)
    #expect(form.entries.contains { $0.name.english == "coalReplacementRatio" })
    let behind = try #require(
      form.entries.first { $0.name.english == "regionBehindBasicTarget" })
    #expect(behind.keys.map { $0.chinese } == ["中卫市"])
    for language in Language.allCases {
      let source = SourceText(path: "p.json", text: form.json(language))
      let (values, problems) = ParameterReader.read(source, rules: Self.program.rules)
      #expect(problems.isEmpty, "\(problems.map { $0.message.chinese })")
      #expect(values.values.isEmpty)
    }
  }

  /// A table whose head says otherwise is told so, and not that it is no JSON.
  @Test(
    "A table of parameters is known by its head",
    arguments: [
      ("字段,键,填写\nregionBehindBasicTarget,中卫市,是\n", true),
      ("field,key,answer,unit,document\r\nregionBehindBasicTarget,中卫市,yes,,\r\n", true),
      ("answer,field\nordinary,replacementCase\n", true),
      ("参数,键,值\nregionBehindBasicTarget,中卫市,是\n", false),
      ("name,key,value\nreplacementCase,,ordinary\n", false),
      ("parameter\tvalue\nreplacementCase\tordinary\n", false),
      ("replacementCase\nordinary\n", false),
    ])
  func heads(_ text: String, isRead: Bool) {
    let (values, problems) = ParameterReader.read(
      SourceText(path: "p.csv", text: text), rules: Self.program.rules)
    #expect(values.values.isEmpty != isRead)
    #expect(problems.count == (isRead ? 0 : 1), "\(problems.map { $0.message.chinese })")
    for problem in problems {
      #expect(problem.code == .dossierShape)
      #expect(problem.hint?.chinese.holds("字段,键,填写") ?? false)
    }
  }

  @Test("Parameters of a filled sheet are those of the JSON")
  func filledParameters() throws {
    let text = """
      字段,填报事项,键,填写,文件,单位
      coalReplacementRatio,煤炭替代比例,,1.5,通知,
      regionBehindBasicTarget,所在地区未达到进度,中卫市,是,,
      regionBehindBasicTarget,所在地区未达到进度,石嘴山,否,,
      admissionIntensity,准入标准,电石,12,,吨标准煤/万元
      nearFullLoad,接近满负荷,,,,%
      """
    let json = """
      {"coalReplacementRatio": 1.5, "regionBehindBasicTarget": {"中卫市": true, "石嘴山": false},
       "admissionIntensity": {"电石": "12 吨标准煤/万元"}}
      """
    let rules = Self.program.rules
    let (form, problems) = ParameterReader.read(
      SourceText(path: "p.csv", text: text), rules: rules)
    #expect(problems.isEmpty, "\(problems.map { $0.message.chinese })")
    let given = ParameterReader.read(SourceText(path: "p.json", text: json), rules: rules).values
    #expect(
      form.values.mapValues { $0.mapValues { $0.state } }
        == given.values.mapValues { $0.mapValues { $0.state } })
  }
}
