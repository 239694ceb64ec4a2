import Testing

@Suite("Forms from the command line")
struct TemplateTests {
  /// The repository, found from this file.
  private static let root =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  @Test(
    "A form in each format is evaluated as it is, and asks", arguments: ["xlsx", "csv", "json"])
  func emptyForm(_ format: String) throws {
    let program = ReviewProgram()
    let form = try program.run(
      ["template", "--city", "中卫", "--industry", "电石", "--facility", "工业"] + [
        "--output", "form.\(format)",
      ])
    #expect(form.status == 0)
    let review = try program.run(["evaluate", "form.\(format)"])
    #expect(review.status == 2)
    #expect(review.output.contains("决定：补正"))
    #expect(!review.errors.contains("["), "\(review.errors)")
  }

  @Test(
    "A name that is none is told with the nearest",
    arguments: [
      (["--city", "中位市"], "中卫市"), (["--industry", "电厂石"], "电石"),
      (["--facility", "数居中心"], "数据中心"),
    ])
  func unknownNames(_ words: [String], _ nearest: String) throws {
    let program = ReviewProgram()
    let run = try program.run(["template"] + words)
    #expect(run.status == 3)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(nearest), "\(run.errors)")
  }

  @Test("A form does not replace a rule file, and an operand is no place")
  func usage() throws {
    let program = ReviewProgram()
    #expect(try program.run(["template", "中卫市"]).status == 64)
    program.write("规则", to: "own.rules")
    #expect(try program.run(["template", "--output", "own.rules"]).status == 64)
    #expect(String(decoding: program.bytes(of: "own.rules"), as: UTF8.self) == "规则")
    #expect(
      try program.run(["template", "--parameters", "--format", "csv"]).status == 64)
  }

  @Test("Parameters of a workbook that is not filled in change nothing")
  func parameters() throws {
    let program = ReviewProgram()
    let form = try program.run(
      ["template", "--parameters", "--city", "中卫市"] + ["--output", "p.xlsx"])
    #expect(form.status == 0)
    let dossier = Self.root + "/Rules/examples/zhongwei-data-centre.json"
    let plain = try program.run(["evaluate", dossier])
    let given = try program.run(["evaluate", dossier, "--parameters", "p.xlsx"])
    #expect(given.status == plain.status)
    #expect(given.output == plain.output)
    program.write([0x50, 0x4B, 3, 4, 0], to: "broken.xlsx")
    #expect(
      try program.run(["evaluate", dossier, "--parameters", "broken.xlsx"]).status == 3
    )
  }

  @Test("A form in the audit log is replayed to the byte")
  func replay() throws {
    let program = ReviewProgram()
    #expect(
      try program.run(
        ["template", "--city", "中卫市", "--industry", "数据中心"] + ["--output", "f.xlsx"]
      ).status == 0)
    #expect(
      try program.run(["audit", "init", "log", "--origin", "example.local/a", "--key", "k"]).status
        == 0)
    let review = try program.run(
      ["evaluate", "f.xlsx", "--audit", "log", "--reviewer", "张三", "--audit-key", "k"])
    #expect(review.status == 2, "\(review.errors)")
    let replay = try program.run(["audit", "replay", "log", "--all"])
    #expect(replay.status == 0, "\(replay.output)\(replay.errors)")
  }
}
