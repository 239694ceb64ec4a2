import Testing

@testable import Rules

/// What people write in a cell of a real dossier, and what it means or what is said of it.
struct Written: Sendable, CustomTestStringConvertible {
  enum Outcome: Sendable {
    /// Read as the JSON value beside it would be.
    case means(String)
    /// One message of this code, which says these words; nothing is read.
    case says(String, words: [String])
  }

  let field: String
  let text: String
  let outcome: Outcome

  var testDescription: String { "\(field): \(text)" }

  static func means(_ field: String, _ value: String, _ texts: [String]) -> [Written] {
    texts.map { Written(field: field, text: $0, outcome: .means(value)) }
  }

  static func says(
    _ field: String, _ code: String, _ words: [String], _ texts: [String]
  ) -> [Written] {
    texts.map { Written(field: field, text: $0, outcome: .says(code, words: words)) }
  }
}

extension Written {
  private static let tce = "energy.designTceEquivalent"
  private static let unitEnergy = "products.unitEnergy"
  private static let start = "project.constructionStartDate"
  private static let share = "dataCentre.renewableShare"
  private static let pue = "dataCentre.pue"
  private static let concentration = "pollutants.concentration"
  private static let finding = "finding.industrialPolicy"
  private static let nature = "project.nature"
  private static let industry = "project.industry"
  private static let twoHigh = "listing.twoHigh"

