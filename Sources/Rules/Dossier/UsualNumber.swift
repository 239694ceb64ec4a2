/// A number as most are written: digits, perhaps with a point among them, and perhaps a unit in plain
/// letters: `108`, `108 kgce/t`, `42万吨/年`.
///
/// ``NumberText`` reads these the same way, and all others, with more steps.
struct UsualNumber {
  let digits: String
  let unit: String?

  /// nil: the text has anything that may mean something else than a number and its unit.
  init?(_ text: String) {
    let bytes = text.utf8
    var points = 0
    var end = bytes.startIndex
    var last: UInt8 = 0
    while end < bytes.endIndex, Self.isDigit(bytes[end]) || bytes[end] == Self.point {
      last = bytes[end]
      if last == Self.point { points += 1 }
      bytes.formIndex(after: &end)
    }
    guard let first = bytes.first, Self.isDigit(first), Self.isDigit(last), points <= 1 else {
      return nil
    }
    guard end < bytes.endIndex else {
      (digits, unit) = (text, nil)
      return
    }
    var start = end
    if bytes[start] == UInt8(ascii: " ") { bytes.formIndex(after: &start) }
    let rest = text[start...].unicodeScalars
    guard let head = rest.first, head != "e", head != "E", rest.allSatisfy(Self.isPlain) else {
      return nil
    }
    (digits, unit) = (String(text[..<end]), String(text[start...]))
  }

  private static let point = UInt8(ascii: ".")

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether a character of a unit is no sign, and ends no word such as 以上, 左右 or 至.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "上", "下", "内", "右", "间", "至", "到": false
    case "a"..."z", "A"..."Z", "/", "%", "\u{4E00}"..."\u{9FFF}": true
    default: false
    }
  }
}
