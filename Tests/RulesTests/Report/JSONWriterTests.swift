import Testing

@testable import Rules

@Suite("Writing JSON")
struct JSONWriterTests {
  private func sample(_ json: inout JSONWriter) {
    json.object { json in
      json.member("name", "某数据中心")
      json.member("count", -3)
      json.member("ok", true)
      json.member("none", String?.none)
      json.member("facts") { json in
        json.array { json in
          json.number("1.20")
          json.null()
          json.array { _ in }
          json.object { json in json.member("a") { $0.object { _ in } } }
        }
      }
    }
  }

  @Test("The compact style has no spaces")
  func compact() {
    var json = JSONWriter(style: .compact)
    sample(&json)
    #expect(
      json.text == #"{"name":"某数据中心","count":-3,"ok":true,"none":null,"#
        + #""facts":[1.20,null,[],{"a":{}}]}"#)
  }

  @Test("The pretty style has a line for each element")
  func pretty() {
    var json = JSONWriter(style: .pretty)
    sample(&json)
    json.endLine()
    #expect(
      json.text == """
        {
          "name": "某数据中心",
          "count": -3,
          "ok": true,
          "none": null,
          "facts": [
            1.20,
            null,
            [],
            {
              "a": {}
            }
          ]
        }

        """)
  }

  @Test("Values on lines of their own are NDJSON")
  func lines() {
    var json = JSONWriter(style: .compact)
    for number in 1...3 {
      json.object { $0.member("n", number) }
      json.endLine()
    }
    #expect(json.text == "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n")
  }

  @Test("Every character of ASCII, and some beyond, are read back from a key and a string")
  func escapes() throws {
    let ascii = String(String.UnicodeScalarView((UInt8(0)..<0x80).map { Unicode.Scalar($0) }))
    let text = ascii + "中𠀋\u{2028}\u{FEFF}e\u{301}"
    var json = JSONWriter(style: .compact)
    json.object { $0.member(text, text) }
    #expect(!json.bytes.contains { $0 < 0x20 })
    let (node, diagnostics) = JSONReader.read(
      SourceText(path: "a.json", bytes: json.bytes), index: 0)
    #expect(diagnostics.isEmpty)
    guard case .object(let members) = try #require(node).kind else {
      Issue.record("not an object")
      return
    }
    #expect(members.map { Array($0.key.utf8) } == [Array(text.utf8)])
    #expect(members.map(\.value.kind) == [.string(text)])
  }
}
