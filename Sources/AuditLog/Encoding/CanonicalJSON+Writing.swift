extension CanonicalJSON {
  /// The canonical text, RFC 8785 section 3.2, in UTF-8.
  public var bytes: [UInt8] {
    var output: [UInt8] = []
    write(to: &output)
    return output
  }

  func write(to output: inout [UInt8]) {
    switch self {
    case .null: output += "null".utf8
    case .boolean(let value): output += (value ? "true" : "false").utf8
    case .integer(let value): output += String(value).utf8
    case .string(let text): CanonicalJSON.write(text, to: &output)
    case .array(let elements):
      CanonicalJSON.write(elements, between: "[", "]", to: &output) { $0.write(to: &$1) }
    case .object(let members):
      let sorted = members.sorted { CanonicalJSON.isOrdered($0.key, before: $1.key) }
      CanonicalJSON.write(sorted, between: "{", "}", to: &output) { member, output in
        CanonicalJSON.write(member.key, to: &output)
        output.append(UInt8(ascii: ":"))
        member.value.write(to: &output)
      }
    }
  }

  /// The order of keys in RFC 8785 section 3.2.3: by UTF-16 code units.
  ///
  /// That is the order of the UTF-8 bytes, except that scalars from U+10000 on, which UTF-8 begins
  /// with 0xF0 or more, come before those from U+E000 to U+FFFF, which begin with 0xEE or 0xEF.
  static func isOrdered(_ left: String, before right: String) -> Bool {
    for (left, right) in zip(left.utf8, right.utf8) where left != right {
      let isSurrogate = (left >= 0xF0, right >= 0xF0)
      return isSurrogate.0 != isSurrogate.1 && min(left, right) >= 0xEE
        ? left > right : left < right
    }
    return left.utf8.count < right.utf8.count
  }

  private static func write<Element>(
    _ elements: [Element], between open: Unicode.Scalar, _ close: Unicode.Scalar,
    to output: inout [UInt8], _ writeElement: (Element, inout [UInt8]) -> Void
  ) {
    output.append(UInt8(ascii: open))
    var isFirst = true
    for element in elements {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      writeElement(element, &output)
    }
    output.append(UInt8(ascii: close))
  }

  /// Writes a string: short escapes where JSON has them, `\u00xx` for other controls, else raw.
  static func write(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    if text.utf8.allSatisfy(isRaw) {
      output += text.utf8
    } else {
      for byte in text.utf8 { write(byte, to: &output) }
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func isRaw(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func write(_ byte: UInt8, to output: inout [UInt8]) {
    if isRaw(byte) {
      output.append(byte)
    } else if byte >= 0x20 {
      output += [UInt8(ascii: "\\"), byte]
    } else if let letter = shortEscape(of: byte) {
      output += [UInt8(ascii: "\\"), letter]
    } else {
      output += "\\u00".utf8
      output += Hexadecimal.encode(CollectionOfOne(byte))
    }
  }

  /// The letter that stands for a control character after a backslash, `nil` where there is none.
  static func shortEscape(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x08: UInt8(ascii: "b")
    case 0x09: UInt8(ascii: "t")
    case 0x0A: UInt8(ascii: "n")
    case 0x0C: UInt8(ascii: "f")
    case 0x0D: UInt8(ascii: "r")
    default: nil
    }
  }
}
