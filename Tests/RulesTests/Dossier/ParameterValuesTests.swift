import Testing

@testable import Rules

/// What a parameter can be: its bases, its units, and whether it is a number at all.
@Suite("Values of parameters")
struct ParameterValuesTests {
  private static func read(_ text: String) -> (values: ParameterValues, diagnostics: [Diagnostic]) {
    ParameterReader.read(
      SourceText(path: "p.json", text: text), rules: CommittedRules.book.program.rules)
  }

  @Test(
    "A basis or a unit that the parameter cannot have is one message that names the others",
    arguments: [
      (#"{"unitEnergyBenchmark": {"电石": {"value": 805, "basis": "综和"}}}"#, "wrong-value", "综合"),
      (#"{"unitEnergyBenchmark": {"电石": {"value": 805, "口径": 1}}}"#, "wrong-value", "综合"),
      (
        #"{"unitEnergyAdvanced": {"电石": {"value": 805, "unit": "kgce/t", "basis": "all"}}}"#,
        "wrong-value", "综合"
      ),
      (#"{"unitEnergyBenchmark": {"电石": "300 吨"}}"#, "unit-mismatch", "千克标准煤/吨"),
      (
        #"{"unitEnergyBenchmark": {"电石": {"value": 300, "unit": "t"}}}"#, "unit-mismatch", "千克标准煤/吨"
      ),
      (#"{"unitEnergyAdvanced": {"电石": "300 吨"}}"#, "unit-mismatch", "千克标准煤/吨"),
      (
        #"{"unitEnergyAdvanced": {"电石": {"from": 1, "to": 2, "unit": "t"}}}"#, "unit-mismatch",
        "千克标准煤/吨"
      ),
      (
        #"{"regionBehindBasicTarget": {"中卫市": {"value": false, "unit": "kg"}}}"#, "wrong-value",
        "删去"
      ),
      (#"{"regionBehindBasicTarget": {"吴忠市": "-"}}"#, "wrong-value", "留空"),
      (#"{"regionBehindBasicTarget": {"吴忠市": "否（待核实）"}}"#, "wrong-value", "`否`"),
      (#"{"coalReplacementRatio": "1.0（1.2）"}"#, "wrong-value", "`1.0`"),
      (#"{"coalReplacementRatio": {"notApplicable": "不知道"}}"#, "wrong-value", "一句话"),
    ])
  func rejected(_ text: String, code: String, word: String) {
    let (values, problems) = Self.read(text)
    #expect(problems.map { $0.code.name } == [code])
    #expect(values.values.isEmpty)
    #expect(problems.allSatisfy { $0.hint?.chinese.contains(word) ?? false }, "\(problems)")
  }

  @Test(
    "What it can have is taken",
    arguments: [
      #"{"unitEnergyBenchmark": {"电石": 805}}"#,
      #"{"unitEnergyBenchmark[电石]": 805}"#,
      #"{"param.unitEnergyBenchmark[电石]": 805, "param.unitEnergyBenchmark[水泥熟料]": 100}"#,
      #"{"unitEnergyBenchmark": {"电石": {"value": 0.805, "unit": "tce/t", "basis": "comprehensive"}}}"#,
      #"{"unitEnergyBenchmark": {"电石": {"value": 805, "basis": " 综合 "}}}"#,
      #"{"regionBehindBasicTarget": {"中卫市": {"value": false, "basis": "宁发改通报"}}}"#,
      #"{"coalReplacementRatio": 1.0}"#, #"{"ultraLowLimits": {"SO2": "35 mg/Nm3"}}"#,
    ])
  func taken(_ text: String) {
    let (values, problems) = Self.read(text)
    #expect(problems == [])
    #expect(values.values.count == 1)
  }
}
