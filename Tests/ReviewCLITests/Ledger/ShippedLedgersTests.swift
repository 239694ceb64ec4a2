import Testing

/// Two projects that name one source, in the words of the shipped vocabulary.
struct SharedSource: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// What each project says beside its name and place.
  let facts: [String]
  /// What is wrong with the later project's accounts.
  let kinds: [String]

  init(_ name: String, _ facts: [String], _ kinds: [String]) {
    (testDescription, self.facts, self.kinds) = (name, facts, kinds)
  }

  /// A furnace that is shut for 53 万吨/年.
  static func furnace(_ enterprise: String, _ more: String = "") -> String {
    #""capacityReplacement": {"required": true, "sources": [{"enterprise": "\#(enterprise)", "#
      + #""equipment": "450立方米高炉1座", "capacity": "53 万吨/年", "shutdownDate": "2020-06-30"\#(more)}]}"#
  }

  static func coal(_ enterprise: String, _ quantity: String, _ more: String = "") -> String {
    #""coalReplacement": {"sources": [{"enterprise": "\#(enterprise)", "measure": "关停2台35蒸吨锅炉", "#
      + #""quantity": "\#(quantity)"\#(more)}]}"#
  }

  static func offset(_ kind: String, _ quantity: String) -> String {
    #""pollutants": [{"name": "\#(kind)", "sources": [{"enterprise": "甲电厂", "measure": "1号机组超低排放改造", "#
      + #""quantity": "\#(quantity)"}]}]"#
  }

  static let all = [
    SharedSource(
      "a furnace without a number, under the name of a company and of a limited one",
      [furnace("甲钢铁公司"), furnace("甲钢铁有限公司")], ["question"]),
    SharedSource(
      "a furnace without a number, under one name", [furnace("甲钢铁公司"), furnace("甲钢铁 公司")],
      ["doubleUse"]),
    SharedSource(
      "a furnace by its number, under two names",
      [
        furnace("甲钢铁公司", #", "sourceId": "TH-2020-017""#),
        furnace("甲钢铁有限公司", #", "sourceId": "ＴＨ－２０２０ － ０１７""#),
      ], ["doubleUse"]),
    SharedSource(
      "two furnaces by their numbers",
      [
        furnace("甲钢铁公司", #", "sourceId": "TH-2020-017""#),
        furnace("甲钢铁公司", #", "sourceId": "TH-2020-018""#),
      ], []),
    SharedSource("coal", [coal("甲热力厂", "3 万吨/年"), coal("甲热力厂", "3 万吨/年")], ["doubleUse"]),
    SharedSource(
      "coal in parts within the whole",
      [
        coal("甲热力厂", "1 万吨/年", #", "wholeQuantity": "3 万吨/年""#),
        coal("甲热力厂", "20000 吨/年", #", "wholeQuantity": "3 万吨/年""#),
      ], []),
    SharedSource(
      "coal in parts beyond the whole",
      [
        coal("甲热力厂", "1 万吨/年", #", "wholeQuantity": "3 万吨/年""#),
        coal("甲热力厂", "2.1 万吨/年", #", "wholeQuantity": "3 万吨/年""#),
      ], ["overdrawn"]),
    SharedSource(
      "one measure for one pollutant", [offset("SO2", "30 吨/年"), offset("SO2", "30 吨/年")],
      ["doubleUse"]),
    SharedSource(
      "one measure for two pollutants", [offset("SO2", "30 吨/年"), offset("NOx", "30 吨/年")], []),
  ]
}

@Suite("Sources in the shipped vocabulary")
struct ShippedLedgersTests {
  @Test(
    "The ledger lists who uses a source, and what is wrong with it", arguments: SharedSource.all)
  func accounts(_ row: SharedSource) throws {
    let program = ReviewProgram()
    let places = [("福建省", "福州市"), ("广西壮族自治区", "防城港市")]
    for (number, (facts, place)) in zip(row.facts, places).enumerated() {
      program.write(
        #"{"project": {"name": "项目\#(number)", "province": "\#(place.0)", "city": "\#(place.1)"}, \#(facts)}"#,
        to: "\(number).json")
    }
    let run = try program.run(["ledger", "0.json", "1.json", "--format", "json", "--clashes"])
    #expect(run.status == (row.kinds.isEmpty ? 0 : 1), "\(run.errors)")
    let kinds = run.output.split(separator: "\n").filter { $0.hasPrefix("    \"kind\": ") }
    #expect(kinds.map { String($0) } == row.kinds.map { "    \"kind\": \"\($0)\"," })
    for word in ["项目0", "项目1"] where !row.kinds.isEmpty { #expect(run.output.contains(word)) }
    for language in ["zh", "en"] {
      let text = try program.run(["ledger", "0.json", "1.json", "--language", language])
      #expect(text.status == run.status)
      #expect(text.output.contains("项目0") && text.output.contains("项目1"))
    }
  }
}
