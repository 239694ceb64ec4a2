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
    #expect(run.status == 4 && run.output.isEmpty && run.errors.contains("原文已销毁"))
  }

  @Test(
    "the checkpoint stands in the opinion for a camera too: another's program reads it",
    .enabled(if: ReviewProgram.finds("zbarimg"), "zbarimg is not installed"))
  func qrCode() throws {
    let log = try TrialLog()
    _ = try log.evaluate()
    let made = try log.audit("show", ["1", "--format", "docx", "--output", "o.docx"])
    #expect(made.status == 0, "\(made.errors)")
    #expect(try log.audit("show", ["1", "--format", "html", "--output", "o.html"]).status == 0)
    log.program.write(
      """
      import re, zipfile
      picture = zipfile.ZipFile("o.docx").read("word/media/picture1.png")
      open("docx.png", "wb").write(picture)
      page = open("o.html", encoding="utf-8").read()
      svg = re.search(r'<svg class="qr" viewBox="0 0 (\\d+) .*?class="dark" d="(.*?)"', page, re.S)
      side, rows = int(svg[1]), []
      rows = [[1] * side * 4 for _ in range(side * 4)]
      for x, y, width in re.findall(r"M(\\d+) (\\d+)h(\\d+)v1", svg[2]):
          for row in range(int(y) * 4, int(y) * 4 + 4):
              for column in range(int(x) * 4, (int(x) + int(width)) * 4):
                  rows[row][column] = 0
      with open("html.pgm", "w") as file:
          file.write(f"P2 {side * 4} {side * 4} 1\\n")
          for row in rows:
              file.write(" ".join(map(str, row)) + "\\n")
      """, to: "pictures.py")
    let pictures = try log.program.run(["pictures.py"], program: "python3")
    #expect(pictures.status == 0, "\(pictures.errors)")
    let checkpoint = try log.audit("checkpoint").output
    for name in ["docx.png", "html.pgm"] {
      let read = try log.program.run(["--raw", "-q", name], program: "zbarimg")
      #expect(read.output == checkpoint + "\n", "\(name): \(read.output)\(read.errors)")
      log.program.write(read.output, to: "held")
      #expect(try log.audit("verify", ["--held", "held"]).status == 0)
    }
  }
}
