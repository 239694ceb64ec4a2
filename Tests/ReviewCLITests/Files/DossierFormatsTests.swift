import Rules
import Testing

@testable import ReviewCLI

/// One set of facts in every format that offices save.
@Suite("The formats of dossiers")
struct DossierFormatsTests {
  private static let repository = #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }
    .joined()
  private static let folder = "\(repository)/Tests/Spreadsheets"

  @Test(
    "A workbook is judged as its rows in CSV are",
    arguments: ["openpyxl", "dates-1904", "wps-title-units", "libreoffice"])
  func workbooks(_ name: String) throws {
    let program = ReviewProgram()
    let runs = try ["xlsx", "csv"].map { ending in
      try program.run([
        "evaluate", "\(Self.folder)/\(name).\(ending)", "--format", "json",
      ])
    }
    #expect(runs[0].status == runs[1].status && (0...2).contains(runs[0].status))
    #expect(runs[0].output.replacing("\(name).xlsx", with: "\(name).csv") == runs[1].output)
    #expect(runs[0].errors.replacing("\(name).xlsx", with: "\(name).csv") == runs[1].errors)
    #expect(runs[0].output.contains("丙“云”, 二期"))
  }

  private static let words = """
    组 项目 project 「项目」
    字段 项目.名称 project.name 「项目名称」 : 文字
    字段 项目.PUE project.pue 「电能利用效率」 : 数
    名称字段 项目.名称
    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正
    规则集 示例 example 「示例」
    文件 示〔2024〕1号 《示例》
    规则 X-1 PUE
      依据 示〔2024〕1号 一「短引」
      应 项目.PUE 不高于 1.3
      否则 不予审批
    """

