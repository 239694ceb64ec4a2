import Testing

@testable import Rules

/// A departure from JSON: what is reported where, and what is read in spite of it.
struct JSONSlip: Sendable, CustomTestStringConvertible {
  let text: String
  /// Each as the code, a space, and the bytes it marks.
  let reports: [String]
  /// The tree in compact JSON; nil when none could be read.
  let tree: String?

  init(_ text: String, _ reports: [String], _ tree: String?) {
    self.text = text
    self.reports = reports
    self.tree = tree
  }

  var testDescription: String { text }

  static let all = [
    JSONSlip("", ["empty-file "], nil),
    JSONSlip(" \n", ["empty-file "], nil),
    JSONSlip("\u{FEFF}1", ["byte-order-mark \u{FEFF}"], "1"),
    // Commas, colons and brackets.
    JSONSlip("[1,2,]", ["json-trailing-comma ,"], "[1,2]"),
    JSONSlip(#"{"a":1,}"#, ["json-trailing-comma ,"], #"{"a":1}"#),
    JSONSlip("[1 2]", ["json-unexpected-token 2"], "[1,2]"),
    JSONSlip(#"{"a":1 "b":2}"#, [#"json-unexpected-token ""#], #"{"a":1,"b":2}"#),
    JSONSlip("[,1]", ["json-unexpected-token ,"], "[null,1]"),
    JSONSlip("[1,,2]", ["json-unexpected-token ,"], "[1,2]"),
    JSONSlip(
      #"{"a":,"b":}"#, ["json-unexpected-token ,", "json-unexpected-token }"],
      #"{"a":null,"b":null}"#),
    JSONSlip(
      #"{"a" 1,"b"=2}"#, ["json-unexpected-token 1", "json-unexpected-token ="],
      #"{"a":1,"b":2}"#),
    JSONSlip(#"{"a"}"#, ["json-unexpected-token }"], nil),
    JSONSlip("[1}", ["json-unexpected-token }"], nil),
    JSONSlip(#"{"a":[1"#, ["json-unexpected-token "], nil),
    JSONSlip("{,}", ["json-unexpected-token ,"], nil),
    JSONSlip("]", ["json-unexpected-token ]"], nil),
    JSONSlip("[\u{1}]", ["json-unexpected-token \u{1}"], nil),
    JSONSlip("1 2", ["json-text-after-end 2"], "1"),
    JSONSlip("{}]", ["json-text-after-end ]"], "{}"),
    // Keys.
    JSONSlip("{pue:1}", ["json-unquoted-key pue"], #"{"pue":1}"#),
    JSONSlip("{项目：1}", ["json-unquoted-key 项目", "json-full-width ："], #"{"项目":1}"#),
    JSONSlip(#"{"a":1,"a":2}"#, [#"json-duplicate-key "a""#], #"{"a":1,"a":2}"#),
    JSONSlip(
      "{\"é\":1,\"e\u{301}\":2}", ["json-duplicate-key \"e\u{301}\""],
      "{\"é\":1,\"e\u{301}\":2}"),
    JSONSlip(
      #"{"a":1,"\u0061":{"a":3}}"#, [#"json-duplicate-key "\u0061""#],
      #"{"a":1,"a":{"a":3}}"#),
    // Strings.
    JSONSlip("['中卫']", ["json-single-quotes '中卫'"], #"["中卫"]"#),
    JSONSlip("[\"a\n\"]", ["json-unterminated-string \"a"], nil),
    JSONSlip(#"["a"#, [#"json-unterminated-string "a"#], nil),
    JSONSlip(#""a\""#, [#"json-unterminated-string "a\""#], nil),
    JSONSlip("\"a\tb\"", ["json-control-character \t"], #""a\tb""#),
    JSONSlip(#""D:\报告""#, [#"json-bad-escape \报"#], #""D:\\报告""#),
    JSONSlip(#""\u12g4""#, [#"json-bad-escape \u"#], #""\\u12g4""#),
    JSONSlip(#""\ud840x""#, [#"json-lone-surrogate \ud840"#], "\"\u{FFFD}x\""),
    JSONSlip(#""\udc0b""#, [#"json-lone-surrogate \udc0b"#], "\"\u{FFFD}\""),
    JSONSlip(#""\ud840\ud840\udc0b""#, [#"json-lone-surrogate \ud840"#], "\"\u{FFFD}𠀋\""),
    // Numbers.
    JSONSlip(
      "[NaN,-Infinity]", ["json-not-finite NaN", "json-not-finite -Infinity"],
      "[null,null]"),
    JSONSlip(
      "[+1,007,-.5,5.,1_000]",
      [
        "json-malformed-number +1", "json-malformed-number 007", "json-malformed-number -.5",
        "json-malformed-number 5.", "json-malformed-number 1_000",
      ], "[1,7,-0.5,5,1000]"),
    JSONSlip("[１２．５]", ["json-malformed-number １２．５"], "[12.5]"),
    JSONSlip("[00,+]", ["json-malformed-number 00", "json-malformed-number +"], #"[0,"+"]"#),
    JSONSlip(
      "[108 kgce/t]", ["json-unexpected-token k", "json-unknown-word kgce/t"],
      #"[108,"kgce/t"]"#),
    JSONSlip("[2024-03-01]", ["json-malformed-number 2024-03-01"], #"["2024-03-01"]"#),
    // Words.
    JSONSlip(
      "[True,None,fasle,是]",
      [
        "json-unknown-word True", "json-unknown-word None", "json-unknown-word fasle",
        "json-unknown-word 是",
      ], "[true,null,false,true]"),
    JSONSlip("[中卫市]", ["json-unknown-word 中卫市"], #"["中卫市"]"#),
    // What an input method or another format leaves.
    JSONSlip(
      "{“a”：“说‘好’”，\"b\"：【1、2】}",
      [
        "json-full-width “", "json-full-width ：", "json-full-width “", "json-full-width ，",
        "json-full-width ：", "json-full-width 【", "json-full-width 、", "json-full-width 】",
      ], #"{"a":"说‘好’","b":[1,2]}"#),
    JSONSlip("[　1\u{A0}]", ["json-full-width 　", "json-full-width \u{A0}"], "[1]"),
    JSONSlip(
      "[1, // a\n2 /* b */, 3] # c",
      ["json-comment // a", "json-comment /* b */", "json-comment # c"], "[1,2,3]"),
    JSONSlip("[1 /* b", ["json-comment /* b", "json-unexpected-token "], nil),
  ]
}

@Suite("What JSON is not")
struct JSONDiagnosticsTests {
  @Test("A slip is reported at its place, and read as it was meant", arguments: JSONSlip.all)
  func slips(_ slip: JSONSlip) {
    let source = SourceText(path: "a.json", text: slip.text)
    let (node, diagnostics) = JSONReader.read(source, index: 0)
    let reports = diagnostics.map {
      "\($0.code.name) \(source.slice(Int($0.range.start), Int($0.range.end)))"
    }
    #expect(reports == slip.reports)
    #expect(node?.compact == slip.tree)
  }

  @Test("A text with any slip has an error", arguments: JSONSlip.all)
  func severity(_ slip: JSONSlip) {
    let source = SourceText(path: "a.json", text: slip.text)
    #expect(JSONReader.read(source, index: 0).diagnostics.hasErrors)
  }

  @Test("The hint says what to write")
  func hints() {
    let text = #"{pue: +1, 'a': .5, "b"：True, "c": 12m}"#
    let diagnostics = JSONReader.read(SourceText(path: "a.json", text: text), index: 0).diagnostics
    #expect(
      diagnostics.map { $0.hint?.english } == [
        #"write `"pue"`"#, "write `1`", #"write `"a"`"#, "write `0.5`",
        "write the ASCII sign `:`", "write `true`", #"if it is text, write `"12m"`"#,
      ])
  }

  @Test(
    "Another encoding is named, with the place",
    arguments: [
      ([0xFF, 0xFE, 0x7B, 0x00], 0, 2), ([0xFE, 0xFF, 0x00, 0x7B], 0, 2),
      ([0x7B, 0x00, 0x7D, 0x00], 0, 2), ([0x00, 0x7B, 0x00, 0x7D], 0, 2),
      ([0x22, 0x61, 0xD6, 0xD0, 0x22], 2, 3), ([0x22, 0xC0, 0x80, 0x22], 1, 2),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], 1, 2), ([0x22, 0xE4, 0xB8], 1, 3),
    ] as [([UInt8], Int, Int)])
  func encodings(_ bytes: [UInt8], _ start: Int, _ end: Int) {
    let source = SourceText(path: "a.json", bytes: bytes)
    let (node, diagnostics) = JSONReader.read(source, index: 0)
    #expect(node == nil)
    #expect(diagnostics.map(\.code) == [.invalidUTF8])
    #expect(diagnostics.map(\.range) == [SourceRange(source: 0, start: start, end: end)])
  }

  @Test(
    "What stands behind the value says what to write",
    arguments: [
      ("{} {}", "one a line into .jsonl"), ("{}\r{}\r", "a bare CR"), ("{}\r\n{}", "into an array"),
      ("{}\u{FEFF}{}", "begin on lines of their own"),
    ])
  func textAfterEnd(_ text: String, _ hint: String) {
    let source = SourceText(path: "a.json", text: text)
    let diagnostics = JSONReader.read(source, index: 0).diagnostics
    #expect(diagnostics.last?.code == .jsonTextAfterEnd)
    #expect(diagnostics.first?.hint?.english.contains(hint) == true)
  }

  @Test(
    "What is wrong with bytes tells damaged UTF-8 from another encoding",
    arguments: [
      (Array("{\"项目\": \"".utf8) + [0xB2, 0x22, 0x7D], "damaged"),
      ([0x22, 0xCF, 0xEE, 0xC4, 0xBF, 0x22], "GB18030"),
    ] as [([UInt8], String)])
  func damage(_ bytes: [UInt8], _ hint: String) {
    let source = SourceText(path: "a.json", bytes: bytes)
    let diagnostics = JSONReader.read(source, index: 0).diagnostics
    #expect(diagnostics.first?.hint?.english.contains(hint) == true)
  }

  @Test("An opening bracket that is not closed is shown")
  func openBracket() {
    let source = SourceText(path: "a.json", text: "{\"a\": [1")
    let diagnostics = JSONReader.read(source, index: 0).diagnostics
    #expect(
      diagnostics.flatMap(\.related).map(\.range) == [SourceRange(source: 0, start: 6, end: 7)])
    #expect(diagnostics.first?.hint?.english == "add `]`")
  }

  @Test(
    "The reader gives up behind a thousand problems",
    arguments: ["[+1,", "//\n", "[\"\\x\",", "{a:{b:", "“”：，", "　 "])
  func limit(_ fragment: String) {
    let text = String(repeating: fragment, count: 3_000)
    let diagnostics = JSONReader.read(SourceText(path: "a.json", text: text), index: 0).diagnostics
    #expect(!diagnostics.isEmpty)
    #expect(diagnostics.count <= JSONReader.diagnosticLimit)
  }

  @Test("A message is one short line, whatever the text")
  func shortMessages() {
    let word = String(repeating: "长", count: 10_000)
    let text = "{\(word): \(word), \"\(word)\": '\(word)', \"\(word)\": 1}"
    let diagnostics = JSONReader.read(SourceText(path: "a.json", text: text), index: 0).diagnostics
    #expect(diagnostics.count == 5)
    for diagnostic in diagnostics {
      for phrase in [diagnostic.message, diagnostic.hint].compactMap(\.self) {
        for language in Language.allCases { #expect(phrase[language].count < 120) }
      }
    }
  }
}