  static let numbers: [Written] =
    means(
      unitEnergy, #""800 kgce/t""#,
      [
        "800kgce/t", "800 千克标准煤/吨", "800千克标煤/吨", "800 kgce/吨", "0.8 tce/t", "８００ kgce/t",
        "800.0kgce／t", "800公斤标煤/吨", "800 Kgce/t", "800 KGCE/T", "800kg标准煤/t", "800 kgce·t-1",
        "800 kgce·t⁻¹", "800 kgce/t产品", "800千克标准煤每吨", "800 kgce/t（等价值）", "800（千克标准煤/吨）",
        "800 kgce/t (设计值)", "\u{3000}800 kgce/t\u{A0}", "=800 kgce/t",
      ])
    + means(
      unitEnergy, #""13000 kWh/t""#,
      ["13000 kW·h/t", "13000千瓦时/吨铝", "13000 kWh/t-Al", "13,000 kWh/t", "1.3万千瓦时/吨"])
    + means(
      tce, "146000",
      [
        "146000", "146,000", "146，000 吨标准煤", "146 000 tce", "14.6万吨标准煤", "14.6万吨标准煤/年",
        "146000 tce/a", "14.6万", "1.46e5", "1.46E+5 tce", "146000吨标煤/年", "146000（等价值）",
        "０.146 百万吨标准煤",
      ])
    + means("energy.coalIncrement", "178000", ["17.8万吨", "178,000 t/a", "17.8万吨/年", "178000 吨每年"])
    + means("pollutants.emission", "2955.64", ["2955.64 吨", "2955.64 t/a", "2,955.64"])
    + means(
      "capacityReplacement.newCapacity", #""5000 吨/日""#, ["5000吨/日", "5,000 t/d", "0.5万吨/天"])
    + means(
      "capacityReplacement.newCapacity", #""66000 千伏安""#, ["66000kVA", "66 MVA", "6.6万千伏安"])
    + means(
      pue, #"{"from": 1, "to": 1.3}"#, ["≤1.3", "不高于1.3", "1.3以下", "不超过 1.3", "<=1.3", "≦１．３"])
    + means(
      pue, #"{"from": 1.3, "to": 1.35}"#,
      ["1.3-1.35", "1.3～1.35", "1.3—1.35", "1.3 – 1.35", "1.3至1.35", "1.3到1.35之间"])
    + means(
      unitEnergy, #"{"from": 800, "to": 810, "unit": "kgce/t"}"#,
      ["800～810kgce/t", "800kgce/t-810kgce/t"])
    + means(tce, #"{"from": 95000, "to": 105000}"#, ["约10万吨标准煤", "大约100,000", "10万吨标准煤左右"])
    + means(share, #""65 %""#, ["65%", "65％", "65", "65 %", "65.0"])
    + means(share, #"{"from": 65, "to": 100}"#, ["≥65%", "65%以上", "不低于 65"])
    + means(pue, "1.15", ["1.15（设计值）", "1.15 (2025年)", "1.15"])
    + says(share, "share-in-doubt", ["65 %", "0.65 %"], ["0.65", "０．６５"])
    + says(share, "share-in-doubt", ["100 %"], ["1"])
    + says(tce, "unit-mismatch", ["吨标准煤"], ["14.6 万吨", "146000 吨", "500 万千瓦时"])
    + says(
      "energy.annualElectricity", "unit-mismatch", ["万千瓦时"], ["14.6万"])
    + says("energy.coalIncrement", "unit-mismatch", ["吨/年"], ["480 吨/日"])
    + says(pue, "wrong-value", ["1.25"], ["八百", "1,2", "百分之六十五"])
    + says(pue, "wrong-value", ["`1.2`"], ["PUE=1.2", "设计1.2"])
    + says(pue, "wrong-value", ["界限"], ["≤1.3以上", "约1.2-1.3"])
    + says(pue, "wrong-value", ["`0`", "`/`"], ["-"])
    + says(pue, "out-of-range", ["小的"], ["1.35-1.3"])
    + says(tce, "basis-mismatch", ["等价值", "当量值"], ["146000（当量值）"])
    + says(tce, "unknown-unit", ["吨标准煤"], ["146000 桶"])
    + says(pue, "wrong-value", ["`0`", "`/`"], ["－", "--", "−"])
    + means(
      concentration, #""35 mg/m3""#,
      [
        "35 mg/m³", "35 mg/Nm3", "35mg/Nm³", "35 毫克/标准立方米", "35000 μg/m3", "35000 µg/m³",
        "35000 ug/Nm3", "0.035 g/m3", "35（mg/Nm3）", "35 mg/m3（基准含氧量6%）",
      ])
    + says(
      concentration, "unit-mismatch", ["排放浓度", "`毫克/立方米`"],
      ["110 m³/h", "35 kg", "35 t/a", "35 mg", "35 %", "35 kgce/t", "35 mg/h", "3.5万吨/年", "35 kWh"])

  /// Numbers with a remark: a note stays, another number or a doubt is a question.
  static let remarks: [Written] =
    means(
      pue, "1.25",
      [
        "1.25（2023年）", "1.25（第3页）", "1.25（GB 40879-2021）", "1.25（2024-06-30）", "1.25（1号机房）",
        "1.25（1.25）", "1.25（设计，表3）", "1.25（不含办公用电）",
      ])
    + means(tce, "146000", ["146000（14.6万）", "146000 吨标准煤（2台）", "146000（折SO2当量）"])
    + says(
      pue, "wrong-value", ["`1.25`", "只写一个"],
      [
        "1.25(1.35)", "1.25（实测1.35）", "1.25（<1.35>）", "1.25（2000）", "1.25（未核实）", "1.25（待核实）",
        "1.25（存疑）", "1.25（一点三五）", "1.25（作废）", "1.25（×）", "1.25（?）", "1.25（PUE 1.35）",
        "1.25（not verified）", "1.25（１．３５）",
      ])
    + says(pue, "wrong-value", ["`≤1.3`"], ["≤1.3（1.5）"])
    + says(tce, "wrong-value", ["`146000`"], ["146000（15万吨标准煤）", "146000（2023年为15万吨标准煤）"])
    + says(
      unitEnergy, "wrong-value", ["800 kgce/t"], ["800 kgce/t（实测820）", "800 kgce/t（820 kgce/t）"])

  static let dates: [Written] =
    means(
      start, #""2025-10-01""#,
      [
        "2025年10月1日", "2025/10/1", "2025.10.1", "2025-10-1", "20251001", "2025-10-01T08:00:00",
        "２０２５－１０－０１", "2025 年 10 月 1 日", "2025/10/1 8:00", "2025年10月1号", "2025-10-01（计划）",
      ])
    + means(
      start, #"{"from": "2024-03-01", "to": "2024-03-31"}"#,
      ["2024年3月", "2024.3", "2024-03", "2024/3", "202403", "2024年3月份"])
    + means(start, #"{"from": "2024-02-01", "to": "2024-02-29"}"#, ["2024年2月"])
    + means(start, #"{"from": "2024-02-21", "to": "2024-02-29"}"#, ["2024年2月下旬"])
    + means(start, #"{"from": "2024-01-01", "to": "2024-12-31"}"#, ["2024年"])
    + says(start, "invalid-date", ["2025-10-01"], ["45931", "明年", "1/10/2025", "25.10.1"])
    + says(start, "invalid-date", ["2024-01", "2024-10"], ["2024.1"])
    + says(start, "invalid-date", ["2025-02-28"], ["2025年2月30日", "2025/2/30"])
    + says(start, "invalid-date", ["2024年"], ["2024"])
    + says("project.reviewDate", "invalid-date", ["2024-03-01"], ["2024年3月"])
    + means(start, #""2025-10-01""#, ["2025-10-01（2025年计划）", "2025-10-01（第3页）", "2025-10-01（已开工）"])
    + says(
      start, "wrong-value", ["`2025-10-01`"],
      ["2025-10-01（未开工）", "2025-10-01（原计划2025-06-30）", "2025-10-01（待定）", "2025-10-01（2024年）"])
    + says(start, "wrong-value", ["`/`", "留空"], ["-", "－", "--"])

  static let words: [Written] =
    means(twoHigh, "true", ["是", "√", "Y", "y", "1", "有", "属于", "✓", "yes", "TRUE", "是（2021年目录）"])
    + means(twoHigh, "false", ["否", "×", "N", "0", "无", "不属于", "no", "False"])
    + means(twoHigh, "null", ["", " ", "\u{3000}"])
    + means(twoHigh, #"{"notApplicable": "不涉及"}"#, ["/"])
    + means(pue, #"{"notApplicable": "不涉及"}"#, ["—"])
    + means(pue, #"{"notApplicable": "无"}"#, ["无"])
    + means(pue, #"{"unavailable": "没测"}"#, ["无法提供：没测", "无法提供: 没测", "unavailable: 没测"])
    + means(nature, #"{"unavailable": "未定"}"#, ["无法提供：未定"])
    + means(twoHigh, #"{"notApplicable": "非工业"}"#, ["不适用：非工业", "notApplicable: 非工业"])
    + means(pue, "null", ["", "  "])
    + means("project.name", #"{"notApplicable": "不涉及"}"#, ["/", "／"])
    + means("project.province", "null", ["/", "—"])
    + means(nature, #""新建""#, ["新建", "新建\u{3000}", " 新建", "新建（一期）", "迁建", "NEW"])
    + means(nature, #""扩建""#, ["改扩建"])
    + means(nature, #""改建技改""#, ["技改", "技术改造", "改建"])
    + means(industry, #""水泥""#, ["水泥制造", "C3011", "3011", "C3011 水泥制造", "水泥制造（3011）"])
    + means(industry, #""化工""#, ["化学原料和化学制品制造业"])
    + means("pollutants.name", #""SO2""#, ["SO₂", "so2", "二氧化硫"])
    + means("pollutants.name", #""NOx""#, ["NOX", "NOₓ"])
    + means("pollutants.name", #""PM""#, ["烟尘"])
    + means("pollutants.name", #""VOCs""#, ["VOC", "非甲烷总烃"])
    + means("approvals.impactTopics", #"["能耗双控", "碳排放"]"#, ["能耗双控、碳排放", "能耗双控;碳排放"])
    + says(twoHigh, "wrong-value", ["是", "否"], ["也许", "2"])
    + says(twoHigh, "wrong-value", ["`/`", "留空"], ["-", "－", "--"])
    + says(nature, "wrong-value", ["`/`", "留空"], ["-", "－", "−", "--", "‑"])
    + says(finding, "wrong-value", ["`/`", "留空"], ["-"])
    + means(twoHigh, "true", ["是（附件3）", "是（无异议）", "有（已备案）"])
    + means(twoHigh, "false", ["否（未列入目录）", "无（不涉及）", "否（2021年目录）"])
    + says(twoHigh, "wrong-value", ["`否`"], ["否（待核实）", "否（是）", "否（可能属于）", "否（?）"])
    + says(
      twoHigh, "wrong-value", ["`是`"], ["是（否）", "是（未核实）", "是（不属于）", "是（0）", "是（not yet）"])
    + means(nature, #""新建""#, ["新建（二期工程）", "新建（C3011）", "新建（不锈钢）"])
    + says(nature, "wrong-value", ["`新建`"], ["新建（扩建）", "新建（含改扩建）", "新建（待定）", "新建(expansion)"])
    + means(finding, #""符合""#, ["符合（符合第3条）", "符合（见附件，无异议）", "符合（2023年）"])
    + means(finding, #""不符合""#, ["不符合（未取得批复）", "不符合（不符合第3条）"])
    + says(
      finding, "wrong-value", ["`符合`"],
      [
        "符合（存在违规）", "符合（不符合）", "符合（部分）", "符合（未批复）", "符合（待核实）", "符合(notConform)",
        "符合（第3条）不符合（第4条）", "符合（不符合第3条）", "符合（×）", "符合（虚假）", "符合（存在问题）", "符合（办理中）", "符合（反）",
        "符合（整改后）",
      ])
    + says(finding, "wrong-value", ["`不符合`"], ["不符合（符合）", "不符合（存疑）"])
    + says("approvals.impactTopics", "wrong-value", ["`能耗双控`"], ["能耗双控（碳排放）"])
    + says(nature, "unknown-choice", ["新建"], ["新健"])
    + says(industry, "unknown-choice", ["可选", "钢铁"], ["火星开发"])
}

@Suite("Values as people write them")
struct WrittenValuesTests {
  private static let vocabulary = CommittedRules.book.program.vocabulary
  /// Made once: it knows all names of the vocabulary.
  private static let reader = DossierReader(vocabulary: vocabulary)
  /// One for each header, for the same reason.
  private static let rowReaders: [String: RowReader] = {
    let cells = Written.numbers + Written.remarks + Written.dates + Written.words
    var readers: [String: RowReader] = [:]
    for field in Set(cells.map { $0.field }) {
      let source = table(field, "")
      guard let header = CSVReader.read(source, index: 0).table?.header else { continue }
      readers[field] = RowReader.make(header: header, of: source, vocabulary: vocabulary).0
    }
    return readers
  }()

  private static func table(_ field: String, _ cell: String) -> SourceText {
    SourceText(path: "a.csv", text: "项目代码,\(field)\nX,\"\(cell)\"\n")
  }

  /// The dossier with one fact, at its field or in the first element of its list.
  private static func json(_ field: String, _ value: String) -> String {
    guard let index = vocabulary.field(at: field) else { return "{}" }
    let container = vocabulary.containers[vocabulary.fields[index].container]
    guard container.isList else { return #"{"\#(field)": \#(value)}"# }
    return
      #"{"\#(container.path.english)": [{"\#(vocabulary.fields[index].name.english)": \#(value)}]}"#
  }

  private static func read(_ json: String) -> (dossier: Dossier?, diagnostics: [Diagnostic]) {
    reader.read(SourceText(path: "a.json", text: json))
  }

  private static func readRow(_ field: String, _ cell: String) -> (
    dossier: Dossier?, diagnostics: [Diagnostic]
  ) {
    let (table, problems) = CSVReader.read(Self.table(field, cell), index: 0)
    guard let row = table?.rows.first, let reader = rowReaders[field] else {
      return (nil, problems)
    }
    let (dossier, wrong) = reader.read(row)
    return (dossier, wrong)
  }

  /// What a dossier says of a field, without the reasons for what does not apply.
  private static func state(of field: String, in dossier: Dossier?) -> Fact.State? {
    guard let index = vocabulary.field(at: field), let dossier else { return nil }
    let container = vocabulary.fields[index].container
    var element = dossier.root
    if vocabulary.containers[container].isList {
      guard case .elements(let elements)? = dossier.root.lists[container],
        let first = elements.first
      else { return nil }
      element = first
    }
    if case .notApplicable? = element.facts[index]?.state { return .notApplicable("") }
    return element.facts[index]?.state
  }

  @Test(
    "A cell is read as it is meant, or answered by one message that says what to write",
    arguments: Written.numbers + Written.remarks + Written.dates + Written.words)
  func cell(_ written: Written) {
    let inJSON = Self.read(Self.json(written.field, "\"\(written.text)\""))
    let inTable = Self.readRow(written.field, written.text)
    for (dossier, diagnostics) in [inJSON, inTable] {
      let state = Self.state(of: written.field, in: dossier)
      switch written.outcome {
      case .means(let value):
        let expected = Self.read(Self.json(written.field, value))
        #expect(expected.diagnostics.isEmpty && diagnostics.isEmpty, "\(diagnostics)")
        let meant = Self.state(of: written.field, in: expected.dossier)
        #expect(Self.base(state) == Self.base(meant))
      case .says(let code, let words):
        #expect(diagnostics.map { $0.code.name } == [code])
        #expect(state == nil)
        for problem in diagnostics {
          let text = problem.message.chinese + (problem.hint?.chinese ?? "")
          #expect(problem.hint != nil)
          for word in words { #expect(text.contains(word), "\(text)") }
        }
      }
    }
  }

  /// A number without the unit it is shown in.
  private static func base(_ state: Fact.State?) -> Fact.State? {
    guard case .value(.number(let quantity))? = state else { return state }
    return .value(.number(Quantity(interval: quantity.interval, unit: nil)))
  }

  @Test("All written forms of a number are one number", arguments: 0..<8)
  func forms(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<40 {
      let number = Int.random(in: 1...9_999_999, using: &generator)
      let texts = Self.forms(of: number)
      let states = texts.map {
        Self.base(
          Self.state(
            of: "energy.designTceEquivalent",
            in: Self.read(Self.json("energy.designTceEquivalent", "\"\($0)\"")).dossier))
      }
      let first = try #require(states.first ?? nil)
      for (text, state) in zip(texts, states) { #expect(state == first, "\(number): \(text)") }
    }
  }

  private static func forms(of number: Int) -> [String] {
    let digits = "\(number)"
    let wide = String(
      String.UnicodeScalarView(
        digits.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
    let myriads = ExactNumber(number).divided(by: ExactNumber(10_000))?.description ?? ""
    let grouped = grouped(digits, by: ",")
    return [
      digits, wide, grouped, Self.grouped(digits, by: "，"), Self.grouped(digits, by: " "),
      "\(digits).0", "\(digits)e0", "\(myriads)万", "\(myriads)万吨标准煤", "\(grouped) tce",
      "\(digits)吨标煤", "\(digits) TCE/a", "\(digits)（吨标准煤）", "\(digits)吨标准煤（等价值）",
      "  \(digits) \u{3000}", "\(number)000 kgce", "\(number)000公斤标煤/年",
    ]
  }

  private static func grouped(_ digits: String, by separator: String) -> String {
    var groups: [String] = []
    var rest = Substring(digits)
    while !rest.isEmpty {
      groups.insert(String(rest.suffix(3)), at: 0)
      rest = rest.dropLast(3)
    }
    return groups.joined(separator: separator)
  }

  @Test("All written forms of a day are one day, and its month holds it", arguments: 0..<8)
  func days(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let serial = Int.random(in: 20_000...80_000, using: &generator)
      let day = try #require(CalendarDate(serial: serial))
      let next = try #require(CalendarDate(serial: min(serial + 1, 80_000)))
      #expect(day < next || serial == 80_000)
      let short = "\(day.year)/\(day.month)/\(day.day)"
      for text in [
        "\(day)", short, "\(day.year)年\(day.month)月\(day.day)日",
        "\(day.year).\(day.month).\(day.day)", "\(day)".filter { $0 != "-" }, "\(short) 12:30",
      ] {
        #expect(DateText(text).reading == .days(DayRange(day)), "\(text)")
      }
      guard case .days(let month) = DateText("\(day.year)年\(day.month)月").reading else {
        Issue.record("\(day): its month was not read")
        continue
      }
      #expect(month.first <= day && day <= month.last && month.first.day == 1)
    }
  }

  @Test("What is compared with the days of a month is sure only where every day agrees")
  func comparisons() throws {
    func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(parsing: text)) }
    let first = try day("2024-03-01")
    let last = try day("2024-03-03")
    let range = try #require(DayRange(first: first, last: last))
    let days = try ["2024-03-01", "2024-03-02", "2024-03-03"].map { try day($0) }
    let others = try ["2024-02-29", "2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04"].map {
      DayRange(try day($0))
    }
    let comparisons: [Comparison] = [.atMost, .below, .atLeast, .above, .equal, .notEqual]
    for other in others {
      for comparison in comparisons {
        let single = Set(days.map { comparison.holds(DayRange($0), other) })
        let expected = single.count == 1 ? single.first : .unknown
        #expect(comparison.holds(range, other) == expected)
      }
    }
  }
}
