/// Writes JSON (RFC 8259) into a growing list of bytes.
///
///     var json = JSONWriter(style: .pretty)
///     json.object { json in
///       json.member("name", "某数据中心")
///       json.member("facts") { json in
///         json.array { json in json.number("1.25") }
///       }
///     }
///     json.endLine()
///
/// Members stand in the order of the calls. Text beyond ASCII stays as it is, but for characters
/// that show nothing and may steer a terminal or the direction of writing: they are escaped. One
/// value follows another at the top only behind ``endLine()``, which makes NDJSON.
public struct JSONWriter: Sendable {
  public enum Style: Sendable {
    /// One line, no spaces.
    case compact
    /// A line for each element, indented by two spaces a level.
    case pretty
  }

  public let style: Style
  /// What was written so far, in UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var depth = 0
  private var place = Place.first

  /// What the next value must be written behind.
  private enum Place { case first, next, afterKey }

  public init(style: Style) { self.style = style }

  /// What was written so far.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Writes an object; its members are written by `members`.
  public mutating func object(_ members: (inout JSONWriter) -> Void) {
    container(opening: UInt8(ascii: "{"), closing: UInt8(ascii: "}"), members)
  }

  /// Begins an array whose elements come one by one; ``drain()`` hands over what there is.
  public mutating func beginArray() { open(UInt8(ascii: "[")) }

  public mutating func endArray() { close(UInt8(ascii: "]")) }

  /// What was written since the last call, so that a long text need not stay in memory.
  public mutating func drain() -> String {
    defer { bytes.removeAll(keepingCapacity: true) }
    return text
  }

  /// Writes an array; its elements are written by `elements`.
  public mutating func array(_ elements: (inout JSONWriter) -> Void) {
    container(opening: UInt8(ascii: "["), closing: UInt8(ascii: "]"), elements)
  }

  /// Writes a key and the value that `value` writes.
  public mutating func member(_ key: String, _ value: (inout JSONWriter) -> Void) {
    separate()
    quote(key)
    bytes.append(UInt8(ascii: ":"))
    if style == .pretty { bytes.append(UInt8(ascii: " ")) }
    place = .afterKey
    value(&self)
  }

  public mutating func string(_ text: String) {
    separate()
    quote(text)
  }

  /// Writes a number as it is spelt: `1.20` keeps its zero.
  public mutating func number(_ literal: String) {
    separate()
    bytes.append(contentsOf: literal.utf8)
  }

  /// Writes a value that is JSON already, on one line.
  public mutating func verbatim(_ json: String) { number(json) }

  /// Writes a value that was written before, on one line.
  public mutating func verbatim(_ json: [UInt8]) {
    separate()
    bytes += json
  }

  /// Writes members that were written before by ``writtenMembers(_:)``, on one line.
  public mutating func members(_ json: [UInt8]) {
    guard !json.isEmpty else { return }
    verbatim(json)
  }

  /// Members on one line, to be written again and again.
  public static func writtenMembers(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter(style: .compact)
    json.object(members)
    return Array(json.bytes.dropFirst().dropLast())
  }

  public mutating func integer(_ value: Int) { number(String(value)) }

  public mutating func boolean(_ value: Bool) { number(value ? "true" : "false") }

  public mutating func null() { number("null") }

  /// Ends the line behind a value; another value may follow.
  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    place = .first
  }
}

// MARK: - Members in one call

extension JSONWriter {
  public mutating func member(_ key: String, _ text: String) { member(key) { $0.string(text) } }

  public mutating func member(_ key: String, _ value: Int) { member(key) { $0.integer(value) } }

  public mutating func member(_ key: String, _ value: Bool) { member(key) { $0.boolean(value) } }

  /// Writes a text, or `null` when there is none.
  public mutating func member(_ key: String, _ text: String?) {
    member(key) { json in
      if let text { json.string(text) } else { json.null() }
    }
  }
}

// MARK: - Signs

extension JSONWriter {
  private mutating func container(
    opening: UInt8, closing: UInt8, _ content: (inout JSONWriter) -> Void
  ) {
    open(opening)
    content(&self)
    close(closing)
  }

  private mutating func open(_ sign: UInt8) {
    separate()
    bytes.append(sign)
    depth += 1
    place = .first
  }

  private mutating func close(_ sign: UInt8) {
    depth -= 1
    if place == .next { breakLine() }
    bytes.append(sign)
    place = .next
  }

  /// Writes what stands between the last value and the next one, a key included.
  private mutating func separate() {
    if place == .next { bytes.append(UInt8(ascii: ",")) }
    if place != .afterKey, depth > 0 { breakLine() }
    place = .next
  }

  private mutating func breakLine() {
    guard style == .pretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { bytes.append(contentsOf: [0x20, 0x20]) }
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { appendEscaped($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Takes over what stands between two escapes in one piece.
  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var (start, place) = (0, 0)
    while place < text.count {
      guard !Self.isPlain(text[place]) else {
        place += 1
        continue
      }
      let (scalar, width) = text.scalar(at: place)
      if Self.isEscaped(scalar) {
        bytes += UnsafeBufferPointer(rebasing: text[start..<place])
        appendEscape(of: scalar)
        start = place + width
      }
      place += width
    }
    bytes += UnsafeBufferPointer(rebasing: text[start...])
  }

  /// Whether a byte is none of a character that may have to be escaped: ``UInt8/isOfPlainText`` but for
  /// quotation marks and backslashes.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x5C: false
    case 0x20...0x7E, 0x80...0xBF, 0xE4...0xE9: true
    default: false
    }
  }

  private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x22 || scalar.value == 0x5C || scalar.isInvisible
  }

  /// Appends the escape of a character; two of them beyond U+FFFF.
  private mutating func appendEscape(of scalar: Unicode.Scalar) {
    let letter: Unicode.Scalar
    switch scalar {
    case "\"", "\\": letter = scalar
    case "\u{08}": letter = "b"
    case "\t": letter = "t"
    case "\n": letter = "n"
    case "\u{0C}": letter = "f"
    case "\r": letter = "r"
    default:
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        let digits = String(unit, radix: 16)
        bytes += ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8
      }
      return
    }
    bytes.append(UInt8(ascii: "\\"))
    bytes.append(UInt8(truncatingIfNeeded: letter.value))
  }
}
