// Foreign text stays text: what a dossier, a rule file or a path says can neither begin a line of
// its own in a report, nor steer a terminal, nor turn the direction of writing.

extension Unicode.Scalar {
  /// Whether it shows nothing by itself: controls, format characters as the bidirectional marks,
  /// separators of lines, and what Unicode lets a font ignore.
  ///
  /// White space that has a width is visible.
  public var isInvisible: Bool {
    switch value {
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x2010...0x2027, 0x2070...0x2FFF, 0x3000...0x3163,
      0x3400...0xA63F, 0xFF01...0xFF9F:
      return false
    case 0..<0xA0, 0x2028, 0x2029: return true
    default:
      return properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format
    }
  }

  /// A sign that stands for an invisible character: ␛ for an escape, ⟨U+202E⟩ for what has none.
  fileprivate var visibleSign: String {
    switch value {
    case 0x0A: "␤"
    case 0..<0x20: Unicode.Scalar(0x2400 + value).map(String.init) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "⟨\(codePoint)⟩"
    }
  }

  /// `U+202E`
  private var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}

extension String {
  /// The text on one line, with a sign in the place of every invisible character.
  ///
  /// Controls become their pictures (Unicode block 2400), others their number: `␤`, `␛`,
  /// `⟨U+202E⟩`.
  public var withVisibleControls: String {
    guard holdsInvisible else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isInvisible {
        text += scalar.visibleSign
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private var holdsInvisible: Bool {
    var text = self
    return text.withUTF8 { bytes in
      var place = 0
      while place < bytes.count {
        guard !bytes[place].isOfPlainText else {
          place += 1
          continue
        }
        let (scalar, width) = bytes.scalar(at: place)
        if scalar.isInvisible { return true }
        place += width
      }
      return false
    }
  }
}

extension [String] {
  /// The lines of a plain report, each ended by a line feed; invisible characters are shown.
  package var visibleText: String { map { $0.withVisibleControls + "\n" }.joined() }
}
