/// Units by their number; 0 is a number without one.
struct BulkUnits {
  private(set) var units: [UnitOfMeasure?] = [nil]
  /// The dimension of each, by its number; 0 for those without.
  private(set) var dimensions: [Int] = [0]
  /// The size of each in base units; nil: it does not fit.
  private(set) var scales: [BulkNumber?] = [.one]
  private(set) var isOne: [Bool] = [true]
  private var numbers: [UnitOfMeasure: Int] = [:]
  private var dimensionNumbers: [Dimensions: Int] = [Dimensions.none: 0]
  private var products: [UInt64: UInt16] = [:]

  /// The most units, so that two of them and an operation are one number.
  private static let limit = 30_000

  /// nil: there are too many.
  mutating func number(of unit: UnitOfMeasure?) -> UInt16? {
    guard let unit else { return 0 }
    if let known = numbers[unit] { return UInt16(known) }
    guard units.count < Self.limit else { return nil }
    numbers[unit] = units.count
    units.append(unit)
    scales.append(BulkNumber(unit.scale))
    isOne.append(unit.isOne)
    let dimension = dimensionNumbers[unit.dimensions] ?? dimensionNumbers.count
    dimensionNumbers[unit.dimensions] = dimension
    dimensions.append(dimension)
    return UInt16(units.count - 1)
  }

  /// The unit of a product or quotient as the reference finds it; nil: there are too many.
  mutating func combined(_ left: UInt16, _ right: UInt16, isProduct: Bool) -> UInt16? {
    let key = (UInt64(left) << 16 | UInt64(right)) << 1 | (isProduct ? 1 : 0)
    if let known = products[key] { return known }
    let unit = Evaluator.product(units[Int(left)], units[Int(right)]) {
      isProduct ? $0.multiplied(by: $1) : $0.divided(by: $1)
    }
    guard let number = number(of: unit) else { return nil }
    products[key] = number
    return number
  }
}
