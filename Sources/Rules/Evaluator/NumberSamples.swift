/// Numbers that stand for all values of a field: one at each threshold, between each two, and
/// beyond the first and the last.
struct NumberSamples {
  /// In base units and in ascending order.
  let values: [ExactNumber]

  /// - Parameters:
  ///   - thresholds: In base units and in ascending order.
  ///   - interval: The values the field can have, in base units.
  init(
    _ thresholds: [ExactNumber], in interval: NumberInterval, isInteger: Bool,
    unit: UnitOfMeasure?
  ) {
    let ends = [interval.lower?.value, interval.upper?.value].compactMap { $0 }
    let marks = Set(thresholds.filter { interval.contains($0) } + ends).sorted()
    var samples: [ExactNumber] = []
    if let first = marks.first, let last = marks.last {
      if let below = first.subtracting(Self.step) { samples.append(below) }
      for (index, mark) in marks.enumerated() {
        samples.append(mark)
        if index + 1 < marks.count, let middle = mark.middle(to: marks[index + 1]) {
          samples.append(middle)
        }
      }
      if let above = last.adding(Self.step) { samples.append(above) }
    } else {
      samples = [.zero]
    }
    if isInteger { samples = Self.integers(around: samples, unit: unit) }
    values = samples.filter { interval.contains($0) }
  }

  private static let step = ExactNumber.one

  /// The whole numbers beside each sample, counted in the field's own unit.
  private static func integers(
    around samples: [ExactNumber], unit: UnitOfMeasure?
  ) -> [ExactNumber] {
    let scale = unit?.scale ?? .one
    var found: Set<ExactNumber> = []
    for sample in samples {
      guard let shown = sample.divided(by: scale), let floor = shown.roundedDown(places: 0) else {
        continue
      }
      for offset in -1...2 {
        if let integer = floor.adding(ExactNumber(offset))?.multiplied(by: scale) {
          found.insert(integer)
        }
      }
    }
    return found.sorted()
  }
}

extension ExactNumber {
  fileprivate func middle(to other: ExactNumber) -> ExactNumber? {
    adding(other)?.divided(by: ExactNumber(2))
  }

  /// The greatest number with so many decimal places that is not above this one.
  func roundedDown(places: Int) -> ExactNumber? {
    var scale = ExactNumber.one
    for _ in 0..<places {
      guard let next = scale.multiplied(by: ExactNumber(10)) else { return nil }
      scale = next
    }
    guard let scaled = multiplied(by: scale) else { return nil }
    let (quotient, rest) = scaled.numerator.quotientAndRemainder(dividingBy: scaled.denominator)
    let whole = rest < 0 ? quotient - 1 : quotient
    return ExactNumber(whole, over: 1)?.divided(by: scale)
  }
}
