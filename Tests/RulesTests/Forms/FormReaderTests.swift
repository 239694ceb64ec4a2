import Testing

@testable import Rules

/// Forms as people fill them in and spreadsheets save them.
@Suite("Forms that are read")
struct FormReaderTests {
  private static let vocabulary = CommittedRules.book.program.vocabulary

  private static func read(_ text: String) -> (dossier: Dossier, codes: [String]) {
    let source = FormReader.source(path: "form.xlsx", bytes: Array(text.utf8))
    let (dossier, problems) = FormReader.read(source, vocabulary: vocabulary)
    return (dossier, problems.map { $0.code.name })
  }

  private static func json(_ text: String) throws -> Dossier {
    let source = SourceText(path: "a.json", text: text)
    return try #require(DossierReader.read(source, vocabulary: vocabulary).dossier)
  }

  /// What is said of a field, or of a list by itself.
  private enum Said: Hashable {
    case fact(Fact.State, Evidence?)
    case elements(Int)
    case unavailable(String)
  }

  /// The facts of a dossier with their evidence, without their places.
  private static func facts(_ element: DossierElement, _ path: String = "") -> [String: Said] {
    var found: [String: Said] = [:]
    for (field, fact) in element.facts {
      found[path + vocabulary.fields[field].path.english] = .fact(fact.state, fact.evidence)
    }
    for (list, content) in element.lists {
      let name = path + vocabulary.containers[list].path.english
      switch content {
      case .unavailable(let reason): found[name] = .unavailable(reason)
      case .elements(let elements):
        found[name] = .elements(elements.count)
        for (index, inner) in elements.enumerated() {
          found.merge(facts(inner, "\(name)[\(index)].")) { first, _ in first }
        }
      }
    }
    return found
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let form: String
    /// The dossier that says the same.
    let json: String
    var codes: [String] = []
  }

  private static let head = "字段,填报事项,填写,单位,文件,页\n"
  private static let listHead = "字段,填报事项,单位,第1项,文件,页,第2项,文件,页\n"

