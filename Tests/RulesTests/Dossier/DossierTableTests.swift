import Testing

@testable import Rules

/// Tables of dossiers as Excel, WPS and people with a text editor save them.
@Suite("Tables of dossiers")
struct DossierTableTests {
  private static let vocabulary = CommittedRules.book.program.vocabulary

  private static let plain = """
    项目名称,项目所在省（区）,电能利用效率PUE,设计年综合能源消费量（当量值）
    甲,宁夏回族自治区,1.25,30000
    乙,宁夏回族自治区,1.18,"30,000"
    """

  /// The same two projects, and how many warnings there are.
  private static let sameTables: [(text: String, codes: [String])] = [
    (plain, []),
    (plain.replacing(",", with: ";").replacing("\"30;000\"", with: "\"30,000\""), []),
    (plain.replacing("\"30,000\"", with: "30000").replacing(",", with: "\t"), []),
    ("两高项目汇总表,,,\n" + plain, []),
    ("两高项目汇总表,,,\n填报单位：某局,,,\n\n" + plain, []),
    ("汇总表,,单位：吨,\n" + plain, ["csv-above-header"]),
    (plain.replacing("\n甲", with: "\n,,,吨标准煤\n甲"), []),
    (plain.replacing("\n甲", with: "\n单位,/,无量纲,（吨标准煤）\n甲"), []),
    (plain.replacing("\n", with: ",,\n") + ",,\n,,,,,\n", []),
    (plain.replacing("（", with: "(").replacing("）", with: ")"), []),
    (plain.replacing("（当量值）", with: "（当量值，吨标准煤）"), []),
    (plain.replacing("（当量值）", with: "(当量值)（单位：tce）"), []),
    (plain.replacing("（当量值）", with: "【当量值】(吨标准煤/年)"), []),
    (
      plain.replacing("（当量值）", with: "（当量值，万吨标准煤）").replacing("30000", with: "3")
        .replacing("30,000", with: "3"), []
    ),
    (
      plain.replacing("\n甲", with: "\n,,,万吨标准煤\n甲").replacing("30000", with: "3")
        .replacing("30,000", with: "3 万吨标准煤"), []
    ),
    (plain.replacing("设计年综合能源", with: "\"设计年综合\n能源").replacing("（当量值）", with: "（当量值）\""), []),
    (plain.replacing("项目名称,", with: "序号,项目名称,").replacing("\n", with: "\n1,"), ["unknown-key"]),
    ("\u{FEFF}" + plain.replacing("\n", with: "\r\n"), []),
    (plain + "\n丙,宁夏回族自治区,很多,1\n", []),
    (plain + "\n丙,宁夏回族自治区\n", ["csv-cell-count"]),
    (plain.replacing("项目名称", with: "project.name"), []),
  ]

  private struct Read {
    var names: [String] = []
    var amounts: [Fact.State?] = []
    var codes: [String] = []
    var rejected = 0
  }

  private static func read(_ text: String) throws -> Read {
    let source = SourceText(path: "a.csv", text: text)
    let (table, diagnostics) = DossierTable.read(source, vocabulary: vocabulary)
    var result = Read(codes: diagnostics.map { $0.code.name })
    let name = try #require(vocabulary.field(at: "project.name"))
    let amount = try #require(vocabulary.field(at: "energy.designTceCalorific"))
    for row in table?.rows ?? [] {
      let (dossier, problems) =
        table?.reader.read(row) ?? (Dossier(source: source, root: .init()), [])
      guard !problems.hasErrors else {
        result.rejected += 1
        continue
      }
      guard case .value(.text(let text))? = dossier.root.facts[name]?.state else { continue }
      result.names.append(text)
      result.amounts.append(dossier.root.facts[amount]?.state)
    }
    return result
  }

  @Test("Whatever a program puts around a table, its projects are the same", arguments: 0..<21)
  func same(_ index: Int) throws {
    let (text, codes) = Self.sameTables[index]
    let expected = try Self.read(Self.plain)
    let read = try Self.read(text)
    #expect(Self.sameTables.count == 21)
    #expect(expected.names == ["甲", "乙"])
    #expect(read.names == expected.names, "\(text)")
    #expect(read.codes == codes, "\(text)")
    for (amount, wanted) in zip(read.amounts, expected.amounts) {
      guard case .value(.number(let one))? = amount, case .value(.number(let other))? = wanted
      else {
        Issue.record("\(text)")
        continue
      }
      #expect(one.interval == other.interval, "\(text)")
    }
  }

  @Test(
    "A column is found by the label of a field in a list",
    arguments: [
      ("主要产品名称", "products[0].name"), ("主要产品名称2", "products[1].name"),
      ("products.0.name", "products[0].name"), ("主要产品.1.名称", "products[1].name"),
      ("主要产品[0].名称", "products[0].name"), ("炭化室高度（米）", "cokeOvens[0].chamberHeight"),
      ("退出产能数量", "capacityReplacement.sources[0].capacity"),
    ])
  func listLabels(_ name: String, _ path: String) {
    var reader = ColumnReader(Self.vocabulary)
    let cell = CSVCell(text: name, range: SourceRange(source: 0, start: 0, end: 0))
    guard case .column(let column, _) = reader.read(cell) else {
      Issue.record("\(name) was not found")
      return
    }
    #expect(column.path(in: Self.vocabulary) == path)
  }

  @Test(
    "A label of several fields, or a unit of another kind, is no column",
    arguments: ["来源已核实", "项目名称（吨）吨", "年综合（吨标准煤）"])
  func unknown(_ name: String) {
    var reader = ColumnReader(Self.vocabulary)
    let cell = CSVCell(text: name, range: SourceRange(source: 0, start: 0, end: 0))
    guard case .unknown = reader.read(cell) else {
      Issue.record("\(name) was taken for a column")
      return
    }
  }

  @Test("A unit of another kind over a column is one error, and no row is judged")
  func wrongUnit() throws {
    let read = try Self.read(Self.plain.replacing("（当量值）", with: "（当量值，万千瓦时）"))
    #expect(read.codes == ["unit-mismatch"])
    #expect(read.names.isEmpty)
  }

  @Test("Values under no name are told, and not used")
  func unnamed() throws {
    let lines = Self.plain.split(separator: "\n").enumerated()
    let text = lines.map { $0.offset == 0 ? "\($0.element),,,备注," : "\($0.element),5,,7," }
    let read = try Self.read(text.joined(separator: "\n"))
    #expect(read.names == ["甲", "乙"])
    #expect(read.codes == ["csv-unnamed-column", "unknown-key"])
  }
}
