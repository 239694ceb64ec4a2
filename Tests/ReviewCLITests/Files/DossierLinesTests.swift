import Rules
import Testing

@testable import ReviewCLI

/// What a stream of dossiers is taken for.
struct StreamForm: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let text: String
  /// `1:{}` is a dossier on line 1, `all` the whole text, `nothing` an empty stream.
  let wanted: [String]

  init(_ name: String, _ text: String, _ wanted: String...) {
    (testDescription, self.text, self.wanted) = (name, text, wanted)
  }

  static let all: [StreamForm] = [
    StreamForm("one a line", "{}\n{\"a\": 1}\n", "1:{}", "2:{\"a\": 1}"),
    StreamForm("no break behind the last", "{}\n{}", "1:{}", "2:{}"),
    StreamForm("blank lines", "\n{}\n \t\r\n\n{}\n", "2:{}", "5:{}"),
    StreamForm("a mark at the beginning", "\u{FEFF}{}\n", "1:{}"),
    StreamForm("a mark before each file of several", "\u{FEFF}{}\n\u{FEFF}{}\n", "1:{}", "2:{}"),
    StreamForm(
      "characters with a byte 0A", "{\"上\": \"\u{A41}\u{A00}\u{100}\u{A0A}上上\"}\n{\"a\": \"上\"}\n",
      "1:{\"上\": \"\u{A41}\u{A00}\u{100}\u{A0A}上上\"}", "2:{\"a\": \"上\"}"),
    StreamForm("nothing", "", "nothing"),
    StreamForm("blank lines alone", "\n \n", "nothing"),
    StreamForm("a broken first line", "{bad\n{}\n", "1:{bad", "2:{}"),
    StreamForm("a first line cut off", "{\"a\": [\n{}\n", "1:{\"a\": [", "2:{}"),
    StreamForm("a broken line later", "{}\n{bad\n", "1:{}", "2:{bad"),
    StreamForm(
      "a bracket in a text", "{\"a\": \"}{\\\"[\"}\n{}\n", "1:{\"a\": \"}{\\\"[\"}", "2:{}"),
    StreamForm("one broken line", "{bad\n", "all"),
    StreamForm("a value over lines", "{\n  \"a\": 1\n}\n", "all"),
    StreamForm("a value over lines, not indented", "{\n\"a\": 1\n}\n", "all"),
    StreamForm("blank lines in and before a value", "\n{\n\n  \"a\": 1\n}\n", "all"),
    StreamForm("an array over lines", "[\n  {\n    \"a\": 1\n  }\n]\n", "all"),
    StreamForm("an array on a line", "[{}, {}]\n", "all"),
    StreamForm("an array among lines", "[{}]\n{}\n", "1:[{}]", "2:{}"),
    StreamForm("a table", "名称,数量\n甲,1\n", "all"),
    StreamForm("no dossiers", "x\ny\n", "1:x", "2:y"),
    StreamForm("an archive", "PK\u{03}\u{04}\n\n.", "all"),
  ]

  /// In UTF-16 with its mark it comes cut at each byte 0A, too.
  private func bytes(_ encoding: TextEncoding) -> [UInt8] {
    guard case .utf16(let isBigEndian) = encoding else { return Array(text.utf8) }
    return (text.hasPrefix("\u{FEFF}") ? text : "\u{FEFF}" + text).utf16.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBigEndian ? [high, low] : [low, high]
    }
  }

  func check(in encoding: TextEncoding) throws {
    let bytes = bytes(encoding)
    var found: [String] = []
    let files = FileStore(
      read: { path throws(FileFailure) in throw FileFailure(path: path, error: 2) },
      list: { _, _ throws(FileFailure) in nil }, state: { _ throws(FileFailure) in nil },
      foldersAbove: { _ throws(FileFailure) in [] },
      create: { path throws(FileFailure) in throw FileFailure(path: path, error: 2) },
      makeFolder: { _ throws(FileFailure) in },
      readLines: { _, handle throws(FileFailure) in
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for line in lines.last?.isEmpty ?? true ? lines.dropLast() : lines[...] {
          guard handle(.line(line)) else { return }
        }
      })
    func isHeader(_ line: SourceText) -> Bool { line.bytes.starts(with: "名称".utf8) }
    try DossierLines.read("-", in: files, isHeader: isHeader) { item in
      switch item {
      case .dossier(let source):
        found.append("\(source.number):\(String(decoding: source.bytes, as: UTF8.self))")
      case .recoded: found.append("recoded")
      case .tooLong: found.append("tooLong")
      case .pause: found.append("pause")
      case .nothing: found.append("nothing")
      case .rows: found.append("rows")
      case .whole(let source):
        found.append("all")
        #expect(source.bytes == Array(text.utf8) || source.bytes + [0x0A] == Array(text.utf8))
      }
      return true
    }
    #expect(found == wanted)
  }
}

@Suite("Streams of dossiers")
struct DossierLinesTests {
  @Test(
    "What a stream is taken for, whatever encoding it was saved in", arguments: StreamForm.all,
    [TextEncoding.utf8, .utf16(isBigEndian: false), .utf16(isBigEndian: true)])
  func forms(_ form: StreamForm, _ encoding: TextEncoding) throws { try form.check(in: encoding) }

  @Test(
    "A line without end is one that is left out, and the next one is read",
    arguments: [false, true])
  func endless(_ isBigEndian: Bool) {
    func bytes(_ text: String) -> [UInt8] {
      text.utf16.flatMap { unit in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return isBigEndian ? [high, low] : [low, high]
      }
    }
    for character: Character in ["上", "丁"] {
      let long = bytes(String(repeating: character, count: LineEvent.lengthLimit))
      var (lines, found) = (UTF16Lines(), [String]())
      func take(_ event: LineEvent) -> Bool {
        switch event {
        case .line(let line): found.append(String(decoding: line, as: UTF8.self))
        case .tooLong: found.append("too long")
        case .pause: break
        }
        return true
      }
      let pieces = (bytes("\u{FEFF}{}\n") + long + bytes("\n{}\n"))
        .split(separator: 0x0A, omittingEmptySubsequences: false)
      for piece in pieces.last?.isEmpty ?? true ? pieces.dropLast() : pieces[...] {
        let isTooLong = piece.count > LineEvent.lengthLimit
        _ = lines.take(isTooLong ? .tooLong(piece.prefix(120)) : .line(piece), take)
      }
      _ = lines.finish(take)
      #expect(found == ["{}", "too long", "{}"])
    }
  }
}
