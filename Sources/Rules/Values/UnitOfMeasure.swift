/// The powers of base units that make up a quantity: 吨标准煤/吨 is one of coal, minus one of mass.
///
/// Two quantities can be compared or added only when their dimensions are the same.
public struct Dimensions: Sendable, Hashable {
  /// Base unit and power, by base unit, without zero powers.
  let powers: [Power]

  struct Power: Sendable, Hashable {
    let base: Int
    let exponent: Int
  }

  public static let none = Dimensions(powers: [])

  init(powers: [Power]) { self.powers = powers }

  /// The dimension of one base unit.
  init(base: Int) { powers = [Power(base: base, exponent: 1)] }

  func multiplied(by other: Dimensions) -> Dimensions { combined(with: other, sign: 1) }
  func divided(by other: Dimensions) -> Dimensions { combined(with: other, sign: -1) }

  private func combined(with other: Dimensions, sign: Int) -> Dimensions {
    if other.powers.isEmpty { return self }
    var sums: [Int: Int] = [:]
    for power in powers { sums[power.base, default: 0] += power.exponent }
    for power in other.powers { sums[power.base, default: 0] += sign * power.exponent }
    let kept = sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }
    return Dimensions(powers: kept.map { Power(base: $0.key, exponent: $0.value) })
  }
}

/// A unit: its names, its size in base units, and its dimensions.
public struct UnitOfMeasure: Sendable {
  /// Every number carries one, so that it is shared instead of copied.
  private final class Content: Sendable {
    let name: Phrase
    let scale: ExactNumber
    let dimensions: Dimensions

    init(_ name: Phrase, _ scale: ExactNumber, _ dimensions: Dimensions) {
      self.name = name
      self.scale = scale
      self.dimensions = dimensions
    }
  }

  private let content: Content

  public static let one = UnitOfMeasure(
    name: Phrase("", ""), scale: .one, dimensions: .none)

  public init(name: Phrase, scale: ExactNumber, dimensions: Dimensions) {
    content = Content(name, scale, dimensions)
  }

  public var name: Phrase { content.name }
  /// How many base units one of this unit is.
  public var scale: ExactNumber { content.scale }
  public var dimensions: Dimensions { content.dimensions }

  public var isOne: Bool { dimensions == .none && scale == .one }

  /// The unit of a product; nil when the sizes overflow.
  func multiplied(by other: UnitOfMeasure) -> UnitOfMeasure? {
    if other.isOne { return self }
    if isOne { return other }
    guard let scale = scale.multiplied(by: other.scale) else { return nil }
    let name =
      Self.cancelled(name, other.name) ?? Self.cancelled(other.name, name)
      ?? Self.joined(name, "·", other.name)
    return UnitOfMeasure(
      name: name, scale: scale, dimensions: dimensions.multiplied(by: other.dimensions))
  }

  /// The unit of a quotient; nil when the sizes overflow.
  func divided(by other: UnitOfMeasure) -> UnitOfMeasure? {
    if other.isOne { return self }
    if self == other { return .one }
    guard let scale = scale.divided(by: other.scale) else { return nil }
    return UnitOfMeasure(
      name: Self.joined(name, "/", other.name), scale: scale,
      dimensions: dimensions.divided(by: other.dimensions))
  }

  private static func joined(_ left: Phrase, _ sign: String, _ right: Phrase) -> Phrase {
    func factor(_ name: String) -> String { sign == "/" ? divisor(name) : name }
    return Phrase(
      (left.chinese.isEmpty ? "1" : left.chinese) + sign + factor(right.chinese),
      (left.english.isEmpty ? "1" : left.english) + sign + factor(right.english))
  }

  /// A quotient as divisor is put in parentheses: 吨标准煤/(万吨/年). A product is not, as whoever
  /// reads a unit takes it apart at each `/` first: 千克标准油/吨·能量因数.
  private static func divisor(_ name: String) -> String {
    name.contains("/") ? "(\(name))" : name
  }

  /// What a quotient by a unit is times that unit: 吨标准煤 for 吨标准煤/万元 and 万元; nil for others.
  private static func cancelled(_ quotient: Phrase, _ factor: Phrase) -> Phrase? {
    func rest(_ name: String, _ unit: String) -> String? {
      let end = "/" + divisor(unit)
      guard !unit.isEmpty, name.hasSuffix(end) else { return nil }
      let rest = name.dropLast(end.count)
      return rest.isEmpty || rest == "1" || rest.contains("/") ? nil : String(rest)
    }
    guard let chinese = rest(quotient.chinese, factor.chinese),
      let english = rest(quotient.english, factor.english)
    else { return nil }
    return Phrase(chinese, english)
  }
}

extension UnitOfMeasure: Hashable {
  public static func == (left: UnitOfMeasure, right: UnitOfMeasure) -> Bool {
    left.content === right.content
      || left.scale == right.scale && left.dimensions == right.dimensions
        && left.name == right.name
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(scale)
    hasher.combine(dimensions)
    hasher.combine(name)
  }
}
