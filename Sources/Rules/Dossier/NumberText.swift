/// A number as people write it in a dossier, with its unit: `108 kgce/t`, `146 000`, `１.２５`.
///
/// One blank before groups of exactly three digits separates thousands. Any other blank inside a
/// number may be a digit, a point or a unit that was lost, so it is a problem and nothing is read.
struct NumberText {
  enum Problem {
    case blankInside
    /// A point without a digit on one side; the number as it should be written.
    case barePoint(String)
  }

  /// The number in ASCII without blanks; what it cannot be made of is left as it was written.
  let digits: String
  /// nil: none is written.
  let unit: String?
  let problem: Problem?

  init(_ text: String) {
    var scanner = NumberScanner(text)
    digits = scanner.number()
    (unit, problem) = scanner.rest(behind: digits)
  }
}

/// Goes through the characters of a ``NumberText``, full-width forms and blanks made ASCII.
private struct NumberScanner {
  private let characters: [Character]
  private var position = 0

  init(_ text: String) {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.value >= 0xFF01, scalar.value <= 0xFF5E {
        folded.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      } else {
        folded.append(scalar.isBlank ? " " : scalar)
      }
    }
    var characters = Array(String(folded))[...]
    while characters.first == " " { characters.removeFirst() }
    while characters.last == " " { characters.removeLast() }
    self.characters = Array(characters)
  }

  private func character(_ offset: Int) -> Character? {
    position + offset < characters.count ? characters[position + offset] : nil
  }

  private func isDigit(_ offset: Int) -> Bool {
    character(offset).map { $0 >= "0" && $0 <= "9" } ?? false
  }

  /// The sign, the digits, the decimals and the exponent at the start.
  mutating func number() -> String {
    var text = ""
    if let sign = character(0), sign == "-" || sign == "+" { take(1, into: &text) }
    takeDigits(into: &text)
    takeGroups(into: &text)
    if character(0) == "." {
      take(1, into: &text)
      takeDigits(into: &text)
    }
    if let mark = character(0), mark == "e" || mark == "E" {
      let isSigned = character(1) == "-" || character(1) == "+"
      if isDigit(isSigned ? 2 : 1) {
        take(isSigned ? 2 : 1, into: &text)
        takeDigits(into: &text)
      }
    }
    return text
  }

  private mutating func take(_ count: Int, into text: inout String) {
    for _ in 0..<count {
      text.append(characters[position])
      position += 1
    }
  }

  private mutating func takeDigits(into text: inout String) {
    while isDigit(0) { take(1, into: &text) }
  }

  /// Groups of three digits, each behind one blank, after a group of one to three.
  private mutating func takeGroups(into text: inout String) {
    let first = text.drop { $0 == "-" || $0 == "+" }
    guard (1...3).contains(first.count), first.first != "0" else { return }
    while character(0) == " ", isDigit(1), isDigit(2), isDigit(3), !isDigit(4) {
      position += 1
      take(3, into: &text)
    }
  }

  /// What stands behind the number.
  func rest(behind digits: String) -> (unit: String?, problem: NumberText.Problem?) {
    var rest = characters[position...]
    while rest.first == " " { rest.removeFirst() }
    let isSignAlone = digits == "-" || digits == "+"
    if let first = rest.first, !digits.isEmpty, position < characters.count {
      let hasBlank = characters[position] == " "
      let begins = first.isASCII && (first.isNumber || ((first == "." || isSignAlone) && hasBlank))
      if begins || isExponent(rest) { return (nil, .blankInside) }
    }
    if digits.hasSuffix(".") || digits.hasPrefix(".") || digits.hasPrefix("-.") {
      if let meant = Self.completed(digits) { return (nil, .barePoint(meant)) }
    }
    let unit = String(rest.filter { $0 != " " })
    return (unit.isEmpty ? nil : unit, nil)
  }

  /// Whether an exponent was torn from its number or its digits: `1 e3`, `1e 3`.
  private func isExponent(_ rest: ArraySlice<Character>) -> Bool {
    guard rest.first == "e" || rest.first == "E" else { return false }
    let digits = rest.dropFirst().drop { $0 == " " || $0 == "-" || $0 == "+" }
    return !digits.isEmpty && digits.allSatisfy { $0 >= "0" && $0 <= "9" }
  }

  /// The digits with a zero, or nothing, where one is missing beside the point.
  private static func completed(_ digits: String) -> String? {
    var text = digits
    if text.hasSuffix(".") { text.removeLast() }
    if text.hasPrefix(".") { text = "0" + text }
    if text.hasPrefix("-.") { text = "-0" + text.dropFirst() }
    return ExactNumber(parsing: text) == nil ? nil : text
  }
}

extension Unicode.Scalar {
  /// Whether it is white space of any width, or none at all: it may stand where a digit was lost.
  fileprivate var isBlank: Bool { properties.isWhitespace || isInvisible }
}
