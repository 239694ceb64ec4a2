import Testing

@testable import Rules

@Suite("ZIP archives")
struct ZIPArchiveTests {
  /// The second is the check value of CRC-32/ISO-HDLC in the CRC catalogue; zlib gives the others.
  @Test(
    "The check sum of published texts",
    arguments: [
      ("", 0), ("123456789", 0xCBF4_3926), ("a", 0xE8B7_BE43),
      ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
    ])
  func checksum(_ text: String, _ sum: UInt32) {
    #expect(CRC32.checksum(of: Array(text.utf8)) == sum)
  }

  @Test("An empty archive is its end alone")
  func empty() {
    #expect(ZIPArchive().finished() == [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18))
  }

  @Test("The directory leads to each file by its name")
  func directory() throws {
    let files = [
      ("[Content_Types].xml", "<Types/>"), ("审查意见书/正文.xml", "<正文>不予通过</正文>"),
      ("empty", ""),
    ]
    var archive = ZIPArchive()
    for (name, text) in files { archive.add(name, text) }
    let bytes = archive.finished()
    let read = try #require(StoredFiles(bytes))
    #expect(read.files.map { $0.name } == files.map { $0.0 })
    #expect(read.files.map { $0.text } == files.map { $0.1 })
  }

  @Test("The same files give the same bytes, and another order gives others")
  func reproducible() {
    func archive(_ names: [String]) -> [UInt8] {
      var archive = ZIPArchive()
      for name in names { archive.add(name, "text of \(name)") }
      return archive.finished()
    }
    #expect(archive(["a", "b"]) == archive(["a", "b"]))
    #expect(archive(["a", "b"]) != archive(["b", "a"]))
  }
}

/// The files of an archive that compresses none, read by its directory.
struct StoredFiles {
  struct File {
    let name: String
    let content: [UInt8]
    var text: String { String(decoding: content, as: UTF8.self) }
  }

  let files: [File]

  /// nil when a length, a place or a check sum does not fit.
  init?(_ bytes: [UInt8]) {
    func number(_ offset: Int, _ width: Int) -> Int {
      guard offset >= 0, offset + width <= bytes.count else { return -1 }
      return bytes[offset..<offset + width].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    func slice(_ start: Int, _ count: Int) -> [UInt8] {
      guard start >= 0, count >= 0, start + count <= bytes.count else { return [] }
      return Array(bytes[start..<start + count])
    }
    let end = bytes.count - 22
    guard number(end, 4) == 0x0605_4B50 else { return nil }
    let size = number(end + 12, 4)
    var place = number(end + 16, 4)
    guard place + size == end else { return nil }
    var files: [File] = []
    for _ in 0..<number(end + 10, 2) {
      let (sum, length, nameLength) = (
        number(place + 16, 4), number(place + 24, 4), number(place + 28, 2)
      )
      let entry = number(place + 42, 4)
      let name = slice(place + 46, nameLength)
      guard number(place, 4) == 0x0201_4B50, number(entry, 4) == 0x0403_4B50,
        slice(place + 6, 24) == slice(entry + 4, 24), slice(entry + 30, nameLength) == name
      else { return nil }
      let content = slice(entry + 30 + nameLength, length)
      guard content.count == length, Int(CRC32.checksum(of: content)) == sum else { return nil }
      files.append(File(name: String(decoding: name, as: UTF8.self), content: content))
      place += 46 + nameLength
    }
    guard place == end else { return nil }
    self.files = files
  }
}
