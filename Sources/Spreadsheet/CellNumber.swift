/// A number of a cell, which a spreadsheet keeps in binary and shows to fifteen digits.
///
///     1.1499999999999999   as 1.15
///     4.5931E4             as 45931
struct CellNumber {
  private let isNegative: Bool
  /// The digits without zeros before them.
  private var digits: [UInt8]
  /// How many of the digits stand before the point; may be negative, or more than there are.
  private var point: Int

  /// nil for what is no number.
  init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    isNegative = rest.first == UInt8(ascii: "-")
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    digits = []
    point = 0
    var hasPoint = false
    var exponent = 0
    while let byte = rest.first {
      rest.removeFirst()
      if (0x30...0x39).contains(byte) {
        digits.append(byte - 0x30)
        if !hasPoint { point += 1 }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E"), !digits.isEmpty {
        guard let number = Int(String(decoding: rest, as: UTF8.self)), abs(number) < 400 else {
          return nil
        }
        exponent = number
        rest = []
      } else {
        return nil
      }
    }
    guard !digits.isEmpty else { return nil }
    point += exponent
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    point -= zeros
    round(to: 15)
  }

  /// Rounds half up, as a spreadsheet shows it, and drops zeros at the end.
  private mutating func round(to count: Int) {
    if digits.count > count {
      let isUp = digits[count] >= 5
      digits.removeLast(digits.count - count)
      if isUp {
        var place = count - 1
        while place >= 0, digits[place] == 9 {
          digits[place] = 0
          place -= 1
        }
        if place >= 0 {
          digits[place] += 1
        } else {
          digits.insert(1, at: 0)
          point += 1
        }
      }
    }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { point = 0 }
  }

  /// The number in decimal digits.
  var text: String { text(shiftedBy: 0) }

  /// The number times a hundred, with the sign.
  var percent: String { text(shiftedBy: 2) + "%" }

  /// The whole part; nil when it is too large to be a day.
  var wholePart: Int? {
    let whole = text.split(separator: ".").first.flatMap { Int($0) }
    return whole.flatMap { (0...3_000_000).contains($0) ? $0 : nil }
  }

  private func text(shiftedBy shift: Int) -> String {
    guard !digits.isEmpty else { return "0" }
    let place = point + shift
    let signs = digits.map { Character(Unicode.Scalar($0 + 0x30)) }
    var whole = place > 0 ? String(signs.prefix(place)) : "0"
    if place > digits.count { whole += String(repeating: "0", count: place - digits.count) }
    let zeros = place < 0 ? String(repeating: "0", count: -place) : ""
    let fraction = zeros + (place < digits.count ? String(signs.dropFirst(max(0, place))) : "")
    return (isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }
}
