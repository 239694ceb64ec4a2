extension JSONParser {
  /// Reads the number at the current token; nil, without a word, when it is not of the grammar
  ///
  ///     [ "-" ] ( "0" | digit1-9 { digit } ) [ "." digit { digit } ] [ "e" [ "+" | "-" ] digits ]
  ///
  /// Whether it fits is asked by whoever uses it: a value that nobody uses may be of any size.
  mutating func number() -> JSONNode? {
    guard let shape = NumberShape(bytes[position..<end]), endsWord(at: shape.end) else {
      return nil
    }
    let place = range(position, shape.end)
    let text = String(decoding: bytes[position..<shape.end], as: UTF8.self)
    consume(to: shape.end)
    return JSONNode(.number(text), range: place)
  }

}

extension Diagnostic {
  /// How a number is written, for one that cannot be meant.
  static let usualNumber = Phrase(
    "核对位数和指数，如 `146000`、`1.46e5`、`\"14.6万\"`",
    "look at its digits and its exponent; write it as `146000` or `1.46e5`")

  /// A number that ``ExactNumber`` cannot hold; nil when the text is none of the JSON grammar, or
  /// one that fits.
  static func numberOutOfRange(_ text: String, at place: SourceRange) -> Diagnostic? {
    let bytes = Array(text.utf8)
    guard let shape = NumberShape(bytes[...]), shape.end == bytes.count, !shape.isWithinLimits
    else { return nil }
    let limit = ExactNumber.digitLimit
    guard !shape.isTooSmall else {
      return Diagnostic(
        .numberTooSmall, at: place,
        Phrase(
          "数太小：最多 \(limit) 位小数", "the number is too small: \(limit) decimal places at most"),
        hint: Phrase(
          "四舍五入到用得着的位数，如 `0.125`", "round it to the places that matter, as `0.125`"))
    }
    return Diagnostic(
      .numberTooLarge, at: place,
      Phrase(
        "数字超出范围：最多 \(limit) 位有效数字、\(limit) 位指数",
        "the number is out of range: \(limit) digits and an exponent of \(limit) at most"),
      hint: usualNumber)
  }
}

/// What a number of the JSON grammar is made of.
struct NumberShape {
  /// The offset behind the last byte.
  private(set) var end: Int
  /// The digits from the first one that is not zero.
  private(set) var significantDigits = 0
  private(set) var decimals = 0
  private(set) var exponent = 0

  /// The number that the bytes begin with; nil when they begin with none.
  init?(_ bytes: ArraySlice<UInt8>) {
    end = bytes.startIndex
    if end < bytes.endIndex, bytes[end] == UInt8(ascii: "-") { end += 1 }
    let integer = end
    guard readDigits(bytes) > 0 else { return nil }
    if bytes[integer] == UInt8(ascii: "0"), end > integer + 1 { return nil }
    if end < bytes.endIndex, bytes[end] == UInt8(ascii: ".") {
      end += 1
      decimals = readDigits(bytes)
      guard decimals > 0 else { return nil }
    }
    if end < bytes.endIndex, bytes[end] | 0x20 == UInt8(ascii: "e") {
      end += 1
      guard readExponent(bytes) else { return nil }
    }
  }

  // INVARIANT: `ExactNumber(parsing:)` reads every number that is within these limits.
  var isWithinLimits: Bool {
    if significantDigits == 0 { return true }
    return significantDigits <= ExactNumber.digitLimit && abs(scale) <= ExactNumber.digitLimit
      && significantDigits + max(0, scale) <= Self.integerDigitLimit
  }

  /// Whether it has more decimal places than fit, rather than more digits.
  var isTooSmall: Bool {
    significantDigits <= ExactNumber.digitLimit && scale < -ExactNumber.digitLimit
  }

  /// The power of ten of its last digit.
  private var scale: Int { exponent - decimals }

  /// 10 to this power is the greatest that fits a 128-bit integer.
  private static let integerDigitLimit = 38

  private mutating func readDigits(_ bytes: ArraySlice<UInt8>) -> Int {
    let start = end
    while end < bytes.endIndex, bytes[end] &- UInt8(ascii: "0") <= 9 {
      if significantDigits > 0 || bytes[end] != UInt8(ascii: "0") { significantDigits += 1 }
      end += 1
    }
    return end - start
  }

  private mutating func readExponent(_ bytes: ArraySlice<UInt8>) -> Bool {
    var negative = false
    if end < bytes.endIndex, bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "+") {
      negative = bytes[end] == UInt8(ascii: "-")
      end += 1
    }
    let start = end
    while end < bytes.endIndex, bytes[end] &- UInt8(ascii: "0") <= 9 {
      // Far beyond the limit it no longer matters how far.
      exponent = min(exponent * 10 + Int(bytes[end] - UInt8(ascii: "0")), 1_000_000)
      end += 1
    }
    if negative { exponent = -exponent }
    return end > start
  }
}

extension Diagnostic.Code {
  static let numberTooSmall = Self(
    name: "number-too-small",
    explanation: Phrase(
      "数最多 34 位小数。引擎不四舍五入，所以更小的数是错误，不当作零。",
      "A number has at most 34 decimal places. The engine never rounds, so a smaller number is an error "
        + "and not zero."))
}
