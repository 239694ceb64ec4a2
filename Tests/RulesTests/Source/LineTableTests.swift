import Testing

@testable import Rules

@Suite("Finding lines and columns")
struct LineTableTests {
  /// The place of each offset as it is defined: by going through the text from its start.
  private static func positions(in source: SourceText) -> [SourcePosition] {
    let bytes = source.bytes
    var (line, column) = (source.firstLine, 1)
    var positions = [SourcePosition(line: line, column: column)]
    for (place, byte) in bytes.enumerated() {
      let next = place + 1 < bytes.count ? bytes[place + 1] : nil
      if byte == 0x0A || (byte == 0x0D && next != nil && next != 0x0A) {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      positions.append(SourcePosition(line: line, column: column))
    }
    return positions
  }

  @Test("A place is where counting from the start finds it", arguments: 0..<20)
  func places(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let pieces = ["a", "中", "𠀋", "\n", "\r\n", "\r", "\n\n", String(repeating: "文x", count: 300)]
    var text = ""
    for _ in 0..<Int.random(in: 0..<40, using: &generator) {
      text += pieces.randomElement(using: &generator) ?? ""
    }
    let source = SourceText(path: "a", bytes: Array(text.utf8), firstLine: 7)
    let positions = Self.positions(in: source)
    for offset in 0...source.bytes.count
    where offset == source.bytes.count || source.bytes[offset] & 0xC0 != 0x80 {
      let expected = positions[offset]
      let found = source.position(of: offset)
      if found != expected { Issue.record("\(offset): \(found), not \(expected)") }
    }
  }

  @Test("A place in a long line is found without going through the line")
  func work() {
    let clock = ContinuousClock()
    func time(_ size: Int) -> Duration {
      let source = SourceText(path: "a", bytes: [UInt8](repeating: 0x61, count: size))
      return clock.measure {
        for index in 0..<2_000 { _ = source.position(of: size - 1 - index) }
      }
    }
    _ = time(1 << 10)
    let (small, large) = (time(1 << 16), time(1 << 21))
    // 32 times the line; counting through it would take 32 times as long.
    #expect(large < small * 8 + .milliseconds(50), "\(small), \(large)")
  }
}
