import Testing

@testable import ReviewCLI

/// The digests are those of Python's `gb18030` codec, printed by the script that made the table.
@Suite("GB18030")
struct GB18030Tests {
  @Test("All 23,940 two-byte codes are the characters of the edition of 2022")
  func twoByteCodes() throws {
    let text = try decode(Self.twoByteCodes.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
    #expect(text.unicodeScalars.count == 23_940)
    #expect(fnv(text) == 0xD61F_1382_DED1_8091)
  }

  @Test("All two-byte codes but 19 are those of Python, which has the edition of 2000")
  func twoByteCodesOfPython() throws {
    let later = Dictionary(uniqueKeysWithValues: GB18030.laterEditions.map { ($0.code, $0.unit) })
    #expect(later.count == 19)
    // The same 19 characters of the private-use area, where Python has them.
    let python: [UInt16: UInt16] = [
      0xA6D9: 0xE78D, 0xA6DA: 0xE78E, 0xA6DB: 0xE78F, 0xA6DC: 0xE790, 0xA6DD: 0xE791,
      0xA6DE: 0xE792, 0xA6DF: 0xE793, 0xA6EC: 0xE794, 0xA6ED: 0xE795, 0xA6F3: 0xE796,
      0xA8BC: 0xE7C7, 0xFE59: 0xE81E, 0xFE61: 0xE826, 0xFE66: 0xE82B, 0xFE67: 0xE82C,
      0xFE6D: 0xE832, 0xFE7E: 0xE843, 0xFE90: 0xE854, 0xFEA0: 0xE864,
    ]
    #expect(Set(python.keys) == Set(later.keys))
    var text = ""
    for code in Self.twoByteCodes {
      let known = python[code].flatMap(Unicode.Scalar.init).map { String($0) }
      text += try known ?? decode([UInt8(code >> 8), UInt8(code & 0xFF)])
    }
    #expect(fnv(text) == 0xD683_C41E_A925_DC54)
  }

  @Test("All 39,420 four-byte codes up to U+FFFF are those of Python")
  func fourByteCodes() throws {
    let text = try decode((0..<39_420).flatMap(Self.fourBytes))
    #expect(fnv(text) == 0xE8A6_A4F5_945A_E210)
  }

  @Test("Every 997th four-byte code beyond U+FFFF is that of Python")
  func supplementaryCodes() throws {
    let codes = stride(from: 0, to: 0x100000, by: 997).flatMap { Self.fourBytes(189_000 + $0) }
    #expect(try fnv(decode(codes)) == 0xFE66_422B_08E4_805C)
  }

  @Test("The table is what its script writes")
  func table() throws {
    let folder =
      #filePath.split(separator: "/", omittingEmptySubsequences: false)
      .dropLast(4).joined(separator: "/") + "/Sources/ReviewCLI/Encodings"
    let run = try ReviewProgram().run(
      ["-c", "python3 generate-gb18030.py | cmp - GB18030Table.swift"], directory: folder,
      program: "bash")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test(
    "Codes of each length stand side by side",
    arguments: [
      ([], ""),
      ([0x41, 0x7F, 0x0A], "A\u{7F}\n"),
      ([0xD6, 0xD0, 0xCE, 0xC0, 0x2C, 0x31], "中卫,1"),
      ([0xA3, 0xBA, 0xA1, 0xB0, 0x80 + 0x21, 0xB1], "：“”"),
      ([0x81, 0x40, 0xFE, 0xFE], "丂\u{E4C5}"),
      ([0x81, 0x30, 0x81, 0x30], "\u{80}"),
      ([0xA2, 0xE3], "€"),
      (
        [0x84, 0x31, 0xA4, 0x39, 0x90, 0x30, 0x81, 0x30, 0xE3, 0x32, 0x9A, 0x35],
        "\u{FFFF}\u{10000}\u{10FFFF}"
      ),
      ([0x95, 0x32, 0x82, 0x36], "𠀀"),
    ] as [([UInt8], String)])
  func samples(_ bytes: [UInt8], _ text: String) throws {
    #expect(try decode(bytes) == text)
  }

  @Test(
    "The first sequence that is not valid is named",
    arguments: [
      ([0x80], 0), ([0x41, 0xFF], 1), ([0x41, 0xD6], 1), ([0xD6, 0x7F], 0), ([0xD6, 0xFF], 0),
      ([0xD6, 0x20], 0), ([0xD6, 0xD0, 0x81, 0x30, 0x81], 2), ([0x81, 0x30, 0x80, 0x30], 0),
      ([0x81, 0x30, 0x81, 0x40], 0), ([0x84, 0x31, 0xA5, 0x30], 0), ([0x8F, 0x39, 0xFE, 0x39], 0),
      ([0xE3, 0x32, 0x9A, 0x36], 0), ([0xFE, 0x39, 0xFE, 0x39], 0),
    ] as [([UInt8], Int)])
  func invalid(_ bytes: [UInt8], _ offset: Int) {
    #expect(GB18030.decode(bytes) == .failure(GB18030.InvalidByte(offset: offset)))
  }

  private static let twoByteCodes: [UInt16] = (0x81...0xFE).flatMap { lead in
    (0x40...0xFE).filter { $0 != 0x7F }.map { UInt16(lead << 8 | $0) }
  }

  private static func fourBytes(_ linear: Int) -> [UInt8] {
    let high = linear / 1_260
    let low = linear % 1_260
    return [
      UInt8(0x81 + high / 10), UInt8(0x30 + high % 10), UInt8(0x81 + low / 10),
      UInt8(0x30 + low % 10),
    ]
  }

  private func decode(_ bytes: [UInt8]) throws -> String {
    String(decoding: try GB18030.decode(bytes).get(), as: UTF8.self)
  }

  /// The 64-bit FNV-1a hash of a text in UTF-8.
  private func fnv(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
