/// The words for powers of ten before a unit.
enum NumberScale {
  static let tenThousand = ExactNumber(10_000)

  /// How much the words at the start of a unit make of a number, and the unit without them.
  static func before(_ unit: String) -> (scale: ExactNumber?, rest: String) {
    for (word, scale) in words where unit.hasPrefix(word) {
      return (ExactNumber(scale, over: 1), String(unit.dropFirst(word.count)))
    }
    return (nil, unit)
  }

  // Longer words stand before their beginnings.
  private static let words: [(String, Int128)] = [
    ("万亿", 1_000_000_000_000), ("千亿", 100_000_000_000), ("百亿", 10_000_000_000),
    ("十亿", 1_000_000_000), ("亿", 100_000_000), ("千万", 10_000_000), ("百万", 1_000_000),
    ("十万", 100_000), ("万", 10_000), ("千", 1_000), ("百", 100),
  ]
}
