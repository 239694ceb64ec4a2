/// All units of a vocabulary, found by any of their spellings.
public struct UnitTable: Sendable, Equatable {
  private(set) var units: [Word: UnitOfMeasure] = [:]
  /// By spelling in small letters; nil where letters of another size make another unit.
  private var unitsInSmallLetters: [Word: UnitOfMeasure?] = [:]
  /// What a unit may name behind it that is measured, as 铝 in 吨铝; in small letters.
  private(set) var materials: Set<Word> = []
  var baseCount = 0

  public init() {}

  /// Adds a unit under all its spellings; false when one of them is taken.
  mutating func add(_ unit: UnitOfMeasure, spellings: [String]) -> Bool {
    guard spellings.allSatisfy({ units[Word($0)] == nil }) else { return false }
    for spelling in spellings {
      units[Word(spelling)] = unit
      let small = Word(spelling.asciiLowercased)
      if let other = unitsInSmallLetters[small], other != unit {
        unitsInSmallLetters[small] = .some(nil)
      } else {
        unitsInSmallLetters[small] = unit
      }
    }
    return true
  }

  mutating func add(materials names: [String]) {
    for name in names { materials.insert(Word(name.asciiLowercased)) }
  }

  /// A dimension that no unit had before.
  mutating func newDimension() -> Dimensions {
    defer { baseCount += 1 }
    return Dimensions(base: baseCount)
  }

  /// The unit of a spelling such as `吨`, `kgce/t` or `蒸吨/小时`.
  ///
  /// A spelling that was declared whole is found first; otherwise it is split at each `/`.
  public func unit(spelled text: String) -> UnitOfMeasure? {
    if let unit = units[Word(text)] { return unit }
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { Word(String(Substring($0))) }
    guard parts.count > 1, let first = units[parts[0]] else { return nil }
    var result = first
    for part in parts.dropFirst() {
      guard let divisor = units[part], let quotient = result.divided(by: divisor) else {
        return nil
      }
      result = quotient
    }
    return result
  }

  public var spellings: [String] { units.keys.map { $0.text }.sorted() }
}

// MARK: - As people write them

extension UnitTable {
  /// The unit that people mean by a spelling in a dossier: letters of either size (`Kgce/t`), a
  /// product (`kW·h/t`), a negative power (`kgce·t⁻¹`), 每 for `/`, and what is measured behind its
  /// unit (`kWh/t-Al`, `千瓦时/吨铝`).
  ///
  /// A text of more bytes than ``longestSpelling`` is none: the time grows with the square.
  func unit(written text: String) -> UnitOfMeasure? {
    guard text.utf8.count <= Self.longestSpelling else { return nil }
    if let unit = unit(spelled: text) { return unit }
    var result: UnitOfMeasure?
    let isSlash: (Character) -> Bool = { $0 == "/" || $0 == "每" || $0 == "∕" }
    let parts = text.split(omittingEmptySubsequences: false, whereSeparator: isSlash)
    for (place, part) in parts.enumerated() {
      guard let factor = product(String(part)) else { return nil }
      result = place == 0 ? factor : result?.divided(by: factor)
    }
    return result
  }

  /// In bytes; `千克标准煤每立方米` has 27.
  static let longestSpelling = 200

  /// Whether a text is a unit, perhaps with 万 or the like before it.
  func isUnit(_ text: String) -> Bool {
    if unit(written: text) != nil { return true }
    let (scale, rest) = NumberScale.before(text)
    return scale != nil && unit(written: rest) != nil
  }

  /// `kW·h`, `kgce·t⁻¹`, or one unit.
  private func product(_ text: String) -> UnitOfMeasure? {
    if let unit = single(text) { return unit }
    let isDot: (Character) -> Bool = { "·•⋅∙.*".contains($0) }
    let factors = text.split(omittingEmptySubsequences: false, whereSeparator: isDot)
    guard factors.count > 1 else { return nil }
    var result: UnitOfMeasure?
    for (place, factor) in factors.enumerated() {
      let (name, isInverse) = Self.withoutPower(String(factor))
      guard let unit = single(name), place > 0 || !isInverse else { return nil }
      result =
        place == 0 ? unit : isInverse ? result?.divided(by: unit) : result?.multiplied(by: unit)
    }
    return result
  }

  private static func withoutPower(_ text: String) -> (name: String, isInverse: Bool) {
    for power in ["⁻¹", "^-1", "-1"] where text.hasSuffix(power) {
      return (String(text.dropLast(power.count)), true)
    }
    return (text, false)
  }

  /// One unit, in letters of either size, with or without what is measured.
  private func single(_ text: String) -> UnitOfMeasure? {
    if let unit = named(text) { return unit }
    for index in text.indices.dropFirst().reversed() {
      let rest = text[index...]
      let material = rest.hasPrefix("-") ? String(rest.dropFirst()) : String(rest)
      guard materials.contains(Word(material.asciiLowercased)) else { continue }
      if let unit = named(String(text[..<index])) { return unit }
    }
    return nil
  }

  private func named(_ text: String) -> UnitOfMeasure? {
    units[Word(text)] ?? (unitsInSmallLetters[Word(text.asciiLowercased)] ?? nil)
  }
}
