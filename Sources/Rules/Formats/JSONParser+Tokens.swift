extension JSONParser {
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// Steps over the current token, when it is one character, to the next one.
  mutating func consume() { consume(to: tokenEnd) }

  /// Steps over the current token, which ends at the given offset, to the next one.
  mutating func consume(to offset: Int) {
    previousEnd = offset
    position = offset
    advance()
  }

  /// Finds the first token at or behind the current offset.
  mutating func advance() {
    while position < end, !isFull {
      let byte = bytes[position]
      if Self.isSpace(byte) {
        position += 1
      } else if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#") {
        guard skipComment() else { break }
      } else {
        guard byte >= 0x80, skipWideSpace() else { break }
      }
    }
    token = position < end && !isFull ? bytes[position] : nil
    tokenEnd = position + 1
    if let byte = token, byte >= 0x80 { readFullWidthToken() }
  }

  func range(_ start: Int, _ end: Int) -> SourceRange {
    SourceRange(source: index, start: start, end: end)
  }

  mutating func append(_ diagnostic: Diagnostic) {
    if !isFull { diagnostics.append(diagnostic) }
  }

  /// Whether enough was reported; there is then no further token.
  var isFull: Bool { diagnostics.count >= JSONReader.diagnosticLimit }
}
