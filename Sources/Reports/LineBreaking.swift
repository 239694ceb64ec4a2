import Rules

/// Breaks a text into lines as a word processor does: between any two Chinese characters, but before
/// no mark that ends words and behind none that begins them; and not within a word of Latin letters
/// or digits.
struct LineBreaking {
  /// In half-width characters. A capital letter takes two.
  let width: Int
  /// What the first line is shorter by.
  var indent = 0

  func lines(of text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    var free = width - indent
    for unit in Self.units(of: text) {
      for piece in pieces(of: unit) {
        let cells = Self.cells(of: piece)
        if cells > free, !line.isEmpty {
          lines.append(line)
          (line, free) = ("", width)
        }
        // A blank at the end of a line takes no room.
        line += piece
        free -= cells
      }
    }
    return lines + [line]
  }

  /// A unit that is wider than a line is broken anywhere.
  private func pieces(of unit: String) -> [String] {
    guard Self.cells(of: unit) > width else { return [unit] }
    return unit.map { String($0) }
  }

  private static func cells(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + cells(of: $1) }
  }

  /// Quotation marks and dashes are as wide as a Chinese character in a Chinese font.
  private static func cells(of scalar: Unicode.Scalar) -> Int {
    guard scalar.isASCII else { return 2 * min(1, TextWidth.cells(of: String(scalar))) }
    return scalar.properties.isUppercase ? 2 : 1
  }

  /// What stands together on a line.
  private static func units(of text: String) -> [String] {
    var units: [String] = []
    var mayBreak = true
    for character in text {
      let isLatin = character.isASCII && character != " "
      let isClosing = "，。、；：！？）》」』”’〕】％…的".contains(character)
      let joins =
        isClosing || !mayBreak
        || isLatin && units.last?.last.map { $0.isASCII && $0 != " " } == true
      if joins, !units.isEmpty {
        units[units.count - 1].append(character)
      } else {
        units.append(String(character))
      }
      mayBreak = !"（《「『“‘〔【".contains(character)
    }
    return units
  }
}
