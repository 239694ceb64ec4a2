import Testing

@testable import Rules

@Suite("Texts of a record, read in bulk")
struct BulkScannerTests {
  /// Whether a string of these bytes is taken whole.
  private func takes(_ content: [UInt8]) -> Bool {
    let text: [UInt8] = [0x22] + content + [0x22]
    return text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      var scanner = BulkScanner(base, end: bytes.count)
      let token = scanner.string()
      return !scanner.hasFailed && token.count == content.count
    }
  }

  private func isText(_ bytes: [UInt8]) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
      && bytes.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
  }

  /// The first and the last characters of each length and of each row of the table of UTF-8.
  private static let edges: [Unicode.Scalar] = [
    "\u{20}", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{FFF}", "\u{1000}", "\u{4E00}",
    "\u{9FFF}", "\u{CFFF}", "\u{D000}", "\u{D7FF}", "\u{E000}", "\u{FF09}", "\u{FFFF}",
    "\u{10000}", "\u{10FFFF}",
  ]

  @Test("Bytes are a text where UTF-8 says so, whatever stands beside them", arguments: edges)
  func characters(_ character: Unicode.Scalar) {
    let other = Array("中文（甲）乙".utf8)
    for before in [0, 3, 6, 9, 12, 18] {
      let whole = other.prefix(before) + Array(String(character).utf8) + other
      #expect(takes(Array(whole)))
      for place in whole.indices {
        for byte: UInt8 in [0x1F, 0x22, 0x41, 0x5C, 0x80, 0xBF, 0xC1, 0xC2, 0xE0, 0xE1, 0xED]
          + [0xEC, 0xEE, 0xF0, 0xF4, 0xF5, 0xFF]
        {
          var changed = Array(whole)
          changed[place] = byte
          #expect(takes(changed) == isText(changed), "\(changed)")
        }
      }
    }
  }

  // MARK: - Short texts

  /// A text as it is compared at once, with so many bytes behind its quotation mark.
  private func short(_ text: [UInt8], behind: Int = 20) -> BulkShortText? {
    let record = text + [0x22] + Array(repeating: 0x22, count: behind)
    return record.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.flatMap { BulkShortText($0, quotedFrom: 0, end: bytes.count) }
    }
  }

  @Test("Short texts are the same where their bytes are")
  func equality() {
    let texts =
      (0...17).map { Array(repeating: UInt8(ascii: "a"), count: $0) }
      + [[0], [0x61, 0], [0x61, 0, 0]] + ["none", "不符合", "conform"].map { Array($0.utf8) }
    for left in texts {
      #expect((short(left) == nil) == (left.count > 15))
      for right in texts {
        guard let one = short(left), let other = short(right) else { continue }
        let isSame =
          one.first == other.first && one.second == other.second && one.count == other.count
        #expect(isSame == (left == right), "\(left) \(right)")
      }
    }
  }

  @Test("Nothing is read behind the end of a record")
  func end() {
    for count in 0...15 {
      let text = Array(repeating: UInt8(ascii: "a"), count: count)
      for behind in 0...16 {
        #expect((short(text, behind: behind) != nil) == (count + 1 + behind >= 16))
      }
    }
  }

  @Test("A table finds what it was told last of a text, and nothing else")
  func table() throws {
    let table = BulkShortTable<Int>()
    let texts = (0..<5_000).map { Array("t\($0)".utf8) }
    for (number, text) in texts.enumerated() {
      table.keep(number, of: try #require(short(text)), tag: number % 7)
    }
    var found = 0
    for (number, text) in texts.enumerated() {
      let key = try #require(short(text))
      #expect(table.value(of: key, tag: 7) == nil)
      guard let value = table.value(of: key, tag: number % 7) else { continue }
      found += 1
      #expect(value.pointee == number)
    }
    #expect(found > 500)
  }
}
