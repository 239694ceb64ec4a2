import Testing

@testable import LanguageServer

@Suite("Frames of messages")
struct FramingTests {
  private static func frames(_ text: String) -> [MessageReader.Frame] {
    var reader = MessageReader()
    reader.feed(Array(text.utf8))
    var found: [MessageReader.Frame] = []
    while let frame = reader.next() { found.append(frame) }
    return found
  }

  @Test(
    "A message is as long as its header says, in bytes",
    arguments: [
      "Content-Length: 6\r\n\r\n\"中\" ", "content-length:6\r\n\r\n\"中\" ",
      "Content-Type: x\r\nContent-Length: 6\r\n\r\n\"中\" ", "Content-Length: 6\n\n\"中\" ",
    ])
  func length(_ text: String) {
    #expect(Self.frames(text) == [.message(Array("\"中\" ".utf8))])
  }

  @Test("A message that comes byte by byte is one message")
  func piecewise() {
    var reader = MessageReader()
    var found: [MessageReader.Frame] = []
    for byte in "Content-Length: 2\r\n\r\n{}Content-Length: 2\r\n\r\n[]".utf8 {
      reader.feed([byte])
      while let frame = reader.next() { found.append(frame) }
    }
    #expect(found == [.message(Array("{}".utf8)), .message(Array("[]".utf8))])
  }

  @Test(
    "What is no header costs no message behind it",
    arguments: [
      "Content-Length: x\r\n\r\n", "Content-Length: -5\r\n\r\n", "Length: 5\r\n\r\n",
      "Content-Length: 99999999999999999999\r\n\r\n", "Content-Length: 999999999\r\n\r\n{}",
      "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", "\r\n\r\n", "garbage\n\n\n\n",
      String(repeating: "x", count: 20_000),
    ])
  func malformed(_ garbage: String) {
    let frames = Self.frames(garbage + "Content-Length: 2\r\n\r\n{}")
    #expect(frames.last == .message(Array("{}".utf8)))
    #expect(frames.contains { if case .malformed = $0 { true } else { false } })
  }

  @Test("UTF-16 places and byte offsets are each other's inverse, in 中, é, 😀 and CR LF")
  func places() {
    let text = "中é😀a\r\n\n😀😀\rb"
    let places = UTF16Text(Array(text.utf8))
    var offset = 0
    for character in text.unicodeScalars {
      let place = places.place(of: offset)
      if character != "\n" || offset == 0 || Array(text.utf8)[offset - 1] != 13 {
        #expect(places.offset(line: place.line, character: place.character) == offset)
      }
      offset += String(character).utf8.count
    }
    #expect(places.place(of: 9) == (0, 4))
    // Inside 😀 counts as before it; behind the end of a line, as its end.
    #expect(places.offset(line: 0, character: 3) == 5)
    #expect(places.offset(line: 0, character: 99) == 10)
    #expect(places.offset(line: 99, character: 0) == text.utf8.count)
  }

  @Test(
    "Names of documents",
    arguments: [
      ("file:///r/%E5%AE%81%E5%A4%8F/a%20b.rules", "/r/宁夏/a b.rules"),
      ("file://localhost/r/a.rules", "/r/a.rules"),
    ])
  func uris(_ uri: String, _ path: String) {
    #expect(DocumentURI.path(of: uri) == path)
    #expect(DocumentURI.path(of: DocumentURI.uri(of: path)) == path)
  }

  @Test("What is no file has no path")
  func noPath() {
    #expect(DocumentURI.path(of: "untitled:Untitled-1") == nil)
    #expect(DocumentURI.path(of: "file:r") == nil)
  }
}
