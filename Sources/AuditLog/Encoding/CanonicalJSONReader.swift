/// What is wrong with a JSON text, and at which byte.
public struct JSONProblem: Error, Hashable, Sendable {
  /// Counts bytes from the start of the text, from 0.
  public let offset: Int
  public let message: String
}

/// A strict reader of RFC 8259 texts, whose numbers are integers.
///
/// It takes white space and any order of members, as the vectors of RFC 8785 need, and refuses
/// what other readers let through: duplicate keys, trailing commas, lone surrogates, text after
/// the value, fractions, `-0`. Whether a line of the log is canonical is ``LineScanner``'s work.
public struct CanonicalJSONReader {
  private let text: [UInt8]
  private var offset = 0

  /// The value that `text` holds.
  public static func read(_ text: [UInt8]) throws(JSONProblem) -> CanonicalJSON {
    var reader = CanonicalJSONReader(text: text)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.offset == text.count else { throw reader.problem("text after the value") }
    return value
  }

  private init(text: [UInt8]) {
    self.text = text
  }

  private var next: UInt8? { offset < text.count ? text[offset] : nil }

  private func problem(_ message: String) -> JSONProblem {
    JSONProblem(offset: offset, message: message)
  }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: scalar) else { return false }
    offset += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONProblem) -> CanonicalJSON {
    skipSpace()
    guard let byte = next else { throw problem("the text ends where a value should stand") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .integer(try integer())
    default: return try word()
    }
  }

  private mutating func word() throws(JSONProblem) -> CanonicalJSON {
    let words: [(String, CanonicalJSON)] = [
      ("null", .null), ("true", .boolean(true)), ("false", .boolean(false)),
    ]
    for (word, value) in words where text[offset...].starts(with: word.utf8) {
      offset += word.utf8.count
      return value
    }
    throw problem("no JSON value")
  }

  private mutating func array(depth: Int) throws(JSONProblem) -> CanonicalJSON {
    guard depth <= CanonicalJSON.depthLimit else { throw problem("nested too deeply") }
    offset += 1
    skipSpace()
    if take("]") { return .array([]) }
    var elements: [CanonicalJSON] = []
    repeat {
      elements.append(try value(depth: depth))
      skipSpace()
    } while take(",")
    guard take("]") else { throw problem("`,` or `]` expected") }
    return .array(elements)
  }

  private mutating func object(depth: Int) throws(JSONProblem) -> CanonicalJSON {
    guard depth <= CanonicalJSON.depthLimit else { throw problem("nested too deeply") }
    offset += 1
    skipSpace()
    if take("}") { return .object([]) }
    var members: [CanonicalJSON.Member] = []
    var keys: Set<[UInt8]> = []
    repeat {
      skipSpace()
      let start = offset
      guard next == UInt8(ascii: "\"") else { throw problem("a key in quotes expected") }
      let key = try string()
      guard keys.insert(Array(key.utf8)).inserted else {
        throw JSONProblem(offset: start, message: "the key `\(key)` appears twice")
      }
      skipSpace()
      guard take(":") else { throw problem("`:` expected") }
      members.append(.init(key, try value(depth: depth)))
      skipSpace()
    } while take(",")
    guard take("}") else { throw problem("`,` or `}` expected") }
    return .object(members)
  }

  private mutating func integer() throws(JSONProblem) -> Int {
    let start = offset
    while let byte = next, "+-.eE0123456789".utf8.contains(byte) { offset += 1 }
    let digits = String(decoding: text[start..<offset], as: UTF8.self)
    // Writing the number again refuses leading zeros, `-0`, fractions and exponents at once.
    guard let value = Int(digits), String(value) == digits,
      CanonicalJSON.integerRange.contains(value)
    else { throw JSONProblem(offset: start, message: "`\(digits)` is no integer of the log") }
    return value
  }
}

extension CanonicalJSONReader {
  private mutating func string() throws(JSONProblem) -> String {
    offset += 1
    var bytes: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"):
        offset += 1
        try escape(into: &bytes)
      case 0x20..<0x80:
        bytes.append(byte)
        offset += 1
      case 0x80...:
        let length = UTF8Sequence.length(in: text.span, at: offset)
        guard length > 0 else { throw problem("no UTF-8") }
        bytes += text[offset..<offset + length]
        offset += length
      default: throw problem("a control character that is not escaped")
      }
    }
    throw problem("the text ends inside a string")
  }

  private mutating func escape(into bytes: inout [UInt8]) throws(JSONProblem) {
    guard let letter = next else { throw problem("the text ends inside a string") }
    offset += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(letter)
    case UInt8(ascii: "u"): bytes += UTF8.encode(try unicodeEscape()).map { Array($0) } ?? []
    default:
      guard let control = (0..<0x20).first(where: { CanonicalJSON.shortEscape(of: $0) == letter })
      else { throw problem("no such escape") }
      bytes.append(control)
    }
  }

  /// The scalar after `\u`, of one escape or of a pair of surrogates.
  private mutating func unicodeEscape() throws(JSONProblem) -> Unicode.Scalar {
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard take("\\"), take("u") else { throw problem("a lone surrogate") }
    let second = try codeUnit()
    guard first & 0xFC00 == 0xD800, second & 0xFC00 == 0xDC00,
      let scalar = Unicode.Scalar(0x10000 + UInt32(first & 0x3FF) << 10 + UInt32(second & 0x3FF))
    else { throw problem("a lone surrogate") }
    return scalar
  }

  private mutating func codeUnit() throws(JSONProblem) -> UInt16 {
    let digits = text[offset..<min(offset + 4, text.count)]
    let unit = digits.reduce(UInt16?.some(0)) { unit, digit in
      guard let unit, let value = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      return unit << 4 | UInt16(value)
    }
    guard digits.count == 4, let unit else { throw problem("four hexadecimal digits expected") }
    offset += 4
    return unit
  }
}