  static let rows = [
    Row(
      testDescription: "one answer with its evidence",
      form: head + "dataCentre.pue,PUE,1.25,,节能报告,28\n",
      json:
        #"{"dataCentre.pue": {"value": 1.25, "source": {"document": "节能报告", "page": 28}}}"#),
    Row(
      testDescription: "an empty answer is not given",
      form: head + "dataCentre.pue,PUE,,,节能报告,28\n", json: "{}"),
    Row(
      testDescription: "a label where the path is gone",
      form: head + ",电能利用效率PUE,1.25,,,\n", json: #"{"dataCentre.pue": 1.25}"#),
    Row(
      testDescription: "a Chinese path", form: head + "数据中心.PUE,PUE,1.25,,,\n",
      json: #"{"dataCentre.pue": 1.25}"#),
    Row(
      testDescription: "the unit of the row, and one behind the number",
      form: head + "energy.designTceCalorific,能耗,3,万吨标准煤,,\nenergy.coalIncrement,煤,2 万吨/年,吨/年,,\n",
      json: #"{"energy.designTceCalorific": "3 万吨标准煤", "energy.coalIncrement": "2 万吨/年"}"#),
    Row(
      testDescription: "why there is no value",
      form: head
        + "dataCentre.pue,PUE,无法提供：尚未设计,,,\nproject.constructionStartDate,开工,不适用: 未开工,,,\n",
      json:
        #"{"dataCentre.pue": {"unavailable": "尚未设计"}, "project.constructionStartDate": {"notApplicable": "未开工"}}"#
    ),
    Row(
      testDescription: "titles above, headings between, remarks below",
      form: "某项目填报表,,,,,\n" + head + ",项目基本信息,,,,\nproject.name,名称,某厂,,,\n,填表人：张三,,,,\n",
      json: #"{"project.name": "某厂"}"#),
    Row(
      testDescription: "elements in columns, the first left empty",
      form: listHead
        + "products[].name,名称,,,,,电石,,\nproducts[].unitEnergy,单耗,千克标准煤/吨,,,,900,报告,3\n",
      json:
        #"{"products": [{"name": "电石", "unitEnergy": {"value": "900 千克标准煤/吨", "document": "报告", "page": 3}}]}"#
    ),
    Row(
      testDescription: "a list inside elements",
      form: listHead
        + "pollutants[].name,污染物,,二氧化硫,,,氮氧化物,,\npollutants[].sources[1].enterprise,企业,,甲厂,,,,,\n"
        + "污染物[].来源[2].企业,企业,,乙厂,,,丙厂,,\n",
      json:
        #"{"pollutants": [{"name": "SO2", "sources": [{"enterprise": "甲厂"}, {"enterprise": "乙厂"}]}, {"name": "NOx", "sources": [{"enterprise": "丙厂"}]}]}"#
    ),
    Row(
      testDescription: "no list, one that is not known, one that cannot be given",
      form: head + "products,产品,无,,,\nfurnaces,炉窑,,,,\nheatUnits,锅炉,无法提供：待核,,,\n",
      json: #"{"products": [], "heatUnits": {"unavailable": "待核"}}"#),
    Row(
      testDescription: "no list inside an element",
      form: listHead + "pollutants[].name,污染物,,,,,二氧化硫,,\npollutants[].sources,来源,,,,,无,,\n",
      json: #"{"pollutants": [{"name": "SO2", "sources": []}]}"#),
    Row(
      testDescription: "several sheets",
      form: "[项目]\n" + head + "products,产品,有,,,\n[主要产品]\n" + listHead
        + "products[].name,名称,,电石,,,,,\n", json: #"{"products": [{"name": "电石"}]}"#),
    Row(
      testDescription: "several choices, a day, an amount that is about right",
      form: head
        + "approvals.impactTopics,内容,能耗双控、碳排放,,,\nproject.acceptedDate,受理,2025年10月1日,,,\nenergy.coalIncrement,煤,约800,,,\n",
      json:
        #"{"approvals.impactTopics": ["energyDualControl", "carbon"], "project.acceptedDate": "2025-10-01", "energy.coalIncrement": "约800"}"#
    ),
    Row(
      testDescription: "elements of a list that there is none of",
      form: head + "products,产品,无,,,\n" + listHead + "products[].name,名称,,电石,,,,,\n",
      json: #"{"products": [{"name": "电石"}]}"#, codes: ["dossier-shape"]),
    Row(
      testDescription: "neither yes nor no", form: head + "products,产品,很多,,,\n", json: "{}",
      codes: ["wrong-value"]),
    Row(
      testDescription: "a path that nobody knows",
      form: head + "dataCentre.puu,PUE,1.25,,,\n", json: "{}", codes: ["unknown-key"]),
    Row(
      testDescription: "one question twice",
      form: head + "dataCentre.pue,PUE,1.25,,,\n数据中心.PUE,PUE,1.2,,,\n",
      json: #"{"dataCentre.pue": 1.25}"#, codes: ["duplicate-fact"]),
    Row(
      testDescription: "a unit that is none", form: head + "energy.coalIncrement,煤,2,顿,,\n",
      json: "{}", codes: ["unknown-unit"]),
    Row(
      testDescription: "a value that is none, beside one that is",
      form: head + "dataCentre.pue,PUE,很低,,,\nproject.name,名称,某厂,,,\n",
      json: #"{"project.name": "某厂"}"#, codes: ["wrong-value"]),
  ]

  @Test("A form says what the dossier says", arguments: rows)
  func reading(_ row: Row) throws {
    let (dossier, codes) = Self.read(row.form)
    #expect(codes == row.codes)
    #expect(Self.facts(dossier.root) == Self.facts(try Self.json(row.json).root))
  }

  @Test("A fact has its place in its sheet")
  func places() throws {
    let text =
      "[项目]\n某项目,,\n字段,填报事项,填写\nproject.name,名称,某厂\n[主要产品]\n字段,填报事项,第1项\n\nproducts[].name,名称,电石\n"
    let (dossier, _) = Self.read(text)
    let name = try #require(Self.vocabulary.field(at: "project.name"))
    let place = try #require(dossier.root.facts[name]?.range)
    #expect(dossier.source.place(of: Int(place.start)) == "form.xlsx[项目]:3:17")
    let list = try #require(Self.vocabulary.list(at: "products"))
    guard case .elements(let elements)? = dossier.root.lists[list] else {
      Issue.record("no products")
      return
    }
    let product = try #require(Self.vocabulary.field(at: "products.name"))
    let second = try #require(elements.first?.facts[product]?.range)
    #expect(dossier.source.place(of: Int(second.start)) == "form.xlsx[主要产品]:3:20")
  }

  @Test("A table of projects is no form")
  func tables() {
    for text in ["项目名称,电能利用效率PUE\n甲,1.25\n", "字段,单位\n甲,1\n", "{\"a\": 1}", ""] {
      #expect(!FormReader.isForm(SourceText(path: "a.csv", text: text)))
    }
  }
}
