import Rules
import Testing

@Suite("Rules that differ from the released ones")
struct ReleasedRulesTests {
  /// The repository, found from this file.
  private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let file: String
    let old: String
    let new: String
    /// The ids that are named, or some of them.
    let named: [String]
  }

  static let changes = [
    Change(
      testDescription: "nothing", file: "ningxia/3-key-tasks.rules", old: "规则 ", new: "规则 ",
      named: []),
    Change(
      testDescription: "a remark between rules", file: "ningxia/3-key-tasks.rules",
      old: "规则 NX-3.1-05",
      new: "# 备忘\n\n规则 NX-3.1-05", named: []),
    Change(
      testDescription: "a threshold", file: "ningxia/3-key-tasks.rules",
      old: "应 数据中心.PUE 不高于 1.2\n", new: "应 数据中心.PUE 不高于 1.3\n", named: ["NX-3.1-05"]),
    Change(
      testDescription: "a parameter", file: "parameters.rules", old: "「能效标杆水平」",
      new: "「能效标杆水平（改）」", named: ["CN-EFF-01"]),
    Change(
      testDescription: "a cell of a table", file: "national/efficiency-levels.csv", old: "805",
      new: "806", named: ["CN-EFF-01"]),
    Change(
      testDescription: "a rule more", file: "ningxia/3-key-tasks.rules", old: "规则 NX-3.1-05",
      new:
        "规则 NX-9.9-99 多出的一条\n  依据 宁政发〔2022〕30号 三（一）「数据中心」\n  应 数据中心.PUE 不高于 9\n  否则 提示（推定）\n\n规则 NX-3.1-05",
      named: ["NX-9.9-99"]),
  ]

  @Test("They are named in every report", arguments: changes)
  func named(_ change: Change) throws {
    let program = ReviewProgram()
    #expect(try program.run(["-r", "\(Self.root)/Rules", "."], program: "cp").status == 0)
    let path = "Rules/\(change.file)"
    let text = String(decoding: program.bytes(of: path), as: UTF8.self)
    try #require(text.contains(change.old))
    program.write(text.replacing(change.old, with: change.new, maxReplacements: 1), to: path)
    let dossier = "\(Self.root)/Rules/examples/zhongwei-data-centre.json"
    for format in ["text", "html", "json"] {
      let run = try program.run(["evaluate", dossier, "--format", format])
      #expect([0, 1, 2].contains(run.status), "\(run.errors)")
      #expect(run.output.contains("sha256:"))
      if format == "json" {
        #expect(run.output.contains("\"differs\": []") == change.named.isEmpty)
        #expect(run.output.contains("\"signer\": null"))
      } else {
        #expect(run.output.contains("规则与程序内置的规则相同") == change.named.isEmpty)
        #expect(run.output.contains("未经政策机关签发"))
      }
      for id in change.named { #expect(run.output.contains(id)) }
    }
  }
}
