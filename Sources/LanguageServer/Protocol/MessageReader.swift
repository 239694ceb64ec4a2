/// Takes messages out of a stream of bytes, each behind a header that says how long it is.
///
///     Content-Length: 52\r\n
///     \r\n
///     {"jsonrpc":"2.0","id":1,"method":"shutdown","params":null}
///
/// Language Server Protocol 3.17, base protocol. A header that cannot be read costs the bytes up to
/// the next one that can, and no more.
struct MessageReader {
  enum Frame: Equatable {
    case message([UInt8])
    /// Why no message could be read.
    case malformed(String)
  }

  /// The longest message, in bytes: far more than any text that people write.
  static let lengthLimit = 1 << 26
  /// The longest header, in bytes.
  static let headerLimit = 1 << 14

  private var bytes: [UInt8] = []
  private var start = 0

  mutating func feed(_ more: [UInt8]) {
    if start > 0 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes += more
  }

  /// The next frame; nil until more bytes come.
  mutating func next() -> Frame? {
    guard let header = headerEnd else {
      guard bytes.count - start > Self.headerLimit else { return nil }
      skipToHeader(from: start + 1)
      return .malformed("no header of a message within \(Self.headerLimit) bytes")
    }
    let length: Int
    switch lengths(inHeaderUpTo: header.end) {
    case .none:
      // What precedes a header may be glued to its first line.
      skipToHeader(from: start + 1)
      return .malformed("no Content-Length")
    case .unclear:
      skipToHeader(from: header.next)
      return .malformed("the Content-Length is no number")
    case .one(let found): length = found
    }
    guard length <= Self.lengthLimit else {
      skipToHeader(from: header.next)
      return .malformed("a message of \(length) bytes; at most \(Self.lengthLimit) are read")
    }
    guard bytes.count - header.next >= length else { return nil }
    let message = Array(bytes[header.next..<(header.next + length)])
    start = header.next + length
    return .message(message)
  }

  /// Where the header ends, and where what follows its empty line begins.
  private var headerEnd: (end: Int, next: Int)? {
    var index = start
    while index < bytes.count {
      guard bytes[index] == Self.lineFeed else {
        index += 1
        continue
      }
      var next = index + 1
      if next < bytes.count, bytes[next] == Self.carriageReturn { next += 1 }
      guard next < bytes.count else { return nil }
      if bytes[next] == Self.lineFeed { return (index, next + 1) }
      index += 1
    }
    return nil
  }

  private enum Length {
    case none, unclear
    case one(Int)
  }

  /// The number behind `Content-Length:` in any letters; unclear: it is none, or there are two.
  private func lengths(inHeaderUpTo end: Int) -> Length {
    var found: Int?
    for line in bytes[start..<end].split(separator: Self.lineFeed) {
      let parts = String(decoding: line, as: UTF8.self).split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].filter({ $0 != " " }).lowercased() == "content-length"
      else { continue }
      let digits = parts[1].filter { !$0.isWhitespace }
      guard let length = Int(digits), digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
        found ?? length == length
      else { return .unclear }
      found = length
    }
    return found.map { .one($0) } ?? .none
  }

  /// Passes everything up to the next word that a header begins with.
  private mutating func skipToHeader(from offset: Int) {
    let word = Array("Content-Length".utf8)
    var index = min(offset, bytes.count)
    while index + word.count <= bytes.count {
      if bytes[index..<(index + word.count)].elementsEqual(word) {
        start = index
        return
      }
      index += 1
    }
    // The end may be the beginning of one.
    start = max(min(offset, bytes.count), bytes.count - word.count + 1)
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
}
