import Testing

/// A record that says the same as another one, with characters of its texts and keys written as escapes.
struct EscapedRecord: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Whether a character is, by its place in the record.
  let isEscaped: @Sendable (Unicode.Scalar, Int) -> Bool
  var digits = "0123456789abcdef"

  static let all = [
    EscapedRecord(testDescription: "all that is not ASCII") { scalar, _ in !scalar.isASCII },
    EscapedRecord(
      testDescription: "each third character, in capitals",
      isEscaped: { $0 != "\\" && $1 % 3 == 0 }, digits: "0123456789ABCDEF"),
    EscapedRecord(testDescription: "every character") { scalar, _ in scalar != "\\" },
  ]

  /// A slash is written with a backslash, as some programs do.
  func bytes(_ text: [UInt8]) -> [UInt8] {
    var written = ""
    var (isQuoted, isBehindBackslash) = (false, false)
    for (place, scalar) in String(decoding: text, as: UTF8.self).unicodeScalars.enumerated() {
      let isPlain = !isQuoted || isBehindBackslash
      if scalar == "\"", !isBehindBackslash {
        isQuoted.toggle()
        written += "\""
      } else if scalar == "/", !isPlain {
        written += "\\/"
      } else if !isPlain, isEscaped(scalar, place) {
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
          written += escape(unit)
        }
      } else {
        written.unicodeScalars.append(scalar)
      }
      isBehindBackslash = scalar == "\\" && !isBehindBackslash
    }
    return Array(written.utf8)
  }

  private func escape(_ unit: UInt16) -> String {
    let all = Array(digits)
    return "\\u"
      + String([12, 8, 4, 0].map { all[Int(unit >> UInt16($0)) & 15] })
  }
}
