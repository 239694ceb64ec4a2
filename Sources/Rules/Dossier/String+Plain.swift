extension String {
  /// The text with full-width forms as ASCII, every minus as `-`, and nothing invisible or blank at
  /// its ends.
  ///
  /// White space inside stays, as one blank each: it may stand where something was lost.
  var plain: String {
    if utf8.first != 0x20, utf8.last != 0x20, isPlain { return self }
    var folded = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: folded.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0x2212: folded.append("-")
      default: folded.append(scalar.isBlank ? " " : scalar)
      }
    }
    return String(folded).trimmed
  }

  /// The text without white space, of a width or of none, at its ends.
  var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isSpace }),
      let last = scalars.lastIndex(where: { !$0.isSpace })
    else { return "" }
    let end = scalars.index(after: last)
    return first == startIndex && end == endIndex ? self : String(self[first..<end])
  }

  /// Whether all of its characters are seen and have no other form.
  private var isPlain: Bool { utf8.allSatisfy { $0.isOfPlainText } }

  /// The text in half-width forms, with every pair of brackets as parentheses.
  var plainBrackets: String {
    let text = plain
    guard text.utf8.contains(where: { !$0.isOfPlainText || $0.isBracket }) else { return text }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "[", "{", "【", "〔", "［", "〈": plain.append("(")
      case "]", "}", "】", "〕", "］", "〉": plain.append(")")
      default: plain.append(scalar)
      }
    }
    return String(plain)
  }

  /// A name as it is compared when it was typed by hand: in half-width forms, without white space or
  /// quotation marks.
  var spelledLoosely: String {
    // Most names are written as they are compared: one look at their bytes instead of three.
    guard utf8.contains(where: { !$0.isOfPlainText || $0.isBracket || $0.isBlankOrQuote }) else {
      return self
    }
    let text = plainBrackets
    guard text.utf8.contains(where: { !$0.isOfPlainText || $0.isBlankOrQuote }) else { return text }
    var name = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "\"", "'", "“", "”", "‘", "’": break
      default: name.append(scalar)
      }
    }
    return String(name)
  }

  /// A text without the remark in parentheses at its end, and the remark.
  var remarkApart: (text: String, remark: String?) {
    let closing = unicodeScalars.last
    guard closing == ")" || closing == "）" else { return (self, nil) }
    var depth = 0
    for index in unicodeScalars.indices.reversed() {
      let scalar = unicodeScalars[index]
      if scalar == ")" || scalar == "）" { depth += 1 }
      if scalar == "(" || scalar == "（" { depth -= 1 }
      guard depth == 0 else { continue }
      let text = String(self[..<index]).trimmed
      guard !text.isEmpty else { return (self, nil) }
      let content = self[unicodeScalars.index(after: index)...].dropLast()
      return (text, String(content).trimmed)
    }
    return (self, nil)
  }
}

extension UInt8 {
  fileprivate var isBracket: Bool {
    switch self {
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
    default: false
    }
  }

  fileprivate var isBlankOrQuote: Bool { self == 0x20 || self == 0x22 || self == 0x27 }
}

extension Unicode.Scalar {
  /// Whether it is white space of any width, or none at all: it may stand where a digit was lost.
  public var isBlank: Bool {
    // Of ASCII only the blank and the controls are.
    value < 0x7F ? value <= 0x20 : properties.isWhitespace || isInvisible
  }

  /// Whether it is white space of any width or none; controls are none.
  fileprivate var isSpace: Bool {
    if (0x21...0x7E).contains(value) || (0x4E00...0x9FFF).contains(value) { return false }
    if value <= 0x20 { return value == 0x20 || (0x09...0x0D).contains(value) }
    return properties.isWhitespace || (isInvisible && properties.generalCategory != .control)
  }
}
