import Testing

/// What an office signs later, from the log.
@Suite("Opinions on decisions of the log")
struct AuditOpinionTests {
  private static let override = [
    "1", "--decision", "有条件通过", "--authority", "会议纪要〔2026〕3号", "--reason", "应急保障", "--finding",
    "T-1", "--reviewer", "张处",
  ]

  @Test("The override that holds stands in the opinion with its authority")
  func override() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    let before = try log.audit("show", ["1", "--format", "html"])
    #expect(before.status == 0 && before.output.contains("<p>决定：不予通过。"), "\(before.errors)")
    #expect(!before.output.contains("改判"))
    #expect(try log.sign("override", Self.override).status == 0)
    let after = try log.audit("show", ["1", "--format", "html"])
    #expect(after.output.contains("<p>决定：有条件通过（经改判）。"), "\(after.errors)")
    for words in ["结论是“不予通过”", "张处", "会议纪要〔2026〕3号", "应急保障", "T-1", "第 2 号"] {
      #expect(after.output.contains(words), "\(words)")
    }
  }

  @Test("A document goes to a file, which is none of the log")
  func document() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    log.program.write(#"{"单位": "甲局"}"#, to: "f.json")
    let words = ["1", "--format", "docx", "--office", "f.json", "--output"]
    #expect(try log.audit("show", words + ["o.docx"]).status == 0)
    let bytes = log.program.bytes(of: "o.docx")
    #expect(bytes.starts(with: "PK".utf8))
    #expect(String(decoding: bytes, as: UTF8.self).contains("甲局（盖章）"))
    #expect(try log.audit("show", words + ["audit/o.docx"]).status == 64)
    #expect(try log.audit("show", words + ["f.json"]).status == 64)
    #expect(try log.audit("show", ["1", "--output", "o"]).status == 64)
  }

  @Test("An entry that is no evaluation, or whose dossier is gone, has no opinion")
  func none() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    #expect(try log.audit("show", ["0", "--format", "html"]).status == 3)
    _ = try log.redact(1, by: "张处")
    let run = try log.audit("show", ["1", "--format", "html"])
    #expect(run.status == 4 && run.output.isEmpty && run.errors.contains("重放"))
  }
}
