/// A pass over one line that checks its form and picks out what the order of the log depends on.
///
/// The form: one canonical JSON object whose keys are `[a-z0-9_]+`, sorted and each there once.
/// It builds no values, so half a million lines take less than a second. That it agrees with
/// ``CanonicalJSONReader`` followed by the writer is a law of the tests.
struct LineScanner {
  /// The longest line, with its line feed. A longer entry is refused, not cut.
  static let byteLimit = 60_000

  private(set) var sequence: Int?
  private(set) var time: Timestamp?
  private(set) var version: Int?
  private(set) var operation: LogOperation?

  /// The facts of `line`, which has no line feed.
  init(_ line: Span<UInt8>) throws(JSONProblem) {
    guard line.count < LineScanner.byteLimit else {
      throw JSONProblem(offset: LineScanner.byteLimit, message: "the line is too long")
    }
    guard line.count > 0, line[0] == UInt8(ascii: "{") else {
      throw JSONProblem(offset: 0, message: "a line is one JSON object")
    }
    let end = try object(line, at: 0, depth: 1)
    guard end == line.count else {
      throw JSONProblem(offset: end, message: "text after the object")
    }
  }

  private static func byte(_ line: Span<UInt8>, _ offset: Int) -> UInt8 {
    offset < line.count ? line[offset] : 0
  }

  private mutating func object(
    _ line: Span<UInt8>, at start: Int, depth: Int
  ) throws(JSONProblem) -> Int {
    guard depth <= CanonicalJSON.depthLimit else {
      throw JSONProblem(offset: start, message: "nested too deeply")
    }
    var offset = start + 1
    if LineScanner.byte(line, offset) == UInt8(ascii: "}") { return offset + 1 }
    var previous = offset..<offset
    while true {
      let key = try LineScanner.key(line, at: offset)
      guard LineScanner.isOrdered(line, previous, key) else {
        throw JSONProblem(offset: offset, message: "a key twice or out of order")
      }
      previous = key
      let valueStart = key.upperBound + 2
      offset = try value(line, at: valueStart, depth: depth)
      if depth == 1 { note(line, key, valueStart..<offset) }
      switch LineScanner.byte(line, offset) {
      case UInt8(ascii: ","): offset += 1
      case UInt8(ascii: "}"): return offset + 1
      default: throw JSONProblem(offset: offset, message: "`,` or `}` expected")
      }
    }
  }

  private mutating func value(
    _ line: Span<UInt8>, at start: Int, depth: Int
  ) throws(JSONProblem) -> Int {
    switch LineScanner.byte(line, start) {
    case UInt8(ascii: "\""): return try LineScanner.string(line, at: start)
    case UInt8(ascii: "{"): return try object(line, at: start, depth: depth + 1)
    case UInt8(ascii: "["): return try array(line, at: start, depth: depth + 1)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return try LineScanner.integer(line, at: start).end
    default:
      for word in ["null", "true", "false"] as [StaticString]
      where LineScanner.holds(line, word, at: start) { return start + word.utf8CodeUnitCount }
      throw JSONProblem(offset: start, message: "no JSON value")
    }
  }

  private mutating func array(
    _ line: Span<UInt8>, at start: Int, depth: Int
  ) throws(JSONProblem) -> Int {
    guard depth <= CanonicalJSON.depthLimit else {
      throw JSONProblem(offset: start, message: "nested too deeply")
    }
    var offset = start + 1
    if LineScanner.byte(line, offset) == UInt8(ascii: "]") { return offset + 1 }
    while true {
      offset = try value(line, at: offset, depth: depth)
      switch LineScanner.byte(line, offset) {
      case UInt8(ascii: ","): offset += 1
      case UInt8(ascii: "]"): return offset + 1
      default: throw JSONProblem(offset: offset, message: "`,` or `]` expected")
      }
    }
  }

  /// Keeps the members that the verifier asks for; any other is none of its business.
  private mutating func note(_ line: Span<UInt8>, _ key: Range<Int>, _ value: Range<Int>) {
    let inner = value.lowerBound + 1..<max(value.lowerBound + 1, value.upperBound - 1)
    if key.count == 1, line[key.lowerBound] == UInt8(ascii: "v") {
      version = try? LineScanner.integer(line, at: value.lowerBound).value
    } else if key.count == 1, line[key.lowerBound] == UInt8(ascii: "t") {
      time = Timestamp(line.extracting(inner))
    } else if key.count == 2, LineScanner.holds(line, "op", at: key.lowerBound) {
      operation = LogOperation.allCases.first {
        $0.name.utf8CodeUnitCount == inner.count
          && LineScanner.holds(line, $0.name, at: inner.lowerBound)
      }
    } else if key.count == 3, LineScanner.holds(line, "seq", at: key.lowerBound) {
      sequence = try? LineScanner.integer(line, at: value.lowerBound).value
    }
  }
}

