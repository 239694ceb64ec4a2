import Rules
import Testing

@testable import ReviewCLI

@Suite("Detecting the encoding of a file")
struct TextEncodingTests {
  @Test(
    "Valid UTF-8 is UTF-8",
    arguments: ["", "a,b\n1,2\n", "项目,地址\n", "\u{FEFF}项目", "𠀋"])
  func utf8(_ text: String) {
    #expect(TextEncoding.detect(Array(text.utf8)) == .utf8)
  }

  @Test(
    "Anything else that is valid GB18030 is GB18030",
    arguments: [
      [0xD6, 0xD0, 0xCE, 0xC0], [0x61, 0x2C, 0xCF, 0xEE, 0xC4, 0xBF, 0x0A],
      [0xD6, 0xD0, 0x95, 0x32, 0x82, 0x36],
    ] as [[UInt8]])
  func gb18030(_ bytes: [UInt8]) {
    #expect(TextEncoding.detect(bytes) == .gb18030)
  }

  @Test("UTF-8 that was cut off in a character is damaged, though GB18030 could read it")
  func cutOff() throws {
    let bytes = Array("某某数据中心项目综合能耗".utf8.dropLast(2))
    _ = try GB18030.decode(bytes).get()
    #expect(TextEncoding.detect(bytes) == .utf8)
  }

  @Test(
    "Each byte of a short text that is damaged leaves it UTF-8, and the damage is what is told",
    arguments: [0x41, 0x80, 0xB2, 0xE7, 0xFF] as [UInt8])
  func damaged(_ wrong: UInt8) {
    let text = Array(#"{"项目": {"名称": "甲"}}"#.utf8)
    for place in text.indices where text[place] >= 0x80 && text[place] != wrong {
      var bytes = text
      bytes[place] = wrong
      #expect(TextEncoding.detect(bytes) == .utf8, "\(place)")
    }
  }

  @Test("JSON is said to be a guess where it is taken for GB18030, and nothing else is")
  func guess() {
    func warning(_ bytes: [UInt8]) -> String? {
      SourceText(path: "a", bytes: bytes).recoded.warning?.code.name
    }
    let name: [UInt8] = [0xCF, 0xEE, 0xC4, 0xBF]
    #expect(warning(Array(" {\"".utf8) + name + name + Array("\": 1}".utf8)) == "guessed-encoding")
    #expect(warning(name + Array(",a\n".utf8)) == nil)
    #expect(warning(Array("{\"甲\": 1}".utf8)) == nil)
  }

  @Test(
    "JSON with too little beyond ASCII to tell its encoding is not UTF-8, and is refused",
    arguments: [
      [0xC0, 0xAF], [0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF], [0x61, 0xB2, 0x62],
      [0xE9, 0x74, 0xE9, 0x65],
      [0xCF, 0xEE, 0xC4, 0xBF],
    ] as [[UInt8]])
  func little(_ bytes: [UInt8]) {
    let text = Array(#"{"project": {"name": ""#.utf8) + bytes + Array(#"Ltd"}}"#.utf8)
    let (read, warning) = SourceText(path: "a", bytes: text).recoded
    #expect(read.bytes == text)
    #expect(warning == nil)
    var lines = LineDecoder()
    #expect(lines.decode(text) == nil)
  }

  @Test("A file valid in neither has the encoding that can be read further")
  func neither() {
    #expect(TextEncoding.detect([0xD6, 0xD0, 0xCE, 0xC0, 0xFF]) == .gb18030)
    #expect(TextEncoding.detect([0x61, 0xFF]) == .utf8)
  }
}
