import Testing

@testable import Rules

@Suite("Reading JSON")
struct JSONReaderTests {
  @Test(
    "Reading and writing gives the text back",
    arguments: [
      #"null"#, #"true"#, #"false"#, #"0"#, #"-0"#, #"1.20"#, #"-12.5e-3"#, #"1E+2"#, #""""#,
      #""某数据中心""#, #""“引号”：，""#, #""𠀋""#, #""\"\\\b\f\n\r\t\u0000\u001f""#, #"[]"#, #"{}"#,
      #"[[],{}]"#, #"[1,"a",null,[true]]"#, #"{"":0}"#,
      #"{"project":{"name":"A","city":"中卫"},"pue":1.25}"#,
    ])
  func roundTrip(_ text: String) throws {
    let (node, diagnostics) = JSONReader.read(SourceText(path: "a.json", text: text), index: 0)
    #expect(diagnostics.isEmpty)
    #expect(try #require(node).compact == text)
  }

  @Test(
    "An escape stands for its character",
    arguments: [
      (#""\/""#, "/"), (#""\u4e2D""#, "中"), (#""\ud840\udc0b""#, "𠀋"), (#""a\u0000b""#, "a\0b"),
      (#""\ufeff""#, "\u{FEFF}"),
    ])
  func escapes(_ text: String, _ meaning: String) throws {
    let (node, diagnostics) = JSONReader.read(SourceText(path: "a.json", text: text), index: 0)
    #expect(diagnostics.isEmpty)
    #expect(try #require(node).kind == .string(meaning))
  }

  @Test("Every node knows the bytes it was read from")
  func ranges() throws {
    let source = SourceText(path: "a.json", text: " { \"中卫\" : [ 1.5 , \"a\\n\" ] ,\r\n\"b\":{} } ")
    let node = try #require(JSONReader.read(source, index: 7).node)
    guard case .object(let members) = node.kind, case .array(let elements) = members[0].value.kind
    else {
      Issue.record("not the tree of the text")
      return
    }
    let ranges =
      [node.range, members[0].keyRange, members[0].value.range]
      + elements.map(\.range) + [members[1].keyRange, members[1].value.range]
    #expect(ranges.allSatisfy { $0.source == 7 })
    #expect(
      ranges.map { source.slice(Int($0.start), Int($0.end)) } == [
        "{ \"中卫\" : [ 1.5 , \"a\\n\" ] ,\r\n\"b\":{} }", "\"中卫\"", "[ 1.5 , \"a\\n\" ]", "1.5",
        "\"a\\n\"", "\"b\"", "{}",
      ])
  }

  @Test("A line of NDJSON is read with the offsets of the whole text")
  func lines() throws {
    let source = SourceText(path: "a.ndjson", text: "{\"a\":1}\r\n\n  \n[2]\n{\"b\":,}")
    let lines = JSONReader.lines(of: source)
    #expect(
      lines.map { source.slice($0.lowerBound, $0.upperBound) } == [
        "{\"a\":1}\r", "[2]", "{\"b\":,}",
      ])
    let results = lines.map { JSONReader.readLine(source, index: 0, in: $0) }
    #expect(results[0].node?.compact == "{\"a\":1}")
    #expect(results[1].node?.range == SourceRange(source: 0, start: 13, end: 16))
    #expect(results[1].diagnostics.isEmpty)
    #expect(results[2].diagnostics.map(\.range.start) == [22, 22])
  }

  @Test("Reading can begin behind the start of a text")
  func from() throws {
    let source = SourceText(path: "a", text: "Content-Length: 2\r\n\r\n[3]")
    let (node, diagnostics) = JSONReader.read(source, index: 0, from: 21)
    #expect(diagnostics.isEmpty)
    #expect(node?.range == SourceRange(source: 0, start: 21, end: 24))
  }

  @Test(
    "Every number that is accepted can be calculated with",
    arguments: [
      "0", "-0", "0.0", "-1", "1e34", "12345e33", "1e-34",
      "1234567890123456789012345678901234", "0.1234567890123456789012345678901234",
      "0.0000000000000000000000000000000001", "0e34", "123456789012345678901234567890123.4e5",
    ])
  func numbers(_ text: String) throws {
    let (node, diagnostics) = JSONReader.read(SourceText(path: "a.json", text: text), index: 0)
    #expect(diagnostics.isEmpty)
    #expect(node?.kind == .number(text))
    #expect(ExactNumber(parsing: text) != nil)
  }

  @Test(
    "A number beyond the limits is kept as it is written, and reported where it is used",
    arguments: [
      "1e35", "1e-35", "1e400", "-1e99999999999999999999", "12345678901234567890123456789012345",
      "0.00000000000000000000000000000000001",
      "10000000000000000000000000000000000",
      "1e-78",
    ])
  func numbersTooLarge(_ text: String) {
    let (node, diagnostics) = JSONReader.read(SourceText(path: "a.json", text: text), index: 0)
    #expect(diagnostics.isEmpty)
    #expect(node?.kind == .number(text))
    #expect(ExactNumber(parsing: text) == nil)
    let place = SourceRange(source: 0, start: 0, end: text.utf8.count)
    let isSmall = text.hasPrefix("0.") || text.hasPrefix("1e-")
    #expect(
      Diagnostic.numberOutOfRange(text, at: place)?.code
        == (isSmall ? .numberTooSmall : .numberTooLarge))
  }

  @Test("Sixty-four levels are read, and a sixty-fifth is not")
  func nesting() {
    func nested(_ levels: Int) -> SourceText {
      let open = (0..<levels).map { $0.isMultiple(of: 2) ? "[" : "{\"a\":" }
      let close = (0..<levels).reversed().map { $0.isMultiple(of: 2) ? "]" : "}" }
      return SourceText(path: "a.json", text: (open + ["1"] + close).joined())
    }
    #expect(JSONReader.read(nested(64), index: 0).diagnostics.isEmpty)
    let (node, diagnostics) = JSONReader.read(nested(65), index: 0)
    #expect(node == nil)
    #expect(diagnostics.map(\.code) == [.jsonNesting])
  }

  @Test("A wide object is read in time that grows with its size")
  func wideObject() {
    let members = (0..<2_000).map { "\"k\($0)\":\($0)" } + ["\"k1999\":0", "\"k0\":0"]
    let source = SourceText(path: "a.json", text: "{\(members.joined(separator: ","))}")
    let diagnostics = JSONReader.read(source, index: 0).diagnostics
    #expect(diagnostics.map(\.code) == [.jsonDuplicateKey, .jsonDuplicateKey])
    #expect(diagnostics.last?.related.first?.range == SourceRange(source: 0, start: 1, end: 5))
  }
}
