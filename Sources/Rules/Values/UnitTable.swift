/// All units of a vocabulary, found by any of their spellings.
public struct UnitTable: Sendable, Equatable {
  var units: [Word: UnitOfMeasure] = [:]
  var baseCount = 0

  public init() {}

  /// Adds a unit under all its spellings; false when one of them is taken.
  mutating func add(_ unit: UnitOfMeasure, spellings: [String]) -> Bool {
    guard spellings.allSatisfy({ units[Word($0)] == nil }) else { return false }
    for spelling in spellings { units[Word(spelling)] = unit }
    return true
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
