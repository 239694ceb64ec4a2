/// An interval cut at thresholds: the thresholds themselves, and what lies between them.
struct NumberPieces {
  struct Piece {
    /// In base units.
    let interval: NumberInterval
    /// A number in it.
    let sample: ExactNumber
  }

  /// In ascending order; of a field of whole numbers only those that hold one.
  let pieces: [Piece]

  /// - Parameters:
  ///   - thresholds: In base units and in ascending order.
  ///   - interval: What is to be cut.
  init(_ thresholds: [ExactNumber], in interval: NumberInterval, isInteger: Bool) {
    var pieces: [Piece] = []
    var start = interval.lower
    for mark in thresholds where interval.contains(mark) {
      let end = NumberInterval.Bound(mark, isIncluded: false)
      if start.map({ $0.value < mark }) ?? true {
        Self.add(NumberInterval(lower: start, upper: end), isInteger, to: &pieces)
      }
      Self.add(NumberInterval(mark), isInteger, to: &pieces)
      start = end
    }
    let rest = NumberInterval(lower: start, upper: interval.upper)
    let isEmpty = rest.lower.flatMap { low in rest.upper.map { $0.value <= low.value } } ?? false
    if !isEmpty || thresholds.isEmpty { Self.add(rest, isInteger, to: &pieces) }
    self.pieces = pieces
  }

  private static func add(
    _ interval: NumberInterval, _ isInteger: Bool, to pieces: inout [Piece]
  ) {
    guard let sample = sample(of: interval, isInteger) else { return }
    pieces.append(Piece(interval: interval, sample: sample))
  }

  /// A number of an interval, a whole one where it must be; nil when there is none.
  private static func sample(of interval: NumberInterval, _ isInteger: Bool) -> ExactNumber? {
    if let single = interval.single { return !isInteger || single.isInteger ? single : nil }
    if isInteger {
      let start = interval.lower?.value.roundedDown(places: 0)
      let candidates =
        start.map { [$0, $0.adding(.one)] }
        ?? [interval.upper?.value.roundedDown(places: 0)?.subtracting(.one)]
      return candidates.compactMap { $0 }.first(where: interval.contains)
    }
    switch (interval.lower?.value, interval.upper?.value) {
    case (let low?, let high?): return low.adding(high)?.divided(by: ExactNumber(2))
    case (let low?, nil): return low.adding(.one)
    case (nil, let high?): return high.subtracting(.one)
    case (nil, nil): return .zero
    }
  }
}
