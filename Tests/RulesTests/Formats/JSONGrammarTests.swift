import Testing

@testable import Reports
@testable import Rules

/// The grammar of RFC 8259, text by text: each stands as a value of a dossier under a key that nobody
/// knows, where only its form matters, and under one that the vocabulary knows.
@Suite("The grammar of JSON")
struct JSONGrammarTests {
  private static let valid = [
    "null", "true", "false", "0", "-0", "1", "-1", "10", "0.5", "-0.0", "1.25", "1e5", "1E5",
    "1e+5",
    "1E-5", "0e0", "0.5e10", "123456789012345678901234567890123456789012345678901234567890",
    "1e400", "-1e-400", "\"\"", "\" \"", "\"a\"", "\"炉\"", "\"\\\"\"", "\"\\\\\"", "\"\\/\"",
    "\"\\b\\f\\n\\r\\t\"", "\"\\u0041\"", "\"\\u00e9\"", "\"\\uABCD\"", "\"\\uabcd\"",
    "\"\\u0000\"",
    "\"\\ud83d\\ude00\"", "\"\\uD83D\\uDE00\"", "\"\u{7F}\"", "\"\u{80}\"", "\"\u{FFFF}\"",
    "\"\u{10FFFF}\"", "\"\u{FEFF}\"", "\"\u{2028}\u{2029}\"", "\"\u{1F600}\"", "\"/\"",
    "\"{}[],:\"",
    "[]", "[ ]", "[1]", "[1,2]", "[ 1 , 2 ]", "[null,true,false]", "[[],[[]]]", "[\"a\",1,{}]",
    "[1\t,\r2]", "{}", "{ }", "{\"a\":1}", "{ \"a\" : 1 }", "{\"a\":{\"b\":[]}}", "{\"\":0}",
    "{\"a\":1,\"b\":2}", "{\"\\u0061\":1}", "{\"a b\":null}", " 1", "1 ", "\t1\t", "\r1\r",
  ]

  private static let invalid = [
    "", "01", "-01", "00", "+1", ".5", "-.5", "1.", "1.e1", "1e", "1e+", "1E-", "1e1.5", "0x1",
    "1_000",
    "1,5", "１", "-", "--1", "- 1", "1-1", "1 2", "Infinity", "-Infinity", "NaN", "nul", "nulll",
    "True",
    "FALSE", "undefined", "yes", "a", "\"", "\"a", "a\"", "\"\\\"", "\"\\x41\"", "\"\\a\"",
    "\"\\'\"",
    "\"\\u\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\u 123\"", "\"\\U0041\"", "\"\\", "\"\u{0}\"",
    "\"\u{1}\"",
    "\"\t\"", "\"\u{1F}\"", "'a'", "“a”", "[", "]", "[1", "[1,", "[,", "[,]", "[,1]", "[1,]",
    "[1,,2]",
    "[1 2]", "[1:2]", "[1;2]", "[1}", "{", "}", "{]", "{\"a\"", "{\"a\":", "{\"a\":}", "{\"a\"}",
    "{\"a\",1}", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{,\"a\":1}", "{\"a\"::1}",
    "{\"a\":1:2}",
    "{\"a\":1 \"b\":2}", "{\"a\":1;\"b\":2}", "{a:1}", "{'a':1}", "{1:1}", "{null:1}", "{[]:1}",
    "{\"a\" 1}", "{\"a\"=1}", "{\"a\":1}}", "[1]]", "1 // x", "/* x */ 1", "1 # x", "\u{FEFF}1",
    "\u{A0}1", "\u{2003}1", "\u{B}1", "\u{C}1", "；", "：", "｛｝", "【】", "<a/>", "*", "@", "\\u0031",
  ]

  /// Bytes in quotes that are no UTF-8.
  private static let brokenBytes: [[UInt8]] = [
    [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
    [0xE4, 0xB8], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xEF, 0xBF], [0xF0, 0x80, 0x80, 0x80],
    [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80],
    [0xF5, 0x80, 0x80, 0x80],
    [0xFE], [0xFF], [0xE4, 0x41, 0x42], [0xE9, 0x80, 0x41],
  ]

  private static func bytes(_ value: [UInt8], key: String) -> [UInt8] {
    Array("{\"\(key)\": ".utf8) + value + Array("}".utf8)
  }

  private func errors(_ bytes: [UInt8]) -> [Diagnostic] {
    JSONReader.read(SourceText(path: "text.json", bytes: bytes), index: 0).diagnostics
  }

  @Test("What the grammar allows is read", arguments: valid)
  func allowed(_ text: String) {
    let problems = errors(Self.bytes(Array(text.utf8), key: "unknown"))
    #expect(problems.isEmpty, "\(problems.map { $0.message.english })")
  }

  @Test("What it does not allow is an error with a place", arguments: invalid)
  func refused(_ text: String) {
    let bytes = Self.bytes(Array(text.utf8), key: "unknown")
    let problems = errors(bytes)
    #expect(problems.contains { $0.severity == .error && $0.range.end <= bytes.count })
  }

  @Test("Bytes that are no UTF-8 are an error", arguments: brokenBytes)
  func broken(_ bytes: [UInt8]) {
    #expect(!errors(Self.bytes([0x22] + bytes + [0x22], key: "unknown")).isEmpty)
  }

  /// In bulk nothing is read that the reader refuses, and the rest says the same, wherever it stands.
  @Test("In bulk the grammar is the same")
  func inBulk() throws {
    let rules = SmallRules("  应 窑.监测\n  否则 不予审批", "  应 窑.产量 不高于 5 吨\n  否则 不予审批")
    var pairs = try #require(BulkPairs(rules.book.program))
    let texts =
      (Self.valid + Self.invalid).map { Array($0.utf8) }
      + Self.brokenBytes.map { [0x22] + $0 + [0x22] }
    let places = [
      ("{\"窑\": {\"监测\": ", "}}"), ("{\"窑\": {\"产量\": ", "}}"), ("{\"窑\": {\"措施\": ", "}}"),
      ("{\"窑\": {\"燃料\": ", "}}"), ("{\"窑\": {\"炉\": ", "}}"), ("{\"窑\": ", "}"), ("", ""),
      ("{\"窑\": {\"产量\": {\"value\": 1, \"source\": ", "}}}"),
      ("{\"窑\": {\"产量\": {\"value\": ", "}}}"), ("{\"窑\": {\"炉\": [", "]}}"),
      ("{\"kiln\": {", "}}"),
    ]
    for text in texts {
      for (before, behind) in places {
        pairs.compare(
          Array(before.utf8) + text + Array(behind.utf8),
          named: String(decoding: text, as: UTF8.self))
      }
    }
    for text in pairs.different.prefix(5) { Issue.record("\(text)") }
    #expect(pairs.different.isEmpty)
    #expect(pairs.equal > 100, "\(pairs.equal) of \(pairs.equal + pairs.declined)")
  }
}
