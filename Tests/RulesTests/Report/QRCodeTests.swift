import Testing

@testable import Reports

/// A QR code is read by programs of others where one is installed, see the tests of opinions; here are
/// the laws that hold without one.
@Suite("QR codes")
struct QRCodeTests {
  private static let checkpoint = """
    two-high.local/lz01
    1000
    gJZP+1WHiF9AgKPmkMP98VJnCncOtTNiwLvIEVMuMmE=

    — two-high.local/lz01 qY6mtyCwkQ0MT3+fqY6mtyCwkQ0MT3+fqY6mtyCwkQ0MT3+fqY6mtyCwkQ0MT3+fqY6mtyCwkQ0MT3+fqY6mtyCwkQ0MTw==

    """

  @Test("the size is that of the smallest version that holds the text")
  func sizes() throws {
    // Capacities of level M in bytes, ISO/IEC 18004:2015 table 7.
    for (version, capacity) in [(1, 14), (2, 26), (9, 180), (10, 213), (11, 251), (40, 2331)] {
      let full = String(repeating: "x", count: capacity)
      #expect(QRCode(full)?.size == 4 * version + 17, "\(version)")
      #expect(QRCode(full + "x")?.size != 4 * version + 17, "\(version)")
    }
    #expect(QRCode(String(repeating: "x", count: 2332)) == nil)
    #expect(try #require(QRCode(Self.checkpoint)).size <= 61, "it fits a letter")
  }

  @Test("every code has the patterns by which it is found, and both copies of its format agree")
  func patterns() throws {
    for text in ["a", Self.checkpoint, String(repeating: "检查点", count: 100)] {
      let code = try #require(QRCode(text))
      let last = code.size - 1
      for (row, column) in [(0, 0), (0, last - 6), (last - 6, 0)] {
        for step in 0..<7 {
          #expect(code.isDark(row: row, column: column + step))
          #expect(code.isDark(row: row + 6, column: column + step))
        }
        #expect(!code.isDark(row: row + 1, column: column + 1))
        #expect(code.isDark(row: row + 3, column: column + 3))
      }
      for place in 8...last - 8 {
        #expect(code.isDark(row: 6, column: place) == place.isMultiple(of: 2))
        #expect(code.isDark(row: place, column: 6) == place.isMultiple(of: 2))
      }
      let beside = [0, 1, 2, 3, 4, 5, 7, 8].map { code.isDark(row: $0, column: 8) }
      let below = (0..<8).map { code.isDark(row: 8, column: last - $0) }
      #expect(beside == below)
      #expect(code.isDark(row: last - 7, column: 8))
    }
  }

  @Test(
    "a code word that is wrong is found by its correction: the whole is divisible by the generator")
  func corrections() throws {
    // One block: its words with the correcting ones are zero at all ten powers of 2.
    let words = try #require(QRCodewords(Array("two-high".utf8)))
    #expect(words.version == 1 && words.bytes.count == 26)
    func value(_ bytes: [UInt8], at power: Int) -> Int {
      func double(_ x: Int) -> Int { x << 1 ^ (x >> 7) * 0x11D }
      return bytes.reduce(0) { sum, byte in
        var product = sum
        for _ in 0..<power { product = double(product) }
        return product ^ Int(byte)
      }
    }
    for power in 0..<10 { #expect(value(words.bytes, at: power) == 0) }
    var wrong = words.bytes
    wrong[3] ^= 1
    #expect((0..<10).contains { value(wrong, at: $0) != 0 })
  }
}