  private static let json = #"{"项目": {"名称": "甲数据中心", "PUE": 1.25}}"#
  private static let csv = "项目名称,电能利用效率\n甲数据中心,1.25\n乙数据中心,1.35\n"

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func utf16(_ text: String, isBigEndian: Bool, marked: Bool) -> [UInt8] {
    let units = (marked ? [0xFEFF] : []) + Array(text.utf16)
    return units.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBigEndian ? [high, low] : [low, high]
    }
  }

  /// The Chinese of the texts here in GB18030.
  private static func gb18030(_ text: String) -> [UInt8] {
    let codes: [Character: [UInt8]] = [
      "项": [0xCF, 0xEE], "目": [0xC4, 0xBF], "名": [0xC3, 0xFB], "称": [0xB3, 0xC6],
      "甲": [0xBC, 0xD7], "乙": [0xD2, 0xD2], "数": [0xCA, 0xFD], "据": [0xBE, 0xDD],
      "中": [0xD6, 0xD0], "心": [0xD0, 0xC4], "电": [0xB5, 0xE7], "能": [0xC4, 0xDC],
      "利": [0xC0, 0xFB], "用": [0xD3, 0xC3], "效": [0xD0, 0xA7], "率": [0xC2, 0xCA],
    ]
    return text.flatMap { codes[$0] ?? Array(String($0).utf8) }
  }

  @Test("A text is read in whatever encoding it was saved", arguments: ["json", "csv", "jsonl"])
  func encodings(_ ending: String) throws {
    let program = ReviewProgram()
    program.write(Self.words, to: "a.rules")
    let text = ending == "csv" ? Self.csv : Self.json
    var files: [[UInt8]] = [
      Self.gb18030(text), Array(text.utf8), Self.mark + Array(text.utf8),
      Self.utf16(text, isBigEndian: false, marked: true),
      Self.utf16(text, isBigEndian: true, marked: true),
    ]
    if ending != "csv" {
      files += [false, true].map { Self.utf16(text, isBigEndian: $0, marked: false) }
    }
    for (number, bytes) in files.enumerated() {
      program.write(bytes, to: "d\(number).\(ending)")
      let run = try program.run([
        "evaluate", "d\(number).\(ending)", "--rules", "a.rules", "--format", "text",
      ])
      // Of JSON GB18030 is a guess.
      let isGuess = number == 0 && ending != "csv"
      #expect(run.errors.isEmpty != isGuess, "\(number)")
      #expect(!isGuess || run.errors.contains("  --> d0.\(ending):1:1\n"), "\(run.errors)")
      #expect(run.output.contains("甲数据中心"), "\(number): \(run.output)")
      #expect(run.status == (ending == "csv" ? 1 : 0))
    }
  }

  @Test(
    "A stock in another encoding is judged as in UTF-8, and a guess is told once and in each result",
    arguments: ["none", "failed", "all"])
  func stocks(_ told: String) throws {
    let program = ReviewProgram()
    program.write(Self.words, to: "a.rules")
    let stock = ["甲", "乙", "中上"].map {
      #"{"项目": {"名称": "\#($0)", "PUE": 1.\#($0 == "乙" ? 4 : 2)}}"#
    }
    let text = ([#"{"project": {"pue": 1.1}}"#] + stock).joined(separator: "\n")
    func judge(_ bytes: [UInt8]) throws -> (lines: [String], errors: String) {
      program.write(bytes, to: "a.jsonl")
      let run = try program.run([
        "evaluate", "a.jsonl", "--rules", "a.rules", "--format", "jsonl", "--explain", told,
      ])
      #expect(run.status == 1)
      return (run.output.split(separator: "\n").map(String.init), run.errors)
    }
    let plain = try judge(Array(text.utf8))
    #expect(plain.lines.count == 4)
    for isBigEndian in [false, true] {
      for isMarked in [false, true] {
        let run = try judge(Self.utf16(text, isBigEndian: isBigEndian, marked: isMarked))
        #expect(run == plain)
      }
    }
    let guessed = try judge(Self.gb18030(text.replacing("上", with: "乙")))
    #expect(guessed.lines.first == plain.lines.first)
    for (line, other) in zip(guessed.lines, plain.lines).dropFirst() {
      #expect(line.contains("guessed-encoding"))
      let wanted = other.replacing("上", with: "乙").prefix { $0 != "[" }
      #expect(line.prefix { $0 != "[" } == wanted)
    }
    #expect(guessed.errors.ranges(of: "guessed-encoding").count == 1)
    #expect(guessed.errors.contains("  --> a.jsonl:2:1\n"))
  }

  @Test("A line is rejected with its place exactly when its text is no JSON, whoever judges it")
  func grammar() throws {
    let values: [[UInt8]] =
      [
        "1", "-0", "1e2", "1E+2", "[[]]", "{}", #""\u00e9""#, #""\ud834\udd1e""#, "true", "null",
        "01", "1.",
        ".5", "+1", "0x1", "NaN", "nul", "[1,]", "[,1]", "[", "]", "1 2", "'a'", #""\x""#,
        "\"a\tb\"",
        #""\ud800""#, "\"a", #"{"a": 1, "a": 2}"#, "{a: 1}", "// a", "\u{FEFF}1", "\u{A0}1", "１",
      ].map { Array($0.utf8) }
      + [
        [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF, 0x22],
        [0x22, 0xED, 0xA0, 0x80, 0x22],
      ]
    let lines = values.map { Array(#"{"项目": {"PUE": 1.1}, "x": "#.utf8) + $0 + Array("}".utf8) }
    let program = ReviewProgram()
    program.write(Self.words, to: "a.rules")
    program.write(Array(lines.joined(separator: [0x0A])), to: "a.jsonl")
    let wanted = lines.map { line in
      JSONReader.read(SourceText(path: "a.jsonl", bytes: line), index: 0).diagnostics.hasErrors
    }
    #expect(wanted.count { $0 } == 26)
    for told in ["none", "failed", "all"] {
      let run = try program.run([
        "evaluate", "a.jsonl", "--rules", "a.rules", "--format", "jsonl", "--explain", told,
      ])
      #expect(run.status == 3)
      let results = run.output.split(separator: "\n")
      #expect(results.map { $0.contains(#""rejected":["#) } == wanted)
      for (number, result) in results.enumerated() where wanted[number] {
        #expect(result.contains(#""at":"a.jsonl:\#(number + 1):"#), "\(result)")
      }
    }
  }

  @Test("The diagnostics of a run are in one language")
  func oneLanguage() throws {
    let program = ReviewProgram()
    program.write(Self.words, to: "a.rules")
    program.write(#"{"project": {"pue": "high"}}"#, to: "english.json")
    program.write(#"{"项目": {"PUE": "高"}}"# + "\n" + #"{"project": {"pue": "high"}}"#, to: "a.jsonl")
    for (first, second) in [("a.jsonl", "english.json"), ("english.json", "a.jsonl")] {
      let run = try program.run(["evaluate", first, second, "--rules", "a.rules"])
      let marks = ["错误[", "error["].map { run.errors.ranges(of: $0).count }
      #expect(marks.sorted() == [0, 3], "\(run.errors)")
    }
  }

  @Test("A row that cannot be read is one rejected row")
  func badRow() throws {
    let program = ReviewProgram()
    program.write(Self.words, to: "a.rules")
    program.write(Self.csv + "丙,很高\n丁,1.2\n", to: "d.csv")
    let run = try program.run(["evaluate", "d.csv", "--rules", "a.rules", "--format", "json"])
    #expect(run.status == 3)
    #expect(run.output.ranges(of: "\"asOf\"").count == 3)
    #expect(run.errors.contains("d.csv:4:3"))
  }

  @Test("What is said of the table and of the parameters stands in the result of each of its rows")
  func surroundings() throws {
    let program = ReviewProgram()
    program.write(Self.words, to: "a.rules")
    program.write("项目名称,电能利用效率,\n甲数据中心,1.25,1.9\n乙数据中心,1.2,\n", to: "d.csv")
    program.write(#"{"无此项": 1}"#, to: "p.json")
    let words = ["evaluate", "d.csv", "--rules", "a.rules", "--parameters", "p.json"]
    let forms = [["json"], ["jsonl"], ["jsonl", "--explain", "none"], ["text"]]
    for form in forms {
      let run = try program.run(words + ["--format"] + form + ["--output", "out-\(form.count)"])
      #expect(run.status == 0)
      let output = String(decoding: program.bytes(of: "out-\(form.count)"), as: UTF8.self)
      for place in ["d.csv:1:13", "p.json:1:2"] {
        #expect(output.ranges(of: place).count == (form.count == 1 ? 4 : 2), "\(form): \(place)")
      }
    }
  }

  @Test("A file that is no workbook says what it is, and a damaged one that it is")
  func damaged() throws {
    let program = ReviewProgram()
    program.write(Self.words, to: "a.rules")
    program.write([0x50, 0x4B, 3, 4, 0, 0], to: "d.xlsx")
    let run = try program.run(["evaluate", "d.xlsx", "--rules", "a.rules"])
    #expect(run.status == 3)
    #expect(run.errors.contains("错误[unreadable-workbook]"))
  }
}