extension LineScanner {
  static func holds(_ line: Span<UInt8>, _ word: StaticString, at start: Int) -> Bool {
    guard start + word.utf8CodeUnitCount <= line.count else { return false }
    return word.withUTF8Buffer { bytes in
      for offset in bytes.indices where line[start + offset] != bytes[offset] { return false }
      return true
    }
  }

  /// Strictly ascending bytes, which for plain keys is the order of UTF-16 code units too.
  private static func isOrdered(
    _ line: Span<UInt8>, _ previous: Range<Int>, _ key: Range<Int>
  ) -> Bool {
    for distance in 0..<min(previous.count, key.count) {
      let (left, right) = (line[previous.lowerBound + distance], line[key.lowerBound + distance])
      if left != right { return left < right }
    }
    return previous.count < key.count
  }

  /// The range of a key between its quotes; a colon follows.
  private static func key(_ line: Span<UInt8>, at start: Int) throws(JSONProblem) -> Range<Int> {
    guard byte(line, start) == UInt8(ascii: "\"") else {
      throw JSONProblem(offset: start, message: "a key in quotes expected")
    }
    var end = start + 1
    while isPlain(byte(line, end)) { end += 1 }
    guard end > start + 1, byte(line, end) == UInt8(ascii: "\""),
      byte(line, end + 1) == UInt8(ascii: ":")
    else {
      throw JSONProblem(offset: end, message: "a key is one or more of a-z, 0-9 and `_`, then `:`")
    }
    return start + 1..<end
  }

  static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func integer(
    _ line: Span<UInt8>, at start: Int
  ) throws(JSONProblem) -> (value: Int, end: Int) {
    let isNegative = byte(line, start) == UInt8(ascii: "-")
    let first = isNegative ? start + 1 : start
    var end = first
    var value = 0
    while end < line.count, case let digit = line[end] &- UInt8(ascii: "0"), digit < 10,
      end - first < 17
    {
      value = value * 10 + Int(digit)
      end += 1
    }
    let hasLeadingZero = byte(line, first) == UInt8(ascii: "0") && (end > first + 1 || isNegative)
    guard end > first, !hasLeadingZero, value <= CanonicalJSON.integerRange.upperBound else {
      throw JSONProblem(offset: start, message: "no integer of the log")
    }
    return (isNegative ? -value : value, end)
  }

  /// The end of the string that starts at `start`, which has each character in its one spelling.
  private static func string(_ line: Span<UInt8>, at start: Int) throws(JSONProblem) -> Int {
    var offset = start + 1
    while offset < line.count {
      switch line[offset] {
      case UInt8(ascii: "\""): return offset + 1
      case UInt8(ascii: "\\"): offset += try escapeLength(line, at: offset)
      case 0x20..<0x80: offset += 1
      case 0x80...:
        let length = UTF8Sequence.length(in: line, at: offset)
        guard length > 0 else { throw JSONProblem(offset: offset, message: "no UTF-8") }
        offset += length
      default: throw JSONProblem(offset: offset, message: "a control character not escaped")
      }
    }
    throw JSONProblem(offset: offset, message: "the line ends inside a string")
  }

  private static func escapeLength(
    _ line: Span<UInt8>, at offset: Int
  ) throws(JSONProblem) -> Int {
    switch byte(line, offset + 1) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return 2
    case let letter where (0..<0x20).contains { CanonicalJSON.shortEscape(of: $0) == letter }:
      return 2
    default:
      for control in UInt8(0)..<0x20 where CanonicalJSON.shortEscape(of: control) == nil {
        let digits = Hexadecimal.encode(CollectionOfOne(control))
        if holds(line, "\\u00", at: offset), byte(line, offset + 4) == digits[0],
          byte(line, offset + 5) == digits[1]
        {
          return 6
        }
      }
      throw JSONProblem(offset: offset, message: "not the canonical escape")
    }
  }
}
